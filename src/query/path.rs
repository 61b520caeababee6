//! How two things are connected.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::about::{Direction, Said};
use crate::query::{Thing, rounded};
use crate::vocabulary::Relation;
use serde::Serialize;

/// A chain of relations from one thing to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Path {
    /// Where it begins.
    pub from: Thing,
    /// Where it ends.
    pub to: Thing,
    /// The hops in order; empty if the two are one thing.
    pub hops: Vec<Hop>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hop {
    /// The relation.
    pub predicate: Relation,
    /// Whether it is walked from its subject or from its object.
    pub direction: Direction,
    /// Where the step leads.
    pub to: Thing,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Where it is said; at least once, unless an override says it.
    pub evidence: Vec<Said>,
}

/// The best path, or `None` if nothing joins the two. People, talks and events join closer than a
/// note that happens to name both.
pub fn path(graph: &Graph, from: &Entity, to: &Entity) -> Option<Path> {
    let _ = (graph, from, to);
    todo!()
}
