//! The wording of topics: when two are the same, and how one is written.

use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeSet;
use std::ops::Range;

/// Whether a spelling is a form of a name: it has all its words, the same last one, or is short for it.
pub fn is_same(name: &str, written: &str) -> bool {
    let (a, b) = (stems(name), stems(written));
    let last = |text: &str| name::words(text).last().map(|w| stem(w).to_string());
    let initials: String = name::words(name).iter().filter_map(|w| w.chars().next()).collect();
    let short = name::key(written);
    let short = short.strip_suffix('s').unwrap_or(&short);
    a.is_subset(&b)
        || !a.is_disjoint(&b) && last(name) == last(written)
        || short.len() > 1 && initials.starts_with(short)
        || name::key(name) == name::key(written)
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
        let usual = page.lexicon.word(page.key(block, i)).map_or(first, |w| w.capital < 70);
        if !named && usual && !token.is(flag::CAMEL | flag::UPPER) {
            out.push_str(&word.to_lowercase());
        } else {
            out.push_str(word);
        }
    }
    out
}

/// Words that make no difference.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "for", "from", "in", "of", "on", "or", "s", "the", "to", "with",
];

/// The words of a name without endings of the plural and without small words.
pub fn stems(name: &str) -> BTreeSet<String> {
    let words = name::words(name).into_iter().filter(|w| !words::has(SMALL, w));
    words.map(|w| stem(&w).to_string()).collect()
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
