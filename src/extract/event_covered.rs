//! The event that the note is about: from its fields, title, tags, file name and first lines.

use crate::document::Text;
use crate::extract::event_name::is_year;
use crate::extract::page::Page;
use crate::extract::page::Place;
use crate::extract::page::Said;
use crate::extract::spot;
use crate::extract::token;
use crate::extract::token::Words;
use crate::extract::token::flag;
use crate::extract::words;
use crate::finding::End;
use crate::name;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;

const RULE: &str = "event-covered";

/// An event's name as some part of the note gives it.
struct Named {
    name: String,
    year: Option<u16>,
    entry: Option<crate::curated::EntryId>,
    place: Place,
    confidence: f32,
    /// Whether it stands where a note says what it is about: a field or the title.
    whole: bool,
}

/// Finds the event that the note covers.
pub fn run(page: &mut Page) {
    let Some(mut event) = from_field(page).or_else(|| from_title(page)).or_else(|| from_text(page))
    else {
        return;
    };
    if event.year.is_none() {
        event.year = year_nearby(page, &event);
    }
    let full = match event.year {
        Some(year) if !event.name.contains(&year.to_string()) => format!("{} {year}", event.name),
        _ => event.name.clone(),
    };
    let thing = page.mention(Kind::Event, &full, event.place.clone(), RULE, event.confidence);
    page.also_named(thing, &event.name);
    page.things[thing].entry = event.entry;
    if let Some(entry) = event.entry {
        let lexicon = page.lexicon;
        let series = lexicon.entry(entry).name;
        for alias in lexicon.aliases(entry).into_iter().chain([series]) {
            page.known_as(thing, alias);
            if let Some(year) = event.year {
                page.known_as(thing, &format!("{alias} {year}"));
            }
        }
    }
    page.covered = Some(thing);
    page.one_event = event.whole;
    page.claims.push(Said {
        subject: End::Note,
        relation: Relation::Covers,
        object: End::Thing(thing),
        place: event.place,
        rule: RULE,
        confidence: event.confidence,
    });
}

fn from_field(page: &Page) -> Option<Named> {
    let keys = [
        "event", "conference", "event_name", "params.event", "extra.event", "events", "conferences",
    ];
    let text = page.document.field(&keys)?.clone();
    (text.value.len() > 2 && !text.value.starts_with("http")).then(|| Named {
        year: year_in(&text.value),
        name: text.value.clone(),
        entry: None,
        place: Place::Front(text),
        confidence: 0.95,
        whole: true,
    })
}

/// From the title: a known series, or what is left when the usual words around it are cut.
fn from_title(page: &Page) -> Option<Named> {
    let title = page.document.title.clone()?;
    let text = title.value.as_str();
    let words = token::tokens(text, &[], std::slice::from_ref(&(0..text.len())));
    let year = year_in(&title.value);
    let known = spot::spots(&words, text, page.lexicon)
        .into_iter()
        .filter_map(|s| {
            let sense = s.senses.iter().copied().find(|x| {
                let capital = words.tokens[s.from].is(flag::CAPITAL | flag::CAMEL)
                    || x.surface == text_of(&words, text, s.from, s.to);
                let safe = !x.ambiguous || year.is_some() && page.lexicon.word(&s.key).is_none();
                x.kind == Kind::Event && safe && (capital || s.key.len() > 6) && s.key.len() > 2
            })?;
            Some((s, sense.entry))
        })
        .max_by_key(|(s, _)| (s.to - s.from, usize::MAX - s.from));
    if let Some((s, entry)) = known {
        let (from, to) = widen(page, &words, text, s.from, s.to);
        let name = text_of(&words, text, from, to);
        return Some(Named {
            name: dated(&name),
            year,
            entry: Some(entry),
            place: place_of(page, &title),
            confidence: 0.93,
            whole: true,
        });
    }
    let name = stripped(&words, text)?;
    let event_word = has_event_word(&name);
    let again = page.document.blocks.iter().take(12).any(|b| b.text.contains(&name));
    if !event_word && (year.is_none() || !again && name.split(' ').count() > 4) {
        return None;
    }
    let confidence = if event_word && year.is_some() { 0.9 } else { 0.8 };
    Some(Named { name, year, entry: None, place: place_of(page, &title), confidence, whole: true })
}

/// Regions that make an edition of a series: “KubeCon *EU*”.
const REGIONS: &[&str] = &[
    "america", "asia", "china", "emea", "eu", "europe", "india", "japan", "na", "north", "uk", "us",
];

/// Takes the capitalised words beside a known series that make its edition: “QCon *London*”.
fn widen(page: &Page, words: &Words, text: &str, from: usize, to: usize) -> (usize, usize) {
    let fits = |i: usize| {
        let key = words.key_at(i);
        let place = page.lexicon.name_word(key).place;
        let region = words::has(REGIONS, key);
        i < words.len() && words.tokens[i].is(flag::CAPITAL) && (place || region)
    };
    let mut to = to;
    while fits(to) && to < words.len() {
        to += 1;
    }
    let _ = text;
    (from, to)
}

fn text_of(words: &Words, text: &str, from: usize, to: usize) -> String {
    text[words.tokens[from].start as usize..words.tokens[to - 1].end as usize].to_string()
}

/// Where the title stands: in the front matter, or the heading that it was taken from.
fn place_of(page: &Page, title: &Text) -> Place {
    let heading = page.document.blocks.iter().position(|b| b.span.contains(title.span));
    match heading {
        Some(block) if !page.blocks[block].is_empty() => {
            Place::words(block, 0..page.blocks[block].len())
        }
        _ => Place::Front(title.clone()),
    }
}

/// Words that stand before an event in a title: “Reflections on …”, “My notes from …”.
const BEFORE: &[&str] = &[
    "a", "about", "after", "an", "at", "attending", "back", "best", "conference", "experience",
    "favorite", "favourite", "first", "from", "going", "highlights", "impressions", "in",
    "lessons", "looking", "my", "notes", "of", "on", "our", "post", "recap", "recapping",
    "reflecting", "reflections", "report", "review", "speaking", "summary", "takeaways", "talks",
    "the", "thoughts", "to", "top", "trip", "visiting",
];
/// Words that stand after it: “… recap”, “… trip report, day 2”.
const AFTER: &[&str] = &[
    "and", "conclusion", "day", "days", "experience", "first", "highlights", "impressions", "in",
    "keynotes", "notes", "one", "part", "recap", "reflection", "reflections", "report", "review",
    "roundup", "second", "summary", "takeaways", "the", "third", "thoughts", "three", "trip",
    "two", "up", "wrap", "wrapup",
];

/// What is left of a title when the usual words and what follows a colon or dash are cut.
fn stripped(words: &Words, text: &str) -> Option<String> {
    let cut = |i: &usize| {
        let t = words.tokens[*i];
        matches!(&text[t.start as usize..t.end as usize], ":" | "-" | "–" | "—" | "|" | "," | "(")
    };
    let mut parts = Vec::new();
    let mut from = 0;
    for i in (0..words.len()).filter(cut).chain([words.len()]) {
        parts.push(from..i);
        from = i + 1;
    }
    let trimmed = parts.into_iter().filter_map(|part| {
        let mut part = part;
        while !part.is_empty() && words::has(BEFORE, words.key(part.start)) {
            part.start += 1;
        }
        while !part.is_empty() && {
            let t = words.tokens[part.end - 1];
            let year = is_year(&text[t.start as usize..t.end as usize]);
            year || words::has(AFTER, words.key(part.end - 1))
                || t.is(flag::NUMBER)
                || !t.is(flag::WORD)
        } {
            part.end -= 1;
        }
        let lower = part
            .clone()
            .filter(|&i| !words.tokens[i].is(flag::CAPITAL | flag::CAMEL | flag::NUMBER))
            .count();
        (!part.is_empty() && lower * 3 <= part.len())
            .then(|| text_of(words, text, part.start, part.end))
    });
    let mut best: Option<String> = None;
    for name in trimmed {
        let better = best.as_ref().is_none_or(|b| has_event_word(&name) && !has_event_word(b));
        if better && name.chars().count() > 2 {
            best = Some(dated(&name));
        }
    }
    best
}

/// The name without a year in front: “2019 State of the Map” stays as written otherwise.
fn dated(name: &str) -> String {
    let kept: Vec<&str> = name.split_whitespace().filter(|w| !is_year(w)).collect();
    kept.join(" ")
}

fn has_event_word(name: &str) -> bool {
    let words = name::words(name);
    words.iter().any(|w| words::has(words::EVENT_WORDS, w))
        || words.iter().any(|w| {
            w.len() > 5
                && (w.ends_with("conf")
                    || w.ends_with("con")
                    || w.ends_with("fest")
                    || w.ends_with("camp")
                    || w.ends_with("konf")
                    || w.ends_with("days"))
        })
}

/// The first year in a text.
fn year_in(text: &str) -> Option<u16> {
    let mut digits = text.split(|c: char| !c.is_ascii_digit());
    digits.find(|d| is_year(d)).and_then(|d| d.parse().ok())
}

/// From the text: the known event that the first blocks name, or the one named most.
fn from_text(page: &Page) -> Option<Named> {
    let mut best: Option<(i32, Named)> = None;
    for (block, spots) in page.spots.iter().enumerate() {
        for s in spots {
            let written = page.text(block, s.from..s.to);
            let sense = s.senses.iter().copied().find(|x| {
                x.kind == Kind::Event
                    && !x.ambiguous
                    && written.chars().any(char::is_uppercase)
                    && page.lexicon.word(&s.key).is_none_or(|w| w.frequency == 0)
            });
            let Some(sense) = sense else { continue };
            let year = is_year(page.word(block, s.to))
                .then(|| page.word(block, s.to).parse().ok())
                .flatten();
            let shape = has_event_word(&written)
                || year.is_some()
                || page.token(block, s.from).is(flag::CAMEL);
            let score = 20 - block.min(20) as i32 + i32::from(shape) * 10 + (s.to - s.from) as i32;
            if score >= 22 && best.as_ref().is_none_or(|(b, _)| score > *b) {
                let place = Place::words(block, s.from..s.to);
                best = Some((
                    score,
                    Named {
                        name: written,
                        year,
                        entry: Some(sense.entry),
                        place,
                        confidence: 0.8,
                        whole: false,
                    },
                ));
            }
        }
    }
    best.map(|(_, named)| named)
}

/// A year beside the event's name in the text, in the file name, or that of the note's date.
fn year_nearby(page: &Page, event: &Named) -> Option<u16> {
    let key = name::key(&event.name);
    for (block, words) in page.blocks.iter().enumerate().take(30) {
        for i in 0..words.len() {
            let year = page.word(block, i);
            let beside = is_year(year)
                && (1..5).any(|k| i >= k && name::key(&page.text(block, i - k..i)) == key);
            if beside {
                return year.parse().ok();
            }
        }
    }
    let tag = page.document.tags.iter().find_map(|t| {
        let tag = name::key(&t.value);
        tag.starts_with(&key).then(|| year_in(&t.value)).flatten()
    });
    tag.or_else(|| page.document.date.map(|d| d.year)).or_else(|| year_in(&page.note.path))
}
