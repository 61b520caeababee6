//! `hallway export`

use crate::cli::options::Outcome;
use crate::cli::workspace::Workspace;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use hallway::export::formats;
use hallway::export::formats::EXPORTERS;
use hallway::export::{Exporter, Options, Stream};
use hallway::graph::Graph;
use hallway::store::{Error, file};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Export the whole graph for other programs
///
/// Writes every node and every edge with its evidence to standard output or to a file. With csv,
/// --output may also be a folder, for one table of nodes and one of relationships.
#[derive(Args)]
pub struct ExportCommand {
    /// Output format
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: &'static Exporter,
    /// The file to write; - for standard output [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl ExportCommand {
    /// Writes the graph. Exit code 1, and nothing written, if there are no notes.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let Some(graph) = workspace.graph()? else { return Ok(Outcome::Nothing) };
        let options =
            Options::for_export(workspace.project.config.base_url.as_deref().unwrap_or_default());
        let job = ExportJob { graph: &graph, options: &options };
        match self.output.as_deref().filter(|path| *path != Path::new("-")) {
            None => job.print(self.format.export)?,
            Some(folder) if !self.format.tables.is_empty() && is_folder(folder) => {
                for (name, table) in self.format.tables {
                    job.write(Some(*table), &folder.join(name))?;
                }
            }
            Some(file) => job.write(self.format.export, file)?,
        }
        Ok(Outcome::Done)
    }
}

/// What to write.
struct ExportJob<'a> {
    graph: &'a Graph,
    options: &'a Options,
}

impl ExportJob<'_> {
    fn run(&self, stream: Option<Stream>, out: &mut dyn Write) -> io::Result<()> {
        stream.map_or(Ok(()), |stream| stream(self.graph, self.options, out))
    }

    fn print(&self, stream: Option<Stream>) -> Result<(), Error> {
        // Not through `screen`, which would strip escape codes from names.
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let done = self.run(stream, &mut out).and_then(|()| out.flush());
        done.map_err(Error::disk("write", Path::new("standard output")))
    }

    fn write(&self, stream: Option<Stream>, path: &Path) -> Result<(), Error> {
        file::stream(path, |out| self.run(stream, out))
    }
}

/// Whether to write a folder: an existing one, or a new path without an extension.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || !path.exists() && path.extension().is_none()
}

/// The formats of the whole graph, with their help.
fn formats() -> impl TypedValueParser<Value = &'static Exporter> {
    let whole = EXPORTERS.iter().filter(|e| e.export.is_some());
    let names = whole.map(|e| PossibleValue::new(e.name).help(e.about));
    PossibleValuesParser::new(names).try_map(|name| formats::find(&name).ok_or("unknown format"))
}
