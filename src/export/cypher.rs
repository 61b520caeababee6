//! Cypher for Neo4j and similar databases. Running it again updates what has changed and adds what is
//! new.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::properties::{self, PropertyValue};
use crate::graph::{EdgeRef, Graph};
use crate::vocabulary::{Kind, Relation};
use std::collections::BTreeMap;
use std::io;

/// The number of nodes or edges in a statement: few enough for a transaction, enough to be fast.
const BATCH: usize = 500;

/// Writes the statements, each with `;` at the end.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut kinds: Vec<(Kind, Vec<&Entity>)> =
        Kind::ALL.into_iter().map(|kind| (kind, graph.of_kind(kind).collect())).collect();
    kinds.retain(|(_, entities)| !entities.is_empty());
    for (kind, _) in &kinds {
        let label = properties::label(*kind);
        writeln!(out, "CREATE INDEX IF NOT EXISTS FOR (n:{label}) ON (n.id);")?;
    }
    for (kind, entities) in kinds {
        let label = properties::label(kind);
        let each = format!("MERGE (n:{label} {{id: row.id}})\nSET n += row.properties");
        unwind(&entities, |e| node(e), &each, out)?;
    }
    let mut alike: BTreeMap<(Kind, Relation, Kind), Vec<EdgeRef>> = BTreeMap::new();
    for edge in graph.edges() {
        let ends = (edge.source.kind, edge.relation(), edge.target.kind);
        alike.entry(ends).or_default().push(edge);
    }
    for ((source, relation, target), edges) in alike {
        let (source, target) = (properties::label(source), properties::label(target));
        let relationship = properties::relationship(relation);
        let each = format!(
            "MATCH (a:{source} {{id: row.source}}), (b:{target} {{id: row.target}})\n\
             MERGE (a)-[r:{relationship}]->(b)\nSET r += row.properties"
        );
        unwind(&edges, edge, &each, out)?;
    }
    Ok(())
}

/// Statements that do the same for each row of a batch.
fn unwind<T>(
    items: &[T],
    row: impl Fn(&T) -> String,
    each: &str,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for batch in items.chunks(BATCH) {
        out.write_all(b"UNWIND [")?;
        for (i, item) in batch.iter().enumerate() {
            write!(out, "{}{}", if i == 0 { "\n" } else { ",\n" }, row(item))?;
        }
        writeln!(out, "\n] AS row\n{each};")?;
    }
    Ok(())
}

fn node(entity: &Entity) -> String {
    let values = properties::NODES.iter().map(|p| (p.name, (p.value)(entity)));
    format!("{{id: {}, properties: {}}}", quoted(&entity.id.0), map(values))
}

fn edge(edge: &EdgeRef) -> String {
    let values = properties::EDGES.iter().map(|p| (p.name, (p.value)(edge)));
    let (source, target) = (quoted(&edge.source.id.0), quoted(&edge.target.id.0));
    format!("{{source: {source}, target: {target}, properties: {}}}", map(values))
}

/// Properties; those without a value are `null`, which removes what an earlier run set.
fn map(values: impl Iterator<Item = (&'static str, Option<PropertyValue>)>) -> String {
    let entries: Vec<String> =
        values.map(|(name, value)| format!("{name}: {}", literal(value))).collect();
    format!("{{{}}}", entries.join(", "))
}

fn literal(value: Option<PropertyValue>) -> String {
    match value {
        Some(PropertyValue::Text(text) | PropertyValue::Json(text)) => quoted(&text),
        Some(PropertyValue::List(list)) => {
            let items: Vec<String> = list.iter().map(|item| quoted(item)).collect();
            format!("[{}]", items.join(", "))
        }
        Some(PropertyValue::Number(number)) => properties::decimal(number),
        Some(PropertyValue::Yes) => "true".to_string(),
        None => "null".to_string(),
    }
}

/// A string. Control characters, which databases read in different ways, become spaces, so that strings
/// have no line ends.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}
