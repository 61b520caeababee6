//! When a thing came up.

use crate::date::Date;
use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::Thing;
use crate::query::about::Said;
use serde::Serialize;

/// One note in which the thing came up; or one thing that came up for the first time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// Date of the event that the note covers where known, else of the note.
    pub date: Option<Date>,
    /// What came up.
    pub thing: Thing,
    /// The event that the note covers.
    pub event: Option<Thing>,
    /// Title of the note.
    pub title: String,
    /// Where it was first named in that note.
    #[serde(flatten)]
    pub said: Said,
}

/// The notes that name this thing, earliest first, those without a date last.
pub fn of(graph: &Graph, entity: &Entity) -> Vec<Moment> {
    let _ = (graph, entity);
    todo!()
}

/// Topics and tools at their first appearance, earliest first, those without a date last.
pub fn all(graph: &Graph) -> Vec<Moment> {
    let _ = graph;
    todo!()
}
