//! The knowledge graph: entities as nodes, relations with their evidence as edges. petgraph holds it
//! and stays private; everything comes out in order of ids.

use crate::entity::{Cited, Decision, Entity, Link, Resolution};
use crate::vocabulary::{EntityId, Kind, Relation};
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

/// The typed graph.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    inner: DiGraph<Entity, Link>,
    index: BTreeMap<EntityId, NodeIndex>,
    decisions: Vec<Decision>,
}

/// An edge with both its ends.
#[derive(Clone, Copy, Debug)]
pub struct Edge<'a> {
    /// From.
    pub source: &'a Entity,
    /// To.
    pub target: &'a Entity,
    /// How, how sure, and where it is said.
    pub link: &'a Link,
}

impl<'a> Edge<'a> {
    /// The relation.
    pub fn relation(&self) -> Relation {
        self.link.relation
    }

    /// How sure, 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.link.confidence
    }

    /// Where it is said.
    pub fn evidence(&self) -> &'a [Cited] {
        &self.link.evidence
    }

    /// The end that is not `id`, and whether `id` is the source.
    pub fn other(&self, id: &EntityId) -> (&'a Entity, bool) {
        if self.source.id == *id { (self.target, true) } else { (self.source, false) }
    }
}

/// Builds the graph. Links whose ends are no entities are a fault of `resolve` and are left out.
pub fn assemble(resolution: Resolution) -> Graph {
    let mut graph = Graph { decisions: resolution.decisions, ..Graph::default() };
    for entity in resolution.entities {
        let id = entity.id.clone();
        graph.index.insert(id, graph.inner.add_node(entity));
    }
    for link in resolution.links {
        let ends = (graph.index.get(&link.subject), graph.index.get(&link.object));
        debug_assert!(matches!(ends, (Some(_), Some(_))), "a link without its ends: {link:?}");
        if let (Some(&source), Some(&target)) = ends {
            graph.inner.add_edge(source, target, link);
        }
    }
    graph
}

impl Graph {
    /// All nodes, by id.
    pub fn nodes(&self) -> impl Iterator<Item = &Entity> {
        self.index.values().map(|&i| &self.inner[i])
    }

    /// The nodes of one kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entity> {
        self.nodes().filter(move |e| e.kind == kind)
    }

    /// The node with this id.
    pub fn node(&self, id: &EntityId) -> Option<&Entity> {
        self.index.get(id).map(|&i| &self.inner[i])
    }

    /// All edges, by source, relation and target.
    pub fn edges(&self) -> impl Iterator<Item = Edge<'_>> {
        self.nodes().flat_map(|e| self.from(&e.id))
    }

    /// The edges that leave a node, by relation and target.
    pub fn from(&self, id: &EntityId) -> Vec<Edge<'_>> {
        self.around(id, Direction::Outgoing)
    }

    /// The edges that reach a node, by relation and source.
    pub fn into(&self, id: &EntityId) -> Vec<Edge<'_>> {
        self.around(id, Direction::Incoming)
    }

    /// The targets of a relation from a node, by id.
    pub fn targets(&self, id: &EntityId, relation: Relation) -> Vec<Edge<'_>> {
        self.from(id).into_iter().filter(|e| e.relation() == relation).collect()
    }

    /// The sources of a relation to a node, by id.
    pub fn sources(&self, id: &EntityId, relation: Relation) -> Vec<Edge<'_>> {
        self.into(id).into_iter().filter(|e| e.relation() == relation).collect()
    }

    /// How many edges touch a node, those from and to notes left out.
    pub fn degree(&self, id: &EntityId) -> usize {
        let joins = |e: &Edge| e.source.kind != Kind::Note && e.target.kind != Kind::Note;
        self.from(id).iter().chain(&self.into(id)).filter(|e| joins(e)).count()
    }

    /// Why this entity is what it is.
    pub fn decisions(&self, id: &EntityId) -> impl Iterator<Item = &Decision> {
        let start = self.decisions.partition_point(|d| d.entity < *id);
        self.decisions[start..].iter().take_while(move |d| d.entity == *id)
    }

    /// How many nodes and edges there are.
    pub fn size(&self) -> (usize, usize) {
        (self.inner.node_count(), self.inner.edge_count())
    }

    fn around(&self, id: &EntityId, direction: Direction) -> Vec<Edge<'_>> {
        let Some(&node) = self.index.get(id) else { return Vec::new() };
        let mut edges: Vec<Edge> = self
            .inner
            .edges_directed(node, direction)
            .map(|e| Edge {
                source: &self.inner[e.source()],
                target: &self.inner[e.target()],
                link: e.weight(),
            })
            .collect();
        edges.sort_by(|a, b| {
            (a.relation(), &a.link.subject, &a.link.object).cmp(&(
                b.relation(),
                &b.link.subject,
                &b.link.object,
            ))
        });
        edges
    }
}
