//! What stands near a thing though no relation of its own joins the two.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::EntityRef;
use crate::vocabulary::{Kind, Relation};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A neighbour that no relation of its own joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The neighbour.
    pub thing: EntityRef,
    /// What both have in common: an event or company, else `None` for notes.
    pub through: Option<EntityRef>,
    /// In how many of those both are.
    pub times: usize,
}

/// The same without copies, for who shows the first of many.
#[derive(Clone, Copy, Debug)]
pub struct NeighbourRef<'g> {
    /// The neighbour.
    pub entity: &'g Entity,
    /// What both have in common.
    pub through: Option<&'g Entity>,
    /// In how many of those both are.
    pub times: usize,
}

/// What stands near a thing, nearest first: for a person those who spoke at the same events or
/// worked at the same companies, for an event those with the same speakers, for a company, tool or
/// topic its like in the same notes. Talks and notes say it all themselves.
pub fn neighbours(graph: &Graph, entity: &Entity) -> Vec<Neighbour> {
    let near = |n: NeighbourRef| Neighbour {
        thing: n.entity.into(),
        through: n.through.map(EntityRef::from),
        times: n.times,
    };
    neighbour_refs(graph, entity).into_iter().map(near).collect()
}

/// As [`neighbours`], borrowed.
pub fn neighbour_refs<'g>(graph: &'g Graph, entity: &Entity) -> Vec<NeighbourRef<'g>> {
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
fn through<'g>(graph: &'g Graph, entity: &Entity, relation: Relation) -> Vec<NeighbourRef<'g>> {
    let joined = graph.targets(&entity.id, relation);
    let pairs = joined.iter().flat_map(|edge| {
        let others = graph.sources(&edge.target.id, relation).into_iter();
        others.map(|other| (other.ends.0, other.source, Some(edge.target)))
    });
    counted(entity, pairs)
}

/// Things of the same kind that the same notes name.
fn together<'g>(graph: &'g Graph, entity: &Entity) -> Vec<NeighbourRef<'g>> {
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

/// How often each comes, the most frequent first, then by id. Each has its place among the nodes
/// before it: numbers sort faster than names.
fn counted<'g>(
    entity: &Entity,
    others: impl Iterator<Item = (usize, &'g Entity, Option<&'g Entity>)>,
) -> Vec<NeighbourRef<'g>> {
    let mut others: Vec<_> = others.filter(|(_, other, _)| other.id != entity.id).collect();
    others.sort_by_key(|(place, ..)| *place);
    let runs = others.chunk_by(|a, b| a.0 == b.0);
    let mut near: Vec<NeighbourRef> = runs
        .map(|run| NeighbourRef { entity: run[0].1, through: run[0].2, times: run.len() })
        .collect();
    near.sort_by_key(|n| Reverse(n.times));
    near
}

/// Keeps the first of each thing.
fn once_each(mut near: Vec<NeighbourRef>) -> Vec<NeighbourRef> {
    let mut seen = BTreeSet::new();
    near.retain(|n| seen.insert(&n.entity.id));
    near
}
