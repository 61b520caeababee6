//! `graph.json`: the whole graph, a node or edge a line, so that a diff of two builds reads well.
//! It can be read back: a saved graph answers as the fresh one did.

use crate::date::Date;
use crate::entity::{Because, Citation, Decision, Edge, Entity, NoteMentions, Resolution};
use crate::export::batch;
use crate::export::{File, Options};
use crate::finding::Evidence;
use crate::graph::{EdgeRef, Graph, assemble};
use crate::query::{is_titled, null, rounded};
use crate::span::Span;
use crate::vocabulary::{EntityId, Kind, Relation, Role};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;
use std::io;

/// Writes `graph.json`.
pub fn run(graph: &Graph, _: &Options) -> Vec<File> {
    vec![File { path: "graph.json".to_string(), text: write(graph) }]
}

/// The graph as text, sorted by ids.
pub fn write(graph: &Graph) -> String {
    let mut out = Vec::new();
    // Nothing keeps memory from taking it in, and JSON is UTF-8.
    let _ = export(graph, &Options::default(), &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Writes the same text.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let nodes: Vec<&Entity> = graph.nodes().collect();
    let edges: Vec<EdgeRef> = graph.edges().collect();
    out.write_all(b"{\"nodes\":[")?;
    lines(&nodes, |e| node(graph, e), out)?;
    out.write_all(b"],\"edges\":[")?;
    lines(&edges, edge, out)?;
    out.write_all(b"]}\n")
}

/// A node as `graph.json` has it.
pub fn node(graph: &Graph, entity: &Entity) -> impl Serialize + use<> {
    Node::new(graph, entity)
}

/// An edge as `graph.json` has it.
pub fn edge(edge: &EdgeRef) -> impl Serialize + use<> {
    Arc::new(edge)
}

/// The places where a node is named, as `graph.json` has them: a list on one line.
pub fn mentions(entity: &Entity) -> String {
    line(&entity.mentions.iter().cloned().map(Seen::new).collect::<Vec<_>>())
}

/// The places where an edge is said, as `graph.json` has them: a list on one line.
pub fn evidence(edge: &EdgeRef) -> String {
    line(&Arc::new(edge).evidence)
}

/// Writes the items of a list, a line each.
pub fn lines<T: Sync, S: Serialize>(
    items: &[T],
    value: impl Fn(&T) -> S + Sync,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    out.write_all(b"\n")?;
    batch::write(items, ",\n", |item| line(&value(item)), out)?;
    out.write_all(b"\n")
}

/// Reads what `write` wrote. Confidences come back in hundredths.
///
/// # Errors
///
/// When the text is no JSON of this form: the place and what was expected there.
pub fn read(text: &str) -> Result<Graph, serde_json::Error> {
    let saved: Saved = serde_json::from_str(text)?;
    let mut resolution = Resolution::default();
    for mut node in saved.nodes {
        for reason in std::mem::take(&mut node.decisions) {
            let Reason { form, note, because } = reason;
            resolution.decisions.push(Decision { entity: node.id.clone(), form, note, because });
        }
        resolution.entities.push(node.into());
    }
    let known: BTreeSet<&EntityId> = resolution.entities.iter().map(|e| &e.id).collect();
    let whole = |a: &Arc| known.contains(&a.source) && known.contains(&a.target);
    resolution.edges = saved.edges.into_iter().filter(whole).map(Edge::from).collect();
    Ok(assemble(resolution))
}

#[derive(Deserialize)]
struct Saved {
    nodes: Vec<Node>,
    edges: Vec<Arc>,
}

/// A node as it is written.
#[derive(Serialize, Deserialize)]
struct Node {
    id: EntityId,
    kind: Kind,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    roles: Vec<Role>,
    #[serde(default, rename = "title", deserialize_with = "is_null")]
    #[serde(skip_serializing_if = "is_titled", serialize_with = "null")]
    untitled: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(serialize_with = "rounded")]
    confidence: f32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_seen: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_seen: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Seen>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<Reason>,
}

/// Where a note names it.
#[derive(Serialize, Deserialize)]
struct Seen {
    #[serde(flatten)]
    place: Place,
    count: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    written: Vec<String>,
}

/// A decision about the node.
#[derive(Serialize, Deserialize)]
struct Reason {
    form: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(flatten)]
    because: Because,
}

/// An edge as it is written.
#[derive(Serialize, Deserialize)]
struct Arc {
    source: EntityId,
    target: EntityId,
    predicate: Relation,
    #[serde(serialize_with = "rounded")]
    confidence: f32,
    evidence: Vec<Place>,
}

/// A sentence and where it stands: bytes of the file on disk.
#[derive(Serialize, Deserialize)]
struct Place {
    note: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    start: usize,
    end: usize,
    line: usize,
    rule: String,
    quote: String,
    #[serde(serialize_with = "rounded")]
    confidence: f32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reasons: String,
}

impl Node {
    fn new(graph: &Graph, entity: &Entity) -> Node {
        let e = entity.clone();
        let reason = |d: &Decision| {
            let d = d.clone();
            Reason { form: d.form, note: d.note, because: d.because }
        };
        Node {
            decisions: graph.decisions(&e.id).map(reason).collect(),
            mentions: e.mentions.into_iter().map(Seen::new).collect(),
            id: e.id,
            kind: e.kind,
            name: e.name,
            aliases: e.aliases,
            roles: e.roles,
            untitled: e.untitled,
            url: e.url,
            confidence: e.confidence,
            first_seen: e.first_seen,
            last_seen: e.last_seen,
            path: e.path,
            hash: e.hash,
        }
    }
}

impl From<Node> for Entity {
    fn from(node: Node) -> Entity {
        let sighting = |seen: Seen| {
            let Seen { place, count, written } = seen;
            let cited = Citation::from(place);
            NoteMentions { note: cited.note, written, count, evidence: cited.evidence }
        };
        Entity {
            id: node.id,
            kind: node.kind,
            name: node.name,
            aliases: node.aliases,
            roles: node.roles,
            untitled: node.untitled,
            url: node.url,
            confidence: node.confidence,
            mentions: node.mentions.into_iter().map(sighting).collect(),
            first_seen: node.first_seen,
            last_seen: node.last_seen,
            path: node.path,
            hash: node.hash,
        }
    }
}

impl Seen {
    fn new(seen: NoteMentions) -> Seen {
        let NoteMentions { note, written, count, evidence } = seen;
        Seen { place: Place::new(note, None, evidence), count, written }
    }
}

impl Arc {
    fn new(edge: &EdgeRef) -> Arc {
        let Edge { subject, relation, object, confidence, evidence } = edge.edge.clone();
        let place = |c: Citation| Place::new(c.note, c.date, c.evidence);
        let evidence = evidence.into_iter().map(place).collect();
        Arc { source: subject, target: object, predicate: relation, confidence, evidence }
    }
}

impl From<Arc> for Edge {
    fn from(arc: Arc) -> Edge {
        Edge {
            subject: arc.source,
            relation: arc.predicate,
            object: arc.target,
            confidence: arc.confidence,
            evidence: arc.evidence.into_iter().map(Citation::from).collect(),
        }
    }
}

impl Place {
    fn new(note: String, date: Option<Date>, evidence: Evidence) -> Place {
        let Evidence { span, line, quote, rule, confidence, reasons } = evidence;
        let (start, end) = (span.start, span.end);
        let (rule, reasons) = (rule.into_owned(), reasons.to_string());
        Place { note, date, start, end, line, rule, quote, confidence, reasons }
    }
}

impl From<Place> for Citation {
    fn from(place: Place) -> Citation {
        let Place { note, date, start, end, line, rule, quote, confidence, reasons } = place;
        let span = Span { start, end: end.max(start) };
        let (rule, reasons) = (rule.into(), reasons.into());
        Citation { note, date, evidence: Evidence { span, line, quote, rule, confidence, reasons } }
    }
}

/// A title that is there and says nothing.
fn is_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.is_none())
}

/// A value as JSON on one line.
pub fn line(value: &impl Serialize) -> String {
    // Strings, numbers and lists of them always serialise.
    serde_json::to_string(value).unwrap_or_default()
}
