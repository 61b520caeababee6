//! What a note says, sentence by sentence: the entities that it names, and its claims.
//!
//! The graph does not have the text of notes, only the sentences that are evidence; only these are
//! shown.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::query::quote::quote;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A sentence of a note that is evidence of something.
#[derive(Clone, Debug)]
pub struct NoteSentence<'g> {
    /// The lines in the file, from 1, at which it is cited; at least one.
    pub lines: Vec<usize>,
    /// The sentence.
    pub text: &'g str,
    /// The names in it, by place; no two overlap.
    pub names: Vec<NameSpan<'g>>,
    /// Entities with their first mention in it whose names are not in it word for word, by kind and id.
    pub unnamed: Vec<&'g Entity>,
    /// The claims that it makes: who gave which talk, who worked where, who makes what.
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

/// The relations that are shown as claims of a sentence.
const CITED_RELATIONS: [Relation; 3] = [Relation::Gave, Relation::WorksAt, Relation::Makes];

/// The sentences of a note in the order of its lines.
///
/// Cost: one pass over all edges of the entities that the note names.
pub fn of_note<'g>(graph: &'g Graph, note: &Entity) -> Vec<NoteSentence<'g>> {
    let Some(path) = note.path.as_deref() else { return vec![] };
    let mut found: BTreeMap<(usize, &'g str), SentenceFindings<'g>> = BTreeMap::new();
    for named in graph.targets(&note.id, Relation::Mentions) {
        let entity = named.target;
        for mention in entity.mentions.iter().filter(|m| m.note == path) {
            let place = (mention.evidence.line, mention.evidence.quote.as_str());
            let found = found.entry(place).or_default();
            found.entities.push(entity);
            found.first.push(entity);
        }
        for edge in graph.from(&entity.id).into_iter().filter(|e| e.target.kind != Kind::Note) {
            for cited in edge.evidence().iter().filter(|c| c.note == path) {
                let place = (cited.evidence.line, cited.evidence.quote.as_str());
                let found = found.entry(place).or_default();
                found.entities.extend([edge.source, edge.target]);
                found.claims.extend(CITED_RELATIONS.contains(&edge.relation()).then_some(edge));
            }
        }
    }
    let mut whole: Vec<(Vec<usize>, &str, SentenceFindings)> = Vec::new();
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

/// How many sentences back the start of a sentence of several lines may be.
const NEAR: usize = 3;

/// What was found in a sentence.
#[derive(Default)]
struct SentenceFindings<'g> {
    entities: Vec<&'g Entity>,
    first: Vec<&'g Entity>,
    claims: Vec<EdgeRef<'g>>,
}

impl SentenceFindings<'_> {
    fn extend(&mut self, more: Self) {
        self.entities.extend(more.entities);
        self.first.extend(more.first);
        self.claims.extend(more.claims);
    }
}

fn sentence<'g>(
    path: &str,
    lines: Vec<usize>,
    text: &'g str,
    found: SentenceFindings<'g>,
) -> NoteSentence<'g> {
    let SentenceFindings { mut entities, first: mut unnamed, mut claims } = found;
    entities.sort_by_key(|e| (e.kind, &e.id));
    entities.dedup_by_key(|e| &e.id);
    claims.sort_by_key(|e| (e.relation(), e.ends));
    claims.dedup_by_key(|e| (e.relation(), e.ends));
    let mut names: Vec<NameSpan> = entities
        .iter()
        .map(|entity| (quote(text, path, &[entity]).hit, *entity))
        .filter(|((start, end), _)| start < end)
        .map(|((start, end), entity)| NameSpan { start, end, entity })
        .collect();
    // The longest name wins: “Harbor Conf 2023” before “Harbor”.
    names.sort_by_key(|m| (Reverse(m.end - m.start), m.start, m.entity.kind));
    let mut kept: Vec<NameSpan> = Vec::new();
    for name in names {
        if kept.iter().all(|k| name.end <= k.start || k.end <= name.start) {
            kept.push(name);
        }
    }
    kept.sort_by_key(|m| m.start);
    let claimed =
        |id: &EntityId| claims.iter().any(|c: &EdgeRef| c.source.id == *id || c.target.id == *id);
    unnamed.retain(|e| !kept.iter().any(|k| k.entity.id == e.id) && !claimed(&e.id));
    unnamed.sort_by_key(|e| (e.kind, &e.id));
    NoteSentence { lines, text, names: kept, unnamed, claims }
}
