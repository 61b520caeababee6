//! Indexes of all notes: by words, by tags and by titles.

use crate::name;
use crate::terms::{self, Terms};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The power of the rarity of a word in its weight: rare words count more.
const RARITY: f32 = 1.6;

/// The least rarity of a reason, as a share of the greatest possible.
const MIN_RARITY: f32 = 0.35;
/// What at most so many notes have is always rare.
const FEW: usize = 3;

/// The inverted index of the words and pairs of words in all notes.
pub struct TermIndex {
    /// The notes, by path.
    pub notes: Vec<Terms>,
    /// For each note the norm of its vector of weights.
    pub norms: Vec<f32>,
    /// The mean of these norms.
    pub mean: f32,
    /// The hashes of words and pairs, sorted, with their first place in `postings`; one more at the end.
    terms: Vec<(u64, u32)>,
    /// For each term the notes that have it, with its weight in each.
    postings: Vec<(u32, f32)>,
    /// For each note its terms, by number, with their weights.
    own: Vec<Vec<(u32, f32)>>,
}

impl TermIndex {
    /// Builds the index. Cost: a sort of all words of all notes.
    pub fn new(mut notes: Vec<Terms>) -> TermIndex {
        notes.sort_by(|a, b| a.note.cmp(&b.note));
        let counts = notes.par_iter().enumerate().flat_map_iter(|(note, terms)| {
            let counts = terms.counts().into_iter();
            counts.map(move |(hash, count)| (hash, note as u32, count))
        });
        let mut all: Vec<(u64, u32, f32)> = counts.collect();
        all.par_sort_unstable_by_key(|(hash, note, _)| (*hash, *note));
        let mut index = TermIndex {
            norms: vec![0.0; notes.len()],
            mean: 0.0,
            own: vec![Vec::new(); notes.len()],
            notes,
            terms: Vec::new(),
            postings: Vec::with_capacity(all.len()),
        };
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            let term = index.terms.len() as u32;
            index.terms.push((same[0].0, index.postings.len() as u32));
            let rarity = rarity(same.len(), index.notes.len()).powf(RARITY);
            for (_, note, count) in same {
                let weight = (1.0 + count.ln()) * rarity;
                index.norms[*note as usize] += weight * weight;
                index.postings.push((*note, weight));
                index.own[*note as usize].push((term, weight));
            }
        }
        index.terms.push((u64::MAX, index.postings.len() as u32));
        index.norms.iter_mut().for_each(|norm| *norm = norm.sqrt().max(1.0));
        index.mean = index.norms.iter().sum::<f32>() / index.norms.len().max(1) as f32;
        index
    }

    /// The terms of a note, words and pairs, by number, with their weights.
    pub fn terms(&self, note: usize) -> &[(u32, f32)] {
        &self.own[note]
    }

    /// The hash of a term.
    pub fn hash(&self, term: u32) -> u64 {
        self.terms[term as usize].0
    }

    /// The term of a note that has this hash.
    pub fn term_of(&self, note: usize, hash: u64) -> Option<u32> {
        let own = &self.own[note];
        own.binary_search_by_key(&hash, |(term, _)| self.hash(*term)).ok().map(|at| own[at].0)
    }

    /// The notes that have a term, with its weight in each.
    pub fn having(&self, term: u32) -> &[(u32, f32)] {
        let (from, to) = (self.terms[term as usize].1, self.terms[term as usize + 1].1);
        &self.postings[from as usize..to as usize]
    }

    /// The term with this hash, if any note has it.
    pub fn term(&self, hash: u64) -> Option<u32> {
        // The last one only marks the end.
        let terms = &self.terms[..self.terms.len() - 1];
        terms.binary_search_by_key(&hash, |(term, _)| *term).ok().map(|term| term as u32)
    }

    /// How rare a word or pair is: 1 + ln((1 + notes) / (1 + notes that have it)).
    pub fn rarity(&self, hash: u64) -> f32 {
        rarity(self.term(hash).map_or(0, |term| self.having(term).len()), self.notes.len())
    }

    /// The rarity of a term to the power with which it counts in a weight.
    pub fn weighted_rarity(&self, term: u32) -> f32 {
        rarity(self.having(term).len(), self.notes.len()).powf(RARITY)
    }

    /// Whether a term is rare enough to be given as a reason.
    pub fn is_rare(&self, term: u32) -> bool {
        is_rare(self.having(term).len(), self.notes.len())
    }

    /// Whether a note is earlier than another: by date, on the same day by path. A note without a date
    /// is earlier than all others.
    pub fn is_earlier(&self, note: usize, than: usize) -> bool {
        let (a, b) = (&self.notes[note], &self.notes[than]);
        note != than
            && match (a.date, b.date) {
                (Some(first), Some(second)) => (first, &a.note) < (second, &b.note),
                (None, _) | (_, None) => true,
            }
    }
}

/// Whether what `having` of `all` notes have is rare enough to be given as a reason.
pub fn is_rare(having: usize, all: usize) -> bool {
    having <= FEW || rarity(having, all) - 1.0 >= MIN_RARITY * (1.0 + all as f32).ln()
}

fn rarity(having: usize, all: usize) -> f32 {
    1.0 + ((1.0 + all as f32) / (1.0 + having as f32)).ln()
}

/// The tags of all notes.
pub struct TagIndex {
    /// For each note the keys of its tags, sorted, with their weights.
    notes: Vec<Vec<(String, f32)>>,
}

impl TagIndex {
    /// Builds the index. Cost: linear in the tags.
    pub fn new(index: &TermIndex) -> TagIndex {
        let mut having: BTreeMap<String, usize> = BTreeMap::new();
        let keys = |tags: &[String]| {
            let mut keys: Vec<String> = tags.iter().map(|t| name::key(t)).collect();
            keys.sort();
            keys.dedup();
            keys
        };
        let notes: Vec<Vec<String>> = index.notes.iter().map(|n| keys(&n.tags)).collect();
        for tag in notes.iter().flatten() {
            *having.entry(tag.clone()).or_default() += 1;
        }
        let all = 1.0 + notes.len() as f32;
        let weighted = |tag: String| {
            let weight = (all / (1.0 + having[&tag] as f32)).ln();
            (tag, weight)
        };
        TagIndex {
            notes: notes.into_iter().map(|n| n.into_iter().map(weighted).collect()).collect(),
        }
    }

    /// Dice's coefficient of the tags of two notes, weighted by rarity, 0 to 1.
    pub fn similarity(&self, a: usize, b: usize) -> f32 {
        let weight = |tags: &[(String, f32)]| tags.iter().map(|t| t.1).sum::<f32>();
        let theirs = &self.notes[b];
        let both = self.notes[a].iter().filter(|tag| theirs.contains(tag)).map(|t| t.1);
        let shared: f32 = both.sum();
        if shared > 0.0 { 2.0 * shared / (weight(&self.notes[a]) + weight(theirs)) } else { 0.0 }
    }
}

/// The words of all titles.
pub struct TitleIndex {
    /// For each stem its rarity, and the notes whose titles have it.
    stems: BTreeMap<u64, (f32, Vec<u32>)>,
    /// For each note the rarity of all words of its title together.
    whole: Vec<f32>,
}

/// How much of each title occurs in a post: a value for each note.
pub struct TitleMatches {
    /// The share of the title that occurs anywhere in the post, 0 to 1, by rarity.
    pub coverage: Vec<f32>,
    /// The rarity of the words of the title in one sentence of the post, the one with most.
    pub in_sentence: Vec<f32>,
    /// That sentence.
    pub sentence: Vec<u32>,
}

impl TitleIndex {
    /// Builds the index. Cost: linear in the titles.
    pub fn new(index: &TermIndex) -> TitleIndex {
        let mut titles = TitleIndex { stems: BTreeMap::new(), whole: vec![0.0; index.notes.len()] };
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

    /// Matches all titles with a post. Cost: for each word of the post, the titles with it.
    pub fn matches(&self, index: &TermIndex, post: usize) -> TitleMatches {
        let terms = &index.notes[post];
        let zeros = || vec![0.0; index.notes.len()];
        let sentence = vec![0; index.notes.len()];
        let mut matches = TitleMatches { coverage: zeros(), in_sentence: zeros(), sentence };
        let tags = terms.tags.iter().flat_map(|tag| terms::stems_of(tag));
        let all = terms.words.iter().map(|w| w.stem).chain(terms.title_stems.iter().copied());
        self.each_note(&distinct(all.chain(tags)), |note, rarity| {
            matches.coverage[note] += rarity / self.whole[note].max(1.0);
        });
        let (mut now, mut touched) = (zeros(), Vec::new());
        for words in terms.words.chunk_by(|a, b| a.sentence == b.sentence) {
            self.each_note(&distinct(words.iter().map(|w| w.stem)), |note, rarity| {
                now[note] += rarity;
                touched.push(note);
            });
            for note in touched.drain(..) {
                let rarity = std::mem::take(&mut now[note]);
                if rarity > matches.in_sentence[note] {
                    matches.in_sentence[note] = rarity;
                    matches.sentence[note] = words[0].sentence;
                }
            }
        }
        matches
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
