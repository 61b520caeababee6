//! Cytoscape.js: `elements`, whose `data` are the nodes and edges of `graph.json`. Cytoscape for the
//! desktop reads the same.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::json;
use crate::graph::{EdgeRef, Graph};
use serde::Serialize;
use std::io;

const HEAD: &str = r#"{"format_version":"1.0","generated_by":"hallway","target_cytoscapejs_version":"~3.0","data":{"name":"hallway"},"elements":{"nodes":["#;

/// An element. Its class, the kind or the relation, is for style sheets.
#[derive(Serialize)]
struct Element<T> {
    data: T,
    classes: &'static str,
}

/// An edge: Cytoscape wants an id for it too.
#[derive(Serialize)]
struct Named<T> {
    id: String,
    #[serde(flatten)]
    edge: T,
}

/// Writes the graph.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let nodes: Vec<&Entity> = graph.nodes().collect();
    let edges: Vec<EdgeRef> = graph.edges().collect();
    let node =
        |entity: &&Entity| Element { data: json::node(graph, entity), classes: entity.kind.word() };
    let edge = |edge: &EdgeRef| {
        let word = edge.relation().word();
        let id = format!("{} {word} {}", edge.source.id, edge.target.id);
        Element { data: Named { id, edge: json::edge(edge) }, classes: word }
    };
    out.write_all(HEAD.as_bytes())?;
    json::lines(&nodes, node, out)?;
    out.write_all(b"],\"edges\":[")?;
    json::lines(&edges, edge, out)?;
    out.write_all(b"]}}\n")
}
