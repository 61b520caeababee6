//! Talks whose title is marked in a sentence: in quotation marks, emphasis, bold or as a link, near a
//! speaker and a word for a session.

use crate::extract::draft::Stretch;
use crate::extract::page::MentionRange;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::speaking;
use crate::extract::speaking::Way;
use crate::extract::title;
use crate::extract::title_line;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

mod marks;

const RULE: &str = "talk-titled";

/// Reads every marked run of words.
pub fn run(page: &mut Page) {
    if page.layout.is_unrelated() {
        return;
    }
    for block in 0..page.blocks.len() {
        if page.is_heading(block) {
            continue;
        }
        for range in marks::marked(page, block).into_iter().chain(marks::unmarked(page, block)) {
            title(page, block, range);
        }
    }
}

/// Records the talk whose title the tokens are, if they are one.
fn title(page: &mut Page, block: usize, range: Range<usize>) {
    let Some(range) = title::trimmed(page, block, range) else { return };
    if !looks_like_title(page, block, range.clone()) {
        return;
    }
    let sentence = page.token(block, range.start).sentence;
    let people = page.mentions_in_sentence(block, sentence, Kind::Person);
    let Some(confidence) = announced(page, block, &range, &people) else { return };
    let mut speakers = nearest(page, block, &range, &people);
    if speakers.is_empty() {
        speakers = told_after(page, block, sentence);
    }
    if speakers.is_empty() {
        speakers = headed(page, block, &range);
    }
    if speakers.is_empty() && confidence < 0.8 || told_before(page, block, sentence, &speakers) {
        return;
    }
    let extent = vec![Stretch { block, first: sentence, last: sentence.saturating_add(2) }];
    let found = Found { block, title: range, made: None, speakers, extent, confidence };
    session::add(page, RULE, found);
}

/// How many sentences after the title its speaker may be named.
const REACH: u16 = 5;

/// The first person whom the sentences after the title call a speaker: “It was given by X”.
fn told_after(page: &Page, block: usize, sentence: u16) -> Vec<usize> {
    let people = page.mentions_in(block, Kind::Person);
    let mut after = people.iter().filter(|(_, r)| {
        let at = page.token(block, r.start).sentence;
        at > sentence && at <= sentence + REACH
    });
    let first = after.next().filter(|(_, r)| {
        matches!(speaking::way(page, block, r), Some(Way::By(_) | Way::Owns(_)))
            || speaking::introduced(page, block, r.start)
    });
    first.map(|(person, _)| vec![*person]).unwrap_or_default()
}

/// The people whom the heading above names and nobody else, if the sentence says “her talk “…””.
fn headed(page: &Page, block: usize, range: &Range<usize>) -> Vec<usize> {
    let theirs = (range.start.saturating_sub(5)..range.start).any(|i| {
        matches!(page.key(block, i), "her" | "his" | "their")
            && page.same_sentence(block, i, range.start)
    });
    match page.document.blocks[block].section.filter(|_| theirs) {
        Some(heading) => title_line::only_people(page, heading, 0..page.blocks[heading].len()),
        None => Vec::new(),
    }
}

/// Whether another rule found the talk that the sentence belongs to: the section's talk told again
/// under its title is nothing new.
fn told_before(page: &Page, block: usize, sentence: u16, speakers: &[usize]) -> bool {
    let Some(told) = session::told(page, block, sentence) else { return false };
    let known = &page.sessions[told];
    speakers.iter().all(|p| known.speakers.contains(p))
        && !known.extent.iter().any(|e| e.block == block && e.first > 0)
        && page.things[known.thing].mentions.iter().any(|seen| seen.rule != RULE)
}

/// Whether the words have the length and the capitals of a title, and name more than one thing.
fn looks_like_title(page: &Page, block: usize, range: Range<usize>) -> bool {
    let words = range.clone().filter(|&i| page.token(block, i).is(flag::WORD)).count();
    let named = range.clone().any(|i| page.owner_of(block, i, Kind::Person).is_some());
    let one_thing = range.clone().all(|i| page.owner(block, i).is_some());
    let called = (range.start.saturating_sub(3)..range.start)
        .any(|i| matches!(page.key(block, i), "called" | "titled" | "entitled"));
    let capital = page.token(block, range.start).is(flag::CAPITAL | flag::NUMBER | flag::CODE);
    (2..=20).contains(&words)
        && !named
        && !one_thing
        && capital
        && (called
            || owned(page, block, &range)
            || words > 2 && (credited(page, block, &range) || told(page, block, &range))
            || title::capitalised(page, block, range.clone()) >= 0.55)
        && !title::is_generic(page, block, range)
}

/// ““Queues are a habit” by X”, ““Queues in anger” (X, Y)”: whether a person follows a quoted title.
fn credited(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let quoted = page.token(block, range.start).is(flag::QUOTED);
    let leads = |&i: &usize| page.key(block, i) == "by" || page.word(block, i) == "(";
    let by = (range.end..range.end + 3).find(leads);
    page.covered.is_some()
        && quoted
        && by.is_some_and(|by| page.owner_of(block, by + 1, Kind::Person).is_some())
}

/// “to talk about “Queues are a habit””: whether the marks follow what leads to a talk's subject.
fn told(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let marked = page.token(block, range.start).is(flag::QUOTED | flag::STRONG);
    let back = usize::from(page.token(block, range.start).is(flag::QUOTED));
    let lead = range.start.checked_sub(1 + back).filter(|&i| {
        matches!(page.key(block, i), "about" | "on") && page.same_sentence(block, i, range.start)
    });
    let talks = |i: usize| matches!(page.key(block, i), "spoke" | "speak" | "talk" | "talked");
    marked && lead.is_some_and(|lead| lead > 0 && talks(lead - 1))
}

/// Words near the title of something that is no talk.
static OTHER_WORK: List = List::of(&[
    "album", "article", "author", "blog", "book", "film", "movie", "paper", "podcast", "post",
    "song", "wrote",
]);

/// How sure it is that the sentence speaks of a talk by this title; `None` if it does not.
fn announced(
    page: &Page,
    block: usize,
    range: &Range<usize>,
    people: &[MentionRange],
) -> Option<f32> {
    let from = range.start.saturating_sub(8);
    let near: Vec<&str> = (from..range.start)
        .chain(range.end..range.end + 6)
        .filter(|&i| page.same_sentence(block, i, range.start))
        .map(|i| page.key(block, i))
        .collect();
    let book = near.iter().any(|w| OTHER_WORK.has(w));
    let session = near.iter().any(|w| words::SESSION.has(w));
    let called = near.iter().any(|w| matches!(*w, "called" | "titled" | "entitled" | "named"));
    // Past the quotation mark that closes the title.
    let end = range.end + usize::from(!page.token(block, range.end).is(flag::WORD));
    let with = page.token(block, range.start).is(flag::QUOTED) && page.key(block, end) == "with";
    let by = page.key(block, end) == "by" || with;
    let spoke = people.iter().any(|(_, r)| speaking::way(page, block, r).is_some());
    let by_person = by
        && people.iter().any(|(_, r)| r.start > range.end && r.start <= range.end + 4)
        || owned(page, block, range)
        || credited(page, block, range)
        || spoken(page, block, range, people);
    match (book, session, called, by_person, spoke) {
        (true, false, ..) => None,
        (_, true, true, ..) | (_, true, _, true, _) => Some(0.92),
        (_, true, _, _, true) | (_, _, _, true, _) => Some(0.88),
        (_, true, ..) if beside_session(page, block, range) => Some(0.82),
        (_, true, ..) => Some(0.75),
        (_, _, true, _, true) => Some(0.75),
        _ => None,
    }
}

/// Verbs of those who begin or end something with a talk.
static FRAMES: List = List::of(&[
    "began", "begins", "closed", "closes", "concluded", "ended", "finished", "kicked", "opened",
    "opens", "started", "starts",
]);

/// “X presented “…””, “in “…”, X explained”, “X opened the day with “…””: whether the title is what
/// somebody spoke.
fn spoken(page: &Page, block: usize, range: &Range<usize>, people: &[MentionRange]) -> bool {
    let quote = |i: usize| matches!(page.word(block, i), "“" | "”" | "\"" | "‘" | "’" | "," | ":");
    let before = (0..range.start).rev().find(|&i| !quote(i));
    let after = (range.end..page.blocks[block].len()).find(|&i| !quote(i));
    let in_it = before.is_some_and(|i| matches!(page.key(block, i), "during" | "in"));
    let with = before.filter(|&i| page.key(block, i) == "with");
    let token = page.token(block, range.start);
    let marked = token.is(flag::QUOTED | flag::EMPHASIS);
    (marked || token.link > 0)
        && people.iter().any(|(_, r)| match speaking::way(page, block, r) {
            Some(Way::Verb(verb)) if Some(verb) == before => {
                matches!(page.key(block, verb), "delivered" | "gave" | "presented" | "presents")
            }
            Some(Way::Verb(verb)) if with.is_some_and(|with| (verb..verb + 8).contains(&with)) => {
                marked && page.is_in(&FRAMES, block, verb)
            }
            Some(Way::Verb(_)) => in_it && after == Some(r.start),
            _ => false,
        })
}

/// “X's “…””: whether the title is somebody's.
fn owned(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let word = |back: usize| range.start.checked_sub(back).map_or("", |i| page.word(block, i));
    let quoted = page.token(block, range.start).is(flag::QUOTED);
    let other = page.token(block, range.start).is(flag::EMPHASIS | flag::STRONG);
    let named = other && range.len() > 2 && title::capitalised(page, block, range.clone()) > 0.6;
    let back = 1 + usize::from(quoted && matches!(word(1), "“" | "\"" | "‘" | "'"));
    let person = range.start.checked_sub(back + 1);
    (quoted || named)
        && matches!(word(back), "'s" | "’s")
        && person.is_some_and(|i| page.owner_of(block, i, Kind::Person).is_some())
}

/// Whether the word for the session stands right beside the title: “the keynote “…””, ““…” panel”.
fn beside_session(page: &Page, block: usize, range: &Range<usize>) -> bool {
    (range.start.saturating_sub(4)..range.start)
        .chain(range.end..range.end + 3)
        .any(|i| page.is_in(&words::SESSION, block, i) && page.same_sentence(block, i, range.start))
        && page.token(block, range.start).is(flag::QUOTED | flag::EMPHASIS | flag::STRONG)
}

/// The speaker nearest to the title, with co-speakers.
fn nearest(page: &Page, block: usize, range: &Range<usize>, people: &[MentionRange]) -> Vec<usize> {
    let distance = |r: &Range<usize>| {
        if r.start >= range.end { r.start - range.end } else { range.start.saturating_sub(r.end) }
    };
    let by = |r: &Range<usize>| {
        r.start >= range.end
            && !(range.end..r.start).any(|i| page.key(block, i) == "and")
            && r.start <= range.end + 6
            && matches!(page.key(block, r.start - 1), "by" | "from" | "with")
    };
    let announced = people.iter().find(|(_, r)| by(r));
    let Some((first, at)) = announced.or(people.iter().min_by_key(|(_, r)| distance(r))) else {
        return Vec::new();
    };
    let mut found = vec![*first];
    for (person, r) in people {
        let (a, b) = if r.start > at.start { (at, r) } else { (r, at) };
        let joined =
            b.start > a.end && b.start - a.end <= 2 && people::joins(page.word(block, b.start - 1));
        if joined && !found.contains(person) {
            found.push(*person);
        }
    }
    found
}
