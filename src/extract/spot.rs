//! Where names of the catalogue stand in a block, before anybody says what they mean there.

use crate::curated::Lexicon;
use crate::curated::Sense;
use crate::extract::token::Words;
use crate::extract::token::flag;
use crate::name;

/// A spelling that the catalogue knows, in a block.
#[derive(Clone, Debug)]
pub struct Spot {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The folded key.
    pub key: String,
}

impl Spot {
    /// What it may mean, best attested first.
    pub fn senses<'l>(&self, lexicon: &'l Lexicon) -> Vec<Sense<'l>> {
        lexicon.senses(&self.key)
    }
}

/// The longest known spelling may have this many words.
const LONGEST: usize = 7;

/// Finds all known spellings, the longest at each place first; they may overlap.
/// Cost: at most seven look-ups a token.
pub fn spots(words: &Words, text: &str, lexicon: &Lexicon) -> Vec<Spot> {
    let mut found = Vec::new();
    let mut key = String::new();
    for from in 0..words.len() {
        if !words.tokens[from].is(flag::WORD) {
            continue;
        }
        key.clear();
        let first = found.len();
        let mut count = 0;
        for to in from..words.len() {
            let token = words.tokens[to];
            if token.sentence != words.tokens[from].sentence {
                break;
            }
            let word = token.is(flag::WORD);
            if !word && !joins(&text[token.start as usize..token.end as usize]) {
                break;
            }
            key.push_str(words.key(to));
            count += usize::from(word);
            if count > LONGEST {
                break;
            }
            let ends = word || matches!(words.key(to), "+" | "#");
            if ends && lexicon.knows_hash(name::fingerprint(&key)) {
                found.push(Spot { from, to: to + 1, key: key.clone() });
            }
        }
        found[first..].reverse();
    }
    found
}

/// Whether a mark of punctuation may stand inside a name.
fn joins(mark: &str) -> bool {
    matches!(
        mark,
        "-" | "‑" | "–" | "/" | "&" | "+" | "#" | "'" | "’" | "'s" | "’s" | "." | ":" | "!"
    )
}
