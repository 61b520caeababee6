//! Earlier notes that name the same things, for the pages of notes.
//!
//! Definition: the likeness of two notes is the cosine of what they name, each thing counted by its
//! rarity and only if few notes name it. What all name tells nothing, nor does who wrote them.
//! `hallway related` looks closer: it also compares the words, which for all notes at once would take longer than to
//! find what is in them.
//!
//! Cost: one pass over what all notes name; for each note the notes that name one of its rare things.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::query::SURE;
use crate::query::related::index;
use crate::query::related::reasons;
use crate::query::related::reasons::Reason;
use crate::query::related::shared::interest;
use crate::vocabulary::{Kind, Relation};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many notes are told.
const BEST: usize = 5;
/// A likeness under which two notes have hardly anything in common, 0 to 1.
const LIKE: f32 = 0.12;
/// What both name must weigh so much together, in shares of the greatest weight there is: one rare thing,
/// or some that are less so.
const ENOUGH: f32 = 0.6;
/// Things that are told as reasons.
const THINGS: usize = 3;

/// What all notes name.
pub struct SimilarNotes<'g> {
    graph: &'g Graph,
    notes: Vec<Naming<'g>>,
    /// By the place of a thing in the graph: the numbers of the notes that name it.
    having: BTreeMap<usize, Vec<usize>>,
}

/// What one note names.
struct Naming<'g> {
    note: &'g Entity,
    things: Vec<EdgeRef<'g>>,
}

/// An earlier note, and what both have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarNote<'g> {
    /// The note.
    pub note: &'g Entity,
    /// Why, what tells most first.
    pub reasons: Vec<Reason>,
}

impl<'g> SimilarNotes<'g> {
    /// Reads what all notes name.
    pub fn new(graph: &'g Graph) -> SimilarNotes<'g> {
        let notes = graph.of_kind(Kind::Note);
        let notes: Vec<Naming> =
            notes.map(|note| Naming { note, things: things(graph, note) }).collect();
        let mut having: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, naming) in notes.iter().enumerate() {
            for edge in &naming.things {
                having.entry(edge.ends.1).or_default().push(number);
            }
        }
        SimilarNotes { graph, notes, having }
    }

    /// The earlier notes that are likest to one, the likest first; none for a note without a date.
    pub fn earlier(&self, note: &Entity) -> Vec<SimilarNote<'g>> {
        let found = self.notes.binary_search_by(|naming| naming.note.id.cmp(&note.id));
        let Some(own) = found.ok().map(|number| &self.notes[number]) else { return vec![] };
        // What both name weighs so much, and so much in the cosine.
        let mut shared: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
        for edge in own.things.iter().filter(|edge| self.tells(edge)) {
            let weight = self.weight(edge);
            let others = self.having.get(&edge.ends.1).into_iter().flatten();
            let earlier = others.filter(|other| is_earlier(self.notes[**other].note, note));
            for other in earlier {
                let (sum, product) = shared.entry(*other).or_default();
                *sum += weight;
                *product += weight * weight;
            }
        }
        let enough = ENOUGH * (1.0 + self.notes.len() as f32).ln();
        shared.retain(|_, (sum, _)| *sum >= enough);
        let norm = self.norm(own);
        let like = |(number, (_, product)): (usize, (f32, f32))| {
            let other = &self.notes[number];
            (product / (norm * self.norm(other)).max(f32::MIN_POSITIVE), other)
        };
        let mut best: Vec<(f32, &Naming)> = shared.into_iter().map(like).collect();
        best.retain(|(likeness, _)| *likeness >= LIKE);
        best.sort_by(|(x, a), (y, b)| {
            let later = (Reverse(a.note.first_seen), &a.note.id);
            y.total_cmp(x).then_with(|| later.cmp(&(Reverse(b.note.first_seen), &b.note.id)))
        });
        best.iter().take(BEST).map(|(_, other)| self.tell(own, other)).collect()
    }

    fn tell(&self, own: &Naming<'g>, other: &Naming<'g>) -> SimilarNote<'g> {
        let mut reasons = Vec::new();
        if reasons::links(self.graph, own.note, other.note) {
            reasons.push(Reason::Linked);
        }
        if reasons::is_series(&own.note.name, &other.note.name) {
            reasons.push(Reason::Series);
        }
        let ours = |edge: &&EdgeRef| own.things.iter().any(|e| e.ends.1 == edge.ends.1);
        let mut both: Vec<&EdgeRef> =
            other.things.iter().filter(|edge| self.tells(edge)).filter(ours).collect();
        both.sort_by(|a, b| {
            self.weight(b).total_cmp(&self.weight(a)).then_with(|| a.target.id.cmp(&b.target.id))
        });
        reasons.extend(both.iter().take(THINGS).filter_map(|edge| reasons::names(edge)));
        SimilarNote { note: other.note, reasons }
    }

    /// How many notes name the thing at the end of an edge.
    fn count(&self, edge: &EdgeRef) -> usize {
        self.having.get(&edge.ends.1).map_or(0, Vec::len)
    }

    fn tells(&self, edge: &EdgeRef) -> bool {
        index::is_telling(self.count(edge), self.notes.len())
    }

    fn weight(&self, edge: &EdgeRef) -> f32 {
        let (all, having) = (self.notes.len() as f32, self.count(edge) as f32);
        ((1.0 + all) / (0.5 + having)).ln() * interest(edge.target.kind)
    }

    fn norm(&self, naming: &Naming) -> f32 {
        naming.things.iter().map(|edge| self.weight(edge).powi(2)).sum::<f32>().sqrt()
    }
}

/// What a note is sure to name, but talks and who wrote it.
fn things<'g>(graph: &'g Graph, note: &Entity) -> Vec<EdgeRef<'g>> {
    let wrote = graph.sources(&note.id, Relation::Wrote);
    let mut things = graph.targets(&note.id, Relation::Mentions);
    things.retain(|edge| {
        edge.target.kind != Kind::Talk
            && edge.confidence() >= SURE
            && !wrote.iter().any(|by| by.ends.0 == edge.ends.1)
    });
    things
}

/// By date, on the same day by path. What has no date is earlier than what has one.
fn is_earlier(note: &Entity, than: &Entity) -> bool {
    than.first_seen.is_some() && (note.first_seen, &note.path) < (than.first_seen, &than.path)
}
