//! The page of a company: its people and when they were there, and what they talked about.

use crate::entity::{Citation, Entity};
use crate::export::markdown::page::Draft;
use crate::export::markdown::page::{Page, SHOWN, Site, doubt};
use crate::export::markdown::sections;
use crate::export::markdown::text;
use crate::graph::EdgeRef;
use crate::query::about;
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::description;
use crate::query::english;
use crate::query::neighbours;
use crate::vocabulary::{Kind, Relation};

/// Makes the page.
pub fn page(site: &Site, company: &Entity) -> Draft {
    let people = about::jobs(site.graph, company);
    let mut answers = answers::from(site.graph, company);
    answers.retain(|a| a.talk.is_some() || !a.subjects.is_empty());
    let mut page = Page::of(site, company);
    let lead = lead(&page, company, people.len(), &answers);
    page.block(&lead);
    sections::apart(&mut page, company);
    page.map(&company.id, &format!("People of {} and what they talked about", company.name));
    page.section("People, and when they were there", |p| jobs(p, company, &people));
    page.section("What they talked about", |p| talks(p, &answers));
    page.section("Makes", |p| sections::ties(p, company, Relation::Makes, &[Kind::Tool]));
    page.section("Noted together with", |p| {
        p.neighbours(&neighbours::neighbour_refs(site.graph, company))
    });
    page.section("In these notes", |p| sections::in_notes(p, company));
    sections::why_one(&mut page, company);
    page.file()
}

/// “Company, makes X. 2 people worked there and gave 3 talks, in 2 notes.”
fn lead(page: &Page, company: &Entity, people: usize, answers: &[Answer]) -> String {
    let mut words = "Company".to_string();
    if !company.aliases.is_empty() {
        let aliases: Vec<String> = company.aliases.iter().map(|a| text::escape(a)).collect();
        words += &format!(", also written {}", aliases.join(", "));
    }
    let makes = page.site.graph.targets(&company.id, Relation::Makes);
    let mut tools: Vec<String> =
        makes.iter().take(3).map(|m| page.thing(&m.target.into())).collect();
    if makes.len() > 3 {
        tools.push("others".to_string());
    }
    if !tools.is_empty() {
        words += &format!(", makes {}", english::join_and(&tools));
    }
    if let Some(home) = company.url.as_deref().and_then(text::web) {
        words += &format!(", {home}");
    }
    format!("{words}. {}", page.lead(&description::company(company, people, answers)))
}

/// One person a line, with the days on which notes say so.
fn jobs(page: &mut Page, company: &Entity, people: &[EdgeRef]) {
    for job in people {
        let qualifier = page.site.namesakes.of(&job.source.id);
        let name = match qualifier.is_some_and(|q| q.entity.as_ref() == Some(&company.id)) {
            true => page.thing(&job.source.into()),
            false => page.listed(job.source),
        };
        let days = days(job.evidence()).map(|d| format!(", {d}")).unwrap_or_default();
        let doubt = doubt(job.confidence());
        let Some(cited) = answers::best(job.evidence()) else {
            page.line(&format!("- **{name}**{days}{doubt}"));
            continue;
        };
        let said = about::cited_quote(cited, &[company, job.source]);
        if people.len() > 5 * SHOWN {
            let place = page.place(&said.note, said.line);
            page.line(&format!("- **{name}**{days}{doubt} {place}"));
        } else {
            page.line(&format!("- **{name}**{days}{doubt}"));
            page.quoted(&said.quote, &said.note, said.line);
        }
    }
}

/// The time that the notes cover: one day, or the first and the last.
pub fn days(evidence: &[Citation]) -> Option<String> {
    let first = evidence.iter().filter_map(|c| c.date).min()?;
    let last = evidence.iter().filter_map(|c| c.date).max()?;
    Some(text::time(first, last))
}

fn talks(page: &mut Page, answers: &[Answer]) {
    for answer in answers {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(answer.person.as_ref().map(|p| page.named(p)));
        parts.extend(answer.talk.as_ref().map(|t| page.named(t)));
        parts.extend(answer.event.as_ref().map(|e| page.named(e)));
        parts.extend(answer.date.map(|d| d.to_string()));
        let on = sections::on(page, &answer.subjects);
        let place = page.place(&answer.note, answer.line);
        page.line(&format!("- {}{}.{on} {place}", parts.join(", "), doubt(answer.confidence)));
    }
}
