//! All notes by their words: how rare each word is, and which notes have it.

use crate::terms::Terms;
use rayon::prelude::*;

/// How much rarer words count more: the power of their rarity in a weight.
const RARITY: f32 = 1.6;

/// The share of the greatest rarity there is from which on something is told as a reason.
const TELLING: f32 = 0.35;
/// What so many notes have is rare wherever it is.
const FEW: usize = 3;

/// The words of all notes.
pub struct Index {
    /// The notes, by path.
    pub notes: Vec<Terms>,
    /// For each note the length of its vector of weights.
    pub norms: Vec<f32>,
    /// The mean of these lengths.
    pub mean: f32,
    /// Hashes of words and pairs, sorted, with their first place in `postings`; one more at the end.
    terms: Vec<(u64, u32)>,
    /// Notes with their weights of each term.
    postings: Vec<(u32, f32)>,
    /// For each note its terms, by number, with their weights.
    own: Vec<Vec<(u32, f32)>>,
}

impl Index {
    /// Cost: a sort of all words of all notes.
    pub fn new(mut notes: Vec<Terms>) -> Index {
        notes.sort_by(|a, b| a.note.cmp(&b.note));
        let counts = notes.par_iter().enumerate().flat_map_iter(|(note, terms)| {
            let counts = terms.counts().into_iter();
            counts.map(move |(hash, count)| (hash, note as u32, count))
        });
        let mut all: Vec<(u64, u32, f32)> = counts.collect();
        all.par_sort_unstable_by_key(|(hash, note, _)| (*hash, *note));
        let mut index = Index {
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
        let real = &self.terms[..self.terms.len() - 1];
        real.binary_search_by_key(&hash, |(term, _)| *term).ok().map(|term| term as u32)
    }

    /// How rare a word or pair is: 1 + ln((1 + notes) / (1 + notes that have it)).
    pub fn rarity(&self, hash: u64) -> f32 {
        rarity(self.term(hash).map_or(0, |term| self.having(term).len()), self.notes.len())
    }

    /// The rarity of a term to the power with which it counts in a weight.
    pub fn sharp_rarity(&self, term: u32) -> f32 {
        rarity(self.having(term).len(), self.notes.len()).powf(RARITY)
    }

    /// Whether a term is rare enough to be told as a reason: among few notes anything that not all have.
    pub fn tells(&self, term: u32) -> bool {
        is_telling(self.having(term).len(), self.notes.len())
    }

    /// Whether a note may be linked to from another as an earlier one: dated before it, on the same day
    /// by path. Notes without a date are taken for earlier ones.
    pub fn is_earlier(&self, note: usize, than: usize) -> bool {
        let (a, b) = (&self.notes[note], &self.notes[than]);
        note != than
            && match (a.date, b.date) {
                (Some(first), Some(second)) => (first, &a.note) < (second, &b.note),
                (None, _) | (_, None) => true,
            }
    }
}

/// Whether what so many of all notes have may be told as a reason.
pub fn is_telling(having: usize, all: usize) -> bool {
    having <= FEW || rarity(having, all) - 1.0 >= TELLING * (1.0 + all as f32).ln()
}

fn rarity(having: usize, all: usize) -> f32 {
    1.0 + ((1.0 + all as f32) / (1.0 + having as f32)).ln()
}
