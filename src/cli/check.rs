//! `hallway check`

use crate::cli::options::{AnswerFormat, Outcome};
use crate::cli::problems;
use crate::cli::screen::{Screen, print_rows};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::curated::check;
use hallway::diagnostic::{Diagnostic, Severity};
use hallway::store::{self, Error};
use hallway::vocabulary::Kind;
use std::path::{Path, PathBuf};

/// Report problems in notes and corrections
///
/// For example broken front matter, probable duplicates, or corrections that match nothing.
#[derive(Args)]
pub struct CheckCommand {
    /// Exit with code 1 for warnings too, not only for errors
    #[arg(long)]
    strict: bool,
    /// Check the .tsv tables of the catalogue in DIR instead
    #[arg(long, value_name = "DIR")]
    catalog: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: AnswerFormat,
}

impl CheckCommand {
    /// Prints all problems. Exit code 1 for errors, or for any problem with `--strict`.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        if let Some(folder) = &self.catalog {
            let tables = store::read_tables(folder)?;
            let files: Vec<(&str, &str)> =
                tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            let checked = counted(files.len(), "table", "tables");
            return self.report(workspace, folder, &checked, &check::check(&files));
        }
        let Some((graph, diagnostics)) = workspace.graph_and_problems()? else {
            return Ok(Outcome::Nothing);
        };
        let checked = counted(graph.of_kind(Kind::Note).count(), "note", "notes");
        self.report(workspace, &workspace.notes, &checked, &diagnostics)
    }

    fn report(
        &self,
        workspace: &Workspace,
        folder: &Path,
        checked: &str,
        diagnostics: &[Diagnostic],
    ) -> Result<Outcome, Error> {
        match self.format {
            AnswerFormat::Text => Self::show(workspace, folder, checked, diagnostics).print()?,
            format => print_rows(format, &diagnostics, diagnostics)?,
        }
        let errors = diagnostics.iter().any(|d| d.severity == Severity::Error);
        let bad = errors || self.strict && !diagnostics.is_empty();
        Ok(if bad { Outcome::Nothing } else { Outcome::Done })
    }

    fn show(
        workspace: &Workspace,
        folder: &Path,
        checked: &str,
        diagnostics: &[Diagnostic],
    ) -> Screen {
        let mut screen = Screen::stdout();
        problems::show(&mut screen, folder, diagnostics, usize::MAX);
        let sum = match problems::summary(diagnostics) {
            sum if sum.is_empty() => StyledText::plain(&format!("{checked} checked, no problems")),
            sum => StyledText::plain(&format!("{checked} checked, ")).add(theme::UNSURE, &sum),
        };
        if !workspace.quiet {
            screen.line(sum);
        }
        screen
    }
}

fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
