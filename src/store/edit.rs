//! Changing a user's own file: all of it or nothing.

use crate::diagnostic::Diagnostic;
use crate::store::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Gives a file other bytes in one step, if it still has those that were read. Its permissions stay, and
/// a link goes on leading to it. At any moment the file is the old one or the new one, whole.
pub fn change(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Error> {
    let real = path.canonicalize().map_err(Error::disk("open", path))?;
    let now = fs::read(&real).map_err(Error::disk("read", path))?;
    if now != old {
        let message = "this file was changed while hallway was looking at it";
        let told = Diagnostic::error(&path.to_string_lossy(), "changed-file", message);
        return Err(Error::Config(Box::new(
            told.help("It is left as it is. Run the command again."),
        )));
    }
    let folder = real.parent().unwrap_or(Path::new("."));
    let permissions = fs::metadata(&real).map_err(Error::disk("read", path))?.permissions();
    let mut builder = tempfile::Builder::new();
    let mut file = builder
        .prefix(".hallway-")
        .tempfile_in(folder)
        .map_err(Error::disk("write into", folder))?;
    let written = file.write_all(new).and_then(|()| file.as_file().set_permissions(permissions));
    written.and_then(|()| file.as_file().sync_all()).map_err(Error::disk("write", path))?;
    file.persist(&real).map_err(|e| Error::disk("write", path)(e.error))?;
    Ok(())
}
