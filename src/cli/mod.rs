//! The command line: one file per command, and what the commands share.

use crate::cli::options::{GlobalOptions, Outcome};
use crate::cli::screen::Screen;
use crate::cli::workspace::Workspace;
use clap::{CommandFactory, Parser, Subcommand};
use hallway::store::Error;
use std::path::Path;

mod theme;
mod text;
pub mod options;
mod screen;
mod problems;
mod progress;
mod workspace;
mod hints;
mod filter;
mod names;
mod quote;
mod build;
mod watch;
mod serve;
mod export;
mod extract;
mod who;
mod about;
mod list;
mod path;
mod timeline;
mod search;
mod map;
mod related;
mod link;
mod explain;
mod check;
mod show;
mod init;
mod completions;
mod man;
#[cfg(feature = "train")]
mod train;
#[cfg(feature = "train")]
mod train_layout;

/// Who talked about what, from your own conference notes
///
/// hallway reads a folder of Markdown notes, finds the people, companies, tools, topics, talks and
/// events in them, each with the sentence it comes from, and joins them into one graph. It works
/// offline. Only hallway link changes notes, and only with --write or --undo.
#[derive(Parser)]
#[command(name = "hallway", version, max_term_width = 80, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: GlobalOptions,
}

const EXAMPLES: &str = "\
Examples:
  hallway build                     read notes/, write everything to output/
  hallway serve                     show the site, and reload it as you write
  hallway who \"feature flags\"       who talked about it, where and when
  hallway about nestor              what the notes say about a person
  hallway list topics --sort name   all topics, by name
  hallway explain \"Red Hat\"         why it is in the graph
  hallway map kubernetes -o k.svg   draw what it is connected to
  hallway related post.md           earlier notes that a post should link to
  hallway link post.md --write      add those links to the post
  hallway export --format gexf      the whole graph, for Gephi
  hallway extract post.md           what a single note says
  hallway check --strict            for CI: exit code 1 if anything is wrong

Without --notes, hallway reads the folder that hallway.toml names, else notes/,
else the current folder. Exit codes: 0 success, also if nothing is left to
change; 1 nothing found (or problems found by check); 2 wrong usage or failure.";

#[derive(Subcommand)]
enum Command {
    Build(build::BuildCommand),
    Serve(serve::ServeCommand),
    Watch(watch::WatchCommand),
    Who(who::WhoCommand),
    About(about::AboutCommand),
    List(list::ListCommand),
    Path(path::PathCommand),
    Timeline(timeline::TimelineCommand),
    Search(search::SearchCommand),
    Map(map::MapCommand),
    Related(related::RelatedCommand),
    Link(link::LinkCommand),
    Explain(explain::ExplainCommand),
    Export(export::ExportCommand),
    Extract(extract::ExtractCommand),
    Check(check::CheckCommand),
    Show(show::ShowCommand),
    Init(init::InitCommand),
    Completions(completions::CompletionsCommand),
    Man(man::ManCommand),
    #[cfg(feature = "train")]
    Train(train::TrainCommand),
    #[cfg(feature = "train")]
    TrainLayout(train_layout::TrainLayoutCommand),
}

/// Runs the command.
pub fn run(cli: Cli) -> Result<Outcome, Error> {
    let global = cli.global;
    prepare(&global)?;
    match cli.command {
        Command::Init(init) => init.run(),
        Command::Completions(completions) => completions.run(Cli::command()),
        Command::Man(man) => man.run(Cli::command()),
        #[cfg(feature = "train")]
        Command::Train(train) => train.run(),
        #[cfg(feature = "train")]
        Command::TrainLayout(train) => train.run(),
        Command::Build(build) => build.run(&global),
        Command::Serve(serve) => serve.run(&global),
        Command::Watch(watch) => watch.run(&global),
        Command::Extract(extract) => extract.run(&global),
        Command::Show(show) => show.run(&global),
        Command::Check(check) => check.run(&Workspace::open(&global)?),
        Command::Who(who) => who.run(&Workspace::open(&global)?),
        Command::About(about) => about.run(&Workspace::open(&global)?),
        Command::List(list) => list.run(&Workspace::open(&global)?),
        Command::Path(path) => path.run(&Workspace::open(&global)?),
        Command::Timeline(timeline) => timeline.run(&Workspace::open(&global)?),
        Command::Search(search) => search.run(&Workspace::open(&global)?),
        Command::Map(map) => map.run(&Workspace::open(&global)?),
        Command::Related(related) => related.run(&Workspace::open(&global)?),
        Command::Link(link) => link.run(&Workspace::open(&global)?),
        Command::Export(export) => export.run(&Workspace::open(&global)?),
        Command::Explain(explain) => explain.run(&Workspace::open(&global)?),
    }
}

/// Sets up what the whole process shares: colours, links, the current folder, threads.
fn prepare(global: &GlobalOptions) -> Result<(), Error> {
    screen::set_color(global.color);
    screen::set_hyperlinks(global.hyperlink);
    if let Some(folder) = &global.folder {
        std::env::set_current_dir(folder).map_err(Error::disk("open", folder))?;
    }
    if let Some(threads) = global.threads {
        // This fails only if the pool was already built.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    Ok(())
}

/// Shows an error on standard error.
pub fn report_error(error: &Error) {
    let mut screen = Screen::stderr();
    problems::show_one(&mut screen, Path::new(""), &error.diagnostic());
    screen.report();
}
