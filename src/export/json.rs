//! `graph.json`: the whole graph, with one node or edge per line, so that the diff of two builds is easy to
//! read. It can be read back, and answers queries as before.

use crate::date::Date;
use crate::entity::{Because, Citation, Decision, Edge, Entity, NoteMentions, Resolution};
use crate::export::parallel;
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
    // Writing to memory does not fail, and JSON is UTF-8.
    let _ = export(graph, &Options::default(), &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Writes the graph to a stream, sorted by ids.
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
    SavedNode::new(graph, entity)
}

/// An edge as `graph.json` has it.
pub fn edge(edge: &EdgeRef) -> impl Serialize + use<> {
    SavedEdge::new(edge)
}

/// The mentions of a node, as `graph.json` has them: a list on one line.
pub fn mentions(entity: &Entity) -> String {
    line(&entity.mentions.iter().cloned().map(SavedMention::new).collect::<Vec<_>>())
}

/// The evidence of an edge, as `graph.json` has it: a list on one line.
pub fn evidence(edge: &EdgeRef) -> String {
    line(&SavedEdge::new(edge).evidence)
}

/// Writes the items of a list, one per line.
pub fn lines<T: Sync, S: Serialize>(
    items: &[T],
    value: impl Fn(&T) -> S + Sync,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    out.write_all(b"\n")?;
    parallel::write(items, ",\n", |item| line(&value(item)), out)?;
    out.write_all(b"\n")
}

/// Reads what `write` wrote. Confidences are rounded to hundredths.
///
/// # Errors
///
/// If the text is not JSON of this form: the place, and what was expected there.
pub fn read(text: &str) -> Result<Graph, serde_json::Error> {
    let saved: SavedGraph = serde_json::from_str(text)?;
    let mut resolution = Resolution::default();
    for mut node in saved.nodes {
        for decision in std::mem::take(&mut node.decisions) {
            let SavedDecision { form, note, because } = decision;
            resolution.decisions.push(Decision { entity: node.id.clone(), form, note, because });
        }
        resolution.entities.push(node.into());
    }
    let known: BTreeSet<&EntityId> = resolution.entities.iter().map(|e| &e.id).collect();
    let whole = |a: &SavedEdge| known.contains(&a.source) && known.contains(&a.target);
    resolution.edges = saved.edges.into_iter().filter(whole).map(Edge::from).collect();
    Ok(assemble(resolution))
}

/// The file as it is read.
#[derive(Deserialize)]
struct SavedGraph {
    nodes: Vec<SavedNode>,
    edges: Vec<SavedEdge>,
}

/// A node as it is saved.
#[derive(Serialize, Deserialize)]
struct SavedNode {
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
    mentions: Vec<SavedMention>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<SavedDecision>,
}

/// The mentions of a node in a note.
#[derive(Serialize, Deserialize)]
struct SavedMention {
    #[serde(flatten)]
    citation: SavedCitation,
    count: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    written: Vec<String>,
}

/// A decision about a node.
#[derive(Serialize, Deserialize)]
struct SavedDecision {
    form: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(flatten)]
    because: Because,
}

/// An edge as it is saved.
#[derive(Serialize, Deserialize)]
struct SavedEdge {
    source: EntityId,
    target: EntityId,
    predicate: Relation,
    #[serde(serialize_with = "rounded")]
    confidence: f32,
    evidence: Vec<SavedCitation>,
}

/// A sentence and its place, as byte offsets of the file on disk.
#[derive(Serialize, Deserialize)]
struct SavedCitation {
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

impl SavedNode {
    fn new(graph: &Graph, entity: &Entity) -> SavedNode {
        let e = entity.clone();
        let decision = |d: &Decision| {
            let d = d.clone();
            SavedDecision { form: d.form, note: d.note, because: d.because }
        };
        SavedNode {
            decisions: graph.decisions(&e.id).map(decision).collect(),
            mentions: e.mentions.into_iter().map(SavedMention::new).collect(),
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

impl From<SavedNode> for Entity {
    fn from(node: SavedNode) -> Entity {
        let mentions = |saved: SavedMention| {
            let SavedMention { citation, count, written } = saved;
            let cited = Citation::from(citation);
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
            mentions: node.mentions.into_iter().map(mentions).collect(),
            first_seen: node.first_seen,
            last_seen: node.last_seen,
            path: node.path,
            hash: node.hash,
        }
    }
}

impl SavedMention {
    fn new(mentions: NoteMentions) -> SavedMention {
        let NoteMentions { note, written, count, evidence } = mentions;
        SavedMention { citation: SavedCitation::new(note, None, evidence), count, written }
    }
}

impl SavedEdge {
    fn new(edge: &EdgeRef) -> SavedEdge {
        let Edge { subject, relation, object, confidence, evidence } = edge.edge.clone();
        let citation = |c: Citation| SavedCitation::new(c.note, c.date, c.evidence);
        let evidence = evidence.into_iter().map(citation).collect();
        SavedEdge { source: subject, target: object, predicate: relation, confidence, evidence }
    }
}

impl From<SavedEdge> for Edge {
    fn from(saved: SavedEdge) -> Edge {
        Edge {
            subject: saved.source,
            relation: saved.predicate,
            object: saved.target,
            confidence: saved.confidence,
            evidence: saved.evidence.into_iter().map(Citation::from).collect(),
        }
    }
}

impl SavedCitation {
    fn new(note: String, date: Option<Date>, evidence: Evidence) -> SavedCitation {
        let Evidence { span, line, quote, rule, confidence, reasons } = evidence;
        let (start, end) = (span.start, span.end);
        let (rule, reasons) = (rule.into_owned(), reasons.to_string());
        SavedCitation { note, date, start, end, line, rule, quote, confidence, reasons }
    }
}

impl From<SavedCitation> for Citation {
    fn from(saved: SavedCitation) -> Citation {
        let SavedCitation { note, date, start, end, line, rule, quote, confidence, reasons } =
            saved;
        let span = Span { start, end: end.max(start) };
        let (rule, reasons) = (rule.into(), reasons.into());
        Citation { note, date, evidence: Evidence { span, line, quote, rule, confidence, reasons } }
    }
}

/// Reads a `title` that is present and `null`.
fn is_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.is_none())
}

/// A value as JSON on one line.
pub fn line(value: &impl Serialize) -> String {
    // Strings, numbers and lists of them always serialise.
    serde_json::to_string(value).unwrap_or_default()
}
