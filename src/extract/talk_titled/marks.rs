//! Where in a sentence a title can stand: in marks, or in capitals between the words that lead to it.

use crate::extract::page::Page;
use crate::extract::token::Token;
use crate::extract::token::flag;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

/// Runs of tokens that stand in quotation marks, emphasis, bold or one link.
pub fn marked(page: &Page, block: usize) -> Vec<Range<usize>> {
    let style = |t: &Token| {
        if t.is(flag::IMAGE) {
            (0, 0)
        } else {
            (t.flags & (flag::QUOTED | flag::EMPHASIS | flag::STRONG), t.link)
        }
    };
    let tokens = &page.blocks[block].tokens;
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(plain) = tokens[i..].iter().position(|t| style(t) != (0, 0)) {
        let from = i + plain;
        let first = &tokens[from];
        let alike = |t: &&Token| style(t) == style(first) && t.sentence == first.sentence;
        i = from + tokens[from..].iter().take_while(alike).count();
        found.push(from..i);
    }
    found
}

/// Small words inside a title.
static INSIDE: List = List::of(&[
    "a", "an", "and", "as", "at", "for", "from", "how", "in", "is", "of", "on", "or", "the", "to",
    "vs", "with", "without", "your",
]);

/// What stands before a title that nothing marks: “my favourite talk was A Title by X”.
static LEADS: List = List::of(&[
    "attended", "called", "enjoyed", "entitled", "is", "liked", "loved", "named", "saw", "titled",
    "was", "watched",
]);

/// Runs of words with capitals between such a word and “by X”.
pub fn unmarked(page: &Page, block: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (_, person) in page.mentions_in(block, Kind::Person) {
        let Some(by) = person.start.checked_sub(1).filter(|&i| page.key(block, i) == "by") else {
            continue;
        };
        let inside = |&i: &usize| {
            let key = page.key(block, i);
            page.token(block, i).is(flag::CAPITAL | flag::NUMBER)
                || INSIDE.has(key) && !LEADS.has(key)
                || !page.token(block, i).is(flag::WORD) && !matches!(page.word(block, i), "." | ";")
        };
        let from = (by.saturating_sub(16)..by).rev().take_while(inside).last().unwrap_or(by);
        let plain = (from..by).all(|i| {
            let t = page.token(block, i);
            !t.is(flag::QUOTED | flag::EMPHASIS | flag::STRONG) && t.link == 0
        });
        let led = from.checked_sub(1).is_some_and(|i| page.is_in(&LEADS, block, i));
        if plain && led && by > from + 1 {
            found.push(from..by);
        }
    }
    found
}
