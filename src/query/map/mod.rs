//! A map of the graph, or of the part around some entities: the most relevant entities, the edges
//! between them, and clusters of those that are often mentioned together.
//!
//! Notes are not on the map; if two entities are connected only by a note, the map has an edge between
//! them.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::SURE;
use crate::query::map::clusters::clusters;
use crate::query::map::projection::{MapEvidence, MapRelation, ProjectedEdge, Projection};
use crate::query::map::select::select;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub mod projection;
pub mod select;
pub mod clusters;

/// What is on the map, and how much of it.
#[derive(Clone, Debug)]
pub struct MapOptions {
    /// The greatest number of entities.
    pub limit: usize,
    /// Only these and what is connected with them; empty for the whole graph.
    pub around: Vec<EntityId>,
    /// The greatest distance from them, in edges.
    pub depth: usize,
}

impl Default for MapOptions {
    fn default() -> MapOptions {
        MapOptions { limit: 120, around: Vec::new(), depth: 2 }
    }
}

/// The map as plain values, without positions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapView {
    /// The entities, the best connected first.
    pub nodes: Vec<MapNode>,
    /// The edges, by both ends; each pair of entities at most once.
    pub edges: Vec<MapEdge>,
    /// The number of clusters; `MapNode::cluster` is less than this.
    pub clusters: usize,
    /// The number of entities in total, on the map or not, without notes.
    pub total: usize,
}

/// One entity on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapNode {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Whether hallway made the name up, for a talk without a title.
    pub untitled: bool,
    /// Whether its confidence is low.
    pub unsure: bool,
    /// The number of its edges in total, on the map or not.
    pub degree: usize,
    /// The number of its neighbours that are not on the map.
    pub hidden: usize,
    /// Its cluster: entities that are often mentioned together. `None` if it belongs to several.
    pub cluster: Option<usize>,
    /// The mention with the highest confidence.
    pub evidence: Option<MapEvidence>,
}

/// An edge between two entities on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapEdge {
    /// Index of the first end in `MapView::nodes`.
    pub source: usize,
    /// Index of the other end.
    pub target: usize,
    /// How they are related.
    pub relation: MapRelation,
    /// Whether its confidence is low.
    pub unsure: bool,
    /// The number of pieces of evidence, at least 1.
    pub weight: usize,
    /// The evidence with the highest confidence.
    pub evidence: Option<MapEvidence>,
}

/// Makes the map. The same graph gives the same view.
///
/// If there are too many entities, talks are replaced by edges (who talked about what, and where), then
/// the most relevant entities are selected: see [`mod@select`].
pub fn map(graph: &Graph, options: &MapOptions) -> MapView {
    view(Projection::new(graph).around(&options.around, options.depth), options.limit)
}

/// A map of each year with notes that connect entities, the first year first.
///
/// Cost: one projection, then a map of the part of each year.
pub fn years(graph: &Graph, limit: usize) -> Vec<(u16, MapView)> {
    let notes = graph.of_kind(Kind::Note);
    let year_of: BTreeMap<&str, u16> =
        notes.filter_map(|note| Some((note.path.as_deref()?, note.first_seen?.year))).collect();
    let year_of = |note: &str| year_of.get(note).copied();
    let projection = Projection::new(graph);
    let found =
        projection.edges.iter().flat_map(|s| s.evidence.iter().filter_map(|e| year_of(e.0)));
    let years: BTreeSet<u16> = found.collect();
    let of_year = |year| (year, view(projection.in_year(year, &year_of), limit));
    years.into_iter().map(of_year).filter(|(_, view)| view.nodes.len() > 2).collect()
}

fn view(projection: Projection, limit: usize) -> MapView {
    let total = projection.entities.len();
    let projection = if total > limit { projection.fold_talks() } else { projection };
    let chosen = select(&projection, limit);
    let edges = without_implied(&projection, &chosen);
    let clusters = clusters(&projection, &chosen, &edges);
    selected_view(&projection, &chosen, &edges, &clusters, total)
}

/// The edges between chosen entities, without those that a chosen talk implies: the talk says already
/// who talked about what, and where.
fn without_implied<'p, 'g>(
    projection: &'p Projection<'g>,
    chosen: &[usize],
) -> Vec<&'p ProjectedEdge<'g>> {
    let drawn = |i: &usize| chosen.binary_search(i).is_ok();
    let mut talks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for edge in &projection.edges {
        for (end, other) in [(edge.source, edge.target), (edge.target, edge.source)] {
            if projection.entities[other].kind == Kind::Talk && drawn(&other) {
                talks.entry(end).or_default().push(other);
            }
        }
    }
    let none = Vec::new();
    let share_talk = |a: usize, b: usize| {
        let (a, b) = (talks.get(&a).unwrap_or(&none), talks.get(&b).unwrap_or(&none));
        a.iter().any(|talk| b.contains(talk))
    };
    let implied = |edge: &ProjectedEdge| match edge.relation {
        MapRelation::Claimed(Relation::TalkedAbout | Relation::SpokeAt)
        | MapRelation::NotedWith
        | MapRelation::CameUpAt => share_talk(edge.source, edge.target),
        _ => false,
    };
    projection
        .edges
        .iter()
        .filter(|s| drawn(&s.source) && drawn(&s.target) && !implied(s))
        .collect()
}

fn selected_view(
    projection: &Projection,
    chosen: &[usize],
    edges: &[&ProjectedEdge],
    clusters: &[Option<usize>],
    total: usize,
) -> MapView {
    let mut degree = vec![0usize; projection.entities.len()];
    edges.iter().flat_map(|s| [s.source, s.target]).for_each(|end| degree[end] += 1);
    let mut order: Vec<(usize, Option<usize>)> =
        chosen.iter().copied().zip(clusters.iter().copied()).collect();
    order.sort_by_key(|&(i, _)| {
        (Reverse(degree[i]), projection.entities[i].kind, &projection.entities[i].id)
    });
    let numbers = cluster_numbers(&order);
    let around = projection.neighbours();
    let mut place = vec![usize::MAX; projection.entities.len()];
    let mut nodes = Vec::with_capacity(order.len());
    for &(i, cluster) in &order {
        place[i] = nodes.len();
        let hidden = around[i].iter().filter(|n| chosen.binary_search(n).is_err()).count();
        let cluster = cluster.and_then(|cluster| numbers.iter().position(|&n| n == cluster));
        nodes.push(node(projection.entities[i], cluster, degree[i], hidden));
    }
    let mut edges: Vec<MapEdge> = edges.iter().map(|s| edge(s, &place)).collect();
    edges.sort_by_key(|e| (e.source, e.target));
    MapView { nodes, edges, clusters: numbers.len(), total }
}

/// The clusters in the order of their new numbers: the first is that of the best connected entity.
fn cluster_numbers(order: &[(usize, Option<usize>)]) -> Vec<usize> {
    let mut numbers = Vec::new();
    for cluster in order.iter().filter_map(|(_, cluster)| *cluster) {
        if !numbers.contains(&cluster) {
            numbers.push(cluster);
        }
    }
    numbers
}

fn node(entity: &Entity, cluster: Option<usize>, drawn: usize, hidden: usize) -> MapNode {
    let best = entity.mentions.iter().max_by(|a, b| {
        a.evidence.confidence.total_cmp(&b.evidence.confidence).then(b.note.cmp(&a.note))
    });
    MapNode {
        id: entity.id.clone(),
        kind: entity.kind,
        name: entity.name.clone(),
        untitled: entity.untitled,
        unsure: entity.confidence < SURE,
        degree: drawn + hidden,
        hidden,
        cluster,
        evidence: best.map(|m| MapEvidence::new(&m.note, &m.evidence)),
    }
}

fn edge(edge: &ProjectedEdge, place: &[usize]) -> MapEdge {
    MapEdge {
        source: place[edge.source],
        target: place[edge.target],
        relation: edge.relation,
        unsure: edge.confidence < SURE,
        weight: edge.evidence.len().max(1),
        evidence: edge.best().map(|(note, evidence)| MapEvidence::new(note, evidence)),
    }
}
