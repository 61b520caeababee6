//! `hallway man`

use crate::cli::options::Outcome;
use crate::cli::screen;
use clap::{Args, Command};
use hallway::store::Error;
use std::path::Path;

/// Print the manual page of all commands
///
/// To read it: hallway man | man -l -
#[derive(Args)]
pub struct ManCommand {}

impl ManCommand {
    /// Prints the page for a command line.
    pub fn run(&self, mut command: Command) -> Result<Outcome, Error> {
        let mut page = Vec::new();
        command.build();
        let written = clap_mangen::Man::new(command.clone()).render(&mut page).and_then(|()| {
            command
                .get_subcommands()
                .filter(|c| !c.is_hide_set())
                .try_for_each(|sub| clap_mangen::Man::new(sub.clone()).render(&mut page))
        });
        written.map_err(Error::disk("write", Path::new("standard output")))?;
        screen::print(&String::from_utf8_lossy(&page))?;
        Ok(Outcome::Done)
    }
}
