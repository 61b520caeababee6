//! What stands near a thing though no relation of its own joins the two.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::Thing;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A neighbour that no relation of its own joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The neighbour.
    pub thing: Thing,
    /// What both have in common: an event or company, else `None` for notes.
    pub through: Option<Thing>,
    /// In how many of those both are.
    pub times: usize,
}

/// What stands near a thing, nearest first: for a person those who spoke at the same events or
/// worked at the same companies, for an event those with the same speakers, for a company, tool or
/// topic its like in the same notes. Talks and notes say it all themselves.
pub fn near(graph: &Graph, entity: &Entity) -> Vec<Near> {
    match entity.kind {
        Kind::Person => {
            let mut near = through(graph, entity, Relation::SpokeAt);
            near.extend(through(graph, entity, Relation::WorksAt));
            once_each(near)
        }
        Kind::Company | Kind::Tool | Kind::Topic => together(graph, entity),
        Kind::Event => shared_speakers(graph, entity),
        Kind::Talk | Kind::Note => vec![],
    }
}

/// Others that the same relation joins with the same things: speakers of the same events.
fn through(graph: &Graph, entity: &Entity, relation: Relation) -> Vec<Near> {
    let mut others: BTreeMap<&EntityId, (&Entity, &Entity, usize)> = BTreeMap::new();
    for edge in graph.targets(&entity.id, relation) {
        for other in graph.sources(&edge.target.id, relation) {
            let seen = others.entry(&other.source.id).or_insert((other.source, edge.target, 0));
            seen.2 += 1;
        }
    }
    others.remove(&entity.id);
    let near = others.into_values().map(|(other, through, times)| Near {
        thing: other.into(),
        through: Some(through.into()),
        times,
    });
    nearest_first(near.collect())
}

/// Things of the same kind that the same notes name.
fn together(graph: &Graph, entity: &Entity) -> Vec<Near> {
    let mut others: BTreeMap<&EntityId, (&Entity, usize)> = BTreeMap::new();
    for note in entity.mentions.iter().filter_map(|m| graph.note(&m.note)) {
        for edge in graph.targets(&note.id, Relation::Mentions) {
            if edge.target.kind == entity.kind {
                others.entry(&edge.target.id).or_insert((edge.target, 0)).1 += 1;
            }
        }
    }
    counted(entity, others)
}

/// Events at which the same people spoke.
fn shared_speakers(graph: &Graph, event: &Entity) -> Vec<Near> {
    let mut others: BTreeMap<&EntityId, (&Entity, usize)> = BTreeMap::new();
    for speaker in graph.sources(&event.id, Relation::SpokeAt) {
        for edge in graph.targets(&speaker.source.id, Relation::SpokeAt) {
            others.entry(&edge.target.id).or_insert((edge.target, 0)).1 += 1;
        }
    }
    counted(event, others)
}

fn counted(entity: &Entity, mut others: BTreeMap<&EntityId, (&Entity, usize)>) -> Vec<Near> {
    others.remove(&entity.id);
    let near = others.into_values();
    let near = near.map(|(e, times)| Near { thing: e.into(), through: None, times });
    nearest_first(near.collect())
}

fn nearest_first(mut near: Vec<Near>) -> Vec<Near> {
    near.sort_by_cached_key(|n| {
        (Reverse(n.times), n.thing.name.to_lowercase(), n.thing.id.clone())
    });
    near
}

/// Keeps the first of each thing.
fn once_each(mut near: Vec<Near>) -> Vec<Near> {
    let mut seen = std::collections::BTreeSet::new();
    near.retain(|n| seen.insert(n.thing.id.clone()));
    near
}
