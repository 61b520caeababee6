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
use crate::query::EntityRef;
use crate::query::english::count;
use crate::query::list;
use crate::query::note_sentences;
use crate::query::note_sentences::NoteSentence;
use crate::vocabulary::Kind;
use minijinja::context;
use rayon::prelude::*;
use serde_json::json;

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

/// A script of the site that holds nothing but words.
pub fn script(name: &str, text: &str) -> File {
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
    let qualifier = page.site.namesakes.of(&entity.id);
    let said = |t: &EntityRef| qualifier.is_some_and(|q| q.entity.as_ref() == Some(&t.id));
    let mut context = list::context(graph, &list::row(graph, entity));
    context.retain(|t| !said(t));
    let context = context.into_iter().map(|t| t.name);
    let context: Vec<String> =
        qualifier.map(|q| q.to_string()).into_iter().chain(context).collect();
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
    let notes: Vec<&Entity> = site.graph.of_kind(Kind::Note).collect();
    let told: Vec<(&Entity, Vec<NoteSentence>)> =
        notes.par_iter().map(|note| (*note, note_sentences::of_note(site.graph, note))).collect();
    let (mut titles, mut rows) = (Vec::new(), Vec::new());
    for (note, lines) in &told {
        for line in lines.iter().filter(|l| l.text.contains(' ')) {
            let end = line.text.char_indices().nth(LONGEST).map_or(line.text.len(), |(at, _)| at);
            rows.push(json!([titles.len(), line.lines.first(), &line.text[..end]]).to_string());
        }
        titles.push(json!([note.name, page.href(&note.id)]).to_string());
    }
    let (titles, rows) = (titles.join(",\n"), rows.join(",\n"));
    format!("window.HALLWAY_QUOTES={{\"notes\":[\n{titles}\n],\"quotes\":[\n{rows}\n]}};\n")
}
