//! The graph as RDF: in terms of schema.org, and own terms for what schema.org does not have. `turtle` and
//! `jsonld` write the same resources, each in its syntax.

use crate::date::Date;
use crate::entity::{Citation, Entity, NoteMentions};
use crate::export::properties;
use crate::finding::Evidence;
use crate::graph::{EdgeRef, Graph};
use crate::vocabulary::{EntityId, Kind, Relation};

pub mod iri;

/// The vocabulary of schema.org.
pub const SCHEMA: &str = "https://schema.org/";

/// The own vocabulary, relative to the base; its prefix is `hw`.
pub const TERMS: &str = "terms#";

/// The vocabulary of RDF.
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Types of dates and numbers.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// A resource with its types and properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its IRI, relative to the base; `None` for a blank node.
    pub id: Option<String>,
    /// Its types.
    pub types: Vec<&'static str>,
    /// Its properties: each term once, with all values.
    pub properties: Vec<(&'static str, Vec<RdfValue>)>,
}

/// A value of a property.
#[derive(Clone, Debug, PartialEq)]
pub enum RdfValue {
    /// The IRI of a resource, relative to the base or absolute.
    Iri(String),
    /// A term of the own vocabulary, without its prefix.
    Term(&'static str),
    /// Text.
    Text(String),
    /// A year, a month or a day.
    Date(Date),
    /// A confidence, rounded to hundredths.
    Decimal(f64),
    /// A count, a line or an offset.
    Count(usize),
    /// Yes.
    Yes,
    /// A blank node, written in place.
    Blank(Resource),
}

/// An entity of the graph, then the roles and statements with it as subject. All have an IRI.
pub fn resources(graph: &Graph, entity: &Entity) -> Vec<Resource> {
    let leaving = graph.from(&entity.id);
    let mut resources = vec![entity_resource(graph, entity, &leaving)];
    resources.extend(leaving.iter().filter_map(role));
    resources.extend(leaving.iter().map(|e| statement(graph, e)));
    resources
}

fn entity_resource(graph: &Graph, entity: &Entity, leaving: &[EdgeRef]) -> Resource {
    let mut resource = Resource::new(Some(entity_iri(&entity.id)), types(entity.kind));
    resource.add("hw:kind", Some(RdfValue::Text(entity.kind.to_string())));
    resource.add("schema:name", Some(RdfValue::Text(entity.name.clone())));
    resource.all("schema:alternateName", entity.aliases.iter().cloned().map(RdfValue::Text));
    resource.all("hw:role", entity.roles.iter().map(|r| RdfValue::Text(r.word().to_string())));
    resource.add("hw:untitled", entity.untitled.then_some(RdfValue::Yes));
    resource.add("schema:url", entity.url.as_deref().map(url));
    resource.add("hw:path", entity.path.clone().map(RdfValue::Text));
    resource.add("hw:confidence", Some(confidence(entity.confidence)));
    let published = entity.first_seen.filter(|_| entity.kind == Kind::Note);
    resource.add("schema:datePublished", published.map(RdfValue::Date));
    resource.add("hw:firstSeen", entity.first_seen.map(RdfValue::Date));
    resource.add("hw:lastSeen", entity.last_seen.map(RdfValue::Date));
    for edge in leaving {
        resource.add(own_term(edge.relation()), Some(RdfValue::Iri(entity_iri(&edge.target.id))));
        match schema_term(edge.relation()) {
            SchemaTerm::Forward(term) => {
                resource.add(term, Some(RdfValue::Iri(entity_iri(&edge.target.id))))
            }
            SchemaTerm::Role(term) => resource.add(term, Some(RdfValue::Iri(role_iri(edge)))),
            SchemaTerm::Backward(_) | SchemaTerm::None => {}
        }
    }
    for edge in graph.into(&entity.id) {
        if let SchemaTerm::Backward(term) = schema_term(edge.relation()) {
            resource.add(term, Some(RdfValue::Iri(entity_iri(&edge.source.id))));
        }
    }
    resource.all("hw:mention", entity.mentions.iter().map(|m| RdfValue::Blank(mention(graph, m))));
    resource
}

/// The types in schema.org.
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

/// The term of schema.org for a relation.
enum SchemaTerm {
    /// From subject to object.
    Forward(&'static str),
    /// From object to subject.
    Backward(&'static str),
    /// From the subject to a role with dates, and from there to the object.
    Role(&'static str),
    /// There is none.
    None,
}

fn schema_term(relation: Relation) -> SchemaTerm {
    match relation {
        Relation::WorksAt => SchemaTerm::Role("schema:worksFor"),
        Relation::Gave | Relation::SpokeAt => SchemaTerm::Backward("schema:performer"),
        Relation::TalkedAbout => SchemaTerm::Forward("schema:knowsAbout"),
        Relation::About | Relation::Covers => SchemaTerm::Forward("schema:about"),
        Relation::PartOf => SchemaTerm::Forward("schema:superEvent"),
        Relation::Makes => SchemaTerm::Backward("schema:creator"),
        Relation::Wrote => SchemaTerm::Backward("schema:author"),
        Relation::Mentions => SchemaTerm::Forward("schema:mentions"),
        Relation::LinksTo => SchemaTerm::Forward("schema:citation"),
        Relation::RelatedTo => SchemaTerm::None,
    }
}

/// The own term for a relation: that of `graph.json`.
fn own_term(relation: Relation) -> &'static str {
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

/// A job, with the dates of the first and the last note that mention it.
fn role(edge: &EdgeRef) -> Option<Resource> {
    let SchemaTerm::Role(term) = schema_term(edge.relation()) else { return None };
    let dates = || edge.evidence().iter().filter_map(|c| c.date);
    let mut resource = Resource::new(Some(role_iri(edge)), vec!["schema:OrganizationRole"]);
    resource.add(term, Some(RdfValue::Iri(entity_iri(&edge.target.id))));
    resource.add("schema:startDate", dates().min().map(RdfValue::Date));
    resource.add("hw:lastSeen", dates().max().map(RdfValue::Date));
    Some(resource)
}

fn role_iri(edge: &EdgeRef) -> String {
    format!("{}#role/{}", entity_iri(&edge.source.id), entity_iri(&edge.target.id))
}

/// An edge with its evidence, as a reified statement.
fn statement(graph: &Graph, edge: &EdgeRef) -> Resource {
    let (source, target) = (entity_iri(&edge.source.id), entity_iri(&edge.target.id));
    let id = format!("{source}#{}/{target}", edge.relation().word());
    let mut resource = Resource::new(Some(id), vec!["rdf:Statement"]);
    resource.add("rdf:subject", Some(RdfValue::Iri(source)));
    resource.add("rdf:predicate", Some(RdfValue::Term(edge.relation().word())));
    resource.add("rdf:object", Some(RdfValue::Iri(target)));
    resource.add("hw:confidence", Some(confidence(edge.confidence())));
    resource
        .all("hw:evidence", edge.evidence().iter().map(|c| RdfValue::Blank(citation(graph, c))));
    resource
}

fn mention(graph: &Graph, mentions: &NoteMentions) -> Resource {
    let mut resource = evidence(graph, &mentions.note, &mentions.evidence);
    resource.add("hw:count", Some(RdfValue::Count(mentions.count)));
    resource.all("hw:written", mentions.written.iter().cloned().map(RdfValue::Text));
    resource
}

fn citation(graph: &Graph, cited: &Citation) -> Resource {
    let mut resource = evidence(graph, &cited.note, &cited.evidence);
    resource.add("hw:date", cited.date.map(RdfValue::Date));
    resource
}

fn evidence(graph: &Graph, path: &str, evidence: &Evidence) -> Resource {
    let mut resource = Resource::new(None, vec!["hw:Evidence"]);
    resource.add("hw:note", graph.note(path).map(|note| RdfValue::Iri(entity_iri(&note.id))));
    resource.add("hw:path", Some(RdfValue::Text(path.to_string())));
    resource.add("hw:line", Some(RdfValue::Count(evidence.line)));
    resource.add("hw:start", Some(RdfValue::Count(evidence.span.start)));
    resource.add("hw:end", Some(RdfValue::Count(evidence.span.end)));
    resource.add("hw:quote", Some(RdfValue::Text(evidence.quote.clone())));
    resource.add("hw:rule", Some(RdfValue::Text(evidence.rule.to_string())));
    resource.add("hw:confidence", Some(confidence(evidence.confidence)));
    let reasons = Some(evidence.reasons.to_string()).filter(|r| !r.is_empty());
    resource.add("hw:reasons", reasons.map(RdfValue::Text));
    resource
}

fn entity_iri(id: &EntityId) -> String {
    iri::encode(&id.0)
}

fn url(text: &str) -> RdfValue {
    iri::web(text).map_or_else(|| RdfValue::Text(text.to_string()), RdfValue::Iri)
}

fn confidence(value: f32) -> RdfValue {
    RdfValue::Decimal(properties::hundredths(value))
}

impl Resource {
    fn new(id: Option<String>, types: Vec<&'static str>) -> Resource {
        Resource { id, types, properties: Vec::new() }
    }

    fn add(&mut self, term: &'static str, value: Option<RdfValue>) {
        self.all(term, value.into_iter());
    }

    fn all(&mut self, term: &'static str, values: impl Iterator<Item = RdfValue>) {
        let mut values = values.peekable();
        if values.peek().is_none() {
            return;
        }
        match self.properties.iter_mut().find(|(other, _)| *other == term) {
            Some((_, known)) => known.extend(values),
            None => self.properties.push((term, values.collect())),
        }
    }
}

/// The type of a date, without the prefix `xsd:`.
pub fn date_type(date: Date) -> &'static str {
    match (date.month, date.day) {
        (0, _) => "gYear",
        (_, 0) => "gYearMonth",
        _ => "date",
    }
}
