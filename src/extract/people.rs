//! People who stand together in a sentence, and what stands between them and the words around.

use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::vocabulary::Kind;
use std::ops::Range;

/// Whether a word joins two people of a list: “A, B and C”.
pub fn joins(word: &str) -> bool {
    matches!(word, "and" | "&" | ",")
}

/// The person at `range` with those whose names a comma or “and” joins to that one.
pub fn with_joined(page: &Page, block: usize, person: usize, range: &Range<usize>) -> Vec<usize> {
    let mut found = vec![person];
    for (other, r) in page.mentions_in(block, Kind::Person) {
        let gap = if r.start > range.start { range.end..r.start } else { r.end..range.start };
        let joined =
            (1..=2).contains(&gap.len()) && gap.into_iter().all(|i| joins(page.word(block, i)));
        if joined && !found.contains(&other) {
            found.push(other);
        }
    }
    found
}

/// Past `@handle`, `(@handle)` and the like.
pub fn past_handle(page: &Page, block: usize, at: usize) -> usize {
    let handle = |i: usize| page.token(block, i).is(flag::HANDLE);
    if handle(at) {
        at + 1
    } else if matches!(page.word(block, at), "(" | "[" | ",") && handle(at + 1) {
        at + 2 + usize::from(matches!(page.word(block, at + 2), ")" | "]"))
    } else {
        at
    }
}
