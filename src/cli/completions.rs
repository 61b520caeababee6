//! `hallway completions SHELL`

use crate::cli::{Cli, Outcome, screen};
use clap::{Args, CommandFactory};
use hallway::store::Error;

/// Print a completion script for a shell
///
/// For bash: hallway completions bash > ~/.local/share/bash-completion/completions/hallway
#[derive(Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(&self) -> Result<Outcome, Error> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "hallway", &mut script);
        screen::print(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Done)
    }
}
