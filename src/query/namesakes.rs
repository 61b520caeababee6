//! What tells things of one kind and name apart, in a word behind the name: “Kim Berg of Quillworks”.
//!
//! Definition. Of a person the companies, then the events; of a talk the speakers, then the events; of a
//! tool its makers; the latest first. Then, of all, the year, the title and the path of a note, and the id. The first of these
//! that no other thing of that kind and name has is the qualifier. Notes have none: a path tells them.
//!
//! Cost: one pass over all names; the relations of those that share one.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::name;
use crate::query::EntityRef;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The qualifiers of all things that share kind and name with another.
#[derive(Clone, Debug, Default)]
pub struct Namesakes {
    of: BTreeMap<EntityId, Qualifier>,
    /// All of one name, by id.
    groups: Vec<Vec<EntityId>>,
    /// The group of each.
    group: BTreeMap<EntityId, usize>,
}

/// What stands behind a name to tell it from the same name. Displayed: `of Quillworks`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Qualifier {
    /// `of`, `at`, `by` or `in`.
    pub word: &'static str,
    /// The name of a thing, a year, a path.
    pub text: String,
    /// The thing, if it is one.
    pub thing: Option<EntityId>,
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} {}", self.word, self.text)
    }
}

impl Namesakes {
    /// Looks for things of one kind and name.
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
            namesakes.of.extend(tell(graph, alike()));
            namesakes.group.extend(alike().map(|e| (e.id.clone(), number)));
            namesakes.groups.push(alike().map(|e| e.id.clone()).collect());
        }
        namesakes
    }

    /// All that share kind and name with a thing, itself among them, by id; empty if it has no namesakes.
    pub fn all(&self, id: &EntityId) -> &[EntityId] {
        self.group.get(id).and_then(|number| self.groups.get(*number)).map_or(&[], Vec::as_slice)
    }

    /// What tells a thing from its namesakes; `None` if it has none.
    pub fn of(&self, id: &EntityId) -> Option<&Qualifier> {
        self.of.get(id)
    }

    /// The name, with what tells it from the same name of another.
    pub fn name(&self, thing: &EntityRef) -> String {
        match self.of(&thing.id) {
            Some(qualifier) => format!("{} {qualifier}", thing.name),
            None => thing.name.clone(),
        }
    }
}

/// The qualifiers of things that share a name.
fn tell<'g>(graph: &Graph, alike: impl Iterator<Item = &'g Entity>) -> Vec<(EntityId, Qualifier)> {
    let all: Vec<(&Entity, Vec<Qualifier>)> = alike.map(|e| (e, qualifiers(graph, e))).collect();
    let mut having: BTreeMap<String, usize> = BTreeMap::new();
    for (_, qualifiers) in &all {
        let own: BTreeSet<String> = qualifiers.iter().map(Qualifier::to_string).collect();
        own.into_iter().for_each(|words| *having.entry(words).or_default() += 1);
    }
    let own = |(entity, qualifiers): (&Entity, Vec<Qualifier>)| {
        let alone = |q: &Qualifier| having.get(&q.to_string()) == Some(&1);
        Some((entity.id.clone(), qualifiers.into_iter().find(alone)?))
    };
    all.into_iter().filter_map(own).collect()
}

/// All that may tell a thing apart, the most telling first. The last is its alone.
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
    let plain = |word, text: String| Qualifier { word, text, thing: None };
    all.extend(entity.first_seen.map(|day| plain("in", day.year.to_string())));
    let note = |path: &str| graph.note(path).map(|n| plain("in", n.name.clone()));
    all.extend(entity.mentions.iter().filter_map(|m| note(&m.note)));
    all.extend(entity.mentions.iter().map(|m| plain("in", m.note.clone())));
    all.push(plain("as", id.to_string()));
    all
}

/// The things at the other ends of these edges, those first of which notes tell last.
fn latest(word: &'static str, entity: &Entity, mut edges: Vec<EdgeRef>) -> Vec<Qualifier> {
    edges.sort_by_key(|e| Reverse(e.evidence().iter().filter_map(|c| c.date).max()));
    let other = |edge: &EdgeRef| {
        let other = edge.other(&entity.id).0;
        Qualifier { word, text: other.name.clone(), thing: Some(other.id.clone()) }
    };
    edges.iter().map(other).collect()
}
