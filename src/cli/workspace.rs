//! What a command works on: the project, its notes, the catalogue and the corrections.

use crate::cli::options::GlobalOptions;
use crate::cli::problems;
use crate::cli::progress::Progress;
use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::theme;
use hallway::curated::lexicon::Lexicon;
use hallway::curated::overrides::Overrides;
use hallway::diagnostic::{Diagnostic, Severity};
use hallway::graph::Graph;
use hallway::store::config::Project;
use hallway::store::notes::{self, Choice, Reading};
use hallway::store::{self, Error};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A project, opened for one command.
pub struct Workspace {
    /// `hallway.toml` and its folder.
    pub project: Project,
    /// The notes folder.
    pub notes: PathBuf,
    /// The folder that `-C` named, as given.
    pub folder: Option<PathBuf>,
    /// The user's corrections.
    pub overrides: Overrides,
    /// The catalogue with the user's additions.
    pub lexicon: Lexicon,
    /// Findings below this confidence are left out.
    pub threshold: f32,
    /// Whether to print only answers and errors.
    pub quiet: bool,
    /// Whether to print more.
    pub verbose: bool,
    /// Problems in the corrections.
    diagnostics: Vec<Diagnostic>,
}

impl Workspace {
    /// Finds the project, and reads the corrections.
    pub fn open(global: &GlobalOptions) -> Result<Workspace, Error> {
        let project = Project::find(Path::new("."))?;
        let notes = global.notes.clone().unwrap_or_else(|| project.notes());
        let (overrides, diagnostics) = read_overrides(global, &project)?;
        let threshold = global.threshold.or(project.config.threshold).unwrap_or(hallway::THRESHOLD);
        let lexicon = Lexicon::with(&overrides);
        Ok(Workspace {
            project,
            notes,
            folder: global.folder.clone(),
            overrides,
            lexicon,
            threshold,
            quiet: global.quiet,
            verbose: global.verbose,
            diagnostics,
        })
    }

    /// Which files are notes; those in `output` are not.
    pub fn choice(&self, output: &Path) -> Choice {
        let config = &self.project.config;
        let (include, exclude) = (config.include.clone(), config.exclude.clone());
        Choice { include, exclude, output: output.to_path_buf() }
    }

    /// The path of a note as it is shown: relative to the notes folder if it is in there, else as
    /// given.
    pub fn note_path(&self, path: &Path) -> String {
        let inside = self.notes.canonicalize().ok().zip(path.canonicalize().ok());
        inside
            .filter(|(notes, path)| path.starts_with(notes))
            .and_then(|(notes, path)| notes::relative(&notes, &path))
            .or_else(|| notes::relative(Path::new(""), path))
            .unwrap_or_else(|| path.to_string_lossy().into_owned())
    }

    /// The folder for content pages: the configured output folder, else `hallway` in `base`, the folder
    /// that the site or vault reads.
    pub fn content_folder(&self, base: &Path) -> PathBuf {
        let configured = self.project.config.output.is_some().then(|| self.project.output());
        configured.unwrap_or_else(|| base.join("hallway"))
    }

    /// Reads the notes, except files in `output`. Prints skipped files if verbose.
    pub fn read(&self, notes: &Path, output: &Path) -> Result<Reading, Error> {
        let reading = store::notes::read(notes, &self.choice(output))?;
        if self.verbose {
            let mut screen = Screen::stderr();
            for (path, why) in &reading.skipped {
                screen.line(
                    StyledText::new()
                        .path(theme::NONE, path, None)
                        .add(theme::SOFT, &format!("  {why}")),
                );
            }
            screen.report();
        }
        Ok(reading)
    }

    /// The graph of all notes; `None` if there are no notes, which is reported here. Prints errors in
    /// the corrections, as answers may be wrong without them; with `--verbose` all diagnostics.
    pub fn graph(&self) -> Result<Option<Graph>, Error> {
        let Some((graph, diagnostics)) = self.graph_and_problems()? else { return Ok(None) };
        if self.verbose {
            self.report(&diagnostics);
        } else {
            self.report(&self.broken_corrections());
        }
        Ok(Some(graph))
    }

    /// The graph of all notes, with all diagnostics; `None` if there are no notes, which is reported
    /// here.
    pub fn graph_and_problems(&self) -> Result<Option<(Graph, Vec<Diagnostic>)>, Error> {
        let progress = Progress::start("reading notes", self.quiet);
        let reading = self.read(&self.notes, &self.project.output())?;
        if reading.sources.is_empty() {
            drop(progress);
            self.report_no_notes();
            return Ok(None);
        }
        progress.now(format!("finding names in {} notes", reading.sources.len()));
        Ok(Some(self.join(reading)))
    }

    /// Errors in the corrections.
    pub fn broken_corrections(&self) -> Vec<Diagnostic> {
        let broken = self.diagnostics.iter().filter(|d| d.severity == Severity::Error);
        broken.cloned().collect()
    }

    /// Runs the pipeline on the notes.
    pub fn join(&self, reading: Reading) -> (Graph, Vec<Diagnostic>) {
        let (graph, mut diagnostics) =
            hallway::build(&reading.sources, &self.lexicon, &self.overrides, self.threshold);
        diagnostics.extend(reading.diagnostics);
        diagnostics.extend(self.diagnostics.iter().cloned());
        diagnostics.sort();
        (graph, diagnostics)
    }

    /// Prints diagnostics to standard error.
    pub fn report(&self, diagnostics: &[Diagnostic]) {
        let mut screen = Screen::stderr();
        problems::show(&mut screen, &self.notes, diagnostics, problems::LIMIT);
        screen.report();
    }

    /// Prints a remark to standard error, unless quiet.
    pub fn remark(&self, text: &str) {
        if !self.quiet {
            let mut screen = Screen::stderr();
            screen.hanging(0, 2, StyledText::plain(text));
            screen.report();
        }
    }

    /// Reports that the notes folder has no notes.
    pub fn report_no_notes(&self) {
        let mut screen = Screen::stderr();
        let folder = folder_name(&self.notes);
        screen
            .paragraph(0, StyledText::plain(&format!("There are no Markdown files in {folder}.")));
        let help = "Set the notes folder with --notes, or in hallway.toml (see hallway init).";
        screen.paragraph(0, StyledText::plain(help));
        screen.report();
    }
}

/// A folder's path as it is shown; “this folder” for the current one.
pub fn folder_name(folder: &Path) -> Cow<'_, str> {
    let here = folder.as_os_str().is_empty() || folder == Path::new(".");
    if here { "this folder".into() } else { folder.to_string_lossy() }
}

fn read_overrides(
    global: &GlobalOptions,
    project: &Project,
) -> Result<(Overrides, Vec<Diagnostic>), Error> {
    let asked = global.overrides.as_ref().or(project.config.overrides.as_ref());
    let path = global.overrides.clone().unwrap_or_else(|| project.overrides());
    match store::read_optional(&path)? {
        Some(text) => Ok(Overrides::parse(&path.to_string_lossy(), &text)),
        // A file that was named explicitly must exist.
        None if asked.is_some() => {
            Err(Error::disk("read", &path)(std::io::ErrorKind::NotFound.into()))
        }
        None => Ok((Overrides::default(), Vec::new())),
    }
}
