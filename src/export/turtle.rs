//! Turtle: a block for each resource, with IRIs relative to a base.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::parallel;
use crate::export::properties;
use crate::export::rdf::{self, RdfValue, Resource, iri};
use crate::graph::Graph;
use std::io;

/// Writes the graph.
pub fn export(graph: &Graph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let base = iri::base(&options.base_url);
    let (terms, schema, rdf, xsd) = (rdf::TERMS, rdf::SCHEMA, rdf::RDF, rdf::XSD);
    writeln!(out, "@base <{base}> .")?;
    writeln!(out, "@prefix hw: <{base}{terms}> .")?;
    writeln!(out, "@prefix schema: <{schema}> .")?;
    writeln!(out, "@prefix rdf: <{rdf}> .")?;
    writeln!(out, "@prefix xsd: <{xsd}> .")?;
    let nodes: Vec<&Entity> = graph.nodes().collect();
    parallel::write(&nodes, "", |entity| blocks(&rdf::resources(graph, entity)), out)
}

fn blocks(resources: &[Resource]) -> String {
    let mut out = String::new();
    for resource in resources {
        let id = resource.id.as_deref().unwrap_or_default();
        out += &format!("\n<{id}>\n    ");
        write_properties(resource, " ;\n    ", &mut out);
        out += " .\n";
    }
    out
}

/// The types and properties of a resource.
fn write_properties(resource: &Resource, separator: &str, out: &mut String) {
    *out += "a ";
    *out += &resource.types.join(", ");
    for (term, values) in &resource.properties {
        *out += separator;
        *out += term;
        for (i, value) in values.iter().enumerate() {
            *out += if i == 0 { " " } else { ", " };
            object(value, out);
        }
    }
}

fn object(value: &RdfValue, out: &mut String) {
    match value {
        RdfValue::Iri(iri) => *out += &format!("<{iri}>"),
        RdfValue::Term(term) => *out += &format!("hw:{term}"),
        RdfValue::Text(text) => quoted(text, out),
        RdfValue::Date(date) => *out += &format!("\"{date}\"^^xsd:{}", rdf::date_type(*date)),
        RdfValue::Decimal(number) => *out += &properties::decimal(*number),
        RdfValue::Count(count) => *out += &count.to_string(),
        RdfValue::Yes => *out += "true",
        RdfValue::Blank(resource) => {
            *out += "[ ";
            write_properties(resource, " ; ", out);
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
