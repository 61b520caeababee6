//! What a start page shows: what is new in the notes, and what is best connected.

use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::query::list;
use crate::vocabulary::{Kind, Relation};
use std::cmp::Reverse;

/// A note, and the entities that no earlier note names.
#[derive(Clone, Debug)]
pub struct NewNote<'g> {
    /// The note.
    pub note: &'g Entity,
    /// The entities first named there, without talks and events, the best connected first.
    pub first_seen: Vec<&'g Entity>,
}

/// The newest notes with a date, at most `limit`.
pub fn newest(graph: &Graph, limit: usize) -> Vec<NewNote<'_>> {
    let mut notes: Vec<&Entity> =
        graph.of_kind(Kind::Note).filter(|n| n.first_seen.is_some()).collect();
    notes.sort_by_key(|n| (Reverse(n.first_seen), &n.id));
    notes.truncate(limit);
    let new = |note| NewNote { note, first_seen: first_seen(graph, note) };
    notes.into_iter().map(new).collect()
}

fn first_seen<'g>(graph: &'g Graph, note: &Entity) -> Vec<&'g Entity> {
    let named = graph.targets(&note.id, Relation::Mentions);
    let mut new: Vec<&Entity> = named
        .iter()
        .map(|e| e.target)
        .filter(|e| e.kind != Kind::Talk && e.kind != Kind::Event)
        .filter(|e| first_note(graph, e) == note.path.as_deref())
        .collect();
    new.sort_by_key(|e| (Reverse(graph.degree(&e.id)), &e.id));
    new
}

/// The earliest of the notes that name an entity.
fn first_note<'e>(graph: &Graph, entity: &'e Entity) -> Option<&'e str> {
    let date = |path: &str| graph.note(path).and_then(|n| n.first_seen);
    let notes = entity.mentions.iter().map(|m| m.note.as_str());
    notes.min_by_key(|path| (date(path).is_none(), date(path), *path))
}

/// An edge, and where it was claimed first.
#[derive(Clone, Copy, Debug)]
pub struct NewEdge<'g> {
    /// The edge.
    pub edge: EdgeRef<'g>,
    /// The earliest of its citations with a date.
    pub first: &'g Citation,
}

/// The newest edges, at most `limit`: by the date of the note that claimed them first, newest first,
/// and of one note in the order of its text. Without the edges of notes, except links between notes.
pub fn newest_edges<'g>(graph: &'g Graph, limit: usize) -> Vec<NewEdge<'g>> {
    let new = |edge: &EdgeRef| !edge.touches_note() || edge.relation() == Relation::LinksTo;
    let first = |edge: EdgeRef<'g>| {
        let dated = edge.edge.evidence.iter().filter(|c| c.date.is_some());
        let first = dated.min_by_key(|c| (c.date, &c.note, c.evidence.line))?;
        Some(NewEdge { edge, first })
    };
    let mut edges: Vec<NewEdge> = graph.edges().filter(new).filter_map(first).collect();
    edges.sort_by_key(|l| (Reverse(l.first.date), &l.first.note, l.first.evidence.line));
    edges.truncate(limit);
    edges
}

/// All entities of a kind, the best connected first.
pub fn connected(graph: &Graph, kind: Kind) -> Vec<&Entity> {
    let mut all: Vec<&Entity> = graph.of_kind(kind).collect();
    all.sort_by_cached_key(|e| {
        (Reverse(graph.degree(&e.id)), list::by_name(&e.name), e.id.clone())
    });
    all
}
