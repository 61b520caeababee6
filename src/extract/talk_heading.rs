//! Headings that announce a talk: “Title - Speaker (Company)”, “Speaker: Title”, or a title whose
//! section begins with the speaker.

use crate::document::BlockKind;
use crate::extract::page::Page;
use crate::extract::page::Place;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::speaking;
use crate::extract::title_line;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use crate::vocabulary::Role;
use std::ops::Range;

const RULE: &str = "talk-heading";

/// Reads every heading; then once more those beside headings that turned out to be talks.
pub fn run(page: &mut Page) {
    let headings: Vec<usize> = (0..page.blocks.len())
        .filter(|&b| page.is_heading(b) && !page.blocks[b].is_empty())
        .collect();
    headings.iter().for_each(|&block| heading(page, block));
    for &block in &headings {
        let kind = page.document.blocks[block].kind;
        let alike = headings.iter().filter(|&&b| page.document.blocks[b].kind == kind);
        let (talks, others): (Vec<&usize>, Vec<&usize>) = alike.partition(|&&b| announced(page, b));
        if talks.len() >= 2 && talks.len() * 3 >= others.len() && !announced(page, block) {
            beside_talks(page, block);
        }
    }
}

/// Whether a heading is the title of a talk found before.
fn announced(page: &Page, block: usize) -> bool {
    page.owner_of(block, 0, Kind::Talk).is_some()
        || (0..page.blocks[block].len()).any(|i| page.owner_of(block, i, Kind::Talk).is_some())
        || page
            .sessions
            .iter()
            .any(|s| matches!(s.place, Place::Words { block: b, .. } if b == block))
}

/// In a note with a heading for each talk, a section whose first sentences name somebody new is
/// about that person's talk.
fn beside_talks(page: &mut Page, block: usize) {
    let section = page.section(block);
    let own = own_blocks(page, section.clone());
    let title = title_line::read(page, block, 0..page.blocks[block].len()).title;
    let Some(title) = title.filter(|t| !title_line::is_generic(page, block, t.clone())) else {
        return;
    };
    let Some(first) = own.clone().find(|&b| !page.blocks[b].is_empty()) else { return };
    let people: Vec<(usize, Range<usize>)> = page
        .mentions_in(first, Kind::Person)
        .into_iter()
        .filter(|(p, r)| {
            page.token(first, r.start).sentence < 2 && begins_with(page, *p, first, r.start)
        })
        .collect();
    let Some((person, range)) = people.first().cloned() else { return };
    if page.token(first, range.start).sentence > 0 && people.len() > 1 {
        return;
    }
    let speakers: Vec<usize> =
        people.iter().map(|(p, _)| *p).filter(|&p| joined(page, first, person, p)).collect();
    let theme = own.clone().take(2).any(|b| two_talks(page, b))
        || is_subject(page, block, title.clone())
            && own_subject(page, first, person, block, title.clone());
    let others = people.len() > speakers.len() + 1 || theme;
    let spoken = page.sessions.iter().any(|s| s.speakers.contains(&person));
    if !others && !spoken {
        add(page, block, title, speakers, section, 0.72);
    }
}

/// Whether the note names this person here for the first time.
fn begins_with(page: &Page, person: usize, block: usize, token: usize) -> bool {
    let first = page.things[person].mentions.iter().filter_map(|(place, _, _)| match place {
        Place::Words { block, from, .. } => Some((*block, *from)),
        Place::Front(_) => None,
    });
    first.min() == Some((block, token))
}

fn heading(page: &mut Page, block: usize) {
    let len = page.blocks[block].len();
    let title_of_note = page
        .document
        .title
        .as_ref()
        .is_some_and(|t| page.document.blocks[block].span.contains(t.span));
    let line = title_line::read(page, block, 0..len);
    let whole = title_line::trimmed(page, block, title_line::without_label(page, block, 0..len));
    let section = page.section(block);
    // A heading that has headings of talks under it is a day or a track.
    let own = own_blocks(page, section.clone());
    if let Some(title) = line.title.clone().filter(|_| !line.speakers.is_empty())
        && !title_line::is_generic(page, block, title.clone())
    {
        return add(page, block, title, line.speakers, section, 0.93);
    }
    let only = title_line::only_people(page, block, 0..len);
    if !only.is_empty() || !line.speakers.is_empty() {
        let people = if only.is_empty() { line.speakers } else { only };
        people.iter().for_each(|&p| page.role(p, Role::Speaker));
        return;
    }
    let Some(title) = line.title.or(whole) else { return };
    if title_of_note || title_line::is_generic(page, block, title.clone()) || own.is_empty() {
        return;
    }
    let byline = byline(page, own.clone());
    if !byline.is_empty() {
        return add(page, block, title, byline, section, 0.92);
    }
    if let Some((speakers, confidence)) = told_in_prose(page, block, title.clone(), own) {
        add(page, block, title, speakers, section, confidence);
    }
}

fn add(
    page: &mut Page,
    block: usize,
    title: Range<usize>,
    speakers: Vec<usize>,
    section: Range<usize>,
    confidence: f32,
) {
    let mut extent = session::whole(page, block..block + 1);
    extent.extend(session::whole(page, section));
    session::add(page, RULE, Found { block, title, made: None, speakers, extent, confidence });
}

/// The blocks of a section before its first nested heading.
fn own_blocks(page: &Page, section: Range<usize>) -> Range<usize> {
    let nested = section.clone().find(|&b| page.is_heading(b)).unwrap_or(section.end);
    section.start..nested
}

/// First words of a line that names the speakers.
const BYLINE: &[&str] =
    &["by", "presented", "presenter", "presenters", "speaker", "speakers", "talk", "who", "with"];

/// Speakers in a line of their own at the start of a section: “**Jo Doe (Acme)**”, “* speaker: Jo Doe”.
fn byline(page: &Page, own: Range<usize>) -> Vec<usize> {
    for block in own.take(4) {
        let words = &page.blocks[block];
        if words.is_empty() {
            continue;
        }
        let first =
            words.tokens.iter().take_while(|t| t.sentence == words.tokens[0].sentence).count();
        let labelled = words.len() > 1
            && words::has(BYLINE, page.key(block, 0))
            && (page.word(block, 1) == ":"
                || page.key(block, 0) == "by"
                || page.key(block, 1) == "by");
        let line =
            if first <= 24 { title_line::only_people(page, block, 0..first) } else { Vec::new() };
        if !line.is_empty() {
            return line;
        }
        if labelled {
            let people = page.mentions_in(block, Kind::Person);
            let people: Vec<usize> =
                people.into_iter().filter(|(_, r)| r.end <= first).map(|(p, _)| p).collect();
            if !people.is_empty() {
                return people;
            }
        }
    }
    Vec::new()
}

/// Speakers that the first sentences of a section tell of, if the section is on one talk.
fn told_in_prose(
    page: &Page,
    heading: usize,
    title: Range<usize>,
    own: Range<usize>,
) -> Option<(Vec<usize>, f32)> {
    let mut told: Vec<(usize, usize, bool)> = Vec::new();
    let mut plural = false;
    for (n, block) in own.clone().enumerate() {
        plural |= n < 2 && two_talks(page, block);
        for (person, range) in page.mentions_in(block, Kind::Person) {
            if let Some(way) = speaking::way(page, block, &range)
                && !told.iter().any(|(p, _, _)| *p == person)
            {
                told.push((person, n, speaking::presents(page, block, way)));
            }
        }
    }
    if plural || told.is_empty() {
        return None;
    }
    let (first, at, presents) = told[0];
    if at > 2 || !presents && at > 0 {
        return None;
    }
    // A plain subject with several speakers is a theme, not a talk.
    let apart = |p: usize| !joined(page, own.start + at, first, p);
    let others = told.iter().filter(|(p, _, presents)| *presents && apart(*p)).count();
    let subject = is_subject(page, heading, title.clone());
    if others > 1
        || subject && (others > 0 || own_subject(page, own.start + at, first, heading, title))
    {
        return None;
    }
    let together: Vec<usize> = told
        .iter()
        .filter(|(p, n, _)| *n == at && joined(page, own.start + at, first, *p))
        .map(|t| t.0)
        .collect();
    Some((together, if presents { 0.86 } else { 0.72 }))
}

/// Whether the words are a subject that the catalogue knows, so that they head a theme as well as a talk.
fn is_subject(page: &Page, block: usize, title: Range<usize>) -> bool {
    title.len() <= 3 && page.spots[block].iter().any(|s| s.from <= title.start && s.to >= title.end)
}

/// Whether the sentence names the talk's subject in other words than the heading.
fn own_subject(
    page: &Page,
    block: usize,
    person: usize,
    heading: usize,
    title: Range<usize>,
) -> bool {
    let Some((_, range)) =
        page.mentions_in(block, Kind::Person).into_iter().find(|(p, _)| *p == person)
    else {
        return false;
    };
    let head = crate::name::key(&page.text(heading, title));
    let sentence = page.token(block, range.start).sentence;
    let words = &page.blocks[block];
    let session = (0..words.len()).any(|i| {
        words.tokens[i].sentence == sentence
            && words::has(words::SESSION, words.key(i))
            && (i + 1..i + 3).any(|k| matches!(words.key_at(k), "of" | "on" | "about"))
    });
    let keys: String = (0..words.len())
        .filter(|&i| words.tokens[i].sentence == sentence)
        .map(|i| words.key(i))
        .collect();
    session && !keys.contains(&head)
}

/// “had two talks”, “several sessions”: more than one talk is told of.
fn two_talks(page: &Page, block: usize) -> bool {
    (0..page.blocks[block].len()).any(|i| {
        matches!(
            page.key(block, i),
            "two" | "three" | "several" | "few" | "both" | "couple" | "many" | "some" | "2" | "3"
        ) && (i + 1..i + 5).any(|k| {
            matches!(page.key(block, k), "talks" | "sessions" | "presentations" | "keynotes")
        })
    })
}

/// Whether two people are named side by side in a block (or are one).
fn joined(page: &Page, block: usize, a: usize, b: usize) -> bool {
    if a == b {
        return true;
    }
    let people = page.mentions_in(block, Kind::Person);
    people.windows(2).any(|w| {
        let (x, y) = (&w[0], &w[1]);
        let near = y.1.start - x.1.end <= 8
            && (x.1.end..y.1.start).any(|i| matches!(page.word(block, i), "and" | "&" | ","))
            && (x.1.end..y.1.start).all(|i| {
                let word = page.word(block, i);
                matches!(word, "and" | "&" | "," | "(" | ")" | "from" | "of" | "at")
                    || page.token(block, i).is(flag::HANDLE)
                    || page.owner_of(block, i, Kind::Company).is_some()
            });
        near && (x.0 == a && y.0 == b || x.0 == b && y.0 == a)
    })
}

/// Whether a block is an item or paragraph that stands for itself in a list of talks.
pub fn is_item(page: &Page, block: usize) -> bool {
    matches!(page.document.blocks[block].kind, BlockKind::Item { .. })
}
