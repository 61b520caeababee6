//! Which files a build reads, and so which changes call for another.

use crate::cli::Global;
use crate::cli::build::Done;
use crate::cli::problems;
use crate::cli::session::Session;
use hallway::export::site::templates::FOLDER;
use hallway::store;
use hallway::store::config::NAME;
use hallway::store::notes::Choice;
use notify::RecursiveMode;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// As they are on the disk, links followed.
#[derive(Clone, Default)]
pub struct Places {
    /// The notes folder, or the one note.
    pub notes: PathBuf,
    /// Which of its files are notes.
    choice: Choice,
    /// Those that were when this was made.
    read: BTreeSet<PathBuf>,
    /// The user's own templates.
    templates: PathBuf,
    /// `hallway.toml` and the corrections.
    files: Vec<PathBuf>,
    /// The output folder, and what it is called if it is a link.
    output: [PathBuf; 2],
}

impl Places {
    /// Those of a project.
    pub fn of(session: &Session, global: &Global, output: &Path) -> Places {
        let project = &session.project;
        let overrides = global.overrides.clone().unwrap_or_else(|| project.overrides());
        let (notes, choice) = (real(&session.notes), session.choice(output));
        Places {
            read: read(&notes, &choice),
            notes,
            choice,
            templates: real(&project.root.join(FOLDER)),
            files: vec![named(&project.root.join(NAME)), named(&overrides), real(&overrides)],
            output: [real(output), named(output)],
        }
    }

    /// The folders to watch, of those that are there. The folder above one that may come or go is
    /// watched too.
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

    /// Whether a build may read this. What lies in the output folder it writes, and hidden files are no
    /// notes, but for those that say what is left out.
    pub fn concerns(&self, path: &Path) -> bool {
        if self.output.iter().any(|output| path.starts_with(output)) {
            return false;
        }
        if self.is_named(path) {
            return true;
        }
        let Ok(below) = path.strip_prefix(&self.notes) else { return false };
        let folders = if says_what(below) { below.parent().unwrap_or(below) } else { below };
        !folders.components().any(|part| is_hidden(&part))
    }

    /// Whether it is read whatever the notes are: templates, `hallway.toml`, corrections.
    fn is_named(&self, path: &Path) -> bool {
        path.starts_with(&self.templates) || self.files.iter().any(|file| file == path)
    }

    /// Of these what a build reads now, or read before: neither what `.gitignore` and `hallway.toml` leave
    /// out nor files of other kinds.
    pub fn read_anew(&self, mut changed: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let now = read(&self.notes, &self.choice);
        let others = now != self.read;
        let notes = || self.read.iter().chain(&now);
        changed.retain(|path| match path.strip_prefix(&self.notes) {
            Ok(below) if says_what(below) => others,
            Ok(below) if !below.as_os_str().is_empty() && !self.is_named(path) => {
                notes().any(|note| note.starts_with(path))
            }
            _ => true,
        });
        changed
    }

    /// “devops.md and 2 more: 14 files written in 0.12 s; 1 warning, shown above”
    pub fn line(&self, changed: &BTreeSet<PathBuf>, done: &Done) -> String {
        let first = changed.first().map(|path| self.shown(path)).unwrap_or_default();
        let more = match changed.len() {
            0 | 1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let what = match done.written.changed + done.written.removed {
            0 => "nothing new".to_string(),
            1 => "1 file written".to_string(),
            n => format!("{n} files written"),
        };
        let problems = match problems::sum(&done.diagnostics) {
            sum if sum.is_empty() => sum,
            sum => format!("; {sum}, shown above"),
        };
        format!("{first}{more}: {what} in {:.2} s{problems}", done.time.as_secs_f64())
    }

    /// A path as the notes call it; a name of controls must not reach the terminal.
    fn shown(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.notes).ok().filter(|p| !p.as_os_str().is_empty());
        let name = || path.file_name().map_or(path, Path::new);
        let shown = below.unwrap_or_else(name).to_string_lossy().into_owned();
        shown.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
    }
}

/// The notes as they are on the disk now; none if they cannot be listed, of which the build tells.
fn read(notes: &Path, choice: &Choice) -> BTreeSet<PathBuf> {
    let paths = store::notes::paths(notes, choice).unwrap_or_default();
    paths.into_iter().map(|path| notes.join(path)).collect()
}

/// Whether it says what is left out of the notes.
fn says_what(path: &Path) -> bool {
    [".gitignore", ".ignore"].iter().any(|name| path.ends_with(name))
}

fn is_hidden(part: &Component) -> bool {
    part.as_os_str().as_encoded_bytes().starts_with(b".")
}

/// Where a path leads; the end of it need not be there.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| named(path))
}

/// The same, but a link at the end is not followed.
fn named(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or(path.to_path_buf());
    match (whole.parent(), whole.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => whole,
    }
}
