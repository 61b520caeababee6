//! The page of an event: the programme as the notes tell it, and what they do not say.

use crate::entity::Entity;
use crate::export::markdown::page::Draft;
use crate::export::markdown::page::{Page, Site, doubt};
use crate::export::markdown::sections;
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::description;
use crate::query::english;
use crate::query::programme;
use crate::query::programme::ProgrammeTalk;
use crate::vocabulary::Kind;

/// Makes the page.
pub fn page(site: &Site, event: &Entity) -> Draft {
    let answers = answers::at(site.graph, event);
    let sessions = programme::talks(&answers);
    let others: Vec<&Answer> = answers.iter().filter(|a| a.talk.is_none()).collect();
    let mut page = Page::of(site, event);
    let lead = lead(&page, event, &answers, sessions.len());
    page.block(&lead);
    sections::apart(&mut page, event);
    page.map(&event.id, "Talks, their speakers and the companies they worked for then");
    page.section("Programme, as the notes tell it", |p| talks(p, &sessions));
    page.section("Also spoke there", |p| also(p, &others));
    page.section("What it was about", |p| subjects(p, &sessions));
    page.section("Told in", |p| sections::in_notes(p, event));
    sections::why_one(&mut page, event);
    page.file()
}

/// “Event, 2019-06-28. 5 talks by 5 named people of 4 companies, as Sam Atkins noted it.”
fn lead(page: &Page, event: &Entity, answers: &[Answer], talks: usize) -> String {
    let lead = page.lead(&description::event(page.site.graph, event, answers, talks));
    format!("Event{}. {lead}", day(page, event)).trim_end().to_string()
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

fn talks(page: &mut Page, sessions: &[ProgrammeTalk]) {
    for (i, session) in sessions.iter().enumerate() {
        let ProgrammeTalk { talk, answers } = session;
        let title = page.named(talk);
        let title = if talk.untitled { title } else { format!("**{title}**") };
        let speakers: Vec<String> = answers.iter().filter_map(|a| speaker(page, a)).collect();
        let speakers = match &speakers[..] {
            [] => String::new(),
            speakers => format!(": {}", english::join_and(speakers)),
        };
        let sure = session.confidence();
        let first = answers[0];
        let on = sections::on(page, &first.subjects);
        let place = page.place(&first.note, first.line);
        page.line(&format!("{}. {title}{speakers}{}.{on} {place}", i + 1, doubt(sure)));
    }
    let missing = programme::missing(sessions);
    if !missing.is_empty() {
        page.block(&format!("Not in the notes: {}.", missing.join(", ")));
    }
}

/// “Person, Company”.
pub fn speaker(page: &Page, answer: &Answer) -> Option<String> {
    let person = page.named(answer.person.as_ref()?);
    let company = answer.company.as_ref().map(|c| format!(", {}", page.named(c)));
    Some(format!("{person}{}", company.unwrap_or_default()))
}

fn also(page: &mut Page, others: &[&Answer]) {
    for answer in others {
        let Some(speaker) = speaker(page, answer) else { continue };
        let place = page.place(&answer.note, answer.line);
        page.line(&format!("- {speaker}{} {place}", doubt(answer.confidence)));
    }
}

/// Topics, then tools, those of most talks first.
fn subjects(page: &mut Page, sessions: &[ProgrammeTalk]) {
    for (kind, words) in [(Kind::Topic, "Topics"), (Kind::Tool, "Tools")] {
        let of_kind = programme::subjects(sessions, kind);
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
