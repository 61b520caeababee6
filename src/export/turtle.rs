//! Turtle: a block for each thing and statement, with the IRIs counted from a base.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::batch;
use crate::export::columns;
use crate::export::rdf::{self, Item, Value, address};
use crate::graph::Graph;
use std::io;

/// Writes the graph.
pub fn export(graph: &Graph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let base = address::base(&options.base_url);
    let (terms, schema, rdf, xsd) = (rdf::TERMS, rdf::SCHEMA, rdf::RDF, rdf::XSD);
    writeln!(out, "@base <{base}> .")?;
    writeln!(out, "@prefix hw: <{base}{terms}> .")?;
    writeln!(out, "@prefix schema: <{schema}> .")?;
    writeln!(out, "@prefix rdf: <{rdf}> .")?;
    writeln!(out, "@prefix xsd: <{xsd}> .")?;
    let nodes: Vec<&Entity> = graph.nodes().collect();
    batch::write(&nodes, "", |entity| blocks(&rdf::items(graph, entity)), out)
}

fn blocks(items: &[Item]) -> String {
    let mut out = String::new();
    for item in items {
        let id = item.id.as_deref().unwrap_or_default();
        out += &format!("\n<{id}>\n    ");
        facts(item, " ;\n    ", &mut out);
        out += " .\n";
    }
    out
}

/// All that is said of a thing.
fn facts(item: &Item, between: &str, out: &mut String) {
    *out += "a ";
    *out += &item.types.join(", ");
    for (word, values) in &item.facts {
        *out += between;
        *out += word;
        for (i, value) in values.iter().enumerate() {
            *out += if i == 0 { " " } else { ", " };
            object(value, out);
        }
    }
}

fn object(value: &Value, out: &mut String) {
    match value {
        Value::Iri(iri) => *out += &format!("<{iri}>"),
        Value::Term(term) => *out += &format!("hw:{term}"),
        Value::Text(text) => quoted(text, out),
        Value::Date(date) => *out += &format!("\"{date}\"^^xsd:{}", rdf::date_type(*date)),
        Value::Decimal(number) => *out += &columns::decimal(*number),
        Value::Count(count) => *out += &count.to_string(),
        Value::Yes => *out += "true",
        Value::Item(item) => {
            *out += "[ ";
            facts(item, " ; ", out);
            *out += " ]";
        }
    }
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}
