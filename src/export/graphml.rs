//! GraphML: read by networkx, igraph, yEd, Gephi and many graph databases.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::properties::{self, GraphProperty, PropertyType, PropertyValue};
use crate::export::xml;
use crate::graph::{EdgeRef, Graph};
use crate::vocabulary::EntityId;
use std::io;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"#;

/// Writes the graph.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    key("node", "id", PropertyType::Text, out)?;
    properties::NODES.iter().try_for_each(|p| key("node", p.name, p.value_type, out))?;
    key("edge", "predicate", PropertyType::Text, out)?;
    properties::EDGES.iter().try_for_each(|p| key("edge", p.name, p.value_type, out))?;
    out.write_all(b"<graph id=\"hallway\" edgedefault=\"directed\">\n")?;
    graph.nodes().try_for_each(|entity| node(entity, out))?;
    graph.edges().try_for_each(|e| edge(&e, out))?;
    out.write_all(b"</graph>\n</graphml>\n")
}

/// Declares a property.
fn key(of: &str, name: &str, value_type: PropertyType, out: &mut dyn io::Write) -> io::Result<()> {
    let value_type = match value_type {
        PropertyType::Text | PropertyType::List => "string",
        PropertyType::Number => "double",
        PropertyType::YesOrNo => "boolean",
    };
    let id = format!("{of}_{name}");
    writeln!(out, r#"<key id="{id}" for="{of}" attr.name="{name}" attr.type="{value_type}"/>"#)
}

fn node(entity: &Entity, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<node id=\"{}\">", token(&entity.id))?;
    data("node", "id", &entity.id.0, out)?;
    let values = properties::NODES.iter().map(|p| (p.name, (p.value)(entity)));
    all("node", values, out)?;
    out.write_all(b"</node>\n")
}

fn edge(edge: &EdgeRef, out: &mut dyn io::Write) -> io::Result<()> {
    let (source, target) = (token(&edge.source.id), token(&edge.target.id));
    let word = edge.relation().word();
    writeln!(out, r#"<edge id="{source}-{word}-{target}" source="{source}" target="{target}">"#)?;
    data("edge", "predicate", word, out)?;
    let values =
        properties::EDGES.iter().map(|GraphProperty { name, value, .. }| (*name, value(edge)));
    all("edge", values, out)?;
    out.write_all(b"</edge>\n")
}

fn all(
    of: &str,
    mut values: impl Iterator<Item = (&'static str, Option<PropertyValue>)>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    values.try_for_each(|(name, value)| match value {
        Some(value) => data(of, name, &value.into_text(), out),
        None => Ok(()),
    })
}

fn data(of: &str, name: &str, value: &str, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, r#"<data key="{of}_{name}">{}</data>"#, xml::escape(value))
}

/// An id as an `NMTOKEN`, as GraphML's schema requires: `person:nestor-salceda`. Characters that are not
/// allowed are written as numbers between `_`, and so is `_` itself.
fn token(id: &EntityId) -> String {
    let mut out = String::with_capacity(id.0.len());
    for (i, c) in id.0.chars().enumerate() {
        match c {
            '/' => out.push(':'),
            '-' | '.' if i > 0 => out.push(c),
            c if c.is_ascii_alphanumeric() => out.push(c),
            c => out.push_str(&format!("_{:x}_", c as u32)),
        }
    }
    out
}
