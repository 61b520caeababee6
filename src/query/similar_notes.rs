//! Earlier notes that name the same entities, for the pages of notes.
//!
//! Definition: the similarity of two notes is the cosine of the entities that they name, each weighted by
//! its rarity and counted only if few notes name it; authors do not count. `hallway related` also
//! compares the words, which would take too long for all notes at once.
//!
//! Cost: one pass over the mentions of all notes; for each note, the notes that name one of its rare
//! entities.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::query::SURE;
use crate::query::related::entities::interest;
use crate::query::related::index;
use crate::query::related::reasons;
use crate::query::related::reasons::RelatedReason;
use crate::vocabulary::{Kind, Relation};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many notes are returned.
const BEST: usize = 5;
/// The least similarity of two notes, 0 to 1.
const MIN_SIMILARITY: f32 = 0.12;
/// The least weight of the shared entities together, as a share of the greatest possible weight of one:
/// one rare entity, or several that are less rare.
const MIN_WEIGHT: f32 = 0.6;
/// How many entities are given as reasons.
const MAX_ENTITIES: usize = 3;

/// The entities that all notes name.
pub struct SimilarNotes<'g> {
    graph: &'g Graph,
    notes: Vec<NoteNames<'g>>,
    /// For each entity, by its place in the graph, the numbers of the notes that name it.
    having: BTreeMap<usize, Vec<usize>>,
}

/// The entities that one note names.
struct NoteNames<'g> {
    note: &'g Entity,
    entities: Vec<EdgeRef<'g>>,
}

/// An earlier note, and what both share.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarNote<'g> {
    /// The note.
    pub note: &'g Entity,
    /// Why, the strongest first.
    pub reasons: Vec<RelatedReason>,
}

impl<'g> SimilarNotes<'g> {
    /// Reads what all notes name.
    pub fn new(graph: &'g Graph) -> SimilarNotes<'g> {
        let notes = graph.of_kind(Kind::Note);
        let notes: Vec<NoteNames> =
            notes.map(|note| NoteNames { note, entities: entities(graph, note) }).collect();
        let mut having: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, naming) in notes.iter().enumerate() {
            for edge in &naming.entities {
                having.entry(edge.ends.1).or_default().push(number);
            }
        }
        SimilarNotes { graph, notes, having }
    }

    /// The earlier notes that are most similar to one, the most similar first; none for a note without a
    /// date.
    pub fn earlier(&self, note: &Entity) -> Vec<SimilarNote<'g>> {
        let found = self.notes.binary_search_by(|naming| naming.note.id.cmp(&note.id));
        let Some(own) = found.ok().map(|number| &self.notes[number]) else { return vec![] };
        // For each other note, the weight of the shared entities, and their product for the cosine.
        let mut shared: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
        for edge in own.entities.iter().filter(|edge| self.is_rare(edge)) {
            let weight = self.weight(edge);
            let others = self.having.get(&edge.ends.1).into_iter().flatten();
            let earlier = others.filter(|other| is_earlier(self.notes[**other].note, note));
            for other in earlier {
                let (sum, product) = shared.entry(*other).or_default();
                *sum += weight;
                *product += weight * weight;
            }
        }
        let enough = MIN_WEIGHT * (1.0 + self.notes.len() as f32).ln();
        shared.retain(|_, (sum, _)| *sum >= enough);
        let norm = self.norm(own);
        let like = |(number, (_, product)): (usize, (f32, f32))| {
            let other = &self.notes[number];
            (product / (norm * self.norm(other)).max(f32::MIN_POSITIVE), other)
        };
        let mut best: Vec<(f32, &NoteNames)> = shared.into_iter().map(like).collect();
        best.retain(|(similarity, _)| *similarity >= MIN_SIMILARITY);
        best.sort_by(|(x, a), (y, b)| {
            let later = (Reverse(a.note.first_seen), &a.note.id);
            y.total_cmp(x).then_with(|| later.cmp(&(Reverse(b.note.first_seen), &b.note.id)))
        });
        best.iter().take(BEST).map(|(_, other)| self.with_reasons(own, other)).collect()
    }

    fn with_reasons(&self, own: &NoteNames<'g>, other: &NoteNames<'g>) -> SimilarNote<'g> {
        let mut reasons = Vec::new();
        if reasons::links(self.graph, own.note, other.note) {
            reasons.push(RelatedReason::Linked);
        }
        if reasons::is_series(&own.note.name, &other.note.name) {
            reasons.push(RelatedReason::Series);
        }
        let ours = |edge: &&EdgeRef| own.entities.iter().any(|e| e.ends.1 == edge.ends.1);
        let mut both: Vec<&EdgeRef> =
            other.entities.iter().filter(|edge| self.is_rare(edge)).filter(ours).collect();
        both.sort_by(|a, b| {
            self.weight(b).total_cmp(&self.weight(a)).then_with(|| a.target.id.cmp(&b.target.id))
        });
        reasons.extend(both.iter().take(MAX_ENTITIES).filter_map(|edge| reasons::names(edge)));
        SimilarNote { note: other.note, reasons }
    }

    /// How many notes name the entity at the end of an edge.
    fn count(&self, edge: &EdgeRef) -> usize {
        self.having.get(&edge.ends.1).map_or(0, Vec::len)
    }

    fn is_rare(&self, edge: &EdgeRef) -> bool {
        index::is_rare(self.count(edge), self.notes.len())
    }

    fn weight(&self, edge: &EdgeRef) -> f32 {
        let (all, having) = (self.notes.len() as f32, self.count(edge) as f32);
        ((1.0 + all) / (0.5 + having)).ln() * interest(edge.target.kind)
    }

    fn norm(&self, naming: &NoteNames) -> f32 {
        naming.entities.iter().map(|edge| self.weight(edge).powi(2)).sum::<f32>().sqrt()
    }
}

/// What a note surely names, without talks and its authors.
fn entities<'g>(graph: &'g Graph, note: &Entity) -> Vec<EdgeRef<'g>> {
    let wrote = graph.sources(&note.id, Relation::Wrote);
    let mut entities = graph.targets(&note.id, Relation::Mentions);
    entities.retain(|edge| {
        edge.target.kind != Kind::Talk
            && edge.confidence() >= SURE
            && !wrote.iter().any(|by| by.ends.0 == edge.ends.1)
    });
    entities
}

/// By date, on the same day by path. Notes without a date are earlier than those with one.
fn is_earlier(note: &Entity, than: &Entity) -> bool {
    than.first_seen.is_some() && (note.first_seen, &note.path) < (than.first_seen, &than.path)
}
