//! The card of one thing: what is known of it, and where each fact stands.

use crate::date::Date;
use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::quote::Quote;
use crate::query::{SURE, Thing, rounded};
use crate::vocabulary::{EntityId, Kind, Relation, Role};
use serde::Serialize;

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
    pub near: Vec<Near>,
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
    pub other: Thing,
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

/// The card of a thing of the graph.
pub fn about(graph: &Graph, entity: &Entity) -> About {
    let _ = (graph, entity);
    todo!()
}
