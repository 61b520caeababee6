//! Turtle: a block for each thing and statement, with the IRIs counted from a base.

use crate::export::Options;
use crate::export::columns;
use crate::export::linked::{self, Item, Value, address};
use crate::graph::Graph;
use std::io;

/// Writes the graph.
pub fn export(graph: &Graph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let base = address::base(&options.base_url);
    let (terms, schema, rdf, xsd) = (linked::TERMS, linked::SCHEMA, linked::RDF, linked::XSD);
    writeln!(out, "@base <{base}> .")?;
    writeln!(out, "@prefix hw: <{base}{terms}> .")?;
    writeln!(out, "@prefix schema: <{schema}> .")?;
    writeln!(out, "@prefix rdf: <{rdf}> .")?;
    writeln!(out, "@prefix xsd: <{xsd}> .")?;
    for item in linked::items(graph) {
        let id = item.id.as_deref().unwrap_or_default();
        writeln!(out, "\n<{id}>\n    {} .", facts(&item, " ;\n    "))?;
    }
    Ok(())
}

/// All that is said of a thing.
fn facts(item: &Item, between: &str) -> String {
    let types = format!("a {}", item.types.join(", "));
    let said = item.facts.iter().map(|(word, values)| {
        let values: Vec<String> = values.iter().map(object).collect();
        format!("{word} {}", values.join(", "))
    });
    std::iter::once(types).chain(said).collect::<Vec<_>>().join(between)
}

fn object(value: &Value) -> String {
    match value {
        Value::Iri(iri) => format!("<{iri}>"),
        Value::Term(term) => format!("hw:{term}"),
        Value::Text(text) => quoted(text),
        Value::Date(date) => format!("\"{date}\"^^xsd:{}", linked::date_type(*date)),
        Value::Decimal(number) => columns::decimal(*number),
        Value::Count(count) => count.to_string(),
        Value::Yes => "true".to_string(),
        Value::Item(item) => format!("[ {} ]", facts(item, " ; ")),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
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
    out
}
