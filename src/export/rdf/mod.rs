//! The graph as linked data: in the words of schema.org, and in words of our own for what these do
//! not say. `turtle` and `jsonld` write the same things, each in its own way.

use crate::date::Date;
use crate::entity::{Citation, Entity, NoteMentions};
use crate::export::columns;
use crate::finding::Evidence;
use crate::graph::{EdgeRef, Graph};
use crate::vocabulary::{EntityId, Kind, Relation};

pub mod address;

/// Words of schema.org.
pub const SCHEMA: &str = "https://schema.org/";

/// Our own words, from the base; their prefix is `hw`.
pub const TERMS: &str = "terms#";

/// Words of RDF.
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Types of dates and numbers.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Something with what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its IRI, from the base; `None` for what only stands within another thing.
    pub id: Option<String>,
    /// What it is.
    pub types: Vec<&'static str>,
    /// What is said of it: each word once, with all values.
    pub facts: Vec<(&'static str, Vec<Value>)>,
}

/// What a word says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Another thing, by its IRI, from the base or whole.
    Iri(String),
    /// A word of ours, without its prefix.
    Term(&'static str),
    /// Words.
    Text(String),
    /// A year, a month or a day.
    Date(Date),
    /// A confidence, in hundredths.
    Decimal(f64),
    /// A number of something, a line, an offset.
    Count(usize),
    /// Yes.
    Yes,
    /// A thing that stands here and has no id.
    Item(Item),
}

/// A thing of the graph, then the roles and statements that it is the subject of. All have an id.
pub fn items(graph: &Graph, entity: &Entity) -> Vec<Item> {
    let leaving = graph.from(&entity.id);
    let mut items = vec![thing(graph, entity, &leaving)];
    items.extend(leaving.iter().filter_map(role));
    items.extend(leaving.iter().map(|e| statement(graph, e)));
    items
}

fn thing(graph: &Graph, entity: &Entity, leaving: &[EdgeRef]) -> Item {
    let mut item = Item::new(Some(iri(&entity.id)), types(entity.kind));
    item.add("hw:kind", Some(Value::Text(entity.kind.to_string())));
    item.add("schema:name", Some(Value::Text(entity.name.clone())));
    item.all("schema:alternateName", entity.aliases.iter().cloned().map(Value::Text));
    item.all("hw:role", entity.roles.iter().map(|r| Value::Text(r.word().to_string())));
    item.add("hw:untitled", entity.untitled.then_some(Value::Yes));
    item.add("schema:url", entity.url.as_deref().map(url));
    item.add("hw:path", entity.path.clone().map(Value::Text));
    item.add("hw:confidence", Some(confidence(entity.confidence)));
    let published = entity.first_seen.filter(|_| entity.kind == Kind::Note);
    item.add("schema:datePublished", published.map(Value::Date));
    item.add("hw:firstSeen", entity.first_seen.map(Value::Date));
    item.add("hw:lastSeen", entity.last_seen.map(Value::Date));
    for edge in leaving {
        item.add(own_word(edge.relation()), Some(Value::Iri(iri(&edge.target.id))));
        match said(edge.relation()) {
            Said::Of(word) => item.add(word, Some(Value::Iri(iri(&edge.target.id)))),
            Said::InRole(word) => item.add(word, Some(Value::Iri(role_iri(edge)))),
            Said::Backwards(_) | Said::Not => {}
        }
    }
    for edge in graph.into(&entity.id) {
        if let Said::Backwards(word) = said(edge.relation()) {
            item.add(word, Some(Value::Iri(iri(&edge.source.id))));
        }
    }
    item.all("hw:mention", entity.mentions.iter().map(|m| Value::Item(mention(graph, m))));
    item
}

/// The types of schema.org.
fn types(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Person => vec!["schema:Person"],
        Kind::Company => vec!["schema:Organization"],
        Kind::Tool => vec!["schema:SoftwareApplication"],
        Kind::Topic => vec!["schema:DefinedTerm"],
        Kind::Talk => vec!["schema:Event"],
        Kind::Event => vec!["schema:Event", "schema:ConferenceEvent"],
        Kind::Note => vec!["schema:NoteDigitalDocument"],
    }
}

/// How schema.org says a relation.
enum Said {
    /// From the subject.
    Of(&'static str),
    /// From the object.
    Backwards(&'static str),
    /// From the subject, by way of a role, which has a date.
    InRole(&'static str),
    /// It has no word for it.
    Not,
}

fn said(relation: Relation) -> Said {
    match relation {
        Relation::WorksAt => Said::InRole("schema:worksFor"),
        Relation::Gave | Relation::SpokeAt => Said::Backwards("schema:performer"),
        Relation::TalkedAbout => Said::Of("schema:knowsAbout"),
        Relation::About | Relation::Covers => Said::Of("schema:about"),
        Relation::PartOf => Said::Of("schema:superEvent"),
        Relation::Makes => Said::Backwards("schema:creator"),
        Relation::Wrote => Said::Backwards("schema:author"),
        Relation::Mentions => Said::Of("schema:mentions"),
        Relation::LinksTo => Said::Of("schema:citation"),
        Relation::RelatedTo => Said::Not,
    }
}

/// Our own word for a relation: that of `graph.json`.
fn own_word(relation: Relation) -> &'static str {
    match relation {
        Relation::WorksAt => "hw:works_at",
        Relation::Gave => "hw:gave",
        Relation::SpokeAt => "hw:spoke_at",
        Relation::TalkedAbout => "hw:talked_about",
        Relation::About => "hw:about",
        Relation::PartOf => "hw:part_of",
        Relation::Makes => "hw:makes",
        Relation::Wrote => "hw:wrote",
        Relation::Covers => "hw:covers",
        Relation::Mentions => "hw:mentions",
        Relation::LinksTo => "hw:links_to",
        Relation::RelatedTo => "hw:related_to",
    }
}

/// A job, from the first note that tells of it; the last says how long it is known to have lasted.
fn role(edge: &EdgeRef) -> Option<Item> {
    let Said::InRole(word) = said(edge.relation()) else { return None };
    let dates = || edge.evidence().iter().filter_map(|c| c.date);
    let mut item = Item::new(Some(role_iri(edge)), vec!["schema:OrganizationRole"]);
    item.add(word, Some(Value::Iri(iri(&edge.target.id))));
    item.add("schema:startDate", dates().min().map(Value::Date));
    item.add("hw:lastSeen", dates().max().map(Value::Date));
    Some(item)
}

fn role_iri(edge: &EdgeRef) -> String {
    format!("{}#role/{}", iri(&edge.source.id), iri(&edge.target.id))
}

/// An edge with its evidence: RDF's own way to say something about what is said.
fn statement(graph: &Graph, edge: &EdgeRef) -> Item {
    let (source, target) = (iri(&edge.source.id), iri(&edge.target.id));
    let id = format!("{source}#{}/{target}", edge.relation().word());
    let mut item = Item::new(Some(id), vec!["rdf:Statement"]);
    item.add("rdf:subject", Some(Value::Iri(source)));
    item.add("rdf:predicate", Some(Value::Term(edge.relation().word())));
    item.add("rdf:object", Some(Value::Iri(target)));
    item.add("hw:confidence", Some(confidence(edge.confidence())));
    item.all("hw:evidence", edge.evidence().iter().map(|c| Value::Item(cited(graph, c))));
    item
}

fn mention(graph: &Graph, seen: &NoteMentions) -> Item {
    let mut item = place(graph, &seen.note, &seen.evidence);
    item.add("hw:count", Some(Value::Count(seen.count)));
    item.all("hw:written", seen.written.iter().cloned().map(Value::Text));
    item
}

fn cited(graph: &Graph, cited: &Citation) -> Item {
    let mut item = place(graph, &cited.note, &cited.evidence);
    item.add("hw:date", cited.date.map(Value::Date));
    item
}

fn place(graph: &Graph, path: &str, evidence: &Evidence) -> Item {
    let mut item = Item::new(None, vec!["hw:Evidence"]);
    item.add("hw:note", graph.note(path).map(|note| Value::Iri(iri(&note.id))));
    item.add("hw:path", Some(Value::Text(path.to_string())));
    item.add("hw:line", Some(Value::Count(evidence.line)));
    item.add("hw:start", Some(Value::Count(evidence.span.start)));
    item.add("hw:end", Some(Value::Count(evidence.span.end)));
    item.add("hw:quote", Some(Value::Text(evidence.quote.clone())));
    item.add("hw:rule", Some(Value::Text(evidence.rule.to_string())));
    item.add("hw:confidence", Some(confidence(evidence.confidence)));
    let reasons = Some(evidence.reasons.to_string()).filter(|r| !r.is_empty());
    item.add("hw:reasons", reasons.map(Value::Text));
    item
}

fn iri(id: &EntityId) -> String {
    address::encode(&id.0)
}

fn url(text: &str) -> Value {
    address::web(text).map_or_else(|| Value::Text(text.to_string()), Value::Iri)
}

fn confidence(value: f32) -> Value {
    Value::Decimal(columns::hundredths(value))
}

impl Item {
    fn new(id: Option<String>, types: Vec<&'static str>) -> Item {
        Item { id, types, facts: Vec::new() }
    }

    fn add(&mut self, word: &'static str, value: Option<Value>) {
        self.all(word, value.into_iter());
    }

    fn all(&mut self, word: &'static str, values: impl Iterator<Item = Value>) {
        let mut values = values.peekable();
        if values.peek().is_none() {
            return;
        }
        match self.facts.iter_mut().find(|(other, _)| *other == word) {
            Some((_, known)) => known.extend(values),
            None => self.facts.push((word, values.collect())),
        }
    }
}

/// The type of a date: `xsd:` and this.
pub fn date_type(date: Date) -> &'static str {
    match (date.month, date.day) {
        (0, _) => "gYear",
        (_, 0) => "gYearMonth",
        _ => "date",
    }
}
