//! At which event a talk was given and a speaker spoke: the one that the sentence, the lines before it
//! or a heading above names; else the one that the whole note is about.
//!
//! A note on several events gives a talk to none of them unless the place says so: a wrong event on
//! a person's page is worse than none.

use crate::extract::draft::Place;
use crate::extract::draft::Said;
use crate::extract::page::Page;
use crate::finding::End;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;

const RULE: &str = "at-event";

/// Joins talks and speakers with events.
pub fn run(page: &mut Page) {
    cover_folder_event(page);
    let mut placed = vec![false; page.things.len()];
    for session in page.sessions.clone() {
        session.speakers.iter().for_each(|&p| placed[p] = true);
        let Some((event, confidence)) = event_of(page, &session.place) else { continue };
        let place = session.place.clone();
        page.claim(session.thing, Relation::PartOf, event, place.clone(), RULE, confidence);
        for &person in &session.speakers {
            page.claim(person, Relation::SpokeAt, event, place.clone(), RULE, confidence);
        }
    }
    let speaks = |page: &Page, t: usize| page.things[t].roles.contains(&Role::Speaker);
    let others: Vec<usize> = (0..placed.len()).filter(|&t| !placed[t] && speaks(page, t)).collect();
    for person in others {
        let Some(seen) = page.things[person].mentions.first().cloned() else { continue };
        if let Some((event, confidence)) = event_of(page, &seen.place) {
            page.claim(person, Relation::SpokeAt, event, seen.place, RULE, confidence.min(0.8));
        }
    }
}

/// A note that tells of talks, but not where, is about the event that its folder tells of.
fn cover_folder_event(page: &mut Page) {
    let Some(event) = page.layout.event.as_ref().filter(|_| !page.sessions.is_empty()) else {
        return;
    };
    if page.covered.is_some() && page.one_event {
        return;
    }
    let confidence = if event.sure { 0.85 } else { 0.6 };
    let folder = page.note.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let place = Place::Path(folder.to_string());
    let thing = page.mention(Kind::Event, &event.name, place.clone(), RULE, confidence);
    page.covered = Some(thing);
    page.one_event = true;
    let (subject, object) = (End::Note, End::Entity(thing));
    let relation = Relation::Covers;
    page.say(Said {
        subject,
        relation,
        object,
        place,
        rule: RULE,
        confidence,
        reasons: String::new(),
    });
}

/// The event that belongs to a place of the note, and how sure that is.
fn event_of(page: &Page, place: &Place) -> Option<(usize, f32)> {
    let whole = page.covered.filter(|_| page.one_event).map(|event| (event, 0.88));
    let Some((block, range)) = place.in_text() else { return whole };
    named_with(page, block, range.start)
        .map(|event| (event, 0.86))
        .or_else(|| above(page, block).map(|event| (event, 0.85)))
        .or(whole)
        .or_else(|| only(page).map(|event| (event, 0.7)))
}

/// The event that the same sentence places it at (“at X”, “X: …”), or, in a note on no single event,
/// the last one named before it in the block.
fn named_with(page: &Page, block: usize, from: usize) -> Option<usize> {
    let sentence = page.token(block, from).sentence;
    let events = page.mentions_in(block, Kind::Event);
    let placed = events.iter().find(|(_, r)| {
        let at = matches!(page.key(block, r.start.wrapping_sub(1)), "at" | "during" | "from");
        page.token(block, r.start).sentence == sentence && (at || r.start == 0 && r.end < from)
    });
    let before = events.iter().rev().find(|(_, r)| !page.one_event && r.start < from);
    placed.or(before).map(|(event, _)| *event)
}

/// The event that the nearest heading above names; the title of the note does not count.
fn above(page: &Page, block: usize) -> Option<usize> {
    let mut at = page.document.blocks[block].section;
    while let Some(heading) = at {
        let event = page.mentions_in(heading, Kind::Event).first().map(|(event, _)| *event);
        if event.is_some() && event != page.covered {
            return event;
        }
        at = page.document.blocks[heading].section.filter(|next| *next < heading);
    }
    None
}

/// The only event that the note names.
fn only(page: &Page) -> Option<usize> {
    let things = page.things.iter().enumerate();
    let mut events = things
        .filter(|(_, draft)| draft.kind == Kind::Event && !draft.mentions.is_empty())
        .map(|(thing, _)| thing);
    let first = events.next()?;
    events.next().is_none().then_some(first)
}
