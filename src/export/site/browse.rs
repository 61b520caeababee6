//! The lists: everything at once, a page a kind, and of more than one page holds a page a letter or,
//! of notes, a year. Also the notes that name one entity, where its page shows only the newest.

use crate::entity::Entity;
use crate::export::pages::context::PageContext;
use crate::export::pages::lists;
use crate::export::pages::lists::EntityRow;
use crate::export::pages::parts;
use crate::export::pages::parts::SHOWN;
use crate::export::pages::view::value;
use crate::export::site::frame::{PageAbout, RenderedFile, SiteRenderer};
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

/// A table with a heading of its own; empty for the only one.
#[derive(Serialize)]
struct BrowseTable {
    heading: String,
    all: String,
    count: usize,
    rows: Vec<EntityRow>,
}

/// A page among several that hold one list.
#[derive(Serialize)]
struct BrowsePart {
    name: String,
    href: String,
    count: usize,
    current: bool,
}

/// Everything: in one table, or of each kind the best connected.
pub fn all(site: &SiteRenderer) -> RenderedFile {
    let (page, graph) = (site.page("browse.html"), site.pages.graph);
    let mut tables: Vec<(Kind, Vec<ListRow>)> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, list::list(graph, kind, ListOrder::Name)))
        .collect();
    tables.retain(|(_, rows)| !rows.is_empty());
    let total: usize = tables.iter().map(|(_, rows)| rows.len()).sum();
    let one = total <= ROWS;
    let tables: Vec<BrowseTable> = if one {
        let mut rows: Vec<ListRow> = tables.into_iter().flat_map(|(_, rows)| rows).collect();
        rows.sort_by_cached_key(|r| (list::by_name(&r.name), r.id.clone()));
        vec![table(&page, String::new(), String::new(), &rows)]
    } else {
        let shown = |(kind, mut rows): (Kind, Vec<ListRow>)| {
            let count = rows.len();
            most_relevant(&mut rows, kind);
            let table = table(&page, capitalize(kind.plural()), page.list(kind), &rows);
            BrowseTable { count, ..table }
        };
        tables.into_iter().map(shown).collect()
    };
    let lede = if one {
        "Everything in the notes, by name."
    } else {
        "The most relevant of each kind, and the way to all of them."
    };
    let title = "Everything, as a list".to_string();
    let it = context! {
        heading => title.clone(), lede, one, tables => value(tables), parts => (), of => (),
    };
    let description = "All people, companies, tools, topics, talks, events and notes.".to_string();
    let about = PageAbout { entity: None, kind: None, title, description };
    site.write(&page, "browse.html", about, it)
}

/// A list that may take several pages.
struct BrowseList<'l> {
    /// Where it begins, without the ending: `browse/people`.
    stem: String,
    /// The kind of its rows.
    kind: Kind,
    heading: String,
    description: String,
    /// The entity that it belongs to, if it is not the list of a kind.
    of: Option<&'l Entity>,
}

/// The pages of one kind.
pub fn kind(site: &SiteRenderer, kind: Kind) -> Vec<RenderedFile> {
    let mut rows = list::list(site.pages.graph, kind, ListOrder::Name);
    if kind == Kind::Note {
        rows.sort_by_key(|r| Reverse(r.first_seen));
    }
    let stem = format!("browse/{}", kind.plural());
    let heading = capitalize(kind.plural());
    let description = format!("All {} that the notes name.", kind.plural());
    pages(site, &BrowseList { stem, kind, heading, description, of: None }, &rows)
}

/// All notes that name an entity, newest first, if its page does not show them all.
pub fn naming(site: &SiteRenderer, entity: &Entity, path: &str) -> Vec<RenderedFile> {
    if entity.mentions.len() <= SHOWN {
        return vec![];
    }
    let notes = about::notes(site.pages.graph, entity);
    let notes = notes.iter().filter_map(|path| site.pages.graph.note(path));
    let rows: Vec<ListRow> = notes.map(|note| list::row(site.pages.graph, note)).collect();
    let name = site.pages.namesakes.name(&entity.into());
    let list = BrowseList {
        stem: parts::all_notes(path).trim_end_matches(".html").to_string(),
        kind: Kind::Note,
        heading: format!("Notes that name {name}"),
        description: format!("All notes that name {name}, newest first."),
        of: Some(entity),
    };
    pages(site, &list, &rows)
}

fn pages(site: &SiteRenderer, list: &BrowseList, rows: &[ListRow]) -> Vec<RenderedFile> {
    let first = format!("{}.html", list.stem);
    if rows.len() <= ROWS {
        return vec![list_page(site, list, &first, rows, &[], rows.len())];
    }
    let parts = parts(list, rows);
    let mut shown = rows.to_vec();
    most_relevant(&mut shown, list.kind);
    let mut pages = vec![list_page(site, list, &first, &shown, &parts, rows.len())];
    for (_, path, rows) in &parts {
        pages.push(list_page(site, list, path, rows, &parts, rows.len()));
    }
    pages
}

/// Keeps the first of hundreds: the best connected, of notes the newest.
fn most_relevant(rows: &mut Vec<ListRow>, kind: Kind) {
    match kind {
        Kind::Note => rows.sort_by_key(|r| Reverse(r.first_seen)),
        _ => rows.sort_by_key(|r| Reverse(r.links)),
    }
    rows.truncate(SHOWN);
}

/// Name, path and rows of each part.
type ListPart<'r> = (String, String, &'r [ListRow]);

/// The list in parts that a page can hold, by letter or year.
fn parts<'r>(list: &BrowseList, rows: &'r [ListRow]) -> Vec<ListPart<'r>> {
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
    site: &SiteRenderer,
    list: &BrowseList,
    path: &str,
    rows: &[ListRow],
    parts: &[ListPart],
    total: usize,
) -> RenderedFile {
    let page = site.page(path);
    let part = |(name, to, rows): &ListPart| BrowsePart {
        name: name.clone(),
        href: format!("{}{to}", page.root),
        count: rows.len(),
        current: to == path,
    };
    let parts: Vec<BrowsePart> = parts.iter().map(part).collect();
    let name = parts.iter().find(|p| p.current).map(|p| p.name.clone());
    let heading = match &name {
        Some(name) => format!("{}: {name}", list.heading),
        None => list.heading.clone(),
    };
    let all = capitalize(&count(total, list.kind.word(), list.kind.plural()));
    let lede = match (total, rows.len() < total) {
        (0, _) => "The notes name none.".to_string(),
        (_, true) => format!("{all}. Here are the {} most relevant.", rows.len()),
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
    let about = PageAbout { entity: None, kind: Some(kind), title: heading, description };
    site.write(&page, "browse.html", about, it)
}

fn table(page: &PageContext, heading: String, all: String, rows: &[ListRow]) -> BrowseTable {
    let listed = rows.iter().map(|row| lists::row(page, row)).collect();
    BrowseTable { heading, all, count: rows.len(), rows: listed }
}
