//! Of what words a phrase is made.

use crate::curated::lexicon::CommonWord;
use crate::extract::page::Page;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::topic::candidate::PhrasePlace;
use crate::extract::topic::clues::share;
use crate::model::feature::Features;
use crate::model::feature::few;
use crate::vocabulary::Kind;
use smallvec::SmallVec;

/// Endings of nouns for concepts, activities and people.
const ENDINGS: &[&str] = &[
    "ability", "age", "al", "als", "ance", "ation", "ed", "ence", "er", "ers", "es", "ibility",
    "ics", "ies", "ing", "ings", "ions", "isation", "ism", "ist", "ition", "ity", "ization", "ly",
    "ment", "ments", "ness", "ogy", "or", "ors", "s", "ship", "sion", "tion", "ure", "ures",
];

/// Of what words it is made; gives the class of the last.
pub fn make<'p>(page: &'p Page, f: &mut Features<'p>, at: &PhrasePlace) -> Option<&'static str> {
    let inside = at.range.clone().filter(|&i| page.token(at.block, i).is(flag::WORD));
    let inside: SmallVec<[Inside; 8]> = inside.map(|i| (i, page.dictionary(at.block, i))).collect();
    let count = inside.len();
    f.of("words", few(count));
    let (&first, &last) = (inside.first()?, inside.last()?);
    let head = page.key(at.block, last.0);
    // Most endings differ in the last letter, which is compared far faster than the whole.
    let letter = head.as_bytes().last();
    let ends = |e: &&&str| {
        e.as_bytes().last() == letter && head.len() > e.len() + 1 && head.ends_with(**e)
    };
    let ending = ENDINGS.iter().filter(ends).max_by_key(|e| e.len());
    f.of("its head ends in", ending.copied().unwrap_or("none of these"));
    f.of("first word", class(page, at.block, first));
    let head_class = class(page, at.block, last);
    f.of("last word", head_class);
    if count == 1 {
        f.of("alone", head_class);
        f.of("alone, common", few(common(last.1) / 2));
    }
    for &(i, word) in &inside {
        if common(word) >= COMMON {
            f.of(if i == last.0 { "head" } else { "word" }, page.key(at.block, i));
        }
    }
    let rarest = inside.iter().map(|(_, word)| common(*word)).min().unwrap_or(0);
    let commonest = inside.iter().map(|(_, word)| common(*word)).max().unwrap_or(0);
    f.amount("its rarest word is common", rarest as f32 / 10.0);
    f.amount("its commonest word is common", commonest as f32 / 10.0);
    let unknown = inside.iter().filter(|(_, word)| word.is_none()).count();
    f.of("its rarest word, class", few(rarest / 2));
    f.amount("words of no list", share(unknown, count));
    let head_topic = near(page, at).any(|s| {
        s.from == last.0 && s.to == last.0 + 1 && s.senses.iter().any(|x| x.kind == Kind::Topic)
    });
    f.flag_if("its head is a known topic", head_topic && count > 1);
    known_part(page, f, at);
    Some(head_class)
}

/// Topics of the catalogue that are part of it, or of which it is part.
fn known_part(page: &Page, f: &mut Features, at: &PhrasePlace) {
    for spot in near(page, at) {
        let topic = spot.senses.iter().find(|s| s.kind == Kind::Topic);
        let Some(sense) = topic.filter(|s| !s.ambiguous) else { continue };
        let (from, to) = (at.range.start, at.range.end);
        let longer = spot.from <= from && to <= spot.to && spot.to - spot.from > to - from;
        let shorter = from <= spot.from && spot.to <= to && spot.to - spot.from < to - from;
        let strong = sense.score >= 40;
        f.flag_if("part of a known topic", longer && strong);
        f.flag_if("holds a known topic", shorter && strong && spot.to - spot.from > 1);
    }
}

/// Words this common or more may be features themselves.
pub const COMMON: usize = 6;

/// A token of a phrase, and what is known of it as an ordinary word.
type Inside = (usize, Option<CommonWord>);

/// How common a word is: 0 for one of no list.
pub fn common(word: Option<CommonWord>) -> usize {
    word.map_or(0, |word| usize::from(word.frequency))
}

/// What kind of word stands there.
fn class(page: &Page, block: usize, (i, word): Inside) -> &'static str {
    let token = page.token(block, i);
    let key = page.key(block, i);
    if let Some(thing) = page.owner(block, i).filter(|&t| page.things[t].kind != Kind::Talk) {
        return page.things[thing].kind.word();
    }
    match word {
        _ if token.is(flag::CODE) => "code",
        _ if token.is(flag::CAMEL) => "camel case",
        _ if token.is(flag::UPPER) => "upper case",
        None if token.is(flag::CAPITAL) => "of no list, capital",
        None => "of no list",
        Some(_) if key.ends_with("ing") => "gerund",
        Some(w) if w.capital >= 60 => "usually capital",
        Some(w) => match (
            w.parts & CommonWord::NOUN,
            w.parts & CommonWord::VERB,
            w.parts & CommonWord::ADJECTIVE,
        ) {
            (0, _, 0) => "no noun",
            (0, _, _) => "adjective",
            (_, 0, 0) => "noun",
            (_, 0, _) => "noun or adjective",
            (_, _, 0) => "noun or verb",
            _ => "noun, verb or adjective",
        },
    }
}

/// The names of the catalogue that stand there or begin shortly before.
fn near<'p, 'a>(page: &'p Page<'a>, at: &PhrasePlace) -> impl Iterator<Item = &'p Spot<'a>> {
    let spots = &page.spots[at.block];
    let first = spots.partition_point(|s| s.from + 6 < at.range.start);
    let end = at.range.end;
    spots[first..].iter().take_while(move |s| s.from < end)
}
