//! Why something is in the graph. Prints what earlier stages wrote down; computes nothing.

use crate::entity::{Decision, Entity};
use crate::graph::Graph;
use crate::query::Thing;
use crate::query::quote::Quote;
use crate::query::rounded;
use crate::vocabulary::Relation;
use serde::Serialize;

/// Why a thing is there, and is one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The thing.
    pub thing: Thing,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// The first mention in each note.
    pub mentions: Vec<Reason>,
    /// Why its forms are one thing, and what was kept apart from it.
    pub decisions: Vec<Decision>,
    /// Its relations but those to notes.
    pub relations: Vec<Explained>,
}

/// A relation and why it is there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// From.
    pub subject: Thing,
    /// How.
    pub predicate: Relation,
    /// To.
    pub object: Thing,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Where it is said, and which rule found it.
    pub reasons: Vec<Reason>,
}

/// A sentence, its place, and the rule that found something in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// Path of the note.
    pub note: String,
    /// Line, from 1.
    pub line: usize,
    /// The rule: a name of `extract::RULES`.
    pub rule: String,
    /// How sure the rule is, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// What stands there, where it is not the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<String>,
    /// The sentence.
    pub quote: Quote,
}

/// Why this thing is in the graph.
pub fn explain(graph: &Graph, entity: &Entity) -> Explanation {
    let _ = (graph, entity);
    todo!()
}

/// Why these two are joined: the edges between them, in both directions.
pub fn between(graph: &Graph, one: &Entity, other: &Entity) -> Vec<Explained> {
    let _ = (graph, one, other);
    todo!()
}
