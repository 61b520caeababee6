//! `hallway export`

use crate::cli::Outcome;
use crate::cli::session::Session;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use hallway::export::formats;
use hallway::export::formats::EXPORTERS;
use hallway::export::{Exporter, Options, Stream};
use hallway::graph::Graph;
use hallway::store::{Error, file};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The whole graph for another program
///
/// Writes every node and every edge with its evidence to standard output, or to a file. With csv,
/// --output may also name a folder, which then holds a table of nodes and one of relationships.
#[derive(Args)]
pub struct Export {
    /// In which form
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: &'static Exporter,
    /// The file to write; - for standard output [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    /// Writes; exit code 1 and nothing written if there are no notes.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        let Some(graph) = session.graph()? else { return Ok(Outcome::Nothing) };
        let options =
            Options::for_export(session.project.config.base_url.as_deref().unwrap_or_default());
        let job = Job { graph: &graph, options: &options };
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

/// What is to be written, wherever it goes.
struct Job<'a> {
    graph: &'a Graph,
    options: &'a Options,
}

impl Job<'_> {
    fn run(&self, stream: Option<Stream>, out: &mut dyn Write) -> io::Result<()> {
        stream.map_or(Ok(()), |stream| stream(self.graph, self.options, out))
    }

    fn print(&self, stream: Option<Stream>) -> Result<(), Error> {
        // Not by way of `screen`: what looks like a colour is part of somebody's name here.
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let done = self.run(stream, &mut out).and_then(|()| out.flush());
        done.map_err(Error::disk("write", Path::new("standard output")))
    }

    fn write(&self, stream: Option<Stream>, path: &Path) -> Result<(), Error> {
        file::stream(path, |out| self.run(stream, out))
    }
}

/// What is not there yet is to be a folder if it has no extension.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || !path.exists() && path.extension().is_none()
}

/// The formats of the whole graph, with their help.
fn formats() -> impl TypedValueParser<Value = &'static Exporter> {
    let whole = EXPORTERS.iter().filter(|e| e.export.is_some());
    let names = whole.map(|e| PossibleValue::new(e.name).help(e.about));
    PossibleValuesParser::new(names)
        .try_map(|name| formats::find(&name).ok_or("there is no such format"))
}
