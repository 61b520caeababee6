//! Lines that name people and nothing else but what stands with people.

use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

pub mod label;

/// The people of a line that has nothing but people with their roles, companies and handles.
pub fn only_people(page: &Page, block: usize, range: Range<usize>) -> Vec<usize> {
    let mut people = Vec::new();
    for i in label::without_label(page, block, range) {
        match page.owner(block, i) {
            Some(t) if page.things[t].kind == Kind::Person => {
                if !people.contains(&t) {
                    people.push(t);
                }
            }
            _ if belongs_to_people(page, block, i) => {}
            _ => return Vec::new(),
        }
    }
    people
}

/// Words other than roles that stand with people in a line.
static BESIDE_PEOPLE: List = List::of(&[
    "and", "at", "by", "chief", "cloud", "community", "data", "ecosystem", "for", "from",
    "general", "infrastructure", "moderator", "of", "open", "panelist", "panelists", "platform",
    "presented", "presenter", "presenters", "product", "security", "source", "speaker", "speakers",
    "the", "vice", "with",
]);

/// A token that may stand with people: a company, a role, a handle, punctuation, “and”, “of”.
fn belongs_to_people(page: &Page, block: usize, i: usize) -> bool {
    let (token, key) = (page.token(block, i), page.key(block, i));
    page.owner_of(block, i, Kind::Company).is_some()
        || !token.is(flag::WORD)
        || token.is(flag::HANDLE)
        || words::ROLES.has(key)
        || BESIDE_PEOPLE.has(key)
}
