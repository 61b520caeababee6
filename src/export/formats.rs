//! The table of all formats. A new exporter is a file in this folder and a row here.

use crate::export::Exporter;
use crate::export::csv;
use crate::export::cypher;
use crate::export::cytoscape;
use crate::export::dot;
use crate::export::gexf;
use crate::export::graphml;
use crate::export::json;
use crate::export::jsonld;
use crate::export::map::exporter;
use crate::export::markdown;
use crate::export::mermaid;
use crate::export::site;
use crate::export::turtle;

/// All exporters, in the order in which they are listed.
pub const EXPORTERS: &[Exporter] = &[
    Exporter::new("dot", "the whole graph for Graphviz").build(dot::run).export(dot::export),
    Exporter::new("map", "the topic map as SVG and for Graphviz").build(exporter::run),
    Exporter::new("json", "the whole graph with all its evidence")
        .build(json::run)
        .export(json::export),
    Exporter::new("markdown", "a linked page for each entity").build(markdown::run),
    Exporter::new("site", "static pages that work from disk").build(site::run),
    Exporter::new("graphml", "GraphML for networkx, yEd, igraph").export(graphml::export),
    Exporter::new("gexf", "GEXF for Gephi").export(gexf::export),
    Exporter::new("cytoscape", "elements for Cytoscape.js").export(cytoscape::export),
    Exporter::new("mermaid", "a Mermaid flowchart").export(mermaid::export),
    Exporter::new("csv", "tables with the headers that Neo4j imports")
        .export(csv::export)
        .tables(csv::TABLES),
    Exporter::new("cypher", "Cypher statements for Neo4j and compatible databases")
        .export(cypher::export),
    Exporter::new("jsonld", "JSON-LD with the terms of schema.org").export(jsonld::export),
    Exporter::new("turtle", "Turtle with the terms of schema.org").export(turtle::export),
];

/// The exporter with this name.
pub fn find(name: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().find(|e| e.name == name)
}
