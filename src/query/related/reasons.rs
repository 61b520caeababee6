//! Why an earlier note is suggested, in what both notes say.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::name;
use crate::query::EntityRef;
use crate::query::quote::Quote;
use crate::query::related::index::Index;
use crate::query::related::shared::{self, Things};
use crate::query::related::signals::Candidate;
use crate::terms::Terms;
use crate::vocabulary::Relation;
use serde::Serialize;

/// A reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "because")]
pub enum Reason {
    /// The post links to it already.
    Linked,
    /// The two have nearly the same words: a copy, or one made after the other's pattern.
    SameText,
    /// The titles differ in numbers and dates only.
    Series,
    /// The post has its title, or most of it, in a sentence.
    Titled {
        /// That sentence of the post.
        quote: Quote,
    },
    /// Both name this.
    Names {
        /// What.
        thing: EntityRef,
        /// Where the earlier note names it.
        quote: Quote,
        /// The line there, from 1.
        line: usize,
    },
    /// Both have these tags.
    Tagged {
        /// As the earlier note writes them.
        tags: Vec<String>,
    },
    /// Both have these words, which few notes have.
    Words {
        /// As the earlier note writes them, those that tell most first.
        words: Vec<String>,
    },
}

/// Things and words that are told at most.
const THINGS: usize = 3;
const WORDS: usize = 5;
/// From this cosine on two notes are nearly the same.
const SAME: f32 = 0.8;
/// From this share of a title in one sentence on it is named there.
const TITLED: f32 = 0.75;

/// The reasons for a candidate, what tells most first.
pub fn reasons(
    graph: &Graph,
    index: &Index,
    named: &[Things],
    post: usize,
    candidate: &Candidate,
) -> Vec<Reason> {
    let (ours, theirs) = (&index.notes[post], &index.notes[candidate.note]);
    let mut reasons = Vec::new();
    let ends = graph.note(&ours.note).zip(graph.note(&theirs.note));
    if ends.is_some_and(|(from, to)| links(graph, from, to)) {
        reasons.push(Reason::Linked);
    }
    if candidate.cosine >= SAME {
        reasons.push(Reason::SameText);
    }
    if is_series(&ours.title, &theirs.title) {
        reasons.push(Reason::Series);
    }
    reasons.extend(titled(index, ours, theirs, candidate));
    let things = shared::both(&named[post], &named[candidate.note]);
    reasons.extend(things.iter().take(THINGS).filter_map(|n| names(&n.edge)));
    let tags = tags(ours, theirs);
    if !tags.is_empty() {
        reasons.push(Reason::Tagged { tags });
    }
    let names: Vec<&str> =
        things.iter().take(THINGS).map(|n| n.edge.target.name.as_str()).collect();
    let words = words(index, post, candidate.note, &names);
    if !words.is_empty() {
        reasons.push(Reason::Words { words });
    }
    reasons
}

/// Whether a note links to another.
pub fn links(graph: &Graph, from: &Entity, to: &Entity) -> bool {
    graph.targets(&from.id, Relation::LinksTo).iter().any(|e| e.target.id == to.id)
}

/// Whether two titles are the same but for numbers, and say something besides.
pub fn is_series(a: &str, b: &str) -> bool {
    let bare = |title: &str| -> Vec<String> {
        let words = name::words(title).into_iter();
        words.filter(|w| !w.bytes().any(|b| b.is_ascii_digit())).collect()
    };
    let first = bare(a);
    a != b
        && first.iter().any(|w| w.chars().count() > 2)
        && first == bare(b)
        && name::words(a) != name::words(b)
}

fn titled(index: &Index, ours: &Terms, theirs: &Terms, candidate: &Candidate) -> Option<Reason> {
    let number = candidate.sentence?;
    let here: Vec<u64> =
        ours.words.iter().filter(|w| w.sentence == number).map(|w| w.stem).collect();
    let rarity =
        |stems: &mut dyn Iterator<Item = &u64>| stems.map(|s| index.rarity(*s)).sum::<f32>();
    let whole = rarity(&mut theirs.title_stems.iter());
    let found = rarity(&mut theirs.title_stems.iter().filter(|s| here.contains(s)));
    let enough = theirs.title_stems.len() > 1 && found >= TITLED * whole;
    let quote = || Quote::new(ours.sentence(number), [theirs.title.as_str()]);
    enough.then(|| Reason::Titled { quote: quote() })
}

/// That both name the thing at the end of an edge, with the place where this note does.
pub fn names(edge: &EdgeRef) -> Option<Reason> {
    let first = edge.evidence().first()?;
    let target = edge.target;
    let forms = std::iter::once(&target.name).chain(&target.aliases).map(String::as_str);
    let quote = Quote::new(&first.evidence.quote, forms);
    Some(Reason::Names { thing: target.into(), quote, line: first.evidence.line })
}

fn tags(ours: &Terms, theirs: &Terms) -> Vec<String> {
    let keys: Vec<String> = ours.tags.iter().map(|t| name::key(t)).collect();
    theirs.tags.iter().filter(|tag| keys.contains(&name::key(tag))).cloned().collect()
}

/// The words and pairs that add most to the likeness, but those of things that were named already.
fn words(index: &Index, post: usize, note: usize, named: &[&str]) -> Vec<String> {
    let ours = index.terms(post);
    let both = index.terms(note).iter().filter_map(|(term, theirs)| {
        let own = ours[ours.binary_search_by_key(term, |t| t.0).ok()?].1;
        Some((own * theirs, *term))
    });
    let mut both: Vec<(f32, u32)> = both.collect();
    if both.iter().any(|(_, term)| index.tells(*term)) {
        both.retain(|(_, term)| index.tells(*term));
    }
    both.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut told: Vec<String> = Vec::new();
    let mut known: Vec<String> = named.iter().flat_map(|name| name::words(name)).collect();
    for (_, term) in both.into_iter().take(4 * WORDS) {
        let Some(word) = index.notes[note].written(index.hash(term)) else { continue };
        let parts = name::words(word);
        // Of words that follow each other one pair will do.
        if word.contains([',', ';', ':', '(', ')', '"']) || parts.iter().any(|w| known.contains(w))
        {
            continue;
        }
        known.extend(parts);
        told.push(word.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    told.truncate(WORDS);
    told
}
