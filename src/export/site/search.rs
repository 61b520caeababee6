//! The search page, the index that it reads, and the page for addresses that lead nowhere.
//!
//! The index is a script, as a page opened from disk may not fetch anything. Sentences stand in a
//! script of their own, which only the search page loads.

use crate::entity::Entity;
use crate::export::File;
use crate::export::site::frame;
use crate::export::site::frame::About;
use crate::export::site::page::{Page, Site};
use crate::export::site::{FOLDER, Made, escape};
use crate::graph::Graph;
use crate::query::list;
use crate::query::words::count;
use crate::vocabulary::Kind;
use minijinja::context;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Longest sentence in the index, in characters.
const LONGEST: usize = 280;

/// The pages and the scripts.
pub fn pages(site: &Site) -> Vec<Made> {
    let page = |path: &str, template, title: &str, description: &str| {
        let mut page = Page::new(site, path);
        if path == "404.html" && !site.options.base_url.is_empty() {
            // It is shown at whatever address was asked for.
            page.root = site.options.base_url.clone();
        }
        let (title, description) = (title.to_string(), description.to_string());
        let about = About { entity: None, kind: None, title, description };
        frame::write(&page, template, about, context! {})
    };
    vec![
        page(
            "search.html",
            "search.html",
            "Search",
            "Search the names and sentences of the notes.",
        ),
        page("404.html", "404.html", "Not here", "This page does not exist."),
        (script("search-index.js", &names(site)), None),
        (script("search-quotes.js", &quotes(site)), None),
    ]
}

fn script(name: &str, text: &str) -> File {
    File { path: format!("{FOLDER}/{name}"), text: escape::script(text) }
}

/// Name, kind, page, a line about it, other names; the best connected first.
fn names(site: &Site) -> String {
    let page = Page::new(site, "index.html");
    let graph = site.graph;
    let mut all: Vec<&Entity> = graph.nodes().collect();
    all.sort_by_cached_key(|e| (std::cmp::Reverse(graph.degree(&e.id)), e.id.clone()));
    let rows: Vec<String> = all.iter().map(|e| row(&page, e)).collect();
    format!("window.HALLWAY=[\n{}\n];\n", rows.join(",\n"))
}

fn row(page: &Page, entity: &Entity) -> String {
    let graph = page.graph();
    let kind = Kind::ALL.iter().position(|k| *k == entity.kind);
    let context: Vec<String> =
        list::context(graph, &list::row(graph, entity)).into_iter().map(|t| t.name).collect();
    let about = match (entity.kind, context.is_empty()) {
        (Kind::Note, _) => entity.first_seen.map(|d| d.to_string()).unwrap_or_default(),
        (_, false) => context.join(" · "),
        (_, true) => count(entity.mentions.len(), "note", "notes"),
    };
    let aliases = entity.aliases.join(" | ");
    json!([entity.name, kind, page.href(&entity.id), about, aliases]).to_string()
}

/// The notes with their pages, and each sentence on which something rests, by note and line.
fn quotes(site: &Site) -> String {
    let page = Page::new(site, "index.html");
    let sentences = sentences(site.graph);
    let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut titles = Vec::new();
    let mut rows = Vec::new();
    for (path, line, text) in sentences {
        let Some(note) = site.graph.note(path) else { continue };
        let place = *notes.entry(path).or_insert_with(|| {
            titles.push(json!([note.name, page.href(&note.id)]).to_string());
            titles.len() - 1
        });
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        rows.push(json!([place, line, &text[..end]]).to_string());
    }
    let (titles, rows) = (titles.join(",\n"), rows.join(",\n"));
    format!("window.HALLWAY_QUOTES={{\"notes\":[\n{titles}\n],\"quotes\":[\n{rows}\n]}};\n")
}

fn sentences(graph: &Graph) -> BTreeSet<(&str, usize, &str)> {
    let seen = graph.nodes().flat_map(|e| &e.mentions).map(|m| (m.note.as_str(), &m.evidence));
    let cited = graph.edges().flat_map(|e| e.evidence()).map(|c| (c.note.as_str(), &c.evidence));
    let all = seen.chain(cited);
    all.map(|(note, evidence)| (note, evidence.line, evidence.quote.as_str()))
        .filter(|(_, _, quote)| quote.contains(' '))
        .collect()
}
