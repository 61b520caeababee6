//! Events by the look of their names: “SomethingConf”, “Some Thing Summit 2019”.

use crate::extract::draft::Place;
use crate::extract::event;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;

const RULE: &str = "event-name";

/// Finds events that the catalogue does not know.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        let mut next = 0;
        while let Some(i) = page.blocks[block].next(next, flag::CAPITAL | flag::CAMEL) {
            next = i + 1;
            let free = page.owner(block, i).is_none();
            if free && !page.token(block, i).is(flag::CODE | flag::HANDLE) {
                find(page, block, i);
            }
        }
    }
}

/// Records the event whose name ends with a token that has a capital, if there is one.
fn find(page: &mut Page, block: usize, i: usize) {
    let key = page.key(block, i);
    let camel = page.token(block, i).is(flag::CAMEL);
    // With a dot it is a file: “Settings.conf”.
    let file = page.word(block, i).contains('.');
    if camel && !file && event::is_compound(key) && page.lexicon.word(key).is_none() {
        event::record(page, block, i..i + 1, RULE, 0.8);
        return;
    }
    if let Some(name) = event::edition(page.lexicon, page.word(block, i)) {
        let place = Place::words(block, i..i + 1);
        let event = page.mention(Kind::Event, &name, place, RULE, 0.8);
        let written = page.word(block, i);
        return page.also_named(event, written);
    }
    let word = words::EVENT_WORDS.has(key) && key != "con";
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
    let year = event::is_year(page.word(block, i + 1));
    if from < i && (year || i - from > 1 || page.token(block, from).is(flag::UPPER | flag::CAMEL)) {
        event::record(page, block, from..i + 1, RULE, if year { 0.85 } else { 0.65 });
    }
}

/// Whether a token can be part of an event's name.
fn names(page: &Page, block: usize, i: usize) -> bool {
    page.is_capital(block, i)
        && !page.is_in(&words::NOT_NAMES, block, i)
        && page.owner_of(block, i, Kind::Person).is_none()
        && page.owner_of(block, i, Kind::Event).is_none()
}
