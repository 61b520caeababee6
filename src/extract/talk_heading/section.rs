//! Who speaks, by the beginning of the section under a heading.

use crate::document::BlockKind;
use crate::extract::page::MentionRange;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::speaking;
use crate::extract::title;
use crate::extract::title_line;
use crate::extract::title_line::label;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

/// First words of a line that names the speakers.
static BYLINE: List = List::of(&[
    "by", "presented", "presenter", "presenters", "speaker", "speakers", "talk", "who", "with",
]);

/// Speakers in a line of their own at the start of a section: “**Jo Doe (Acme)**”, “* speaker: Jo Doe”.
pub fn byline(page: &Page, own: Range<usize>) -> Vec<usize> {
    for block in own.take(4).filter(|&b| !page.blocks[b].is_empty()) {
        let first = page.first_sentence(block);
        if first <= 24 {
            let people = title_line::only_people(page, block, 0..first);
            if !people.is_empty() {
                return people;
            }
        }
        let by = page.key(block, 0) == "by" || page.key(block, 1) == "by";
        let labelled = page.is_in(&BYLINE, block, 0) && (by || page.word(block, 1) == ":");
        let mut people = page.mentions_in(block, Kind::Person);
        people.retain(|(_, r)| r.end <= first);
        if labelled && !people.is_empty() {
            return people.into_iter().map(|(p, _)| p).collect();
        }
    }
    Vec::new()
}

/// The title with which the section of somebody's talk begins: a line of its own, in marks, or the only
/// heading below.
pub fn title_below(page: &Page, under: Range<usize>) -> Option<(usize, Range<usize>)> {
    let block = under.clone().take(3).find(|&b| !page.blocks[b].is_empty())?;
    let lone = page.is_heading(block) && !(block + 1..under.end).any(|b| page.is_heading(b));
    let first = page.token(block, 0);
    let line = 0..page.first_sentence(block);
    let marks = flag::STRONG | flag::EMPHASIS | flag::QUOTED;
    let linked = first.link > 0 && line.clone().all(|i| page.token(block, i).link == first.link);
    let marked = linked
        || lone
        || line
            .clone()
            .filter(|&i| page.token(block, i).is(flag::WORD))
            .all(|i| page.token(block, i).is(marks));
    let title = title::trimmed(page, block, label::without_label(page, block, line))?;
    let plain = !title.clone().any(|i| page.owner_of(block, i, Kind::Person).is_some());
    let titled = (2..=18).contains(&title.len())
        && title::capitalised(page, block, title.clone()) >= 0.5
        && !title::is_generic(page, block, title.clone());
    (marked && plain && titled && !first.is(flag::IMAGE)).then_some((block, title))
}

/// The title in the heading right above one that names nobody but its speakers.
pub fn title_above(page: &Page, heading: usize) -> Option<(usize, Range<usize>)> {
    let level = |block: usize| match page.document.blocks[block].kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let block = heading.checked_sub(1).filter(|&b| level(b) < level(heading))?;
    level(block)?;
    let line = label::without_label(page, block, 0..page.blocks[block].len());
    let title = title::trimmed(page, block, line)?;
    let plain = !title.clone().any(|i| page.owner_of(block, i, Kind::Person).is_some());
    let titled = title.len() >= 2 && !title::is_generic(page, block, title.clone());
    (plain && titled && title::capitalised(page, block, title.clone()) >= 0.6)
        .then_some((block, title))
}

/// What a heading calls a talk that has no other title: “*Opening Keynote*: Jo Doe”.
pub fn called(page: &Page, heading: usize) -> Option<(usize, Range<usize>)> {
    let names = |&i: &usize| {
        matches!(page.key(heading, i), "closing" | "day" | "final" | "keynote" | "opening")
            || page.token(heading, i).is(flag::NUMBER)
    };
    let end = (0..page.blocks[heading].len()).take_while(names).count();
    (end > 1 && page.key(heading, end - 1) == "keynote").then_some((heading, 0..end))
}

/// A person that a section says to have spoken.
#[derive(Clone, Copy)]
struct NamedPerson {
    person: usize,
    /// In which block and sentence.
    block: usize,
    sentence: u16,
    /// How many blocks with words the section has before.
    nth: usize,
    /// Whether in words that need an audience.
    presents: bool,
}

/// Speakers that the first sentences of a section tell of, if the section is on one talk, and how
/// sure that is.
pub fn told(
    page: &Page,
    heading: usize,
    title: Range<usize>,
    own: Range<usize>,
) -> Option<(Vec<usize>, f32)> {
    let told = all_told(page, own.clone());
    let NamedPerson { person, block, nth, sentence, presents } = *told.first()?;
    let together = |other: usize| side_by_side(page, block, person, other);
    let speakers = || told.iter().filter(|t| t.nth == nth && together(t.person)).map(|t| t.person);
    // A plain subject with several speakers is a theme, not a talk.
    let others = told.iter().filter(|t| t.presents && !together(t.person)).count();
    let opened = |b: usize| page.mentions_in(b, Kind::Person).iter().any(|(p, _)| *p != person);
    let theme = is_subject(page, heading, title.clone())
        && (others > 0
            || (heading + 1..block).any(opened)
            || own_subject(page, block, person, heading, title.clone()));
    if presents && !theme && echoes(page, heading, title, block, sentence) {
        return Some((speakers().collect(), 0.9));
    }
    if own.take(2).any(|b| several_talks(page, b)) || nth > 2 || !presents && nth > 0 {
        return None;
    }
    if others > 1 || theme {
        return None;
    }
    Some((speakers().collect(), if presents { 0.86 } else { 0.72 }))
}

/// Whether a sentence says the title once more, in two words or more.
fn echoes(page: &Page, heading: usize, title: Range<usize>, block: usize, sentence: u16) -> bool {
    let said = page.sentence(block, sentence);
    let mut words = title.map(|i| page.key(heading, i)).filter(|key| key.len() > 3);
    let said = |word: &str| said.clone().any(|i| page.key(block, i) == word);
    words.next().is_some_and(said) && words.next().is_some_and(said) && words.all(said)
}

/// Everybody that some blocks say to have spoken, by place.
fn all_told(page: &Page, own: Range<usize>) -> Vec<NamedPerson> {
    let mut told: Vec<NamedPerson> = Vec::new();
    for (nth, block) in own.filter(|&b| !page.blocks[b].is_empty()).enumerate() {
        for (person, range) in page.mentions_in(block, Kind::Person) {
            let sentence = page.token(block, range.start).sentence;
            let opens = nth == 0 && sentence < 2;
            let presents = match speaking::way(page, block, &range) {
                Some(way) => speaking::presents(page, block, way),
                None if opens && speaking::introduced(page, block, range.start) => true,
                None => continue,
            };
            if !told.iter().any(|t| t.person == person) {
                told.push(NamedPerson { person, block, nth, sentence, presents });
            }
        }
    }
    told
}

/// The people whom the first two sentences of a section name for the first time in the note, if the
/// section can be on one talk of theirs.
pub fn opened_by(
    page: &Page,
    heading: usize,
    title: Range<usize>,
    own: Range<usize>,
) -> Vec<usize> {
    let Some(first) = own.clone().find(|&b| !page.blocks[b].is_empty()) else { return Vec::new() };
    let mut people = page.mentions_in(first, Kind::Person);
    people.retain(|named| {
        page.token(first, named.1.start).sentence < 2 && is_first_mention(page, first, named)
    });
    let Some((person, range)) = people.first().cloned() else { return Vec::new() };
    if page.token(first, range.start).sentence > 0 && people.len() > 1 {
        return Vec::new();
    }
    let all = people.len();
    let speakers = people.into_iter().map(|(p, _)| p);
    let speakers: Vec<usize> = speakers.filter(|&p| side_by_side(page, first, person, p)).collect();
    let theme = own.take(2).any(|b| several_talks(page, b))
        || is_subject(page, heading, title.clone())
            && own_subject(page, first, person, heading, title);
    if theme || all > speakers.len() + 1 { Vec::new() } else { speakers }
}

/// Whether the note names this person here for the first time.
fn is_first_mention(page: &Page, block: usize, (person, range): &MentionRange) -> bool {
    let places = page.things[*person].mentions.iter().filter_map(|seen| seen.place.in_text());
    places.map(|(b, r)| (b, r.start)).min() == Some((block, range.start))
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
    let people = page.mentions_in(block, Kind::Person);
    let Some((_, range)) = people.into_iter().find(|(p, _)| *p == person) else { return false };
    let sentence = page.sentence(block, page.token(block, range.start).sentence);
    let leads = |i: usize| matches!(page.key(block, i), "of" | "on" | "about");
    let session = |i: usize| page.is_in(&words::SESSION, block, i) && (i + 1..i + 3).any(leads);
    let keys: String = sentence.clone().map(|i| page.key(block, i)).collect();
    sentence.into_iter().any(session) && !keys.contains(&name::key(&page.text(heading, title)))
}

/// Words for more than one.
static SEVERAL: List =
    List::of(&["2", "3", "both", "couple", "few", "many", "several", "some", "three", "two"]);

/// “had two talks”, “several sessions”: more than one talk is told of.
fn several_talks(page: &Page, block: usize) -> bool {
    let talks = |i: usize| {
        matches!(page.key(block, i), "talks" | "sessions" | "presentations" | "keynotes")
    };
    (0..page.blocks[block].len())
        .any(|i| page.is_in(&SEVERAL, block, i) && (i + 1..i + 5).any(talks))
}

/// Whether two people are named in one list of people in a block (or are one).
fn side_by_side(page: &Page, block: usize, a: usize, b: usize) -> bool {
    let people = page.mentions_in(block, Kind::Person);
    let lists = people.chunk_by(|one, next| people::listed_together(page, block, one, next));
    let holds = |list: &[MentionRange], person: usize| list.iter().any(|(p, _)| *p == person);
    a == b || lists.into_iter().any(|list| holds(list, a) && holds(list, b))
}
