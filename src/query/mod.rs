//! Queries to the graph, one file each, which return plain views. A view serialises to exactly the JSON
//! that the command line promises; what only a screen or page needs is not serialised.

use crate::entity::Entity;
use crate::vocabulary::{EntityId, Kind};
use serde::{Serialize, Serializer};

pub mod english;
pub mod quote;
pub mod find;
pub mod context;
pub mod answers;
pub mod filter;
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

/// The confidence, 0 to 1, below which results are marked “unsure”.
pub const SURE: f32 = 0.75;

/// An entity without its kind, where the field says what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EntityName {
    /// Its id.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// Whether hallway made the name up, for a talk without a title; then `"title": null` in JSON.
    #[serde(rename = "title", skip_serializing_if = "is_titled", serialize_with = "null")]
    pub untitled: bool,
}

/// An entity with its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EntityRef {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Whether hallway made the name up, for a talk without a title; then `"title": null` in JSON.
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

/// Serialises a confidence with two decimals, without the further digits that an `f32` would give.
pub fn rounded<S: Serializer>(confidence: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*confidence) * 100.0).round() / 100.0)
}

/// Whether the name is a title, so that JSON needs no `"title": null`.
pub fn is_titled(untitled: &bool) -> bool {
    !untitled
}

/// Serialises the title of a talk without one.
pub fn null<S: Serializer>(_: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_none()
}
