//! All things of a kind.

use crate::date::Date;
use crate::graph::Graph;
use crate::vocabulary::{EntityId, Kind};
use serde::Serialize;

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Most mentioned first, then by name.
    #[default]
    Mentions,
    /// By name, case and accents ignored.
    Name,
    /// Earliest first, what has no date last.
    FirstSeen,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The name is hallway's own words for a talk without a title; `"title": null` in JSON.
    #[serde(
        rename = "title",
        skip_serializing_if = "crate::query::is_titled",
        serialize_with = "crate::query::null"
    )]
    pub untitled: bool,
    /// How often notes name it; of a note, how many things it names.
    pub mentions: usize,
    /// In how many notes it is named; of a note, how many notes link to it.
    pub notes: usize,
    /// How many relations it has, those from and to notes left out; of a note, how many things it names.
    pub links: usize,
    /// Date of the first note or event that has it; of a note, its own.
    pub first_seen: Option<Date>,
    /// Date of the last.
    pub last_seen: Option<Date>,
}

/// All things of a kind, in this order.
pub fn list(graph: &Graph, kind: Kind, sort: Sort) -> Vec<Row> {
    let _ = (graph, kind, sort);
    todo!()
}
