//! What a note says, sentence by sentence: the things that it names, and who did what.
//!
//! The graph does not hold the text of notes, only the sentences on which something rests; these
//! are all that there is to show.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::query::answer::quote;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A sentence on which something rests.
#[derive(Clone, Debug)]
pub struct NoteSentence<'g> {
    /// The lines in the file, from 1, at which something of it is cited; at least one.
    pub lines: Vec<usize>,
    /// The sentence.
    pub text: &'g str,
    /// The things that it names, by place; no two overlap.
    pub marks: Vec<NameSpan<'g>>,
    /// Things first found in it whose names do not stand there word for word, by kind and id.
    pub others: Vec<&'g Entity>,
    /// Who gave which talk, who worked where, who makes what, as the sentence says it.
    pub claims: Vec<EdgeRef<'g>>,
}

/// A name in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct NameSpan<'g> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whose name it is.
    pub entity: &'g Entity,
}

/// Those relations that a sentence is worth citing for by itself.
const TOLD: [Relation; 3] = [Relation::Gave, Relation::WorksAt, Relation::Makes];

/// The sentences of a note in the order of its lines.
///
/// Cost: all relations of the things that the note names are looked through.
pub fn of_note<'g>(graph: &'g Graph, note: &Entity) -> Vec<NoteSentence<'g>> {
    let Some(path) = note.path.as_deref() else { return vec![] };
    let mut found: BTreeMap<(usize, &'g str), Found<'g>> = BTreeMap::new();
    for named in graph.targets(&note.id, Relation::Mentions) {
        let entity = named.target;
        for seen in entity.mentions.iter().filter(|m| m.note == path) {
            let place = (seen.evidence.line, seen.evidence.quote.as_str());
            let found = found.entry(place).or_default();
            found.things.push(entity);
            found.first.push(entity);
        }
        for edge in graph.from(&entity.id).into_iter().filter(|e| e.target.kind != Kind::Note) {
            for cited in edge.evidence().iter().filter(|c| c.note == path) {
                let place = (cited.evidence.line, cited.evidence.quote.as_str());
                let found = found.entry(place).or_default();
                found.things.extend([edge.source, edge.target]);
                found.claims.extend(TOLD.contains(&edge.relation()).then_some(edge));
            }
        }
    }
    let mut whole: Vec<(Vec<usize>, &str, Found)> = Vec::new();
    for ((line, text), found) in found {
        // A sentence of several lines is cited at each of them.
        match whole.iter_mut().rev().take(NEAR).find(|(_, other, _)| *other == text) {
            Some((lines, _, before)) => {
                lines.push(line);
                before.extend(found);
            }
            None => whole.push((vec![line], text, found)),
        }
    }
    whole.into_iter().map(|(lines, text, found)| sentence(path, lines, text, found)).collect()
}

/// How many sentences back a sentence may go on.
const NEAR: usize = 3;

#[derive(Default)]
struct Found<'g> {
    things: Vec<&'g Entity>,
    first: Vec<&'g Entity>,
    claims: Vec<EdgeRef<'g>>,
}

impl Found<'_> {
    fn extend(&mut self, more: Self) {
        self.things.extend(more.things);
        self.first.extend(more.first);
        self.claims.extend(more.claims);
    }
}

fn sentence<'g>(
    path: &str,
    lines: Vec<usize>,
    text: &'g str,
    found: Found<'g>,
) -> NoteSentence<'g> {
    let Found { mut things, first: mut others, mut claims } = found;
    things.sort_by_key(|e| (e.kind, &e.id));
    things.dedup_by_key(|e| &e.id);
    claims.sort_by_key(|e| (e.relation(), e.ends));
    claims.dedup_by_key(|e| (e.relation(), e.ends));
    let mut marks: Vec<NameSpan> = things
        .iter()
        .map(|entity| (quote(text, path, &[entity]).hit, *entity))
        .filter(|((start, end), _)| start < end)
        .map(|((start, end), entity)| NameSpan { start, end, entity })
        .collect();
    // The longest name wins: “Harbor Conf 2023” before “Harbor”.
    marks.sort_by_key(|m| (Reverse(m.end - m.start), m.start, m.entity.kind));
    let mut kept: Vec<NameSpan> = Vec::new();
    for mark in marks {
        if kept.iter().all(|k| mark.end <= k.start || k.end <= mark.start) {
            kept.push(mark);
        }
    }
    kept.sort_by_key(|m| m.start);
    let claimed =
        |id: &EntityId| claims.iter().any(|c: &EdgeRef| c.source.id == *id || c.target.id == *id);
    others.retain(|e| !kept.iter().any(|k| k.entity.id == e.id) && !claimed(&e.id));
    others.sort_by_key(|e| (e.kind, &e.id));
    NoteSentence { lines, text, marks: kept, others, claims }
}
