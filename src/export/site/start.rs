//! The start page: the map, what is new in the notes, what is best connected. What its maps say of
//! where each thing is named stands in a script, which a page loads when it is first asked for.

use crate::entity::Entity;
use crate::export::map::arrange::arrange;
use crate::export::map::draw;
use crate::export::map::draw::MapStyle;
use crate::export::map::layout::{Canvas, MapLayout};
use crate::export::map::years::YearMap;
use crate::export::site::frame;
use crate::export::site::frame::About;
use crate::export::site::page::{BESIDE, Page, Site};
use crate::export::site::shown::day;
use crate::export::site::view::{Day, Few, Group, Item, Link, value};
use crate::export::site::{FOLDER, Made, search};
use crate::export::{File, Options};
use crate::query;
use crate::query::description;
use crate::query::english::{capitalize, count, join_and};
use crate::query::map::{MapOptions, MapView};
use crate::query::overview;
use crate::query::overview::NewNote;
use crate::vocabulary::{EntityId, Kind, Relation};
use minijinja::{Value, context};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;

/// How many things the map for phones shows.
const TALL: usize = 20;

/// A new note.
#[derive(Serialize)]
struct Newest {
    note: Link,
    day: Option<Day>,
    by: Vec<Link>,
    /// “5 people, 4 companies”; empty if nothing was new.
    first: String,
    things: Few<Link>,
}

/// The page, and the script that its maps ask for words.
pub fn pages(site: &Site) -> Vec<Made> {
    let tall = MapOptions { limit: TALL, ..MapOptions::default() };
    let tall = query::map::map(site.graph, &tall);
    let quotes = search::script("map-quotes.js", &quotes(site, &[&site.options.map, &tall]));
    vec![page(site, &tall), (quotes, None)]
}

fn page(site: &Site, tall: &MapView) -> Made {
    let (page, graph) = (Page::new(site, "index.html"), site.graph);
    let view = &site.options.map;
    let new = overview::newest(graph, BESIDE);
    let found = Kind::FOUND.iter().any(|kind| graph.of_kind(*kind).next().is_some());
    let it = context! {
        lede => value(page.lede(&description::all(graph))),
        found,
        wide => drawn(&page, view, &site.options.layout, "map"),
        tall => drawn(&page, tall, &arrange(tall, Canvas::Tall), "tall-map"),
        shown => view.nodes.len(),
        tall_shown => tall.nodes.len(),
        total => view.total,
        kinds => value(kinds(view)),
        years => value(site.options.years.iter().map(|y| (y.year, y.path())).collect::<Vec<_>>()),
        new => value(new.iter().map(|n| newest(&page, n)).collect::<Vec<_>>()),
        most => value(most(&page)),
    };
    let words = "A map of people, companies, tools, topics, talks and events in a folder of notes.";
    let (title, description) = (String::new(), words.to_string());
    frame::write(&page, "start.html", About { entity: None, kind: None, title, description }, it)
}

/// Where each thing on the maps is named best, by the way to its page: the sentence and its place.
fn quotes(site: &Site, maps: &[&MapView]) -> String {
    let page = Page::new(site, "index.html");
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

fn drawn(page: &Page, view: &MapView, layout: &MapLayout, name: &str) -> Option<Value> {
    if view.nodes.is_empty() {
        return None;
    }
    let address = |id: &EntityId| page.href(id);
    let style: MapStyle = page.map_style(&address, name);
    let svg = draw::svg(view, layout, &style);
    Some(Value::from_safe_string(svg))
}

/// The maps as files of their own: the topic map, and one of each year.
pub fn maps(site: &Site) -> Vec<File> {
    let Options { map, layout, years, .. } = site.options;
    let draw = |path: String, view: &MapView, layout: &MapLayout, style: MapStyle| {
        let page = Page::new(site, &path);
        let address = |id: &EntityId| page.href(id);
        let list = format!("{}browse.html", page.root);
        let style = MapStyle { address: Some(&address), list, ..style };
        File { text: draw::svg(view, layout, &style), path: format!("{FOLDER}/{path}") }
    };
    let mut files = vec![draw("map.svg".to_string(), map, layout, MapStyle::default())];
    let of_year = |y: &YearMap| draw(y.path(), &y.view, &y.layout, y.style());
    files.extend(years.iter().map(of_year));
    files
}

/// The kinds that are on the map, for its switches.
fn kinds(view: &MapView) -> Vec<(&'static str, String)> {
    let on_map = |kind: &Kind| view.nodes.iter().any(|n| n.kind == *kind);
    let kinds = Kind::FOUND.into_iter().filter(on_map);
    kinds.map(|kind| (kind.word(), capitalize(kind.plural()))).collect()
}

fn newest(page: &Page, new: &NewNote) -> Newest {
    let NewNote { note, first_seen } = new;
    let of_kind = |kind: Kind| {
        let n = first_seen.iter().filter(|e| e.kind == kind).count();
        (n > 0).then(|| count(n, kind.word(), kind.plural()))
    };
    let first: Vec<String> = Kind::FOUND.into_iter().filter_map(of_kind).collect();
    let writers = page.graph().sources(&note.id, Relation::Wrote);
    Newest {
        note: page.entity(note),
        day: note.first_seen.map(day),
        by: writers.iter().map(|w| page.entity(w.source)).collect(),
        first: join_and(&first),
        things: Few::of(first_seen, BESIDE, |e: &&Entity| page.listed(e)),
    }
}

/// The best connected of each kind.
fn most(page: &Page) -> Vec<Group> {
    let group = |kind: Kind| {
        let all = overview::connected(page.graph(), kind);
        let items = Few::of(&all, BESIDE, |e| Item {
            thing: page.listed(e),
            beside: match page.graph().degree(&e.id) {
                1 => "1 link".to_string(),
                links => format!("{links} links"),
            },
            unsure: false,
        });
        let words = capitalize(kind.plural());
        Group { words, all: page.list(kind), count: all.len(), items }
    };
    let kinds =
        [Kind::Person, Kind::Topic, Kind::Company, Kind::Tool, Kind::Talk, Kind::Event].into_iter();
    kinds.map(group).filter(|g| g.count > 0).collect()
}
