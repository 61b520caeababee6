//! Why an earlier note is suggested.

use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::name;
use crate::query::EntityRef;
use crate::query::quote::Quote;
use crate::query::related::entities::{self, NoteEntities};
use crate::query::related::index::TermIndex;
use crate::query::related::signals::RelatedCandidate;
use crate::terms::Terms;
use crate::vocabulary::Relation;
use serde::Serialize;

/// A reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "because")]
pub enum RelatedReason {
    /// The post links to it already.
    Linked,
    /// The two have nearly the same words: a copy, or made from the same template.
    SameText,
    /// The titles differ only in numbers and dates.
    Series,
    /// A sentence of the post has its title, or most of it.
    Titled {
        /// The sentence of the post.
        quote: Quote,
    },
    /// Both name this entity.
    Names {
        /// The entity.
        #[serde(rename = "thing")]
        entity: EntityRef,
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
    /// Both have these rare words.
    Words {
        /// As the earlier note writes them, those with the greatest weight first.
        words: Vec<String>,
    },
}

/// How many entities and words are given as reasons.
const MAX_ENTITIES: usize = 3;
const MAX_WORDS: usize = 5;
/// The least cosine of two notes with nearly the same text.
const SAME: f32 = 0.8;
/// The least share of a title in a sentence that names it.
const TITLED: f32 = 0.75;

/// The reasons for a candidate, the strongest first.
pub fn reasons(
    graph: &Graph,
    index: &TermIndex,
    entities: &[NoteEntities],
    post: usize,
    candidate: &RelatedCandidate,
) -> Vec<RelatedReason> {
    let (ours, theirs) = (&index.notes[post], &index.notes[candidate.note]);
    let mut reasons = Vec::new();
    let ends = graph.note(&ours.note).zip(graph.note(&theirs.note));
    if ends.is_some_and(|(from, to)| links(graph, from, to)) {
        reasons.push(RelatedReason::Linked);
    }
    if candidate.cosine >= SAME {
        reasons.push(RelatedReason::SameText);
    }
    if is_series(&ours.title, &theirs.title) {
        reasons.push(RelatedReason::Series);
    }
    reasons.extend(titled(index, ours, theirs, candidate));
    let shared = entities::shared(&entities[post], &entities[candidate.note]);
    reasons.extend(shared.iter().take(MAX_ENTITIES).filter_map(|n| names(&n.edge)));
    let tags = tags(ours, theirs);
    if !tags.is_empty() {
        reasons.push(RelatedReason::Tagged { tags });
    }
    let names: Vec<&str> =
        shared.iter().take(MAX_ENTITIES).map(|n| n.edge.target.name.as_str()).collect();
    let words = words(index, post, candidate.note, &names);
    if !words.is_empty() {
        reasons.push(RelatedReason::Words { words });
    }
    reasons
}

/// Whether a note links to another.
pub fn links(graph: &Graph, from: &Entity, to: &Entity) -> bool {
    graph.targets(&from.id, Relation::LinksTo).iter().any(|e| e.target.id == to.id)
}

/// Whether two titles are the same except for numbers, and have other words too.
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

fn titled(
    index: &TermIndex,
    ours: &Terms,
    theirs: &Terms,
    candidate: &RelatedCandidate,
) -> Option<RelatedReason> {
    let number = candidate.sentence?;
    let here: Vec<u64> =
        ours.words.iter().filter(|w| w.sentence == number).map(|w| w.stem).collect();
    let rarity =
        |stems: &mut dyn Iterator<Item = &u64>| stems.map(|s| index.rarity(*s)).sum::<f32>();
    let whole = rarity(&mut theirs.title_stems.iter());
    let found = rarity(&mut theirs.title_stems.iter().filter(|s| here.contains(s)));
    let is_named = theirs.title_stems.len() > 1 && found >= TITLED * whole;
    let quote = || Quote::new(ours.sentence(number), [theirs.title.as_str()]);
    is_named.then(|| RelatedReason::Titled { quote: quote() })
}

/// The reason that both notes name the target of an edge, with the place where its note does.
pub fn names(edge: &EdgeRef) -> Option<RelatedReason> {
    let first = edge.evidence().first()?;
    let target = edge.target;
    let forms = std::iter::once(&target.name).chain(&target.aliases).map(String::as_str);
    let quote = Quote::new(&first.evidence.quote, forms);
    Some(RelatedReason::Names { entity: target.into(), quote, line: first.evidence.line })
}

fn tags(ours: &Terms, theirs: &Terms) -> Vec<String> {
    let keys: Vec<String> = ours.tags.iter().map(|t| name::key(t)).collect();
    theirs.tags.iter().filter(|tag| keys.contains(&name::key(tag))).cloned().collect()
}

/// The words and pairs that add most to the similarity, without those in the names of entities that are
/// reasons already.
fn words(index: &TermIndex, post: usize, note: usize, named: &[&str]) -> Vec<String> {
    let ours = index.terms(post);
    let both = index.terms(note).iter().filter_map(|(term, theirs)| {
        let own = ours[ours.binary_search_by_key(term, |t| t.0).ok()?].1;
        Some((own * theirs, *term))
    });
    let mut both: Vec<(f32, u32)> = both.collect();
    if both.iter().any(|(_, term)| index.is_rare(*term)) {
        both.retain(|(_, term)| index.is_rare(*term));
    }
    both.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut words: Vec<String> = Vec::new();
    let mut known: Vec<String> = named.iter().flat_map(|name| name::words(name)).collect();
    for (_, term) in both.into_iter().take(4 * MAX_WORDS) {
        let Some(word) = index.notes[note].written(index.hash(term)) else { continue };
        let parts = name::words(word);
        // Of overlapping pairs one is enough.
        if word.contains([',', ';', ':', '(', ')', '"']) || parts.iter().any(|w| known.contains(w))
        {
            continue;
        }
        known.extend(parts);
        words.push(word.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    words.truncate(MAX_WORDS);
    words
}
