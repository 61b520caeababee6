//! What all commands share: global options, answer formats, and how a command ends.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use hallway::link::style::Style;
use std::path::PathBuf;

/// Options that every command takes.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Options for all commands")]
pub struct GlobalOptions {
    /// The notes folder; a single file, or - for standard input, works too
    #[arg(short, long, global = true, value_name = "DIR")]
    pub notes: Option<PathBuf>,
    /// The file of corrections [default: overrides.toml]
    #[arg(long, global = true, value_name = "FILE")]
    pub overrides: Option<PathBuf>,
    /// Leave out findings below this confidence, 0 to 1 [default: 0.5]
    #[arg(long, global = true, value_name = "N", value_parser = confidence)]
    pub threshold: Option<f32>,
    /// Run as if started in this folder
    #[arg(short = 'C', global = true, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// When to use colours; auto respects NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: ColorWhen,
    /// When to make places clickable (OSC 8); auto: in terminals known to support it
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub hyperlink: HyperlinkWhen,
    /// Number of threads [default: one per core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Print only answers and errors, no reports or warnings
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also print skipped files, and warnings that otherwise only check prints
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When to use colours. `Auto`: on a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    #[default]
    Auto,
    Always,
    Never,
}

/// When to print hyperlinks. `Auto`: on a terminal known to support them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum HyperlinkWhen {
    #[default]
    Auto,
    Always,
    Never,
}

/// How an answer is printed: as text, or for programs, with a documented schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For reading on a terminal
    #[default]
    Text,
    /// One JSON value
    Json,
    /// One JSON object per line
    Jsonl,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Success: exit code 0.
    Done,
    /// Nothing was found, or `check` found problems: exit code 1.
    Nothing,
}

/// Parses a count of at least one.
pub fn count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err("expected a whole number, 1 or more".to_string()),
    }
}

/// Parses a confidence.
pub fn confidence(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("expected a number from 0 to 1".to_string()),
    }
}

/// Parses the name of a link style.
pub fn style() -> impl TypedValueParser<Value = Style> {
    let names = PossibleValuesParser::new(Style::ALL.map(Style::word));
    names.map(|name| Style::named(&name).unwrap_or_default())
}
