//! What tells other programs of the site: an Atom feed of the newest notes with what was first seen
//! in them, one of the newest relations, and the map of the site. They name whole
//! addresses and are only written when `hallway.toml` says where the site is published.

use crate::date::Date;
use crate::entity::Entity;
use crate::export::File;
use crate::export::address;
use crate::export::pages::context::PageContext;
use crate::export::pages::view::value;
use crate::export::site::escape;
use crate::export::site::frame;
use crate::export::site::frame::{RenderedFile, SiteRenderer};
use crate::query::SURE;
use crate::query::overview;
use crate::query::overview::{NewEdge, NewNote};
use minijinja::{Value, context};
use serde::Serialize;

/// How many notes the feed tells of.
const ENTRIES: usize = 30;
/// How many new entities it names of each.
const THINGS: usize = 20;
/// How many relations the other feed tells of: some notes tell of dozens.
const LINKS: usize = 100;

#[derive(Serialize)]
struct FeedNote {
    title: String,
    id: String,
    updated: String,
    first_seen: Vec<(String, String)>,
    more: usize,
}

/// A relation as the feed tells it.
#[derive(Serialize)]
struct FeedEdge {
    title: String,
    id: String,
    href: String,
    updated: String,
    quote: String,
    note: String,
}

/// The feeds and the map of the site.
pub fn files(site: &SiteRenderer) -> Vec<RenderedFile> {
    if site.pages.options.base_url.is_empty() {
        return vec![];
    }
    vec![notes(site), links(site), (site_map(site), None)]
}

fn notes(site: &SiteRenderer) -> RenderedFile {
    let page = site.page(frame::FEED);
    let new = overview::newest(site.pages.graph, ENTRIES);
    let entries: Vec<FeedNote> = new.iter().map(|n| feed_note(&page, n)).collect();
    let updated = entries.first().map(|e| e.updated.as_str());
    write(site, frame::FEED, updated, value(&entries))
}

fn links(site: &SiteRenderer) -> RenderedFile {
    let page = site.page(frame::LINKS);
    let new = overview::newest_edges(site.pages.graph, LINKS);
    let entries: Vec<FeedEdge> = new.iter().map(|n| feed_edge(&page, n)).collect();
    let updated = entries.first().map(|e| e.updated.as_str());
    write(site, frame::LINKS, updated, value(&entries))
}

fn write(
    site: &SiteRenderer,
    name: &'static str,
    updated: Option<&str>,
    entries: Value,
) -> RenderedFile {
    let updated = updated.unwrap_or("1970-01-01T00:00:00Z");
    let base = &site.pages.options.base_url;
    let context = context! { site => frame::NAME, base, updated, entries };
    site.render(name, name, &context)
}

fn feed_note(page: &PageContext, new: &NewNote) -> FeedNote {
    let base = &page.set.options.base_url;
    let name = |e: &&Entity| (e.kind.word().to_string(), e.name.clone());
    FeedNote {
        title: new.note.name.clone(),
        id: format!("{base}{}", page.href(&new.note.id)),
        updated: new.note.first_seen.map(time).unwrap_or_default(),
        first_seen: new.first_seen.iter().take(THINGS).map(name).collect(),
        more: new.first_seen.len().saturating_sub(THINGS),
    }
}

/// “Mara Lindqvist gave Flags Without Fear”. The id is made of those of the entities and the relation: it
/// stays when other notes tell it too.
fn feed_edge(page: &PageContext, NewEdge { edge, first }: &NewEdge) -> FeedEdge {
    let base = &page.set.options.base_url;
    let name = |entity: &Entity| page.set.namesakes.name(&entity.into());
    let words = edge.relation().forward();
    let unsure = if edge.confidence() < SURE { " (unsure)" } else { "" };
    let relation = address::target(&format!("{}/{}", edge.relation().word(), edge.target.id));
    FeedEdge {
        title: format!("{} {words} {}{unsure}", name(edge.source), name(edge.target)),
        id: format!("{base}{}#{relation}", page.href(&edge.source.id)),
        href: format!("{base}{}", page.place(&first.note, first.evidence.line).href),
        updated: first.date.map(time).unwrap_or_default(),
        quote: first.evidence.quote.clone(),
        note: page.graph().note(&first.note).map_or(first.note.clone(), |n| n.name.clone()),
    }
}

/// The start of a day, month or year.
fn time(date: Date) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month.max(1), date.day.max(1))
}

/// All pages of entities, and the start page.
fn site_map(site: &SiteRenderer) -> File {
    let base = &site.pages.options.base_url;
    let address =
        |href: &str| format!("<url><loc>{}</loc></url>\n", escape::text(&format!("{base}{href}")));
    let pages: String = site.pages.hrefs.iter().map(|href| address(href)).collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}{pages}</urlset>\n",
        address(&address::target("index.html"))
    );
    frame::file("sitemap.xml", text)
}
