//! What stands before the title and says only which talk of the day it is.

use crate::extract::event;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

/// The range without a label such as “1.”, “A.”, “10:00 - 10:45”, “Keynote:”, “Talk 3 -”.
pub fn without_label(page: &Page, block: usize, range: Range<usize>) -> Range<usize> {
    let mut from = range.start;
    while from < range.end {
        match past_piece(page, block, from..range.end) {
            Some(next) => from = next,
            None => return from..range.end,
        }
    }
    range.end..range.end
}

/// Words other than sessions that label a line.
static LABEL: List = List::of(&[
    "afternoon", "by", "closing", "day", "invited", "morning", "opening", "presenter", "speaker",
    "speakers", "title", "track",
]);

/// Past the piece of a label with which a range begins: a letter, a number, a mark, a word.
fn past_piece(page: &Page, block: usize, range: Range<usize>) -> Option<usize> {
    let from = range.start;
    let (word, key) = (page.word(block, from), page.key(block, from));
    let token = page.token(block, from);
    let stops = matches!(page.word(block, from + 1), ":" | "–" | "—" | "|" | "." | ")");
    if key.len() == 1 && stops && token.is(flag::CAPITAL) {
        return Some(from + 2);
    }
    let number = token.is(flag::NUMBER) && !event::is_year(word);
    let time = number || matches!(key, "am" | "pm");
    let mark = !token.is(flag::WORD) && !matches!(word, "“" | "\"" | "@" | "(");
    if time && range.len() > 1 || mark {
        return Some(from + 1);
    }
    if page.owner_of(block, from, Kind::Event).is_some() {
        return past_event(page, block, range);
    }
    let label = words::SESSION.has(key) || LABEL.has(key);
    if label { past_words(page, block, range) } else { None }
}

/// Past the colon that ends “KubeCon in Shanghai, June: …”, where nobody is named before it.
fn past_event(page: &Page, block: usize, range: Range<usize>) -> Option<usize> {
    let reach = range.end.min(range.start + 16);
    let colon = (range.start..reach).find(|&i| page.word(block, i) == ":")?;
    let named = (range.start..colon).any(|i| page.owner_of(block, i, Kind::Person).is_some());
    (!named && colon + 2 < range.end).then_some(colon + 1)
}

/// Past the colon or dash that ends a label of few words, if there is one and something follows.
fn past_words(page: &Page, block: usize, range: Range<usize>) -> Option<usize> {
    let from = range.start;
    if page.key(block, from) == "by" {
        return Some(from + 1);
    }
    let end =
        (from + 1..range.end.min(from + 4)).find(|&i| words::BREAKS.has(page.word(block, i)))?;
    let fits = |i: usize| {
        let key = page.key(block, i);
        words::SESSION.has(key)
            || words::NO_TITLE.has(key)
            || matches!(key, "invited" | "title" | "speaker" | "presenter")
            || page.token(block, i).is(flag::NUMBER)
            || !page.token(block, i).is(flag::WORD)
    };
    ((from..end).all(fits) && end + 1 < range.end).then_some(end + 1)
}
