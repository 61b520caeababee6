//! What a command works on: the project, its notes, and what is known before they are read.

use crate::cli::progress::Progress;
use crate::cli::screen::Screen;
use crate::cli::text::Text;
use crate::cli::{Global, problems, role};
use hallway::curated::lexicon::Lexicon;
use hallway::curated::overrides::Overrides;
use hallway::diagnostic::{Diagnostic, Severity};
use hallway::graph::Graph;
use hallway::query::EntityRef;
use hallway::store::config::Project;
use hallway::store::notes::{Choice, Reading};
use hallway::store::{self, Error};
use std::path::{Path, PathBuf};

/// Opened for one command.
pub struct Session {
    /// `hallway.toml` and its folder.
    pub project: Project,
    /// The notes folder.
    pub notes: PathBuf,
    /// The user's corrections.
    pub overrides: Overrides,
    /// The catalogue with the user's additions.
    pub lexicon: Lexicon,
    /// The confidence under which findings are left out.
    pub threshold: f32,
    /// Whether to say only what was asked for.
    pub quiet: bool,
    /// Whether to say more.
    pub verbose: bool,
    /// What is wrong with the corrections.
    diagnostics: Vec<Diagnostic>,
}

impl Session {
    /// Finds the project, and reads the corrections.
    pub fn open(global: &Global) -> Result<Session, Error> {
        let project = Project::find(Path::new("."))?;
        let notes = global.notes.clone().unwrap_or_else(|| project.notes());
        let (overrides, diagnostics) = read_overrides(global, &project)?;
        let threshold = global.threshold.or(project.config.threshold).unwrap_or(hallway::THRESHOLD);
        let lexicon = Lexicon::with(&overrides);
        let (quiet, verbose) = (global.quiet, global.verbose);
        Ok(Session { project, notes, overrides, lexicon, threshold, quiet, verbose, diagnostics })
    }

    /// Which files are notes, beside those in `output`.
    pub fn choice(&self, output: &Path) -> Choice {
        let config = &self.project.config;
        let (include, exclude) = (config.include.clone(), config.exclude.clone());
        Choice { include, exclude, output: output.to_path_buf() }
    }

    /// Reads the notes; `output` among them is left out.
    pub fn read(&self, notes: &Path, output: &Path) -> Result<Reading, Error> {
        let reading = store::notes::read(notes, &self.choice(output))?;
        if self.verbose {
            let mut screen = Screen::stderr();
            for (path, why) in &reading.skipped {
                screen.line(
                    Text::new().path(role::NONE, path, None).add(role::SOFT, &format!("  {why}")),
                );
            }
            screen.report();
        }
        Ok(reading)
    }

    /// The graph of all notes, to answer from. What is wrong with the corrections is told, as an
    /// answer without them may be wrong; with `--verbose` all that there is to say.
    pub fn graph(&self) -> Result<Option<Graph>, Error> {
        let Some((graph, diagnostics)) = self.graph_and_problems()? else { return Ok(None) };
        if self.verbose {
            self.report(&diagnostics);
        } else {
            self.report(&self.broken_corrections());
        }
        Ok(Some(graph))
    }

    /// The graph of all notes, and all that there is to say about them. Without any note there is
    /// nothing to answer from, which is said here.
    pub fn graph_and_problems(&self) -> Result<Option<(Graph, Vec<Diagnostic>)>, Error> {
        let progress = Progress::start("reading notes", self.quiet);
        let reading = self.read(&self.notes, &self.project.output())?;
        if reading.sources.is_empty() {
            drop(progress);
            self.no_notes();
            return Ok(None);
        }
        progress.now(format!("finding names in {} notes", reading.sources.len()));
        Ok(Some(self.join(reading)))
    }

    /// Corrections that could not be read.
    pub fn broken_corrections(&self) -> Vec<Diagnostic> {
        let broken = self.diagnostics.iter().filter(|d| d.severity == Severity::Error);
        broken.cloned().collect()
    }

    /// Runs the pipeline on what was read.
    pub fn join(&self, reading: Reading) -> (Graph, Vec<Diagnostic>) {
        let (graph, mut diagnostics) =
            hallway::build(&reading.sources, &self.lexicon, &self.overrides, self.threshold);
        diagnostics.extend(reading.diagnostics);
        diagnostics.extend(self.diagnostics.iter().cloned());
        diagnostics.sort();
        (graph, diagnostics)
    }

    /// Shows diagnostics on standard error.
    pub fn report(&self, diagnostics: &[Diagnostic]) {
        let mut screen = Screen::stderr();
        problems::show(&mut screen, &self.notes, diagnostics, problems::LIMIT);
        screen.report();
    }

    /// Says that the notes folder holds no notes.
    pub fn no_notes(&self) {
        let mut screen = Screen::stderr();
        let here = self.notes.as_os_str().is_empty() || self.notes == Path::new(".");
        let folder = if here { "this folder".into() } else { self.notes.to_string_lossy() };
        screen.paragraph(0, Text::plain(&format!("There are no Markdown files in {folder}.")));
        let help = "Name the folder of your notes with --notes, or write it into hallway.toml (hallway init).";
        screen.paragraph(0, Text::plain(help));
        screen.report();
    }
}

fn read_overrides(
    global: &Global,
    project: &Project,
) -> Result<(Overrides, Vec<Diagnostic>), Error> {
    let asked = global.overrides.as_ref().or(project.config.overrides.as_ref());
    let path = global.overrides.clone().unwrap_or_else(|| project.overrides());
    match store::read_optional(&path)? {
        Some(text) => Ok(Overrides::parse(&path.to_string_lossy(), &text)),
        // What was named must be there.
        None if asked.is_some() => {
            Err(Error::disk("read", &path)(std::io::ErrorKind::NotFound.into()))
        }
        None => Ok((Overrides::default(), Vec::new())),
    }
}

/// Offers what may have been meant: `Did you mean Falco (tool)?  hallway who Falco`.
pub fn did_you_mean(screen: &mut Screen, command: &str, things: &[EntityRef]) {
    offer(screen, |name| format!("hallway {command} {name}"), things);
}

/// Offers what may have been meant, each with the command that `command` makes of its name.
pub fn offer(screen: &mut Screen, command: impl Fn(&str) -> String, things: &[EntityRef]) {
    for (i, thing) in things.iter().enumerate() {
        let lead = if i == 0 { "Did you mean " } else { "or " };
        let text = Text::plain(lead)
            .add(role::of(thing.kind), &thing.name)
            .add(role::NONE, &format!(" ({})?  ", thing.kind))
            .add(role::SOFT, &command(&quoted(&thing.name)));
        screen.hanging(0, 2, text);
    }
}

/// A name as one word of a shell.
pub fn quoted(name: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || "-_./+:@".contains(c);
    match name.chars().all(safe) && !name.is_empty() {
        true => name.to_string(),
        false if !name.contains(['"', '$', '`', '\\', '!']) => format!("\"{name}\""),
        false => format!("'{}'", name.replace('\'', "'\\''")),
    }
}
