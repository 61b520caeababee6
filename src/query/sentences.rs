//! Sentences of the notes with the words asked for.

use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::name;
use crate::query::answers::{self, Answer, AnswerParts, answer};
use crate::query::quote::Quote;
use crate::vocabulary::{Kind, Relation};
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Words that are ignored.
const STOP_WORDS: [&str; 16] = [
    "a", "about", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to",
    "who", "with",
];

/// The relations with the most relevant sentences, best first.
const RELEVANCE: [Relation; 6] = [
    Relation::TalkedAbout,
    Relation::About,
    Relation::Gave,
    Relation::SpokeAt,
    Relation::WorksAt,
    Relation::Mentions,
];

/// Sentences with all these words in any form, each once, with the most relevant relation that it is
/// evidence of.
///
/// Cost: one pass over all evidence; only sentences that may have the words are tokenised.
pub fn with_words(graph: &Graph, asked: &str) -> Vec<Answer> {
    let Some(words) = WordQuery::new(asked) else { return vec![] };
    let mut answers = Vec::new();
    for relation in RELEVANCE {
        let mut of_relation: Vec<Answer> = graph
            .edges()
            .filter(|edge| edge.relation() == relation)
            .flat_map(|edge| sentences(graph, &words, &edge))
            .collect();
        answers::best_first(&mut of_relation);
        answers.extend(of_relation);
    }
    answers::once_each(&mut answers);
    let mut seen = BTreeSet::new();
    answers.retain(|a| seen.insert((a.note.clone(), a.line, a.quote.text.clone())));
    answers
}

/// The same sentences, those with the words closest together first, of those the newest first; and how
/// many there are in total.
///
/// Definition: a sentence ranks by the length of the shortest run of its words that has all words
/// asked for, longer by one if they are in another order; then by the date of its note, by its most
/// relevant relation (`RELEVANCE`) and by its place. A sentence of nothing but the words asked for, such
/// as a tag, comes last.
/// Cost: as [`with_words`]; only the first `limit` are made into answers.
/// Source: the cover of the query terms, “MinCover”, in T. Tao and C. Zhai, An Exploration of
/// Proximity Measures in Information Retrieval, SIGIR 2007.
pub fn ranked(graph: &Graph, asked: &str, limit: usize) -> (Vec<Answer>, usize) {
    let Some(words) = WordQuery::new(asked) else { return (vec![], 0) };
    let edges: Vec<EdgeRef> = graph.edges().collect();
    let candidates: Vec<(usize, usize, EdgeRef, &Citation)> =
        edges.par_iter().flat_map_iter(|edge| candidates(&words, *edge)).collect();
    let mut best: BTreeMap<(&str, &str), (usize, usize, EdgeRef, &Citation)> = BTreeMap::new();
    for candidate in candidates {
        let sentence = (candidate.3.note.as_str(), candidate.3.evidence.quote.as_str());
        let known = best.entry(sentence).or_insert(candidate);
        if (candidate.0, candidate.1) < (known.0, known.1) {
            *known = candidate;
        }
    }
    let mut found: Vec<_> = best
        .into_values()
        .filter_map(|(relevance, _, edge, cited)| {
            let (cover, alone) = words.cover(&cited.evidence.quote)?;
            Some(((alone, cover, Reverse(cited.date), relevance), edge, cited))
        })
        .collect();
    found.sort_by_key(|(rank, ..)| *rank);
    let first = found.iter().take(limit);
    (
        first.map(|(_, edge, cited)| sentence_answer(graph, &words, edge, cited)).collect(),
        found.len(),
    )
}

/// The evidence of an edge that may have the words: the rank of its relation, and its line.
fn candidates<'g>(
    words: &WordQuery,
    edge: EdgeRef<'g>,
) -> impl Iterator<Item = (usize, usize, EdgeRef<'g>, &'g Citation)> {
    let relevance = RELEVANCE.iter().position(|relation| *relation == edge.relation());
    let evidence = relevance.map(|_| edge.edge.evidence.as_slice()).unwrap_or_default();
    let may = evidence.iter().filter(|cited| words.may_be_in(&cited.evidence.quote));
    may.map(move |cited| (relevance.unwrap_or(RELEVANCE.len()), cited.evidence.line, edge, cited))
}

fn sentences(graph: &Graph, words: &WordQuery, edge: &EdgeRef) -> Vec<Answer> {
    let with_words = edge.evidence().iter().filter(|c| words.all_in(&c.evidence.quote));
    with_words.map(|cited| sentence_answer(graph, words, edge, cited)).collect()
}

fn sentence_answer(graph: &Graph, words: &WordQuery, edge: &EdgeRef, cited: &Citation) -> Answer {
    let person = [edge.source, edge.target].into_iter().find(|e| e.kind == Kind::Person);
    let talk = [edge.source, edge.target].into_iter().find(|e| e.kind == Kind::Talk);
    let parts = AnswerParts {
        person: person.or_else(|| only_speaker(graph, talk?)),
        talk,
        relation: edge.relation(),
        confidence: edge.confidence(),
        cited,
        mark: edge.target,
    };
    let quote = words.mark(&cited.evidence.quote);
    Answer { quote, ..answer(graph, parts, vec![]) }
}

fn only_speaker<'g>(graph: &'g Graph, talk: &Entity) -> Option<&'g Entity> {
    match &graph.sources(&talk.id, Relation::Gave)[..] {
        [only] => Some(only.source),
        _ => None,
    }
}

/// The words asked for, as written and as stems.
struct WordQuery {
    asked: String,
    words: Vec<String>,
    stems: Vec<String>,
    stemmer: Stemmer,
}

impl WordQuery {
    /// `None` if no word is left.
    fn new(asked: &str) -> Option<WordQuery> {
        let mut words = name::words(asked);
        words.retain(|w| !STOP_WORDS.contains(&w.as_str()));
        let stemmer = Stemmer::create(Algorithm::English);
        let stems: Vec<String> = words.iter().map(|w| stemmer.stem(w).into_owned()).collect();
        (!words.is_empty()).then(|| WordQuery { asked: asked.to_string(), words, stems, stemmer })
    }

    fn all_in(&self, sentence: &str) -> bool {
        if !self.may_be_in(sentence) {
            return false;
        }
        let words = name::words(sentence);
        let stems: Vec<_> = words.iter().map(|w| self.stemmer.stem(w)).collect();
        self.stems.iter().all(|s| stems.iter().any(|t| t == s))
    }

    /// The length, in words, of the shortest run with all words asked for, one more if they are in
    /// another order, and whether it is the whole sentence; `None` if there is none.
    fn cover(&self, sentence: &str) -> Option<(usize, bool)> {
        let words = name::words(sentence);
        let stems: Vec<_> = words.iter().map(|w| self.stemmer.stem(w)).collect();
        // For each word asked for, its last place so far.
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

    /// A cheap test without false negatives for Latin words without accents: all forms of a word start
    /// with the same letters.
    fn may_be_in(&self, sentence: &str) -> bool {
        // Letters with accents may match; dashes and curly quotes may not.
        if !sentence.is_ascii() && sentence.contains(|c: char| !c.is_ascii() && c.is_alphanumeric())
        {
            return true;
        }
        self.words.iter().all(|word| {
            let head = &word.as_bytes()[..word.len().min(3)];
            sentence.as_bytes().windows(head.len()).any(|w| w.eq_ignore_ascii_case(head))
        })
    }

    /// Marks the words as asked for, else the first of them in any form.
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
