//! The graph and its views as files, and the graph as a stream for other programs. Opens no files.

pub mod address;
pub mod parallel;
pub mod dot;
pub mod map;
pub mod json;
pub mod markdown;
pub mod site;
pub mod properties;
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
pub mod formats;

use crate::export::map::TOPIC_MAP;
use crate::export::map::arrange::arrange;
use crate::export::map::layout::{Canvas, MapLayout};
use crate::export::map::years::{YearMap, years};
use crate::export::site::templates;
use crate::graph::Graph;
use crate::query::map::{MapOptions, MapView, map};
use std::collections::BTreeSet;
use std::io;

/// A file of the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the output folder, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// What exporters need besides the graph.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The topic map, the same in all formats.
    pub map: MapView,
    /// The maps of single years.
    pub years: Vec<YearMap>,
    /// The layout of the topic map, shared by all who draw it.
    pub layout: MapLayout,
    /// The relative path from the output folder to the notes folder, with `/`: `../notes`.
    pub notes: String,
    /// The maps that are written, as paths below the output folder: `topic-map.svg`. Pages show only
    /// these.
    pub maps: BTreeSet<String>,
    /// The address at which the site is published, with a slash at the end; empty if not configured.
    pub base_url: String,
    /// The user's own templates and assets for the site, by file name.
    pub templates: templates::Own,
}

impl Options {
    /// The options of a build: with the topic map of the usual size.
    pub fn new(graph: &Graph, notes: &str, base_url: &str) -> Options {
        let map = map(graph, &MapOptions::default());
        let layout = arrange(&map, Canvas::Wide);
        let years = years(graph);
        let of_years = years.iter().map(YearMap::path);
        let maps = of_years.chain([TOPIC_MAP.to_string()]).collect();
        Options {
            map,
            years,
            layout,
            notes: notes.to_string(),
            maps,
            ..Options::for_export(base_url)
        }
    }

    /// The options of an export: without maps.
    pub fn for_export(base_url: &str) -> Options {
        let base_url = match base_url.trim_end_matches('/') {
            "" => String::new(),
            address => format!("{address}/"),
        };
        Options { base_url, ..Options::default() }
    }
}

/// Makes files of the output folder.
pub type MakeFiles = fn(&Graph, &Options) -> Vec<File>;

/// Writes the whole graph to a stream.
///
/// # Errors
///
/// If the stream cannot be written.
pub type Stream = fn(&Graph, &Options, &mut dyn io::Write) -> io::Result<()>;

/// A format that `build` or `export` can write.
pub struct Exporter {
    /// Its name for `--format`.
    pub name: &'static str,
    /// One line of help.
    pub about: &'static str,
    /// What `build` writes; `None` if it writes nothing in this format.
    pub build: Option<MakeFiles>,
    /// What `export` writes; `None` if the format is not for whole graphs.
    pub export: Option<Stream>,
    /// The same as several files, for programs that read tables: their names and contents. Empty for
    /// most formats.
    pub tables: &'static [(&'static str, Stream)],
}

impl Exporter {
    /// An exporter of this name that writes nothing yet.
    pub const fn new(name: &'static str, about: &'static str) -> Exporter {
        Exporter { name, about, build: None, export: None, tables: &[] }
    }

    /// With what `build` writes.
    pub const fn build(self, build: MakeFiles) -> Exporter {
        Exporter { build: Some(build), ..self }
    }

    /// With what `export` writes.
    pub const fn export(self, export: Stream) -> Exporter {
        Exporter { export: Some(export), ..self }
    }

    /// With what `export` writes as several files.
    pub const fn tables(self, tables: &'static [(&'static str, Stream)]) -> Exporter {
        Exporter { tables, ..self }
    }
}
