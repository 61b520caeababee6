//! Topics that the catalogue does not know: the phrase that says what a talk was about.

use crate::curated::Word;
use crate::extract::draft::Place;
use crate::extract::draft::Session;
use crate::extract::page::Page;
use crate::extract::subject;
use crate::extract::title;
use crate::extract::token::flag;
use crate::extract::topic::by_hand;
use crate::extract::topic::by_hand::Candidates;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

/// Adds the phrases that say what a talk was about, where the catalogue has no better word.
pub fn candidates(page: &Page, all: &mut Candidates) {
    for session in &page.sessions {
        for (source, block, range) in subjects(page, session) {
            let Some(range) = title::trimmed(page, block, range) else { continue };
            if !is_phrase(page, block, range.clone(), source) {
                continue;
            }
            let phrase = lowered(page, block, range.clone());
            if words::has(by_hand::NO_TOPIC, &name::key(&phrase)) {
                continue;
            }
            let candidate = all.entry(name::key(&phrase)).or_default();
            if candidate.name.is_empty() {
                candidate.name = phrase;
            }
            candidate.weight += if source == Source::Title { 2.0 } else { 2.4 };
            candidate.places.push(Place::words(block, range));
        }
    }
}

/// Where a phrase comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The title of a talk.
    Title,
    /// What a sentence says that a talk was about.
    Sentence,
}

/// What a talk was about: its title, the noun phrases in the title, what sentences say.
fn subjects(page: &Page, session: &Session) -> Vec<(Source, usize, Range<usize>)> {
    let titled = !page.things[session.thing].untitled;
    let mut found = Vec::new();
    for (n, (block, range)) in session.subjects.iter().enumerate() {
        if !titled || n > 0 {
            found.push((Source::Sentence, *block, range.clone()));
            continue;
        }
        found.push((Source::Title, *block, range.clone()));
        let parts = subject::chunks(page, *block, range.clone());
        found.extend(parts.into_iter().map(|part| (Source::Sentence, *block, part)));
    }
    found
}

/// Whether the words are a topic as they stand, and nothing that we know better.
fn is_phrase(page: &Page, block: usize, range: Range<usize>, source: Source) -> bool {
    let word = |i: &usize| page.token(block, *i).is(flag::WORD);
    let named = |i: usize| page.owner(block, i).is_some_and(|t| page.things[t].kind != Kind::Talk);
    let words = range.clone().filter(word).count();
    let short = match source {
        Source::Title => words <= 3 && !holds_function_word(page, block, range.clone()),
        Source::Sentence => words <= 4,
    };
    short
        && !range.clone().filter(word).all(named)
        && !holds_known(page, block, range.clone(), words)
        && is_topical(page, block, range)
}

/// Whether a topic of the catalogue makes up the phrase, but for a word perhaps.
fn holds_known(page: &Page, block: usize, range: Range<usize>, words: usize) -> bool {
    page.spots[block].iter().any(|spot| {
        let inside = spot.from >= range.start && spot.to <= range.end;
        let whole = spot.from == range.start && spot.to == range.end;
        inside
            && spot.to - spot.from + 1 >= words
            && by_hand::topic_sense(&spot.key, &spot.senses)
                .is_some_and(|s| whole || !s.ambiguous && by_hand::is_strong(&s))
    })
}

/// Whether a title is a sentence in short: “Flags without fear”.
fn holds_function_word(page: &Page, block: usize, range: Range<usize>) -> bool {
    range.into_iter().any(|i| {
        let word = page.lexicon.word(page.key(block, i));
        !matches!(page.key(block, i), "of" | "in" | "and")
            && word.is_some_and(|w| w.parts & Word::FUNCTION != 0)
    })
}

/// Words that are in no topic.
const NO_TOPIC_WORD: &[&str] = &[
    "are", "company", "day", "everyone", "everything", "experience", "experiences", "future",
    "her", "his", "how", "i", "idea", "importance", "is", "it", "its", "job", "kind", "lot",
    "lots", "my", "new", "not", "number", "one", "our", "people", "same", "something", "story",
    "stuff", "team", "that", "their", "them", "thing", "things", "this", "topic", "topics", "use",
    "way", "ways", "we", "what", "when", "why", "work", "you", "your",
];

/// Whether a phrase can be a topic: no verbs, pronouns or filler in it.
fn is_topical(page: &Page, block: usize, range: Range<usize>) -> bool {
    let filler = |i: usize| words::has(NO_TOPIC_WORD, page.key(block, i));
    let mark = |i: usize| {
        matches!(page.word(block, i), ":" | "?" | "!" | "," | "." | "(" | "…" | "“" | "\"")
    };
    let generic = |i: usize| {
        let key = page.key(block, i);
        words::has(words::NO_TITLE, key) || words::has(words::SESSION, key)
    };
    let short = range.len() == 1 && page.key(block, range.start).chars().count() < 4;
    !short && !range.clone().any(|i| filler(i) || mark(i)) && !range.clone().all(generic)
}

/// A phrase with small letters but for names.
fn lowered(page: &Page, block: usize, range: Range<usize>) -> String {
    let mut out = String::new();
    for i in range {
        let token = page.token(block, i);
        let word = page.word(block, i);
        if !out.is_empty() && !token.is(flag::GLUED) {
            out.push(' ');
        }
        let named = page.owner(block, i).is_some_and(|t| page.things[t].kind != Kind::Talk);
        let usual = page.lexicon.word(page.key(block, i)).is_some_and(|w| w.capital < 70);
        if !named && usual && !token.is(flag::CAMEL | flag::UPPER) {
            out.push_str(&word.to_lowercase());
        } else {
            out.push_str(word);
        }
    }
    out
}
