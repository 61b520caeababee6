//! `hallway check`

use crate::cli::screen::{Screen, print_rows};
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::{Format, Outcome, problems, role};
use clap::Args;
use hallway::curated::check;
use hallway::diagnostic::{Diagnostic, Severity};
use hallway::store::{self, Error};
use hallway::vocabulary::Kind;
use std::path::{Path, PathBuf};

/// Notes and corrections with problems: front matter, probable duplicates, corrections that match
/// nothing
#[derive(Args)]
pub struct Check {
    /// Exit code 1 for warnings too, not just for errors
    #[arg(long)]
    strict: bool,
    /// Check the tables of a catalogue instead: the folder with its .tsv files
    #[arg(long, value_name = "DIR")]
    catalog: Option<PathBuf>,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Check {
    /// Shows all there is to mend; exit code 1 for errors, or for anything with `--strict`.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        if let Some(folder) = &self.catalog {
            let tables = store::read_tables(folder)?;
            let files: Vec<(&str, &str)> =
                tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            let checked = counted(files.len(), "table", "tables");
            return self.tell(session, folder, &checked, &check::check(&files));
        }
        let Some((graph, diagnostics)) = session.graph_and_problems()? else {
            return Ok(Outcome::Nothing);
        };
        let checked = counted(graph.of_kind(Kind::Note).count(), "note", "notes");
        self.tell(session, &session.notes, &checked, &diagnostics)
    }

    fn tell(
        &self,
        session: &Session,
        folder: &Path,
        checked: &str,
        diagnostics: &[Diagnostic],
    ) -> Result<Outcome, Error> {
        match self.format {
            Format::Text => Self::show(session, folder, checked, diagnostics).print()?,
            format => print_rows(format, &diagnostics, diagnostics)?,
        }
        let errors = diagnostics.iter().any(|d| d.severity == Severity::Error);
        let bad = errors || self.strict && !diagnostics.is_empty();
        Ok(if bad { Outcome::Nothing } else { Outcome::Done })
    }

    fn show(session: &Session, folder: &Path, checked: &str, diagnostics: &[Diagnostic]) -> Screen {
        let mut screen = Screen::stdout();
        problems::show(&mut screen, folder, diagnostics, usize::MAX);
        let sum = match problems::sum(diagnostics) {
            sum if sum.is_empty() => Text::plain(&format!("{checked} checked, nothing to mend")),
            sum => Text::plain(&format!("{checked} checked, ")).add(role::UNSURE, &sum),
        };
        if !session.quiet {
            screen.line(sum);
        }
        screen
    }
}

fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
