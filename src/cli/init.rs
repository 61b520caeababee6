//! `hallway init`

use crate::cli::options::Outcome;
use crate::cli::screen;
use clap::Args;
use hallway::curated::overrides::Overrides;
use hallway::store::{self, Error, config};
use std::path::Path;

/// Write a commented hallway.toml and overrides.toml to this folder
///
/// Existing files are left as they are.
#[derive(Args)]
pub struct InitCommand {}

impl InitCommand {
    /// Writes the files that do not exist yet.
    pub fn run(&self) -> Result<Outcome, Error> {
        let files = [(config::NAME, config::TEMPLATE), ("overrides.toml", Overrides::template())];
        for (name, text) in files {
            let message = match store::create(Path::new(name), text)? {
                true => format!("{name} written\n"),
                false => format!("{name} already exists and was left as it is\n"),
            };
            screen::print(&message)?;
        }
        Ok(Outcome::Done)
    }
}
