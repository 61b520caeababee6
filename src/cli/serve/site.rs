//! The site that is served.

use crate::cli::serve::reload::BuildVersion;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

/// The folder that is served, and the number of its last build.
pub struct ServedSite {
    /// `site` in the output folder, which changes if `hallway.toml` comes to name another.
    folder: RwLock<PathBuf>,
    /// Goes up with each build.
    pub version: BuildVersion,
}

impl ServedSite {
    /// The site in an output folder.
    pub fn new(output: &Path) -> ServedSite {
        ServedSite { folder: RwLock::new(output.join("site")), version: BuildVersion::new() }
    }

    /// The folder that is served now.
    pub fn folder(&self) -> PathBuf {
        self.folder.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Serves another build, in an output folder that may be another one.
    pub fn rebuilt(&self, output: &Path) {
        *self.folder.write().unwrap_or_else(PoisonError::into_inner) = output.join("site");
        self.version.next();
    }
}
