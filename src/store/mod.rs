//! The only module that accesses the disk: finds the configuration, reads notes and tables, writes the output.
//!
//! *Invariant:* it knows nothing of what the stages decide, and no stage knows the disk.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the disk")]

use crate::diagnostic::Diagnostic;
use std::io;
use std::path::{Path, PathBuf};

pub mod config;
pub mod notes;
pub mod file;
pub mod manifest;
pub mod output;
pub mod journal;
pub mod site;

/// An error that stops a run: from the disk, or from a configuration that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system reported an error.
    #[error("cannot {doing} {}: {}", path.display(), reason(source))]
    Disk {
        /// “read”, “write” and so on.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The error.
        source: io::Error,
    },
    /// `hallway.toml` or the command line asks for something impossible.
    #[error("{}", .0.message)]
    Config(Box<Diagnostic>),
}

impl Error {
    /// For `map_err`: makes an error of what was being done to a path.
    pub fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
        let path = path.to_path_buf();
        move |source| Error::Disk { doing, path, source }
    }

    /// The error as a diagnostic, with what to do.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Error::Config(diagnostic) => (**diagnostic).clone(),
            Error::Disk { doing, path, source } => {
                let message = format!("cannot {doing} this: {}", reason(source));
                Diagnostic::error(&path.to_string_lossy(), "disk", message).help(advice(source))
            }
        }
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_string(),
        io::ErrorKind::PermissionDenied => "permission denied".to_string(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".to_string(),
        io::ErrorKind::NotADirectory => "it is a file, not a folder".to_string(),
        io::ErrorKind::InvalidData => "it is not UTF-8 text".to_string(),
        _ => error.to_string(),
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "Check the path; it is relative to the current folder.",
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => {
            "Choose another path, or move what is there."
        }
        io::ErrorKind::PermissionDenied => "Check its permissions.",
        io::ErrorKind::StorageFull => "Make room on the disk and run the command again.",
        io::ErrorKind::ReadOnlyFilesystem => "Choose another folder with --output.",
        _ => "Nothing else was changed. Run the command again once this is fixed.",
    }
}

/// Reads a text file that may be missing.
pub fn read_optional(path: &Path) -> Result<Option<String>, Error> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::disk("read", path)(e)),
    }
}

/// The tables (`.tsv`) of a folder, by name, with their texts.
pub fn read_tables(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Error::disk("read", folder))? {
        let path = entry.map_err(Error::disk("read", folder))?.path();
        if path.extension().is_some_and(|end| end == "tsv") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            tables
                .push((name, std::fs::read_to_string(&path).map_err(Error::disk("read", &path))?));
        }
    }
    tables.sort();
    Ok(tables)
}

/// Writes a new file; does nothing and gives `false` if the path exists.
pub fn create(path: &Path, text: &str) -> Result<bool, Error> {
    use io::Write;
    match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes()).map_err(Error::disk("write", path))?;
            Ok(true)
        }
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(e) => Err(Error::disk("write", path)(e)),
    }
}
