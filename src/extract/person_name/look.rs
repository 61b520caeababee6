//! How much some words look like the name of a person.

use crate::curated::entry::Sense;
use crate::curated::lexicon::CommonWord;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

/// How much the words look like a name, or `None` if they cannot be one.
pub fn score(page: &Page, block: usize, range: Range<usize>, run: Range<usize>) -> Option<f32> {
    let (first, last) = (range.start, range.end - 1);
    if page.is_in(&BUILDINGS, block, run.end - 1)
        || !page.is_capital(block, first)
        || !page.is_capital(block, last)
        || page.is_in(&words::PLACES, block, first)
        || page.name_word(block, first).given < 3 && begins_otherwise(page, block, first)
        || range.clone().filter(|&i| page.token(block, i).is(flag::CAPITAL)).count() > 4
        || range.clone().any(|i| never(page, block, i))
        || named_otherwise(page, block, range.clone())
    {
        return None;
    }
    let given = page.name_word(block, first).given;
    let surname = surname_of(page, block, last);
    let mut score = as_given(page, block, first, given);
    score += match surname {
        5.. => 1.5,
        2..=4 => 1.0,
        _ => rarity(page, block, last) * 0.8,
    };
    // A given name that is a word too is one before a known surname: “Rich Harris”.
    let worth = match (given, surname) {
        (8.., _) => 0.4,
        (5.., 5..) => 0.8,
        _ => 1.2,
    };
    score -= ordinary(page, block, first) * worth;
    score -= ordinary(page, block, last) * if surname >= 5 { 0.4 } else { 1.2 };
    for i in (first + 1..last).filter(|&i| !is_middle(page, block, i)) {
        score -= 0.4 + ordinary(page, block, i);
    }
    // “Ember Components” are parts of a tool, whoever else is called Ember.
    score -= if is_tool(page, block, first) { 1.2 * plainness(page, block, last) } else { 0.0 };
    // “Will Rust win?” asks.
    let asks = page.dictionary(block, first).is_some_and(|w| w.parts & CommonWord::FUNCTION != 0);
    score -= if (asks || given < 3) && is_elsewhere(page, block, last) { 1.2 } else { 0.0 };
    // Words left over on either side speak against it: “Alex Soto Conference Hall”; most of all a
    // word that can only be the surname.
    let rare =
        |i: usize| rarity(page, block, i) > 0.9 && senses_of(page, block, i).next().is_none();
    score -= if run.end > range.end && rare(range.end) { 0.8 } else { 0.0 };
    score -= if run.start < first && rare(first - 1) { 0.6 } else { 0.0 };
    score -= 0.3 * (run.end - range.end) as f32 + 0.15 * (range.start - run.start) as f32;
    Some(score)
}

/// Whether a word that is known as nobody's name begins something else: a country, what is done.
fn begins_otherwise(page: &Page, block: usize, i: usize) -> bool {
    page.is_in(&words::NATIONS, block, i) || is_verb_form(page, page.key(block, i))
}

/// What the names of buildings and of awards end with.
static BUILDINGS: List = List::of(&[
    "airport", "arena", "castle", "center", "centre", "fellowship", "hotel", "museum", "palace",
    "square", "stadium", "station", "theater", "theatre", "tower", "wharf",
]);

/// Whether the catalogue knows a word, as it is written, as a tool.
fn is_tool(page: &Page, block: usize, i: usize) -> bool {
    senses_of(page, block, i).any(|s| s.kind == Kind::Tool && s.surface == page.word(block, i))
}

/// Whether a word is a place or a tool that everybody knows: what stands before it is no name unless it
/// is known as one (“Wibble Berlin”, “Sorted Rust”).
fn is_elsewhere(page: &Page, block: usize, i: usize) -> bool {
    let famous = |s: &Sense| s.kind == Kind::Tool && s.score >= 60;
    page.name_word(block, i).place || senses_of(page, block, i).any(famous)
}

/// What the catalogue knows under a word.
fn senses_of<'p, 'a>(
    page: &'p Page<'a>,
    block: usize,
    i: usize,
) -> impl Iterator<Item = &'p Sense<'a>> {
    let spots = &page.spots[block];
    let first = spots.partition_point(|s| s.from < i);
    let here = spots[first..].iter().take_while(move |s| s.from == i);
    here.filter(move |s| s.to == i + 1).flat_map(|s| &s.senses)
}

/// 1 for a word that dictionaries know in lower case, 0 for others.
fn plainness(page: &Page, block: usize, i: usize) -> f32 {
    match page.dictionary(block, i) {
        Some(w) if w.capital < 70 => 1.0,
        None if inflected(page, page.key(block, i)) => 1.0,
        _ => 0.0,
    }
}

/// What a first word is worth whose class as a given name is known.
fn as_given(page: &Page, block: usize, first: usize, class: u8) -> f32 {
    match class {
        8.. => 2.5,
        6..=7 => 2.1,
        3..=5 => 1.6,
        2 => 1.2,
        _ if is_initial(page.word(block, first)) => 0.3,
        _ => rarity(page, block, first) * 0.7,
    }
}

/// Whether a word can stand between a given name and a surname.
fn is_middle(page: &Page, block: usize, i: usize) -> bool {
    let known = page.name_word(block, i);
    let word = page.word(block, i);
    known.given > 2
        || known.surname > 2
        || is_initial(word)
        || page.is_in(&words::PARTICLES, block, i)
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
    let mixed = word.split(['-', '‑']).any(|part| {
        part.len() > 2 && part.len() < word.len() && part.chars().all(char::is_uppercase)
    });
    shouting
        || mixed
        || is_contracted(word)
        || is_abbreviated(word)
        || token.is(flag::NUMBER | flag::CODE | flag::TAG)
        || word.chars().any(|c| c.is_ascii_digit() || c == '_')
        || words::ROLES.has(key)
        || words::SESSION.has(key)
        || words::EVENT_WORDS.has(key)
        || words::COMPANY_WORDS.has(key) && page.lexicon.name_word(key).surname < 5
        || key.ends_with("conf")
        || key.len() > 6 && key.ends_with("ification")
}

/// “I’m”, “We’ve”: no name has such an ending.
fn is_contracted(word: &str) -> bool {
    let ending = word.rsplit_once(['\'', '’']).map(|(_, ending)| ending);
    matches!(ending, Some("d" | "ll" | "m" | "re" | "t" | "ve"))
}

/// “APIs”, “IoT”: capitals with small letters between or behind them.
fn is_abbreviated(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let shouted = stem.chars().count() > 1 && stem.chars().all(char::is_uppercase);
    let loud = word.ends_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    shouted && stem != word || loud
}

/// Whether the catalogue knows the words as a tool, company or event, or the first as a tool or a company.
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
                Kind::Company if spot.from > first => strong && spot.to - spot.from > 1,
                Kind::Company => whole || strong,
                _ => whole || strong && s.score >= 30,
            }
        };
        let named = page.lexicon.name_word_hashed(spot.hash);
        (whole || named.given < 4 && named.surname < 4) && spot.senses.iter().any(known)
    })
}

/// The class of a word as a surname; of a double name, the better part's.
fn surname_of(page: &Page, block: usize, i: usize) -> u8 {
    let whole = page.name_word(block, i).surname;
    let parts = page.word(block, i).split(['-', '‑']);
    let parts = parts.map(|p| page.lexicon.name_word(&name::key(p)).surname);
    parts.max().unwrap_or(0).max(whole)
}

/// 1 for a word that no dictionary knows, 0 for a plain one.
fn rarity(page: &Page, block: usize, i: usize) -> f32 {
    let key = page.key(block, i);
    match page.lexicon.word(key) {
        None if inflected(page, key) || compound(page, page.word(block, i)) => 0.0,
        None => 1.0,
        Some(w) if w.frequency == 0 && w.dictionaries < 3 => 0.7,
        Some(w) if w.capital > 80 => 0.5,
        Some(_) => 0.0,
    }
}

/// 1 for a word that is common in lower case, 0 for a name or a rare word.
fn ordinary(page: &Page, block: usize, i: usize) -> f32 {
    let key = page.key(block, i);
    match page.lexicon.word(key) {
        Some(w) if w.capital >= 70 => 0.0,
        Some(w) if w.frequency >= 4 => 1.0,
        Some(w) if w.frequency >= 1 || w.dictionaries >= 6 => 0.6,
        None if inflected(page, key) || compound(page, page.word(block, i)) => 1.0,
        _ => 0.0,
    }
}

/// Whether a word is a form of an ordinary one and no name: “filters”, “apps”.
fn inflected(page: &Page, key: &str) -> bool {
    let forms = [("s", ""), ("es", ""), ("ies", "y")];
    key.len() > 3 && is_no_name(page, key) && has_stem(page, key, &forms, 0)
}

/// Whether a word is a form of an ordinary verb and no name: “getting”, “hashed”, “simplified”.
fn is_verb_form(page: &Page, key: &str) -> bool {
    let forms = [("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("ied", "y")];
    // “getting”: a letter may be doubled before the ending.
    let doubled = |end: &str| {
        let Some(stem) = key.strip_suffix(end) else { return false };
        let mut letters = stem.char_indices().rev();
        let (Some((at, last)), Some((_, before))) = (letters.next(), letters.next()) else {
            return false;
        };
        last == before && is_plain(page, &stem[..at], CommonWord::VERB)
    };
    is_no_name(page, key)
        && (has_stem(page, key, &forms, CommonWord::VERB) || doubled("ing") || doubled("ed"))
}

/// Whether a word with one of these endings, or what stands there instead, is an ordinary word that is
/// one of these parts of speech.
fn has_stem(page: &Page, key: &str, forms: &[(&str, &str)], parts: u8) -> bool {
    forms.iter().any(|(end, instead)| {
        let stem = key.strip_suffix(end).map(|stem| format!("{stem}{instead}"));
        stem.is_some_and(|stem| is_plain(page, &stem, parts))
    })
}

/// Whether a word is ordinary, and one of these parts of speech if any are asked for.
fn is_plain(page: &Page, key: &str, parts: u8) -> bool {
    page.lexicon.word(key).is_some_and(|w| {
        w.capital < 70
            && (w.frequency > 0 || w.dictionaries >= 6)
            && (parts == 0 || w.parts & parts != 0)
    })
}

/// Whether a word with a hyphen ends with an ordinary word: “Higher-level”, “Pre-rendered”; not “Sae-bom”.
fn compound(page: &Page, word: &str) -> bool {
    let Some((_, last)) = word.rsplit_once(['-', '‑']) else { return false };
    let key = name::key(last);
    let ordinary = || page.lexicon.word(&key).is_some_and(|w| w.capital < 70 && w.frequency > 0);
    key.len() > 3
        && is_no_name(page, &key)
        && (ordinary() || inflected(page, &key) || is_verb_form(page, &key))
}

/// Whether a word is hardly anybody's name.
fn is_no_name(page: &Page, key: &str) -> bool {
    let known = page.lexicon.name_word(key);
    known.given < 3 && known.surname < 3
}

/// A single letter, as in “Jo D. Doe”.
pub fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}
