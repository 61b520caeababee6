//! What distinguishes entities of the same kind and name, to put behind the name: “Kim Berg of
//! Quillworks”.
//!
//! Definition: the candidates are, for a person, the companies, then the events; for a talk, the
//! speakers, then the events; for a tool, its makers; the latest first. Then, for all, the year, the
//! titles and paths of notes, and the id. The qualifier is the first candidate that no other entity of
//! the same kind and name has. Notes have no qualifier: their path is enough.
//!
//! Cost: one pass over all names, and the relations of those that share one.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::name;
use crate::query::EntityRef;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The qualifiers of all entities that share kind and name with another.
#[derive(Clone, Debug, Default)]
pub struct Namesakes {
    of: BTreeMap<EntityId, Qualifier>,
    /// The entities of each shared name, by id.
    groups: Vec<Vec<EntityId>>,
    /// The group of each entity: an index of `groups`.
    group: BTreeMap<EntityId, usize>,
}

/// What distinguishes a name from the same name of another. Displayed as `of Quillworks`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Qualifier {
    /// `of`, `at`, `by` or `in`.
    pub word: &'static str,
    /// The name of an entity, a year or a path.
    pub text: String,
    /// The entity, if it is the name of one.
    pub entity: Option<EntityId>,
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} {}", self.word, self.text)
    }
}

impl Namesakes {
    /// Finds the entities that share kind and name.
    pub fn new(graph: &Graph) -> Namesakes {
        let mut named: Vec<(Kind, String, &Entity)> = graph
            .nodes()
            .filter(|e| e.kind != Kind::Note)
            .map(|e| (e.kind, name::key(&e.name), e))
            .collect();
        named.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let mut namesakes = Namesakes::default();
        let groups = named.chunk_by(|a, b| (a.0, &a.1) == (b.0, &b.1)).filter(|g| g.len() > 1);
        for (number, group) in groups.enumerate() {
            let alike = || group.iter().map(|(.., entity)| *entity);
            namesakes.of.extend(distinguish(graph, alike()));
            namesakes.group.extend(alike().map(|e| (e.id.clone(), number)));
            namesakes.groups.push(alike().map(|e| e.id.clone()).collect());
        }
        namesakes
    }

    /// All that share kind and name with an entity, including itself, by id; empty if it has no namesakes.
    pub fn all(&self, id: &EntityId) -> &[EntityId] {
        self.group.get(id).and_then(|number| self.groups.get(*number)).map_or(&[], Vec::as_slice)
    }

    /// What distinguishes an entity from its namesakes; `None` if it has none.
    pub fn of(&self, id: &EntityId) -> Option<&Qualifier> {
        self.of.get(id)
    }

    /// The name, with its qualifier if it has one.
    pub fn name(&self, entity: &EntityRef) -> String {
        match self.of(&entity.id) {
            Some(qualifier) => format!("{} {qualifier}", entity.name),
            None => entity.name.clone(),
        }
    }
}

/// The qualifiers of entities that share a name.
fn distinguish<'g>(
    graph: &Graph,
    alike: impl Iterator<Item = &'g Entity>,
) -> Vec<(EntityId, Qualifier)> {
    let all: Vec<(&Entity, Vec<Qualifier>)> = alike.map(|e| (e, qualifiers(graph, e))).collect();
    let mut having: BTreeMap<String, usize> = BTreeMap::new();
    for (_, qualifiers) in &all {
        let own: BTreeSet<String> = qualifiers.iter().map(Qualifier::to_string).collect();
        own.into_iter().for_each(|words| *having.entry(words).or_default() += 1);
    }
    let own = |(entity, qualifiers): (&Entity, Vec<Qualifier>)| {
        let is_unique = |q: &Qualifier| having.get(&q.to_string()) == Some(&1);
        Some((entity.id.clone(), qualifiers.into_iter().find(is_unique)?))
    };
    all.into_iter().filter_map(own).collect()
}

/// The candidates, the best first. The last is always unique.
fn qualifiers(graph: &Graph, entity: &Entity) -> Vec<Qualifier> {
    let id = &entity.id;
    let out = |word, relation| latest(word, entity, graph.targets(id, relation));
    let back = |word, relation| latest(word, entity, graph.sources(id, relation));
    let mut all = match entity.kind {
        Kind::Person => [out("of", Relation::WorksAt), out("at", Relation::SpokeAt)].concat(),
        Kind::Talk => [back("by", Relation::Gave), out("at", Relation::PartOf)].concat(),
        Kind::Tool => back("of", Relation::Makes),
        Kind::Company | Kind::Topic | Kind::Event | Kind::Note => vec![],
    };
    let plain = |word, text: String| Qualifier { word, text, entity: None };
    all.extend(entity.first_seen.map(|day| plain("in", day.year.to_string())));
    let note = |path: &str| graph.note(path).map(|n| plain("in", n.name.clone()));
    all.extend(entity.mentions.iter().filter_map(|m| note(&m.note)));
    all.extend(entity.mentions.iter().map(|m| plain("in", m.note.clone())));
    all.push(plain("as", id.to_string()));
    all
}

/// The entities at the other ends of these edges, those with the latest evidence first.
fn latest(word: &'static str, entity: &Entity, mut edges: Vec<EdgeRef>) -> Vec<Qualifier> {
    edges.sort_by_key(|e| Reverse(e.evidence().iter().filter_map(|c| c.date).max()));
    let other = |edge: &EdgeRef| {
        let other = edge.other(&entity.id).0;
        Qualifier { word, text: other.name.clone(), entity: Some(other.id.clone()) }
    };
    edges.iter().map(other).collect()
}
