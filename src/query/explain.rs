//! Why something is in the graph: what earlier stages recorded. Nothing is computed here.

use crate::entity::{Decision, Entity, NoteMentions};
use crate::finding::Evidence;
use crate::graph::{EdgeRef, Graph};
use crate::query::quote::Quote;
use crate::query::quote::quote;
use crate::query::{EntityRef, rounded};
use crate::vocabulary::Relation;
use serde::Serialize;

/// Why an entity is in the graph, and why it is one entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The entity.
    #[serde(rename = "thing")]
    pub entity: EntityRef,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// The first mention in each note.
    pub mentions: Vec<ExplainedEvidence>,
    /// Why its names are one entity, and which others were kept apart from it.
    pub decisions: Vec<Decision>,
    /// Its relations, without those to notes.
    pub relations: Vec<ExplainedEdge>,
}

/// A relation, and why it is in the graph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedEdge {
    /// Its subject.
    pub subject: EntityRef,
    /// The relation.
    pub predicate: Relation,
    /// Its object.
    pub object: EntityRef,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Its evidence, each with the rule that found it.
    #[serde(rename = "reasons")]
    pub evidence: Vec<ExplainedEvidence>,
}

/// A sentence, its place, and the rule that found something in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedEvidence {
    /// Path of the note.
    pub note: String,
    /// Line, from 1.
    pub line: usize,
    /// The rule: a name of `extract::RULES`.
    pub rule: String,
    /// How sure the rule is, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// The features that counted for and against it, if a model decided.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub weighed: String,
    /// The forms in the note, where they differ from the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<String>,
    /// The sentence.
    pub quote: Quote,
}

/// Why this entity is in the graph.
pub fn explain(graph: &Graph, entity: &Entity) -> Explanation {
    let edges = graph.from(&entity.id).into_iter().chain(graph.into(&entity.id));
    Explanation {
        entity: EntityRef::from(entity),
        confidence: entity.confidence,
        mentions: entity.mentions.iter().map(|m| mention(entity, m)).collect(),
        decisions: graph.decisions(&entity.id).cloned().collect(),
        relations: edges.filter(|e| !e.touches_note()).map(|e| explained(&e)).collect(),
    }
}

/// Why two entities are connected: the edges between them, in both directions.
pub fn between(graph: &Graph, one: &Entity, other: &Entity) -> Vec<ExplainedEdge> {
    let there = graph.from(&one.id).into_iter().filter(|e| e.target.id == other.id);
    let back = graph.from(&other.id).into_iter().filter(|e| e.target.id == one.id);
    there.chain(back).map(|e| explained(&e)).collect()
}

fn explained(edge: &EdgeRef) -> ExplainedEdge {
    let ends = [edge.target, edge.source];
    let evidence = edge.evidence().iter().map(|c| explained_evidence(&c.note, &c.evidence, &ends));
    ExplainedEdge {
        subject: EntityRef::from(edge.source),
        predicate: edge.relation(),
        object: EntityRef::from(edge.target),
        confidence: edge.confidence(),
        evidence: evidence.collect(),
    }
}

fn mention(entity: &Entity, mentions: &NoteMentions) -> ExplainedEvidence {
    let first = explained_evidence(&mentions.note, &mentions.evidence, &[entity]);
    ExplainedEvidence { written: mentions.written.clone(), ..first }
}

fn explained_evidence(note: &str, evidence: &Evidence, entities: &[&Entity]) -> ExplainedEvidence {
    ExplainedEvidence {
        note: note.to_string(),
        line: evidence.line,
        rule: evidence.rule.to_string(),
        confidence: evidence.confidence,
        weighed: evidence.reasons.to_string(),
        written: vec![],
        quote: quote(&evidence.quote, note, entities),
    }
}
