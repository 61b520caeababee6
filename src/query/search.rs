//! Names, other names and sentences that have the words.
//!
//! Definition. Things come first, by how their name has the words: it is them, it is another name, a
//! spelling that the catalogue knows, all words are in it, it begins with them. Among those that have them in
//! one way, titles of notes come last, then those first that most notes name, then the best
//! connected, then by name and id. Sentences are ranked by [`sentences::ranked`]. If nothing has
//! the words, each word that is in no name is taken for the likest word of a name, if one is at most one slip
//! away, or two from eight letters on; of several the one that most names have. A slip is a letter
//! too many, too few, another, or two changed round.
//!
//! Cost: one pass over all names and one over all evidence; a second of each, and a comparison with
//! each word of a name, only for words with slips.
//!
//! Source: F. Damerau, A technique for computer detection and correction of spelling errors,
//! Communications of the ACM 7 (1964): four in five slips are one of these.

use crate::curated::lexicon::Lexicon;
use crate::entity::Entity;
use crate::graph::Graph;
use crate::name;
use crate::query::EntityRef;
use crate::query::answer::Answer;
use crate::query::filter::Filter;
use crate::query::find;
use crate::query::find::How;
use crate::query::list;
use crate::query::list::Row;
use crate::query::sentences;
use crate::vocabulary::Kind;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The answer to `hallway search`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The words asked for.
    pub asked: String,
    /// The words that were looked for instead, where those asked for are slips.
    pub taken_for: Option<String>,
    /// Things whose names have the words, best first.
    pub things: Vec<Hit>,
    /// How many there are in all.
    pub things_in_all: usize,
    /// Sentences that have the words, best first.
    pub sentences: Vec<Answer>,
    /// How many there are in all.
    pub sentences_in_all: usize,
    /// Names that are like the words, if nothing has them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub did_you_mean: Vec<EntityRef>,
}

/// A thing whose name has the words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// In which way.
    pub by: How,
    /// The other name that has them, where the name does not.
    pub alias: Option<String>,
    /// The thing, as a list shows it.
    #[serde(flatten)]
    pub row: Row,
}

impl Found {
    /// Whether nothing has the words.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty() && self.sentences.is_empty()
    }
}

/// At most `limit` things and as many sentences. Of the filter's kinds, if it asks for any; a
/// sentence is of no kind.
pub fn search(
    graph: &Graph,
    lexicon: &Lexicon,
    filter: &Filter,
    asked: &str,
    limit: usize,
) -> Found {
    let view = filter.view(graph);
    let found = exactly(&view, lexicon, filter, asked, limit);
    if !found.is_empty() {
        return found;
    }
    let near = || find::near(&view, asked).into_iter().filter(|t| filter.kind(t.kind)).collect();
    let taken_for = spelled(&view, asked);
    let again = taken_for.as_ref().map(|words| exactly(&view, lexicon, filter, words, limit));
    match again.filter(|again| !again.is_empty()) {
        Some(again) => Found { asked: asked.to_string(), taken_for, ..again },
        None => Found { did_you_mean: near(), ..found },
    }
}

fn exactly(graph: &Graph, lexicon: &Lexicon, filter: &Filter, asked: &str, limit: usize) -> Found {
    let mut named = find::every(graph, lexicon, asked);
    named.retain(|(entity, _)| filter.kind(entity.kind));
    named.sort_by_cached_key(|(e, how)| {
        let told = Reverse((e.mentions.len(), graph.degree(&e.id)));
        (*how, e.kind == Kind::Note, told, list::by_name(&e.name), e.id.clone())
    });
    let of_any_kind = if filter.kinds.is_empty() { asked } else { "" };
    let (sentences, sentences_in_all) = sentences::ranked(graph, of_any_kind, limit);
    Found {
        asked: asked.to_string(),
        taken_for: None,
        things_in_all: named.len(),
        things: named.iter().take(limit).map(|(e, how)| hit(graph, e, *how, asked)).collect(),
        sentences,
        sentences_in_all,
        did_you_mean: vec![],
    }
}

fn hit(graph: &Graph, entity: &Entity, by: How, asked: &str) -> Hit {
    let words = name::words(asked);
    let has = |name: &str| {
        let own = name::words(name);
        words.iter().all(|word| own.iter().any(|o| o.starts_with(word.as_str())))
            || name::key(name) == name::key(asked)
    };
    let alias = entity.aliases.iter().find(|alias| has(alias)).filter(|_| !has(&entity.name));
    Hit { by, alias: alias.cloned(), row: list::row(graph, entity) }
}

/// The words with slips mended; `None` if there is none that can be.
fn spelled(graph: &Graph, asked: &str) -> Option<String> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let named = graph.nodes().filter(|e| !e.untitled);
    for word in named.flat_map(find::names).flat_map(name::words) {
        *known.entry(word).or_default() += 1;
    }
    let words = name::words(asked);
    let mended: Vec<&str> = words.iter().map(|word| mend(&known, word)).collect();
    (mended != words).then(|| mended.join(" "))
}

/// The word itself if it is known or like none.
fn mend<'w>(known: &'w BTreeMap<String, usize>, word: &'w str) -> &'w str {
    let letters = word.chars().count();
    let slips = match letters {
        _ if known.contains_key(word) => 0,
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    if slips == 0 {
        return word;
    }
    let like = known.iter().filter_map(|(other, names)| {
        let apart = other.chars().count().abs_diff(letters) <= slips;
        let away = if apart { strsim::damerau_levenshtein(word, other) } else { usize::MAX };
        (away <= slips).then_some((away, Reverse(*names), other.as_str()))
    });
    like.min().map_or(word, |(_, _, other)| other)
}
