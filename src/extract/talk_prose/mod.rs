//! Talks that a sentence tells of without a title: “X gave a talk on Y”, “X's demo of Y”,
//! “a session on Y by X”, “Y had two talks on Z from X1 and X2”.

use crate::extract::draft::Place;
use crate::extract::draft::Stretch;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::speaking;
use crate::extract::speaking::Way;
use crate::extract::words;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::ops::Range;

mod company;
mod echo;
mod subjects;

const RULE: &str = "talk-prose";

/// Reads every sentence that names a person.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        if page.is_heading(block) {
            continue;
        }
        let sent = company::talks(page, block);
        for (person, range) in page.mentions_in(block, Kind::Person) {
            if sent.contains(&person) {
                continue;
            }
            if let Some(way) = speaking::way(page, block, &range) {
                spoke(page, block, person, &range, way);
            }
        }
    }
}

/// Records what a sentence says of a person who spoke: a talk of its own, or more on one found.
fn spoke(page: &mut Page, block: usize, person: usize, range: &Range<usize>, way: Way) {
    let sentence = page.token(block, range.start).sentence;
    let here = session::told(page, block, sentence);
    let subjects = subjects::of(page, block, range, way);
    if let Some(own) = here.filter(|&s| page.sessions[s].speakers.contains(&person)) {
        page.sessions[own].subjects.extend(subjects.into_iter().map(|r| (block, r)));
        return;
    }
    if !session::has_spoken(page, person)
        && let Some(talk) = echo::of(page, block, clause(page, block, range))
    {
        return joins(page, block, person, range, talk);
    }
    let reports = page.things[person].roles.contains(&Role::Author) && here.is_some();
    if reports || !speaking::presents(page, block, way) {
        return;
    }
    page.role(person, Role::Speaker);
    let Some((first, others)) = subjects.split_first() else { return };
    let at_event = first.clone().all(|i| page.owner_of(block, i, Kind::Event).is_some());
    if at_event || session::has_spoken(page, person) {
        return;
    }
    let full = subjects::in_full(page, block, &subjects);
    let found = Found {
        block,
        made: Some(name(page, block, way, &full)),
        title: full,
        speakers: people::with_joined(page, block, person, range),
        extent: vec![Stretch {
            block,
            first: sentence,
            last: last_sentence(page, block, person, sentence),
        }],
        confidence: 0.8,
    };
    let talk = session::add(page, RULE, found);
    page.sessions[talk].subjects.extend(others.iter().map(|r| (block, r.clone())));
}

/// The sentence after a person, up to the next one who is not named together with that person.
fn clause(page: &Page, block: usize, range: &Range<usize>) -> Range<usize> {
    let end = page.sentence(block, page.token(block, range.start).sentence).end;
    let mut last = range.clone();
    for next in page.mentions_in(block, Kind::Person) {
        if next.1.start < last.end {
            continue;
        }
        if next.1.start >= end || next.1.start - last.end > 2 {
            return range.end..next.1.start.min(end);
        }
        last = next.1;
    }
    range.end..end
}

/// Gives a talk found before its speaker.
fn joins(page: &mut Page, block: usize, person: usize, range: &Range<usize>, talk: usize) {
    let thing = page.sessions[talk].thing;
    let place = Place::words(block, range.clone());
    for person in people::with_joined(page, block, person, range) {
        page.role(person, Role::Speaker);
        page.claim(person, Relation::Gave, thing, place.clone(), RULE, 0.8);
        page.sessions[talk].speakers.push(person);
    }
    let sentence = page.token(block, range.start).sentence;
    page.sessions[talk].extent.push(Stretch { block, first: sentence, last: sentence });
}

/// hallway's own name for a talk: “A talk on X”, “A demonstration of X”.
fn name(page: &Page, block: usize, way: Way, subject: &Range<usize>) -> String {
    let subject = page.text(block, subject.clone());
    let at = match way {
        Way::Verb(at) => (at..at + 8).find(|&i| page.is_in(&words::SESSION, block, i)),
        Way::Owns(at) | Way::By(at) | Way::For(at) => Some(at),
        Way::On(_) => None,
    };
    match at.map(|at| page.key(block, at)).unwrap_or_default() {
        "demo" | "demonstration" => format!("A demonstration of {subject}"),
        "keynote" | "keynotes" => format!("A keynote on {subject}"),
        "workshop" | "workshops" | "tutorial" | "tutorials" => format!("A workshop on {subject}"),
        "panel" | "panels" => format!("A panel on {subject}"),
        _ => format!("A talk on {subject}"),
    }
}

/// The last sentence of the block before another person is said to speak.
fn last_sentence(page: &Page, block: usize, person: usize, sentence: u16) -> u16 {
    let next = page.mentions_in(block, Kind::Person).into_iter().find(|(p, r)| {
        *p != person
            && page.token(block, r.start).sentence > sentence
            && speaking::way(page, block, r).is_some()
    });
    next.map_or(u16::MAX, |(_, r)| page.token(block, r.start).sentence - 1)
}
