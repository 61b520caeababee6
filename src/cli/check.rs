//! `hallway check`

use crate::cli::screen::Screen;
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::{Outcome, problems, role};
use clap::Args;
use hallway::diagnostic::Severity;
use hallway::store::Error;

/// Notes and corrections with problems: front matter, probable duplicates, corrections that match
/// nothing
#[derive(Args)]
pub struct Check {
    /// Exit code 1 for warnings too, not just for errors
    #[arg(long)]
    strict: bool,
}

impl Check {
    /// Shows all there is to mend; exit code 1 for errors, or for anything with `--strict`.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        let Some((graph, diagnostics)) = session.graph()? else { return Ok(Outcome::Nothing) };
        let mut screen = Screen::stdout();
        problems::show(&mut screen, &session.notes, &diagnostics, usize::MAX);
        let notes = graph.of_kind(hallway::vocabulary::Kind::Note).count();
        let notes = format!("{notes} {}", if notes == 1 { "note" } else { "notes" });
        let sum = match problems::sum(&diagnostics) {
            sum if sum.is_empty() => Text::plain(&format!("{notes} checked, nothing to mend")),
            sum => Text::plain(&format!("{notes} checked, ")).add(role::UNSURE, &sum),
        };
        if !session.quiet {
            screen.line(sum);
        }
        screen.print()?;
        let errors = diagnostics.iter().any(|d| d.severity == Severity::Error);
        let bad = errors || self.strict && !diagnostics.is_empty();
        Ok(if bad { Outcome::Nothing } else { Outcome::Done })
    }
}
