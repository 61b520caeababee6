//! `hallway man`

use crate::cli::{Cli, Outcome, screen};
use clap::{Args, CommandFactory};
use hallway::store::Error;
use std::path::Path;

/// Print the manual page, all commands included
///
/// To read it: hallway man | man -l -
#[derive(Args)]
pub struct Man {}

impl Man {
    /// Prints the page.
    pub fn run(&self) -> Result<Outcome, Error> {
        let mut page = Vec::new();
        let mut command = Cli::command();
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
