//! The page of a topic or tool: who talked about it.

use crate::entity::Entity;
use crate::export::markdown::page::Draft;
use crate::export::markdown::page::{Page, Site};
use crate::export::markdown::sections;
use crate::export::markdown::text;
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::description;
use crate::query::english;
use crate::query::neighbours;
use crate::vocabulary::{Kind, Relation};

/// Makes the page.
pub fn page(site: &Site, subject: &Entity) -> Draft {
    let answers = answers::on(site.graph, subject);
    let mut page = Page::of(site, subject);
    let lead = lead(&page, subject, &answers);
    page.block(&lead);
    sections::apart(&mut page, subject);
    page.section("Who talked about it", |p| sections::answers(p, &answers, sections::by_person));
    page.section("Noted together with", |p| {
        p.neighbours(&neighbours::neighbour_refs(site.graph, subject))
    });
    page.map(&subject.id, &format!("What is noted around {}", subject.name));
    page.section("In these notes", |p| sections::in_notes(p, subject));
    sections::why_one(&mut page, subject);
    page.file()
}

fn lead(page: &Page, subject: &Entity, answers: &[Answer]) -> String {
    let mut first = english::capitalize(subject.kind.word());
    if !subject.aliases.is_empty() {
        let aliases: Vec<String> = subject.aliases.iter().map(|a| text::escape(a)).collect();
        first += &format!(", also written {}", aliases.join(", "));
    }
    let makers = page.site.graph.sources(&subject.id, Relation::Makes);
    if subject.kind == Kind::Tool && !makers.is_empty() {
        let makers: Vec<String> = makers.iter().map(|m| page.thing(&m.source.into())).collect();
        first += &format!(", made by {}", english::join_and(&makers));
    }
    let home = subject.url.as_deref().and_then(text::web).map(|link| format!(", {link}"));
    format!(
        "{first}{}. {}",
        home.unwrap_or_default(),
        page.lead(&description::subject(subject, answers))
    )
}
