//! The list of files that hallway wrote to an output folder, by which a later build distinguishes them from the
//! user's.

use crate::store::{Error, file, read_optional};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// The name of the list, in the output folder. It is hidden, so that it is not read as a note.
pub const NAME: &str = ".hallway";

const HEAD: &str = "# What hallway wrote here, with fingerprints; it removes no other file.\n";

/// Path below the output folder → hash of what hallway wrote there.
pub type Manifest = BTreeMap<String, u64>;

/// Reads the list of a folder; empty if there is none. Other lines are ignored, as are paths that lead out of the
/// folder.
pub fn read(dir: &Path) -> Result<Manifest, Error> {
    let text = read_optional(&dir.join(NAME))?.unwrap_or_default();
    Ok(text.lines().filter_map(parse_line).collect())
}

/// Writes the list, unless it is unchanged.
pub fn write(dir: &Path, manifest: &Manifest) -> Result<(), Error> {
    let lines = manifest.iter().map(|(path, print)| format!("{print:016x}  {path}\n"));
    let text: String = std::iter::once(HEAD.to_string()).chain(lines).collect();
    if read_optional(&dir.join(NAME))?.as_deref() == Some(&text) {
        return Ok(());
    }
    file::replace(&dir.join(NAME), text.as_bytes())
}

/// The hash of a text.
pub fn fingerprint(text: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text)
}

fn parse_line(line: &str) -> Option<(String, u64)> {
    let (print, path) = line.split_once("  ")?;
    let print = u64::from_str_radix(print, 16).ok()?;
    is_inside(path).then(|| (path.to_string(), print))
}

/// Whether a relative path stays within the output folder.
pub fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|c| matches!(c, Component::Normal(_)))
}
