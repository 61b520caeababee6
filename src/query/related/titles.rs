//! Which notes' titles stand in the text of a post: a post often names what it goes on from.

use crate::query::related::index::Index;
use crate::terms::{self, Word};
use std::collections::BTreeMap;

/// The words of all titles.
pub struct Titles {
    /// For each note the places of its title's words among all such places.
    starts: Vec<usize>,
    /// For each place its note.
    notes: Vec<u32>,
    /// For each stem its rarity and its places.
    places: BTreeMap<u64, (f32, Vec<u32>)>,
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
    /// The rarity of the longest part that stands there word by word.
    pub run: Vec<f32>,
}

impl Titles {
    /// Cost: linear in the titles.
    pub fn of(index: &Index) -> Titles {
        let count = index.notes.len();
        let (notes, places) = (Vec::new(), BTreeMap::new());
        let mut titles = Titles { starts: vec![0], notes, places, whole: vec![0.0; count] };
        for (note, terms) in index.notes.iter().enumerate() {
            for stem in &terms.title_stems {
                let rarity = || (index.rarity(*stem), Vec::new());
                let (rarity, places) = titles.places.entry(*stem).or_insert_with(rarity);
                if places.last().is_none_or(|p| titles.notes[*p as usize] != note as u32) {
                    titles.whole[note] += *rarity;
                }
                places.push(titles.notes.len() as u32);
                titles.notes.push(note as u32);
            }
            titles.starts.push(titles.notes.len());
        }
        titles
    }

    /// Looks for all titles in a post. Cost: for each word of the post the titles that have it.
    pub fn look(&self, index: &Index, post: usize) -> Titled {
        let terms = &index.notes[post];
        let zeros = || vec![0.0; index.notes.len()];
        let sentence = vec![0; index.notes.len()];
        let mut titled = Titled { coverage: zeros(), mass: zeros(), sentence, run: zeros() };
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
        self.runs(&terms.words, &mut titled);
        titled
    }

    /// Each note whose title has one of these words, with the word's rarity.
    fn each_note(&self, stems: &[u64], mut found: impl FnMut(usize, f32)) {
        for (rarity, places) in stems.iter().filter_map(|stem| self.places.get(stem)) {
            let mut last = u32::MAX;
            for note in places.iter().map(|p| self.notes[*p as usize]) {
                if note != last {
                    found(note as usize, *rarity);
                }
                last = note;
            }
        }
    }

    /// Follows the words of the post through the titles, as far as both go on alike.
    fn runs(&self, words: &[Word], titled: &mut Titled) {
        // Runs that end at the last word, by the place in the titles: rarity and words.
        let mut last: Vec<(u32, (f32, usize))> = Vec::new();
        let mut now = Vec::new();
        for word in words {
            let (rarity, places) =
                self.places.get(&word.stem).map_or((0.0, &[][..]), |p| (p.0, &p.1));
            for &place in places {
                let note = self.notes[place as usize] as usize;
                let before = place.checked_sub(1).filter(|_| place as usize > self.starts[note]);
                let found = before.and_then(|b| last.binary_search_by_key(&b, |run| run.0).ok());
                let (mass, words) = found.map_or((0.0, 0), |at| last[at].1);
                let run = (mass + rarity, words + 1);
                let single = self.starts[note + 1] - self.starts[note] == 1;
                if run.1 > 1 || single {
                    titled.run[note] = titled.run[note].max(run.0);
                }
                now.push((place, run));
            }
            std::mem::swap(&mut last, &mut now);
            now.clear();
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
