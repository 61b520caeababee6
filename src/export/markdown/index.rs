//! The pages that lead to the others: one for each kind, and the start page.

use crate::export::map::years;
use crate::export::markdown::address;
use crate::export::markdown::page::Draft;
use crate::export::markdown::page::{Page, Site, doubt};
use crate::export::markdown::text;
use crate::query::EntityRef;
use crate::query::description;
use crate::query::english;
use crate::query::list;
use crate::query::list::{ListOrder, ListRow};
use crate::query::overview;
use crate::query::overview::NewNote;
use crate::vocabulary::Kind;
use std::cmp::Reverse;

/// From so many things on a list has a heading for each letter or year.
const HEADINGS: usize = 100;
/// Of each kind, and of the notes, the start page shows so many.
const START: usize = 5;

/// All things of a kind, by name; notes newest first.
pub fn kind(site: &Site, kind: Kind) -> Draft {
    let title = english::capitalize(kind.plural());
    let mut page = Page::new(site, address::index(kind), &title);
    let mut rows = list::list(site.graph, kind, ListOrder::Name);
    let start = text::link("All kinds", &page.to(&address::start()));
    page.block(&match rows.len() {
        0 => format!("The notes name none. {start}."),
        n => format!(
            "{}. {start}.",
            english::capitalize(&english::count(n, kind.word(), kind.plural()))
        ),
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
fn heading(row: &ListRow) -> String {
    match (row.kind, row.first_seen) {
        (Kind::Note, Some(day)) => day.year.to_string(),
        (Kind::Note, None) => "Without a date".to_string(),
        _ => list::by_name(&row.name).chars().take(1).flat_map(char::to_uppercase).collect(),
    }
}

/// What there is, what is new, what is best connected.
pub fn start(site: &Site) -> Draft {
    let mut page = Page::new(site, address::start(), "What the notes tell");
    let counts: Vec<(Kind, usize)> =
        Kind::ALL.iter().map(|k| (*k, site.graph.of_kind(*k).count())).collect();
    let lead = page.lead(&description::all(site.graph));
    page.block(&lead);
    if site.options.maps.contains("topic-map.svg") {
        let map = page.to("topic-map.svg");
        page.block(&format!("!{}", text::link("What the notes tell, as a map", &map)));
    }
    let years: Vec<String> =
        site.options.years.iter().map(|map| year_map(&page, map.year)).collect();
    if !years.is_empty() {
        page.block(&format!("By year: {}", years.join(", ")));
    }
    page.section("All of them", |p| {
        for (kind, n) in counts {
            let link =
                text::link(&english::capitalize(kind.plural()), &p.to(&address::index(kind)));
            p.line(&format!("- {link}: {n}"));
        }
    });
    page.section("New in the notes", newest);
    page.section("Best connected", connected);
    page.file()
}

/// A year with its map.
fn year_map(page: &Page, year: u16) -> String {
    text::link(&year.to_string(), &page.to(&years::path(year)))
}

fn line(page: &Page, row: &ListRow) -> String {
    let name = page.thing(&EntityRef {
        id: row.id.clone(),
        kind: row.kind,
        name: row.name.clone(),
        untitled: row.untitled,
    });
    let graph = page.site.graph;
    let qualifier = page.site.namesakes.of(&row.id);
    let unsure = graph.node(&row.id).map_or("", |e| doubt(e.confidence));
    let seen = row.first_seen.zip(row.last_seen.or(row.first_seen));
    let seen = seen.map(|(first, last)| format!(", {}", text::time(first, last)));
    let seen = seen.unwrap_or_default();
    let context = list::context(graph, row);
    let said = |t: &&EntityRef| qualifier.is_some_and(|q| q.entity.as_ref() == Some(&t.id));
    let context = context.iter().filter(|t| !said(t));
    let context: String = context.map(|t| format!(", {}", page.thing(t))).collect();
    let qualifier = qualifier.map(|q| text::escape(&format!(" {q}"))).unwrap_or_default();
    let notes = match (row.kind, row.notes) {
        (Kind::Note, _) | (_, 0 | 1) => String::new(),
        (_, n) => format!(", {}", english::count(n, "note", "notes")),
    };
    format!("- {name}{qualifier}{unsure}{context}{notes}{seen}")
}

/// The newest notes, with what was first seen there.
fn newest(page: &mut Page) {
    for NewNote { note, first_seen: new } in overview::newest(page.site.graph, START) {
        let shown: Vec<String> = new.iter().take(START).map(|e| page.listed(e)).collect();
        let first = match (shown.is_empty(), new.len() > START) {
            (true, _) => String::new(),
            (false, true) => {
                format!(": first seen here {} and {} more", shown.join(", "), new.len() - START)
            }
            (false, false) => format!(": first seen here {}", english::join_and(&shown)),
        };
        let date = note.first_seen.map(|d| d.to_string()).unwrap_or_default();
        page.line(&format!("- {date} {}{first}", page.thing(&note.into())));
    }
}

fn connected(page: &mut Page) {
    for kind in [Kind::Topic, Kind::Person, Kind::Company, Kind::Tool, Kind::Event] {
        let all = overview::connected(page.site.graph, kind);
        let names: Vec<String> = all.iter().take(START).map(|e| page.listed(e)).collect();
        if !names.is_empty() {
            page.line(&format!("- {}: {}", english::capitalize(kind.plural()), names.join(", ")));
        }
    }
}
