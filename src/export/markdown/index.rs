//! The pages that lead to the others: one for each kind, and the start page.

use crate::entity::Entity;
use crate::export::File;
use crate::export::markdown::address;
use crate::export::markdown::page::{Page, Site, doubt};
use crate::export::markdown::text;
use crate::query::Thing;
use crate::query::list;
use crate::query::list::{Row, Sort};
use crate::vocabulary::{Kind, Relation};
use std::cmp::Reverse;

/// From so many things on a list has a heading for each letter or year.
const HEADINGS: usize = 100;
/// Of each kind, and of the notes, the start page shows so many.
const START: usize = 5;

/// All things of a kind, by name; notes newest first.
pub fn kind(site: &Site, kind: Kind) -> File {
    let title = text::capital(kind.plural());
    let mut page = Page::new(site, address::index(kind), &title);
    let mut rows = list::list(site.graph, kind, Sort::Name);
    let start = text::link("All kinds", &page.to(&address::start()));
    page.block(&match rows.len() {
        0 => format!("The notes name none. {start}."),
        n => format!("{}. {start}.", text::capital(&text::count(n, kind.word(), kind.plural()))),
    });
    if kind == Kind::Note {
        rows.sort_by_key(|r| Reverse(r.first_seen));
    }
    let long = rows.len() >= HEADINGS;
    let mut last = None;
    page.line("");
    for row in &rows {
        let heading = heading(row);
        if long && last.as_ref() != Some(&heading) {
            page.block(&format!("## {}\n", text::escape(&heading)));
            last = Some(heading);
        }
        let line = line(&page, row);
        page.line(&line);
    }
    page.file()
}

/// The year of a note, the first letter of anything else.
fn heading(row: &Row) -> String {
    match (row.kind, row.first_seen) {
        (Kind::Note, Some(day)) => day.year.to_string(),
        (Kind::Note, None) => "Without a date".to_string(),
        _ => list::by_name(&row.name).chars().take(1).flat_map(char::to_uppercase).collect(),
    }
}

/// What there is, what is new, what is best connected.
pub fn start(site: &Site) -> File {
    let mut page = Page::new(site, address::start(), "What the notes tell");
    let counts: Vec<(Kind, usize)> =
        Kind::ALL.iter().map(|k| (*k, site.graph.of_kind(*k).count())).collect();
    let lead = lead(&counts);
    page.block(&lead);
    if site.options.maps.contains("topic-map.svg") {
        let map = page.to("topic-map.svg");
        page.block(&format!("!{}", text::link("What the notes tell, as a map", &map)));
    }
    page.section("All of them", |p| {
        for (kind, n) in counts {
            let link = text::link(&text::capital(kind.plural()), &p.to(&address::index(kind)));
            p.line(&format!("- {link}: {n}"));
        }
    });
    page.section("New in the notes", newest);
    page.section("Best connected", connected);
    page.file()
}

fn lead(counts: &[(Kind, usize)]) -> String {
    let of = |kind| counts.iter().find(|(k, _)| *k == kind).map_or(0, |(_, n)| *n);
    let parts: Vec<String> =
        [Kind::Person, Kind::Company, Kind::Talk, Kind::Event, Kind::Topic, Kind::Tool]
            .into_iter()
            .filter(|kind| of(*kind) > 0)
            .map(|kind| count(kind, of(kind)))
            .collect();
    let notes = count(Kind::Note, of(Kind::Note));
    match parts.is_empty() {
        true => text::capital(&format!("{notes}, and nothing found in them.")),
        false => text::capital(&format!("{notes} with {}.", text::and(&parts))),
    }
}

fn count(kind: Kind, n: usize) -> String {
    text::count(n, kind.word(), kind.plural())
}

fn line(page: &Page, row: &Row) -> String {
    let name = page.thing(&Thing {
        id: row.id.clone(),
        kind: row.kind,
        name: row.name.clone(),
        untitled: row.untitled,
    });
    let graph = page.site.graph;
    let unsure = graph.node(&row.id).map_or("", |e| doubt(e.confidence));
    let seen = row.first_seen.zip(row.last_seen.or(row.first_seen));
    let seen = seen.map(|(first, last)| format!(", {}", text::time(first, last)));
    let seen = seen.unwrap_or_default();
    let context: String = context(page, row).iter().map(|link| format!(", {link}")).collect();
    let notes = match (row.kind, row.notes) {
        (Kind::Note, _) | (_, 0 | 1) => String::new(),
        (_, n) => format!(", {}", text::count(n, "note", "notes")),
    };
    format!("- {name}{unsure}{context}{notes}{seen}")
}

/// What tells a thing from its namesakes: a person's company if there is one only, the speakers
/// and event of a talk, who makes a tool.
fn context(page: &Page, row: &Row) -> Vec<String> {
    let graph = page.site.graph;
    let edges = match row.kind {
        Kind::Person => match graph.targets(&row.id, Relation::WorksAt) {
            jobs if jobs.len() == 1 => jobs,
            _ => vec![],
        },
        Kind::Talk => {
            let mut edges = graph.sources(&row.id, Relation::Gave);
            edges.extend(graph.targets(&row.id, Relation::PartOf));
            edges
        }
        Kind::Tool => graph.sources(&row.id, Relation::Makes),
        Kind::Company | Kind::Topic | Kind::Event | Kind::Note => vec![],
    };
    edges.iter().map(|e| page.thing(&e.other(&row.id).0.into())).collect()
}

/// The newest notes, with what was first seen there.
fn newest(page: &mut Page) {
    let graph = page.site.graph;
    let mut notes: Vec<&Entity> = graph.of_kind(Kind::Note).collect();
    notes.sort_by_key(|n| (Reverse(n.first_seen), &n.id));
    for note in notes.into_iter().filter(|n| n.first_seen.is_some()).take(START) {
        let named = graph.targets(&note.id, Relation::Mentions);
        let mut new: Vec<&Entity> = named
            .iter()
            .map(|e| e.target)
            .filter(|e| e.kind != Kind::Talk && e.kind != Kind::Event)
            .filter(|e| first_note(page, e) == note.path.as_deref())
            .collect();
        new.sort_by_key(|e| (Reverse(graph.degree(&e.id)), &e.id));
        let shown: Vec<String> = new.iter().take(START).map(|e| page.thing(&(*e).into())).collect();
        let first = match (shown.is_empty(), new.len() > START) {
            (true, _) => String::new(),
            (false, true) => {
                format!(": first seen here {} and {} more", shown.join(", "), new.len() - START)
            }
            (false, false) => format!(": first seen here {}", text::and(&shown)),
        };
        let date = note.first_seen.map(|d| d.to_string()).unwrap_or_default();
        page.line(&format!("- {date} {}{first}", page.thing(&note.into())));
    }
}

/// The earliest of the notes that name a thing.
fn first_note<'e>(page: &Page, entity: &'e Entity) -> Option<&'e str> {
    let date = |path: &str| page.site.graph.note(path).and_then(|n| n.first_seen);
    let notes = entity.mentions.iter().map(|m| m.note.as_str());
    notes.min_by_key(|path| (date(path).is_none(), date(path), *path))
}

fn connected(page: &mut Page) {
    let graph = page.site.graph;
    for kind in [Kind::Topic, Kind::Person, Kind::Company, Kind::Tool, Kind::Event] {
        let mut all: Vec<&Entity> = graph.of_kind(kind).collect();
        all.sort_by_cached_key(|e| {
            (Reverse(graph.degree(&e.id)), list::by_name(&e.name), e.id.clone())
        });
        let names: Vec<String> = all.iter().take(START).map(|e| page.thing(&(*e).into())).collect();
        if !names.is_empty() {
            page.line(&format!("- {}: {}", text::capital(kind.plural()), names.join(", ")));
        }
    }
}
