//! A talk whose title stands elsewhere in the note, without its speaker, and a sentence on a speaker
//! that says much of the title again.

use crate::extract::draft::Session;
use crate::extract::page::Page;
use crate::extract::words;
use crate::extract::words::List;
use std::collections::BTreeSet;
use std::ops::Range;

/// Titles in a note that are compared, so that a note of nothing but titles is read in time.
const MOST: usize = 200;

/// The talk without a speaker, as a place in `page.sessions`, whose title shares the most words with
/// some tokens; at least two words and a quarter of the title, and more than any other title.
pub fn of(page: &Page, block: usize, range: Range<usize>) -> Option<usize> {
    let said: BTreeSet<&str> = range.filter_map(|i| word(page, block, i)).collect();
    let open = page.sessions.iter().enumerate().filter(|(_, s)| s.speakers.is_empty());
    let shared = |(at, session): (usize, &Session)| {
        let (block, title) = session.place.in_text()?;
        let title: BTreeSet<&str> = title.filter_map(|i| word(page, block, i)).collect();
        let shared = title.intersection(&said).count();
        (shared >= 2 && shared * 4 >= title.len()).then_some((shared, at))
    };
    let mut found: Vec<(usize, usize)> = open.take(MOST).filter_map(shared).collect();
    found.sort();
    let (most, at) = found.pop()?;
    found.last().is_none_or(|(next, _)| *next < most).then_some(at)
}

/// Words of titles that say how something is told, not what.
static HOW: List = List::of(&[
    "build", "building", "deep", "dive", "diving", "into", "introducing", "introduction", "make",
    "making", "your",
]);

/// The key of a token, if it is a word that tells one talk from another.
fn word<'p>(page: &'p Page, block: usize, i: usize) -> Option<&'p str> {
    let key = page.key(block, i);
    let plain = [&HOW, &words::NOT_NAMES, &words::SESSION].iter().any(|list| list.has(key));
    (key.len() > 3 && !plain).then_some(key)
}
