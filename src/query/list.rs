//! All entities of a kind, as rows of a list.

use crate::date::Date;
use crate::entity::Entity;
use crate::graph::Graph;
use crate::name;
use crate::query::EntityRef;
use crate::vocabulary::{EntityId, Kind, Relation};
use serde::Serialize;
use std::cmp::Reverse;

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListOrder {
    /// Those that most notes name first, then the most mentioned, then by name.
    #[default]
    Mentions,
    /// By name, case and accents ignored.
    Name,
    /// Earliest first, those without a date last.
    FirstSeen,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListRow {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Whether hallway made the name up, for a talk without a title; then `"title": null` in JSON.
    #[serde(
        rename = "title",
        skip_serializing_if = "crate::query::is_titled",
        serialize_with = "crate::query::null"
    )]
    pub untitled: bool,
    /// How often notes name it; of a note, how many entities it names.
    pub mentions: usize,
    /// In how many notes it is named; of a note, how many notes link to it.
    pub notes: usize,
    /// How many relations it has, without those of notes; of a note, how many entities it names.
    pub links: usize,
    /// Date of the first note or event that has it; of a note, its own.
    pub first_seen: Option<Date>,
    /// Date of the last.
    pub last_seen: Option<Date>,
}

/// All entities of a kind, in this order.
pub fn list(graph: &Graph, kind: Kind, sort: ListOrder) -> Vec<ListRow> {
    of_kinds(graph, &[kind], sort)
}

/// All entities of these kinds, in this order.
pub fn of_kinds(graph: &Graph, kinds: &[Kind], sort: ListOrder) -> Vec<ListRow> {
    let wanted = graph.nodes().filter(|e| kinds.contains(&e.kind));
    let mut rows: Vec<ListRow> = wanted.map(|e| row(graph, e)).collect();
    // The last part of each key makes the order total.
    let name = |r: &ListRow| (by_name(&r.name), r.id.clone());
    match sort {
        ListOrder::Mentions => {
            rows.sort_by_cached_key(|r| (Reverse((r.notes, r.mentions, r.links)), name(r)));
        }
        ListOrder::Name => rows.sort_by_cached_key(name),
        ListOrder::FirstSeen => {
            rows.sort_by_cached_key(|r| (r.first_seen.is_none(), r.first_seen, name(r)))
        }
    }
    rows
}

/// The row of one entity.
pub fn row(graph: &Graph, entity: &Entity) -> ListRow {
    let of_note = entity.kind == Kind::Note;
    let count = |relation| graph.targets(&entity.id, relation).len();
    let named = if of_note { count(Relation::Mentions) } else { 0 };
    let linked = if of_note { graph.sources(&entity.id, Relation::LinksTo).len() } else { 0 };
    let mentions: usize = entity.mentions.iter().map(|m| m.count).sum();
    ListRow {
        id: entity.id.clone(),
        kind: entity.kind,
        name: entity.name.clone(),
        untitled: entity.untitled,
        mentions: if of_note { named } else { mentions },
        notes: if of_note { linked } else { entity.mentions.len() },
        links: if of_note { named } else { graph.degree(&entity.id) },
        first_seen: entity.first_seen,
        last_seen: entity.last_seen,
    }
}

/// Entities that help to recognise this one: a person's company if there is only one, the speakers
/// and event of a talk, who makes a tool.
pub fn context(graph: &Graph, row: &ListRow) -> Vec<EntityRef> {
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
    edges.iter().map(|e| e.other(&row.id).0.into()).collect()
}

/// The key by which names are sorted: case and accents ignored, other scripts after Latin.
pub fn by_name(name: &str) -> String {
    name::fold(name).to_lowercase()
}
