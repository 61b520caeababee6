//! Why something is in the graph. Prints what earlier stages wrote down; computes nothing.

use crate::entity::{Decision, Entity, NoteMentions};
use crate::finding::Evidence;
use crate::graph::{EdgeRef, Graph};
use crate::query::answer::quote;
use crate::query::quote::Quote;
use crate::query::{EntityRef, rounded};
use crate::vocabulary::Relation;
use serde::Serialize;

/// Why a thing is there, and is one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The thing.
    pub thing: EntityRef,
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
    pub subject: EntityRef,
    /// How.
    pub predicate: Relation,
    /// To.
    pub object: EntityRef,
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
    /// What spoke for it and against it, where a model weighed it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub weighed: String,
    /// What stands there, where it is not the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<String>,
    /// The sentence.
    pub quote: Quote,
}

/// Why this thing is in the graph.
pub fn explain(graph: &Graph, entity: &Entity) -> Explanation {
    let edges = graph.from(&entity.id).into_iter().chain(graph.into(&entity.id));
    Explanation {
        thing: EntityRef::from(entity),
        confidence: entity.confidence,
        mentions: entity.mentions.iter().map(|m| mention(entity, m)).collect(),
        decisions: graph.decisions(&entity.id).cloned().collect(),
        relations: edges.filter(|e| !e.touches_note()).map(|e| explained(&e)).collect(),
    }
}

/// Why these two are joined: the edges between them, in both directions.
pub fn between(graph: &Graph, one: &Entity, other: &Entity) -> Vec<Explained> {
    let there = graph.from(&one.id).into_iter().filter(|e| e.target.id == other.id);
    let back = graph.from(&other.id).into_iter().filter(|e| e.target.id == one.id);
    there.chain(back).map(|e| explained(&e)).collect()
}

fn explained(edge: &EdgeRef) -> Explained {
    let marks = [edge.target, edge.source];
    let reasons = edge.evidence().iter().map(|c| reason(&c.note, &c.evidence, &marks));
    Explained {
        subject: EntityRef::from(edge.source),
        predicate: edge.relation(),
        object: EntityRef::from(edge.target),
        confidence: edge.confidence(),
        reasons: reasons.collect(),
    }
}

fn mention(entity: &Entity, sighting: &NoteMentions) -> Reason {
    let reason = reason(&sighting.note, &sighting.evidence, &[entity]);
    Reason { written: sighting.written.clone(), ..reason }
}

fn reason(note: &str, evidence: &Evidence, marks: &[&Entity]) -> Reason {
    Reason {
        note: note.to_string(),
        line: evidence.line,
        rule: evidence.rule.to_string(),
        confidence: evidence.confidence,
        weighed: evidence.reasons.to_string(),
        written: vec![],
        quote: quote(&evidence.quote, note, marks),
    }
}
