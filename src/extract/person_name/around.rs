//! What speaks for a person around a run of words.

use crate::curated::lexicon::CommonWord;
use crate::document::BlockKind;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::profile;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::name;
use std::ops::Range;

/// The sum of what stands around the words: a profile link, “by”, a verb of speaking, a possessive …
pub fn score(page: &Page, block: usize, range: Range<usize>) -> f32 {
    let after = page.word(block, range.end);
    let next = page.key(block, range.end);
    let mut score: f32 = 0.0;
    score += if leads_to_profile(page, block, range.start) { 1.6 } else { 0.0 };
    score += if leads_to_namesake(page, block, &range) { 1.0 } else { 0.0 };
    score += before(page, block, range.start);
    score += if has_title(page, block, range.start) { 0.8 } else { 0.0 };
    score += if ends_line(page, block, &range) { 0.6 } else { 0.0 };
    score += if is_shown(page, block, &range) { 0.9 } else { 0.0 };
    score += if acts(page, block, range.end) { 0.4 } else { 0.0 };
    score += labelled(page, block, range.start);
    score += if words::SPEAKS.has(next) { 1.3 } else { 0.0 };
    score += if heads(page, block, &range) { 0.8 } else { 0.0 };
    score += if is_alone_on_line(page, block, &range) { 0.8 } else { 0.0 };
    if matches!(after, "'s" | "’s") {
        let session = (1..6).any(|k| page.is_in(&words::SESSION, block, range.end + k));
        score += if session { 1.2 } else { 0.4 };
    }
    if after == "(" || page.token(block, range.end).is(flag::HANDLE) {
        score += if page.token(block, range.end + 1).is(flag::HANDLE) { 1.5 } else { 0.5 };
    }
    score += if matches!(next, "from" | "at" | "and" | "who" | "of") { 0.3 } else { 0.0 };
    let whole = range.start == 0 && range.end == page.blocks[block].len();
    let marked = page.token(block, 0).is(flag::STRONG | flag::EMPHASIS);
    score += if whole && marked { 0.5 } else { 0.0 };
    score - if is_after_place_word(page, block, range.start) { 1.2 } else { 0.0 }
}

/// Whether a heading begins with the words and goes on like “Jo Doe: …”, “Jo Doe - Director of …”.
fn heads(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let after = page.word(block, range.end);
    let role = |k: usize| page.is_in(&words::ROLES, block, range.end + k);
    let titled = (after == "," || words::BREAKS.has(after)) && (1..5).any(role);
    page.is_heading(block) && range.start == 0 && (titled || after == ":")
}

/// Whether a line of a paragraph has nothing but these words.
fn is_alone_on_line(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let text = &page.document.blocks[block].text;
    let breaks = |a: usize, b: usize| {
        let (from, to) = (page.token(block, a).end as usize, page.token(block, b).start as usize);
        text[from..to].contains('\n')
    };
    let len = page.blocks[block].len();
    let begins = range.start == 0 || breaks(range.start - 1, range.start);
    let ends = range.end == len || breaks(range.end - 1, range.end);
    begins && ends && range.len() < len
}

/// Whether the words are a link to somebody's profile.
fn leads_to_profile(page: &Page, block: usize, at: usize) -> bool {
    let link = page.token(block, at).link;
    link > 0 && profile::of(&page.document.links[link as usize - 1].target).is_some()
}

/// Whether the words are a link to a site or page of that name: `jodoe.example`, `/authors/jo-doe`.
fn leads_to_namesake(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let link = page.token(block, range.start).link;
    let Some(target) = link.checked_sub(1).map(|l| &page.document.links[l as usize].target) else {
        return false;
    };
    let Some((host, path)) = profile::split(target) else { return false };
    let (first, last) = (page.key(block, range.start), page.key(block, range.end - 1));
    let rest = |part: &str| {
        let key = name::key(part);
        key.strip_prefix(first).and_then(|rest| rest.strip_prefix(last)).map(str::len)
    };
    let site = rest(host).is_some_and(|more| more < 6);
    target.len() < 300
        && last.len() > 2
        && (site || path.split('/').any(|part| rest(part) == Some(0)))
}

/// Whether a role is told before: “CTO Jo Doe”, “our VP of Engineering, Jo Doe”.
fn has_title(page: &Page, block: usize, at: usize) -> bool {
    let Some(last) = at.checked_sub(1) else { return false };
    let comma = page.word(block, last) == ",";
    let from = at.saturating_sub(if comma { 5 } else { 1 });
    let role = |i: usize| page.is_in(&TITLES, block, i) && page.same_sentence(block, i, at);
    (from..at).any(role)
}

/// What stands before a name and says who it is.
static TITLES: List = List::of(&[
    "advocate", "analyst", "architect", "author", "ceo", "cfo", "cofounder", "colleague", "coo",
    "creator", "cto", "director", "dr", "engineer", "evangelist", "founder", "friend", "host",
    "maintainer", "manager", "mr", "mrs", "ms", "president", "prof", "professor", "researcher",
    "scientist", "vp",
]);

/// Whether the words end a heading or an item after a dash, or stand alone in its brackets.
fn ends_line(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).map_or("", |i| page.word(block, i));
    let item = matches!(page.document.blocks[block].kind, BlockKind::Item { .. });
    let line = page.is_heading(block) || item && page.blocks[block].len() < 24;
    let dashed = words::BREAKS.has(before) && range.end == page.blocks[block].len();
    line && (dashed || before == "(" && page.word(block, range.end) == ")")
}

/// Whether a picture shows somebody: “Jo Doe chatting at the booth”.
fn is_shown(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let next = page.word(block, range.end);
    let image = page.token(block, range.start).is(flag::IMAGE);
    let does = next.len() > 5 && next.ends_with("ing");
    let stands = matches!(next, "on" | "at" | "during" | "and");
    image && (does || stands)
}

/// Whether a verb in the present follows: “Jo Doe wants …”.
fn acts(page: &Page, block: usize, at: usize) -> bool {
    let key = page.key(block, at);
    !page.token(block, at).is(flag::CAPITAL)
        && !words::SPEAKS.has(key)
        && key.len() > 4
        && key.ends_with('s')
        && key
            .strip_suffix('s')
            .and_then(|k| page.lexicon.word(k))
            .is_some_and(|w| w.parts & CommonWord::VERB != 0)
}

/// “by X”, “thanks X”, “Speaker: X”.
fn before(page: &Page, block: usize, at: usize) -> f32 {
    let key = |back: usize| at.checked_sub(back).map_or("", |i| page.key(block, i));
    let colon = at > 0 && page.word(block, at - 1) == ":";
    let labels = matches!(key(2), "speaker" | "speakers" | "presenter" | "by" | "author" | "host");
    match key(1) {
        "by" | "speaker" | "speakers" | "with" | "thanks" | "thank" => 0.9,
        "met" | "meet" | "meeting" | "saw" | "interviewed" | "invited" => 0.7,
        _ if colon && labels => 1.5,
        _ => 0.0,
    }
}

/// A line that begins with “Speakers:” lists people; one that is bold and ends with a company in
/// brackets most often names one.
fn labelled(page: &Page, block: usize, at: usize) -> f32 {
    let label = page.is_in(&words::SPEAKER_LABELS, block, 0);
    let listed = label && page.word(block, 1) == ":" && at > 2 && page.same_sentence(block, 0, at);
    let bold = at == 0 && page.token(block, 0).is(flag::STRONG) && page.blocks[block].len() < 12;
    match (listed, bold) {
        (true, _) if people::joins(page.word(block, at - 1)) => 1.5,
        (_, true) => 0.7,
        _ => 0.0,
    }
}

/// Whether a word before says that this is a place or a thing: “in X”, “the X”; but not “thanks to X”.
fn is_after_place_word(page: &Page, block: usize, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |i| page.word(block, i));
    let second = at.checked_sub(2).map_or("", |i| page.key(block, i));
    match before {
        "to" => matches!(second, "went" | "go" | "going" | "trip" | "travel" | "back"),
        "in" | "the" | "near" | "a" => true,
        _ => false,
    }
}
