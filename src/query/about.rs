//! The card of one thing: what is known of it, and where each fact stands.

use crate::date::Date;
use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::query::answer::quote;
use crate::query::neighbours;
use crate::query::neighbours::Neighbour;
use crate::query::quote::Quote;
use crate::query::{EntityRef, SURE, rounded};
use crate::vocabulary::{EntityId, Kind, Relation, Role};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The answer to `hallway about`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct About {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The name is hallway's own words for a talk without a title; `"title": null` in JSON.
    #[serde(
        rename = "title",
        skip_serializing_if = "crate::query::is_titled",
        serialize_with = "crate::query::null"
    )]
    pub untitled: bool,
    /// Other names.
    pub aliases: Vec<String>,
    /// Roles of a person.
    pub roles: Vec<Role>,
    /// Date of the first note or event that has it.
    pub first_seen: Option<Date>,
    /// Date of the last.
    pub last_seen: Option<Date>,
    /// Paths of the notes that name it, newest first; of a note, its own.
    pub notes: Vec<String>,
    /// Its relations, in the order of `Relation::ALL`, those from it before those to it, the most
    /// telling first.
    pub relations: Vec<Tie>,
    /// Forms in the notes that are neither its name nor another name: as written, path and line.
    #[serde(skip)]
    pub written: Vec<Written>,
    /// What stands near it, nearest first.
    #[serde(skip)]
    pub near: Vec<Neighbour>,
    /// Whether to tell the reader that this is a guess.
    #[serde(skip)]
    pub unsure: bool,
    /// A page or profile.
    #[serde(skip)]
    pub url: Option<String>,
}

/// One relation of the thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tie {
    /// The relation.
    pub predicate: Relation,
    /// Whether the thing is its subject or its object.
    pub direction: Direction,
    /// The other end.
    pub other: EntityRef,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Where it is said.
    pub evidence: Vec<Said>,
}

impl Tie {
    /// Whether to tell the reader that this is a guess.
    pub fn unsure(&self) -> bool {
        self.confidence < SURE
    }

    /// How it reads from the thing: “works at”, “given by”.
    pub fn words(&self) -> &'static str {
        match self.direction {
            Direction::Out => self.predicate.forward(),
            Direction::In => self.predicate.backward(),
        }
    }
}

/// Which way a relation runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From the thing.
    Out,
    /// To the thing.
    In,
}

/// A sentence and its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Said {
    /// Path of the note.
    pub note: String,
    /// Line, from 1.
    pub line: usize,
    /// The sentence.
    pub quote: Quote,
}

/// A form that a note uses and that is not a name: a slip, or text saved in the wrong encoding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    /// What stands there.
    pub text: String,
    /// Path of the note.
    pub note: String,
    /// Line of the first mention in that note.
    pub line: usize,
}

/// The card of a thing of the graph.
pub fn about(graph: &Graph, entity: &Entity) -> About {
    About {
        id: entity.id.clone(),
        kind: entity.kind,
        name: entity.name.clone(),
        untitled: entity.untitled,
        aliases: entity.aliases.clone(),
        roles: entity.roles.clone(),
        first_seen: entity.first_seen,
        last_seen: entity.last_seen,
        notes: notes(graph, entity),
        relations: ties(graph, entity),
        written: written(entity),
        near: neighbours::neighbours(graph, entity),
        unsure: entity.confidence < SURE,
        url: entity.url.clone(),
    }
}

/// Paths of the notes that name a thing, newest first; of a note, its own.
pub fn notes(graph: &Graph, entity: &Entity) -> Vec<String> {
    let named = entity.mentions.iter().map(|m| m.note.as_str());
    let mut notes: Vec<&str> = named.chain(entity.path.as_deref()).collect();
    notes.sort_by_cached_key(|path| (Reverse(graph.note(path).and_then(|n| n.first_seen)), *path));
    notes.dedup();
    notes.into_iter().map(str::to_string).collect()
}

/// The edges of one relation between a thing and others of these kinds: sure ones, then the best
/// connected first.
pub fn tied<'g>(
    graph: &'g Graph,
    entity: &Entity,
    relation: Relation,
    kinds: &[Kind],
) -> Vec<EdgeRef<'g>> {
    let mut edges = graph.targets(&entity.id, relation);
    edges.extend(graph.sources(&entity.id, relation));
    edges.retain(|e| kinds.contains(&e.other(&entity.id).0.kind));
    edges.sort_by_cached_key(|e| {
        let other = e.other(&entity.id).0;
        let unsure = e.confidence() < SURE;
        (unsure, Reverse(graph.degree(&other.id)), other.name.to_lowercase(), other.id.clone())
    });
    edges
}

/// The people of a company or the companies of a person, the latest first.
pub fn jobs<'g>(graph: &'g Graph, entity: &Entity) -> Vec<EdgeRef<'g>> {
    let mut jobs = graph.targets(&entity.id, Relation::WorksAt);
    jobs.extend(graph.sources(&entity.id, Relation::WorksAt));
    let last = |job: &EdgeRef| job.evidence().iter().filter_map(|c| c.date).max();
    jobs.sort_by_cached_key(|job| {
        let other = job.other(&entity.id).0;
        (Reverse(last(job)), other.name.clone(), other.id.clone())
    });
    jobs
}

/// Every sentence on which something about a thing rests, in the order of the notes, each once.
pub fn sentences(graph: &Graph, entity: &Entity) -> Vec<Said> {
    let mut sentences: BTreeMap<(String, usize, String), Said> = BTreeMap::new();
    let edges = graph.from(&entity.id).into_iter().chain(graph.into(&entity.id));
    for edge in edges {
        for cited in edge.evidence() {
            let said = said(cited, &[entity, edge.other(&entity.id).0]);
            let place = (said.note.clone(), said.line, said.quote.text.clone());
            sentences.entry(place).or_insert(said);
        }
    }
    sentences.into_values().collect()
}

/// Forms in the notes that no name explains, each once, by place: slips and text saved in the
/// wrong encoding. Other case, a part of a name, or a name with words around it need no telling.
pub fn written(entity: &Entity) -> Vec<Written> {
    let names: Vec<Vec<String>> = std::iter::once(&entity.name)
        .chain(&entity.aliases)
        .map(|name| name.to_lowercase().split_whitespace().map(str::to_string).collect())
        .collect();
    let explained = |text: &str| {
        // What holds markup or a line break is nobody's slip. Other signs stay: text saved in the
        // wrong encoding is full of them.
        if text.contains(|c: char| c.is_control() || "`\"*_<>[]{}|\\".contains(c)) {
            return true;
        }
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        names.iter().any(|name| {
            words.iter().all(|w| name.iter().any(|n| n == w))
                || name.iter().all(|n| words.contains(&n.as_str()))
        })
    };
    let mut seen = BTreeSet::new();
    let mut written = Vec::new();
    for mention in &entity.mentions {
        for text in mention.written.iter().filter(|text| !explained(text)) {
            if seen.insert(text) {
                let (note, line) = (mention.note.clone(), mention.evidence.line);
                written.push(Written { text: text.clone(), note, line });
            }
        }
    }
    written
}

/// The relations of a thing as a card lists them.
fn ties(graph: &Graph, entity: &Entity) -> Vec<Tie> {
    let out = graph.from(&entity.id).into_iter().map(|e| (e, Direction::Out));
    let back = graph.into(&entity.id).into_iter().map(|e| (e, Direction::In));
    // A relation to itself would come twice.
    let mut edges: Vec<(EdgeRef, Direction)> =
        out.chain(back.filter(|(e, _)| e.source.id != e.target.id)).collect();
    edges.sort_by_cached_key(|(edge, direction)| {
        let (other, _) = edge.other(&entity.id);
        let telling = (edge.confidence() < SURE, Reverse(edge.evidence().len()));
        (edge.relation(), *direction, telling, other.name.to_lowercase(), other.id.clone())
    });
    edges.iter().map(|(edge, direction)| tie(entity, edge, *direction)).collect()
}

fn tie(entity: &Entity, edge: &EdgeRef, direction: Direction) -> Tie {
    let (other, _) = edge.other(&entity.id);
    Tie {
        predicate: edge.relation(),
        direction,
        other: EntityRef::from(other),
        confidence: edge.confidence(),
        evidence: edge.evidence().iter().map(|c| said(c, &[other, entity])).collect(),
    }
}

/// Evidence as a reader sees it, with the first of these things that it names marked.
pub fn said(cited: &Citation, marks: &[&Entity]) -> Said {
    let Citation { note, evidence, .. } = cited;
    Said { note: note.clone(), line: evidence.line, quote: quote(&evidence.quote, note, marks) }
}
