//! Finds and reads the notes.

use crate::diagnostic::Diagnostic;
use crate::markers;
use crate::store::{Error, manifest};
use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The file of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path relative to the notes folder, with `/`.
    pub path: String,
    /// Its bytes, in any encoding.
    pub bytes: Vec<u8>,
}

/// Which files of a notes folder to read.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Patterns as in `.gitignore`, relative to the notes folder; if there are any, only files that match one.
    pub include: Vec<String>,
    /// Patterns of files and folders that are left out.
    pub exclude: Vec<String>,
    /// The output folder, which is not read even if it is among the notes.
    pub output: PathBuf,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The notes, by path.
    pub sources: Vec<Source>,
    /// Files that could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that look like notes and were left out: path and reason.
    pub skipped: Vec<(String, &'static str)>,
}

/// Reads the notes of a folder and all below it, or one file, or standard input for `-`.
///
/// Hidden files, those in `.gitignore` and summaries that hallway wrote are left out; symbolic links are
/// followed. Errors if `root` itself cannot be read.
pub fn read(root: &Path, choice: &Choice) -> Result<Reading, Error> {
    if root == Path::new("-") {
        return read_stdin();
    }
    let meta = std::fs::metadata(root).map_err(Error::disk("read", root))?;
    if meta.is_dir() {
        return read_folder(root, choice);
    }
    let path = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned();
    let bytes = std::fs::read(root).map_err(Error::disk("read", root))?;
    Ok(Reading { sources: vec![Source { path, bytes }], ..Reading::default() })
}

/// The paths of the notes that [`read`] would read, relative to the folder and sorted; a single empty path for a
/// single file. Errors if `root` itself cannot be read.
pub fn paths(root: &Path, choice: &Choice) -> Result<Vec<String>, Error> {
    if !root.is_dir() {
        return Ok(vec![String::new()]);
    }
    let paths = list(root, choice, &mut Reading::default())?;
    Ok(paths.into_iter().map(|(path, _)| path).collect())
}

fn read_stdin() -> Result<Reading, Error> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(Error::disk("read", Path::new("-")))?;
    let path = "stdin.md".to_string();
    Ok(Reading { sources: vec![Source { path, bytes }], ..Reading::default() })
}

fn read_folder(root: &Path, choice: &Choice) -> Result<Reading, Error> {
    let mut reading = Reading::default();
    let paths = list(root, choice, &mut reading)?;
    let read: Vec<std::io::Result<Vec<u8>>> =
        paths.par_iter().map(|(_, file)| std::fs::read(file)).collect();
    for ((path, _), bytes) in paths.into_iter().zip(read) {
        match bytes {
            Ok(bytes) if markers::is_page(&bytes) => {
                reading.skipped.push((path, "a summary that hallway wrote"));
            }
            Ok(bytes) if !is_text(&bytes) => reading.diagnostics.push(not_text(&path)),
            Ok(bytes) => reading.sources.push(Source { path, bytes }),
            Err(e) => reading.diagnostics.push(unreadable(&path, &e.to_string())),
        }
    }
    Ok(reading)
}

/// Whether a file is text: at most two of a hundred bytes at its start are control characters, or it begins with
/// the byte order mark of UTF-16.
fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(8192)];
    let marked = start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]);
    let control = |b: &&u8| b.is_ascii_control() && !b"\t\n\r\x0c\x1b".contains(b);
    marked || start.iter().filter(control).count() * 50 <= start.len().max(200)
}

fn not_text(path: &str) -> Diagnostic {
    Diagnostic::warning(path, "unreadable", "this file is not text")
        .help("It was skipped. If it is UTF-16, save it as UTF-8.")
}

/// The relative and absolute paths of all notes, sorted.
fn list(
    root: &Path,
    choice: &Choice,
    reading: &mut Reading,
) -> Result<Vec<(String, PathBuf)>, Error> {
    let include = globs(root, &choice.include, "")?;
    let mut paths = Vec::new();
    for entry in walk(root, choice)? {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let path = failed_path(root, &e);
                reading.diagnostics.push(unreadable(&path, &reason(&e)));
                continue;
            }
        };
        if entry.file_type().is_none_or(|t| t.is_dir()) || !is_markdown(entry.path()) {
            continue;
        }
        match relative(root, entry.path()) {
            None => reading.diagnostics.push(bad_name(root, entry.path())),
            Some(path)
                if include.num_whitelists() > 0
                    && !include.matched(entry.path(), false).is_whitelist() =>
            {
                reading.skipped.push((path, "not included"));
            }
            Some(path) => paths.push((path, entry.into_path())),
        }
    }
    paths.sort();
    Ok(paths)
}

fn walk(root: &Path, choice: &Choice) -> Result<ignore::Walk, Error> {
    let output = within(root, &choice.output);
    let start = root.to_path_buf();
    let wanted = move |entry: &DirEntry| {
        let is_dir = entry.file_type().is_some_and(|t| t.is_dir());
        let here = entry.path().strip_prefix(&start).unwrap_or(entry.path());
        let is_output =
            || Some(here) == output.as_deref() || entry.path().join(manifest::NAME).is_file();
        !(is_dir && entry.depth() > 0 && is_output())
    };
    // What git ignores on this machine only must not change the result.
    Ok(WalkBuilder::new(root)
        .follow_links(true)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .overrides(globs(root, &choice.exclude, "!")?)
        .filter_entry(wanted)
        .build())
}

fn globs(root: &Path, globs: &[String], sign: &str) -> Result<Override, Error> {
    let mut builder = OverrideBuilder::new(root);
    for glob in globs {
        builder.add(&format!("{sign}{glob}")).map_err(|e| bad_glob(glob, &e))?;
    }
    builder.build().map_err(|e| bad_glob(&globs.join(", "), &e))
}

fn bad_glob(glob: &str, error: &ignore::Error) -> Error {
    let message = format!("“{glob}” is not a pattern: {error}");
    let help = "include and exclude take patterns as in .gitignore: “drafts/”, “*.draft.md”.";
    Error::Config(Box::new(Diagnostic::error("hallway.toml", "configuration", message).help(help)))
}

/// The path of a folder relative to another that it is in.
fn within(root: &Path, folder: &Path) -> Option<PathBuf> {
    let (root, folder) = (root.canonicalize().ok()?, folder.canonicalize().ok()?);
    folder.strip_prefix(root).ok().map(Path::to_path_buf)
}

/// Whether the extension is that of a Markdown file.
pub fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    ["md", "markdown", "mdx"].iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// The path from a folder to a file below it, with `/`; `None` if it is not UTF-8.
pub fn relative(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts = below.components().filter(|c| *c != Component::CurDir);
    let parts: Option<Vec<&str>> = parts.map(|c| c.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn bad_name(root: &Path, path: &Path) -> Diagnostic {
    let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    Diagnostic::warning(&shown, "file-name", "the name of this file is not UTF-8")
        .help("The note was skipped. Rename the file to have it read.")
}

fn unreadable(path: &str, why: &str) -> Diagnostic {
    Diagnostic::warning(path, "unreadable", format!("cannot be read: {why}"))
        .help("It was skipped; all other notes were read.")
}

fn failed_path(root: &Path, error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { path, .. } => shown(root, path),
        ignore::Error::Loop { child, .. } => shown(root, child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            failed_path(root, err)
        }
        _ => root.to_string_lossy().into_owned(),
    }
}

fn shown(root: &Path, path: &Path) -> String {
    relative(root, path).unwrap_or_else(|| path.to_string_lossy().into_owned())
}

fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => reason(err),
        ignore::Error::Loop { .. } => "it leads back to a folder above it".to_string(),
        ignore::Error::Io(e) => e.to_string(),
        other => other.to_string(),
    }
}
