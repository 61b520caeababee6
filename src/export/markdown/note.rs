//! The page of a note: what is in it, kind by kind, and the notes it is joined with.

use crate::entity::Entity;
use crate::export::markdown::event::speaker;
use crate::export::markdown::page::Draft;
use crate::export::markdown::page::{Page, Site, doubt};
use crate::export::markdown::sections;
use crate::export::markdown::text;
use crate::query::answers;
use crate::query::description;
use crate::query::english;
use crate::query::related::reasons::RelatedReason;
use crate::query::similar_notes::SimilarNote;
use crate::vocabulary::{Kind, Relation};

/// Makes the page.
pub fn page(site: &Site, note: &Entity) -> Draft {
    let mut page = Page::of(site, note);
    let lead = lead(&page, note);
    page.block(&lead);
    page.section("Who talked about what", |p| spoken(p, note));
    page.section("What is in it", |p| contents(p, note));
    page.section("Earlier notes like it", |p| like(p, note));
    page.section("Linked notes", |p| linked(p, note));
    page.file()
}

/// “Note, 2019-07-23, by Sam Atkins, on DevOps Barcelona 2019: posts/x.md”
fn lead(page: &Page, note: &Entity) -> String {
    let mut words = "Note".to_string();
    if let Some(date) = note.first_seen {
        words += &format!(", {date}");
    }
    words += &page.lead(&description::note(page.site.graph, note));
    match &note.path {
        Some(path) => {
            format!("{words}: {}", text::link(&text::escape(path), &page.note_target(path)))
        }
        None => words + ".",
    }
}

fn spoken(page: &mut Page, note: &Entity) {
    for answer in answers::in_note(page.site.graph, note) {
        let speaker = speaker(page, &answer);
        let talk = answer.talk.as_ref().map(|t| page.named(t));
        let parts: Vec<String> = speaker.into_iter().chain(talk).collect();
        let on = sections::on(page, &answer.subjects);
        let place = text::link(&format!(":{}", answer.line), &page.note_target(&answer.note));
        page.line(&format!("- {}{}.{on} {place}", parts.join(", "), doubt(answer.confidence)));
    }
}

/// A line a kind; the people who wrote it and the event it covers stand above.
fn contents(page: &mut Page, note: &Entity) {
    let mut named = page.site.graph.targets(&note.id, Relation::Mentions);
    named
        .sort_by_cached_key(|e| (e.target.kind, e.target.name.to_lowercase(), e.target.id.clone()));
    for kind in Kind::FOUND {
        let of_kind = named.iter().filter(|e| e.target.kind == kind);
        let names: Vec<String> = of_kind
            .map(|e| format!("{}{}", page.listed(e.target), unsure(e.target.confidence)))
            .collect();
        if !names.is_empty() {
            page.line(&format!("- {}: {}", english::capitalize(kind.plural()), names.join(", ")));
        }
    }
}

fn unsure(confidence: f32) -> &'static str {
    if doubt(confidence).is_empty() { "" } else { " (*unsure*)" }
}

/// A line for each, with what both name.
fn like(page: &mut Page, note: &Entity) {
    for SimilarNote { note, reasons } in page.site.alike.earlier(note) {
        let named = reasons.iter().filter_map(|reason| match reason {
            RelatedReason::Names { entity: thing, .. } => page.site.graph.node(&thing.id),
            _ => None,
        });
        let named: Vec<String> = named.map(|thing| page.listed(thing)).collect();
        let mut because = vec![format!("both name {}", english::join_and(&named))];
        if reasons.contains(&RelatedReason::Series) {
            because.push("another of the same series".to_string());
        }
        if reasons.contains(&RelatedReason::Linked) {
            because.push("this note links to it".to_string());
        }
        let date = note.first_seen.map(|d| format!("{d} ")).unwrap_or_default();
        let because = because.join("; ");
        page.line(&format!("- {date}{}: {because}", page.thing(&note.into())));
    }
}

fn linked(page: &mut Page, note: &Entity) {
    let graph = page.site.graph;
    let ways = [
        ("Links to", graph.targets(&note.id, Relation::LinksTo)),
        ("Linked from", graph.sources(&note.id, Relation::LinksTo)),
    ];
    for (words, edges) in ways {
        let links: Vec<String> =
            edges.iter().map(|e| page.thing(&e.other(&note.id).0.into())).collect();
        if !links.is_empty() {
            page.line(&format!("- {words}: {}", links.join(", ")));
        }
    }
}
