//! The list of what hallway wrote into an output folder: by it a later build tells its own files
//! from those of the reader.

use crate::store::{Error, file, output, read_optional};
use std::collections::BTreeMap;
use std::path::Path;

/// The file of the list, in the output folder. Being hidden, it is no note either.
pub const NAME: &str = ".hallway";

const HEAD: &str = "# What hallway wrote here, with fingerprints; it removes no other file.\n";

/// Path below the output folder → fingerprint of what hallway wrote there.
pub type Manifest = BTreeMap<String, u64>;

/// Reads the list of a folder; empty if there is none. Lines that are not ours are passed over, and
/// so are paths that would lead out of the folder.
pub fn read(dir: &Path) -> Result<Manifest, Error> {
    let text = read_optional(&dir.join(NAME))?.unwrap_or_default();
    Ok(text.lines().filter_map(parse_line).collect())
}

/// Writes the list, if it changed.
pub fn write(dir: &Path, manifest: &Manifest) -> Result<(), Error> {
    let lines = manifest.iter().map(|(path, print)| format!("{print:016x}  {path}\n"));
    let text: String = std::iter::once(HEAD.to_string()).chain(lines).collect();
    if read_optional(&dir.join(NAME))?.as_deref() == Some(&text) {
        return Ok(());
    }
    file::replace(&dir.join(NAME), text.as_bytes())
}

/// A fingerprint of a text.
pub fn fingerprint(text: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text)
}

fn parse_line(line: &str) -> Option<(String, u64)> {
    let (print, path) = line.split_once("  ")?;
    let print = u64::from_str_radix(print, 16).ok()?;
    output::is_inside(path).then(|| (path.to_string(), print))
}
