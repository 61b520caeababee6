//! Where in the note each sentence stands: in the title of a talk, in what tells of one, and how far
//! from its beginning.

use crate::extract::draft::Stretch;
use crate::extract::page::Page;
use crate::name;
use std::ops::Range;

/// What stands in a block of the titles and descriptions of talks.
pub struct Subject {
    /// Its words.
    pub range: Range<usize>,
    /// Whether it is the title that the note gives the talk.
    pub title: bool,
}

/// A stretch that tells of a talk.
pub struct ToldOf {
    /// The sentences.
    pub stretch: Stretch,
    /// How many sentences on the same talk stand before it.
    pub before: usize,
}

/// The parts of a note that talks have to do with.
pub struct Scene {
    /// The titles and descriptions in each block.
    pub subjects: Vec<Vec<Subject>>,
    /// What tells of talks, by block.
    pub told: Vec<Vec<ToldOf>>,
    /// The hashes of all that words of the note's title begin with, sorted.
    pub title: Vec<u64>,
}

impl Scene {
    /// Looks at a page.
    pub fn of(page: &Page) -> Scene {
        let none = || page.blocks.iter().map(|_| Vec::new()).collect();
        let mut scene = Scene {
            subjects: none(),
            told: (0..page.blocks.len()).map(|_| Vec::new()).collect(),
            title: title(page),
        };
        for session in &page.sessions {
            for (n, (block, range)) in session.subjects.iter().enumerate() {
                let title = n == 0 && !page.things[session.thing].untitled;
                let range = range.clone();
                scene.subjects[*block].push(Subject { range, title });
            }
            let mut before = 0;
            for &stretch in session.extent.iter().filter(|e| !page.is_heading(e.block)) {
                scene.told[stretch.block].push(ToldOf { stretch, before });
                let last = page.blocks[stretch.block].tokens.last().map_or(0, |t| t.sentence);
                before += usize::from(stretch.last.min(last).saturating_sub(stretch.first)) + 1;
            }
        }
        scene
    }

    /// The title or description that holds some words of a block.
    pub fn subject(&self, block: usize, range: &Range<usize>) -> Option<&Subject> {
        let holds = |s: &&Subject| s.range.start <= range.start && range.end <= s.range.end;
        self.subjects[block].iter().find(holds)
    }

    /// What tells of a talk in a sentence of a block.
    pub fn told(&self, block: usize, sentence: u16) -> Option<&ToldOf> {
        self.told[block].iter().find(|told| told.stretch.holds(block, sentence))
    }
}

/// The beginnings of the words of the note's title.
fn title(page: &Page) -> Vec<u64> {
    let title = page.document.title.as_ref().map_or("", |t| t.value.as_str());
    let lower = name::lower(title);
    let grown = |word: &str| {
        let letters = word.char_indices().map(|(at, c)| at + c.len_utf8());
        let hashes = letters.map(|end| name::fingerprint(&word[..end]));
        hashes.collect::<Vec<u64>>()
    };
    let mut beginnings: Vec<u64> = name::split(&lower).flat_map(grown).collect();
    beginnings.sort_unstable();
    beginnings
}
