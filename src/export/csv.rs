//! CSV with the headers that Neo4j imports: a table of nodes and one of relationships, or both in
//! one for whoever reads a single stream. A row is a line: line ends in a value become blanks.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::Stream;
use crate::export::columns::{self, Form, Value};
use crate::graph::{EdgeRef, Graph};
use std::io;

/// The two tables as files.
pub const TABLES: &[(&str, Stream)] = &[("nodes.csv", nodes), ("relationships.csv", relationships)];

/// What tells a relationship from a node; the last columns of the common table.
const ENDS: [&str; 3] = [":START_ID", ":END_ID", ":TYPE"];

/// Writes both tables as one: rows with a `:LABEL` are nodes, those with a `:TYPE` relationships.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    row(node_head().chain(ENDS.map(String::from)), out)?;
    let none = || std::iter::repeat_n(String::new(), ENDS.len());
    graph.nodes().try_for_each(|e| row(node(e).chain(none()), out))?;
    graph.edges().try_for_each(|e| {
        let of_node = columns::NODES.iter().map(|c| {
            let same = columns::EDGES.iter().find(|other| other.name == c.name);
            cell(same.and_then(|c| (c.value)(&e)))
        });
        let id_and_label = std::iter::repeat_n(String::new(), 2);
        row(id_and_label.chain(of_node).chain(ends(&e)), out)
    })
}

fn nodes(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    row(node_head(), out)?;
    graph.nodes().try_for_each(|entity| row(node(entity), out))
}

fn relationships(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let head = columns::EDGES.iter().map(|c| head(c.name, c.form));
    row(ENDS.map(String::from).into_iter().chain(head), out)?;
    graph.edges().try_for_each(|edge| {
        let cells = columns::EDGES.iter().map(|c| cell((c.value)(&edge)));
        row(ends(&edge).into_iter().chain(cells), out)
    })
}

fn node_head() -> impl Iterator<Item = String> {
    let named = columns::NODES.iter().map(|c| head(c.name, c.form));
    ["id:ID", ":LABEL"].map(String::from).into_iter().chain(named)
}

fn node(entity: &Entity) -> impl Iterator<Item = String> {
    let label = columns::label(entity.kind).to_string();
    let cells = columns::NODES.iter().map(|c| cell((c.value)(entity)));
    [entity.id.0.clone(), label].into_iter().chain(cells)
}

fn ends(edge: &EdgeRef) -> [String; 3] {
    let relationship = columns::relationship(edge.relation());
    [edge.source.id.0.clone(), edge.target.id.0.clone(), relationship]
}

fn head(name: &str, form: Form) -> String {
    let form = match form {
        Form::Text => "",
        Form::List => ":string[]",
        Form::Number => ":double",
        Form::YesOrNo => ":boolean",
    };
    format!("{name}{form}")
}

/// A value; the items of a list are parted by `;`, as Neo4j does if not told otherwise, which has no
/// way to write one within an item.
fn cell(value: Option<Value>) -> String {
    match value {
        Some(Value::List(list)) => {
            list.iter().map(|item| item.replace(';', ",")).collect::<Vec<_>>().join(";")
        }
        Some(value) => value.into_text(),
        None => String::new(),
    }
}

fn row(cells: impl IntoIterator<Item = String>, out: &mut dyn io::Write) -> io::Result<()> {
    for (i, cell) in cells.into_iter().enumerate() {
        let lead = if i == 0 { "" } else { "," };
        let cell = cell.replace(|c: char| c.is_control(), " ");
        match cell.contains(['"', ',']) || cell.starts_with(' ') || cell.ends_with(' ') {
            true => write!(out, "{lead}\"{}\"", cell.replace('"', "\"\""))?,
            false => write!(out, "{lead}{cell}")?,
        }
    }
    out.write_all(b"\n")
}
