//! Tools that a sentence calls one: “a library called Wibblix”, “Wibblix, a framework for …”, “Wibblix is
//! a linter that …”, “their new tool, Wibblix,”, “open-sourced Wibblix”.
//!
//! What is called a tool may be any word; elsewhere it must be one of no language, for a sentence says of
//! many things that they are tools. Cost: linear in the words for software.

use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

const RULE: &str = "called-tool";

/// What tools are.
static SOFTWARE: List = List::of(&[
    "app", "assembler", "browser", "cli", "compiler", "crate", "database", "debugger", "editor",
    "extension", "framework", "gem", "interpreter", "language", "library", "linter", "module",
    "package", "plugin", "profiler", "project", "proxy", "runtime", "sdk", "simulator", "software",
    "tool", "toolkit", "utility",
]);

/// What is done to them, in one word or the second of two.
static OPENED: List = List::of(&["opensourced", "sourced"]);

/// Reads every word for software, and what was open-sourced.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        for i in 0..page.blocks[block].len() {
            let found = if page.is_in(&SOFTWARE, block, i) {
                called(page, block, i).or_else(|| told(page, block, i))
            } else if page.is_in(&OPENED, block, i) {
                opened(page, block, i)
            } else {
                None
            };
            if let Some((range, confidence)) = found {
                record(page, block, range, confidence);
            }
        }
    }
}

/// Writes a tool down, under the catalogue's name if it knows one of that spelling.
fn record(page: &mut Page, block: usize, range: Range<usize>, confidence: f32) {
    let spot = page.spots[block].iter().find(|s| (s.from, s.to) == (range.start, range.end));
    let sense = spot.and_then(|spot| spot.senses.iter().find(|s| s.kind == Kind::Tool));
    let entry = sense.map(|sense| sense.entry);
    let written = page.text(block, range.clone());
    let name = entry.map_or(&*written, |id| page.lexicon.entry(id).name).to_string();
    let tool = page.mention(Kind::Tool, &name, Place::words(block, range), RULE, confidence);
    page.things[tool].entry = page.things[tool].entry.or(entry);
    if written != name {
        page.also_named(tool, &written);
    }
}

/// “a library called Wibblix”, “the tool is named Wibblix”.
fn called(page: &Page, block: usize, noun: usize) -> Option<(Range<usize>, f32)> {
    let named = |i: &usize| matches!(page.key(block, *i), "called" | "dubbed" | "named");
    let verb = (noun + 1..noun + 5).find(named)?;
    // Everybody's databases have names.
    let data = page.key(block, noun) == "database";
    let between = !data
        && (noun + 1..verb).all(|i| {
            matches!(page.key(block, i), "is" | "that" | "thats" | "was" | "which" | "" | "s")
                && page.word(block, i) != "."
        });
    let range = name(page, block, verb + 1).filter(|_| between)?;
    page.same_sentence(block, noun, range.start).then_some((range, 0.85))
}

/// “Wibblix, a framework for …”, “Wibblix is a linter”, “their new tool, Wibblix, …”.
fn told(page: &Page, block: usize, noun: usize) -> Option<(Range<usize>, f32)> {
    // “a database company” is none, nor is what somebody likes a tool to be.
    let after = page.word(block, noun + 1);
    let closes = !page.token(block, noun + 1).is(flag::WORD)
        || matches!(after, "for" | "in" | "that" | "to" | "which" | "with" | "written");
    if !closes || after == "-" {
        return None;
    }
    let range = before(page, block, noun).or_else(|| behind(page, block, noun))?;
    let whole = page.same_sentence(block, range.start, noun);
    (whole && range.clone().all(|i| is_strange(page, block, i))).then_some((range, 0.75))
}

/// The name before “, a … framework” or “is a … framework”.
fn before(page: &Page, block: usize, noun: usize) -> Option<Range<usize>> {
    let article = (noun.saturating_sub(5)..noun)
        .rev()
        .take_while(|&i| page.token(block, i).is(flag::WORD))
        .find(|&i| matches!(page.key(block, i), "a" | "an"))?;
    let joint = article.checked_sub(1)?;
    let joins = matches!(page.word(block, joint), "," | "(" | "is" | "was" | "–" | "—");
    let last = joint.checked_sub(1).filter(|_| joins)?;
    let starts = last.saturating_sub(2)..=last;
    let mut names = starts.filter_map(|from| name(page, block, from));
    names.find(|range| range.end == joint)
}

/// The name behind “their new tool,”.
fn behind(page: &Page, block: usize, noun: usize) -> Option<Range<usize>> {
    let theirs = (noun.saturating_sub(3)..noun)
        .any(|i| matches!(page.key(block, i), "her" | "his" | "its" | "my" | "our" | "their"));
    if !theirs || page.word(block, noun + 1) != "," {
        return None;
    }
    let range = name(page, block, noun + 2)?;
    let next = page.word(block, range.end);
    matches!(next, "," | "." | ":" | "" | "–" | "—").then_some(range)
}

/// “open-sourced Wibblix”, “open sourced Wibblix”.
fn opened(page: &Page, block: usize, i: usize) -> Option<(Range<usize>, f32)> {
    if page.key(block, i) == "sourced" && (i == 0 || page.key(block, i - 1) != "open") {
        return None;
    }
    let range = name(page, block, i + 1)?;
    range.clone().all(|i| is_strange(page, block, i)).then_some((range, 0.75))
}

/// The name that begins at a token: capitalised words, or one in code format, that nothing else owns.
fn name(page: &Page, block: usize, from: usize) -> Option<Range<usize>> {
    let quote = usize::from(matches!(page.word(block, from), "“" | "\"" | "‘" | "'"));
    let from = from + quote;
    let code = page.token(block, from).is(flag::CODE);
    let more = |i: usize| {
        let capital = !code && page.is_capital(block, i) && page.word(block, i).len() > 1;
        page.same_sentence(block, from, i) && (capital || page.token(block, i).is(flag::CODE))
    };
    let fits = |i: usize| {
        let token = page.token(block, i);
        let kind = if code { token.is(flag::CODE) } else { token.is(flag::CAPITAL | flag::CAMEL) };
        token.is(flag::WORD)
            && kind
            && !token.is(flag::HANDLE | flag::IMAGE | flag::NUMBER)
            && page.owner(block, i).is_none()
            && !page.is_in(&words::NOT_NAMES, block, i)
            && page.same_sentence(block, from, i)
    };
    let most = if code { 1 } else { 3 };
    let to = (from..page.blocks[block].len()).take_while(|&i| fits(i)).count() + from;
    // What goes on before or after is another name, but for a maker's.
    let glued = page.word(block, to) == ":" && page.word(block, to + 1) == ":";
    let maker = |i: usize| page.owner_of(block, i, Kind::Company).is_some();
    let first =
        |i: usize| page.token(block, i).is(flag::FIRST) && !page.token(block, i).is(flag::CODE);
    let before = from.checked_sub(1).is_some_and(|i| more(i) && !first(i) && !maker(i));
    ((1..=most).contains(&(to - from)) && !glued && !before && !more(to)).then_some(from..to)
}

/// Whether a word is in code format, in camel case, or of no language and nobody's name.
fn is_strange(page: &Page, block: usize, i: usize) -> bool {
    let known = page.name_word(block, i);
    let nobody = known.given < 3 && known.surname < 3 && !known.place;
    let word = page.word(block, i);
    let acronyms = word.strip_suffix('s').is_some_and(|w| w.chars().all(char::is_uppercase));
    let topic = page.spots[block]
        .iter()
        .any(|s| s.from == i && s.senses.iter().any(|sense| sense.kind == Kind::Topic));
    if acronyms || topic {
        return false;
    }
    page.token(block, i).is(flag::CODE | flag::CAMEL)
        || page.dictionary(block, i).is_none() && nobody && page.key(block, i).len() > 2
}
