//! Speakers whose talk has no title and no subject in the note: “next up was X”, “X taught us …”,
//! “a panel with X and Y”, the caption “X explaining …”.

use crate::extract::page::Page;
use crate::extract::speaking;
use crate::extract::speaking::Way;
use crate::extract::token::flag;
use crate::extract::words::List;
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
            if !known
                && (speaks(page, block, &range) || speaking::introduced(page, block, range.start))
            {
                page.role(person, Role::Speaker);
            }
        }
    }
}

/// Verbs that anybody in the room may do.
static ANYBODY: List = List::of(&[
    "asked", "asks", "began", "begins", "broke", "brought", "did", "ended", "finished", "goes",
    "hosted", "joined", "mentioned", "noted", "put", "ran", "said", "says", "started", "starts",
    "took", "tried", "went", "wrapped",
]);

/// Whether the words around a name say that this person spoke, in more than what anybody may do.
fn speaks(page: &Page, block: usize, range: &Range<usize>) -> bool {
    match speaking::way(page, block, range) {
        Some(Way::Verb(at)) if page.is_in(&ANYBODY, block, at) => {
            page.key(block, at) == "took" && (at + 1..at + 4).any(|i| page.key(block, i) == "stage")
        }
        Some(_) => true,
        None => captioned(page, block, range) || at_own(page, block, range),
    }
}

/// “X could not convince me in his talk”: the talk of the one person that the sentence names.
fn at_own(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let sentence = page.token(block, range.start).sentence;
    let theirs = |i: usize| matches!(page.key(block, i), "her" | "his" | "their");
    let talk = |i: usize| {
        matches!(page.key(block, i), "keynote" | "presentation" | "session" | "talk" | "workshop")
    };
    let end = page.sentence(block, sentence).end;
    let own = (range.end..end).any(|i| theirs(i) && (talk(i + 1) || talk(i + 2)));
    own && page.mentions_in_sentence(block, sentence, Kind::Person).len() == 1
}

/// What a speaker does in the caption of a picture.
static IN_CAPTION: List = List::of(&[
    "deep", "explaining", "introducing", "on", "presenting", "sharing", "speaking", "talking",
]);

/// A picture of somebody at it: “X explaining …”.
fn captioned(page: &Page, block: usize, range: &Range<usize>) -> bool {
    page.token(block, range.start).is(flag::IMAGE) && page.is_in(&IN_CAPTION, block, range.end)
}
