//! Graphviz: the whole graph and the topic map, with the shapes and colours of the kinds, evidence as
//! tooltips, and links to the summaries.

use crate::entity::{Citation, Entity};
use crate::export::File;
use crate::export::Options;
use crate::export::dot::attributes::{defaults, node_id, of_edge, of_node, pair, property, quoted};
use crate::export::map::palette;
use crate::export::map::text;
use crate::export::properties;
use crate::graph::{EdgeRef, Graph};
use crate::query::SURE;
use crate::query::map::MapView;
use crate::vocabulary::{EntityId, Kind, Relation};
use graphviz_rust::dot_structures as dot;
use graphviz_rust::dot_structures::Stmt;
use graphviz_rust::printer::{DotPrinter, PrinterContext};
use std::collections::BTreeMap;
use std::io;

mod attributes;

/// What is in a file, and where its links lead.
#[derive(Clone, Debug)]
pub struct DotOptions {
    /// The relative path from the file's folder to the summaries, with `/` at the end.
    pub pages: String,
    /// The file extension of a summary, with its dot.
    pub ending: String,
    /// The edges of the relation “mentions” are left out if there are more of them than this; then the
    /// label of the graph says so.
    pub mentions: usize,
    /// What nodes and edges have besides what is drawn.
    pub detail: Detail,
}

/// What nodes and edges have besides what is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A sentence as tooltip.
    Tooltips,
    /// Also all properties, as attributes that Graphviz ignores.
    Everything,
}

impl Default for DotOptions {
    fn default() -> DotOptions {
        let (pages, ending) = ("summaries/".to_string(), ".md".to_string());
        DotOptions { pages, ending, mentions: 2000, detail: Detail::Tooltips }
    }
}

/// The greatest length of a sentence in a tooltip, in characters.
const QUOTE: usize = 280;

/// The file of the whole graph.
pub fn run(graph: &Graph, _: &Options) -> Vec<File> {
    let text = graph_dot(graph, &DotOptions::default());
    vec![File { path: "graph.dot".to_string(), text }]
}

/// Writes the whole graph, of any size, with all properties.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let whole =
        DotOptions { mentions: usize::MAX, detail: Detail::Everything, ..DotOptions::default() };
    out.write_all(graph_dot(graph, &whole).as_bytes())
}

/// The whole graph: every node and edge, with talks and their speakers in the cluster of their event.
///
/// Cost: linear in what is written.
pub fn graph_dot(graph: &Graph, options: &DotOptions) -> String {
    let of = |relation| graph.edges().filter(move |e| e.relation() == relation);
    let mentions = of(Relation::Mentions).count();
    let drawn = |e: &EdgeRef| mentions <= options.mentions || e.relation() != Relation::Mentions;
    let label = match mentions > options.mentions {
        true => format!("{} edges “mentions” are left out", text::count(mentions)),
        false => String::new(),
    };
    let mut stmts = defaults(graph.size().0, &label);
    let mut clusters: BTreeMap<EntityId, Vec<Stmt>> = BTreeMap::new();
    for entity in graph.nodes() {
        let node = Stmt::Node(entity_node(entity, options));
        match event_of(graph, entity) {
            Some(event) => clusters.entry(event).or_default().push(node),
            None => stmts.push(node),
        }
    }
    for (event, inside) in clusters {
        let name = graph.node(&event).map_or("", |e| e.name.as_str());
        stmts.push(cluster(event.slug(), name, palette::light("land-5"), inside));
    }
    stmts.extend(graph.edges().filter(drawn).map(|e| Stmt::Edge(graph_edge(&e, options))));
    print("hallway", stmts)
}

/// The topic map as `export::map` draws it, for other layouts.
pub fn topic_dot(view: &MapView, options: &DotOptions) -> String {
    let label = match view.nodes.len() < view.total {
        true => format!(
            "The {} most relevant of {}",
            text::count(view.nodes.len()),
            text::count(view.total)
        ),
        false => String::new(),
    };
    let mut stmts = defaults(view.nodes.len(), &label);
    let mut clusters: Vec<Vec<Stmt>> = vec![Vec::new(); view.clusters];
    for node in &view.nodes {
        let mut attributes = of_node(node.kind, &node.name, node.unsure);
        attributes.push(pair("URL", &page(&node.id, node.kind, options)));
        let links = format!("{}, {}, links: {}", node.name, node.kind, node.degree);
        let place = node.evidence.as_ref().map(|q| cited(&q.quote, &q.note, q.line));
        attributes.push(pair("tooltip", &join(links, place)));
        let size = match (node.kind, node.degree) {
            (Kind::Talk, _) | (_, 0..=1) => 11,
            (_, 2..=3) => 12,
            (_, 4..=5) => 14,
            _ => 17,
        };
        attributes.push(pair("fontsize", &size.to_string()));
        let stmt = Stmt::Node(dot::Node::new(node_id(&node.id.0), attributes));
        match node.cluster {
            Some(cluster) => clusters[cluster].push(stmt),
            None => stmts.push(stmt),
        }
    }
    for (number, inside) in clusters.into_iter().enumerate() {
        let tint = palette::light(&format!("land-{}", number % palette::TINTS));
        stmts.push(cluster(&format!("land-{number}"), "", tint, inside));
    }
    for edge in &view.edges {
        let (source, target) = (&view.nodes[edge.source], &view.nodes[edge.target]);
        let words = format!("{} {} {}", source.name, edge.relation.words(), target.name);
        let place = edge.evidence.as_ref().map(|q| cited(&q.quote, &q.note, q.line));
        let attributes = of_edge(join(words, place), edge.unsure, edge.weight);
        stmts.push(Stmt::Edge(between(&source.id, &target.id, attributes)));
    }
    print("topic-map", stmts)
}

/// A cluster with a background of this tint.
fn cluster(name: &str, label: &str, tint: &str, mut inside: Vec<Stmt>) -> Stmt {
    let attributes = vec![
        pair("label", label),
        pair("style", "filled,rounded"),
        pair("color", tint),
        pair("fillcolor", tint),
    ];
    inside.insert(0, Stmt::GAttribute(dot::GraphAttributes::Graph(attributes)));
    Stmt::Subgraph(dot::Subgraph { id: quoted(&format!("cluster_{name}")), stmts: inside })
}

/// The graph as text.
fn print(name: &str, stmts: Vec<Stmt>) -> String {
    let graph = dot::Graph::DiGraph { id: quoted(name), strict: false, stmts };
    graph.print(&mut PrinterContext::default()) + "\n"
}

fn entity_node(entity: &Entity, options: &DotOptions) -> dot::Node {
    let mut attributes = of_node(entity.kind, &entity.name, entity.confidence < SURE);
    attributes.push(pair("URL", &page(&entity.id, entity.kind, options)));
    let first = entity.mentions.first().map(|m| cited(&m.evidence.quote, &m.note, m.evidence.line));
    let place = first.or_else(|| entity.path.clone());
    attributes.push(pair("tooltip", &join(format!("{}, {}", entity.name, entity.kind), place)));
    if options.detail == Detail::Everything {
        attributes.extend(
            properties::NODES.iter().filter_map(|p| Some(property(p.name, (p.value)(entity)?))),
        );
    }
    dot::Node::new(node_id(&entity.id.0), attributes)
}

fn graph_edge(edge: &EdgeRef, options: &DotOptions) -> dot::Edge {
    let words = format!("{} {} {}", edge.source.name, edge.relation().forward(), edge.target.name);
    let citation = |c: &Citation| cited(&c.evidence.quote, &c.note, c.evidence.line);
    let tooltip = join(words, edge.evidence().first().map(citation));
    let mut attributes = of_edge(tooltip, edge.confidence() < SURE, edge.evidence().len());
    if options.detail == Detail::Everything {
        attributes.push(pair("predicate", edge.relation().word()));
        attributes.extend(
            properties::EDGES.iter().filter_map(|p| Some(property(p.name, (p.value)(edge)?))),
        );
    }
    between(&edge.source.id, &edge.target.id, attributes)
}

fn between(source: &EntityId, target: &EntityId, attributes: Vec<dot::Attribute>) -> dot::Edge {
    let end = |id: &EntityId| dot::Vertex::N(node_id(&id.0));
    dot::Edge { ty: dot::EdgeTy::Pair(end(source), end(target)), attributes }
}

/// The one event that an event itself, a talk or a speaker belongs to; `None` for several.
fn event_of(graph: &Graph, entity: &Entity) -> Option<EntityId> {
    let relation = match entity.kind {
        Kind::Event => return Some(entity.id.clone()),
        Kind::Talk => Relation::PartOf,
        Kind::Person => Relation::SpokeAt,
        Kind::Company | Kind::Tool | Kind::Topic | Kind::Note => return None,
    };
    match graph.targets(&entity.id, relation).as_slice() {
        [only] => Some(only.target.id.clone()),
        _ => None,
    }
}

/// The link to a summary.
fn page(id: &EntityId, kind: Kind, options: &DotOptions) -> String {
    format!("{}{}/{}{}", options.pages, kind.plural(), id.slug(), options.ending)
}

fn cited(quote: &str, note: &str, line: usize) -> String {
    format!("“{}” ({note}:{line})", text::shorten(quote, QUOTE))
}

fn join(words: String, place: Option<String>) -> String {
    match place {
        Some(place) => format!("{words}: {place}"),
        None => words,
    }
}
