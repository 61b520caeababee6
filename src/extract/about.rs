//! What each talk was about, and so what its speakers talked about.

use crate::extract::page::Page;
use crate::extract::page::Place;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::ops::Range;

const RULE: &str = "told-of-talk";

/// Joins talks and their speakers with topics and tools.
pub fn run(page: &mut Page) {
    for n in 0..page.sessions.len() {
        let session = page.sessions[n].clone();
        for (thing, place, confidence) in subjects(page, n) {
            page.claim(session.thing, Relation::About, thing, place.clone(), RULE, confidence);
            for &person in &session.speakers {
                page.claim(person, Relation::TalkedAbout, thing, place.clone(), RULE, confidence);
            }
        }
    }
}

/// The topics and tools of a talk: of its subject, and of what is told of it.
fn subjects(page: &Page, n: usize) -> Vec<(usize, Place, f32)> {
    let session = &page.sessions[n];
    let mut found: Vec<(usize, Place, f32)> = Vec::new();
    let mut add = |thing: usize, place: Place, confidence: f32| {
        if !found.iter().any(|(t, _, _)| *t == thing) {
            found.push((thing, place, confidence));
        }
    };
    for (block, range) in &session.subjects {
        for (thing, r) in named(page, *block, range.clone()) {
            add(thing, Place::words(*block, r), 0.88);
        }
    }
    let mut sentences = 0;
    for &(block, from, to) in &session.extent {
        if page.is_heading(block) {
            continue;
        }
        let words = &page.blocks[block];
        let start = words.tokens.partition_point(|t| t.sentence < from);
        let end = words.tokens.partition_point(|t| t.sentence <= to);
        for (thing, r) in named(page, block, start..end) {
            let depth =
                sentences + usize::from(words.tokens[r.start].sentence.saturating_sub(from));
            let confidence = match depth {
                0 | 1 => 0.72,
                2..=4 => 0.62,
                _ => 0.52,
            };
            add(thing, Place::words(block, r), confidence);
        }
        sentences += words.tokens[start..end]
            .last()
            .map_or(0, |t| usize::from(t.sentence.saturating_sub(from)) + 1);
    }
    found
}

/// The topics and tools within a range.
fn named(page: &Page, block: usize, range: Range<usize>) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for (thing, draft) in page.things.iter().enumerate() {
        if !matches!(draft.kind, Kind::Topic | Kind::Tool) {
            continue;
        }
        for (place, _, _) in &draft.mentions {
            if let Place::Words { block: b, from, to } = place
                && *b == block
                && range.start <= *from
                && *to <= range.end
            {
                found.push((thing, *from..*to));
                break;
            }
        }
    }
    found.sort_by_key(|(_, r)| r.start);
    found
}
