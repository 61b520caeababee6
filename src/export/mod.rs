//! Views and graphs as files, and graphs as streams for other programs. Opens nothing on the disk.

pub mod address;
pub mod batch;
pub mod dot;
pub mod map;
pub mod json;
pub mod pages;
pub mod markdown;
pub mod site;
pub mod columns;
pub mod xml;
pub mod graphml;
pub mod gexf;
pub mod cytoscape;
pub mod mermaid;
pub mod csv;
pub mod cypher;
pub mod rdf;
pub mod jsonld;
pub mod turtle;

use crate::graph::Graph;
use crate::query;
use crate::query::map::MapOptions;
use crate::query::map::MapView;
use std::collections::BTreeSet;
use std::io;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the output folder, with `/`.
    pub path: String,
    /// Content.
    pub text: String,
}

/// What exporters need to know beside the graph.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the topic map shows; the same in each of its formats.
    pub map: MapView,
    /// The maps of single years.
    pub years: Vec<map::Year>,
    /// Where everything on the topic map stands, so that it is laid out once for all who draw it.
    pub plan: map::Plan,
    /// The way from the output folder to the notes folder, with `/`: `../notes`.
    pub notes: String,
    /// The maps that are written, as paths below the output folder: `topic-map.svg`. Pages show
    /// only these.
    pub maps: BTreeSet<String>,
    /// The address at which the site is published, with a slash at the end; empty if nobody said.
    pub base_url: String,
    /// The user's own templates and assets of the site, by file name.
    pub templates: site::templates::Own,
}

impl Options {
    /// What a build needs: the topic map of the usual size.
    pub fn new(graph: &Graph, notes: &str, base_url: &str) -> Options {
        let map = query::map::map(graph, &MapOptions::default());
        let plan = map::plan(&map, map::paper::Paper::Wide);
        let years = map::years(graph);
        let of_years = years.iter().map(|year| map::of_year(year.year));
        let maps = of_years.chain([map::TOPIC_MAP.to_string()]).collect();
        Options {
            map,
            years,
            plan,
            notes: notes.to_string(),
            maps,
            ..Options::for_export(base_url)
        }
    }

    /// What an export needs: no map is drawn for it.
    pub fn for_export(base_url: &str) -> Options {
        let base_url = match base_url.trim_end_matches('/') {
            "" => String::new(),
            address => format!("{address}/"),
        };
        Options { base_url, ..Options::default() }
    }
}

/// Makes the files of the output folder.
pub type Build = fn(&Graph, &Options) -> Vec<File>;

/// Writes every node and edge, as they come, to where the reader waits for them.
pub type Stream = fn(&Graph, &Options, &mut dyn io::Write) -> io::Result<()>;

/// A format that `build` or `export` can write.
pub struct Exporter {
    /// Its name for `--format`.
    pub name: &'static str,
    /// One line of help.
    pub about: &'static str,
    /// What `build` writes; `None` if this is only exported.
    pub build: Option<Build>,
    /// What `export` writes; `None` if this is no format of the whole graph.
    pub export: Option<Stream>,
    /// The same as several files, for programs that want one a table: their names, and what is in
    /// them. Empty for most.
    pub tables: &'static [(&'static str, Stream)],
}

impl Exporter {
    const fn new(name: &'static str, about: &'static str) -> Exporter {
        Exporter { name, about, build: None, export: None, tables: &[] }
    }

    const fn build(self, build: Build) -> Exporter {
        Exporter { build: Some(build), ..self }
    }

    const fn export(self, export: Stream) -> Exporter {
        Exporter { export: Some(export), ..self }
    }

    const fn tables(self, tables: &'static [(&'static str, Stream)]) -> Exporter {
        Exporter { tables, ..self }
    }

    /// The exporter with this name.
    pub fn find(name: &str) -> Option<&'static Exporter> {
        EXPORTERS.iter().find(|e| e.name == name)
    }
}

/// All exporters.
pub const EXPORTERS: &[Exporter] = &[
    Exporter::new("dot", "the whole graph for Graphviz").build(dot::run).export(dot::export),
    Exporter::new("map", "the topic map as SVG and for Graphviz").build(map::run),
    Exporter::new("json", "the whole graph with all its evidence")
        .build(json::run)
        .export(json::export),
    Exporter::new("markdown", "a linked page for each thing").build(markdown::run),
    Exporter::new("site", "static pages that work from disk").build(site::run),
    Exporter::new("graphml", "GraphML for networkx, yEd, igraph").export(graphml::export),
    Exporter::new("gexf", "GEXF for Gephi").export(gexf::export),
    Exporter::new("cytoscape", "elements for Cytoscape.js").export(cytoscape::export),
    Exporter::new("mermaid", "a Mermaid flowchart").export(mermaid::export),
    Exporter::new("csv", "tables with the headers that Neo4j imports")
        .export(csv::export)
        .tables(csv::TABLES),
    Exporter::new("cypher", "Cypher statements for Neo4j and its like").export(cypher::export),
    Exporter::new("jsonld", "JSON-LD in the words of schema.org").export(jsonld::export),
    Exporter::new("turtle", "Turtle in the words of schema.org").export(turtle::export),
];
