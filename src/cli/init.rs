//! `hallway init`

use crate::cli::Outcome;
use crate::cli::screen;
use clap::Args;
use hallway::curated::overrides::Overrides;
use hallway::store::{self, Error, config};
use std::path::Path;

/// Write a commented hallway.toml and overrides.toml into this folder
///
/// Files that are there already are left as they are.
#[derive(Args)]
pub struct Init {}

impl Init {
    /// Writes what is not there yet.
    pub fn run(&self) -> Result<Outcome, Error> {
        let files = [(config::NAME, config::TEMPLATE), ("overrides.toml", Overrides::template())];
        for (name, text) in files {
            let said = match store::create(Path::new(name), text)? {
                true => format!("{name} written\n"),
                false => format!("{name} is there already and was left as it is\n"),
            };
            screen::print(&said)?;
        }
        Ok(Outcome::Done)
    }
}
