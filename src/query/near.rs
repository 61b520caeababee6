//! What stands near a thing though no relation of its own joins the two.

use crate::entity::Entity;
use crate::graph::{Edge, Graph};
use crate::query::Thing;
use crate::vocabulary::{Kind, Relation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
    let mut others: BTreeMap<usize, (&Entity, &Entity, usize)> = BTreeMap::new();
    for edge in graph.targets(&entity.id, relation) {
        for other in graph.sources(&edge.target.id, relation) {
            let seen = others.entry(other.ends.0).or_insert((other.source, edge.target, 0));
            seen.2 += 1;
        }
    }
    let others = others.into_values().filter(|(other, ..)| other.id != entity.id);
    let near = others.map(|(other, through, times)| (other, Some(through), times));
    nearest_first(near.collect())
}

/// Things of the same kind that the same notes name.
fn together(graph: &Graph, entity: &Entity) -> Vec<Near> {
    let notes = entity.mentions.iter().filter_map(|m| graph.note(&m.note));
    let named = notes.flat_map(|note| graph.targets(&note.id, Relation::Mentions));
    counted(entity, named.filter(|edge| edge.target.kind == entity.kind))
}

/// Events at which the same people spoke.
fn shared_speakers(graph: &Graph, event: &Entity) -> Vec<Near> {
    let speakers = graph.sources(&event.id, Relation::SpokeAt).into_iter();
    counted(event, speakers.flat_map(|s| graph.targets(&s.source.id, Relation::SpokeAt)))
}

/// How often each target comes.
fn counted<'g>(entity: &Entity, edges: impl Iterator<Item = Edge<'g>>) -> Vec<Near> {
    let mut others: BTreeMap<usize, (&Entity, usize)> = BTreeMap::new();
    for edge in edges {
        others.entry(edge.ends.1).or_insert((edge.target, 0)).1 += 1;
    }
    let others = others.into_values().filter(|(other, _)| other.id != entity.id);
    nearest_first(others.map(|(other, times)| (other, None, times)).collect())
}

fn nearest_first(mut near: Vec<(&Entity, Option<&Entity>, usize)>) -> Vec<Near> {
    // They come in order of ids, which is that of names; the sort is stable.
    near.sort_by_key(|(_, _, times)| Reverse(*times));
    let thing = |(e, through, times): (&Entity, Option<&Entity>, usize)| Near {
        thing: e.into(),
        through: through.map(Thing::from),
        times,
    };
    near.into_iter().map(thing).collect()
}

/// Keeps the first of each thing.
fn once_each(mut near: Vec<Near>) -> Vec<Near> {
    let mut seen = BTreeSet::new();
    near.retain(|n| seen.insert(n.thing.id.clone()));
    near
}
