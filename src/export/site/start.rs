//! The start page: the map, what is new in the notes, what is best connected. What its maps say of
//! where each entity is named is in a script, which a page loads when it is first asked for.

use crate::export::map::arrange::arrange;
use crate::export::map::draw;
use crate::export::map::layout::Canvas;
use crate::export::pages::lists;
use crate::export::pages::view::value;
use crate::export::site::frame::{PageAbout, RenderedFile, SiteRenderer};
use crate::export::site::maps;
use crate::export::site::search;
use crate::query;
use crate::query::description;
use crate::query::english::capitalize;
use crate::query::map::{MapOptions, MapView};
use crate::vocabulary::Kind;
use minijinja::context;
use serde_json::json;
use std::collections::BTreeMap;

/// How many entities the map for phones shows.
const TALL: usize = 20;
/// The kinds of which it shows the best connected.
const MOST: [Kind; 6] =
    [Kind::Person, Kind::Topic, Kind::Company, Kind::Tool, Kind::Talk, Kind::Event];

/// The page, and the script that its maps ask for words.
pub fn pages(site: &SiteRenderer) -> Vec<RenderedFile> {
    let tall = MapOptions { limit: TALL, ..MapOptions::default() };
    let tall = query::map::map(site.pages.graph, &tall);
    let quotes = search::script("map-quotes.js", &quotes(site, &[&site.pages.options.map, &tall]));
    vec![page(site, &tall), (quotes, None)]
}

fn page(site: &SiteRenderer, tall: &MapView) -> RenderedFile {
    let (page, graph) = (site.page("index.html"), site.pages.graph);
    let view = &site.pages.options.map;
    let found = Kind::FOUND.iter().any(|kind| graph.of_kind(*kind).next().is_some());
    let it = context! {
        lede => value(page.lede(&description::all(graph))),
        found,
        wide => maps::topic(&page, view, &site.pages.options.layout, "map"),
        tall => maps::topic(&page, tall, &arrange(tall, Canvas::Tall), "tall-map"),
        shown => view.nodes.len(),
        tall_shown => tall.nodes.len(),
        total => view.total,
        kinds => value(kinds(view)),
        years => value(site.pages.options.years.iter().map(|y| (y.year, y.path())).collect::<Vec<_>>()),
        new => value(lists::newest(&page)),
        most => value(lists::connected(&page, &MOST)),
    };
    let words = "A map of people, companies, tools, topics, talks and events in a folder of notes.";
    let (title, description) = (String::new(), words.to_string());
    site.write(&page, "start.html", PageAbout { entity: None, kind: None, title, description }, it)
}

/// Where each entity on the maps is named best, by the way to its page: the sentence and its place.
fn quotes(site: &SiteRenderer, maps: &[&MapView]) -> String {
    let page = site.page("index.html");
    let nodes = maps.iter().flat_map(|map| &map.nodes);
    let quotes = nodes.filter_map(|node| {
        let (words, place) = draw::quote_and_place(node.evidence.as_ref()?);
        Some((page.href(&node.id), json!([words, place])))
    });
    let quotes: BTreeMap<String, serde_json::Value> = quotes.collect();
    let rows: Vec<String> =
        quotes.iter().map(|(page, row)| format!("{}:{row}", json!(page))).collect();
    format!("window.HALLWAY_MAP={{\n{}\n}};\n", rows.join(",\n"))
}

/// The kinds that are on the map, for its switches.
fn kinds(view: &MapView) -> Vec<(&'static str, String)> {
    let on_map = |kind: &Kind| view.nodes.iter().any(|n| n.kind == *kind);
    let kinds = Kind::FOUND.into_iter().filter(on_map);
    kinds.map(|kind| (kind.word(), capitalize(kind.plural()))).collect()
}
