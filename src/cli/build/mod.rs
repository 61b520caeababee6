//! `hallway build`

use crate::cli::build::report::BuildReport;
use crate::cli::options::{GlobalOptions, Outcome, style};
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::link::style::Style;
use hallway::store::{Error, output};
use std::path::{Path, PathBuf};

mod content;
mod counts;
mod full;
pub mod report;

/// Read all notes; write the graph, maps, summaries and site
///
/// Files in the output folder that hallway did not write are left alone, and so is what you write
/// outside the markers of a summary page.
#[derive(Args)]
pub struct BuildCommand {
    #[command(flatten)]
    folders: FolderOptions,
    /// Write only the summaries, as content of your own site or vault
    ///
    /// They go to the folder hallway/ in its content, unless you name another.
    #[arg(long, value_parser = style(), value_name = "STYLE")]
    style: Option<Style>,
}

/// Where to read and where to write.
#[derive(Args, Clone)]
pub struct FolderOptions {
    /// The notes folder, like --notes
    #[arg(value_name = "NOTES", conflicts_with = "notes")]
    from: Option<PathBuf>,
    /// The folder to write [default: from hallway.toml, else output]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl BuildCommand {
    /// Builds. Exit code 1, and nothing written, if there are no notes.
    pub fn run(&self, global: &GlobalOptions) -> Result<Outcome, Error> {
        let (workspace, output) = self.open(global)?;
        let Some(report) = self.build(&workspace, &output)? else {
            workspace.report_no_notes();
            return Ok(Outcome::Nothing);
        };
        report.print(&workspace)?;
        Ok(Outcome::Done)
    }

    /// A build of the whole output folder.
    pub fn full(folders: FolderOptions) -> BuildCommand {
        BuildCommand { folders, style: None }
    }

    /// Opens the project; also returns the folder to write.
    pub fn open(&self, global: &GlobalOptions) -> Result<(Workspace, PathBuf), Error> {
        let notes = self.folders.from.clone().or(global.notes.clone());
        let workspace = Workspace::open(&GlobalOptions { notes, ..global.clone() })?;
        let output = self.folders.output.clone().unwrap_or_else(|| match self.style() {
            Some(style) => content::default_folder(&workspace, style),
            None => workspace.project.output(),
        });
        Ok((workspace, output))
    }

    /// Reads the notes and writes the output. `None`, and nothing written, if there are no notes.
    pub fn build(
        &self,
        workspace: &Workspace,
        output: &Path,
    ) -> Result<Option<BuildReport>, Error> {
        output::check_apart(&workspace.notes, output)?;
        match self.style() {
            Some(style) => content::build(workspace, style, output),
            None => full::build(workspace, output),
        }
    }

    /// The style of content pages. Plain Markdown means the whole output folder.
    fn style(&self) -> Option<Style> {
        self.style.filter(|style| *style != Style::Markdown)
    }
}
