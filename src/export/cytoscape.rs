//! Cytoscape.js: `elements` with the nodes and edges of `graph.json` as `data`. Cytoscape desktop reads the
//! same.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::json;
use crate::graph::{EdgeRef, Graph};
use serde::Serialize;
use std::io;

const HEAD: &str = r#"{"format_version":"1.0","generated_by":"hallway","target_cytoscapejs_version":"~3.0","data":{"name":"hallway"},"elements":{"nodes":["#;

/// An element. Its class, for style sheets, is the kind or the relation.
#[derive(Serialize)]
struct CytoscapeElement<T> {
    data: T,
    classes: &'static str,
}

/// An edge with an id, which Cytoscape needs.
#[derive(Serialize)]
struct CytoscapeEdge<T> {
    id: String,
    #[serde(flatten)]
    edge: T,
}

/// Writes the graph.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let nodes: Vec<&Entity> = graph.nodes().collect();
    let edges: Vec<EdgeRef> = graph.edges().collect();
    let node = |entity: &&Entity| CytoscapeElement {
        data: json::node(graph, entity),
        classes: entity.kind.word(),
    };
    let edge = |edge: &EdgeRef| {
        let word = edge.relation().word();
        let id = format!("{} {word} {}", edge.source.id, edge.target.id);
        CytoscapeElement { data: CytoscapeEdge { id, edge: json::edge(edge) }, classes: word }
    };
    out.write_all(HEAD.as_bytes())?;
    json::lines(&nodes, node, out)?;
    out.write_all(b"],\"edges\":[")?;
    json::lines(&edges, edge, out)?;
    out.write_all(b"]}}\n")
}
