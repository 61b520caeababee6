//! Questions to the graph, one file each; plain views as answers. A view serialises to exactly the
//! JSON that the command line promises; what only a screen or page needs is skipped there.

use crate::entity::Entity;
use crate::vocabulary::{EntityId, Kind};
use serde::{Serialize, Serializer};

pub mod words;
pub mod quote;
pub mod find;
pub mod answer;
pub mod filter;
pub mod answers;
pub mod sentences;
pub mod who;
pub mod description;
pub mod neighbours;
pub mod note_sentences;
pub mod about;
pub mod namesakes;
pub mod lookalikes;
pub mod list;
pub mod programme;
pub mod overview;
pub mod explain;
pub mod path;
pub mod related;
pub mod similar_notes;
pub mod timeline;
pub mod search;
pub mod map;

/// Confidence under which a reader is told “unsure”.
pub const SURE: f32 = 0.75;

/// A thing where its place in the answer tells its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EntityName {
    /// Its id.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// The name is hallway's own words for a talk without a title; `"title": null` in JSON.
    #[serde(rename = "title", skip_serializing_if = "is_titled", serialize_with = "null")]
    pub untitled: bool,
}

/// A thing with its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EntityRef {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The name is hallway's own words for a talk without a title; `"title": null` in JSON.
    #[serde(rename = "title", skip_serializing_if = "is_titled", serialize_with = "null")]
    pub untitled: bool,
}

impl From<&Entity> for EntityName {
    fn from(entity: &Entity) -> EntityName {
        let Entity { id, name, untitled, .. } = entity;
        EntityName { id: id.clone(), name: name.clone(), untitled: *untitled }
    }
}

impl From<&Entity> for EntityRef {
    fn from(entity: &Entity) -> EntityRef {
        let Entity { id, kind, name, untitled, .. } = entity;
        EntityRef { id: id.clone(), kind: *kind, name: name.clone(), untitled: *untitled }
    }
}

/// Confidence as JSON shows it: two decimals, without the tail that `f32` would drag along.
pub fn rounded<S: Serializer>(confidence: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*confidence) * 100.0).round() / 100.0)
}

/// Whether JSON leaves the title away: the name is it.
pub fn is_titled(untitled: &bool) -> bool {
    !untitled
}

/// The title of a talk that has none.
pub fn null<S: Serializer>(_: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_none()
}
