//! What a start page tells: what is new in the notes, and what is best connected.

use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::query::list;
use crate::vocabulary::{Kind, Relation};
use std::cmp::Reverse;

/// A note, and what no earlier note names.
#[derive(Clone, Debug)]
pub struct New<'g> {
    /// The note.
    pub note: &'g Entity,
    /// What was first seen there but talks and events, best connected first.
    pub first_seen: Vec<&'g Entity>,
}

/// The newest notes with a date, at most so many.
pub fn newest(graph: &Graph, limit: usize) -> Vec<New<'_>> {
    let mut notes: Vec<&Entity> =
        graph.of_kind(Kind::Note).filter(|n| n.first_seen.is_some()).collect();
    notes.sort_by_key(|n| (Reverse(n.first_seen), &n.id));
    notes.truncate(limit);
    let new = |note| New { note, first_seen: first_seen(graph, note) };
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

/// The earliest of the notes that name a thing.
fn first_note<'e>(graph: &Graph, entity: &'e Entity) -> Option<&'e str> {
    let date = |path: &str| graph.note(path).and_then(|n| n.first_seen);
    let notes = entity.mentions.iter().map(|m| m.note.as_str());
    notes.min_by_key(|path| (date(path).is_none(), date(path), *path))
}

/// A relation, and where it was told first.
#[derive(Clone, Copy, Debug)]
pub struct NewLink<'g> {
    /// The relation.
    pub edge: EdgeRef<'g>,
    /// The earliest of its places with a date.
    pub first: &'g Citation,
}

/// The relations that were first told last, at most so many: by the date of the note, newest first, in
/// one note as they stand there. What a note names, covers and who wrote it comes with the note.
pub fn newest_links<'g>(graph: &'g Graph, limit: usize) -> Vec<NewLink<'g>> {
    let new = |edge: &EdgeRef| !edge.touches_note() || edge.relation() == Relation::LinksTo;
    let first = |edge: EdgeRef<'g>| {
        let dated = edge.edge.evidence.iter().filter(|c| c.date.is_some());
        let first = dated.min_by_key(|c| (c.date, &c.note, c.evidence.line))?;
        Some(NewLink { edge, first })
    };
    let mut links: Vec<NewLink> = graph.edges().filter(new).filter_map(first).collect();
    links.sort_by_key(|l| (Reverse(l.first.date), &l.first.note, l.first.evidence.line));
    links.truncate(limit);
    links
}

/// All things of a kind, the best connected first.
pub fn connected(graph: &Graph, kind: Kind) -> Vec<&Entity> {
    let mut all: Vec<&Entity> = graph.of_kind(kind).collect();
    all.sort_by_cached_key(|e| {
        (Reverse(graph.degree(&e.id)), list::by_name(&e.name), e.id.clone())
    });
    all
}
