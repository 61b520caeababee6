//! Which notes' titles stand in the text of a post: a post often names what it goes on from.

use crate::query::related::index::Index;
use crate::terms;
use std::collections::BTreeMap;

/// The words of all titles.
pub struct Titles {
    /// For each stem its rarity, and the notes whose titles have it.
    stems: BTreeMap<u64, (f32, Vec<u32>)>,
    /// For each note the rarity of all words of its title together.
    whole: Vec<f32>,
}

/// What of the titles stands in a post: a value for each note.
pub struct Titled {
    /// How much of the title stands anywhere in the post, 0 to 1.
    pub coverage: Vec<f32>,
    /// The rarity of the words of the title that stand in one sentence, the one with most.
    pub mass: Vec<f32>,
    /// That sentence.
    pub sentence: Vec<u32>,
}

impl Titles {
    /// Cost: linear in the titles.
    pub fn of(index: &Index) -> Titles {
        let mut titles = Titles { stems: BTreeMap::new(), whole: vec![0.0; index.notes.len()] };
        for (note, terms) in index.notes.iter().enumerate() {
            for stem in distinct(terms.title_stems.iter().copied()) {
                let new = || (index.rarity(stem), Vec::new());
                let (rarity, notes) = titles.stems.entry(stem).or_insert_with(new);
                titles.whole[note] += *rarity;
                notes.push(note as u32);
            }
        }
        titles
    }

    /// Looks for all titles in a post. Cost: for each word of the post the titles that have it.
    pub fn look(&self, index: &Index, post: usize) -> Titled {
        let terms = &index.notes[post];
        let zeros = || vec![0.0; index.notes.len()];
        let sentence = vec![0; index.notes.len()];
        let mut titled = Titled { coverage: zeros(), mass: zeros(), sentence };
        let tags = terms.tags.iter().flat_map(|tag| terms::stems_of(tag));
        let all = terms.words.iter().map(|w| w.stem).chain(terms.title_stems.iter().copied());
        self.each_note(&distinct(all.chain(tags)), |note, rarity| {
            titled.coverage[note] += rarity / self.whole[note].max(1.0);
        });
        let (mut now, mut touched) = (zeros(), Vec::new());
        for words in terms.words.chunk_by(|a, b| a.sentence == b.sentence) {
            self.each_note(&distinct(words.iter().map(|w| w.stem)), |note, rarity| {
                now[note] += rarity;
                touched.push(note);
            });
            for note in touched.drain(..) {
                let mass = std::mem::take(&mut now[note]);
                if mass > titled.mass[note] {
                    titled.mass[note] = mass;
                    titled.sentence[note] = words[0].sentence;
                }
            }
        }
        titled
    }

    /// Each note whose title has one of these words, with the word's rarity.
    fn each_note(&self, stems: &[u64], mut found: impl FnMut(usize, f32)) {
        for (rarity, notes) in stems.iter().filter_map(|stem| self.stems.get(stem)) {
            notes.iter().for_each(|note| found(*note as usize, *rarity));
        }
    }
}

/// Hashes in order, each once.
fn distinct(hashes: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut hashes: Vec<u64> = hashes.collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
