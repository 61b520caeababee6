//! The wording of topics: when two are the same, and how one is written.

use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words::List;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

/// Whether a spelling, whose key is `short`, is a form of a name: it has all its words, the same last
/// one, or is short for it.
pub fn is_same(name: &str, short: &str, written: &str) -> bool {
    let (a, b) = (stems(name), stems(written));
    let (name, written) = (name::lower(name), name::lower(written));
    let initials: String = name::split(&name).filter_map(|w| w.chars().next()).collect();
    let short = short.strip_suffix('s').unwrap_or(short);
    let shared = shared(&a, &b);
    shared == a.len()
        || shared > 0 && last(&name) == last(&written)
        || short.len() > 1 && initials.starts_with(short)
}

/// The stem of the last word of a name that is folded and in lower case.
fn last(lower: &str) -> Option<&str> {
    name::split(lower).next_back().map(stem)
}

/// A phrase with small letters but for names.
pub fn lowered(page: &Page, block: usize, range: Range<usize>) -> String {
    let mut out = String::new();
    for i in range {
        let token = page.token(block, i);
        let word = page.word(block, i);
        if !out.is_empty() && !token.is(flag::GLUED) {
            out.push(' ');
        }
        let named = page.owner(block, i).is_some_and(|t| page.things[t].kind != Kind::Talk);
        let first = token.is(flag::FIRST);
        let usual = page.dictionary(block, i).map_or(first, |w| w.capital < 70);
        if !named && usual && !token.is(flag::CAMEL | flag::UPPER) {
            push_lower(&mut out, word);
        } else {
            out.push_str(word);
        }
    }
    out
}

/// Appends a word in small letters.
fn push_lower(out: &mut String, word: &str) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
    } else {
        out.push_str(&word.to_lowercase());
    }
}

/// Words that make no difference.
static SMALL: List = List::of(&[
    "a", "an", "and", "as", "at", "for", "from", "in", "of", "on", "or", "s", "the", "to", "with",
]);

/// The words of a name without endings of the plural and without small words: their hashes
/// (`name::fingerprint`), sorted.
pub fn stems(name: &str) -> Vec<u64> {
    let mut stems = Vec::new();
    stems_into(&mut stems, name);
    stems
}

/// The same into a list that is used again and again.
pub fn stems_into(stems: &mut Vec<u64>, name: &str) {
    stems.clear();
    let lower = name::lower(name);
    let words = name::split(&lower).filter(|w| !SMALL.has(w));
    stems.extend(words.map(|w| name::fingerprint(stem(w))));
    stems.sort_unstable();
    stems.dedup();
}

/// How many stems two names share.
pub fn shared(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|stem| b.contains(stem)).count()
}

/// A word without the ending of the plural.
fn stem(word: &str) -> &str {
    if word.len() <= 3 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word;
    }
    match word.strip_suffix("ies") {
        Some(stem) => stem,
        None => word.strip_suffix('s').or(word.strip_suffix('y')).unwrap_or(word),
    }
}
