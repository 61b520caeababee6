//! The command line: one file a command, and the screen they share.

use crate::cli::session::Session;
use clap::{Args, Parser, Subcommand, ValueEnum};
use hallway::store::Error;
use std::path::PathBuf;

pub mod role;
pub mod text;
pub mod screen;
pub mod problems;
pub mod progress;
pub mod session;
pub mod filter;
pub mod answering;
pub mod build;
pub mod watch;
pub mod serve;
pub mod export;
pub mod extract;
pub mod who;
pub mod about;
pub mod apart;
pub mod list;
pub mod path;
pub mod timeline;
pub mod search;
pub mod map;
pub mod related;
pub mod link;
pub mod explain;
pub mod check;
pub mod show;
pub mod init;
pub mod completions;
pub mod man;
#[cfg(feature = "train")]
pub mod train;

/// Who talked about what, out of your own conference notes.
///
/// hallway reads a folder of Markdown notes, finds people, companies, tools, topics, talks and events
/// with the sentence each stands in, and joins them over all notes. It works offline and changes no
/// note.
#[derive(Parser)]
#[command(name = "hallway", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

const EXAMPLES: &str = "\
Examples:
  hallway build                     read notes/ and write the graph, maps and summaries to output/
  hallway serve                     show the site in a browser; what you write shows at once
  hallway who \"feature flags\"       who talked about it, when and where, with the sentence
  hallway about nestor              all that the notes say of one person
  hallway list topics --sort name   every topic there is
  hallway explain \"Red Hat\"         why it is in the graph
  hallway map kubernetes -o k.svg   what it is connected with, as a picture
  hallway related post.md           earlier notes that a post should link to
  hallway link post.md --write      put links to them into the post
  hallway export --format gexf      the whole graph for Gephi; ten formats
  hallway extract post.md           what one note says, mention by mention
  hallway check --strict            for CI: exit code 1 if anything is to be mended

Without --notes the notes are those that hallway.toml names, else notes/, else the Markdown files
in the current folder. Exit codes: 0 done, 1 nothing found, 2 wrong usage or failure.";

#[derive(Subcommand)]
enum Command {
    Build(build::Build),
    Serve(serve::Serve),
    Watch(watch::Watch),
    Who(who::Who),
    About(about::About),
    List(list::List),
    Path(path::PathBetween),
    Timeline(timeline::Timeline),
    Search(search::Search),
    Map(map::Map),
    Related(related::RelatedTo),
    Link(link::Link),
    Explain(explain::Explain),
    Export(export::Export),
    Extract(extract::Extract),
    Check(check::Check),
    Show(show::Show),
    Init(init::Init),
    Completions(completions::Completions),
    Man(man::Man),
    #[cfg(feature = "train")]
    Train(train::Train),
}

/// What holds for all commands.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Options for all commands")]
pub struct Global {
    /// The notes folder (a single file, or - for standard input, will do)
    #[arg(short, long, global = true, value_name = "DIR")]
    pub notes: Option<PathBuf>,
    /// The file of corrections [default: overrides.toml]
    #[arg(long, global = true, value_name = "FILE")]
    pub overrides: Option<PathBuf>,
    /// Leave out what is less sure than this, 0 to 1 [default: 0.5]
    #[arg(long, global = true, value_name = "N", value_parser = confidence)]
    pub threshold: Option<f32>,
    /// Run as if started in this folder
    #[arg(short = 'C', global = true, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// When to use colours; auto heeds NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,
    /// When to make places links that a terminal opens (OSC 8); auto knows the terminals that do
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub hyperlink: Hyperlink,
    /// Threads to use [default: one a core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Only answers and errors: no account, no warnings
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also what was left out, and warnings where they are usually kept for check
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When to use colours: `auto` is on a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// When to make links: `auto` is on a terminal that is known to show them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Hyperlink {
    #[default]
    Auto,
    Always,
    Never,
}

/// How an answer is given: to be read, or for programs with a schema that is promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A screen to read
    #[default]
    Text,
    /// One JSON value
    Json,
    /// One JSON object an answer, each on a line
    Jsonl,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As asked: exit code 0.
    Done,
    /// Nothing was found, or something is to be mended: exit code 1.
    Nothing,
}

/// Runs the command.
pub fn run(cli: Cli) -> Result<Outcome, Error> {
    let global = cli.global;
    global.prepare()?;
    match cli.command {
        Command::Init(init) => init.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
        #[cfg(feature = "train")]
        Command::Train(train) => train.run(),
        Command::Build(build) => build.run(&global),
        Command::Serve(serve) => serve.run(&global),
        Command::Watch(watch) => watch.run(&global),
        Command::Extract(extract) => extract.run(&global),
        Command::Show(show) => show.run(&global),
        Command::Check(check) => check.run(&Session::open(&global)?),
        Command::Who(who) => who.run(&Session::open(&global)?),
        Command::About(about) => about.run(&Session::open(&global)?),
        Command::List(list) => list.run(&Session::open(&global)?),
        Command::Path(path) => path.run(&Session::open(&global)?),
        Command::Timeline(timeline) => timeline.run(&Session::open(&global)?),
        Command::Search(search) => search.run(&Session::open(&global)?),
        Command::Map(map) => map.run(&Session::open(&global)?),
        Command::Related(related) => related.run(&Session::open(&global)?),
        Command::Link(link) => link.run(&Session::open(&global)?),
        Command::Export(export) => export.run(&Session::open(&global)?),
        Command::Explain(explain) => explain.run(&Session::open(&global)?),
    }
}

impl Global {
    /// Sets what the whole process shares: colours, folder, threads.
    fn prepare(&self) -> Result<(), Error> {
        match self.color {
            Color::Auto => {}
            Color::Always => anstream::ColorChoice::Always.write_global(),
            Color::Never => anstream::ColorChoice::Never.write_global(),
        }
        screen::link_places(self.hyperlink);
        if let Some(folder) = &self.folder {
            std::env::set_current_dir(folder).map_err(Error::disk("open", folder))?;
        }
        if let Some(threads) = self.threads {
            // It can only fail when it is done twice.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
        }
        Ok(())
    }
}

/// How many things at most.
fn count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err("it takes a whole number, from 1 on".to_string()),
    }
}

fn confidence(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("confidence is a number from 0 to 1".to_string()),
    }
}
