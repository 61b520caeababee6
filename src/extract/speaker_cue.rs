//! Speakers whose talk has no title and no subject in the note: “next up was X”, “X taught us …”,
//! “a panel with X and Y”, the caption “X explaining …”.

use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::speaking;
use crate::extract::speaking::Way;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use crate::vocabulary::Role;
use std::ops::Range;

/// Gives the role of a speaker; only in notes that cover an event.
pub fn run(page: &mut Page) {
    if page.covered.is_none() {
        return;
    }
    for block in 0..page.blocks.len() {
        for (person, range) in page.mentions_in(block, Kind::Person) {
            let known = !page.things[person].roles.is_empty();
            if !known && (speaks(page, block, &range) || introduced(page, block, range.start)) {
                page.role(person, Role::Speaker);
            }
        }
    }
}

/// Verbs that anybody in the room may do.
const ANYBODY: &[&str] = &[
    "asked", "asks", "began", "begins", "broke", "brought", "did", "ended", "finished", "goes",
    "hosted", "joined", "mentioned", "noted", "put", "ran", "said", "says", "started", "starts",
    "took", "tried", "went", "wrapped",
];

/// Whether the words around a name say that this person spoke, in more than what anybody may do.
fn speaks(page: &Page, block: usize, range: &Range<usize>) -> bool {
    match speaking::way(page, block, range) {
        Some(Way::Verb(at)) => !words::has(ANYBODY, page.key(block, at)),
        Some(_) => true,
        None => captioned(page, block, range),
    }
}

/// What a speaker does in the caption of a picture.
const IN_CAPTION: &[&str] =
    &["deep", "explaining", "introducing", "on", "presenting", "sharing", "speaking", "talking"];

/// A picture of somebody at it: “X explaining …”.
fn captioned(page: &Page, block: usize, range: &Range<usize>) -> bool {
    page.token(block, range.start).is(flag::IMAGE)
        && words::has(IN_CAPTION, page.key(block, range.end))
}

/// What is done to a talk, before “by X”.
const GIVEN: &[&str] =
    &["delivered", "followed", "given", "held", "led", "moderated", "presented", "taught"];

/// What makes the person that somebody or something “was” a speaker.
const WAS: &[&str] = &[
    "after", "final", "first", "followed", "keynote", "last", "next", "second", "speaker", "third",
    "up",
];

/// What people have “with” a speaker.
const TOGETHER: &[&str] = &["chat", "discussion", "interview", "panel", "session", "talk"];

/// “Next up was X”, “the speaker X”, “given by X”, “featured X”, with others joined before.
fn introduced(page: &Page, block: usize, start: usize) -> bool {
    let beside = |i: usize| {
        let word = page.word(block, i);
        people::joins(word)
            || matches!(word, "(" | ")")
            || page.owner_of(block, i, Kind::Person).is_some()
    };
    let at = (0..start).rev().find(|&i| !beside(i)).map_or(0, |i| i + 1);
    let key = |back: usize| at.checked_sub(back).map_or("", |i| page.key(block, i));
    let near = |list: &[&str], reach: usize| (1..=reach).any(|b| words::has(list, key(b)));
    match key(1) {
        "speaker" | "speakers" | "panelists" | "panellists" | "featured" | "featuring"
        | "presenter" | "keynoter" => true,
        "by" => words::has(GIVEN, key(2)),
        "was" => near(WAS, 5),
        "with" => near(TOGETHER, 7),
        "hear" | "heard" | "see" | "saw" | "watch" | "watched" => {
            let verb = speaking::past_person(page, block, start + 1);
            words::has(words::SPEAKS, page.key(block, verb))
        }
        _ => false,
    }
}
