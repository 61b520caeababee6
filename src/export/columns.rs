//! What nodes and edges say, as columns: for all formats in which a property is one flat value.

use crate::entity::Entity;
use crate::export::json;
use crate::graph::EdgeRef;
use crate::vocabulary::{Kind, Relation};

/// The value of one property.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words, a date, an address.
    Text(String),
    /// Several of them.
    List(Vec<String>),
    /// A number, in hundredths.
    Number(f64),
    /// Yes; a property that is not there says no.
    Yes,
    /// A list of objects on one line, the same as in `graph.json`.
    Json(String),
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `Value::Text` or `Value::Json`.
    Text,
    /// `Value::List`.
    List,
    /// `Value::Number`.
    Number,
    /// `Value::Yes`.
    YesOrNo,
}

/// One property of all nodes, or of all edges. `F` reads it.
pub struct Column<F> {
    /// Its name, as in `graph.json`.
    pub name: &'static str,
    /// What its values are.
    pub form: Form,
    /// Its value, if there is one.
    pub value: F,
}

/// A property of nodes.
pub type OfNode = Column<fn(&Entity) -> Option<Value>>;

/// A property of edges.
pub type OfEdge = Column<fn(&EdgeRef) -> Option<Value>>;

/// The properties of nodes, beside the id.
pub const NODES: &[OfNode] = &[
    Column { name: "kind", form: Form::Text, value: |e| text(e.kind.word()) },
    Column { name: "name", form: Form::Text, value: |e| text(&e.name) },
    Column { name: "aliases", form: Form::List, value: |e| list(e.aliases.clone()) },
    Column {
        name: "roles",
        form: Form::List,
        value: |e| list(e.roles.iter().map(|r| r.word().to_string()).collect()),
    },
    Column { name: "untitled", form: Form::YesOrNo, value: |e| e.untitled.then_some(Value::Yes) },
    Column { name: "url", form: Form::Text, value: |e| text(e.url.as_ref()?) },
    Column { name: "path", form: Form::Text, value: |e| text(e.path.as_ref()?) },
    Column { name: "confidence", form: Form::Number, value: |e| number(e.confidence) },
    Column { name: "first_seen", form: Form::Text, value: |e| text(e.first_seen?) },
    Column { name: "last_seen", form: Form::Text, value: |e| text(e.last_seen?) },
    Column {
        name: "evidence",
        form: Form::Text,
        value: |e| (!e.mentions.is_empty()).then(|| Value::Json(json::mentions(e))),
    },
];

/// The properties of edges, beside the ends and the relation. All are properties of nodes too.
pub const EDGES: &[OfEdge] = &[
    Column { name: "confidence", form: Form::Number, value: |e| number(e.confidence()) },
    Column {
        name: "first_seen",
        form: Form::Text,
        value: |e| text(e.evidence().iter().filter_map(|c| c.date).min()?),
    },
    Column {
        name: "last_seen",
        form: Form::Text,
        value: |e| text(e.evidence().iter().filter_map(|c| c.date).max()?),
    },
    Column { name: "evidence", form: Form::Text, value: |e| Some(Value::Json(json::evidence(e))) },
];

impl Value {
    /// The value where nothing but text is to be had: a list is one of JSON.
    pub fn into_text(self) -> String {
        match self {
            Value::Text(text) | Value::Json(text) => text,
            Value::List(list) => json::line(&list),
            Value::Number(number) => decimal(number),
            Value::Yes => "true".to_string(),
        }
    }
}

/// Confidence in hundredths, without the tail that `f32` would drag along.
pub fn hundredths(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

/// A number with a point: `0.95`, `1.0`.
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

fn text(value: impl ToString) -> Option<Value> {
    Some(Value::Text(value.to_string()))
}

fn list(values: Vec<String>) -> Option<Value> {
    (!values.is_empty()).then_some(Value::List(values))
}

fn number(confidence: f32) -> Option<Value> {
    Some(Value::Number(hundredths(confidence)))
}
