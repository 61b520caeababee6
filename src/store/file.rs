//! One file, there whole or as it was: each is written beside its place and renamed.

use crate::store::Error;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Replaces a file in one step, or makes it.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    stage(path, |file| file.write_all(bytes))
}

/// Replaces a file in one step, or makes it and its folders, by what is written to it bit by bit. A link
/// stays a link; what is no file, as a pipe is none, is written to where it stands.
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

/// Writes a file beside its place, then moves it there.
fn stage(
    path: &Path,
    write: impl FnOnce(&mut std::fs::File) -> std::io::Result<()>,
) -> Result<(), Error> {
    // The parent of a bare name is a path of no parts, which is no folder to the system.
    let folder = path.parent().filter(|p| *p != Path::new("")).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hallway-");
    #[cfg(unix)]
    {
        // As any program makes files; a temporary file would be its owner's alone.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(Error::disk("write into", folder))?;
    write(file.as_file_mut()).map_err(Error::disk("write", path))?;
    file.persist(path).map_err(|e| Error::disk("write", path)(e.error))?;
    Ok(())
}
