//! JSON-LD: the same as `turtle`, with one resource per line and its own context, so that no reader needs
//! the network for one.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::json;
use crate::export::parallel;
use crate::export::properties;
use crate::export::rdf::{self, RdfValue, Resource, iri};
use crate::graph::Graph;
use serde_json::{Map, Value as Json, json};
use std::io;

/// Writes the graph.
pub fn export(graph: &Graph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let base = iri::base(&options.base_url);
    let context = json!({
        "@base": base,
        "@vocab": rdf::SCHEMA,
        "hw": format!("{base}{}", rdf::TERMS),
        "rdf": rdf::RDF,
        "xsd": rdf::XSD,
    });
    let nodes: Vec<&Entity> = graph.nodes().collect();
    let lines = |entity: &&Entity| {
        let resources = rdf::resources(graph, entity);
        resources
            .iter()
            .map(|resource| json::line(&object(resource)))
            .collect::<Vec<_>>()
            .join(",\n")
    };
    writeln!(out, "{{\"@context\":{context},\"@graph\":[")?;
    parallel::write(&nodes, ",\n", lines, out)?;
    out.write_all(b"\n]}\n")
}

fn object(resource: &Resource) -> Json {
    let mut object = Map::new();
    if let Some(id) = &resource.id {
        object.insert("@id".to_string(), json!(id));
    }
    let types = resource.types.iter().map(|term| json!(short(term))).collect();
    object.insert("@type".to_string(), one_or_all(types));
    for (term, values) in &resource.properties {
        let values = values.iter().map(value).collect();
        object.insert(short(term).to_string(), one_or_all(values));
    }
    Json::Object(object)
}

/// Terms of schema.org need no prefix here.
fn short(term: &str) -> &str {
    term.strip_prefix("schema:").unwrap_or(term)
}

fn one_or_all(mut values: Vec<Json>) -> Json {
    match values.len() {
        1 => values.remove(0),
        _ => Json::Array(values),
    }
}

fn value(value: &RdfValue) -> Json {
    match value {
        RdfValue::Iri(iri) => json!({ "@id": iri }),
        RdfValue::Term(term) => json!({ "@id": format!("hw:{term}") }),
        RdfValue::Text(text) => json!(text),
        RdfValue::Date(date) => typed(date.to_string(), rdf::date_type(*date)),
        // A plain number with a decimal point would be a `double`.
        RdfValue::Decimal(number) => typed(properties::decimal(*number), "decimal"),
        RdfValue::Count(count) => json!(count),
        RdfValue::Yes => json!(true),
        RdfValue::Blank(resource) => object(resource),
    }
}

fn typed(text: String, of: &str) -> Json {
    json!({ "@value": text, "@type": format!("xsd:{of}") })
}
