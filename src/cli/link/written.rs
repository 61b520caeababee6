//! Writing into notes, and taking it back.

use crate::cli::Outcome;
use crate::cli::link::{Change, note};
use crate::cli::session::Session;
use hallway::diagnostic::Diagnostic;
use hallway::store::journal::{self, Step};
use hallway::store::{Error, file};

/// Writes all changes, which are kept for `--undo` first.
pub fn write(session: &Session, changes: &[Change]) -> Result<(), Error> {
    let step = |change: &Change| {
        let path = std::path::absolute(&change.path).unwrap_or_else(|_| change.path.clone());
        Step { path, old: change.old.clone(), new: change.new.clone() }
    };
    let steps: Vec<Step> = changes.iter().map(step).collect();
    if steps.is_empty() {
        return Ok(());
    }
    journal::keep(&session.project.root, &steps)?;
    let change = |step: &Step| file::change(&step.path, step.old.as_bytes(), step.new.as_bytes());
    steps.iter().try_for_each(change)
}

/// Takes back what the last run wrote; exit code 1 if there is nothing to take back.
pub fn undo(session: &Session) -> Result<Outcome, Error> {
    let root = &session.project.root;
    let steps = journal::last(root)?;
    if steps.is_empty() {
        note(session, "There is nothing to take back.");
        return Ok(Outcome::Nothing);
    }
    let (mut back, mut problems) = (0, Vec::new());
    for step in &steps {
        match file::change(&step.path, step.new.as_bytes(), step.old.as_bytes()) {
            Ok(()) => back += 1,
            // A run that was cut short did not come to this one.
            Err(_) if std::fs::read(&step.path).is_ok_and(|now| now == step.old.as_bytes()) => {}
            Err(_) => {
                let message = "this file was changed or moved since links were written into it";
                let here = std::env::current_dir().unwrap_or_default();
                let path = step.path.strip_prefix(here).unwrap_or(&step.path);
                let told = Diagnostic::warning(&path.to_string_lossy(), "changed-file", message);
                problems.push(told.help("It is left as it is. --remove takes the links out."));
            }
        }
    }
    session.report(&problems);
    if problems.is_empty() {
        journal::forget(root)?;
    }
    let posts = if back == 1 { "post has" } else { "posts have" };
    note(session, &format!("{back} {posts} the former bytes again."));
    Ok(if back == 0 { Outcome::Nothing } else { Outcome::Done })
}
