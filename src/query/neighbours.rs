//! The neighbours of an entity: entities that share events, companies, speakers or notes with it.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::EntityRef;
use crate::vocabulary::{Kind, Relation};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A neighbour of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The neighbour.
    pub entity: EntityRef,
    /// What both share: an event or company; `None` for notes and speakers.
    pub through: Option<EntityRef>,
    /// How many of those both share.
    pub times: usize,
}

/// The same without copies, for showing the first of many.
#[derive(Clone, Copy, Debug)]
pub struct NeighbourRef<'g> {
    /// The neighbour.
    pub entity: &'g Entity,
    /// What both share.
    pub through: Option<&'g Entity>,
    /// How many of those both share.
    pub times: usize,
}

/// The neighbours of an entity, the closest first: for a person, people who spoke at the same events
/// or worked at the same companies; for an event, events with the same speakers; for a company, tool or
/// topic, others of the kind in the same notes. Talks and notes have none.
pub fn neighbours(graph: &Graph, entity: &Entity) -> Vec<Neighbour> {
    let owned = |n: NeighbourRef| Neighbour {
        entity: n.entity.into(),
        through: n.through.map(EntityRef::from),
        times: n.times,
    };
    neighbour_refs(graph, entity).into_iter().map(owned).collect()
}

/// As [`neighbours`], borrowed.
pub fn neighbour_refs<'g>(graph: &'g Graph, entity: &Entity) -> Vec<NeighbourRef<'g>> {
    match entity.kind {
        Kind::Person => {
            let mut neighbours = sharing(graph, entity, Relation::SpokeAt);
            neighbours.extend(sharing(graph, entity, Relation::WorksAt));
            once_each(neighbours)
        }
        Kind::Company | Kind::Tool | Kind::Topic => in_same_notes(graph, entity),
        Kind::Event => shared_speakers(graph, entity),
        Kind::Talk | Kind::Note => vec![],
    }
}

/// Others with the same relation to the same entities: speakers at the same events.
fn sharing<'g>(graph: &'g Graph, entity: &Entity, relation: Relation) -> Vec<NeighbourRef<'g>> {
    let shared = graph.targets(&entity.id, relation);
    let pairs = shared.iter().flat_map(|edge| {
        let others = graph.sources(&edge.target.id, relation).into_iter();
        others.map(|other| (other.ends.0, other.source, Some(edge.target)))
    });
    counted(entity, pairs)
}

/// Entities of the same kind that the same notes name.
fn in_same_notes<'g>(graph: &'g Graph, entity: &Entity) -> Vec<NeighbourRef<'g>> {
    let notes = entity.mentions.iter().filter_map(|m| graph.note(&m.note));
    let named = notes.flat_map(|note| graph.targets(&note.id, Relation::Mentions));
    let alike = named.filter(|edge| edge.target.kind == entity.kind);
    counted(entity, alike.map(|edge| (edge.ends.1, edge.target, None)))
}

/// Events at which the same people spoke.
fn shared_speakers<'g>(graph: &'g Graph, event: &Entity) -> Vec<NeighbourRef<'g>> {
    let speakers = graph.sources(&event.id, Relation::SpokeAt).into_iter();
    let spoke = speakers.flat_map(|s| graph.targets(&s.source.id, Relation::SpokeAt));
    counted(event, spoke.map(|edge| (edge.ends.1, edge.target, None)))
}

/// How often each occurs, the most frequent first, then by id. Each comes with its place among the
/// nodes: numbers sort faster than ids.
fn counted<'g>(
    entity: &Entity,
    others: impl Iterator<Item = (usize, &'g Entity, Option<&'g Entity>)>,
) -> Vec<NeighbourRef<'g>> {
    let mut others: Vec<_> = others.filter(|(_, other, _)| other.id != entity.id).collect();
    others.sort_by_key(|(place, ..)| *place);
    let runs = others.chunk_by(|a, b| a.0 == b.0);
    let mut neighbours: Vec<NeighbourRef> = runs
        .map(|run| NeighbourRef { entity: run[0].1, through: run[0].2, times: run.len() })
        .collect();
    neighbours.sort_by_key(|n| Reverse(n.times));
    neighbours
}

/// Keeps the first of each entity.
fn once_each(mut neighbours: Vec<NeighbourRef>) -> Vec<NeighbourRef> {
    let mut seen = BTreeSet::new();
    neighbours.retain(|n| seen.insert(&n.entity.id));
    neighbours
}
