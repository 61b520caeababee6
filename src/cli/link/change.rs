//! Changes to posts: reading, showing, writing and undoing them.

use crate::cli::options::Outcome;
use crate::cli::workspace::Workspace;
use hallway::diagnostic::Diagnostic;
use hallway::store::journal::{self, Step};
use hallway::store::{Error, file};
use similar::TextDiff;
use std::path::{Path, PathBuf};

/// A post before and after.
pub struct PostChange {
    /// Its file.
    pub path: PathBuf,
    /// The text on disk.
    pub old: String,
    /// The text to write.
    pub new: String,
    /// How many links hallway writes into it.
    pub links: usize,
    /// Whether its author links to all notes related to it already.
    pub complete: bool,
}

impl PostChange {
    /// The change as a patch that `git apply` takes.
    pub fn diff(&self) -> String {
        let name = self.path.to_string_lossy().replace('\\', "/");
        let name = name.trim_start_matches("./").trim_start_matches('/');
        // Like git, so that the end of a name with spaces is clear.
        let end = if name.contains(' ') { "\t" } else { "" };
        let diff = TextDiff::from_lines(&self.old, &self.new);
        diff.unified_diff().header(&format!("a/{name}{end}"), &format!("b/{name}{end}")).to_string()
    }
}

/// Reads a post. `None` if it cannot be linked, which is added to the problems.
pub fn read(path: &Path, problems: &mut Vec<Diagnostic>) -> Option<(PathBuf, String)> {
    let name = path.to_string_lossy();
    if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("mdx")) {
        let warning = Diagnostic::warning(&name, "mdx", "MDX does not support HTML comments");
        problems.push(
            warning.help(
                "The file is unchanged: the block of links would be marked with such comments.",
            ),
        );
        return None;
    }
    match std::fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => return Some((path.to_path_buf(), text)),
        Ok(Err(_)) => {
            let error = Diagnostic::error(&name, "encoding", "this file is not UTF-8 text");
            problems.push(error.help("The file is unchanged. Save it as UTF-8 to add links."));
        }
        Err(e) => problems.push(Error::disk("read", path)(e).diagnostic()),
    }
    None
}

/// Writes all changes, after recording them for `--undo`.
pub fn write(workspace: &Workspace, changes: &[PostChange]) -> Result<(), Error> {
    let step = |change: &PostChange| {
        let path = std::path::absolute(&change.path).unwrap_or_else(|_| change.path.clone());
        Step { path, old: change.old.clone(), new: change.new.clone() }
    };
    let steps: Vec<Step> = changes.iter().map(step).collect();
    if steps.is_empty() {
        return Ok(());
    }
    journal::keep(&workspace.project.root, &steps)?;
    let change = |step: &Step| file::change(&step.path, step.old.as_bytes(), step.new.as_bytes());
    steps.iter().try_for_each(change)
}

/// Undoes what the last run wrote. Exit code 1 if there is nothing to undo.
pub fn undo(workspace: &Workspace) -> Result<Outcome, Error> {
    let root = &workspace.project.root;
    let steps = journal::last(root)?;
    if steps.is_empty() {
        workspace.remark("There is nothing to undo.");
        return Ok(Outcome::Nothing);
    }
    let (mut back, mut problems) = (0, Vec::new());
    for step in &steps {
        match file::change(&step.path, step.new.as_bytes(), step.old.as_bytes()) {
            Ok(()) => back += 1,
            // An interrupted run did not get to this file.
            Err(_) if std::fs::read(&step.path).is_ok_and(|now| now == step.old.as_bytes()) => {}
            Err(_) => {
                let message = "this file was changed or moved after links were added";
                let here = std::env::current_dir().unwrap_or_default();
                let path = step.path.strip_prefix(here).unwrap_or(&step.path);
                let warning = Diagnostic::warning(&path.to_string_lossy(), "changed-file", message);
                problems.push(
                    warning
                        .help("The file is unchanged. Use --remove --write to remove the links."),
                );
            }
        }
    }
    workspace.report(&problems);
    if problems.is_empty() {
        journal::forget(root)?;
    }
    workspace.remark(&match back {
        0 => "No file was restored.".to_string(),
        1 => "1 file restored.".to_string(),
        n => format!("{n} files restored."),
    });
    Ok(if back == 0 { Outcome::Nothing } else { Outcome::Done })
}
