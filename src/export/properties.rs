//! The properties of nodes and edges, for all formats in which a property is one flat value.

use crate::entity::Entity;
use crate::export::json;
use crate::graph::EdgeRef;
use crate::vocabulary::{Kind, Relation};

/// The value of one property.
#[derive(Clone, Debug, PartialEq)]
pub enum PropertyValue {
    /// Text, a date or an address.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// A number, rounded to hundredths.
    Number(f64),
    /// Yes; no is a missing property.
    Yes,
    /// A list of objects on one line, the same as in `graph.json`.
    Json(String),
}

/// The type of the values of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyType {
    /// `PropertyValue::Text` or `PropertyValue::Json`.
    Text,
    /// `PropertyValue::List`.
    List,
    /// `PropertyValue::Number`.
    Number,
    /// `PropertyValue::Yes`.
    YesOrNo,
}

/// A property of all nodes or of all edges. `F` reads its value.
pub struct GraphProperty<F> {
    /// Its name, as in `graph.json`.
    pub name: &'static str,
    /// The type of its values.
    pub value_type: PropertyType,
    /// Its value, if there is one.
    pub value: F,
}

/// A property of nodes.
pub type NodeProperty = GraphProperty<fn(&Entity) -> Option<PropertyValue>>;

/// A property of edges.
pub type EdgeProperty = GraphProperty<fn(&EdgeRef) -> Option<PropertyValue>>;

/// The properties of nodes, without the id.
pub const NODES: &[NodeProperty] = &[
    GraphProperty { name: "kind", value_type: PropertyType::Text, value: |e| text(e.kind.word()) },
    GraphProperty { name: "name", value_type: PropertyType::Text, value: |e| text(&e.name) },
    GraphProperty {
        name: "aliases",
        value_type: PropertyType::List,
        value: |e| list(e.aliases.clone()),
    },
    GraphProperty {
        name: "roles",
        value_type: PropertyType::List,
        value: |e| list(e.roles.iter().map(|r| r.word().to_string()).collect()),
    },
    GraphProperty {
        name: "untitled",
        value_type: PropertyType::YesOrNo,
        value: |e| e.untitled.then_some(PropertyValue::Yes),
    },
    GraphProperty { name: "url", value_type: PropertyType::Text, value: |e| text(e.url.as_ref()?) },
    GraphProperty {
        name: "path",
        value_type: PropertyType::Text,
        value: |e| text(e.path.as_ref()?),
    },
    GraphProperty {
        name: "confidence",
        value_type: PropertyType::Number,
        value: |e| number(e.confidence),
    },
    GraphProperty {
        name: "first_seen",
        value_type: PropertyType::Text,
        value: |e| text(e.first_seen?),
    },
    GraphProperty {
        name: "last_seen",
        value_type: PropertyType::Text,
        value: |e| text(e.last_seen?),
    },
    GraphProperty {
        name: "evidence",
        value_type: PropertyType::Text,
        value: |e| (!e.mentions.is_empty()).then(|| PropertyValue::Json(json::mentions(e))),
    },
];

/// The properties of edges, without the ends and the relation. Nodes have all of them too.
pub const EDGES: &[EdgeProperty] = &[
    GraphProperty {
        name: "confidence",
        value_type: PropertyType::Number,
        value: |e| number(e.confidence()),
    },
    GraphProperty {
        name: "first_seen",
        value_type: PropertyType::Text,
        value: |e| text(e.evidence().iter().filter_map(|c| c.date).min()?),
    },
    GraphProperty {
        name: "last_seen",
        value_type: PropertyType::Text,
        value: |e| text(e.evidence().iter().filter_map(|c| c.date).max()?),
    },
    GraphProperty {
        name: "evidence",
        value_type: PropertyType::Text,
        value: |e| Some(PropertyValue::Json(json::evidence(e))),
    },
];

impl PropertyValue {
    /// The value in formats that have only text; a list becomes JSON.
    pub fn into_text(self) -> String {
        match self {
            PropertyValue::Text(text) | PropertyValue::Json(text) => text,
            PropertyValue::List(list) => json::line(&list),
            PropertyValue::Number(number) => decimal(number),
            PropertyValue::Yes => "true".to_string(),
        }
    }
}

/// A confidence rounded to hundredths, without the further digits of an `f32`.
pub fn hundredths(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

/// A number with a decimal point: `0.95`, `1.0`.
pub fn decimal(number: f64) -> String {
    format!("{number:?}")
}

/// The label of a kind in graph databases: `Person`.
pub fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Company => "Company",
        Kind::Tool => "Tool",
        Kind::Topic => "Topic",
        Kind::Talk => "Talk",
        Kind::Event => "Event",
        Kind::Note => "Note",
    }
}

/// The type of a relation in graph databases: `WORKS_AT`.
pub fn relationship(relation: Relation) -> String {
    relation.word().to_uppercase()
}

fn text(value: impl ToString) -> Option<PropertyValue> {
    Some(PropertyValue::Text(value.to_string()))
}

fn list(values: Vec<String>) -> Option<PropertyValue> {
    (!values.is_empty()).then_some(PropertyValue::List(values))
}

fn number(confidence: f32) -> Option<PropertyValue> {
    Some(PropertyValue::Number(hundredths(confidence)))
}
