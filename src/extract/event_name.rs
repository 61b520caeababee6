//! Events by the look of their names: “SomethingConf”, “Some Thing Summit 2019”.

use crate::extract::page::Page;
use crate::extract::page::Place;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use std::ops::Range;

const RULE: &str = "event-name";

/// Finds events that the catalogue does not know.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        for i in 0..page.blocks[block].len() {
            if page.owner(block, i).is_none() && !page.token(block, i).is(flag::CODE | flag::HANDLE)
            {
                found(page, block, i);
            }
        }
    }
}

fn found(page: &mut Page, block: usize, i: usize) {
    if !page.token(block, i).is(flag::CAPITAL | flag::CAMEL) {
        return;
    }
    let key = page.key(block, i);
    let suffix = ["conf", "con", "fest", "camp", "konf"]
        .iter()
        .any(|s| key.len() > s.len() + 2 && key.ends_with(s));
    let shaped = suffix && page.token(block, i).is(flag::CAMEL) && page.lexicon.word(key).is_none();
    if shaped {
        take(page, block, i..i + 1, RULE, 0.8);
        return;
    }
    let word = words::has(words::EVENT_WORDS, key) && key != "con";
    if !word || !page.is_capital(block, i) || i == 0 {
        return;
    }
    let mut from = i;
    while from > 0
        && i - from < 4
        && names(page, block, from - 1)
        && page.same_sentence(block, from - 1, i)
    {
        from -= 1;
    }
    let year = is_year(page.word(block, i + 1));
    if from < i && (year || i - from > 1 || page.token(block, from).is(flag::UPPER | flag::CAMEL)) {
        take(page, block, from..i + 1, RULE, if year { 0.85 } else { 0.65 });
    }
}

/// Whether a token can be part of an event's name.
fn names(page: &Page, block: usize, i: usize) -> bool {
    page.is_capital(block, i)
        && !words::has(words::NOT_NAMES, page.key(block, i))
        && page.owner_of(block, i, Kind::Person).is_none()
        && page.owner_of(block, i, Kind::Event).is_none()
}

/// Records an event with the year that stands beside it.
pub fn take(
    page: &mut Page,
    block: usize,
    range: Range<usize>,
    rule: &'static str,
    confidence: f32,
) -> usize {
    let name = page.text(block, range.clone());
    let after = page.word(block, range.end);
    let before = if range.start > 0 { page.word(block, range.start - 1) } else { "" };
    let (name, range) = if is_year(after) && page.same_sentence(block, range.start, range.end) {
        (format!("{name} {after}"), range.start..range.end + 1)
    } else if is_year(before) {
        (format!("{name} {before}"), range.start - 1..range.end)
    } else {
        (name, range)
    };
    let written = page.text(block, range.clone());
    let thing = page.mention(Kind::Event, &name, Place::words(block, range), rule, confidence);
    if written != name {
        page.also_named(thing, &written);
    }
    thing
}

/// Whether the text is a year of our time.
pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|y| (1985..2100).contains(&y))
}
