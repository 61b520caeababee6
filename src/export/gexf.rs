//! GEXF 1.3 for Gephi: the kinds in hallway's colours, every relation as a separate edge.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::map::palette;
use crate::export::properties::{self, PropertyType, PropertyValue};
use crate::export::xml;
use crate::graph::{EdgeRef, Graph};
use crate::vocabulary::Kind;
use std::io;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>hallway</creator></meta>
<graph defaultedgetype="directed" mode="static">
"#;

/// Writes the graph.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    attributes("node", properties::NODES.iter().map(|p| (p.name, p.value_type)), out)?;
    attributes("edge", properties::EDGES.iter().map(|p| (p.name, p.value_type)), out)?;
    out.write_all(b"<nodes>\n")?;
    graph.nodes().try_for_each(|entity| node(entity, out))?;
    out.write_all(b"</nodes>\n<edges>\n")?;
    graph.edges().enumerate().try_for_each(|(i, e)| edge(i, &e, out))?;
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")
}

/// Declares the properties of nodes or of edges.
fn attributes(
    class: &str,
    mut properties: impl Iterator<Item = (&'static str, PropertyType)>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\">")?;
    properties.try_for_each(|(name, value_type)| {
        let value_type = match value_type {
            PropertyType::Text | PropertyType::List => "string",
            PropertyType::Number => "double",
            PropertyType::YesOrNo => "boolean",
        };
        writeln!(out, r#"<attribute id="{name}" title="{name}" type="{value_type}"/>"#)
    })?;
    out.write_all(b"</attributes>\n")
}

fn node(entity: &Entity, out: &mut dyn io::Write) -> io::Result<()> {
    let (id, name) = (xml::escape(&entity.id.0), xml::escape(&entity.name));
    writeln!(out, r#"<node id="{id}" label="{name}">"#)?;
    values(properties::NODES.iter().map(|p| (p.name, (p.value)(entity))), out)?;
    writeln!(out, "{}\n</node>", color(entity.kind))
}

/// An edge. Without `kind` Gephi would merge two relations between the same entities.
fn edge(number: usize, edge: &EdgeRef, out: &mut dyn io::Write) -> io::Result<()> {
    let (source, target) = (xml::escape(&edge.source.id.0), xml::escape(&edge.target.id.0));
    let (word, weight) = (edge.relation().word(), edge.evidence().len().max(1));
    writeln!(
        out,
        r#"<edge id="{number}" source="{source}" target="{target}" kind="{word}" label="{word}" weight="{weight}">"#
    )?;
    values(properties::EDGES.iter().map(|p| (p.name, (p.value)(edge))), out)?;
    out.write_all(b"</edge>\n")
}

fn values(
    values: impl Iterator<Item = (&'static str, Option<PropertyValue>)>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    out.write_all(b"<attvalues>\n")?;
    for (name, value) in values {
        if let Some(value) = value {
            let value = xml::escape(&value.into_text());
            writeln!(out, r#"<attvalue for="{name}" value="{value}"/>"#)?;
        }
    }
    out.write_all(b"</attvalues>\n")
}

/// The colour of a kind as an element.
fn color(kind: Kind) -> String {
    let hex = palette::of(kind).trim_start_matches('#');
    let part = |at| hex.get(at..at + 2).and_then(|h| u8::from_str_radix(h, 16).ok());
    let [r, g, b] = [0, 2, 4].map(|at| part(at).unwrap_or_default());
    format!(r#"<viz:color r="{r}" g="{g}" b="{b}"/>"#)
}
