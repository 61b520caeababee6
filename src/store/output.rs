//! Writes the output folder, and only what is ours in it.
//!
//! *Invariant:* a reader's files are never changed: what stands outside the markers of a summary
//! stays, a file that hallway did not write is left alone, and nothing is removed that somebody
//! changed. A file is there whole or as it was: each is written beside its place and renamed.

use crate::diagnostic::Diagnostic;
use crate::export::File;
use crate::export::markdown::managed_block;
use crate::store::Error;
use crate::store::file::replace;
use crate::store::manifest::{self, Manifest, fingerprint};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

/// What became of the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many files are new or changed.
    pub changed: usize,
    /// How many stand there as they did before.
    pub unchanged: usize,
    /// How many were removed, since what they told of is gone.
    pub removed: usize,
    /// Files that were left alone, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes an output folder hold these files, and no others that hallway once wrote.
///
/// Cost: each file that is there is read once; only those that differ are written, on all threads.
/// Files are not forced to the disk one by one: a build can always be run again.
pub fn write_output(dir: &Path, files: &[File]) -> Result<Written, Error> {
    std::fs::create_dir_all(dir).map_err(Error::disk("make", dir))?;
    let former = manifest::read(dir)?;
    // By folder, so that no two threads wait for the same one, and the disk finds neighbours.
    let mut files: Vec<&File> = files.iter().collect();
    files.sort_by_key(|file| &file.path);
    let folders = make_folders(dir, &files)?;
    let plan: Vec<Result<Step, Error>> =
        files.par_iter().map(|file| plan(dir, file, &former, &folders)).collect();
    let plan = plan.into_iter().collect::<Result<Vec<Step>, Error>>()?;

    // The list is there before the files, so that a build that is cut short knows them again.
    let now = files.iter().zip(&plan).filter(|(_, step)| !matches!(step, Step::Foreign));
    let now: Manifest =
        now.map(|(f, _)| (f.path.clone(), fingerprint(f.text.as_bytes()))).collect();
    let both: Manifest = former.iter().chain(&now).map(|(p, f)| (p.clone(), *f)).collect();
    manifest::write(dir, &both)?;

    let done: Vec<Result<(), Error>> =
        files.par_iter().zip(&plan).map(|(file, step)| carry_out(dir, file, step)).collect();
    done.into_iter().collect::<Result<(), Error>>()?;
    let mut written = account(dir, &files, &plan);
    let still_ours = remove_gone(dir, &former, &now, &mut written)?;
    manifest::write(dir, &now.into_iter().chain(still_ours).collect())?;
    Ok(written)
}

/// Refuses an output folder that is the notes folder: pages would stand among notes.
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

/// The way from the output folder to the notes folder, with `/`: `../notes`. The folders need not be
/// there yet.
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

/// Whether a path below the output folder stays in it.
pub fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|c| matches!(c, Component::Normal(_)))
}

/// What is to be done with one file.
enum Step {
    /// It stands there already.
    Nothing,
    /// Write the file's own text.
    Fresh,
    /// Write this: ours between the markers, the reader's around them.
    Merged(String),
    /// Something that is not ours stands there.
    Foreign,
}

fn plan(
    dir: &Path,
    file: &File,
    former: &Manifest,
    folders: &BTreeMap<String, bool>,
) -> Result<Step, Error> {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if !is_inside(&file.path) || !folders.get(folder).copied().unwrap_or(false) {
        return Ok(Step::Foreign);
    }
    let path = dir.join(&file.path);
    let meta = match std::fs::symlink_metadata(&path) {
        Ok(meta) => meta,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Step::Fresh),
        Err(e) => return Err(Error::disk("read", &path)(e)),
    };
    if !meta.is_file() {
        return Ok(Step::Foreign);
    }
    let old = std::fs::read(&path).map_err(Error::disk("read", &path))?;
    if old == file.text.as_bytes() {
        return Ok(Step::Nothing);
    }
    Ok(match std::str::from_utf8(&old) {
        Ok(old) if has_marker(old) => match managed_block::merge(Some(old), &file.text) {
            merged if merged == old => Step::Nothing,
            merged => Step::Merged(merged),
        },
        _ if former.contains_key(&file.path) && !has_marker(&file.text) => Step::Fresh,
        _ => Step::Foreign,
    })
}

fn carry_out(dir: &Path, file: &File, step: &Step) -> Result<(), Error> {
    let path = dir.join(&file.path);
    match step {
        Step::Nothing | Step::Foreign => Ok(()),
        Step::Fresh => replace(&path, file.text.as_bytes()),
        Step::Merged(text) => replace(&path, text.as_bytes()),
    }
}

/// Makes the folders of all files. A folder maps to `false` if a link or a file stands in its way.
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

fn account(dir: &Path, files: &[&File], plan: &[Step]) -> Written {
    let mut written = Written::default();
    for (file, step) in files.iter().zip(plan) {
        match step {
            Step::Nothing => written.unchanged += 1,
            Step::Fresh | Step::Merged(_) => written.changed += 1,
            Step::Foreign => written.diagnostics.push(foreign(&dir.join(&file.path))),
        }
    }
    written
}

/// Removes what is in the former list only. Gives the files that stay since somebody changed them.
fn remove_gone(
    dir: &Path,
    former: &Manifest,
    now: &Manifest,
    written: &mut Written,
) -> Result<Manifest, Error> {
    let mut stay = Manifest::new();
    for (path, print) in former.iter().filter(|(path, _)| !now.contains_key(*path)) {
        match gone(dir, path, *print)? {
            Gone::Already => {}
            Gone::Removed => written.removed += 1,
            Gone::Changed => {
                stay.insert(path.clone(), *print);
                written.diagnostics.push(changed(&dir.join(path)));
            }
        }
    }
    Ok(stay)
}

/// What became of a file that is no longer part of the output.
enum Gone {
    Already,
    Removed,
    Changed,
}

fn gone(dir: &Path, path: &str, print: u64) -> Result<Gone, Error> {
    let file = dir.join(path);
    if !leads_through_folders(dir, path) || !file.is_file() {
        return Ok(Gone::Already);
    }
    let bytes = std::fs::read(&file).map_err(Error::disk("read", &file))?;
    if fingerprint(&bytes) != print {
        return Ok(Gone::Changed);
    }
    std::fs::remove_file(&file).map_err(Error::disk("remove", &file))?;
    // Folders that are empty now go too; those that are not stay, which is no error.
    for folder in Path::new(path).ancestors().skip(1).filter(|p| *p != Path::new("")) {
        if std::fs::remove_dir(dir.join(folder)).is_err() {
            break;
        }
    }
    Ok(Gone::Removed)
}

/// Whether no link stands on the way to a file, nor in its place.
fn leads_through_folders(dir: &Path, path: &str) -> bool {
    Path::new(path)
        .ancestors()
        .filter(|p| *p != Path::new(""))
        .all(|part| std::fs::symlink_metadata(dir.join(part)).is_ok_and(|meta| !meta.is_symlink()))
}

fn has_marker(text: &str) -> bool {
    text.lines().any(|line| line.trim().trim_start_matches("- ") == managed_block::BEGIN)
}

fn foreign(path: &Path) -> Diagnostic {
    Diagnostic::warning(
        &path.to_string_lossy(),
        "foreign-file",
        "what stands here is not hallway's",
    )
    .help("It is left as it is. To have hallway's page, move it away and build again.")
}

fn changed(path: &Path) -> Diagnostic {
    let message = "what this page tells of is gone from the notes, but somebody wrote in the page";
    Diagnostic::warning(&path.to_string_lossy(), "changed-page", message)
        .help("It is kept. Take out what you need and delete the file.")
}
