//! Views and graphs as files. Returns files, writes nothing.

pub mod address;
pub mod dot;
pub mod map;
pub mod json;
pub mod markdown;
pub mod site;

use crate::graph::Graph;
use crate::query;
use crate::query::map::MapOptions;
use crate::query::map::MapView;
use std::collections::BTreeSet;

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
        let maps = BTreeSet::from([map::TOPIC_MAP.to_string()]);
        let base_url = match base_url.trim_end_matches('/') {
            "" => String::new(),
            address => format!("{address}/"),
        };
        Options { map, plan, notes: notes.to_string(), maps, base_url, ..Options::default() }
    }
}

/// A format that `build` and `export` can write.
pub struct Exporter {
    /// Its name for `--format`.
    pub name: &'static str,
    /// One line of help.
    pub about: &'static str,
    /// Makes the files.
    pub run: fn(&Graph, &Options) -> Vec<File>,
}

/// All exporters.
pub const EXPORTERS: &[Exporter] = &[
    Exporter { name: "dot", about: "the whole graph for Graphviz", run: dot::run },
    Exporter { name: "map", about: "the topic map as SVG and for Graphviz", run: map::run },
    Exporter { name: "json", about: "the whole graph with all its evidence", run: json::run },
    Exporter { name: "markdown", about: "a linked page for each thing", run: markdown::run },
    Exporter { name: "site", about: "static pages that work from disk", run: site::run },
];
