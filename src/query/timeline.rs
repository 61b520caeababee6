//! When an entity came up, note by note.

use crate::date::Date;
use crate::entity::{Citation, Entity, NoteMentions};
use crate::graph::Graph;
use crate::query::EntityRef;
use crate::query::about::CitedQuote;
use crate::query::answers::{Answer, best};
use crate::query::context::covered;
use crate::query::quote::quote;
use crate::vocabulary::{EntityId, Kind};
use serde::Serialize;
use std::collections::BTreeMap;

/// A note in which an entity came up; in a timeline of all entities, the first such note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimelineEntry {
    /// Date of the event that the note covers if known, else of the note.
    pub date: Option<Date>,
    /// The entity.
    #[serde(rename = "thing")]
    pub entity: EntityRef,
    /// The event that the note covers.
    pub event: Option<EntityRef>,
    /// Title of the note.
    pub title: String,
    /// The evidence in the note with the highest confidence, else the first mention, which may be a tag.
    #[serde(flatten)]
    pub cited: CitedQuote,
}

/// The notes that name this entity, earliest first, those without a date last.
pub fn of(graph: &Graph, entity: &Entity) -> Vec<TimelineEntry> {
    sorted(entity.mentions.iter().map(|m| entry(graph, entity, m)).collect())
}

/// The kinds in a timeline of all notes, unless others are asked for.
pub const SUBJECTS: [Kind; 2] = [Kind::Topic, Kind::Tool];

/// Entities of these kinds at their first appearance, earliest first, those without a date last.
pub fn all(graph: &Graph, kinds: &[Kind]) -> Vec<TimelineEntry> {
    let subjects = graph.nodes().filter(|e| kinds.contains(&e.kind));
    sorted(subjects.filter_map(|e| of(graph, e).into_iter().next()).collect())
}

/// How many talks per year, from the first year to the last, including years without any; empty if
/// there are fewer than three talks.
pub fn years(answers: &[Answer]) -> Vec<(u16, usize)> {
    let mut talks: BTreeMap<&EntityId, u16> = BTreeMap::new();
    for answer in answers {
        if let (Some(talk), Some(date)) = (&answer.talk, answer.date) {
            talks.insert(&talk.id, date.year);
        }
    }
    let years = || talks.values().copied();
    let (Some(first), Some(last)) = (years().min(), years().max()) else { return vec![] };
    let count = |year| (year, years().filter(|y| *y == year).count());
    if talks.len() < 3 { vec![] } else { (first..=last).map(count).collect() }
}

fn entry(graph: &Graph, entity: &Entity, mentions: &NoteMentions) -> TimelineEntry {
    let NoteMentions { note: path, evidence: first, .. } = mentions;
    let evidence = best_claim(graph, entity, path).map_or(first, |cited| &cited.evidence);
    let note = graph.note(path);
    let event = covered(graph, path);
    let quote = quote(&evidence.quote, path, &[entity]);
    TimelineEntry {
        date: event.and_then(|e| e.first_seen).or(note.and_then(|n| n.first_seen)),
        entity: EntityRef::from(entity),
        event: event.map(EntityRef::from),
        title: note.map_or_else(|| path.clone(), |n| n.name.clone()),
        cited: CitedQuote { note: path.clone(), line: evidence.line, quote },
    }
}

/// The evidence of the entity's relations in a note with the highest confidence.
fn best_claim<'g>(graph: &'g Graph, entity: &Entity, note: &str) -> Option<&'g Citation> {
    let edges = graph.from(&entity.id).into_iter().chain(graph.into(&entity.id));
    let relations = edges.filter(|edge| !edge.touches_note());
    let here = relations.filter_map(|e| best(e.evidence().iter().filter(|c| c.note == note)));
    best(here)
}

fn sorted(mut entries: Vec<TimelineEntry>) -> Vec<TimelineEntry> {
    entries.sort_by(|a, b| {
        let key = |m: &'_ TimelineEntry| (m.date.is_none(), m.date);
        key(a).cmp(&key(b)).then_with(|| (&a.cited, &a.entity).cmp(&(&b.cited, &b.entity)))
    });
    entries
}
