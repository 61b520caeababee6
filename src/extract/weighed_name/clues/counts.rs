//! What is counted once for all candidates of a note.

use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::weighed_name::NameCandidate;
use crate::name;
use crate::vocabulary::Kind;

/// How often the words of candidates stand in the note, by the way they are written.
pub struct NoteCounts {
    /// By the hash of the key, sorted.
    words: Vec<(u64, WordCount)>,
    /// One bit for each of these hashes: most words of a note are none of them.
    bits: [u64; 16],
    /// The keys of the note's tags.
    pub tags: Vec<String>,
    /// Tools found so far for each four hundred words.
    pub density: usize,
}

/// How one word is written.
#[derive(Clone, Copy, Default)]
pub struct WordCount {
    /// How often small.
    pub small: usize,
    /// How often with a capital where none is due.
    pub capital_inside: usize,
}

impl NoteCounts {
    /// Counts the words that are candidates by themselves.
    pub fn of(page: &Page, candidates: &[NameCandidate]) -> NoteCounts {
        let single = candidates.iter().filter_map(|c| match &c.places[0] {
            (block, range) if range.len() == 1 => Some(page.token(*block, range.start).hash),
            _ => None,
        });
        let mut words: Vec<(u64, WordCount)> =
            single.map(|hash| (hash, WordCount::default())).collect();
        words.sort_by_key(|(hash, _)| *hash);
        words.dedup_by_key(|(hash, _)| *hash);
        let tools = page.things.iter().filter(|t| t.kind == Kind::Tool).count();
        let all: usize = page.blocks.iter().map(|b| b.len()).sum();
        let mut counts = NoteCounts {
            words,
            bits: [0; 16],
            tags: page.document.tags.iter().map(|tag| name::key(&tag.value)).collect(),
            density: tools * 400 / all.max(100),
        };
        for (hash, _) in &counts.words {
            counts.bits[(hash >> 6) as usize % 16] |= 1 << (hash % 64);
        }
        if !counts.words.is_empty() {
            (0..page.blocks.len()).for_each(|block| counts.block(page, block));
        }
        counts
    }

    fn block(&mut self, page: &Page, block: usize) {
        for token in &page.blocks[block].tokens {
            if !token.is(flag::WORD) || token.is(flag::CODE) {
                continue;
            }
            let Some(at) = self.place(token.hash) else { continue };
            let count = &mut self.words[at].1;
            if !token.is(flag::CAPITAL | flag::CAMEL) {
                count.small += 1;
            } else if !token.is(flag::FIRST) && !page.is_heading(block) {
                count.capital_inside += 1;
            }
        }
    }

    /// How often a word is written small, and with a capital where none is due.
    pub fn get(&self, hash: u64) -> WordCount {
        self.place(hash).map_or(WordCount::default(), |at| self.words[at].1)
    }

    fn place(&self, hash: u64) -> Option<usize> {
        let told = self.bits[(hash >> 6) as usize % 16] & 1 << (hash % 64) != 0;
        told.then(|| self.words.binary_search_by_key(&hash, |(hash, _)| *hash).ok())?
    }
}
