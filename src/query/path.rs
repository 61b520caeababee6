//! How two entities are connected.

use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::query::about::{CitedQuote, Direction, cited_quote};
use crate::query::{EntityRef, SURE, rounded};
use crate::vocabulary::Relation;
use serde::Serialize;
use std::cmp::Reverse;

/// A chain of edges from one entity to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PathView {
    /// The first entity.
    pub from: EntityRef,
    /// The last entity.
    pub to: EntityRef,
    /// The hops in order; empty if both are the same entity.
    pub hops: Vec<Hop>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hop {
    /// The relation.
    pub predicate: Relation,
    /// Whether it is followed from its subject or from its object.
    pub direction: Direction,
    /// The entity that it leads to.
    pub to: EntityRef,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Its evidence: first the sentences that name an end, of those the surest first. Empty only if an
    /// override claims it.
    pub evidence: Vec<CitedQuote>,
}

/// The best path, or `None` if the two are not connected. Edges between people, talks and events count
/// as closer than a note that names both.
pub fn path(graph: &Graph, from: &Entity, to: &Entity) -> Option<PathView> {
    let edges = graph.way(&from.id, &to.id, cost)?;
    let mut at = from;
    let hops = edges.into_iter().map(|edge| {
        let (next, forward) = edge.other(&at.id);
        let mut evidence: Vec<(&Citation, CitedQuote)> =
            edge.evidence().iter().map(|c| (c, cited_quote(c, &[next, at]))).collect();
        evidence.sort_by_key(|(c, cited)| (cited.quote.range().is_empty(), sureness(c)));
        at = next;
        Hop {
            predicate: edge.relation(),
            direction: if forward { Direction::Out } else { Direction::In },
            to: EntityRef::from(next),
            confidence: edge.confidence(),
            evidence: evidence.into_iter().map(|(_, cited)| cited).collect(),
        }
    });
    Some(PathView { from: from.into(), to: to.into(), hops: hops.collect() })
}

/// For sorting: the surest first, compared in hundredths.
fn sureness(cited: &Citation) -> Reverse<i32> {
    Reverse((cited.evidence.confidence * 100.0).round() as i32)
}

/// A plain hop costs 4, so that an unsure one (1 more) never makes a path a hop longer, and a note that
/// names both (12 and 12) is used only if there is no path of six plain hops or fewer.
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
