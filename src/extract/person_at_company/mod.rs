//! Who works where: “X from Y”, “X (Y)”, “X, CTO at Y”, “Y's CTO, X”, “X is an engineer at Y”.
//!
//! A company that the catalogue does not know is found here too, where only a company can stand.
//! Former employers are left out; what cannot be told from a place or an event is left out too.

use crate::extract::draft::Place;
use crate::extract::org;
use crate::extract::org::Org;
use crate::extract::page::MentionRange;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::ops::Range;

mod role;
mod after;
mod before;
mod further;
mod table;
mod veto;

const RULE: &str = "person-at-company";

/// An employer that the note gives to a person.
struct Employer {
    org: Org,
    /// How sure, from 0 to 1.
    confidence: f32,
    /// Whom else it employs.
    shared: Shared,
}

/// Which people of a list have one employer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shared {
    /// Only this one.
    Own,
    /// Those listed before too: “A, B and C from Y”.
    Before,
    /// Those listed after too: “Y engineers A, B and C”.
    After,
}

impl Employer {
    fn own(org: Org, confidence: f32) -> Employer {
        Employer { org, confidence, shared: Shared::Own }
    }

    fn before(org: Org, confidence: f32) -> Employer {
        Employer { org, confidence, shared: Shared::Before }
    }

    fn after(org: Org, confidence: f32) -> Employer {
        Employer { org, confidence, shared: Shared::After }
    }
}

/// Finds employers of people.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        let people = page.mentions_in(block, Kind::Person);
        for (n, (person, range)) in people.iter().enumerate() {
            let found = after::employer(page, block, range)
                .or_else(|| before::employer(page, block, range.start))
                .or_else(|| further::employer(page, block, range));
            let found = found.filter(|f| !veto::is_none(page, block, range, &f.org));
            let Some(found) = found else { continue };
            let others = match found.shared {
                Shared::Own => Vec::new(),
                Shared::Before => listed_before(page, block, &people[..n], range.start),
                Shared::After => listed_after(page, block, &people[n + 1..], range.end),
            };
            let company = org::record(page, block, &found.org, RULE);
            claim(page, block, (*person, range.clone()), company, &found, 0.0);
            for other in others {
                claim(page, block, other, company, &found, 0.05);
            }
        }
    }
    further::pronouns(page);
    table::run(page);
}

/// Writes down that a person works at a company, a little less sure if only the list says so.
fn claim(
    page: &mut Page,
    block: usize,
    who: MentionRange,
    company: usize,
    found: &Employer,
    less: f32,
) {
    let (person, range) = who;
    let at = range.start.min(found.org.range.start)..range.end.max(found.org.range.end);
    let place = Place::words(block, at);
    page.claim(person, Relation::WorksAt, company, place, RULE, found.confidence - less);
}

/// The people that a list joins to the one at `start`: “A, B and C from Y”.
fn listed_before(
    page: &Page,
    block: usize,
    people: &[MentionRange],
    start: usize,
) -> Vec<MentionRange> {
    let mut start = start;
    let joined = |(_, range): &&MentionRange| {
        let gap = range.end..start;
        start = range.start;
        is_joint(page, block, gap)
    };
    people.iter().rev().take_while(joined).cloned().collect()
}

/// The people that a list joins to the one that ends at `end`.
fn listed_after(
    page: &Page,
    block: usize,
    people: &[MentionRange],
    end: usize,
) -> Vec<MentionRange> {
    let mut end = end;
    let joined = |(_, range): &&MentionRange| {
        let gap = end..range.start;
        end = range.end;
        is_joint(page, block, gap)
    };
    people.iter().take_while(joined).cloned().collect()
}

/// Whether nothing but “,” and “and” stands there.
fn is_joint(page: &Page, block: usize, gap: Range<usize>) -> bool {
    !gap.is_empty() && gap.len() <= 3 && gap.into_iter().all(|i| people::joins(page.word(block, i)))
}

/// Whether the block is a line rather than prose.
fn is_line(page: &Page, block: usize) -> bool {
    page.is_heading(block) || page.blocks[block].len() <= 14
}

/// Whether no word stands at a token.
fn ends(page: &Page, block: usize, at: usize) -> bool {
    at >= page.blocks[block].len() || !page.token(block, at).is(flag::WORD)
}

/// Whether somebody's role is at a token.
fn is_role(page: &Page, block: usize, at: usize) -> bool {
    page.is_in(&words::ROLES, block, at)
}
