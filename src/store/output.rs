//! Writes the output folder.
//!
//! *Invariant:* the user's files are never changed. Text outside the markers of a page stays, a file that
//! hallway did not write is left alone, and no file is removed that somebody changed.

use crate::diagnostic::Diagnostic;
use crate::export::File;
use crate::markers;
use crate::store::Error;
use crate::store::file::replace;
use crate::store::manifest::{self, Manifest, fingerprint, is_inside};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What changed in the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputChanges {
    /// The number of new and changed files.
    pub changed: usize,
    /// The number of unchanged files.
    pub unchanged: usize,
    /// The number of removed files.
    pub removed: usize,
    /// Files that were left alone, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes these files to an output folder, and removes all others that hallway once wrote. Errors: of the disk.
///
/// Cost: each existing file is read once; only those that differ are written, on all threads. Files are not
/// synced to disk, since a build can always be run again.
pub fn write_output(dir: &Path, files: &[File]) -> Result<OutputChanges, Error> {
    std::fs::create_dir_all(dir).map_err(Error::disk("make", dir))?;
    let former = manifest::read(dir)?;
    // By folder, so that threads do not wait for each other, and neighbours are written together.
    let mut files: Vec<&File> = files.iter().collect();
    files.sort_by_key(|file| &file.path);
    let folders = make_folders(dir, &files)?;
    let plan: Vec<Result<FileAction, Error>> =
        files.par_iter().map(|file| plan(dir, file, &former, &folders)).collect();
    let plan = plan.into_iter().collect::<Result<Vec<FileAction>, Error>>()?;

    // The list is written before the files, so that they are known after a build that was interrupted.
    let now = files.iter().zip(&plan).filter(|(_, step)| !matches!(step, FileAction::Foreign));
    let now: Manifest =
        now.map(|(f, _)| (f.path.clone(), fingerprint(f.text.as_bytes()))).collect();
    let both: Manifest = former.iter().chain(&now).map(|(p, f)| (p.clone(), *f)).collect();
    manifest::write(dir, &both)?;

    let done: Vec<Result<(), Error>> =
        files.par_iter().zip(&plan).map(|(file, step)| carry_out(dir, file, step)).collect();
    done.into_iter().collect::<Result<(), Error>>()?;
    let mut written = account(dir, &files, &plan);
    let still_there = remove_gone(dir, &former, &now, &mut written)?;
    manifest::write(dir, &now.into_iter().chain(still_there).collect())?;
    Ok(written)
}

/// An error if the output folder is the notes folder: pages would be mixed with notes.
pub fn check_apart(notes: &Path, output: &Path) -> Result<(), Error> {
    let (Ok(inner), Ok(outer)) = (notes.canonicalize(), output.canonicalize()) else {
        return Ok(());
    };
    if inner != outer {
        return Ok(());
    }
    let path = output.to_string_lossy();
    let message = "the output folder is the notes folder";
    let help = "Choose a folder of its own with --output, or as “output” in hallway.toml.";
    Err(Error::Config(Box::new(Diagnostic::error(&path, "configuration", message).help(help))))
}

/// The relative path from the output folder to the notes folder, with `/`: `../notes`. The folders need not
/// exist.
pub fn way(output: &Path, notes: &Path) -> String {
    let absolute = |path: &Path| {
        path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or(path.to_path_buf())
    };
    let (from, to) = (absolute(output), absolute(notes));
    let to = if to.is_file() { to.parent().map_or(to.clone(), Path::to_path_buf) } else { to };
    let common = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(common).map(|_| "..".to_string());
    let down = to.components().skip(common).map(|c| c.as_os_str().to_string_lossy().into_owned());
    let way: Vec<String> = up.chain(down).collect();
    if way.is_empty() { ".".to_string() } else { way.join("/") }
}

/// What to do with one file.
enum FileAction {
    /// It is unchanged.
    Nothing,
    /// Write it.
    Write,
    /// Write this: its block between the markers of the existing page.
    Merged(String),
    /// There is something that hallway did not write.
    Foreign,
}

fn plan(
    dir: &Path,
    file: &File,
    former: &Manifest,
    folders: &BTreeMap<String, bool>,
) -> Result<FileAction, Error> {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if !is_inside(&file.path) || !folders.get(folder).copied().unwrap_or(false) {
        return Ok(FileAction::Foreign);
    }
    let path = dir.join(&file.path);
    let meta = match std::fs::symlink_metadata(&path) {
        Ok(meta) => meta,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(FileAction::Write),
        Err(e) => return Err(Error::disk("read", &path)(e)),
    };
    if !meta.is_file() {
        return Ok(FileAction::Foreign);
    }
    let old = std::fs::read(&path).map_err(Error::disk("read", &path))?;
    if old == file.text.as_bytes() {
        return Ok(FileAction::Nothing);
    }
    Ok(match std::str::from_utf8(&old) {
        Ok(old) if markers::has_page_block(old) => {
            match markers::replace_page_block(Some(old), &file.text) {
                merged if merged == old => FileAction::Nothing,
                merged => FileAction::Merged(merged),
            }
        }
        _ if former.contains_key(&file.path) && !markers::has_page_block(&file.text) => {
            FileAction::Write
        }
        _ => FileAction::Foreign,
    })
}

fn carry_out(dir: &Path, file: &File, step: &FileAction) -> Result<(), Error> {
    let path = dir.join(&file.path);
    match step {
        FileAction::Nothing | FileAction::Foreign => Ok(()),
        FileAction::Write => replace(&path, file.text.as_bytes()),
        FileAction::Merged(text) => replace(&path, text.as_bytes()),
    }
}

/// Creates the folders of all files. A folder maps to `false` if there is a link or a file instead.
fn make_folders(dir: &Path, files: &[&File]) -> Result<BTreeMap<String, bool>, Error> {
    let mut all = BTreeSet::from([""]);
    for file in files.iter().filter(|f| is_inside(&f.path)) {
        all.extend(file.path.match_indices('/').map(|(at, _)| &file.path[..at]));
    }
    // Sorted, a folder comes after the one it is in.
    let mut made = BTreeMap::new();
    for folder in all {
        let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        let reachable = folder.is_empty() || made.get(parent).copied().unwrap_or(false);
        made.insert(folder.to_string(), reachable && make_folder(&dir.join(folder), folder)?);
    }
    Ok(made)
}

fn make_folder(path: &Path, folder: &str) -> Result<bool, Error> {
    if folder.is_empty() {
        return Ok(true);
    }
    match std::fs::symlink_metadata(path) {
        Ok(meta) => Ok(meta.is_dir()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            std::fs::create_dir(path).map_err(Error::disk("make", path))?;
            Ok(true)
        }
        Err(e) => Err(Error::disk("read", path)(e)),
    }
}

fn account(dir: &Path, files: &[&File], plan: &[FileAction]) -> OutputChanges {
    let mut written = OutputChanges::default();
    for (file, step) in files.iter().zip(plan) {
        match step {
            FileAction::Nothing => written.unchanged += 1,
            FileAction::Write | FileAction::Merged(_) => written.changed += 1,
            FileAction::Foreign => written.diagnostics.push(foreign(&dir.join(&file.path))),
        }
    }
    written
}

/// Removes the files that are in the former list only. Gives those that stay because somebody changed them.
fn remove_gone(
    dir: &Path,
    former: &Manifest,
    now: &Manifest,
    written: &mut OutputChanges,
) -> Result<Manifest, Error> {
    let mut stay = Manifest::new();
    for (path, print) in former.iter().filter(|(path, _)| !now.contains_key(*path)) {
        match gone(dir, path, *print)? {
            Removal::Already => {}
            Removal::Removed => written.removed += 1,
            Removal::Changed => {
                stay.insert(path.clone(), *print);
                written.diagnostics.push(changed(&dir.join(path)));
            }
        }
    }
    Ok(stay)
}

/// What happened to a file that is no longer part of the output.
enum Removal {
    Already,
    Removed,
    Changed,
}

fn gone(dir: &Path, path: &str, print: u64) -> Result<Removal, Error> {
    let file = dir.join(path);
    if !leads_through_folders(dir, path) || !file.is_file() {
        return Ok(Removal::Already);
    }
    let bytes = std::fs::read(&file).map_err(Error::disk("read", &file))?;
    if fingerprint(&bytes) != print {
        return Ok(Removal::Changed);
    }
    std::fs::remove_file(&file).map_err(Error::disk("remove", &file))?;
    // Folders that are empty now are removed too.
    for folder in Path::new(path).ancestors().skip(1).filter(|p| *p != Path::new("")) {
        if std::fs::remove_dir(dir.join(folder)).is_err() {
            break;
        }
    }
    Ok(Removal::Removed)
}

/// Whether neither a file nor any folder above it is a symbolic link.
fn leads_through_folders(dir: &Path, path: &str) -> bool {
    Path::new(path)
        .ancestors()
        .filter(|p| *p != Path::new(""))
        .all(|part| std::fs::symlink_metadata(dir.join(part)).is_ok_and(|meta| !meta.is_symlink()))
}

fn foreign(path: &Path) -> Diagnostic {
    Diagnostic::warning(&path.to_string_lossy(), "foreign-file", "hallway did not write this file")
        .help("It was left as it is. Move it away and build again to get the page.")
}

fn changed(path: &Path) -> Diagnostic {
    let message = "the entity of this page is gone from the notes, but somebody changed the page";
    Diagnostic::warning(&path.to_string_lossy(), "changed-page", message)
        .help("It was kept. Save what you need and delete the file.")
}
