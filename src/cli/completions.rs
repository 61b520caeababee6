//! `hallway completions SHELL`

use crate::cli::options::Outcome;
use crate::cli::screen;
use clap::{Args, Command};
use hallway::store::Error;

/// Print a completion script for a shell
///
/// For bash: hallway completions bash > ~/.local/share/bash-completion/completions/hallway
#[derive(Args)]
pub struct CompletionsCommand {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

impl CompletionsCommand {
    /// Prints the script for a command line.
    pub fn run(&self, mut command: Command) -> Result<Outcome, Error> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "hallway", &mut script);
        screen::print(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Done)
    }
}
