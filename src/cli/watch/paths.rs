//! Which files a build reads, and so which changes trigger another.

use crate::cli::build::report::BuildReport;
use crate::cli::options::GlobalOptions;
use crate::cli::workspace::Workspace;
use hallway::export::site::templates::FOLDER;
use hallway::store;
use hallway::store::config::NAME;
use hallway::store::notes::Choice;
use notify::RecursiveMode;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// The paths that a build reads, with symbolic links resolved.
#[derive(Clone, Default)]
pub struct WatchedPaths {
    /// The notes folder, or the one note.
    pub notes: PathBuf,
    /// Which of its files are notes.
    choice: Choice,
    /// The notes at the time this was made.
    read: BTreeSet<PathBuf>,
    /// The user's own templates.
    templates: PathBuf,
    /// `hallway.toml` and the corrections.
    files: Vec<PathBuf>,
    /// The output folder, with symbolic links resolved and as named.
    output: [PathBuf; 2],
}

impl WatchedPaths {
    /// The paths of a project.
    pub fn of(workspace: &Workspace, global: &GlobalOptions, output: &Path) -> WatchedPaths {
        let project = &workspace.project;
        let overrides = global.overrides.clone().unwrap_or_else(|| project.overrides());
        let (notes, choice) = (real(&workspace.notes), workspace.choice(output));
        WatchedPaths {
            read: read(&notes, &choice),
            notes,
            choice,
            templates: real(&project.root.join(FOLDER)),
            files: vec![named(&project.root.join(NAME)), named(&overrides), real(&overrides)],
            output: [real(output), named(output)],
        }
    }

    /// The existing folders to watch. The parent of a folder that may come or go is watched, too.
    pub fn watched(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let whole = [&self.notes, &self.templates].into_iter().filter(|folder| folder.is_dir());
        let whole: Vec<&PathBuf> = whole.collect();
        let above = [&self.notes, &self.templates].into_iter().chain(&self.files);
        let above = above.filter_map(|path| path.parent());
        let above = above.filter(|f| f.is_dir() && !whole.iter().any(|w| f.starts_with(w)));
        let above: Vec<PathBuf> = above.map(Path::to_path_buf).collect();
        let mut watched: BTreeMap<PathBuf, RecursiveMode> =
            above.into_iter().map(|folder| (folder, RecursiveMode::NonRecursive)).collect();
        watched.extend(whole.into_iter().map(|w| (w.clone(), RecursiveMode::Recursive)));
        watched
    }

    /// Whether a build may read this path: not the output folder, and no hidden files except ignore
    /// files.
    pub fn concerns(&self, path: &Path) -> bool {
        if self.output.iter().any(|output| path.starts_with(output)) {
            return false;
        }
        if self.is_named(path) {
            return true;
        }
        let Ok(below) = path.strip_prefix(&self.notes) else { return false };
        let folders = if is_ignore_file(below) { below.parent().unwrap_or(below) } else { below };
        !folders.components().any(|part| is_hidden(&part))
    }

    /// Whether it is a template, `hallway.toml` or the corrections.
    fn is_named(&self, path: &Path) -> bool {
        path.starts_with(&self.templates) || self.files.iter().any(|file| file == path)
    }

    /// The changes to files that a build reads now or read before, without files that `.gitignore` or
    /// `hallway.toml` exclude and files of other types.
    pub fn relevant(&self, mut changed: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let now = read(&self.notes, &self.choice);
        let others = now != self.read;
        let notes = || self.read.iter().chain(&now);
        changed.retain(|path| match path.strip_prefix(&self.notes) {
            Ok(below) if is_ignore_file(below) => others,
            Ok(below) if !below.as_os_str().is_empty() && !self.is_named(path) => {
                notes().any(|note| note.starts_with(path))
            }
            _ => true,
        });
        changed
    }

    /// “devops.md and 2 more: 14 files written in 0.12 s”
    pub fn summary(&self, changed: &BTreeSet<PathBuf>, report: &BuildReport) -> String {
        let first = changed.first().map(|path| self.shown(path)).unwrap_or_default();
        let more = match changed.len() {
            0 | 1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let what = match report.written.changed + report.written.removed {
            0 => "nothing to write".to_string(),
            1 => "1 file written".to_string(),
            n => format!("{n} files written"),
        };
        format!("{first}{more}: {what} in {:.2} s", report.time.as_secs_f64())
    }

    /// A path relative to the notes, without control characters.
    fn shown(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.notes).ok().filter(|p| !p.as_os_str().is_empty());
        let name = || path.file_name().map_or(path, Path::new);
        let shown = below.unwrap_or_else(name).to_string_lossy().into_owned();
        shown.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
    }
}

/// The notes on disk now; none if they cannot be listed, which the build reports.
fn read(notes: &Path, choice: &Choice) -> BTreeSet<PathBuf> {
    let paths = store::notes::paths(notes, choice).unwrap_or_default();
    paths.into_iter().map(|path| notes.join(path)).collect()
}

/// Whether this is an ignore file.
fn is_ignore_file(path: &Path) -> bool {
    [".gitignore", ".ignore"].iter().any(|name| path.ends_with(name))
}

fn is_hidden(part: &Component) -> bool {
    part.as_os_str().as_encoded_bytes().starts_with(b".")
}

/// The path with symbolic links resolved; the last component need not exist.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| named(path))
}

/// The same, but without resolving the last component.
fn named(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or(path.to_path_buf());
    match (whole.parent(), whole.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => whole,
    }
}
