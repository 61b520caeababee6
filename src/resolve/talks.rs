//! Which talks are one. The title alone is not enough: every event has a “Keynote”.
//!
//! Definition: talks with the same title are one if they share a speaker. If the title has three words or
//! more, a common event or year is enough too, since one note may name one speaker and the next another.
//! If it is shorter, they must share the event and their speakers must not contradict. Talks whose title
//! hallway made up are never joined, nor are two that one note lists separately.
//! Cost: one sort of the titles; within a title, one look-up for each speaker, event and year.

use crate::name;
use crate::resolve::clusters::Clusters;
use crate::resolve::records::Records;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;

/// A title with this many words identifies a talk; “Keynote” and “Closing remarks” do not.
const IDENTIFYING: usize = 3;

/// What the notes say about a talk. Speakers and events are given by the roots of their clusters.
#[derive(Clone, Default)]
struct TalkFacts {
    speakers: Vec<usize>,
    events: Vec<usize>,
    year: Option<u16>,
}

/// Joins talks. People and events must be joined already.
pub fn join(records: &Records, clusters: &mut Clusters) {
    let mut talks: Vec<usize> =
        records.of_kind(Kind::Talk).filter(|&i| !records[i].entity.untitled).collect();
    let title = |i: usize| records[i].rank;
    talks.sort_unstable_by_key(|&i| (title(i), i));
    let facts = facts(records, clusters);
    for block in talks.chunk_by(|&a, &b| title(a) == title(b)) {
        if block.len() < 2 {
            continue;
        }
        join_sharing(clusters, block, |i| facts[&i].speakers.as_slice());
        keep_apart_in_note(records, clusters, block);
        if name::words(&records[block[0]].entity.name).len() >= IDENTIFYING {
            join_sharing(clusters, block, |i| facts[&i].events.as_slice());
            join_in_year(clusters, block, &facts);
        } else {
            join_at_event(clusters, block, &facts);
        }
    }
}

/// Joins talks that share a speaker or an event.
fn join_sharing<'a>(clusters: &mut Clusters, block: &[usize], what: impl Fn(usize) -> &'a [usize]) {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for &i in block {
        for &shared in what(i) {
            let with = *first.entry(shared).or_insert(i);
            clusters.unite(i, with);
        }
    }
}

/// Two talks with the same title that one note lists separately are two.
fn keep_apart_in_note(records: &Records, clusters: &mut Clusters, block: &[usize]) {
    for in_note in block.chunk_by(|&a, &b| records[a].note == records[b].note) {
        if in_note.len() > 1 {
            let separation = clusters.separation();
            for &i in in_note {
                clusters.assign(i, separation, clusters.find(i));
            }
        }
    }
}

/// Joins talks at the same event.
fn join_at_event(clusters: &mut Clusters, block: &[usize], facts: &BTreeMap<usize, TalkFacts>) {
    let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &i in block {
        for &event in &facts[&i].events {
            at.entry(event).or_default().push(i);
        }
    }
    at.values().for_each(|members| join_compatible(clusters, members, facts));
}

/// Joins the talks of a year that have no event, and if all others of that year are one talk, with that.
fn join_in_year(clusters: &mut Clusters, block: &[usize], facts: &BTreeMap<usize, TalkFacts>) {
    let mut by_year: BTreeMap<u16, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for &i in block {
        if let Some(year) = facts[&i].year {
            let (placed, loose) = by_year.entry(year).or_default();
            if facts[&i].events.is_empty() { loose.push(i) } else { placed.push(i) }
        }
    }
    for (placed, loose) in by_year.into_values() {
        let mut members = loose;
        if placed.iter().all(|&p| clusters.same(p, placed[0])) {
            members.extend(placed);
            members.sort_unstable();
        }
        join_compatible(clusters, &members, facts);
    }
}

/// Joins talks without speakers with the rest if the rest is one talk, else with each other.
fn join_compatible(clusters: &mut Clusters, members: &[usize], facts: &BTreeMap<usize, TalkFacts>) {
    let (silent, spoken): (Vec<usize>, Vec<usize>) =
        members.iter().partition(|i| facts[i].speakers.is_empty());
    let is_one = spoken.iter().all(|&i| clusters.same(i, spoken[0]));
    let main = spoken.first().filter(|_| is_one);
    let Some(&with) = main.or(silent.first()) else { return };
    for i in silent {
        clusters.unite(i, with);
    }
}

fn facts(records: &Records, clusters: &Clusters) -> BTreeMap<usize, TalkFacts> {
    let of_note = |i: usize| records.notes[records[i].note].date.map(|d| d.year);
    let mut facts: BTreeMap<usize, TalkFacts> = records
        .of_kind(Kind::Talk)
        .map(|i| (i, TalkFacts { year: of_note(i), ..TalkFacts::default() }))
        .collect();
    for (note, findings) in records.notes.iter().enumerate() {
        for claim in &findings.claims {
            let ends =
                (records.record_of(note, claim.subject), records.record_of(note, claim.object));
            let (Some(subject), Some(object)) = ends else { continue };
            match claim.relation {
                Relation::Gave => {
                    if let Some(talk) = facts.get_mut(&object) {
                        talk.speakers.push(clusters.find(subject));
                    }
                }
                Relation::PartOf => {
                    if let Some(talk) = facts.get_mut(&subject) {
                        talk.events.push(clusters.find(object));
                        talk.year = records[object].form.year.or(talk.year);
                    }
                }
                _ => {}
            }
        }
    }
    facts
}
