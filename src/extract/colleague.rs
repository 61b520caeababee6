//! Colleagues of the author: “our CTO, X”, “my colleague X”, in a note that says whose team wrote it
//! (“the Acme team attended …”, “at Acme we …”).

use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::words;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;

const RULE: &str = "colleague";

/// Roles that no employer gives.
const NOT_EMPLOYED: &[&str] = &[
    "author", "friend", "friends", "host", "journalist", "mate", "organiser", "organizer",
    "speaker", "student",
];

/// Finds the author's company, then the people that the note calls colleagues.
pub fn run(page: &mut Page) {
    let Some(company) = home(page) else { return };
    for block in 0..page.blocks.len() {
        for (person, range) in page.mentions_in(block, Kind::Person) {
            if ours(page, block, range.start) {
                let place = Place::words(block, range.start.saturating_sub(1)..range.end);
                page.claim(person, Relation::WorksAt, company, place, RULE, 0.8);
            }
        }
    }
}

/// The company whose team speaks: “the Acme team”, “we at Acme”, “at Acme, we”.
fn home(page: &Page) -> Option<usize> {
    for block in 0..page.blocks.len() {
        for (company, range) in page.mentions_in(block, Kind::Company) {
            let key = |i: usize| page.key(block, i);
            let before = |back: usize| range.start.checked_sub(back).map_or("", |i| key(i));
            let team = key(range.end) == "team" && matches!(before(1), "the" | "our");
            let we = matches!(before(1), "at") && matches!(before(2), "we" | "us" | "here");
            let comma = usize::from(page.word(block, range.end) == ",");
            let at = before(1) == "at" && matches!(key(range.end + comma), "we" | "our");
            if (team || we || at) && first_person(page, block) {
                return Some(company);
            }
        }
    }
    None
}

/// Whether the block speaks of “we” and “our”.
fn first_person(page: &Page, block: usize) -> bool {
    (0..page.blocks[block].len())
        .any(|i| matches!(page.key(block, i), "we" | "our" | "us" | "my" | "i"))
}

/// Whether the words before a person call them one of ours: “our VP of Engineering, Li”, “my colleague Li”.
fn ours(page: &Page, block: usize, start: usize) -> bool {
    let mut role = false;
    for i in (start.saturating_sub(8)..start).rev() {
        let key = page.key(block, i);
        if !page.same_sentence(block, i, start) {
            return false;
        }
        if matches!(key, "our" | "my") {
            return role
                && (key == "our"
                    || matches!(
                        page.key(block, i + 1),
                        "colleague" | "colleagues" | "teammate" | "coworker"
                    ));
        }
        // A friend, host or guest of ours works anywhere.
        if words::has(NOT_EMPLOYED, key) {
            return false;
        }
        let aside = matches!(page.word(block, i), "," | "of" | "and" | "&" | "own" | "-" | "–");
        let person = page.owner_of(block, i, Kind::Person).is_some();
        if words::has(words::ROLES, key) {
            role = true;
        } else if !aside && !person {
            return false;
        }
    }
    false
}
