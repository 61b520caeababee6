//! The `hallway` command.

use clap::Parser;
use hallway::store::Error;
use std::path::Path;
use std::process::ExitCode;

mod cli;

/// Reading notes makes many small values that live as long as the note: this allocator takes a tenth
/// of the time off.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::run(cli::Cli::parse()) {
        Ok(cli::Outcome::Done) => ExitCode::SUCCESS,
        Ok(cli::Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let mut screen = cli::screen::Screen::stderr();
            cli::problems::one(&mut screen, Path::new(""), &error.diagnostic());
            screen.report();
            ExitCode::from(2)
        }
    }
}

/// Whoever read our output has seen enough, as `head` does: no error.
fn is_closed_pipe(error: &Error) -> bool {
    matches!(error, Error::Disk { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
}
