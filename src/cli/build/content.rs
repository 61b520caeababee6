//! `hallway build --style`: the linked summaries as content of the user's own site or vault.

use crate::cli::build::Done;
use crate::cli::progress::Progress;
use crate::cli::screen::Screen;
use crate::cli::session::Session;
use crate::cli::text::Text;
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

/// The folder of the pages below the one from which links count, if nobody named another.
const FOLDER: &str = "hallway";

/// The folder of the pages if nobody named one with the command.
pub fn folder_of(session: &Session, style: Style) -> PathBuf {
    folder(session, &site::base(&session.notes, &site::detect(&session.notes), style))
}

/// Writes the pages; `None` and nothing written if there are no notes.
pub fn now(session: &Session, style: Style, folder: &Path) -> Result<Option<Done>, Error> {
    let started = Instant::now();
    let progress = Progress::start("reading notes", session.quiet);
    let found = site::detect(&session.notes);
    let base = site::base(&session.notes, &found, style);
    let way = way(&base, folder, style)?;
    let reading = session.read(&session.notes, folder)?;
    if reading.sources.is_empty() {
        return Ok(None);
    }
    let terms: Vec<_> = reading.sources.par_iter().map(hallway::words).collect();
    let notes: BTreeSet<String> = reading.sources.iter().map(|s| s.path.clone()).collect();
    let (graph, mut diagnostics) = session.join(reading);
    progress.now("writing pages".to_string());
    let (site, known) = match site::link_writer(&session.notes, &found, style, &terms) {
        Some(site) => (site, notes),
        None => (
            LinkWriter { style, ..LinkWriter::default() },
            outside(session, style, &mut diagnostics),
        ),
    };
    let to_notes = output::way(folder, &session.notes);
    let options = Options { notes: to_notes.clone(), ..Options::default() };
    let drafts = markdown::drafts(&graph, &options);
    let place = ContentTarget { writer: &site, output: &way, notes: &to_notes, known: &known };
    let files = content::files(&drafts, &place);
    let written = output::write_output(folder, &files)?;
    diagnostics.extend(written.diagnostics.iter().cloned());
    let text = format!(
        "{} pages for {} in {}, {} of them new or changed, {} removed",
        files.len(),
        style.word(),
        folder.to_string_lossy(),
        written.changed,
        written.removed
    );
    let mut account = Screen::stdout();
    account.hanging(0, 2, Text::plain(&text));
    Ok(Some(Done { time: started.elapsed(), written, diagnostics, account }))
}

/// The folder of the pages: the output folder that is configured, else one below where links count.
pub fn folder(session: &Session, base: &Path) -> PathBuf {
    let named = session.project.config.output.is_some().then(|| session.project.output());
    named.unwrap_or_else(|| base.join(FOLDER))
}

/// The way from where links count to the pages, with a slash at the end.
fn way(base: &Path, folder: &Path, style: Style) -> Result<String, Error> {
    match output::way(base, folder).as_str() {
        "." => Ok(String::new()),
        way if !way.starts_with("..") => Ok(format!("{way}/")),
        _ => {
            let message = format!("this folder is not in the one that {} reads", style.word());
            let told = Diagnostic::error(&folder.to_string_lossy(), "style", message);
            let base = base.to_string_lossy();
            let help = format!(
                "Name a folder within {base} with --output, or as “output” in hallway.toml."
            );
            Err(Error::Config(Box::new(told.help(help))))
        }
    }
}

/// Notes that lie elsewhere have no address in the site: they are named and not linked.
fn outside(session: &Session, style: Style, diagnostics: &mut Vec<Diagnostic>) -> BTreeSet<String> {
    let message = format!("the notes are not in the folder that {} reads", style.word());
    let told = Diagnostic::warning(&session.notes.to_string_lossy(), "style", message);
    diagnostics.push(told.help("The pages name them and do not link to them."));
    BTreeSet::new()
}
