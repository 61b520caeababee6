//! Whether the words around a person say that the person spoke to an audience.

use crate::document::BlockKind;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::title_line::label;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

/// How the note says that somebody spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// “X gave / presented / talked …”: the token of the verb.
    Verb(usize),
    /// “X's talk”: the token of the word for the session.
    Owns(usize),
    /// “talk by X”, “session with X”: the token of the word for the session.
    By(usize),
    /// “Shout out to X … for a demo of …”: the token of the word for the session.
    For(usize),
    /// “X on …”: the token of the preposition.
    On(usize),
}

/// The way in which the person at `range` spoke, if the sentence says so.
pub fn way(page: &Page, block: usize, range: &Range<usize>) -> Option<Way> {
    owns(page, block, range.end)
        .or_else(|| by(page, block, range.start))
        .or_else(|| verb(page, block, range))
        .or_else(|| thanked(page, block, range))
        .or_else(|| listed(page, block, range))
}

/// “1. **X** (@x) on queues”, “9:00 Keynote: X on queues”: an item of the notes on an event that begins
/// with a name, or a line that does so after its label.
fn listed(page: &Page, block: usize, range: &Range<usize>) -> Option<Way> {
    let item = matches!(page.document.blocks[block].kind, BlockKind::Item { .. });
    let label = label::without_label(page, block, 0..page.blocks[block].len()).start;
    let begins = range.start == label.max(range.start.min(1)) && range.len() > 1;
    let item = item || label > 1;
    let on = past_person(page, block, range.end);
    let leads = matches!(page.key(block, on), "on" | "about");
    (item && begins && leads && page.covered.is_some()).then_some(Way::On(on))
}

/// What stands between a name and its verb and says nothing of its own.
static BESIDE_PERSON: List = List::of(&[
    "&", "'s", ",", "-", "also", "and", "at", "did", "from", "has", "have", "of", "really", "the",
    "then", "was", "who", "–", "—", "’s",
]);

/// Past what may stand between a name and its verb: handle, brackets, company, commas, role, co-speakers.
pub fn past_person(page: &Page, block: usize, end: usize) -> usize {
    let mut at = people::past_handle(page, block, end);
    for _ in 0..16 {
        if !page.same_sentence(block, at, end.saturating_sub(1)) {
            return at;
        }
        let word = page.word(block, at);
        let company = page.owner_of(block, at, Kind::Company).is_some();
        let person = page.owner_of(block, at, Kind::Person).is_some();
        // “from Google AI”, where only the first word is known.
        let unit = at > end
            && page.token(block, at).is(flag::CAPITAL)
            && page.owner_of(block, at - 1, Kind::Company).is_some();
        if matches!(word, "(" | "[") {
            let close = (at..at + 14).find(|&i| matches!(page.word(block, i), ")" | "]"));
            at = close.map_or(at + 1, |c| c + 1);
        } else if company
            || person
            || unit
            || page.is_in(&words::ROLES, block, at)
            || page.token(block, at).is(flag::HANDLE)
            || BESIDE_PERSON.has(word)
        {
            at += 1;
        } else {
            return at;
        }
    }
    at
}

/// “X gave …”: a verb of speaking after the name, perhaps with an adverb.
fn verb(page: &Page, block: usize, range: &Range<usize>) -> Option<Way> {
    let at = past_person(page, block, range.end);
    if !page.same_sentence(block, range.start, at) || at >= page.blocks[block].len() {
        return None;
    }
    let speaks = |i: usize| page.is_in(&words::SPEAKS, block, i);
    let adverb = page.key(block, at).ends_with("ly") && !speaks(at);
    let at = if adverb { at + 1 } else { at };
    let listens = page.key(block, at + 1) == "me" || wished_for(page, block, range.start, at);
    (speaks(at) && !listens)
        .then_some(Way::Verb(at))
        .or_else(|| later_verb(page, block, range.end, at))
}

/// “I would listen to X talk about anything”: nobody has spoken yet.
fn wished_for(page: &Page, block: usize, person: usize, verb: usize) -> bool {
    let wish = |i: usize| {
        matches!(page.key(block, i), "could" | "should" | "wish" | "would")
            && page.same_sentence(block, i, verb)
    };
    matches!(page.key(block, verb), "present" | "speak" | "talk")
        && (person.saturating_sub(8)..person).any(wish)
}

/// Verbs in a form that needs no helper, by which a speaker speaks and nobody else.
static SPOKE: List = List::of(&[
    "delivered", "demoed", "demonstrated", "discussed", "explained", "gave", "keynoted",
    "moderated", "presented", "spoke", "talked",
]);

/// Words after which a verb may be somebody else's, or the passive.
static OTHER_SUBJECT: List = List::of(&[
    "are", "as", "be", "been", "being", "he", "i", "is", "it", "she", "that", "they", "was", "we",
    "were", "what", "which", "whose", "you",
]);

/// “X, who had been there from the start and knew it all, talked about …”: further on in the
/// sentence, where nothing can be another subject.
fn later_verb(page: &Page, block: usize, end: usize, from: usize) -> Option<Way> {
    for i in from..(from + 24).min(page.blocks[block].len()) {
        let key = page.key(block, i);
        let other = OTHER_SUBJECT.has(key) || page.owner_of(block, i, Kind::Person).is_some();
        if other || !page.same_sentence(block, from, i) || page.word(block, i) == ";" {
            return None;
        }
        let joined = i > from
            && (matches!(page.word(block, i - 1), "and" | "but" | ",")
                || page.word(block, end) == ",");
        if SPOKE.has(key) && joined {
            return Some(Way::Verb(i));
        }
    }
    None
}

/// “X's talk”, “X's (Acme) talk”.
fn owns(page: &Page, block: usize, end: usize) -> Option<Way> {
    let mut at = people::past_handle(page, block, end);
    if !matches!(page.word(block, at), "'s" | "’s" | "'" | "’") {
        return None;
    }
    at += 1;
    if page.word(block, at) == "(" {
        at = (at..at + 10).find(|&i| page.word(block, i) == ")")? + 1;
    }
    let found = session_in(page, block, at..at + 9)?;
    page.same_sentence(block, end - 1, found).then_some(Way::Owns(found))
}

/// The first word for a session in a range.
fn session_in(page: &Page, block: usize, range: Range<usize>) -> Option<usize> {
    range.into_iter().find(|&i| page.is_in(&words::SESSION, block, i))
}

/// What is done to a session, before “by X”.
static GIVEN: List = List::of(&[
    "delivered", "done", "given", "held", "hosted", "kicked", "led", "moderated", "opened",
    "presented", "run",
]);

/// “talk by X”, “talk by Y and X”, “session with X”.
fn by(page: &Page, block: usize, start: usize) -> Option<Way> {
    let mut at = start;
    // Back over co-speakers: “talk by X and Y”.
    while at > 0
        && (page.owner_of(block, at - 1, Kind::Person).is_some()
            || people::joins(page.word(block, at - 1))
            || matches!(page.word(block, at - 1), "(" | ")" | "@")
            || page.token(block, at - 1).is(flag::HANDLE)
            || page.owner_of(block, at - 1, Kind::Company).is_some())
    {
        at -= 1;
    }
    // How far from the preposition the session may stand.
    let near = match (page.key(block, at.checked_sub(1)?), page.word(block, at - 1)) {
        ("of", _) => 1,
        ("was", _) => 6,
        ("by" | "from" | "with", _) => usize::MAX,
        // “panel w/ X”
        (_, "/") if at > 1 && page.key(block, at - 2) == "w" => usize::MAX,
        _ => return None,
    };
    let given = at > 1 && page.is_in(&GIVEN, block, at - 2);
    let session = |i: &usize| page.is_in(&words::SESSION, block, *i);
    let found = (at.saturating_sub(if given { 14 } else { 8 })..at - 1).rev().find(session);
    // “a panel on queues, moderated by W, with X and Y”
    let panel = |i: &usize| matches!(page.key(block, *i), "panel" | "discussion");
    let back = if page.key(block, at - 1) == "with" { 16 } else { 0 };
    let found = found.or_else(|| (at.saturating_sub(back)..at - 1).rev().find(panel));
    found.filter(|&i| page.same_sentence(block, i, start) && at - 1 - i <= near).map(Way::By)
}

/// Words of thanks and praise.
static THANKS: List = List::of(&["hats", "kudos", "props", "shout", "shoutout", "thanks"]);

/// “Shout out to X … for a demo of …”.
fn thanked(page: &Page, block: usize, range: &Range<usize>) -> Option<Way> {
    let len = page.blocks[block].len();
    let at = (range.end..(range.end + 8).min(len)).find(|&i| page.key(block, i) == "for")?;
    let found = session_in(page, block, at..(at + 10).min(len))?;
    let mut before = range.start.saturating_sub(5)..range.start;
    let thanks = before.any(|i| page.is_in(&THANKS, block, i));
    (thanks && page.same_sentence(block, range.start, found)).then_some(Way::For(found))
}

/// Whether the verb is one that needs an audience, or has a session for its object.
pub fn presents(page: &Page, block: usize, way: Way) -> bool {
    let Way::Verb(at) = way else { return true };
    let session =
        |i: usize| page.is_in(&words::SESSION, block, i) && page.same_sentence(block, at, i);
    page.is_in(&words::PRESENTS, block, at) || (at..at + 9).any(session)
}

/// What is done to a talk, before “by X”.
static DONE: List = List::of(&[
    "delivered", "followed", "given", "held", "interviewed", "led", "moderated", "presented",
    "taught",
]);

/// What makes the person that somebody or something “was” a speaker.
static WAS: List = List::of(&[
    "after", "final", "first", "followed", "keynote", "last", "next", "second", "speaker", "third",
    "up",
]);

/// What people have “with” a speaker.
static TOGETHER: List = List::of(&["chat", "discussion", "interview", "panel", "session", "talk"]);

/// “Next up was X”, “the speaker X”, “given by X”, “featured X”, with others joined before.
pub fn introduced(page: &Page, block: usize, start: usize) -> bool {
    let beside = |i: usize| {
        let word = page.word(block, i);
        people::joins(word)
            || matches!(word, "(" | ")" | "among" | "others")
            || page.owner_of(block, i, Kind::Person).is_some()
    };
    let at = (0..start).rev().find(|&i| !beside(i)).map_or(0, |i| i + 1);
    let key = |back: usize| at.checked_sub(back).map_or("", |i| page.key(block, i));
    let near = |list: &List, reach: usize| (1..=reach).any(|b| list.has(key(b)));
    match key(1) {
        "speaker" | "speakers" | "panelists" | "panellists" | "featured" | "featuring"
        | "presenter" | "keynoter" => true,
        "included" | "includes" | "including" => matches!(key(2), "panelists" | "speakers"),
        "by" => DONE.has(key(2)),
        "from" => matches!(key(2), "hear" | "heard" | "hearing"),
        "for" => key(2) == "time" && key(3) == "was",
        "was" => near(&WAS, 5),
        "with" => near(&TOGETHER, 7),
        "hear" | "heard" | "see" | "saw" | "watch" | "watched" => {
            let verb = past_person(page, block, start + 1);
            page.is_in(&words::SPEAKS, block, verb)
        }
        _ => false,
    }
}
