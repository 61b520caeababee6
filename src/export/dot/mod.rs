//! Graphviz: the whole graph, and the topic map, with the kinds' shapes and colours, the evidence as
//! tooltips and the summaries as links.

use crate::entity::Citation;
use crate::entity::Entity;
use crate::export::File;
use crate::export::Options;
use crate::export::columns;
use crate::export::dot::looks::cluster;
use crate::export::dot::looks::head;
use crate::export::dot::looks::line;
use crate::export::dot::looks::looks;
use crate::export::dot::sheet::Sheet;
use crate::export::dot::sheet::id;
use crate::export::dot::sheet::pair;
use crate::export::dot::sheet::print;
use crate::export::dot::sheet::property;
use crate::export::map::palette;
use crate::export::map::text;
use crate::graph::EdgeRef;
use crate::graph::Graph;
use crate::query::SURE;
use crate::query::map::MapView;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use graphviz_rust::dot_structures as dot;
use graphviz_rust::dot_structures::Stmt;
use std::collections::BTreeMap;
use std::io;

mod looks;
mod sheet;

/// What the files need to know beside the graph.
#[derive(Clone, Debug)]
pub struct DotOptions {
    /// The way from the file's folder to the summaries, ending with `/`.
    pub pages: String,
    /// What a page's file name ends with.
    pub ending: String,
    /// Edges that say no more than that a note mentions a thing are left out if there are more of
    /// them than this; the graph's label says so.
    pub mentions: usize,
    /// How much nodes and edges tell beside what is drawn.
    pub told: Told,
}

/// What stands in the file and is not drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// One sentence each, as a tooltip.
    Tooltips,
    /// All properties too, as attributes that Graphviz keeps and does not read.
    Everything,
}

impl Default for DotOptions {
    fn default() -> DotOptions {
        let (pages, ending) = ("summaries/".to_string(), ".md".to_string());
        DotOptions { pages, ending, mentions: 2000, told: Told::Tooltips }
    }
}

/// Longest sentence in a tooltip, in characters.
const QUOTE: usize = 280;

/// The file of the whole graph.
pub fn run(graph: &Graph, _: &Options) -> Vec<File> {
    let text = graph_dot(graph, &DotOptions::default());
    vec![File { path: "graph.dot".to_string(), text }]
}

/// Writes the whole graph, whatever its size, with all that there is to say.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let whole =
        DotOptions { mentions: usize::MAX, told: Told::Everything, ..DotOptions::default() };
    write(graph, &whole, out)
}

/// The whole graph: every node and edge, talks and their speakers grouped by event.
///
/// Cost: linear in what is written; 100,000 edges print in some tenths of a second.
pub fn graph_dot(graph: &Graph, options: &DotOptions) -> String {
    let mut out = Vec::new();
    // Nothing keeps memory from taking it in, and all that is written is UTF-8.
    let _ = write(graph, options, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

fn write(graph: &Graph, options: &DotOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let of = |relation| graph.edges().filter(move |e| e.relation() == relation);
    let mentions = of(Relation::Mentions).count();
    let drawn = |e: &EdgeRef| mentions <= options.mentions || e.relation() != Relation::Mentions;
    let label = match mentions > options.mentions {
        true => format!("{} edges “mentions” are left out", text::count(mentions)),
        false => String::new(),
    };
    let mut clusters: BTreeMap<EntityId, Vec<&Entity>> = BTreeMap::new();
    let mut sheet = Sheet::open("hallway", out)?;
    head(graph.size().0, &label).iter().try_for_each(|stmt| sheet.add(stmt))?;
    for entity in graph.nodes() {
        match event_of(graph, entity) {
            Some(event) => clusters.entry(event).or_default().push(entity),
            None => sheet.add(&Stmt::Node(entity_node(entity, options)))?,
        }
    }
    for (event, inside) in clusters {
        let name = graph.node(&event).map_or("", |e| e.name.as_str());
        let inside = inside.iter().map(|e| Stmt::Node(entity_node(e, options))).collect();
        sheet.add(&cluster(event.slug(), name, palette::light("land-5"), inside))?;
    }
    for edge in graph.edges().filter(drawn) {
        sheet.add(&Stmt::Edge(graph_edge(&edge, options)))?;
    }
    sheet.close()
}

/// The topic map: what `export::map` draws, for who wants another layout.
pub fn topic_dot(view: &MapView, options: &DotOptions) -> String {
    let label = match view.nodes.len() < view.total {
        true => format!(
            "The {} most telling of {}",
            text::count(view.nodes.len()),
            text::count(view.total)
        ),
        false => String::new(),
    };
    let mut stmts = head(view.nodes.len(), &label);
    let mut lands: Vec<Vec<Stmt>> = vec![Vec::new(); view.lands];
    for node in &view.nodes {
        let mut attributes = looks(node.kind, &node.name, node.unsure);
        attributes.push(pair("URL", &page(&node.id, node.kind, options)));
        let links = format!("{}, {}, links: {}", node.name, node.kind, node.links);
        let place = node.quote.as_ref().map(|q| told(&q.words, &q.note, q.line));
        attributes.push(pair("tooltip", &join(links, place)));
        let size = match (node.kind, node.links) {
            (Kind::Talk, _) | (_, 0..=1) => 11,
            (_, 2..=3) => 12,
            (_, 4..=5) => 14,
            _ => 17,
        };
        attributes.push(pair("fontsize", &size.to_string()));
        let stmt = Stmt::Node(dot::Node::new(id(&node.id.0), attributes));
        match node.land {
            Some(land) => lands[land].push(stmt),
            None => stmts.push(stmt),
        }
    }
    for (land, inside) in lands.into_iter().enumerate() {
        let tint = palette::light(&format!("land-{}", land % palette::TINTS));
        stmts.push(cluster(&format!("land-{land}"), "", tint, inside));
    }
    for edge in &view.edges {
        let (source, target) = (&view.nodes[edge.source], &view.nodes[edge.target]);
        let words = format!("{} {} {}", source.name, edge.tie.words(), target.name);
        let place = edge.quote.as_ref().map(|q| told(&q.words, &q.note, q.line));
        let attributes = line(join(words, place), edge.unsure, edge.weight);
        stmts.push(Stmt::Edge(between(&source.id, &target.id, attributes)));
    }
    print("topic-map", stmts)
}

fn entity_node(entity: &Entity, options: &DotOptions) -> dot::Node {
    let mut attributes = looks(entity.kind, &entity.name, entity.confidence < SURE);
    attributes.push(pair("URL", &page(&entity.id, entity.kind, options)));
    let seen = entity.mentions.first().map(|s| told(&s.evidence.quote, &s.note, s.evidence.line));
    let place = seen.or_else(|| entity.path.clone());
    attributes.push(pair("tooltip", &join(format!("{}, {}", entity.name, entity.kind), place)));
    if options.told == Told::Everything {
        attributes.extend(
            columns::NODES.iter().filter_map(|c| Some(property(c.name, (c.value)(entity)?))),
        );
    }
    dot::Node::new(id(&entity.id.0), attributes)
}

fn graph_edge(edge: &EdgeRef, options: &DotOptions) -> dot::Edge {
    let words = format!("{} {} {}", edge.source.name, edge.relation().forward(), edge.target.name);
    let cited = |c: &Citation| told(&c.evidence.quote, &c.note, c.evidence.line);
    let tooltip = join(words, edge.evidence().first().map(cited));
    let mut attributes = line(tooltip, edge.confidence() < SURE, edge.evidence().len());
    if options.told == Told::Everything {
        attributes.push(pair("predicate", edge.relation().word()));
        attributes
            .extend(columns::EDGES.iter().filter_map(|c| Some(property(c.name, (c.value)(edge)?))));
    }
    between(&edge.source.id, &edge.target.id, attributes)
}

fn between(source: &EntityId, target: &EntityId, attributes: Vec<dot::Attribute>) -> dot::Edge {
    let end = |id: &EntityId| dot::Vertex::N(self::id(&id.0));
    dot::Edge { ty: dot::EdgeTy::Pair(end(source), end(target)), attributes }
}

/// The one event that an event itself, a talk or a speaker belongs to.
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

fn page(id: &EntityId, kind: Kind, options: &DotOptions) -> String {
    format!("{}{}/{}{}", options.pages, kind.plural(), id.slug(), options.ending)
}

fn told(words: &str, note: &str, line: usize) -> String {
    format!("“{}” ({note}:{line})", text::shorten(words, QUOTE))
}

fn join(words: String, place: Option<String>) -> String {
    match place {
        Some(place) => format!("{words}: {place}"),
        None => words,
    }
}
