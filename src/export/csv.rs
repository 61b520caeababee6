//! CSV with the headers that Neo4j imports: a table of nodes and one of relationships, or both in one
//! stream. Each row is one line: line ends in a value become spaces.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::Stream;
use crate::export::properties::{self, PropertyType, PropertyValue};
use crate::graph::{EdgeRef, Graph};
use std::io;

/// The two tables as files.
pub const TABLES: &[(&str, Stream)] = &[("nodes.csv", nodes), ("relationships.csv", relationships)];

/// The columns that only relationships have; the last ones of the common table.
const ENDS: [&str; 3] = [":START_ID", ":END_ID", ":TYPE"];

/// Writes both tables as one: rows with a `:LABEL` are nodes, those with a `:TYPE` relationships.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    row(node_head().chain(ENDS.map(String::from)), out)?;
    let none = || std::iter::repeat_n(String::new(), ENDS.len());
    graph.nodes().try_for_each(|e| row(node(e).chain(none()), out))?;
    graph.edges().try_for_each(|e| {
        let of_node = properties::NODES.iter().map(|p| {
            let same = properties::EDGES.iter().find(|other| other.name == p.name);
            cell(same.and_then(|p| (p.value)(&e)))
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
    let head = properties::EDGES.iter().map(|p| head(p.name, p.value_type));
    row(ENDS.map(String::from).into_iter().chain(head), out)?;
    graph.edges().try_for_each(|edge| {
        let cells = properties::EDGES.iter().map(|p| cell((p.value)(&edge)));
        row(ends(&edge).into_iter().chain(cells), out)
    })
}

fn node_head() -> impl Iterator<Item = String> {
    let named = properties::NODES.iter().map(|p| head(p.name, p.value_type));
    ["id:ID", ":LABEL"].map(String::from).into_iter().chain(named)
}

fn node(entity: &Entity) -> impl Iterator<Item = String> {
    let label = properties::label(entity.kind).to_string();
    let cells = properties::NODES.iter().map(|p| cell((p.value)(entity)));
    [entity.id.0.clone(), label].into_iter().chain(cells)
}

fn ends(edge: &EdgeRef) -> [String; 3] {
    let relationship = properties::relationship(edge.relation());
    [edge.source.id.0.clone(), edge.target.id.0.clone(), relationship]
}

fn head(name: &str, value_type: PropertyType) -> String {
    let value_type = match value_type {
        PropertyType::Text => "",
        PropertyType::List => ":string[]",
        PropertyType::Number => ":double",
        PropertyType::YesOrNo => ":boolean",
    };
    format!("{name}{value_type}")
}

/// A value. The items of a list are separated by `;`, the default of Neo4j, which cannot escape it; in an
/// item it becomes `,`.
fn cell(value: Option<PropertyValue>) -> String {
    match value {
        Some(PropertyValue::List(list)) => {
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
