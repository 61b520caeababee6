//! The journal of the last run that wrote to notes, with which it can be undone: `.hallway/undo.json` in the
//! project.

use crate::store::{Error, file};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The file, by its absolute path.
    pub path: PathBuf,
    /// Its text before.
    pub old: String,
    /// Its text afterwards.
    pub new: String,
}

const FOLDER: &str = ".hallway";
const FILE: &str = "undo.json";

/// Records what is about to be written; to be called before the first file is. An earlier run can no longer be
/// undone then.
pub fn keep(root: &Path, steps: &[Step]) -> Result<(), Error> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(Error::disk("make", &folder))?;
    // The folder does not belong in the user's repository.
    file::replace(&folder.join(".gitignore"), b"*\n")?;
    let path = folder.join(FILE);
    let text = serde_json::to_vec(steps)
        .map_err(|e| Error::disk("write", &path)(io::Error::other(e.to_string())))?;
    file::replace(&path, &text)?;
    // It must be on disk before the first note changes.
    fs::File::open(&path).and_then(|file| file.sync_all()).map_err(Error::disk("write", &path))
}

/// What the last run wrote; empty if there was none, or it was undone.
pub fn last(root: &Path) -> Result<Vec<Step>, Error> {
    let path = root.join(FOLDER).join(FILE);
    match fs::read(&path) {
        Ok(text) => serde_json::from_slice(&text)
            .map_err(|e| Error::disk("understand", &path)(io::Error::other(e.to_string()))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) => Err(Error::disk("read", &path)(e)),
    }
}

/// Deletes the journal, and its folder if nothing else is in it.
pub fn forget(root: &Path) -> Result<(), Error> {
    let folder = root.join(FOLDER);
    let path = folder.join(FILE);
    fs::remove_file(&path).map_err(Error::disk("remove", &path))?;
    let others = fs::read_dir(&folder).map_err(Error::disk("read", &folder))?;
    if others.flatten().all(|entry| entry.file_name() == ".gitignore") {
        // It does no harm if it stays.
        let _ = fs::remove_dir_all(&folder);
    }
    Ok(())
}
