//! The page of a person: the talks, what they talked about, where they worked.

use crate::entity::Entity;
use crate::export::File;
use crate::export::markdown::page::{BESIDE, Page, Site, doubt};
use crate::export::markdown::sections;
use crate::export::markdown::text;
use crate::query::answer::Answer;
use crate::query::near;
use crate::query::told;
use crate::vocabulary::{Kind, Relation};

/// Makes the page.
pub fn page(site: &Site, person: &Entity) -> File {
    let graph = site.graph;
    let mut talks = told::by(graph, person);
    talks.retain(|a| a.talk.is_some());
    let mut page = Page::of(site, person);
    let lead = lead(&page, person, &talks);
    page.block(&lead);
    page.section("Talks", |p| sections::answers(p, &talks, by_talk));
    let subjects = [Kind::Topic, Kind::Tool];
    page.section("Talked about", |p| {
        sections::ties(p, person, Relation::TalkedAbout, &subjects);
    });
    let jobs = [Kind::Company];
    page.section("Worked at", |p| sections::ties(p, person, Relation::WorksAt, &jobs));
    page.section("Around", |p| around(p, person));
    page.section("Wrote", |p| sections::ties(p, person, Relation::Wrote, &[Kind::Note]));
    page.section("In these notes", |p| sections::in_notes(p, person));
    sections::why_one(&mut page, person);
    page.file()
}

/// “Person. Spoke at X, then at Company. One talk, in one note.”
fn lead(page: &Page, person: &Entity, talks: &[Answer]) -> String {
    let graph = page.site.graph;
    let names = |relation| -> Vec<String> {
        let edges = graph.targets(&person.id, relation);
        edges.iter().map(|e| page.thing(&e.target.into())).collect()
    };
    let (events, companies) = (names(Relation::SpokeAt), names(Relation::WorksAt));
    let mut words = "Person.".to_string();
    match (&events[..], &companies[..]) {
        ([], []) => {}
        ([], [company]) => words += &format!(" Worked at {company}."),
        ([event], [company]) => words += &format!(" Spoke at {event}, then at {company}."),
        ([], many) => words += &format!(" Worked at {}.", text::and(many)),
        (few, _) if few.len() <= 3 => words += &format!(" Spoke at {}.", text::and(few)),
        (many, _) => words += &format!(" Spoke at {} events.", many.len()),
    }
    let wrote = graph.targets(&person.id, Relation::Wrote).len();
    if wrote > 0 {
        words += &format!(" Wrote {}.", text::count(wrote, "of the notes", "of the notes"));
    }
    let notes = text::count(person.mentions.len(), "note", "notes");
    let count = text::capital(&text::count(talks.len(), "talk", "talks"));
    if talks.is_empty() {
        return format!("{words} Named in {notes}.");
    }
    format!("{words} {count}, in {notes}.")
}

fn by_talk(page: &Page, answer: &Answer) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(talk) = &answer.talk {
        let words = " (hallway's words: the notes give no title)";
        let ours = if talk.untitled { words } else { "" };
        parts.push(format!("{}{ours}", page.named(talk)));
    }
    parts.extend(answer.event.as_ref().map(|e| page.named(e)));
    parts.extend(answer.company.as_ref().map(|c| page.named(c)));
    parts.extend(answer.date.map(|d| d.to_string()));
    format!("{}{}", parts.join(", "), doubt(answer.confidence))
}

fn around(page: &mut Page, person: &Entity) {
    page.map(&person.id, &format!("Talks, companies, events and topics of {}", person.name));
    let near = near::near(page.site.graph, person);
    for (words, kind) in
        [("At the same event", Kind::Event), ("At the same company", Kind::Company)]
    {
        let of_kind =
            near.iter().filter(|n| n.through.as_ref().is_some_and(|thing| thing.kind == kind));
        let names: Vec<String> = of_kind.map(|n| page.thing(&n.thing)).collect();
        if names.is_empty() {
            continue;
        }
        let more = match names.len().saturating_sub(BESIDE) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown = &names[..names.len().min(BESIDE)];
        page.block(&format!("{words}: {}{more}", shown.join(", ")));
    }
}
