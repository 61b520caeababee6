//! What all commands that answer a question take: how to answer, and what to leave out.

use crate::cli::Format;
use crate::cli::filter::Filters;
use clap::Args;

/// `--format` and the filters.
#[derive(Args)]
pub struct Answering {
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// What to leave out.
    #[command(flatten)]
    pub filters: Filters,
}
