//! Views and graphs as files. Returns files, writes nothing.

pub mod map;
pub mod dot;

use crate::graph::Graph;
use std::collections::BTreeSet;

pub mod json;
pub mod markdown;

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
    /// The way from the output folder to the notes folder, with `/`: `../notes`.
    pub notes: String,
    /// The maps that are written, as paths below the output folder: `maps/people/x.svg`. Pages show
    /// only these.
    pub maps: BTreeSet<String>,
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
    Exporter { name: "json", about: "the whole graph with all its evidence", run: json::run },
    Exporter { name: "markdown", about: "a linked page for each thing", run: markdown::run },
];
