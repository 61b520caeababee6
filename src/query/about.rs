//! Everything known about one entity, and where each fact is written.

use crate::date::Date;
use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::query::neighbours::Neighbour;
use crate::query::neighbours::neighbours;
use crate::query::quote::Quote;
use crate::query::quote::quote;
use crate::query::{EntityRef, SURE, rounded};
use crate::vocabulary::{EntityId, Kind, Relation, Role};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The answer to `hallway about`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AboutView {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Whether hallway made the name up, for a talk without a title; then `"title": null` in JSON.
    #[serde(
        rename = "title",
        skip_serializing_if = "crate::query::is_titled",
        serialize_with = "crate::query::null"
    )]
    pub untitled: bool,
    /// Its aliases.
    pub aliases: Vec<String>,
    /// Roles of a person.
    pub roles: Vec<Role>,
    /// Date of the first note or event with it.
    pub first_seen: Option<Date>,
    /// Date of the last.
    pub last_seen: Option<Date>,
    /// Paths of the notes that name it, newest first; of a note, its own.
    pub notes: Vec<String>,
    /// Its relations in the order of `Relation::ALL`, those from it before those to it, and of each
    /// those with most evidence first.
    pub relations: Vec<EntityRelation>,
    /// Forms in the notes that are neither its name nor an alias.
    #[serde(skip)]
    pub misspellings: Vec<Misspelling>,
    /// Its neighbours, the closest first.
    #[serde(skip)]
    pub neighbours: Vec<Neighbour>,
    /// Whether to tell the reader that this is a guess.
    #[serde(skip)]
    pub unsure: bool,
    /// A web page or profile.
    #[serde(skip)]
    pub url: Option<String>,
}

/// One relation of the entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityRelation {
    /// The relation.
    pub predicate: Relation,
    /// Whether the entity is its subject or its object.
    pub direction: Direction,
    /// The other end.
    pub other: EntityRef,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Its evidence.
    pub evidence: Vec<CitedQuote>,
}

impl EntityRelation {
    /// Whether to tell the reader that this is a guess.
    pub fn unsure(&self) -> bool {
        self.confidence < SURE
    }

    /// How it reads from the entity: “works at”, “given by”.
    pub fn words(&self) -> &'static str {
        match self.direction {
            Direction::Out => self.predicate.forward(),
            Direction::In => self.predicate.backward(),
        }
    }
}

/// The direction of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From the entity.
    Out,
    /// To the entity.
    In,
}

/// A citation as it is shown: a sentence and its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct CitedQuote {
    /// Path of the note.
    pub note: String,
    /// Line, from 1.
    pub line: usize,
    /// The sentence.
    pub quote: Quote,
}

/// A form in a note that is neither name nor alias: a typing error, or text saved in the wrong
/// encoding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misspelling {
    /// The form.
    pub text: String,
    /// Path of the note.
    pub note: String,
    /// Line of the first mention in that note.
    pub line: usize,
}

/// Everything known about an entity of the graph.
pub fn about(graph: &Graph, entity: &Entity) -> AboutView {
    AboutView {
        id: entity.id.clone(),
        kind: entity.kind,
        name: entity.name.clone(),
        untitled: entity.untitled,
        aliases: entity.aliases.clone(),
        roles: entity.roles.clone(),
        first_seen: entity.first_seen,
        last_seen: entity.last_seen,
        notes: notes(graph, entity),
        relations: relations(graph, entity),
        misspellings: misspellings(entity),
        neighbours: neighbours(graph, entity),
        unsure: entity.confidence < SURE,
        url: entity.url.clone(),
    }
}

/// Paths of the notes that name an entity, newest first; of a note, its own.
pub fn notes(graph: &Graph, entity: &Entity) -> Vec<String> {
    let named = entity.mentions.iter().map(|m| m.note.as_str());
    let mut notes: Vec<&str> = named.chain(entity.path.as_deref()).collect();
    notes.sort_by_cached_key(|path| (Reverse(graph.note(path).and_then(|n| n.first_seen)), *path));
    notes.dedup();
    notes.into_iter().map(str::to_string).collect()
}

/// The edges of one relation between an entity and others of these kinds: sure ones first, then those
/// with the best connected.
pub fn edges_with<'g>(
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

/// The people of a company, or the companies of a person, the latest first.
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

/// Every sentence that is evidence of a relation of an entity, in the order of the notes, each once.
pub fn sentences(graph: &Graph, entity: &Entity) -> Vec<CitedQuote> {
    let mut sentences: BTreeMap<(String, usize, String), CitedQuote> = BTreeMap::new();
    let edges = graph.from(&entity.id).into_iter().chain(graph.into(&entity.id));
    for edge in edges {
        for cited in edge.evidence() {
            let quote = cited_quote(cited, &[entity, edge.other(&entity.id).0]);
            let place = (quote.note.clone(), quote.line, quote.quote.text.clone());
            sentences.entry(place).or_insert(quote);
        }
    }
    sentences.into_values().collect()
}

/// Forms in the notes that no name explains, each once, by place: typing errors, and text saved in
/// the wrong encoding. Not those that differ in case only, are part of a name, or have words around it.
pub fn misspellings(entity: &Entity) -> Vec<Misspelling> {
    let names: Vec<Vec<String>> = std::iter::once(&entity.name)
        .chain(&entity.aliases)
        .map(|name| name.to_lowercase().split_whitespace().map(str::to_string).collect())
        .collect();
    let explained = |text: &str| {
        // Markup and line breaks are no typing errors. Other characters are kept: text saved in the
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
    let mut misspellings = Vec::new();
    for mention in &entity.mentions {
        for text in mention.written.iter().filter(|text| !explained(text)) {
            if seen.insert(text) {
                let (note, line) = (mention.note.clone(), mention.evidence.line);
                misspellings.push(Misspelling { text: text.clone(), note, line });
            }
        }
    }
    misspellings
}

/// The relations of an entity, in the order in which they are listed.
fn relations(graph: &Graph, entity: &Entity) -> Vec<EntityRelation> {
    let out = graph.from(&entity.id).into_iter().map(|e| (e, Direction::Out));
    let back = graph.into(&entity.id).into_iter().map(|e| (e, Direction::In));
    // A relation of an entity with itself would be listed twice.
    let mut edges: Vec<(EdgeRef, Direction)> =
        out.chain(back.filter(|(e, _)| e.source.id != e.target.id)).collect();
    edges.sort_by_cached_key(|(edge, direction)| {
        let (other, _) = edge.other(&entity.id);
        let strength = (edge.confidence() < SURE, Reverse(edge.evidence().len()));
        (edge.relation(), *direction, strength, other.name.to_lowercase(), other.id.clone())
    });
    edges.iter().map(|(edge, direction)| relation(entity, edge, *direction)).collect()
}

fn relation(entity: &Entity, edge: &EdgeRef, direction: Direction) -> EntityRelation {
    let (other, _) = edge.other(&entity.id);
    EntityRelation {
        predicate: edge.relation(),
        direction,
        other: EntityRef::from(other),
        confidence: edge.confidence(),
        evidence: edge.evidence().iter().map(|c| cited_quote(c, &[other, entity])).collect(),
    }
}

/// A citation as it is shown, with the first of these entities that the sentence names as the match.
pub fn cited_quote(cited: &Citation, entities: &[&Entity]) -> CitedQuote {
    let Citation { note, evidence, .. } = cited;
    CitedQuote {
        note: note.clone(),
        line: evidence.line,
        quote: quote(&evidence.quote, note, entities),
    }
}
