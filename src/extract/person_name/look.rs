//! How much some words look like the name of a person.

use crate::curated::Sense;
use crate::extract::page::Page;
use crate::extract::person_name::runs;
use crate::extract::token::flag;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

/// How much the words look like a name, or `None` if they cannot be one.
pub fn score(page: &Page, block: usize, range: Range<usize>, run: Range<usize>) -> Option<f32> {
    let (first, last) = (range.start, range.end - 1);
    if !page.is_capital(block, first)
        || !page.is_capital(block, last)
        || words::has(words::PLACES, page.key(block, first))
        || range.clone().filter(|&i| page.token(block, i).is(flag::CAPITAL)).count() > 4
        || range.clone().any(|i| never(page, block, i))
        || named_otherwise(page, block, range.clone())
    {
        return None;
    }
    let given = page.lexicon.name_word(page.key(block, first)).given;
    let surname = surname_of(page, block, last);
    let mut score = match given {
        8.. => 2.5,
        6..=7 => 2.1,
        3..=5 => 1.6,
        2 => 1.2,
        _ if runs::is_initial(page.word(block, first)) => 0.6,
        _ => rarity(page, block, first) * 0.7,
    };
    score += match surname {
        5.. => 1.5,
        2..=4 => 1.0,
        _ => rarity(page, block, last) * 0.8,
    };
    score -= ordinary(page, block, first) * if given >= 8 { 0.4 } else { 1.2 };
    score -= ordinary(page, block, last) * if surname >= 5 { 0.4 } else { 1.2 };
    for i in (first + 1..last).filter(|&i| !is_middle(page, block, i)) {
        score -= 0.4 + ordinary(page, block, i);
    }
    // Words left over on either side speak against it: “Alex Soto Conference Hall”.
    score -= 0.3 * (run.end - range.end) as f32 + 0.15 * (range.start - run.start) as f32;
    Some(score)
}

/// Whether a word can stand between a given name and a surname.
fn is_middle(page: &Page, block: usize, i: usize) -> bool {
    let known = page.lexicon.name_word(page.key(block, i));
    let word = page.word(block, i);
    known.given > 2
        || known.surname > 2
        || runs::is_initial(word)
        || runs::is_particle(page, block, i)
        || word == "."
}

/// A word that is in no person's name.
fn never(page: &Page, block: usize, i: usize) -> bool {
    let (word, key) = (page.word(block, i), page.key(block, i));
    let token = page.token(block, i);
    let shouting = token.is(flag::UPPER) && key.len() > 2 && {
        let known = page.lexicon.name_word(key);
        known.given < 3 && known.surname < 3
    };
    shouting
        || token.is(flag::NUMBER | flag::CODE | flag::TAG)
        || word.chars().any(|c| c.is_ascii_digit() || c == '_')
        || words::has(words::ROLES, key)
        || words::has(words::SESSION, key)
        || words::has(words::EVENT_WORDS, key)
        || words::has(words::COMPANY_WORDS, key) && page.lexicon.name_word(key).surname < 5
        || key.ends_with("conf")
        || key.len() > 6 && key.ends_with("ification")
}

/// Whether the catalogue knows the words as a tool, company or event, or the first as a tool.
fn named_otherwise(page: &Page, block: usize, range: Range<usize>) -> bool {
    let first = range.start;
    page.spots[block].iter().take_while(|spot| spot.from < range.end).any(|spot| {
        let whole = spot.from <= first && spot.to >= range.end;
        let part = spot.from >= first && spot.to <= range.end;
        if !whole && !part {
            return false;
        }
        let known = |s: &Sense| {
            let strong = !s.ambiguous && s.score >= 12;
            match s.kind {
                Kind::Topic => whole && s.score >= 40,
                Kind::Company => whole || strong && spot.to - spot.from > 1,
                _ => whole || strong && s.score >= 30,
            }
        };
        let named = page.lexicon.name_word(&spot.key);
        (whole || named.given < 4 && named.surname < 4) && spot.senses.iter().any(known)
    })
}

/// The class of a word as a surname; of a double name, the better part's.
fn surname_of(page: &Page, block: usize, i: usize) -> u8 {
    let whole = page.lexicon.name_word(page.key(block, i)).surname;
    let parts = page.word(block, i).split(['-', '‑']);
    let parts = parts.map(|p| page.lexicon.name_word(&name::key(p)).surname);
    parts.max().unwrap_or(0).max(whole)
}

/// 1 for a word that no dictionary knows, 0 for a plain one.
fn rarity(page: &Page, block: usize, i: usize) -> f32 {
    match page.lexicon.word(page.key(block, i)) {
        None => 1.0,
        Some(w) if w.frequency == 0 && w.dictionaries < 3 => 0.7,
        Some(w) if w.capital > 80 => 0.5,
        Some(_) => 0.0,
    }
}

/// 1 for a word that is common in lower case, 0 for a name or a rare word.
fn ordinary(page: &Page, block: usize, i: usize) -> f32 {
    match page.lexicon.word(page.key(block, i)) {
        Some(w) if w.capital >= 70 => 0.0,
        Some(w) if w.frequency >= 4 => 1.0,
        Some(w) if w.frequency >= 1 || w.dictionaries >= 6 => 0.6,
        _ => 0.0,
    }
}
