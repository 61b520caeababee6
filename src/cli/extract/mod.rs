//! `hallway extract PATH…`

use crate::cli::options::{AnswerFormat, GlobalOptions, Outcome};
use crate::cli::problems;
use crate::cli::screen;
use crate::cli::screen::Screen;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::finding::Findings;
use hallway::store::Error;
use hallway::store::notes::{Reading, Source};
use rayon::prelude::*;
use std::path::PathBuf;

pub mod json;
mod text;

/// What a single note says: entities and relations
///
/// Each finding has its place and confidence. Notes are read one by one, without regard to the others.
#[derive(Args)]
pub struct ExtractCommand {
    /// Notes, or folders of notes; - for standard input [default: the notes folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Include findings below the threshold
    #[arg(long)]
    all: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: AnswerFormat,
}

impl ExtractCommand {
    /// Prints what the notes say. Exit code 1 if there are no notes.
    pub fn run(&self, global: &GlobalOptions) -> Result<Outcome, Error> {
        let workspace = Workspace::open(global)?;
        let reading = self.read(&workspace)?;
        if reading.sources.is_empty() {
            workspace.report_no_notes();
            return Ok(Outcome::Nothing);
        }
        let threshold = if self.all { 0.0 } else { workspace.threshold };
        let lexicon = &workspace.lexicon;
        let forms = hallway::survey(&reading.sources, lexicon);
        let find =
            |source: &Source| hallway::sure(hallway::read(source, lexicon, &forms), threshold);
        let findings: Vec<Findings> = reading.sources.par_iter().map(find).collect();
        match self.format {
            AnswerFormat::Text => show(&workspace, &reading.sources, &findings)?,
            AnswerFormat::Json => screen::print(&json::array(&findings))?,
            AnswerFormat::Jsonl => screen::print(&json::lines(&findings))?,
        }
        if self.format != AnswerFormat::Text || workspace.verbose {
            workspace.report(&reading.diagnostics);
        }
        Ok(Outcome::Done)
    }

    /// All notes of all paths. Paths of notes in the notes folder are relative to it; others are as
    /// given.
    fn read(&self, workspace: &Workspace) -> Result<Reading, Error> {
        let output = workspace.project.output();
        if self.paths.is_empty() {
            return workspace.read(&workspace.notes, &output);
        }
        let mut all = Reading::default();
        for path in &self.paths {
            let mut reading = workspace.read(path, &output)?;
            if path.is_file() {
                reading.sources.iter_mut().for_each(|s| s.path = workspace.note_path(path));
            }
            all.sources.append(&mut reading.sources);
            all.diagnostics.append(&mut reading.diagnostics);
        }
        Ok(all)
    }
}

fn show(workspace: &Workspace, sources: &[Source], findings: &[Findings]) -> Result<(), Error> {
    for (i, (source, findings)) in sources.iter().zip(findings).enumerate() {
        let mut screen = Screen::stdout();
        if i > 0 {
            screen.blank();
        }
        text::note(&mut screen, source, findings, sources.len() > 1);
        screen.print()?;
        let mut problems = Screen::stderr();
        problems::show(&mut problems, &workspace.notes, &findings.diagnostics, problems::LIMIT);
        if !workspace.quiet {
            problems.report();
        }
    }
    Ok(())
}
