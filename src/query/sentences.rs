//! Sentences of the notes that have the words asked for, when no name has them.

use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::name;
use crate::query::answer::{Answer, AnswerParts, answer};
use crate::query::answers;
use crate::query::quote::Quote;
use crate::vocabulary::{Kind, Relation};
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Words that carry no subject.
const EMPTY: [&str; 16] = [
    "a", "about", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to",
    "who", "with",
];

/// The relations whose sentences tell most, best first.
const TELLING: [Relation; 6] = [
    Relation::TalkedAbout,
    Relation::About,
    Relation::Gave,
    Relation::SpokeAt,
    Relation::WorksAt,
    Relation::Mentions,
];

/// Sentences that have all these words in any form; each sentence once, under what it tells best.
///
/// Cost: one pass over all evidence; only sentences that may have the words are taken apart.
pub fn with_words(graph: &Graph, asked: &str) -> Vec<Answer> {
    let Some(words) = Words::new(asked) else { return vec![] };
    let mut answers = Vec::new();
    for relation in TELLING {
        let mut told: Vec<Answer> = graph
            .edges()
            .filter(|edge| edge.relation() == relation)
            .flat_map(|edge| sentences(graph, &words, &edge))
            .collect();
        answers::best_first(&mut told);
        answers.extend(told);
    }
    answers::once_each(&mut answers);
    let mut seen = BTreeSet::new();
    answers.retain(|a| seen.insert((a.note.clone(), a.line, a.quote.text.clone())));
    answers
}

/// The same sentences, those first that have the words closest together, of those the newest; and
/// how many there are in all.
///
/// Definition: a sentence ranks by the length of the shortest run of its words that has all words
/// asked for, longer by one if they do not stand in the order asked for; then by the date of its
/// note, by what it tells (`TELLING`) and by its place. One that is nothing but the words asked for,
/// as a tag is, tells nothing and comes last.
/// Cost: as [`with_words`]; only the first `limit` are put in their place as answers.
/// Source: the cover of the query terms, “MinCover”, in T. Tao and C. Zhai, An Exploration of
/// Proximity Measures in Information Retrieval, SIGIR 2007.
pub fn ranked(graph: &Graph, asked: &str, limit: usize) -> (Vec<Answer>, usize) {
    let Some(words) = Words::new(asked) else { return (vec![], 0) };
    let edges: Vec<EdgeRef> = graph.edges().collect();
    let candidates: Vec<(usize, usize, EdgeRef, &Citation)> =
        edges.par_iter().flat_map_iter(|edge| candidates(&words, *edge)).collect();
    let mut best: BTreeMap<(&str, &str), (usize, usize, EdgeRef, &Citation)> = BTreeMap::new();
    for told in candidates {
        let sentence = (told.3.note.as_str(), told.3.evidence.quote.as_str());
        let known = best.entry(sentence).or_insert(told);
        if (told.0, told.1) < (known.0, known.1) {
            *known = told;
        }
    }
    let mut found: Vec<_> = best
        .into_values()
        .filter_map(|(telling, _, edge, cited)| {
            let (cover, alone) = words.cover(&cited.evidence.quote)?;
            Some(((alone, cover, Reverse(cited.date), telling), edge, cited))
        })
        .collect();
    found.sort_by_key(|(rank, ..)| *rank);
    let first = found.iter().take(limit);
    (first.map(|(_, edge, cited)| told_by(graph, &words, edge, cited)).collect(), found.len())
}

/// The evidence of an edge that may have the words: how well it tells, its line, and where it is.
fn candidates<'g>(
    words: &Words,
    edge: EdgeRef<'g>,
) -> impl Iterator<Item = (usize, usize, EdgeRef<'g>, &'g Citation)> {
    let telling = TELLING.iter().position(|relation| *relation == edge.relation());
    let evidence = telling.map(|_| edge.edge.evidence.as_slice()).unwrap_or_default();
    let may = evidence.iter().filter(|cited| words.may_be_in(&cited.evidence.quote));
    may.map(move |cited| (telling.unwrap_or(TELLING.len()), cited.evidence.line, edge, cited))
}

fn sentences(graph: &Graph, words: &Words, edge: &EdgeRef) -> Vec<Answer> {
    let told = edge.evidence().iter().filter(|c| words.all_in(&c.evidence.quote));
    told.map(|cited| told_by(graph, words, edge, cited)).collect()
}

fn told_by(graph: &Graph, words: &Words, edge: &EdgeRef, cited: &Citation) -> Answer {
    let people = [edge.source, edge.target].into_iter().find(|e| e.kind == Kind::Person);
    let talk = [edge.source, edge.target].into_iter().find(|e| e.kind == Kind::Talk);
    let told = AnswerParts {
        person: people.or_else(|| only_giver(graph, talk?)),
        talk,
        relation: edge.relation(),
        confidence: edge.confidence(),
        cited,
        mark: edge.target,
    };
    let quote = words.mark(&cited.evidence.quote);
    Answer { quote, ..answer(graph, told, vec![]) }
}

fn only_giver<'g>(graph: &'g Graph, talk: &Entity) -> Option<&'g Entity> {
    match &graph.sources(&talk.id, Relation::Gave)[..] {
        [only] => Some(only.source),
        _ => None,
    }
}

/// The words asked for: as written, and their stems.
struct Words {
    asked: String,
    words: Vec<String>,
    stems: Vec<String>,
    stemmer: Stemmer,
}

impl Words {
    /// `None` if no word is left.
    fn new(asked: &str) -> Option<Words> {
        let mut words = name::words(asked);
        words.retain(|w| !EMPTY.contains(&w.as_str()));
        let stemmer = Stemmer::create(Algorithm::English);
        let stems: Vec<String> = words.iter().map(|w| stemmer.stem(w).into_owned()).collect();
        (!words.is_empty()).then(|| Words { asked: asked.to_string(), words, stems, stemmer })
    }

    fn all_in(&self, sentence: &str) -> bool {
        if !self.may_be_in(sentence) {
            return false;
        }
        let words = name::words(sentence);
        let stems: Vec<_> = words.iter().map(|w| self.stemmer.stem(w)).collect();
        self.stems.iter().all(|s| stems.iter().any(|t| t == s))
    }

    /// How many words the shortest run is that has all words asked for, one more if they stand in
    /// another order, and whether it is the whole sentence; `None` if there is none.
    fn cover(&self, sentence: &str) -> Option<(usize, bool)> {
        let words = name::words(sentence);
        let stems: Vec<_> = words.iter().map(|w| self.stemmer.stem(w)).collect();
        // For each word asked for, where it was met last.
        let mut last: Vec<Option<usize>> = vec![None; self.stems.len()];
        let mut shortest: Option<usize> = None;
        for (at, stem) in stems.iter().enumerate() {
            for (asked, place) in self.stems.iter().zip(&mut last) {
                if asked == stem {
                    *place = Some(at);
                }
            }
            let Some(places) = last.iter().copied().collect::<Option<Vec<usize>>>() else {
                continue;
            };
            let first = places.iter().min().copied().unwrap_or(at);
            let length = at + 1 - first + usize::from(!places.is_sorted());
            shortest = Some(shortest.map_or(length, |s| s.min(length)));
        }
        shortest.map(|length| (length, length >= words.len()))
    }

    /// A cheap test that never says no wrongly for plain Latin words: forms of a word share their
    /// first letters.
    fn may_be_in(&self, sentence: &str) -> bool {
        // Letters with accents may be one of ours; dashes and curly quotes are not.
        if !sentence.is_ascii() && sentence.contains(|c: char| !c.is_ascii() && c.is_alphanumeric())
        {
            return true;
        }
        self.words.iter().all(|word| {
            let head = &word.as_bytes()[..word.len().min(3)];
            sentence.as_bytes().windows(head.len()).any(|w| w.eq_ignore_ascii_case(head))
        })
    }

    /// Marks the words as asked, else the first of them, whatever its form.
    fn mark(&self, sentence: &str) -> Quote {
        let forms: Vec<&str> = sentence
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .filter(|w| {
                let word = name::words(w).concat();
                self.stems.iter().any(|s| *s == self.stemmer.stem(&word))
            })
            .collect();
        Quote::new(sentence, std::iter::once(self.asked.as_str()).chain(forms))
    }
}
