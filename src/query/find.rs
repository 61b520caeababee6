//! Which entity is meant: by id, name or alias; by a spelling that the catalogue knows; by words in a
//! name; by the start of a name. Names that are only similar are never more than suggestions.

use crate::curated::lexicon::Lexicon;
use crate::entity::Entity;
use crate::graph::Graph;
use crate::name;
use crate::query::EntityRef;
use crate::vocabulary::Kind;
use serde::Serialize;
use std::cmp::Reverse;

/// How the words asked for match an entity; better ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// They are its id.
    Id,
    /// They are its name, except for case, accents and spacing.
    Name,
    /// They are one of its aliases.
    Alias,
    /// The catalogue knows them as another name of it, or they differ only in singular and plural.
    Spelling,
    /// They are all words of its name, whole.
    Words,
    /// They are all the start of a word of its name.
    Prefix,
}

/// Every entity that the words match in the best way in which any entity is matched: never a mixture
/// of exact and loose matches. Best connected first, notes last. Empty if there is none.
///
/// Cost: one pass over all names.
pub fn find<'g>(graph: &'g Graph, lexicon: &Lexicon, asked: &str) -> Vec<(&'g Entity, MatchKind)> {
    let asked = NameQuery::new(asked).with_spellings(lexicon);
    best(graph, |entity| asked.matches(entity))
}

/// As [`find`], among entities of these kinds only.
pub fn among<'g>(
    graph: &'g Graph,
    lexicon: &Lexicon,
    kinds: &[Kind],
    asked: &str,
) -> Vec<(&'g Entity, MatchKind)> {
    let asked = NameQuery::new(asked).with_spellings(lexicon);
    best(graph, |entity| if kinds.contains(&entity.kind) { asked.matches(entity) } else { None })
}

/// Every entity that the words match in any way, and how.
pub fn every<'g>(graph: &'g Graph, lexicon: &Lexicon, asked: &str) -> Vec<(&'g Entity, MatchKind)> {
    let asked = NameQuery::new(asked).with_spellings(lexicon);
    graph.nodes().filter_map(|entity| Some((entity, asked.matches(entity)?))).collect()
}

/// As [`find`], among names that contain the words and more: if there are no answers for `KubeCon`,
/// there may be some for `KubeCon EU 2018`.
pub fn loosely<'g>(graph: &'g Graph, asked: &str) -> Vec<(&'g Entity, MatchKind)> {
    let asked = NameQuery::new(asked);
    best(graph, |entity| asked.matches(entity).filter(|how| *how > MatchKind::Spelling))
}

fn best(
    graph: &Graph,
    matches: impl Fn(&Entity) -> Option<MatchKind>,
) -> Vec<(&Entity, MatchKind)> {
    let mut found: Vec<(&Entity, MatchKind)> = Vec::new();
    for entity in graph.nodes() {
        let Some(how) = matches(entity) else { continue };
        let best = found.first().map_or(how, |(_, best)| *best);
        if how < best {
            found.clear();
        }
        if how <= best {
            found.push((entity, how));
        }
    }
    found.sort_by_key(|(e, _)| (e.kind == Kind::Note, Reverse(graph.degree(&e.id)), &e.id));
    found
}

/// The one entity that is meant: the best connected of those that match exactly, or the only one
/// that matches loosely.
///
/// # Errors
///
/// If there is none: the entities that may be meant instead.
pub fn one<'g>(
    graph: &'g Graph,
    lexicon: &Lexicon,
    asked: &str,
) -> Result<&'g Entity, Vec<EntityRef>> {
    choose(find(graph, lexicon, asked)).unwrap_or_else(|| Err(similar(graph, asked)))
}

/// As [`one`], among entities of one kind.
///
/// # Errors
///
/// If there is none: the entities of the kind that may be meant instead.
pub fn one_of_kind<'g>(
    graph: &'g Graph,
    lexicon: &Lexicon,
    kind: Kind,
    asked: &str,
) -> Result<&'g Entity, Vec<EntityRef>> {
    let found = find(graph, lexicon, asked).into_iter().filter(|(e, _)| e.kind == kind).collect();
    let suggested = || similar(graph, asked).into_iter().filter(|t| t.kind == kind).collect();
    choose(found).unwrap_or_else(|| Err(suggested()))
}

/// The other entities with the name of this one, of any kind, by id.
pub fn namesakes<'g>(graph: &'g Graph, entity: &Entity) -> Vec<&'g Entity> {
    let named = |e: &Entity| e.kind != Kind::Note && !e.untitled;
    let key = name::key(&entity.name);
    let alike = |e: &&Entity| e.id != entity.id && named(e) && name::key(&e.name) == key;
    if named(entity) { graph.nodes().filter(alike).collect() } else { vec![] }
}

/// At most five entities with names similar to the words asked for, the most similar first.
///
/// Cost: an edit distance for each name of about the same length.
pub fn similar(graph: &Graph, asked: &str) -> Vec<EntityRef> {
    let asked = NameQuery::new(asked);
    let mut similar: Vec<(u32, &Entity)> = graph
        .nodes()
        .filter(|e| e.kind != Kind::Note && !e.untitled)
        .map(|e| (asked.similarity(e), e))
        .filter(|(similarity, _)| *similarity >= SIMILAR)
        .collect();
    similar
        .sort_by_key(|(similarity, e)| (Reverse(*similarity), Reverse(graph.degree(&e.id)), &e.id));
    similar.into_iter().take(5).map(|(_, e)| EntityRef::from(e)).collect()
}

/// Names with at least this similarity are suggested.
const SIMILAR: u32 = 700;

/// The one that is meant; of several loose matches none is. `None` if nothing was found.
fn choose(found: Vec<(&Entity, MatchKind)>) -> Option<Result<&Entity, Vec<EntityRef>>> {
    let (first, how) = *found.first()?;
    let entities =
        found.iter().filter(|(e, _)| (e.kind == Kind::Note) == (first.kind == Kind::Note));
    if how <= MatchKind::Spelling || entities.clone().count() == 1 {
        return Some(Ok(first));
    }
    Some(Err(entities.take(5).map(|(e, _)| EntityRef::from(*e)).collect()))
}

/// The words asked for, in the forms that are compared.
struct NameQuery {
    text: String,
    key: String,
    words: Vec<String>,
    /// The key of their singular.
    singular: String,
    /// Keys of the names that the catalogue has for what is called so.
    spellings: Vec<(Kind, String)>,
}

impl NameQuery {
    fn new(asked: &str) -> NameQuery {
        let text = asked.trim().to_string();
        let (key, words) = (name::key(&text), name::words(&text));
        NameQuery { key, words, singular: singular(&text), spellings: vec![], text }
    }

    /// Adds what the catalogue knows about the words.
    fn with_spellings(mut self, lexicon: &Lexicon) -> NameQuery {
        for key in [&self.key, &self.singular] {
            for sense in lexicon.senses(key) {
                let name = lexicon.entry(sense.entry).name;
                let all = std::iter::once(name).chain(lexicon.aliases(sense.entry));
                self.spellings.extend(all.map(|name| (sense.kind, name::key(name))));
            }
        }
        self.spellings.sort();
        self.spellings.dedup();
        self
    }

    fn matches(&self, entity: &Entity) -> Option<MatchKind> {
        if self.text.is_empty() {
            return None;
        }
        if entity.id.0 == self.text || entity.path.as_ref() == Some(&self.text) {
            return Some(MatchKind::Id);
        }
        if name::key(&entity.name) == self.key {
            return Some(MatchKind::Name);
        }
        if entity.aliases.iter().any(|a| name::key(a) == self.key) {
            return Some(MatchKind::Alias);
        }
        if self.is_spelling(entity) {
            return Some(MatchKind::Spelling);
        }
        // Only names from notes are compared, not those that hallway made up.
        if entity.untitled {
            return None;
        }
        names(entity).filter_map(|name| self.match_words(name)).min()
    }

    fn is_spelling(&self, entity: &Entity) -> bool {
        let known = (entity.kind, name::key(&entity.name));
        self.spellings.binary_search(&known).is_ok()
            || matches!(entity.kind, Kind::Topic | Kind::Tool)
                && names(entity).any(|name| singular(name) == self.singular)
    }

    fn match_words(&self, name: &str) -> Option<MatchKind> {
        let words = name::words(name);
        let all = |matches: fn(&str, &str) -> bool| {
            !self.words.is_empty() && self.words.iter().all(|a| words.iter().any(|w| matches(w, a)))
        };
        if all(|word, asked| word == asked) {
            return Some(MatchKind::Words);
        }
        all(|word, asked| word.starts_with(asked)).then_some(MatchKind::Prefix)
    }

    /// From 0 to 1000: that of the whole name, or of its most similar word if one word was asked for.
    /// A word counts a little less than a name.
    fn similarity(&self, entity: &Entity) -> u32 {
        let whole = names(entity).map(|n| similarity(&self.key, &name::key(n)));
        let word = |n: &str| {
            let words = name::words(n);
            words.iter().map(|w| similarity(&self.key, w) * 19 / 20).max().unwrap_or(0)
        };
        let single = if self.words.len() == 1 { names(entity).map(word).max() } else { None };
        whole.max().max(single).unwrap_or(0)
    }
}

/// Its name and all its aliases.
pub fn names(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(String::as_str))
}

/// The key of the singular of a name.
fn singular(name: &str) -> String {
    name::key(&name::singular(&name.to_lowercase()))
}

/// From 0 to 1000. Names of very different length are not compared: they cannot be similar. If the
/// first letters are the same, two other letters may be wrong.
fn similarity(a: &str, b: &str) -> u32 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short * 2 < long || long > 200 {
        return 0;
    }
    let similarity = (strsim::normalized_damerau_levenshtein(a, b) * 1000.0).round() as u32;
    let same_start = short >= 5 && a.chars().next() == b.chars().next();
    if same_start && similarity >= 600 { similarity.max(SIMILAR) } else { similarity }
}
