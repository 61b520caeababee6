//! Cypher for Neo4j and its like. Run again, it changes what has changed and adds what is new.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::columns::{self, Value};
use crate::graph::{EdgeRef, Graph};
use crate::vocabulary::{Kind, Relation};
use std::collections::BTreeMap;
use std::io;

/// Nodes or edges of one statement: few enough for a transaction, many enough not to be slow.
const AT_A_TIME: usize = 500;

/// Writes the statements, each ended by `;`.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut kinds: Vec<(Kind, Vec<&Entity>)> =
        Kind::ALL.into_iter().map(|kind| (kind, graph.of_kind(kind).collect())).collect();
    kinds.retain(|(_, entities)| !entities.is_empty());
    for (kind, _) in &kinds {
        let label = columns::label(*kind);
        writeln!(out, "CREATE INDEX IF NOT EXISTS FOR (n:{label}) ON (n.id);")?;
    }
    for (kind, entities) in kinds {
        let label = columns::label(kind);
        let each = format!("MERGE (n:{label} {{id: row.id}})\nSET n += row.properties");
        unwind(&entities, |e| node(e), &each, out)?;
    }
    let mut alike: BTreeMap<(Kind, Relation, Kind), Vec<EdgeRef>> = BTreeMap::new();
    for edge in graph.edges() {
        let ends = (edge.source.kind, edge.relation(), edge.target.kind);
        alike.entry(ends).or_default().push(edge);
    }
    for ((source, relation, target), edges) in alike {
        let (source, target) = (columns::label(source), columns::label(target));
        let relationship = columns::relationship(relation);
        let each = format!(
            "MATCH (a:{source} {{id: row.source}}), (b:{target} {{id: row.target}})\n\
             MERGE (a)-[r:{relationship}]->(b)\nSET r += row.properties"
        );
        unwind(&edges, edge, &each, out)?;
    }
    Ok(())
}

/// Statements that do the same for each row.
fn unwind<T>(
    items: &[T],
    row: impl Fn(&T) -> String,
    each: &str,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for some in items.chunks(AT_A_TIME) {
        out.write_all(b"UNWIND [")?;
        for (i, item) in some.iter().enumerate() {
            write!(out, "{}{}", if i == 0 { "\n" } else { ",\n" }, row(item))?;
        }
        writeln!(out, "\n] AS row\n{each};")?;
    }
    Ok(())
}

fn node(entity: &Entity) -> String {
    let values = columns::NODES.iter().map(|c| (c.name, (c.value)(entity)));
    format!("{{id: {}, properties: {}}}", quoted(&entity.id.0), map(values))
}

fn edge(edge: &EdgeRef) -> String {
    let values = columns::EDGES.iter().map(|c| (c.name, (c.value)(edge)));
    let (source, target) = (quoted(&edge.source.id.0), quoted(&edge.target.id.0));
    format!("{{source: {source}, target: {target}, properties: {}}}", map(values))
}

/// Properties; those without a value are `null`, which takes away what an earlier run set.
fn map(values: impl Iterator<Item = (&'static str, Option<Value>)>) -> String {
    let entries: Vec<String> =
        values.map(|(name, value)| format!("{name}: {}", literal(value))).collect();
    format!("{{{}}}", entries.join(", "))
}

fn literal(value: Option<Value>) -> String {
    match value {
        Some(Value::Text(text) | Value::Json(text)) => quoted(&text),
        Some(Value::List(list)) => {
            let items: Vec<String> = list.iter().map(|item| quoted(item)).collect();
            format!("[{}]", items.join(", "))
        }
        Some(Value::Number(number)) => columns::decimal(number),
        Some(Value::Yes) => "true".to_string(),
        None => "null".to_string(),
    }
}

/// A string. Control characters, which databases of this family read in different ways, become
/// blanks; so a statement's lines are those that are written here.
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
