//! The search page, the index that it reads, and the page for addresses that lead nowhere.
//!
//! The index is a script, as a page opened from disk may not fetch anything. Sentences stand in a
//! script of their own, which only the search page loads.

use crate::entity::Entity;
use crate::export::File;
use crate::export::pages::context::PageContext;
use crate::export::site::escape;
use crate::export::site::frame::{PageAbout, RenderedFile, SiteRenderer, file};
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
pub fn pages(site: &SiteRenderer) -> Vec<RenderedFile> {
    let page = |path: &str, template, title: &str, description: &str| {
        let mut page = site.page(path);
        if path == "404.html" && !site.pages.options.base_url.is_empty() {
            // It is shown at whatever address was asked for.
            page.root = site.pages.options.base_url.clone();
        }
        let (title, description) = (title.to_string(), description.to_string());
        let about = PageAbout { entity: None, kind: None, title, description };
        site.write(&page, template, about, context! {})
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
    file(name, escape::script(text))
}

/// Name, kind, page, a line about it, other names; the best connected first.
fn names(site: &SiteRenderer) -> String {
    let page = site.page("index.html");
    let graph = site.pages.graph;
    let mut all: Vec<&Entity> = graph.nodes().collect();
    all.sort_by_cached_key(|e| (std::cmp::Reverse(graph.degree(&e.id)), e.id.clone()));
    let rows: Vec<String> = all.iter().map(|e| row(&page, e)).collect();
    format!("window.HALLWAY=[\n{}\n];\n", rows.join(",\n"))
}

fn row(page: &PageContext, entity: &Entity) -> String {
    let graph = page.graph();
    let kind = Kind::ALL.iter().position(|k| *k == entity.kind);
    let mut context = list::context(graph, &list::row(graph, entity));
    context.retain(|other| !page.qualifier_names(&entity.id, &other.id));
    let context = context.into_iter().map(|other| other.name);
    let context: Vec<String> = page.qualifier(&entity.id).into_iter().chain(context).collect();
    let about = match (entity.kind, context.is_empty()) {
        (Kind::Note, _) => entity.first_seen.map(|d| d.to_string()).unwrap_or_default(),
        (_, false) => context.join(" · "),
        (_, true) => count(entity.mentions.len(), "note", "notes"),
    };
    let aliases = entity.aliases.join(" | ");
    json!([entity.name, kind, page.href(&entity.id), about, aliases]).to_string()
}

/// The notes with their pages, and each sentence on which something rests, by note and line.
fn quotes(site: &SiteRenderer) -> String {
    let page = site.page("index.html");
    let notes: Vec<&Entity> = site.pages.graph.of_kind(Kind::Note).collect();
    let told: Vec<(&Entity, Vec<NoteSentence>)> = notes
        .par_iter()
        .map(|note| (*note, note_sentences::of_note(site.pages.graph, note)))
        .collect();
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
