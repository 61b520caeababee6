//! The page of an event: the programme as the notes tell it, and what they do not say.

use crate::entity::Entity;
use crate::export::File;
use crate::export::markdown::page::{Page, Site, doubt};
use crate::export::markdown::sections;
use crate::export::markdown::text;
use crate::query::answer::Answer;
use crate::query::told;
use crate::query::{Named, Thing};
use crate::vocabulary::{Kind, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// One talk with all its speakers.
type Session<'a> = (&'a Named, Vec<&'a Answer>);

/// Makes the page.
pub fn page(site: &Site, event: &Entity) -> File {
    let answers = told::at(site.graph, event);
    let sessions = sessions(&answers);
    let others: Vec<&Answer> = answers.iter().filter(|a| a.talk.is_none()).collect();
    let mut page = Page::of(site, event);
    let lead = lead(&page, event, &answers, sessions.len());
    page.block(&lead);
    sections::apart(&mut page, event);
    page.map(&event.id, "Talks, their speakers and the companies they worked for then");
    page.section("Programme, as the notes tell it", |p| programme(p, &sessions));
    page.section("Also spoke there", |p| also(p, &others));
    page.section("What it was about", |p| subjects(p, &sessions));
    page.section("Told in", |p| sections::in_notes(p, event));
    sections::why_one(&mut page, event);
    page.file()
}

fn sessions(answers: &[Answer]) -> Vec<Session<'_>> {
    let mut sessions: Vec<Session> = Vec::new();
    let mut places: BTreeMap<&Named, usize> = BTreeMap::new();
    for answer in answers {
        let Some(talk) = &answer.talk else { continue };
        let place = *places.entry(talk).or_insert_with(|| {
            sessions.push((talk, vec![]));
            sessions.len() - 1
        });
        sessions[place].1.push(answer);
    }
    sessions
}

/// “Event, 2019-06-28. 5 talks by 5 named people of 4 companies, as Sam Atkins noted it.”
fn lead(page: &Page, event: &Entity, answers: &[Answer], talks: usize) -> String {
    let graph = page.site.graph;
    let different = |pick: fn(&Answer) -> Option<&Named>| {
        answers.iter().filter_map(pick).map(|n| &n.id).collect::<BTreeSet<_>>().len()
    };
    let people = different(|a| a.person.as_ref());
    let companies = different(|a| a.company.as_ref());
    let told = graph.sources(&event.id, Relation::Covers);
    let writers: BTreeSet<Thing> = told
        .iter()
        .flat_map(|note| graph.sources(&note.source.id, Relation::Wrote))
        .map(|wrote| Thing::from(wrote.source))
        .collect();
    let mut words = format!("Event{}.", day(page, event));
    let mut sum = Vec::new();
    if talks > 0 {
        sum.push(text::count(talks, "talk", "talks"));
    }
    if people > 0 {
        let by = if talks > 0 { "by " } else { "" };
        sum.push(format!("{by}{}", text::count(people, "named person", "named people")));
    }
    if companies > 0 {
        sum.push(format!("of {}", text::count(companies, "company", "companies")));
    }
    if !sum.is_empty() {
        words += &format!(" {}", text::capital(&sum.join(" ")));
        let writers: Vec<String> = writers.iter().map(|w| page.thing(w)).collect();
        if !writers.is_empty() {
            words += &format!(", as {} noted it", text::and(&writers));
        }
        words += ".";
    }
    words
}

/// Its own day, or the day of the first note about it: the reader is told which.
fn day(page: &Page, event: &Entity) -> String {
    let notes = event.mentions.iter().filter_map(|m| page.site.graph.note(&m.note)?.first_seen);
    match (event.first_seen, notes.min()) {
        (Some(day), noted) if noted == Some(day) => format!(", noted {day}"),
        (Some(day), _) => format!(", {day}"),
        (None, _) => String::new(),
    }
}

fn programme(page: &mut Page, sessions: &[Session]) {
    for (i, (talk, answers)) in sessions.iter().enumerate() {
        let title = page.named(talk);
        let title = if talk.untitled { title } else { format!("**{title}**") };
        let speakers: Vec<String> = answers.iter().filter_map(|a| speaker(page, a)).collect();
        let speakers = match &speakers[..] {
            [] => String::new(),
            speakers => format!(": {}", text::and(speakers)),
        };
        let sure = answers.iter().map(|a| a.confidence).fold(0.0, f32::max);
        let first = answers[0];
        let on = sections::on(page, &first.subjects);
        let place = page.place(&first.note, first.line);
        page.line(&format!("{}. {title}{speakers}{}.{on} {place}", i + 1, doubt(sure)));
    }
    let missing = missing(sessions);
    page.block(&missing);
}

/// “Person, Company”.
pub fn speaker(page: &Page, answer: &Answer) -> Option<String> {
    let person = page.named(answer.person.as_ref()?);
    let company = answer.company.as_ref().map(|c| format!(", {}", page.named(c)));
    Some(format!("{person}{}", company.unwrap_or_default()))
}

/// What the notes do not say.
fn missing(sessions: &[Session]) -> String {
    let untitled = sessions.iter().filter(|(talk, _)| talk.untitled).count();
    let unnamed = sessions.iter().filter(|(_, a)| a.iter().all(|a| a.person.is_none())).count();
    let mut parts = Vec::new();
    if untitled > 0 {
        let titles = if untitled == 1 { "the title" } else { "the titles" };
        parts.push(format!("{titles} in italics (hallway's words)"));
    }
    if unnamed > 0 {
        parts.push(format!("who gave {}", text::count(unnamed, "of the talks", "of the talks")));
    }
    parts.push("days, times, order".to_string());
    if sessions.is_empty() {
        String::new()
    } else {
        format!("Not in the notes: {}.", parts.join(", "))
    }
}

fn also(page: &mut Page, others: &[&Answer]) {
    for answer in others {
        let Some(speaker) = speaker(page, answer) else { continue };
        let place = page.place(&answer.note, answer.line);
        page.line(&format!("- {speaker}{} {place}", doubt(answer.confidence)));
    }
}

/// Topics, then tools, those of most talks first.
fn subjects(page: &mut Page, sessions: &[Session]) {
    let mut talks: BTreeMap<&Thing, usize> = BTreeMap::new();
    for subject in sessions.iter().flat_map(|(_, answers)| &answers[0].subjects) {
        *talks.entry(subject).or_default() += 1;
    }
    for (kind, words) in [(Kind::Topic, "Topics"), (Kind::Tool, "Tools")] {
        let mut of_kind: Vec<_> = talks.iter().filter(|(s, _)| s.kind == kind).collect();
        of_kind.sort_by_cached_key(|(s, n)| (std::cmp::Reverse(**n), s.name.to_lowercase()));
        let names: Vec<String> = of_kind
            .iter()
            .map(|(s, n)| match n {
                1 => page.thing(s),
                n => format!("{} ({n} talks)", page.thing(s)),
            })
            .collect();
        if !names.is_empty() {
            page.line(&format!("- {words}: {}", names.join(", ")));
        }
    }
}
