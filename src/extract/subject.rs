//! What a talk was about, as a noun phrase after “on”, “about”, “of”.

use crate::curated::lexicon::CommonWord;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

/// The phrases that a coordination joins: “hiring and code review” gives both.
pub fn phrases(page: &Page, block: usize, from: usize) -> Vec<Range<usize>> {
    let Some(first) = phrase(page, block, from) else { return Vec::new() };
    let mut found = vec![first];
    while found.len() < 3 {
        let end = found[found.len() - 1].end;
        let comma = page.word(block, end) == "," && page.key(block, end + 1) == "and";
        let joined = matches!(page.word(block, end), "and" | "&" | ",")
            && page.same_sentence(block, from, end);
        if !joined {
            break;
        }
        let next = if comma { end + 2 } else { end + 1 };
        match phrase(page, block, next) {
            Some(r) if r.start <= next + 1 && page.same_sentence(block, from, r.start) => {
                found.push(r)
            }
            _ => break,
        }
    }
    found
}

/// Words before a phrase that are no part of it.
static SKIP: List = List::of(&[
    "a", "actually", "all", "an", "and", "any", "building", "doing", "getting", "great", "her",
    "his", "how", "interesting", "its", "just", "making", "more", "my", "new", "our", "really",
    "several", "some", "that", "the", "their", "these", "this", "to", "using", "various", "very",
    "what", "why", "your",
]);

/// The noun phrase that begins at a token, articles left out; at most six words.
fn phrase(page: &Page, block: usize, from: usize) -> Option<Range<usize>> {
    let len = page.blocks[block].len();
    let mut start = from;
    while start < len
        && start < from + 4
        && page.is_in(&SKIP, block, start)
        && !names_topic(page, block, start)
    {
        start += 1;
    }
    if start >= len || !page.same_sentence(block, from, start) {
        return None;
    }
    let mut end = start;
    while end < len && end - start < 6 && page.same_sentence(block, start, end) {
        let inside =
            end > start && joins(page, block, end) && noun(page, block, end + 1) && end + 1 < len;
        if noun(page, block, end) {
            end += 1;
        } else if inside && page.same_sentence(block, start, end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    while end > start && trails(page, block, end - 1) {
        end -= 1;
    }
    (end > start).then_some(start..end)
}

/// Whether a known topic of several words begins here: “building teams”.
fn names_topic(page: &Page, block: usize, at: usize) -> bool {
    page.spots[block].iter().any(|s| s.from == at && s.to > at + 1)
}

/// Words that end a noun phrase, though dictionaries list some of them as nouns.
pub static NO_NOUN: List = List::of(&[
    "again", "also", "anyone", "are", "as", "at", "be", "became", "because", "become", "being",
    "best", "better", "bit", "built", "by", "called", "came", "can", "come", "coming", "day",
    "days", "did", "do", "does", "doing", "done", "enough", "everyone", "everything", "few",
    "finding", "first", "found", "from", "gave", "get", "gets", "getting", "give", "given",
    "gives", "go", "goes", "going", "good", "got", "great", "had", "has", "have", "having", "he",
    "help", "helps", "here", "i", "if", "introducing", "is", "it", "kind", "kinds", "last", "led",
    "let", "lets", "lot", "lots", "made", "make", "makes", "making", "many", "more", "most",
    "much", "need", "needs", "new", "next", "not", "now", "number", "often", "other", "own",
    "people", "put", "ran", "run", "runs", "said", "same", "saw", "say", "says", "seen", "several",
    "she", "show", "showed", "shows", "someone", "something", "take", "takes", "that", "then",
    "there", "they", "thing", "things", "time", "times", "titled", "today", "told", "too", "took",
    "tried", "use", "used", "uses", "using", "want", "wants", "was", "way", "ways", "we", "well",
    "went", "were", "when", "where", "which", "while", "who", "will", "with", "work", "worked",
    "works", "year", "years", "yesterday", "you",
]);

/// A word that can be part of a noun phrase.
fn noun(page: &Page, block: usize, i: usize) -> bool {
    let token = page.token(block, i);
    if !token.is(flag::WORD)
        || token.is(flag::HANDLE)
        || page.owner_of(block, i, Kind::Person).is_some()
    {
        return false;
    }
    if token.is(flag::CODE | flag::CAMEL) {
        return true;
    }
    let key = page.key(block, i);
    match page.dictionary(block, i) {
        _ if NO_NOUN.has(key) => false,
        Some(w) if w.parts & CommonWord::FUNCTION != 0 => false,
        Some(w) if w.parts != 0 && w.parts & (CommonWord::NOUN | CommonWord::ADJECTIVE) == 0 => {
            key.ends_with("ing")
        }
        _ => true,
    }
}

/// Words that may stand between two nouns of a phrase.
fn joins(page: &Page, block: usize, i: usize) -> bool {
    matches!(page.key(block, i), "of" | "in")
        || matches!(page.word(block, i), "'s" | "’s" | "-" | "/" | "&")
}

/// A word that no phrase ends with.
fn trails(page: &Page, block: usize, i: usize) -> bool {
    let key = page.key(block, i);
    if !page.token(block, i).is(flag::WORD) || words::SESSION.has(key) {
        return true;
    }
    match page.dictionary(block, i) {
        Some(w) => {
            w.parts != 0
                && w.parts & CommonWord::NOUN == 0
                && !key.ends_with("ing")
                && !page.token(block, i).is(flag::CAPITAL)
        }
        None => false,
    }
}

/// The noun phrases of two words and more within a range, such as a title.
pub fn chunks(page: &Page, block: usize, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match phrase(page, block, at) {
            Some(p) if p.start < range.end => {
                let p = p.start..p.end.min(range.end);
                at = p.end.max(at + 1);
                if (2..=4).contains(&p.len()) && p != range {
                    found.push(p);
                }
            }
            _ => at += 1,
        }
    }
    found
}
