//! JSON-LD: the same as `turtle`, a thing or statement a line, with a context of its own, so that no
//! reader has to ask the web for one.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::batch;
use crate::export::columns;
use crate::export::json;
use crate::export::rdf::{self, Item, Value, address};
use crate::graph::Graph;
use serde_json::{Map, Value as Json, json};
use std::io;

/// Writes the graph.
pub fn export(graph: &Graph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let base = address::base(&options.base_url);
    let context = json!({
        "@base": base,
        "@vocab": rdf::SCHEMA,
        "hw": format!("{base}{}", rdf::TERMS),
        "rdf": rdf::RDF,
        "xsd": rdf::XSD,
    });
    let nodes: Vec<&Entity> = graph.nodes().collect();
    let lines = |entity: &&Entity| {
        let items = rdf::items(graph, entity);
        items.iter().map(|item| json::line(&object(item))).collect::<Vec<_>>().join(",\n")
    };
    writeln!(out, "{{\"@context\":{context},\"@graph\":[")?;
    batch::write(&nodes, ",\n", lines, out)?;
    out.write_all(b"\n]}\n")
}

fn object(item: &Item) -> Json {
    let mut object = Map::new();
    if let Some(id) = &item.id {
        object.insert("@id".to_string(), json!(id));
    }
    let types = item.types.iter().map(|word| json!(short(word))).collect();
    object.insert("@type".to_string(), one_or_all(types));
    for (word, values) in &item.facts {
        let values = values.iter().map(value).collect();
        object.insert(short(word).to_string(), one_or_all(values));
    }
    Json::Object(object)
}

/// Words of schema.org need no prefix here.
fn short(word: &str) -> &str {
    word.strip_prefix("schema:").unwrap_or(word)
}

fn one_or_all(mut values: Vec<Json>) -> Json {
    match values.len() {
        1 => values.remove(0),
        _ => Json::Array(values),
    }
}

fn value(value: &Value) -> Json {
    match value {
        Value::Iri(iri) => json!({ "@id": iri }),
        Value::Term(term) => json!({ "@id": format!("hw:{term}") }),
        Value::Text(text) => json!(text),
        Value::Date(date) => typed(date.to_string(), rdf::date_type(*date)),
        // A bare number with a point would be a binary one.
        Value::Decimal(number) => typed(columns::decimal(*number), "decimal"),
        Value::Count(count) => json!(count),
        Value::Yes => json!(true),
        Value::Item(item) => object(item),
    }
}

fn typed(text: String, of: &str) -> Json {
    json!({ "@value": text, "@type": format!("xsd:{of}") })
}
