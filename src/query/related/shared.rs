//! People, companies, tools, topics and events that two notes name.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::query::SURE;
use crate::query::related::index::Index;
use crate::terms;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::collections::BTreeMap;

/// A thing that a note names.
#[derive(Clone, Copy)]
pub struct Named<'g> {
    /// The thing, and where the note names it.
    pub edge: EdgeRef<'g>,
    /// The rarity of the rarest word of its name, times how often it is named.
    pub weight: f32,
    /// Whether few enough notes name it for a reason.
    pub tells: bool,
}

/// The things of a note, by id.
pub type Things<'g> = BTreeMap<&'g EntityId, Named<'g>>;

/// The least that a thing counts.
const COMMON: f32 = 0.05;

/// The things of a note, by id; its author is none of them, who is in all notes.
pub fn named<'g>(graph: &'g Graph, index: &Index, path: &str) -> Things<'g> {
    let Some(note) = graph.note(path) else { return BTreeMap::new() };
    let wrote = graph.sources(&note.id, Relation::Wrote);
    let of_author = |e: &Entity| wrote.iter().any(|edge| edge.source.id == e.id);
    let edges = graph.targets(&note.id, Relation::Mentions).into_iter();
    let counts = |edge: &EdgeRef| {
        !matches!(edge.target.kind, Kind::Talk | Kind::Note) && !of_author(edge.target)
    };
    let named = edges.filter(counts).map(|edge| {
        let times = 1.0 + (edge.evidence().len().max(1) as f32).ln();
        let stems = terms::stems_of(&edge.target.name);
        let rarest = stems.iter().map(|stem| index.rarity(*stem) - 1.0).fold(COMMON, f32::max);
        let tells = stems.iter().filter_map(|stem| index.term(*stem)).any(|t| index.tells(t));
        (&edge.target.id, Named { edge, weight: times * rarest, tells })
    });
    named.collect()
}

/// The cosine of what two notes name, 0 to 1.
pub fn cosine(a: &Things, b: &Things) -> f32 {
    let norm = |all: &Things| all.values().map(|n| n.weight * n.weight).sum::<f32>().sqrt();
    let both = a.iter().filter_map(|(id, n)| Some(n.weight * b.get(id)?.weight));
    let product: f32 = both.sum();
    if product > 0.0 { product / (norm(a) * norm(b)) } else { 0.0 }
}

/// The things that both notes are sure to name, those that tell most first, as the second has them.
pub fn both<'g>(a: &Things<'g>, b: &Things<'g>) -> Vec<Named<'g>> {
    let sure = |n: &Named| n.tells && n.edge.confidence() >= SURE;
    let shared = b.iter().filter_map(|(id, theirs)| {
        let ours = a.get(id).filter(|ours| sure(ours) && sure(theirs))?;
        Some((ours.weight * theirs.weight * interest(theirs.edge.target.kind), *theirs))
    });
    let mut shared: Vec<(f32, Named)> = shared.collect();
    shared.sort_by(|(a, x), (b, y)| {
        b.total_cmp(a).then_with(|| x.edge.target.id.cmp(&y.edge.target.id))
    });
    shared.into_iter().map(|(_, named)| named).collect()
}

/// What a thing that both name counts: a person tells more than a tool.
pub fn interest(kind: Kind) -> f32 {
    match kind {
        Kind::Person | Kind::Event => 1.5,
        Kind::Company | Kind::Tool | Kind::Topic | Kind::Talk | Kind::Note => 1.0,
    }
}
