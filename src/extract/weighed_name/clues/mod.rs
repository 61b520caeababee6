//! What speaks for and against a name as a tool or a company: how it is spelled, what the catalogue
//! and the word lists say of it, what stands around it, where in the note it stands.

use crate::curated::entry::Sense;
use crate::curated::lexicon::CommonWord;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::weighed_name::At;
use crate::extract::weighed_name::NameCandidate;
use crate::extract::weighed_name::clues::counts::NoteCounts;
use crate::extract::weighed_name::clues::counts::WordCount;
use crate::extract::words;
use crate::model::feature::Features;
use crate::model::feature::few;
use crate::name;
use crate::vocabulary::Kind;

pub mod counts;
mod place;

/// As many places of a name are looked at.
const PLACES: usize = 6;

/// Adds all features of a candidate.
pub fn features<'p>(
    page: &'p Page,
    counts: &NoteCounts,
    candidate: &NameCandidate,
    f: &mut Features<'p>,
) {
    rules(page, f, candidate);
    let (block, range) = &candidate.places[0];
    catalogue(page, f, candidate);
    spelling(page, f, (*block, range.clone()));
    word_lists(page, f, (*block, range.clone()));
    use_in_note(page, f, counts, candidate);
    for at in candidate.places.iter().take(PLACES) {
        place::format(page, f, at);
        place::around(page, f, at);
        place::neighbours(page, f, at);
    }
}

/// What the rules before said.
fn rules(page: &Page, f: &mut Features, candidate: &NameCandidate) {
    let Some(thing) = candidate.thing else {
        f.flag("no rule");
        return;
    };
    for seen in &page.things[thing].mentions {
        f.of("rule", seen.rule);
        f.of("rule sure", percent(seen.confidence));
    }
}

/// A confidence as a class.
fn percent(confidence: f32) -> &'static str {
    match confidence {
        x if x >= 0.89 => "90",
        x if x >= 0.74 => "75",
        x if x >= 0.58 => "60",
        _ => "50",
    }
}

/// What the catalogue knows by this name.
fn catalogue<'p>(page: &'p Page, f: &mut Features<'p>, candidate: &NameCandidate) {
    let (block, range) = &candidate.places[0];
    let written = page.text(*block, range.clone());
    let senses = page.lexicon.senses(&name::key(&written));
    f.flag_if("in no catalogue", senses.is_empty() && candidate.entry.is_none());
    for sense in &senses {
        let exact = sense.surface == written;
        let name = match (sense.kind, exact) {
            (Kind::Tool, true) => "known tool",
            (Kind::Tool, false) => "known tool, spelled otherwise",
            (Kind::Company, true) => "known company",
            (Kind::Company, false) => "known company, spelled otherwise",
            (Kind::Topic, _) => "known topic",
            _ => "known event",
        };
        f.of(name, standing(sense));
        f.of(if sense.kind == candidate.kind { "fame" } else { "fame as another" }, fame(sense));
    }
    let Some(id) = candidate.entry else { return };
    let entry = page.lexicon.entry(id);
    f.of("class", entry.class);
    if !entry.clash.is_empty() {
        f.of("clash", entry.clash);
    }
    f.flag_if("made by known", !entry.parent.is_empty());
    f.flag_if("has a home page", !entry.homepage.is_empty());
}

/// Whether a sense is clear, and how well attested.
fn standing(sense: &Sense) -> &'static str {
    match (sense.ambiguous, sense.score) {
        (true, 0..12) => "ambiguous, weak",
        (true, 12..40) => "ambiguous",
        (true, _) => "ambiguous, famous",
        (false, 0..12) => "weak",
        (false, 12..40) => "clear",
        (false, _) => "clear, famous",
    }
}

/// How well attested a sense is, as a class.
fn fame(sense: &Sense) -> &'static str {
    match sense.score {
        0..12 => "12",
        12..20 => "20",
        20..40 => "40",
        40..70 => "70",
        70..100 => "100",
        _ => "100+",
    }
}

/// How a name is spelled.
fn spelling(page: &Page, f: &mut Features, (block, range): At) {
    let any = |flags: u16| range.clone().any(|i| page.token(block, i).is(flags));
    let text = page.text(block, range.clone());
    f.of("words", few(range.clone().filter(|&i| page.token(block, i).is(flag::WORD)).count()));
    f.of("length", few(text.chars().count() / 3));
    f.flag_if("camel case", any(flag::CAMEL));
    f.flag_if("upper case", page.token(block, range.start).is(flag::UPPER));
    f.flag_if("small letters", !any(flag::CAPITAL));
    f.flag_if("digits", text.contains(|c: char| c.is_ascii_digit()));
    f.flag_if("hyphen", text.contains('-'));
    f.flag_if("underscore", text.contains('_'));
    f.flag_if("dot", text.contains('.'));
    parts(page, f, &text);
    let last = page.key(block, range.end - 1);
    let first = page.key(block, range.start);
    f.flag_if("company word", words::COMPANY_WORDS.has(last) || words::COMPANY_WORDS.has(first));
    f.flag_if("event word", words::EVENT_WORDS.has(last));
    f.flag_if("session word", words::SESSION.has(last));
    for end in [
        "js", "sql", "db", "lab", "labs", "hub", "kit", "test", "api", "lang", "soft", "ml",
        "ware", "cloud", "stack", "script", "py", "os",
    ] {
        if last.len() > end.len() && last.ends_with(end) {
            f.of("ends in", end);
        }
    }
}

/// What the parts of a name with a hyphen or dot are by themselves: `conda-store`, `scikit-build`.
fn parts(page: &Page, f: &mut Features, text: &str) {
    let parts = || text.split(['-', '.', '_']).filter(|part| part.len() > 1);
    if parts().count() < 2 {
        return;
    }
    for key in parts().map(name::key) {
        let tool = |s: &Sense| s.kind == Kind::Tool && !s.ambiguous;
        f.flag_if("a part is a tool", page.lexicon.senses(&key).iter().any(tool));
        f.flag_if("a part of no list", page.lexicon.word(&key).is_none());
    }
}

/// What the lists of ordinary words and of names say.
fn word_lists<'p>(page: &'p Page, f: &mut Features<'p>, (block, range): At) {
    let ends = [("first word", range.start), ("last word", range.end - 1)];
    for (which, i) in &ends[..if range.len() > 1 { 2 } else { 1 }] {
        let known = page.name_word(block, *i);
        let which = *which == "first word";
        match page.dictionary(block, *i) {
            None => f.flag(if which { "first word of no list" } else { "last word of no list" }),
            Some(word) => {
                let class = few(usize::from(word.frequency) / 3);
                f.of(if which { "first word common" } else { "last word common" }, class);
                let capital = few(usize::from(word.capital) / 20);
                f.of(
                    if which { "first word usually capital" } else { "last word usually capital" },
                    capital,
                );
                f.flag_if(
                    "a verb",
                    word.parts & CommonWord::VERB != 0 && word.parts & CommonWord::NOUN == 0,
                );
            }
        }
        if known.given > 0 {
            f.of(
                if which { "first word a given name" } else { "last word a given name" },
                few(usize::from(known.given) / 2),
            );
        }
        if known.surname > 0 {
            f.of(
                if which { "first word a surname" } else { "last word a surname" },
                few(usize::from(known.surname) / 2),
            );
        }
        f.flag_if("a place", known.place);
    }
    if range.len() == 1 {
        f.of(
            "the only word common",
            page.dictionary(block, range.start).map_or("no", |w| few(usize::from(w.frequency) / 2)),
        );
    }
}

/// How the note as a whole uses the name.
fn use_in_note(page: &Page, f: &mut Features, counts: &NoteCounts, candidate: &NameCandidate) {
    let places = &candidate.places;
    f.amount("times", (places.len() as f32).ln());
    f.flag_if("once", places.len() == 1);
    let (block, range) = &places[0];
    if range.len() == 1 {
        let WordCount { small, capital_inside: inside } =
            counts.get(page.token(*block, range.start).hash);
        f.of("in small letters", few(small));
        f.of("with a capital inside", few(inside));
        f.of(
            written(page, candidate),
            match (inside > 0, small > 0) {
                (true, false) => "as a name only",
                (true, true) => "as a name and as a word",
                (false, true) => "as a word",
                (false, false) => "where all have capitals",
            },
        );
    }
    f.of("tools in the note", few(counts.density));
    let key = name::key(&candidate.name);
    f.flag_if("a tag", counts.tags.contains(&key));
    let all = places.iter().all(|(b, _)| page.is_heading(*b));
    f.flag_if("only in headings", all);
    f.flag_if("in a heading", places.iter().any(|(b, _)| page.is_heading(*b)));
    let begins = |(b, r): &At| page.token(*b, r.start).is(flag::FIRST);
    f.flag_if("only at the start of sentences", places.iter().all(begins));
    f.amount("where", places[0].0 as f32 / page.blocks.len() as f32);
    f.flag_if("at the end", places[0].0 * 10 > page.blocks.len() * 9);
}

/// What kind of word it is whose use in the note is told.
fn written(page: &Page, candidate: &NameCandidate) -> &'static str {
    let (block, range) = &candidate.places[0];
    let token = page.token(*block, range.start);
    let own = candidate.entry.map(|id| page.lexicon.entry(id).ambiguous);
    let ordinary = page.dictionary(*block, range.start).is_some();
    match (own, token.is(flag::CAMEL), token.is(flag::UPPER), ordinary) {
        (Some(true), ..) => "ambiguous one is written",
        (Some(false), ..) => "known one is written",
        (None, true, ..) => "camel case is written",
        (None, _, true, _) => "upper case is written",
        (None, _, _, true) => "ordinary word is written",
        (None, ..) => "strange word is written",
    }
}
