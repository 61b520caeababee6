//! Writes single files so that at any moment each is the old or the new one, whole: a new file is written beside
//! it and then renamed.

use crate::diagnostic::Diagnostic;
use crate::store::Error;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Replaces a file in one step, or creates it.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    stage(path, |file| file.write_all(bytes))
}

/// Replaces a file in one step, or creates it and its folders, with what `write` writes. A symbolic link stays
/// one; anything that is not a file, such as a pipe, is written to directly.
pub fn stream(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Error> {
    let buffered = |file: &mut std::fs::File| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write(&mut out).and_then(|()| out.flush())
    };
    match std::fs::metadata(path) {
        Ok(meta) if !meta.is_file() => {
            let file = std::fs::OpenOptions::new().write(true).open(path);
            let done = file.and_then(|mut file| buffered(&mut file));
            done.map_err(Error::disk("write", path))
        }
        Ok(_) => stage(&path.canonicalize().map_err(Error::disk("write", path))?, buffered),
        Err(_) => {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(Error::disk("make", folder))?;
            }
            stage(path, buffered)
        }
    }
}

/// Replaces the content of a file of the user's in one step, if it is still the content that was read. The
/// file keeps its permissions, and a symbolic link stays one.
pub fn change(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Error> {
    let real = path.canonicalize().map_err(Error::disk("open", path))?;
    let now = std::fs::read(&real).map_err(Error::disk("read", path))?;
    if now != old {
        let message = "this file was changed while hallway was working on it";
        let error = Diagnostic::error(&path.to_string_lossy(), "changed-file", message);
        let error = error.help("It was left as it is. Run the command again.");
        return Err(Error::Config(Box::new(error)));
    }
    let folder = real.parent().unwrap_or(Path::new("."));
    let permissions = std::fs::metadata(&real).map_err(Error::disk("read", path))?.permissions();
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

/// Writes a temporary file in the same folder, then renames it.
fn stage(
    path: &Path,
    write: impl FnOnce(&mut std::fs::File) -> std::io::Result<()>,
) -> Result<(), Error> {
    // The parent of a bare name is the empty path, which the system does not take for a folder.
    let folder = path.parent().filter(|p| *p != Path::new("")).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hallway-");
    #[cfg(unix)]
    {
        // With the usual permissions; those of a temporary file are for its owner only.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(Error::disk("write into", folder))?;
    write(file.as_file_mut()).map_err(Error::disk("write", path))?;
    file.persist(path).map_err(|e| Error::disk("write", path)(e.error))?;
    Ok(())
}
