//! What tells other programs of the site: an Atom feed of the newest notes with what was first seen
//! in them, one of the newest links between things, and the map of the site. They name whole
//! addresses and are only written when `hallway.toml` says where the site is published.

use crate::date::Date;
use crate::entity::Entity;
use crate::export::File;
use crate::export::address;
use crate::export::site::page::{Page, Site};
use crate::export::site::view::value;
use crate::export::site::{FOLDER, Made, escape, frame};
use crate::query::SURE;
use crate::query::overview;
use crate::query::overview::{NewEdge, NewNote};
use minijinja::{Value, context};
use serde::Serialize;

/// How many notes the feed tells of.
const ENTRIES: usize = 30;
/// How many new things it names of each.
const THINGS: usize = 20;
/// How many links the other feed tells of: some notes tell of dozens.
const LINKS: usize = 100;

#[derive(Serialize)]
struct Entry {
    title: String,
    id: String,
    updated: String,
    first_seen: Vec<(String, String)>,
    more: usize,
}

/// A link as the feed tells it.
#[derive(Serialize)]
struct Joined {
    title: String,
    id: String,
    href: String,
    updated: String,
    quote: String,
    note: String,
}

/// The feeds and the map of the site.
pub fn files(site: &Site) -> Vec<Made> {
    if site.options.base_url.is_empty() {
        return vec![];
    }
    vec![notes(site), links(site), (site_map(site), None)]
}

fn notes(site: &Site) -> Made {
    let page = Page::new(site, frame::FEED);
    let new = overview::newest(site.graph, ENTRIES);
    let entries: Vec<Entry> = new.iter().map(|n| entry(&page, n)).collect();
    let updated = entries.first().map(|e| e.updated.as_str());
    write(site, frame::FEED, updated, value(&entries))
}

fn links(site: &Site) -> Made {
    let page = Page::new(site, frame::LINKS);
    let new = overview::newest_edges(site.graph, LINKS);
    let entries: Vec<Joined> = new.iter().map(|n| joined(&page, n)).collect();
    let updated = entries.first().map(|e| e.updated.as_str());
    write(site, frame::LINKS, updated, value(&entries))
}

fn write(site: &Site, name: &'static str, updated: Option<&str>, entries: Value) -> Made {
    let updated = updated.unwrap_or("1970-01-01T00:00:00Z");
    let base = &site.options.base_url;
    let context = context! { site => frame::NAME, base, updated, entries };
    let (text, problem) = site.templates.render(name, &context);
    (File { path: format!("{FOLDER}/{name}"), text }, problem)
}

fn entry(page: &Page, new: &NewNote) -> Entry {
    let base = &page.site.options.base_url;
    let name = |e: &&Entity| (e.kind.word().to_string(), e.name.clone());
    Entry {
        title: new.note.name.clone(),
        id: format!("{base}{}", page.href(&new.note.id)),
        updated: new.note.first_seen.map(time).unwrap_or_default(),
        first_seen: new.first_seen.iter().take(THINGS).map(name).collect(),
        more: new.first_seen.len().saturating_sub(THINGS),
    }
}

/// “Mara Lindqvist gave Flags Without Fear”. The id is made of those of the things and the relation: it
/// stays when other notes tell it too.
fn joined(page: &Page, NewEdge { edge, first }: &NewEdge) -> Joined {
    let base = &page.site.options.base_url;
    let name = |entity: &Entity| page.site.namesakes.name(&entity.into());
    let words = edge.relation().forward();
    let unsure = if edge.confidence() < SURE { " (unsure)" } else { "" };
    let relation = address::target(&format!("{}/{}", edge.relation().word(), edge.target.id));
    Joined {
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

/// All pages of things, and the start page.
fn site_map(site: &Site) -> File {
    let base = &site.options.base_url;
    let address =
        |href: &str| format!("<url><loc>{}</loc></url>\n", escape::text(&format!("{base}{href}")));
    let pages: String = site.hrefs.iter().map(|href| address(href)).collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}{pages}</urlset>\n",
        address(&address::target("index.html"))
    );
    File { path: format!("{FOLDER}/sitemap.xml"), text }
}
