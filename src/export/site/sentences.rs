//! The sentences of a note on which something rests, in the order of its lines, with the entities they
//! name marked and who did what beside them.
//!
//! The whole text is not here: no stage opens the notes again, and the graph keeps only these
//! sentences. The page links to the file.

use crate::entity::Entity;
use crate::export::pages::context::PageContext;
use crate::export::pages::view::{ListItem, PageLink, Truncated, value};
use crate::graph::EdgeRef;
use crate::query::SURE;
use crate::query::note_sentences;
use crate::query::note_sentences::NoteSentence;
use minijinja::Value;
use serde::Serialize;
use std::collections::BTreeSet;

/// How many sentences are shown.
const LINES: usize = 300;
/// How many characters of a sentence.
const LONGEST: usize = 700;

/// A sentence of the note.
#[derive(Serialize)]
struct SentenceLine {
    /// The line that it begins at, and further ones at which it is cited.
    line: usize,
    further: Vec<usize>,
    /// Whether it is the first sentence of its line.
    first: bool,
    parts: Vec<SentencePart>,
    others: Vec<ListItem>,
    claims: Vec<SentenceClaim>,
}

/// Words of a sentence, or a name in it.
#[derive(Serialize)]
struct SentencePart {
    words: String,
    #[serde(rename = "thing")]
    entity: Option<PageLink>,
}

/// Who did what, as a sentence says it.
#[derive(Serialize)]
struct SentenceClaim {
    source: PageLink,
    words: &'static str,
    target: PageLink,
    unsure: bool,
}

/// The first sentences of a note.
pub fn of(page: &PageContext, note: &Entity) -> Value {
    let found = note_sentences::of_note(page.graph(), note);
    let mut known = BTreeSet::new();
    value(Truncated::of(&found, LINES, |line| sentence(page, line, &mut known)))
}

/// `known` are the lines that are marked already: a line is marked once.
fn sentence(page: &PageContext, line: &NoteSentence, known: &mut BTreeSet<usize>) -> SentenceLine {
    let end = line.text.char_indices().nth(LONGEST).map_or(line.text.len(), |(at, _)| at);
    let mut parts = Vec::new();
    let mut at = 0;
    let words = |words: &str| SentencePart { words: words.to_string(), entity: None };
    for mark in line.names.iter().filter(|m| m.end <= end) {
        parts.push(words(&line.text[at..mark.start]));
        let name = line.text[mark.start..mark.end].to_string();
        let link = PageLink { name, own: false, ..page.entity(mark.entity) };
        parts.push(SentencePart { words: String::new(), entity: Some(link) });
        at = mark.end;
    }
    parts.push(words(&line.text[at..end]));
    if end < line.text.len() {
        parts.push(words(" …"));
    }
    let other = |entity: &&Entity| ListItem {
        entity: page.listed(entity),
        beside: String::new(),
        unsure: entity.confidence < SURE,
    };
    let others = line.unnamed.iter().map(other).collect();
    let claims = line.claims.iter().map(|e| claim(page, e)).collect();
    let begins = line.lines.first().copied().unwrap_or(1);
    let first = known.insert(begins);
    let further = line.lines.iter().copied().filter(|line| known.insert(*line)).collect();
    SentenceLine { line: begins, further, first, parts, others, claims }
}

fn claim(page: &PageContext, edge: &EdgeRef) -> SentenceClaim {
    SentenceClaim {
        source: page.entity(edge.source),
        words: edge.relation().forward(),
        target: page.entity(edge.target),
        unsure: edge.confidence() < SURE,
    }
}
