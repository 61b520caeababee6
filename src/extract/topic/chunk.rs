//! Noun phrases: runs of nouns and adjectives, their parts, and two of them joined by “of” or the like.

use crate::curated::lexicon::CommonWord;
use crate::extract::page::Page;
use crate::extract::subject;
use crate::extract::token::flag;
use crate::extract::topic::candidate::PhraseForm;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

/// The longest run that is looked at, in words; longer ones are cut.
const LONGEST: usize = 6;
/// The longest part of a run that is a phrase of its own.
const LONGEST_PART: usize = 4;

/// What a word can be in a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Noun,
    Adjective,
    Other,
}

/// The noun phrases of a block.
pub fn phrases(page: &Page, block: usize) -> Vec<(Range<usize>, PhraseForm)> {
    let len = page.blocks[block].len();
    let classes: Vec<Class> = (0..len).map(|i| class(page, block, i)).collect();
    let at = |i: usize| classes.get(i).copied().unwrap_or(Class::Other);
    let run = |from: usize, most: usize| {
        let inside = |i: &usize| {
            at(*i) != Class::Other && *i < from + most && page.same_sentence(block, from, *i)
        };
        let end = (from..len).take_while(inside).last().map_or(from, |i| i + 1);
        (from..end).rev().find(|&i| at(i) == Class::Noun).map_or((from, end), |i| (i + 1, end))
    };
    let mut found = Vec::new();
    let mut i = 0;
    while i < len {
        let (end, next) = run(i, LONGEST);
        if end > i {
            parts(i..end, |z| at(z) == Class::Noun, &mut found);
            let joined = end == next && end - i <= 2 && joins(page, block, end);
            let (to, _) = if joined { run(end + 1, 3) } else { (end, end) };
            if joined && to > end + 1 && page.same_sentence(block, i, end + 1) {
                found.push((i..to, PhraseForm::Joined));
            }
        }
        i = next.max(i + 1);
    }
    found
}

/// A run, and the shorter phrases in it that end in a noun.
fn parts(
    run: Range<usize>,
    noun: impl Fn(usize) -> bool,
    found: &mut Vec<(Range<usize>, PhraseForm)>,
) {
    for from in run.clone() {
        for to in from + 1..=run.end {
            if (from..to) == run {
                found.push((run.clone(), PhraseForm::Phrase));
            } else if to - from <= LONGEST_PART && noun(to - 1) {
                found.push((from..to, PhraseForm::Part));
            }
        }
    }
}

/// Whether a word may stand between two phrases that are one: “testing in production”.
fn joins(page: &Page, block: usize, i: usize) -> bool {
    matches!(page.key(block, i), "of" | "in" | "for" | "and")
        || matches!(page.word(block, i), "&" | "/")
}

/// Nouns that say nothing of what something is about, and words before them.
static FILLER: List = List::of(&[
    "amazing", "another", "any", "awesome", "big", "bits", "certain", "cool", "couple",
    "different", "each", "end", "every", "example", "examples", "fact", "favorite", "favourite",
    "few", "first", "friday", "fun", "good", "great", "hour", "hours", "interesting", "its",
    "last", "little", "main", "many", "minute", "minutes", "monday", "month", "months", "more",
    "morning", "most", "much", "my", "new", "nice", "no", "note", "number", "one", "ones", "other",
    "own", "part", "parts", "person", "place", "point", "points", "post", "question", "questions",
    "quick", "really", "room", "same", "saturday", "second", "several", "similar", "small", "some",
    "sort", "start", "sunday", "thanks", "third", "thursday", "today", "tuesday", "two", "various",
    "very", "wednesday", "week", "weeks", "whole", "wonderful",
]);

/// Words after which a word that can be a verb is one.
static SUBJECTS: List = List::of(&[
    "can", "cant", "could", "did", "didnt", "do", "does", "doesnt", "dont", "he", "i", "it",
    "lets", "may", "might", "must", "not", "she", "should", "that", "they", "to", "we", "which",
    "who", "will", "wont", "would", "you",
]);

/// Whether the word before makes a word that can be a verb one: “to build”, “we see”.
fn after_subject(page: &Page, block: usize, i: usize) -> bool {
    let before = i.checked_sub(1).filter(|&b| page.same_sentence(block, b, i));
    let ends = page.key(block, i).ends_with("ing");
    !ends && before.is_some_and(|b| page.is_in(&SUBJECTS, block, b))
}

fn class(page: &Page, block: usize, i: usize) -> Class {
    let token = page.token(block, i);
    let key = page.key(block, i);
    let name = [Kind::Person, Kind::Company, Kind::Event];
    let named = || page.owner(block, i).is_some_and(|t| name.contains(&page.things[t].kind));
    let letters = key.starts_with(|c: char| c.is_alphabetic())
        || key.len() > 1 && key.ends_with(|c: char| c.is_alphabetic());
    if !token.is(flag::WORD) || token.is(flag::HANDLE | flag::IMAGE | flag::NUMBER) || !letters {
        return Class::Other;
    }
    let word = page.dictionary(block, i).or_else(|| page.lexicon.word(key.strip_suffix('s')?));
    let lists = [&FILLER, &words::SESSION, &subject::NO_NOUN];
    let filler = || lists.iter().any(|list| page.is_in(list, block, i));
    match word {
        Some(w) if w.parts & CommonWord::FUNCTION != 0 => Class::Other,
        _ if filler() || named() || page.word(block, i).contains(['\'', '’']) => Class::Other,
        None => Class::Noun,
        Some(w) if w.parts & CommonWord::VERB != 0 && after_subject(page, block, i) => Class::Other,
        Some(w) if w.parts == 0 || w.parts & CommonWord::NOUN != 0 => Class::Noun,
        Some(_) if key.ends_with("ing") => Class::Noun,
        Some(w) if w.parts & CommonWord::ADJECTIVE != 0 || key.ends_with("ed") => Class::Adjective,
        Some(_) => Class::Other,
    }
}
