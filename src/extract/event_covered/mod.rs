//! The event that the note is about: from its fields, title, tags, file name and first lines.
//!
//! Definition: a field that names an event; else a known series in the title, or what is left of the
//! title without the usual words around it, if that has a word like “Summit” or the note tells of talks in
//! that year; else the known event that the first blocks name, written as a name.
//! Cost: linear in the first blocks and the known spellings. Source: our own.

use crate::curated::entry::EntryId;
use crate::extract::draft::Place;
use crate::extract::draft::Said;
use crate::extract::event;
use crate::extract::page::Page;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::words;
use crate::finding::End;
use crate::name;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;

mod title;

const RULE: &str = "event-covered";

/// An event's name as some part of the note gives it.
struct EventName {
    name: String,
    year: Option<u16>,
    entry: Option<EntryId>,
    place: Place,
    confidence: f32,
    /// Whether it stands where a note says what it is about: a field or the title.
    whole: bool,
}

/// Finds the event that the note covers.
pub fn run(page: &mut Page) {
    let named = from_field(page).or_else(|| title::read(page)).or_else(|| from_text(page));
    let Some(mut event) = named else { return };
    event.year = event.year.or_else(|| year_nearby(page, &event));
    let thing = record(page, &event);
    page.covered = Some(thing);
    page.one_event = event.whole;
    page.say(Said {
        subject: End::Note,
        relation: Relation::Covers,
        object: End::Entity(thing),
        place: event.place,
        rule: RULE,
        confidence: event.confidence,
        reasons: String::new(),
    });
}

/// Records the event under its name with the year; its other names lead to it too.
fn record(page: &mut Page, event: &EventName) -> usize {
    let full = match event.year {
        Some(year) if !event.name.contains(&year.to_string()) => format!("{} {year}", event.name),
        _ => event.name.clone(),
    };
    let thing = page.mention(Kind::Event, &full, event.place.clone(), RULE, event.confidence);
    page.also_named(thing, &event.name);
    page.things[thing].entry = event.entry;
    let Some(entry) = event.entry else { return thing };
    let lexicon = page.lexicon;
    for alias in lexicon.aliases(entry).into_iter().chain([lexicon.entry(entry).name]) {
        page.known_as(thing, alias);
        if let Some(year) = event.year {
            page.known_as(thing, &format!("{alias} {year}"));
        }
    }
    thing
}

/// Fields that name the event.
const FIELDS: [&str; 7] =
    ["event", "conference", "event_name", "params.event", "extra.event", "events", "conferences"];

/// From the front matter, where it says so outright.
fn from_field(page: &Page) -> Option<EventName> {
    let text = page.document.field(&FIELDS)?.clone();
    (text.value.len() > 2 && !text.value.starts_with("http")).then(|| EventName {
        year: event::year_in(&text.value),
        name: text.value.clone(),
        entry: None,
        place: Place::Front(text),
        confidence: 0.95,
        whole: true,
    })
}

/// From the text: the known event that the first blocks name, the best written first.
fn from_text(page: &Page) -> Option<EventName> {
    let mut best: Option<(usize, EventName)> = None;
    for (block, spots) in page.spots.iter().enumerate() {
        for spot in spots {
            let Some((score, named)) = known(page, block, spot) else { continue };
            if score >= 22 && best.as_ref().is_none_or(|(b, _)| score > *b) {
                best = Some((score, named));
            }
        }
    }
    best.map(|(_, named)| named)
}

/// The event that a spelling means, and how much speaks for it: its place, shape and length.
fn known(page: &Page, block: usize, spot: &Spot) -> Option<(usize, EventName)> {
    let sense = spot.senses.iter().find(|x| x.kind == Kind::Event && !x.ambiguous)?;
    let before = more_before(page, block, spot);
    let range = spot.from - before..spot.to;
    let written = page.text(block, range.clone());
    let unusual = page.lexicon.word_hashed(spot.hash).is_none_or(|w| w.frequency == 0);
    if !unusual || !written.chars().any(char::is_uppercase) {
        return None;
    }
    let after = page.word(block, spot.to);
    let year = event::is_year(after).then(|| after.parse().ok()).flatten();
    let event_word = has_event_word(&written);
    // What is written small, or is a tool or a topic too, is hardly what the whole note is about: “the
    // API world” is no API World.
    let alone = spot.senses.iter().all(|x| x.kind == Kind::Event);
    let itself = page.text(block, spot.from..spot.to);
    let capitals = itself.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let own = alone && (capitals || itself == sense.surface);
    if !own && !event_word && year.is_none() {
        return None;
    }
    let shape = event_word || year.is_some() || page.token(block, spot.from).is(flag::CAMEL);
    let score = 20 - block.min(20) + usize::from(shape) * 10 + spot.to - spot.from;
    let named = EventName {
        name: written.into_owned(),
        year,
        entry: (before == 0).then_some(sense.entry),
        place: Place::words(block, range),
        confidence: 0.8,
        whole: false,
    };
    Some((score, named))
}

/// How many words before “Ruby Conference” make it another: “*Mountain West* Ruby Conference”.
fn more_before(page: &Page, block: usize, spot: &Spot) -> usize {
    if spot.to - spot.from < 2 || page.key(block, spot.to - 1) != "conference" {
        return 0;
    }
    let names = |i: &usize| {
        page.is_capital(block, *i)
            && page.same_sentence(block, *i, spot.from)
            && !page.is_in(&words::NOT_NAMES, block, *i)
    };
    (0..spot.from).rev().take(3).take_while(names).count()
}

/// Whether a name has a word like “Summit”, or one made like “GopherCon”.
fn has_event_word(name: &str) -> bool {
    let compound = ["camp", "con", "conf", "days", "fest", "konf"];
    name::words(name).iter().any(|w| {
        words::EVENT_WORDS.has(w) || w.len() > 5 && compound.iter().any(|end| w.ends_with(end))
    })
}

/// A year beside the event's name in the text, in the file name, or that of the note's date.
fn year_nearby(page: &Page, event: &EventName) -> Option<u16> {
    let key = name::key(&event.name);
    for (block, words) in page.blocks.iter().enumerate().take(30) {
        for i in 0..words.len() {
            let year = page.word(block, i);
            let beside = event::is_year(year)
                && (1..5).any(|k| i >= k && name::key(&page.text(block, i - k..i)) == key);
            if beside {
                return year.parse().ok();
            }
        }
    }
    let tag = page.document.tags.iter().find_map(|t| {
        let tag = name::key(&t.value);
        tag.starts_with(&key).then(|| event::year_in(&t.value)).flatten()
    });
    tag.or_else(|| page.document.date.map(|d| d.year)).or_else(|| event::year_in(&page.note.path))
}
