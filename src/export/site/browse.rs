//! The lists: everything at once, a page a kind, and of more than one page holds a page a letter or,
//! of notes, a year. Also the notes that name one thing, where its page shows only the newest.

use crate::entity::Entity;
use crate::export::site::Made;
use crate::export::site::frame;
use crate::export::site::frame::About;
use crate::export::site::page::{Page, SHOWN, Site};
use crate::export::site::shown;
use crate::export::site::view::{Link, value};
use crate::graph::Graph;
use crate::query::EntityRef;
use crate::query::SURE;
use crate::query::about;
use crate::query::english::{capitalize, count};
use crate::query::list;
use crate::query::list::{ListOrder, ListRow};
use crate::vocabulary::Kind;
use minijinja::context;
use serde::Serialize;
use std::cmp::Reverse;

/// The most rows of a table.
const ROWS: usize = 500;

/// A row of a table.
#[derive(Serialize)]
struct Line {
    thing: Link,
    context: Vec<Link>,
    unsure: bool,
    notes: usize,
    links: usize,
    seen: String,
}

/// A table with a heading of its own; empty for the only one.
#[derive(Serialize)]
struct Table {
    heading: String,
    all: String,
    count: usize,
    rows: Vec<Line>,
}

/// A page among several that hold one list.
#[derive(Serialize)]
struct Part {
    name: String,
    href: String,
    count: usize,
    current: bool,
}

/// Everything: in one table, or of each kind the best connected.
pub fn all(site: &Site) -> Made {
    let (page, graph) = (Page::new(site, "browse.html"), site.graph);
    let mut tables: Vec<(Kind, Vec<ListRow>)> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, list::list(graph, kind, ListOrder::Name)))
        .collect();
    tables.retain(|(_, rows)| !rows.is_empty());
    let total: usize = tables.iter().map(|(_, rows)| rows.len()).sum();
    let one = total <= ROWS;
    let tables: Vec<Table> = if one {
        let mut rows: Vec<ListRow> = tables.into_iter().flat_map(|(_, rows)| rows).collect();
        rows.sort_by_cached_key(|r| (list::by_name(&r.name), r.id.clone()));
        vec![table(&page, String::new(), String::new(), &rows)]
    } else {
        let shown = |(kind, mut rows): (Kind, Vec<ListRow>)| {
            let count = rows.len();
            most_telling(&mut rows, kind);
            let table = table(&page, capitalize(kind.plural()), page.list(kind), &rows);
            Table { count, ..table }
        };
        tables.into_iter().map(shown).collect()
    };
    let lede = if one {
        "All that the notes tell of, by name."
    } else {
        "The most telling of each kind, and the way to all of them."
    };
    let title = "Everything, as a list".to_string();
    let it = context! {
        heading => title.clone(), lede, one, tables => value(tables), parts => (), of => (),
    };
    let description = "All people, companies, tools, topics, talks, events and notes.".to_string();
    let about = About { entity: None, kind: None, title, description };
    frame::write(&page, "browse.html", about, it)
}

/// A list that may take several pages.
struct List<'l> {
    /// Where it begins, without the ending: `browse/people`.
    stem: String,
    /// The kind of its rows.
    kind: Kind,
    heading: String,
    description: String,
    /// The thing that it belongs to, if it is not the list of a kind.
    of: Option<&'l Entity>,
}

/// The pages of one kind.
pub fn kind(site: &Site, kind: Kind) -> Vec<Made> {
    let mut rows = list::list(site.graph, kind, ListOrder::Name);
    if kind == Kind::Note {
        rows.sort_by_key(|r| Reverse(r.first_seen));
    }
    let stem = format!("browse/{}", kind.plural());
    let heading = capitalize(kind.plural());
    let description = format!("All {} that the notes name.", kind.plural());
    pages(site, &List { stem, kind, heading, description, of: None }, &rows)
}

/// All notes that name a thing, newest first, if its page does not show them all.
pub fn naming(site: &Site, entity: &Entity, stem: &str) -> Vec<Made> {
    if entity.mentions.len() <= SHOWN {
        return vec![];
    }
    let notes = about::notes(site.graph, entity);
    let notes = notes.iter().filter_map(|path| site.graph.note(path));
    let rows: Vec<ListRow> = notes.map(|note| list::row(site.graph, note)).collect();
    let name = site.namesakes.name(&entity.into());
    let list = List {
        stem: all_notes(stem),
        kind: Kind::Note,
        heading: format!("Notes that name {name}"),
        description: format!("All notes that name {name}, newest first."),
        of: Some(entity),
    };
    pages(site, &list, &rows)
}

/// Where the list of all notes that name a thing begins, from where its own page stands.
pub fn all_notes(stem: &str) -> String {
    format!("{stem}/notes")
}

fn pages(site: &Site, list: &List, rows: &[ListRow]) -> Vec<Made> {
    let first = format!("{}.html", list.stem);
    if rows.len() <= ROWS {
        return vec![list_page(site, list, &first, rows, &[], rows.len())];
    }
    let parts = parts(list, rows);
    let mut shown = rows.to_vec();
    most_telling(&mut shown, list.kind);
    let mut pages = vec![list_page(site, list, &first, &shown, &parts, rows.len())];
    for (_, path, rows) in &parts {
        pages.push(list_page(site, list, path, rows, &parts, rows.len()));
    }
    pages
}

/// Keeps the first of hundreds: the best connected, of notes the newest.
fn most_telling(rows: &mut Vec<ListRow>, kind: Kind) {
    match kind {
        Kind::Note => rows.sort_by_key(|r| Reverse(r.first_seen)),
        _ => rows.sort_by_key(|r| Reverse(r.links)),
    }
    rows.truncate(SHOWN);
}

/// Name, path and rows of each part.
type Parted<'r> = (String, String, &'r [ListRow]);

/// The list in parts that a page can hold, by letter or year.
fn parts<'r>(list: &List, rows: &'r [ListRow]) -> Vec<Parted<'r>> {
    let mut parts = Vec::new();
    for run in rows.chunk_by(|a, b| letter(a) == letter(b)) {
        let letter = run.first().map(letter).unwrap_or_default();
        for (i, rows) in run.chunks(ROWS).enumerate() {
            let (name, end) = match i {
                0 => (letter.clone(), String::new()),
                i => (format!("{letter} {}", i + 1), format!("-{}", i + 1)),
            };
            let slug = letter.to_lowercase().replace(' ', "-");
            let path = format!("{}-{slug}{end}.html", list.stem);
            parts.push((name, path, rows));
        }
    }
    parts
}

/// The year of a note; the first letter of anything else, one sign for all that is not Latin.
fn letter(row: &ListRow) -> String {
    if row.kind == Kind::Note {
        return row.first_seen.map_or("undated".to_string(), |day| day.year.to_string());
    }
    match list::by_name(&row.name).chars().next() {
        Some(c) if c.is_ascii_lowercase() => c.to_ascii_uppercase().to_string(),
        Some(c) if c as u32 > 0x7f => "Other scripts".to_string(),
        _ => "Signs".to_string(),
    }
}

fn list_page(
    site: &Site,
    list: &List,
    path: &str,
    rows: &[ListRow],
    parts: &[Parted],
    total: usize,
) -> Made {
    let page = Page::new(site, path);
    let part = |(name, to, rows): &Parted| Part {
        name: name.clone(),
        href: format!("{}{to}", page.root),
        count: rows.len(),
        current: to == path,
    };
    let parts: Vec<Part> = parts.iter().map(part).collect();
    let name = parts.iter().find(|p| p.current).map(|p| p.name.clone());
    let heading = match &name {
        Some(name) => format!("{}: {name}", list.heading),
        None => list.heading.clone(),
    };
    let all = capitalize(&count(total, list.kind.word(), list.kind.plural()));
    let lede = match (total, rows.len() < total) {
        (0, _) => "The notes name none.".to_string(),
        (_, true) => format!("{all}. Here are the {} most telling.", rows.len()),
        (_, false) => format!("{all}."),
    };
    let tables = vec![table(&page, String::new(), String::new(), rows)];
    let it = context! {
        heading => heading.clone(), lede, one => false,
        tables => value(tables), parts => value(parts),
        of => value(list.of.map(|of| page.listed(of))),
    };
    let kind = list.of.map_or(list.kind, |of| of.kind);
    let description = list.description.clone();
    let about = About { entity: None, kind: Some(kind), title: heading, description };
    frame::write(&page, "browse.html", about, it)
}

fn table(page: &Page, heading: String, all: String, rows: &[ListRow]) -> Table {
    let lines = rows.iter().map(|row| line(page, page.graph(), row)).collect();
    Table { heading, all, count: rows.len(), rows: lines }
}

fn line(page: &Page, graph: &Graph, row: &ListRow) -> Line {
    let ListRow { id, kind, name, untitled, .. } = row;
    let thing = EntityRef { id: id.clone(), kind: *kind, name: name.clone(), untitled: *untitled };
    let seen = match (row.kind, row.first_seen, row.last_seen) {
        (Kind::Note, Some(day), _) => shown::day(day).text,
        (_, Some(first), Some(last)) if first.year < last.year => {
            format!("{}–{}", first.year, last.year)
        }
        (_, Some(day), _) => day.year.to_string(),
        (_, None, _) => String::new(),
    };
    let qualifier = page.site.namesakes.of(id);
    let said = |t: &&EntityRef| qualifier.is_some_and(|q| q.entity.as_ref() == Some(&t.id));
    let context = list::context(graph, row);
    let context = context.iter().filter(|t| !said(t)).map(|t| page.thing(t)).collect();
    Line {
        thing: Link { qualifier: qualifier.map(|q| q.to_string()), ..page.thing(&thing) },
        context,
        unsure: graph.node(&row.id).is_some_and(|e| e.confidence < SURE),
        notes: row.notes,
        links: row.links,
        seen,
    }
}
