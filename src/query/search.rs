//! Full-text search in names, aliases and sentences.
//!
//! Definition: entities are ranked by how their name matches the words: it is their id, it is their
//! name, it is an alias, it is a spelling that the catalogue knows, it has all words, its words start
//! with them. Of those with the same match, titles of notes come last; then those that most notes name
//! come first, then the best connected, then by name and id. Sentences are ranked by
//! [`sentences::ranked`]. If nothing matches, each word that is in no name is replaced by the most
//! similar word of a name with an edit distance of at most one, or two from eight letters on; of
//! several by the one that is in most names. An edit inserts, deletes or replaces a letter, or swaps
//! two.
//!
//! Cost: one pass over all names and one over all evidence; for words with typing errors a second of
//! each, and an edit distance for each word of a name.
//!
//! Source: F. Damerau, A technique for computer detection and correction of spelling errors,
//! Communications of the ACM 7 (1964): four in five typing errors are one such edit.

use crate::curated::lexicon::Lexicon;
use crate::entity::Entity;
use crate::graph::Graph;
use crate::name;
use crate::query::EntityRef;
use crate::query::answers::Answer;
use crate::query::filter::Filter;
use crate::query::find;
use crate::query::find::MatchKind;
use crate::query::list;
use crate::query::list::ListRow;
use crate::query::sentences;
use crate::vocabulary::Kind;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The answer to `hallway search`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchView {
    /// The words asked for.
    pub asked: String,
    /// The words that were searched instead, if those asked for have typing errors.
    pub taken_for: Option<String>,
    /// Entities with names that match, best first.
    #[serde(rename = "things")]
    pub entities: Vec<EntityMatch>,
    /// How many there are in all.
    #[serde(rename = "things_in_all")]
    pub entities_total: usize,
    /// Sentences with the words, best first.
    pub sentences: Vec<Answer>,
    /// How many there are in all.
    #[serde(rename = "sentences_in_all")]
    pub sentences_total: usize,
    /// Entities with similar names, if nothing matches.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub did_you_mean: Vec<EntityRef>,
}

/// An entity with a name that matches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityMatch {
    /// How it matches.
    pub by: MatchKind,
    /// The alias that matches, if the name does not.
    pub alias: Option<String>,
    /// The entity, as a row of a list.
    #[serde(flatten)]
    pub row: ListRow,
}

impl SearchView {
    /// Whether nothing matches.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty() && self.sentences.is_empty()
    }
}

/// Searches for at most `limit` entities and as many sentences. If the filter asks for kinds, only
/// for entities of these: a sentence has no kind.
pub fn search(
    graph: &Graph,
    lexicon: &Lexicon,
    filter: &Filter,
    asked: &str,
    limit: usize,
) -> SearchView {
    let view = filter.view(graph);
    let found = exactly(&view, lexicon, filter, asked, limit);
    if !found.is_empty() {
        return found;
    }
    let similar =
        || find::similar(&view, asked).into_iter().filter(|t| filter.kind(t.kind)).collect();
    let taken_for = corrected(&view, asked);
    let again = taken_for.as_ref().map(|words| exactly(&view, lexicon, filter, words, limit));
    match again.filter(|again| !again.is_empty()) {
        Some(again) => SearchView { asked: asked.to_string(), taken_for, ..again },
        None => SearchView { did_you_mean: similar(), ..found },
    }
}

fn exactly(
    graph: &Graph,
    lexicon: &Lexicon,
    filter: &Filter,
    asked: &str,
    limit: usize,
) -> SearchView {
    let mut named = find::every(graph, lexicon, asked);
    named.retain(|(entity, _)| filter.kind(entity.kind));
    named.sort_by_cached_key(|(e, how)| {
        let frequency = Reverse((e.mentions.len(), graph.degree(&e.id)));
        (*how, e.kind == Kind::Note, frequency, list::by_name(&e.name), e.id.clone())
    });
    let of_any_kind = if filter.kinds.is_empty() { asked } else { "" };
    let (sentences, sentences_total) = sentences::ranked(graph, of_any_kind, limit);
    SearchView {
        asked: asked.to_string(),
        taken_for: None,
        entities_total: named.len(),
        entities: named
            .iter()
            .take(limit)
            .map(|(e, how)| entity_match(graph, e, *how, asked))
            .collect(),
        sentences,
        sentences_total,
        did_you_mean: vec![],
    }
}

fn entity_match(graph: &Graph, entity: &Entity, by: MatchKind, asked: &str) -> EntityMatch {
    let words = name::words(asked);
    let has = |name: &str| {
        let own = name::words(name);
        words.iter().all(|word| own.iter().any(|o| o.starts_with(word.as_str())))
            || name::key(name) == name::key(asked)
    };
    let alias = entity.aliases.iter().find(|alias| has(alias)).filter(|_| !has(&entity.name));
    EntityMatch { by, alias: alias.cloned(), row: list::row(graph, entity) }
}

/// The words with typing errors corrected; `None` if there is nothing to correct.
fn corrected(graph: &Graph, asked: &str) -> Option<String> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let named = graph.nodes().filter(|e| !e.untitled);
    for word in named.flat_map(find::names).flat_map(name::words) {
        *known.entry(word).or_default() += 1;
    }
    let words = name::words(asked);
    let corrected: Vec<&str> = words.iter().map(|word| correct(&known, word)).collect();
    (corrected != words).then(|| corrected.join(" "))
}

/// The most similar known word; the word itself if it is known or similar to none.
fn correct<'w>(known: &'w BTreeMap<String, usize>, word: &'w str) -> &'w str {
    let letters = word.chars().count();
    let edits = match letters {
        _ if known.contains_key(word) => 0,
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    if edits == 0 {
        return word;
    }
    let similar = known.iter().filter_map(|(other, names)| {
        let similar_length = other.chars().count().abs_diff(letters) <= edits;
        let distance =
            if similar_length { strsim::damerau_levenshtein(word, other) } else { usize::MAX };
        (distance <= edits).then_some((distance, Reverse(*names), other.as_str()))
    });
    similar.min().map_or(word, |(_, _, other)| other)
}
