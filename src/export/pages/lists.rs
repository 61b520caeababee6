//! What lists and start pages hold.

use crate::entity::Entity;
use crate::export::pages::context::PageContext;
use crate::export::pages::view::{DateLabel, ItemGroup, ListItem, PageLink, Truncated};
use crate::query::english::{capitalize, count, join_and};
use crate::query::list;
use crate::query::overview;
use crate::query::overview::NewNote;
use crate::query::{EntityRef, SURE};
use crate::vocabulary::{Kind, Relation};
use serde::Serialize;

/// Of each kind, and of the notes, a start page shows so many.
pub const START: usize = 5;

/// A row of a list.
#[derive(Serialize)]
pub struct EntityRow {
    /// The entity.
    #[serde(rename = "thing")]
    pub entity: PageLink,
    /// What tells it from others at a glance, where its qualifier does not say so already.
    pub context: Vec<PageLink>,
    /// Whether to say that it is a guess.
    pub unsure: bool,
    /// In how many notes it is.
    pub notes: usize,
    /// How many relations it has.
    pub links: usize,
    /// The day of a note; else the year, or the first and the last.
    pub seen: String,
    /// The day, or the first and the last.
    pub days: Vec<DateLabel>,
}

/// A new note.
#[derive(Serialize)]
pub struct NewNoteItem {
    note: PageLink,
    day: Option<DateLabel>,
    by: Vec<PageLink>,
    /// “5 people, 4 companies”; empty if nothing was new.
    first: String,
    things: Truncated<PageLink>,
}

/// A row of a list as a page shows it.
pub fn row(page: &PageContext, row: &list::ListRow) -> EntityRow {
    let list::ListRow { id, kind, name, untitled, .. } = row;
    let entity = EntityRef { id: id.clone(), kind: *kind, name: name.clone(), untitled: *untitled };
    let days = row.first_seen.zip(row.last_seen.or(row.first_seen));
    let seen = match (row.kind, row.first_seen, row.last_seen) {
        (Kind::Note, Some(day), _) => DateLabel::of(day).text,
        (_, Some(first), Some(last)) if first.year < last.year => {
            format!("{}–{}", first.year, last.year)
        }
        (_, Some(day), _) => day.year.to_string(),
        (_, None, _) => String::new(),
    };
    let context = list::context(page.graph(), row);
    let context = context.iter().filter(|other| !page.qualifier_names(id, &other.id));
    EntityRow {
        entity: PageLink { qualifier: page.qualifier(id), ..page.entity_ref(&entity) },
        context: context.map(|other| page.entity_ref(other)).collect(),
        unsure: page.graph().node(id).is_some_and(|e| e.confidence < SURE),
        notes: row.notes,
        links: row.links,
        seen,
        days: days.map(|(first, last)| DateLabel::range(first, last)).unwrap_or_default(),
    }
}

/// The newest notes, with what was first seen there.
pub fn newest(page: &PageContext) -> Vec<NewNoteItem> {
    overview::newest(page.graph(), START).iter().map(|new| new_note(page, new)).collect()
}

fn new_note(page: &PageContext, new: &NewNote) -> NewNoteItem {
    let NewNote { note, first_seen } = new;
    let of_kind = |kind: Kind| {
        let n = first_seen.iter().filter(|e| e.kind == kind).count();
        (n > 0).then(|| count(n, kind.word(), kind.plural()))
    };
    let first: Vec<String> = Kind::FOUND.into_iter().filter_map(of_kind).collect();
    let writers = page.graph().sources(&note.id, Relation::Wrote);
    NewNoteItem {
        note: page.entity(note),
        day: note.first_seen.map(DateLabel::of),
        by: writers.iter().map(|w| page.entity(w.source)).collect(),
        first: join_and(&first),
        things: Truncated::of(first_seen, START, |e: &&Entity| page.listed(e)),
    }
}

/// The best connected of each of these kinds.
pub fn connected(page: &PageContext, kinds: &[Kind]) -> Vec<ItemGroup> {
    let group = |kind: &Kind| {
        let all = overview::connected(page.graph(), *kind);
        let items = Truncated::of(&all, START, |e| ListItem {
            entity: page.listed(e),
            beside: match page.graph().degree(&e.id) {
                1 => "1 link".to_string(),
                links => format!("{links} links"),
            },
            unsure: false,
        });
        ItemGroup {
            words: capitalize(kind.plural()),
            all: page.list(*kind),
            count: all.len(),
            items,
        }
    };
    kinds.iter().map(group).filter(|g| g.count > 0).collect()
}
