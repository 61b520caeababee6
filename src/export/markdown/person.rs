//! The page of a person: the talks, what they talked about, where they worked.

use crate::entity::Entity;
use crate::export::markdown::company;
use crate::export::markdown::page::Draft;
use crate::export::markdown::page::{BESIDE, Page, Site, doubt};
use crate::export::markdown::sections;
use crate::export::markdown::text;
use crate::query::about;
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::description;
use crate::query::neighbours;
use crate::vocabulary::{Kind, Relation};
use std::collections::BTreeSet;

/// Makes the page.
pub fn page(site: &Site, person: &Entity) -> Draft {
    let graph = site.graph;
    let mut talks = answers::by(graph, person);
    talks.retain(|a| a.talk.is_some());
    let mut page = Page::of(site, person);
    let lead = lead(&page, person, &talks);
    page.block(&lead);
    sections::apart(&mut page, person);
    page.section("Talks", |p| sections::answers(p, &talks, by_talk));
    let subjects = [Kind::Topic, Kind::Tool];
    page.section("Talked about", |p| {
        sections::ties(p, person, Relation::TalkedAbout, &subjects);
    });
    page.section("Worked at", |p| worked(p, person));
    page.section("Around", |p| around(p, person));
    page.section("Wrote", |p| notes(p, person, |written, path| written.contains(path)));
    page.section("In these notes", |p| notes(p, person, |written, path| !written.contains(path)));
    sections::why_one(&mut page, person);
    page.file()
}

/// “Person. Spoke at X, while at Company. One talk, in one note.”
fn lead(page: &Page, person: &Entity, talks: &[Answer]) -> String {
    let lead = page.lead(&description::person(page.site.graph, person, talks));
    let home = person.url.as_deref().and_then(text::web).unwrap_or_default();
    let parts = ["Person.", lead.trim_end(), &home];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
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

/// Companies, the latest first, with the days on which notes say so.
fn worked(page: &mut Page, person: &Entity) {
    let jobs = about::jobs(page.site.graph, person);
    for job in &jobs {
        let name = page.thing(&job.target.into());
        let days = company::days(job.evidence()).map(|d| format!(", {d}")).unwrap_or_default();
        let line = format!("- {name}{days}{}", doubt(job.confidence()));
        match answers::best(job.evidence()) {
            None => page.line(&line),
            Some(cited) => {
                let said = about::cited_quote(cited, &[job.target, person]);
                let proof = page.proof(&said);
                page.line(&format!("{line}{proof}"));
            }
        }
    }
}

/// The notes that name a person: their own, or those of others.
fn notes(page: &mut Page, person: &Entity, belongs: fn(&BTreeSet<&str>, &str) -> bool) {
    let written = description::wrote(page.site.graph, person);
    let mut named = about::notes(page.site.graph, person);
    named.retain(|path| belongs(&written, path));
    sections::note_list(page, person, &named);
}

fn around(page: &mut Page, person: &Entity) {
    page.map(&person.id, &format!("Talks, companies, events and topics of {}", person.name));
    let near = neighbours::neighbour_refs(page.site.graph, person);
    let ways = [("At the same event", Kind::Event), ("At the same company", Kind::Company)];
    for (words, kind) in ways {
        let of_kind: Vec<&Entity> = near
            .iter()
            .filter(|n| n.through.is_some_and(|thing| thing.kind == kind))
            .map(|n| n.entity)
            .collect();
        let names: Vec<String> = of_kind.iter().take(BESIDE).map(|e| page.listed(e)).collect();
        if names.is_empty() {
            continue;
        }
        let more = match of_kind.len().saturating_sub(BESIDE) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        page.block(&format!("{words}: {}{more}", names.join(", ")));
    }
}
