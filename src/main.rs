//! The `hallway` command.

use clap::Parser;
use cli::options::Outcome;
use hallway::store::Error;
use std::process::ExitCode;

mod cli;

/// Reading notes makes many small allocations: mimalloc takes a tenth off the running time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    #[cfg(feature = "train")]
    replace_layout_model();
    match cli::run(cli::Cli::parse()) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            cli::report_error(&error);
            ExitCode::from(2)
        }
    }
}

/// In cross-validation, a model that has not seen the notes reads their form.
#[cfg(feature = "train")]
fn replace_layout_model() {
    use hallway::layout::weights::LayoutModel;
    let Some(path) = std::env::var_os("HALLWAY_LAYOUT_MODEL") else { return };
    let model = std::fs::read(&path).ok().and_then(|bytes| LayoutModel::read(&bytes));
    LayoutModel::replace(model.unwrap_or_else(|| panic!("{} is no model", path.display())));
}

/// Whether the reader of our output closed the pipe, as `head` does: not an error.
fn is_closed_pipe(error: &Error) -> bool {
    matches!(error, Error::Disk { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
}
