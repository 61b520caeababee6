//! A page as linked data, in the words of schema.org.

use crate::entity::Entity;
use crate::export::address;
use crate::export::pages::context::PageContext;
use crate::export::rdf;
use crate::graph::{EdgeRef, Graph};
use crate::vocabulary::{Kind, Relation};
use serde_json::{Map, Value, json};

/// The most entities that a list of them names.
const MOST: usize = 50;

/// What the page says of its entity.
pub fn of(page: &PageContext, entity: &Entity) -> Value {
    let graph = page.graph();
    let mut data = named(page, entity);
    data.insert("@context".to_string(), json!("https://schema.org"));
    if !entity.aliases.is_empty() {
        data.insert("alternateName".to_string(), json!(entity.aliases));
    }
    if let Some(url) = entity.url.as_deref().filter(|url| address::host(url).is_some()) {
        data.insert("sameAs".to_string(), json!(url));
    }
    for (property, edges) in properties(graph, entity) {
        let ends = edges.iter().map(|e| e.other(&entity.id).0).take(MOST);
        let ends: Vec<Value> = ends.map(|e| Value::Object(named(page, e))).collect();
        if !ends.is_empty() {
            data.insert(property.to_string(), Value::Array(ends));
        }
    }
    let day = match entity.kind {
        Kind::Event | Kind::Talk => Some("startDate"),
        Kind::Note => Some("datePublished"),
        _ => None,
    };
    if let (Some(property), Some(date)) = (day, entity.first_seen) {
        data.insert(property.to_string(), json!(date.to_string()));
    }
    Value::Object(data)
}

/// Type, name and, where the site is published, its page and the identity that exported graphs give it too.
fn named(page: &PageContext, entity: &Entity) -> Map<String, Value> {
    let mut data = Map::new();
    data.insert("@type".to_string(), json!(class(entity.kind)));
    data.insert("name".to_string(), json!(entity.name));
    let base = &page.set.options.base_url;
    if !base.is_empty() {
        let place = page.graph().place(&entity.id);
        let href = place.and_then(|p| page.set.hrefs.get(p)).map_or("", String::as_str);
        let id = format!("{}{}", rdf::iri::base(base), rdf::iri::encode(&entity.id.0));
        data.insert("@id".to_string(), json!(id));
        data.insert("url".to_string(), json!(format!("{base}{href}")));
    }
    data
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Company => "Organization",
        Kind::Tool => "SoftwareApplication",
        Kind::Topic => "DefinedTerm",
        Kind::Talk => "Event",
        Kind::Event => "ConferenceEvent",
        Kind::Note => "Article",
    }
}

/// The relations that schema.org has a word for.
fn properties<'g>(graph: &'g Graph, entity: &Entity) -> Vec<(&'static str, Vec<EdgeRef<'g>>)> {
    let to = |relation| graph.targets(&entity.id, relation);
    let from = |relation| graph.sources(&entity.id, relation);
    match entity.kind {
        Kind::Person => vec![
            ("worksFor", to(Relation::WorksAt)),
            ("performerIn", to(Relation::Gave)),
            ("knowsAbout", to(Relation::TalkedAbout)),
        ],
        Kind::Company => vec![("employee", from(Relation::WorksAt)), ("owns", to(Relation::Makes))],
        Kind::Tool => {
            vec![("creator", from(Relation::Makes)), ("subjectOf", from(Relation::About))]
        }
        Kind::Topic => vec![("subjectOf", from(Relation::About))],
        Kind::Talk => vec![
            ("performer", from(Relation::Gave)),
            ("superEvent", to(Relation::PartOf)),
            ("about", to(Relation::About)),
        ],
        Kind::Event => vec![
            ("performer", from(Relation::SpokeAt)),
            ("subEvent", from(Relation::PartOf)),
            ("subjectOf", from(Relation::Covers)),
        ],
        Kind::Note => vec![("author", from(Relation::Wrote)), ("about", to(Relation::Covers))],
    }
}
