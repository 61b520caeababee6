//! When a thing came up.

use crate::date::Date;
use crate::entity::{Citation, Entity, NoteMentions};
use crate::graph::Graph;
use crate::query::EntityRef;
use crate::query::about::Said;
use crate::query::answer::{Answer, covered, quote};
use crate::query::answers::best;
use crate::vocabulary::{EntityId, Kind};
use serde::Serialize;
use std::collections::BTreeMap;

/// One note in which the thing came up; or one thing that came up for the first time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// Date of the event that the note covers where known, else of the note.
    pub date: Option<Date>,
    /// What came up.
    pub thing: EntityRef,
    /// The event that the note covers.
    pub event: Option<EntityRef>,
    /// Title of the note.
    pub title: String,
    /// Where that note tells of it most surely, else where it names it first: perhaps only a tag.
    #[serde(flatten)]
    pub said: Said,
}

/// The notes that name this thing, earliest first, those without a date last.
pub fn of(graph: &Graph, entity: &Entity) -> Vec<Moment> {
    in_time(entity.mentions.iter().map(|m| moment(graph, entity, m)).collect())
}

/// What a timeline of all notes tells of, unless other kinds are asked for.
pub const SUBJECTS: [Kind; 2] = [Kind::Topic, Kind::Tool];

/// Things of these kinds at their first appearance, earliest first, those without a date last.
pub fn all(graph: &Graph, kinds: &[Kind]) -> Vec<Moment> {
    let subjects = graph.nodes().filter(|e| kinds.contains(&e.kind));
    in_time(subjects.filter_map(|e| of(graph, e).into_iter().next()).collect())
}

/// How many talks a year, from the first year to the last, years without any included; nothing under
/// three talks, which tell no course of things.
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

fn moment(graph: &Graph, entity: &Entity, sighting: &NoteMentions) -> Moment {
    let NoteMentions { note: path, evidence: named, .. } = sighting;
    let evidence = told(graph, entity, path).map_or(named, |cited| &cited.evidence);
    let note = graph.note(path);
    let event = covered(graph, path);
    let quote = quote(&evidence.quote, path, &[entity]);
    Moment {
        date: event.and_then(|e| e.first_seen).or(note.and_then(|n| n.first_seen)),
        thing: EntityRef::from(entity),
        event: event.map(EntityRef::from),
        title: note.map_or_else(|| path.clone(), |n| n.name.clone()),
        said: Said { note: path.clone(), line: evidence.line, quote },
    }
}

/// What a note says of the thing, most surely.
fn told<'g>(graph: &'g Graph, entity: &Entity, note: &str) -> Option<&'g Citation> {
    let edges = graph.from(&entity.id).into_iter().chain(graph.into(&entity.id));
    let relations = edges.filter(|edge| !edge.touches_note());
    let here = relations.filter_map(|e| best(e.evidence().iter().filter(|c| c.note == note)));
    best(here)
}

fn in_time(mut moments: Vec<Moment>) -> Vec<Moment> {
    moments.sort_by(|a, b| {
        let key = |m: &'_ Moment| (m.date.is_none(), m.date);
        key(a).cmp(&key(b)).then_with(|| (&a.said, &a.thing).cmp(&(&b.said, &b.thing)))
    });
    moments
}
