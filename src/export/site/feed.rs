//! What tells other programs of the site: an Atom feed of the newest notes with what was first seen
//! in them, and the map of the site. Both name whole addresses and are only written when
//! `hallway.toml` says where the site is published.

use crate::date::Date;
use crate::export::File;
use crate::export::address;
use crate::export::site::page::{Page, Site};
use crate::export::site::view::value;
use crate::export::site::{FOLDER, Made, escape, frame};
use crate::query::overview;
use crate::query::overview::New;
use minijinja::context;
use serde::Serialize;

/// How many notes the feed tells of.
const ENTRIES: usize = 30;
/// How many new things it names of each.
const THINGS: usize = 20;

#[derive(Serialize)]
struct Entry {
    title: String,
    id: String,
    updated: String,
    first_seen: Vec<(String, String)>,
    more: usize,
}

/// The feed and the map of the site.
pub fn files(site: &Site) -> Vec<Made> {
    if site.options.base_url.is_empty() {
        return vec![];
    }
    vec![feed(site), (site_map(site), None)]
}

fn feed(site: &Site) -> Made {
    let page = Page::new(site, "feed.xml");
    let base = &site.options.base_url;
    let new = overview::newest(site.graph, ENTRIES);
    let entries: Vec<Entry> = new.iter().map(|n| entry(&page, n)).collect();
    let updated = entries.first().map_or("1970-01-01T00:00:00Z", |e| &e.updated);
    let context = context! {
        site => frame::NAME, base, updated, entries => value(&entries),
    };
    let (text, problem) = site.templates.render("feed.xml", &context);
    (File { path: format!("{FOLDER}/feed.xml"), text }, problem)
}

fn entry(page: &Page, new: &New) -> Entry {
    let base = &page.site.options.base_url;
    let name = |e: &&crate::entity::Entity| (e.kind.word().to_string(), e.name.clone());
    Entry {
        title: new.note.name.clone(),
        id: format!("{base}{}", page.href(&new.note.id)),
        updated: new.note.first_seen.map(time).unwrap_or_default(),
        first_seen: new.first_seen.iter().take(THINGS).map(name).collect(),
        more: new.first_seen.len().saturating_sub(THINGS),
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
