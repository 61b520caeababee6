//! `hallway extract PATH…`

use crate::cli::screen::{self, Screen};
use crate::cli::session::Session;
use crate::cli::{Format, Global, Outcome, problems};
use clap::Args;
use hallway::finding::Findings;
use hallway::store::Error;
use hallway::store::notes::{Reading, Source, relative};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

pub mod json;
mod text;

/// What each note says: entities, talks and relations, with place and confidence
///
/// No other note is looked at.
#[derive(Args)]
pub struct Extract {
    /// Notes, or folders of notes; - for standard input [default: the notes folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Also what is less sure than the threshold
    #[arg(long)]
    all: bool,
    /// How to answer, note by note
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Extract {
    /// Answers; exit code 1 if there are no notes.
    pub fn run(&self, global: &Global) -> Result<Outcome, Error> {
        let session = Session::open(global)?;
        let reading = self.read(&session)?;
        if reading.sources.is_empty() {
            session.no_notes();
            return Ok(Outcome::Nothing);
        }
        let threshold = if self.all { 0.0 } else { session.threshold };
        let find =
            |source: &Source| hallway::sure(hallway::read(source, &session.lexicon), threshold);
        let findings: Vec<Findings> = reading.sources.par_iter().map(find).collect();
        match self.format {
            Format::Text => show(&session, &reading.sources, &findings)?,
            Format::Json => screen::print(&json::array(&findings))?,
            Format::Jsonl => screen::print(&json::lines(&findings))?,
        }
        if self.format != Format::Text || session.verbose {
            session.report(&reading.diagnostics);
        }
        Ok(Outcome::Done)
    }

    /// All notes of all paths. A note in the notes folder has its path from there, as everywhere;
    /// others have the path that was asked for.
    fn read(&self, session: &Session) -> Result<Reading, Error> {
        let output = session.project.output();
        if self.paths.is_empty() {
            return session.read(&session.notes, &output);
        }
        let mut all = Reading::default();
        for path in &self.paths {
            let mut reading = session.read(path, &output)?;
            if path.is_file() {
                reading.sources.iter_mut().for_each(|s| s.path = shown(&session.notes, path));
            }
            all.sources.append(&mut reading.sources);
            all.diagnostics.append(&mut reading.diagnostics);
        }
        Ok(all)
    }
}

/// The path of a note as it is shown: from the notes folder if it lies there, else as given.
pub fn shown(notes: &Path, path: &Path) -> String {
    let inside = notes.canonicalize().ok().zip(path.canonicalize().ok());
    inside
        .filter(|(notes, path)| path.starts_with(notes))
        .and_then(|(notes, path)| relative(&notes, &path))
        .or_else(|| relative(Path::new(""), path))
        .unwrap_or_else(|| path.to_string_lossy().into_owned())
}

fn show(session: &Session, sources: &[Source], findings: &[Findings]) -> Result<(), Error> {
    for (i, (source, findings)) in sources.iter().zip(findings).enumerate() {
        let mut screen = Screen::stdout();
        if i > 0 {
            screen.blank();
        }
        text::note(&mut screen, source, findings, sources.len() > 1);
        screen.print()?;
        let mut problems = Screen::stderr();
        problems::show(&mut problems, &session.notes, &findings.diagnostics, problems::LIMIT);
        if !session.quiet {
            problems.report();
        }
    }
    Ok(())
}
