//! The people, companies, tools, topics and events that notes name, weighted, and those that two notes
//! share.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::query::SURE;
use crate::query::related::index::TermIndex;
use crate::terms;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::collections::BTreeMap;

/// An entity that a note names, with its weight.
#[derive(Clone, Copy)]
pub struct WeightedEntity<'g> {
    /// The edge from the note to the entity.
    pub edge: EdgeRef<'g>,
    /// The rarity of the rarest word of its name, times a factor for how often it is named.
    pub weight: f32,
    /// Whether its name is rare enough to be given as a reason.
    pub is_rare: bool,
}

/// The entities of a note, by id.
pub type NoteEntities<'g> = BTreeMap<&'g EntityId, WeightedEntity<'g>>;

/// The least weight of an entity.
const MIN_WEIGHT: f32 = 0.05;

/// The entities of a note, by id, without its authors, who are in all of their notes.
pub fn entities<'g>(graph: &'g Graph, index: &TermIndex, path: &str) -> NoteEntities<'g> {
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
        let rarest = stems.iter().map(|stem| index.rarity(*stem) - 1.0).fold(MIN_WEIGHT, f32::max);
        let is_rare = stems.iter().filter_map(|stem| index.term(*stem)).any(|t| index.is_rare(t));
        (&edge.target.id, WeightedEntity { edge, weight: times * rarest, is_rare })
    });
    named.collect()
}

/// The cosine of the entities of two notes, 0 to 1.
pub fn cosine(a: &NoteEntities, b: &NoteEntities) -> f32 {
    let norm = |all: &NoteEntities| all.values().map(|n| n.weight * n.weight).sum::<f32>().sqrt();
    let both = a.iter().filter_map(|(id, n)| Some(n.weight * b.get(id)?.weight));
    let product: f32 = both.sum();
    if product > 0.0 { product / (norm(a) * norm(b)) } else { 0.0 }
}

/// The entities that both notes surely name, as the second has them, those with the greatest weight
/// first.
pub fn shared<'g>(a: &NoteEntities<'g>, b: &NoteEntities<'g>) -> Vec<WeightedEntity<'g>> {
    let sure = |n: &WeightedEntity| n.is_rare && n.edge.confidence() >= SURE;
    let shared = b.iter().filter_map(|(id, theirs)| {
        let ours = a.get(id).filter(|ours| sure(ours) && sure(theirs))?;
        Some((ours.weight * theirs.weight * interest(theirs.edge.target.kind), *theirs))
    });
    let mut shared: Vec<(f32, WeightedEntity)> = shared.collect();
    shared.sort_by(|(a, x), (b, y)| {
        b.total_cmp(a).then_with(|| x.edge.target.id.cmp(&y.edge.target.id))
    });
    shared.into_iter().map(|(_, named)| named).collect()
}

/// A factor for the weight of an entity that both notes name: a person says more than a tool.
pub fn interest(kind: Kind) -> f32 {
    match kind {
        Kind::Person | Kind::Event => 1.5,
        Kind::Company | Kind::Tool | Kind::Topic | Kind::Talk | Kind::Note => 1.0,
    }
}
