//! Which thing is meant: by id, name or other name; by a spelling that the catalogue knows; by words
//! in a name; by its beginning. Near misses are only ever offered.

use crate::curated::lexicon::Lexicon;
use crate::entity::Entity;
use crate::graph::Graph;
use crate::name;
use crate::query::EntityRef;
use crate::vocabulary::Kind;
use serde::Serialize;
use std::cmp::Reverse;

/// How the words asked for led to a thing; better ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// They are its id.
    Id,
    /// They are its name but for case, accents and spacing.
    Name,
    /// They are one of its other names.
    Alias,
    /// The catalogue knows them as another name of it, or they are one in number but for the `s`.
    Spelling,
    /// They are all words of its name.
    Words,
    /// Its name, or a word in it, begins with them.
    Prefix,
}

/// Every thing that the words may mean in the best way that any can be meant: never a mixture of
/// exact and loose matches. Best connected first, notes last. Empty if there is none.
///
/// Cost: one pass over all names.
pub fn find<'g>(graph: &'g Graph, lexicon: &Lexicon, asked: &str) -> Vec<(&'g Entity, How)> {
    let asked = Asked::new(asked).spelled(lexicon);
    best(graph, |entity| asked.fits(entity))
}

/// As [`find`], among things of these kinds only.
pub fn among<'g>(
    graph: &'g Graph,
    lexicon: &Lexicon,
    kinds: &[Kind],
    asked: &str,
) -> Vec<(&'g Entity, How)> {
    let asked = Asked::new(asked).spelled(lexicon);
    best(graph, |entity| if kinds.contains(&entity.kind) { asked.fits(entity) } else { None })
}

/// Every thing whose name has the words in any way, and in which.
pub fn every<'g>(graph: &'g Graph, lexicon: &Lexicon, asked: &str) -> Vec<(&'g Entity, How)> {
    let asked = Asked::new(asked).spelled(lexicon);
    graph.nodes().filter_map(|entity| Some((entity, asked.fits(entity)?))).collect()
}

/// As [`find`], among names that have the words and are more than them: where `KubeCon` tells
/// nothing, `KubeCon EU 2018` may.
pub fn loosely<'g>(graph: &'g Graph, asked: &str) -> Vec<(&'g Entity, How)> {
    let asked = Asked::new(asked);
    best(graph, |entity| asked.fits(entity).filter(|how| *how > How::Spelling))
}

fn best(graph: &Graph, fits: impl Fn(&Entity) -> Option<How>) -> Vec<(&Entity, How)> {
    let mut found: Vec<(&Entity, How)> = Vec::new();
    for entity in graph.nodes() {
        let Some(how) = fits(entity) else { continue };
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

/// The one thing that is meant: the best connected of those that fit exactly, or the only one
/// that fits loosely. Otherwise what may be meant instead.
pub fn one<'g>(
    graph: &'g Graph,
    lexicon: &Lexicon,
    asked: &str,
) -> Result<&'g Entity, Vec<EntityRef>> {
    choose(find(graph, lexicon, asked)).unwrap_or_else(|| Err(near(graph, asked)))
}

/// As [`one`], among things of one kind.
pub fn one_of_kind<'g>(
    graph: &'g Graph,
    lexicon: &Lexicon,
    kind: Kind,
    asked: &str,
) -> Result<&'g Entity, Vec<EntityRef>> {
    let found = find(graph, lexicon, asked).into_iter().filter(|(e, _)| e.kind == kind).collect();
    let offered = || near(graph, asked).into_iter().filter(|t| t.kind == kind).collect();
    choose(found).unwrap_or_else(|| Err(offered()))
}

/// The other things that have the name of this one, by id: namesakes, and things of other kinds.
pub fn namesakes<'g>(graph: &'g Graph, entity: &Entity) -> Vec<&'g Entity> {
    let named = |e: &Entity| e.kind != Kind::Note && !e.untitled;
    let key = name::key(&entity.name);
    let alike = |e: &&Entity| e.id != entity.id && named(e) && name::key(&e.name) == key;
    if named(entity) { graph.nodes().filter(alike).collect() } else { vec![] }
}

/// At most five things whose names are like the words asked for, likest first.
///
/// Cost: a similarity for each name of about the same length.
pub fn near(graph: &Graph, asked: &str) -> Vec<EntityRef> {
    let asked = Asked::new(asked);
    let mut alike: Vec<(u32, &Entity)> = graph
        .nodes()
        .filter(|e| e.kind != Kind::Note && !e.untitled)
        .map(|e| (asked.likeness(e), e))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by_key(|(likeness, e)| (Reverse(*likeness), Reverse(graph.degree(&e.id)), &e.id));
    alike.into_iter().take(5).map(|(_, e)| EntityRef::from(e)).collect()
}

/// From this likeness on a name is offered.
const ALIKE: u32 = 700;

/// Several loose matches are a question back, not an answer.
fn choose(found: Vec<(&Entity, How)>) -> Option<Result<&Entity, Vec<EntityRef>>> {
    let (first, how) = *found.first()?;
    let things = found.iter().filter(|(e, _)| (e.kind == Kind::Note) == (first.kind == Kind::Note));
    if how <= How::Spelling || things.clone().count() == 1 {
        return Some(Ok(first));
    }
    Some(Err(things.take(5).map(|(e, _)| EntityRef::from(*e)).collect()))
}

/// The words asked for, made ready for comparing.
struct Asked {
    text: String,
    key: String,
    words: Vec<String>,
    /// The key in the singular.
    singular: String,
    /// Keys of the other names that the catalogue gives to what is called so.
    spellings: Vec<(Kind, String)>,
}

impl Asked {
    fn new(asked: &str) -> Asked {
        let text = asked.trim().to_string();
        let (key, words) = (name::key(&text), name::words(&text));
        Asked { key, words, singular: singular(&text), spellings: vec![], text }
    }

    /// With what the catalogue knows of the words.
    fn spelled(mut self, lexicon: &Lexicon) -> Asked {
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

    fn fits(&self, entity: &Entity) -> Option<How> {
        if self.text.is_empty() {
            return None;
        }
        if entity.id.0 == self.text || entity.path.as_ref() == Some(&self.text) {
            return Some(How::Id);
        }
        if name::key(&entity.name) == self.key {
            return Some(How::Name);
        }
        if entity.aliases.iter().any(|a| name::key(a) == self.key) {
            return Some(How::Alias);
        }
        if self.is_spelling_of(entity) {
            return Some(How::Spelling);
        }
        // Words that hallway put together itself would only echo the thing they name.
        if entity.untitled {
            return None;
        }
        names(entity).filter_map(|name| self.fits_loosely(name)).min()
    }

    fn is_spelling_of(&self, entity: &Entity) -> bool {
        let known = (entity.kind, name::key(&entity.name));
        self.spellings.binary_search(&known).is_ok()
            || matches!(entity.kind, Kind::Topic | Kind::Tool)
                && names(entity).any(|name| singular(name) == self.singular)
    }

    fn fits_loosely(&self, name: &str) -> Option<How> {
        let words = name::words(name);
        let all = |fits: fn(&str, &str) -> bool| {
            !self.words.is_empty() && self.words.iter().all(|a| words.iter().any(|w| fits(w, a)))
        };
        if all(|word, asked| word == asked) {
            return Some(How::Words);
        }
        all(|word, asked| word.starts_with(asked)).then_some(How::Prefix)
    }

    /// From 0 to 1000: of the whole name, or of its likest word if one word was asked for. A word
    /// counts a little less than a name.
    fn likeness(&self, entity: &Entity) -> u32 {
        let whole = names(entity).map(|n| likeness(&self.key, &name::key(n)));
        let word = |n: &str| {
            let words = name::words(n);
            words.iter().map(|w| likeness(&self.key, w) * 19 / 20).max().unwrap_or(0)
        };
        let single = if self.words.len() == 1 { names(entity).map(word).max() } else { None };
        whole.max().max(single).unwrap_or(0)
    }
}

/// Its name and all its other names.
pub fn names(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(String::as_str))
}

/// The key of a name in the singular.
fn singular(name: &str) -> String {
    name::key(&name::singular(&name.to_lowercase()))
}

/// From 0 to 1000. Names of very different length are not compared: they cannot be alike. Who gets
/// the first letter right may get two others wrong.
fn likeness(a: &str, b: &str) -> u32 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short * 2 < long || long > 200 {
        return 0;
    }
    let alike = (strsim::normalized_damerau_levenshtein(a, b) * 1000.0).round() as u32;
    let begun = short >= 5 && a.chars().next() == b.chars().next();
    if begun && alike >= 600 { alike.max(ALIKE) } else { alike }
}
