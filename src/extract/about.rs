//! What each talk was about, and so what its speakers talked about.
//!
//! Definition: the topics and tools that the words on its subject name, then those that the sentences
//! on it name, less sure with every sentence further from its beginning.
//! Cost: linear in the mentions of each talk. Source: our own.

use crate::extract::draft::Place;
use crate::extract::draft::Stretch;
use crate::extract::page::Named;
use crate::extract::page::Page;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeSet;
use std::ops::Range;

const RULE: &str = "told-of-talk";

/// Joins talks and their speakers with topics and tools.
pub fn run(page: &mut Page) {
    let named = named(page);
    for session in page.sessions.clone() {
        let mut found = Found { named: &named, seen: BTreeSet::new(), all: Vec::new() };
        for (block, range) in &session.subjects {
            found.within(*block, range.clone(), |_| 0.88);
        }
        told(page, &session.extent, &mut found);
        for (thing, place, confidence) in found.all {
            page.claim(session.thing, Relation::About, thing, place.clone(), RULE, confidence);
            for &person in &session.speakers {
                page.claim(person, Relation::TalkedAbout, thing, place.clone(), RULE, confidence);
            }
        }
    }
}

/// The mentions of topics and tools by block, those of one thing side by side.
fn named(page: &Page) -> Vec<Vec<Named>> {
    let mut named = vec![Vec::new(); page.blocks.len()];
    for (thing, draft) in page.things.iter().enumerate() {
        if matches!(draft.kind, Kind::Topic | Kind::Tool) {
            for (block, range) in draft.mentions.iter().filter_map(|seen| seen.place.in_text()) {
                named[block].push((thing, range));
            }
        }
    }
    named
}

/// The topics and tools of one talk.
struct Found<'n> {
    named: &'n [Vec<Named>],
    seen: BTreeSet<usize>,
    all: Vec<(usize, Place, f32)>,
}

impl Found<'_> {
    /// Adds what a range of a block names for the first time in this talk, by place; how sure that
    /// is depends on the token.
    fn within(&mut self, block: usize, range: Range<usize>, confidence: impl Fn(usize) -> f32) {
        let inside = |r: &Range<usize>| range.start <= r.start && r.end <= range.end;
        let mut new: Vec<Named> =
            self.named[block].iter().filter(|(_, r)| inside(r)).cloned().collect();
        new.retain(|(thing, _)| self.seen.insert(*thing));
        new.sort_by_key(|(_, r)| r.start);
        self.all.extend(new.into_iter().map(|(thing, r)| {
            let sure = confidence(r.start);
            (thing, Place::words(block, r), sure)
        }));
    }
}

/// Adds what the sentences on a talk name.
fn told(page: &Page, extent: &[Stretch], found: &mut Found) {
    let mut sentences = 0;
    for stretch in extent.iter().filter(|e| !page.is_heading(e.block)) {
        let tokens = &page.blocks[stretch.block].tokens;
        let start = tokens.partition_point(|t| t.sentence < stretch.first);
        let end = tokens.partition_point(|t| t.sentence <= stretch.last);
        let depth = |i: usize| usize::from(tokens[i].sentence.saturating_sub(stretch.first));
        found.within(stretch.block, start..end, |i| match sentences + depth(i) {
            0 | 1 => 0.72,
            2..=4 => 0.62,
            _ => 0.52,
        });
        sentences += if start < end { depth(end - 1) + 1 } else { 0 };
    }
}
