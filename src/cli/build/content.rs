//! `hallway build --style`: the summaries as content of the user's own site or vault.

use crate::cli::build::report::{BuildReport, show_example};
use crate::cli::progress::Progress;
use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::workspace::Workspace;
use hallway::diagnostic::Diagnostic;
use hallway::export::{Options, markdown};
use hallway::link::content::{self, ContentTarget};
use hallway::link::style::{LinkWriter, Style};
use hallway::store::site;
use hallway::store::{Error, output};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The folder for the pages if the command names none.
pub fn default_folder(workspace: &Workspace, style: Style) -> PathBuf {
    let base = site::base(&workspace.notes, &site::detect(&workspace.notes), style);
    workspace.content_folder(&base)
}

/// Writes the pages. `None`, and nothing written, if there are no notes.
pub fn build(
    workspace: &Workspace,
    style: Style,
    folder: &Path,
) -> Result<Option<BuildReport>, Error> {
    let started = Instant::now();
    let progress = Progress::start("reading notes", workspace.quiet);
    let found = site::detect(&workspace.notes);
    let base = site::base(&workspace.notes, &found, style);
    let path = path_to(&base, folder, style)?;
    let reading = workspace.read(&workspace.notes, folder)?;
    if reading.sources.is_empty() {
        return Ok(None);
    }
    let terms: Vec<_> = reading.sources.par_iter().map(hallway::words).collect();
    let notes: BTreeSet<String> = reading.sources.iter().map(|s| s.path.clone()).collect();
    let (graph, note_problems) = workspace.join(reading);
    let mut output_problems = Vec::new();
    progress.now("writing pages".to_string());
    let (site, known) = match site::link_writer(&workspace.notes, &found, style, &terms) {
        Some(site) => (site, notes),
        None => (
            LinkWriter { style, ..LinkWriter::default() },
            outside(workspace, style, &mut output_problems),
        ),
    };
    let to_notes = output::way(folder, &workspace.notes);
    let options = Options { notes: to_notes.clone(), ..Options::default() };
    let drafts = markdown::pages(&graph, &options);
    let place = ContentTarget { writer: &site, output: &path, notes: &to_notes, known: &known };
    let files = content::files(&drafts, &place);
    let written = output::write_output(folder, &files)?;
    output_problems.extend(written.diagnostics.iter().cloned());
    let text = format!(
        "{} pages for {} in {}: {} new or changed, {} removed",
        files.len(),
        style.word(),
        folder.to_string_lossy(),
        written.changed,
        written.removed
    );
    let mut summary = Screen::stdout();
    summary.hanging(0, 2, StyledText::plain(&text));
    show_example(&mut summary, &graph, workspace);
    let time = started.elapsed();
    Ok(Some(BuildReport { time, written, note_problems, output_problems, summary }))
}

/// The path from `base`, which links are relative to, to the pages, with a slash at the end.
fn path_to(base: &Path, folder: &Path, style: Style) -> Result<String, Error> {
    match output::way(base, folder).as_str() {
        "." => Ok(String::new()),
        path if !path.starts_with("..") => Ok(format!("{path}/")),
        _ => {
            let message = format!("this folder is outside the one that {} reads", style.word());
            let error = Diagnostic::error(&folder.to_string_lossy(), "style", message);
            let base = base.to_string_lossy();
            let help =
                format!("Choose a folder in {base} with --output, or as “output” in hallway.toml.");
            Err(Error::Config(Box::new(error.help(help))))
        }
    }
}

/// Warns that the notes are outside the site: they have no address there and cannot be linked.
fn outside(
    workspace: &Workspace,
    style: Style,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<String> {
    let message = format!("the notes are outside the folder that {} reads", style.word());
    let warning = Diagnostic::warning(&workspace.notes.to_string_lossy(), "style", message);
    diagnostics.push(warning.help("The pages name the notes but cannot link to them."));
    BTreeSet::new()
}
