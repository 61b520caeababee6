//! The knowledge graph: entities as nodes, relations with their evidence as edges. It is stored in petgraph, which is
//! private to this module; all results are in order of ids.

use crate::entity::{Citation, Decision, Edge, Entity, Resolution};
use crate::name;
use crate::vocabulary::{EntityId, Kind, Relation};
use petgraph::algo::astar;
use petgraph::graph::{DiGraph, EdgeIndex, Node, NodeIndex};
use petgraph::visit::{EdgeRef as _, UndirectedAdaptor};
use std::collections::{BTreeMap, BTreeSet};

/// The graph. It is sorted once, when it is built; queries sort nothing.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Nodes by id, edges by source, relation and target.
    inner: DiGraph<Entity, Edge>,
    /// Edges by source, relation and target.
    outgoing: Vec<EdgeIndex>,
    /// For each node its first index in `outgoing`; one more at the end.
    first_out: Vec<usize>,
    /// Edges by target, relation and source.
    incoming: Vec<EdgeIndex>,
    /// For each node its first index in `incoming`; one more at the end.
    first_in: Vec<usize>,
    /// For each node the number of its edges, not counting those from and to notes.
    degrees: Vec<usize>,
    /// Notes by path.
    notes: Vec<NodeIndex>,
    /// The hashes of all ids with the indices of their nodes, sorted, which is faster to search than ids.
    places: Vec<(u64, usize)>,
    decisions: Vec<Decision>,
}

/// An edge with both ends.
#[derive(Clone, Copy, Debug)]
pub struct EdgeRef<'a> {
    /// The source.
    pub source: &'a Entity,
    /// The target.
    pub target: &'a Entity,
    /// The relation, its confidence and evidence.
    pub edge: &'a Edge,
    /// The indices of both ends among all nodes, which compare faster than ids.
    pub ends: (usize, usize),
}

impl<'a> EdgeRef<'a> {
    /// The relation.
    pub fn relation(&self) -> Relation {
        self.edge.relation
    }

    /// The confidence, 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.edge.confidence
    }

    /// The evidence.
    pub fn evidence(&self) -> &'a [Citation] {
        &self.edge.evidence
    }

    /// The end that is not `id`, and whether `id` is the source.
    pub fn other(&self, id: &EntityId) -> (&'a Entity, bool) {
        if self.source.id == *id { (self.target, true) } else { (self.source, false) }
    }

    /// Whether one end is a note.
    pub fn touches_note(&self) -> bool {
        self.source.kind == Kind::Note || self.target.kind == Kind::Note
    }
}

/// Builds the graph. Edges whose ends are missing would be a bug in `resolve`; they are left out.
pub fn assemble(resolution: Resolution) -> Graph {
    let Resolution { mut entities, edges, mut decisions, .. } = resolution;
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    entities.dedup_by(|a, b| a.id == b.id);
    decisions.sort();
    let edges = with_places(&entities, edges);
    let mut inner = DiGraph::with_capacity(entities.len(), edges.len());
    for entity in entities {
        inner.add_node(entity);
    }
    for (source, target, edge) in edges {
        inner.add_edge(NodeIndex::new(source), NodeIndex::new(target), edge);
    }
    let mut graph = Graph { inner, decisions, ..Graph::default() };
    graph.arrange();
    graph
}

/// The edges with the indices of their ends in `entities`, by source, relation and target.
fn with_places(entities: &[Entity], edges: Vec<Edge>) -> Vec<(usize, usize, Edge)> {
    let index: BTreeMap<&EntityId, usize> =
        entities.iter().enumerate().map(|(i, e)| (&e.id, i)).collect();
    let mut edges: Vec<(usize, usize, Edge)> = edges
        .into_iter()
        .filter_map(|edge| {
            let ends = (index.get(&edge.subject), index.get(&edge.object));
            debug_assert!(matches!(ends, (Some(_), Some(_))), "an edge without its ends: {edge:?}");
            Some((*ends.0?, *ends.1?, edge))
        })
        .collect();
    edges.sort_by_key(|(source, target, edge)| (*source, edge.relation, *target));
    edges
}

impl Graph {
    /// All nodes, by id.
    pub fn nodes(&self) -> impl Iterator<Item = &Entity> {
        self.inner.node_weights()
    }

    /// The nodes of one kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entity> {
        self.nodes().filter(move |e| e.kind == kind)
    }

    /// The node with this index.
    pub fn at(&self, place: usize) -> Option<&Entity> {
        self.inner.node_weight(NodeIndex::new(place))
    }

    /// The node with this id.
    pub fn node(&self, id: &EntityId) -> Option<&Entity> {
        self.place(id).map(|i| &self.inner[NodeIndex::new(i)])
    }

    /// The note with this path.
    pub fn note(&self, path: &str) -> Option<&Entity> {
        let found =
            self.notes.binary_search_by(|&n| self.inner[n].path.as_deref().cmp(&Some(path)));
        found.ok().map(|i| &self.inner[self.notes[i]])
    }

    /// All edges, by source, relation and target.
    pub fn edges(&self) -> impl Iterator<Item = EdgeRef<'_>> {
        self.inner.edge_indices().map(|e| self.edge(e))
    }

    /// The edges from a node, by relation and target.
    pub fn from(&self, id: &EntityId) -> Vec<EdgeRef<'_>> {
        self.leaving(id).iter().map(|&e| self.edge(e)).collect()
    }

    /// The edges to a node, by relation and source.
    pub fn into(&self, id: &EntityId) -> Vec<EdgeRef<'_>> {
        self.reaching(id).iter().map(|&e| self.edge(e)).collect()
    }

    /// The edges of a relation from a node, by target.
    pub fn targets(&self, id: &EntityId, relation: Relation) -> Vec<EdgeRef<'_>> {
        self.related(self.leaving(id), relation)
    }

    /// The edges of a relation to a node, by source.
    pub fn sources(&self, id: &EntityId, relation: Relation) -> Vec<EdgeRef<'_>> {
        self.related(self.reaching(id), relation)
    }

    /// The number of edges of a node, not counting those from and to notes.
    pub fn degree(&self, id: &EntityId) -> usize {
        self.place(id).map_or(0, |i| self.degrees[i])
    }

    /// The decisions about an entity.
    pub fn decisions(&self, id: &EntityId) -> impl Iterator<Item = &Decision> {
        let start = self.decisions.partition_point(|d| d.entity < *id);
        self.decisions[start..].iter().take_while(move |d| d.entity == *id)
    }

    /// The subgraph of these nodes: those of the edges whose ends are among them, and the decisions about them.
    pub fn part(&self, entities: Vec<Entity>, mut edges: Vec<Edge>) -> Graph {
        let kept: BTreeSet<&EntityId> = entities.iter().map(|e| &e.id).collect();
        edges.retain(|edge| kept.contains(&edge.subject) && kept.contains(&edge.object));
        let decisions = self.decisions.iter().filter(|d| kept.contains(&d.entity));
        let decisions = decisions.cloned().collect();
        assemble(Resolution { entities, edges, decisions, diagnostics: Vec::new() })
    }

    /// The numbers of nodes and edges.
    pub fn size(&self) -> (usize, usize) {
        (self.inner.node_count(), self.inner.edge_count())
    }

    /// The cheapest path from one node to another, ignoring the direction of edges; `None` if there is none. `cost` is
    /// that of an edge. Dijkstra: O(edges · log nodes).
    pub fn way(
        &self,
        from: &EntityId,
        to: &EntityId,
        cost: fn(EdgeRef) -> u32,
    ) -> Option<Vec<EdgeRef<'_>>> {
        let (start, goal) = (NodeIndex::new(self.place(from)?), NodeIndex::new(self.place(to)?));
        let both_ways = UndirectedAdaptor(&self.inner);
        let (_, nodes) =
            astar(both_ways, start, |n| n == goal, |e| cost(self.edge(e.id())), |_| 0)?;
        let step = |pair: &[NodeIndex]| {
            let there = self.inner.edges_connecting(pair[0], pair[1]);
            let back = self.inner.edges_connecting(pair[1], pair[0]);
            there.chain(back).map(|e| e.id()).min_by_key(|&e| (cost(self.edge(e)), e))
        };
        nodes.windows(2).map(|pair| step(pair).map(|e| self.edge(e))).collect()
    }

    /// The index of a node among all nodes, which are sorted by id.
    pub fn place(&self, id: &EntityId) -> Option<usize> {
        let print = name::fingerprint(&id.0);
        let start = self.places.partition_point(|(other, _)| *other < print);
        let alike = self.places[start..].iter().take_while(|(other, _)| *other == print);
        alike.map(|(_, place)| *place).find(|i| self.inner[NodeIndex::new(*i)].id == *id)
    }

    fn edge(&self, index: EdgeIndex) -> EdgeRef<'_> {
        let edge = &self.inner.raw_edges()[index.index()];
        let (source, target) = (&self.inner[edge.source()], &self.inner[edge.target()]);
        let ends = (edge.source().index(), edge.target().index());
        EdgeRef { source, target, edge: &edge.weight, ends }
    }

    fn leaving(&self, id: &EntityId) -> &[EdgeIndex] {
        self.place(id).map_or(&[], |i| &self.outgoing[self.first_out[i]..self.first_out[i + 1]])
    }

    fn reaching(&self, id: &EntityId) -> &[EdgeIndex] {
        self.place(id).map_or(&[], |i| &self.incoming[self.first_in[i]..self.first_in[i + 1]])
    }

    /// Those of the edges of one node that have this relation, in order.
    fn related(&self, edges: &[EdgeIndex], relation: Relation) -> Vec<EdgeRef<'_>> {
        let of = |e: &EdgeIndex| self.inner[*e].relation;
        let start = edges.partition_point(|e| of(e) < relation);
        let rest = &edges[start..];
        rest.iter().take_while(|e| of(e) == relation).map(|&e| self.edge(e)).collect()
    }

    /// Computes the indices from the sorted nodes and edges.
    fn arrange(&mut self) {
        let (nodes, edges) = (self.inner.raw_nodes(), self.inner.raw_edges());
        self.first_out = starts(nodes.len(), edges.iter().map(|e| e.source().index()));
        self.first_in = starts(nodes.len(), edges.iter().map(|e| e.target().index()));
        self.outgoing = self.inner.edge_indices().collect();
        self.incoming = self.outgoing.clone();
        self.incoming.sort_by_key(|e| {
            let edge = &edges[e.index()];
            (edge.target(), edge.weight.relation, edge.source())
        });
        self.degrees = vec![0; nodes.len()];
        for edge in edges {
            let ends = [edge.source(), edge.target()];
            if ends.iter().all(|&n| self.inner[n].kind != Kind::Note) {
                ends.iter().for_each(|n| self.degrees[n.index()] += 1);
            }
        }
        let print = |(i, node): (usize, &Node<Entity>)| (name::fingerprint(&node.weight.id.0), i);
        self.places = nodes.iter().enumerate().map(print).collect();
        self.places.sort_unstable();
        let with_path = |n: &NodeIndex| self.inner[*n].path.is_some();
        self.notes = self.inner.node_indices().filter(with_path).collect();
        self.notes.sort_by_key(|&n| self.inner[n].path.as_deref());
    }
}

/// The start of each of `len` groups if their members are sorted by group; one more for the end.
fn starts(len: usize, groups: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut starts = vec![0; len + 1];
    groups.for_each(|group| starts[group + 1] += 1);
    for i in 0..len {
        starts[i + 1] += starts[i];
    }
    starts
}
