//! How two things are connected.

use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::query::about::{Direction, Said, said};
use crate::query::{EntityRef, SURE, rounded};
use crate::vocabulary::Relation;
use serde::Serialize;
use std::cmp::Reverse;

/// A chain of relations from one thing to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Path {
    /// Where it begins.
    pub from: EntityRef,
    /// Where it ends.
    pub to: EntityRef,
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
    pub to: EntityRef,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Where it is said: first where the sentence names an end, of those the surest. At least once,
    /// unless an override says it.
    pub evidence: Vec<Said>,
}

/// The best path, or `None` if nothing joins the two. People, talks and events join closer than a
/// note that happens to name both.
pub fn path(graph: &Graph, from: &Entity, to: &Entity) -> Option<Path> {
    let edges = graph.way(&from.id, &to.id, cost)?;
    let mut at = from;
    let hops = edges.into_iter().map(|edge| {
        let (next, forward) = edge.other(&at.id);
        let mut evidence: Vec<(&Citation, Said)> =
            edge.evidence().iter().map(|c| (c, said(c, &[next, at]))).collect();
        evidence.sort_by_key(|(c, said)| (said.quote.range().is_empty(), sureness(c)));
        at = next;
        Hop {
            predicate: edge.relation(),
            direction: if forward { Direction::Out } else { Direction::In },
            to: EntityRef::from(next),
            confidence: edge.confidence(),
            evidence: evidence.into_iter().map(|(_, said)| said).collect(),
        }
    });
    Some(Path { from: from.into(), to: to.into(), hops: hops.collect() })
}

/// For sorting: the surest first, in hundredths.
fn sureness(cited: &Citation) -> Reverse<i32> {
    Reverse((cited.evidence.confidence * 100.0).round() as i32)
}

/// One plain hop costs 4, so that a doubt (1) never makes a path a hop longer, and that a note
/// which names both (12 and 12) is taken only when six telling hops would not do.
fn cost(edge: EdgeRef) -> u32 {
    let doubt = u32::from(edge.confidence() < SURE);
    let hop = match edge.relation() {
        Relation::Mentions => 12,
        Relation::Wrote | Relation::Covers | Relation::LinksTo | Relation::RelatedTo => 8,
        Relation::WorksAt
        | Relation::Gave
        | Relation::SpokeAt
        | Relation::TalkedAbout
        | Relation::About
        | Relation::PartOf
        | Relation::Makes => 4,
    };
    hop + doubt
}
