//! `hallway related POST`

use crate::cli::options::{AnswerFormat, Outcome, count};
use crate::cli::quote::show_quote;
use crate::cli::screen;
use crate::cli::screen::{Screen, print_json};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::{Args, ValueEnum};
use hallway::diagnostic::Diagnostic;
use hallway::query::related::reasons::RelatedReason;
use hallway::query::related::signals::{RelatedCandidate, SignalGroup};
use hallway::query::related::{NoteIndex, RelatedView, Suggestion};
use hallway::store::Error;
use hallway::store::notes::{Reading, Source};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Find earlier notes that a post should link to, with the reasons
///
/// Only notes dated before the post are suggested; on the same day, those whose path sorts before it.
/// Notes without a date count as earlier.
#[derive(Args)]
pub struct RelatedCommand {
    /// The post; with --all a folder of notes [default: the notes folder]
    #[arg(value_name = "POST", required_unless_present = "all")]
    post: Option<PathBuf>,
    /// Rank earlier notes for every note in the folder, as JSON Lines
    #[arg(long)]
    all: bool,
    /// At most N notes [default: 5; 10 with --all]
    #[arg(long, value_name = "N", value_parser = count)]
    top: Option<usize>,
    /// Output format; jsonl has only paths and scores, no reasons
    #[arg(long, value_enum, default_value_t)]
    format: AnswerFormat,
    /// Which groups of signals to use: text, title, time, graph
    #[arg(long, value_enum, value_delimiter = ',', hide = true)]
    signals: Vec<SignalOption>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SignalOption {
    Text,
    Title,
    Time,
    Graph,
}

/// One line of `--all`.
#[derive(Serialize)]
struct RankedLine<'a> {
    query_id: &'a str,
    ranked: Vec<&'a str>,
    scores: Vec<f64>,
}

impl RelatedCommand {
    /// Prints the notes. Exit code 1 if there is nothing to link to.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        match &self.post {
            Some(post) if post.is_dir() && !self.all => {
                let path = post.to_string_lossy();
                let error = Diagnostic::error(&path, "not-a-note", "this is a folder, not a post");
                let help = "Name a post, or add --all to rank notes for every post in the folder.";
                Err(Error::Config(Box::new(error.help(help))))
            }
            Some(post) if !self.all => self.one(workspace, post),
            _ => self.every(workspace),
        }
    }

    /// Every note of a folder, compared with the graph of all of them.
    fn every(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let folder = self.post.as_deref().unwrap_or(&workspace.notes);
        let reading = workspace.read(folder, &workspace.project.output())?;
        if reading.sources.is_empty() {
            workspace.report_no_notes();
            return Ok(Outcome::Nothing);
        }
        let index = index_notes(&reading.sources);
        let (graph, _) = workspace.join(reading);
        workspace.report(&workspace.broken_corrections());
        let named = index.entities(&graph);
        let groups = self.groups();
        let line = |post: usize| {
            let mut chosen = index.candidates(post, &groups);
            index.rank_with_entities(&named, post, &mut chosen, &groups);
            chosen.truncate(self.top.unwrap_or(10));
            let note = |c: &RelatedCandidate| index.notes()[c.note].note.as_str();
            let ranked = chosen.iter().map(|c| (note(c), c.score(&groups)));
            line(note_path(&index, post), ranked)
        };
        let lines: Vec<String> = (0..index.notes().len()).into_par_iter().map(line).collect();
        screen::print(&lines.concat())?;
        Ok(Outcome::Done)
    }

    /// One post.
    fn one(&self, workspace: &Workspace, post: &Path) -> Result<Outcome, Error> {
        let (sources, path) = with_post(workspace, post)?;
        let index = index_notes(&sources);
        let Some(number) = index.position(&path) else {
            return Ok(Outcome::Nothing);
        };
        let related = choose(workspace, &sources, &index, number, self.top.unwrap_or(5));
        match self.format {
            AnswerFormat::Json => print_json(&related)?,
            AnswerFormat::Jsonl => {
                let ranked = related.related.iter().map(|s| (s.note.as_str(), s.score));
                screen::print(&line(&path, ranked))?;
            }
            AnswerFormat::Text if related.related.is_empty() => nothing(&related),
            AnswerFormat::Text => show(&related, workspace).print()?,
        }
        Ok(if related.related.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }

    fn groups(&self) -> Vec<SignalGroup> {
        if self.signals.is_empty() {
            return SignalGroup::ALL.to_vec();
        }
        let group = |s: &SignalOption| match s {
            SignalOption::Text => SignalGroup::Text,
            SignalOption::Title => SignalGroup::Title,
            SignalOption::Time => SignalGroup::Time,
            SignalOption::Graph => SignalGroup::Graph,
        };
        self.signals.iter().map(group).collect()
    }
}

/// All notes and the post, which may be outside the notes folder; also the path of the post.
fn with_post(workspace: &Workspace, post: &Path) -> Result<(Vec<Source>, String), Error> {
    let mut sources = workspace.read(&workspace.notes, &workspace.project.output())?.sources;
    let mut own = workspace.read(post, Path::new(""))?.sources;
    let path = workspace.note_path(post);
    own.truncate(1);
    own.iter_mut().for_each(|source| source.path = path.clone());
    sources.retain(|source| source.path != path);
    sources.append(&mut own);
    Ok((sources, path))
}

/// The earlier notes for a post, compared with the graph of the post and the notes with the most
/// similar words.
pub fn choose(
    workspace: &Workspace,
    sources: &[Source],
    index: &NoteIndex,
    post: usize,
    top: usize,
) -> RelatedView {
    let mut chosen = index.candidates(post, &SignalGroup::ALL);
    let numbers = chosen.iter().map(|c| c.note).chain([post]);
    let wanted: BTreeSet<&str> = numbers.map(|n| note_path(index, n)).collect();
    let few = sources.iter().filter(|s| wanted.contains(s.path.as_str())).cloned().collect();
    let (graph, _) = workspace.join(Reading { sources: few, ..Reading::default() });
    workspace.report(&workspace.broken_corrections());
    let named = index.entities(&graph);
    index.rank_with_entities(&named, post, &mut chosen, &SignalGroup::ALL);
    index.suggest(&graph, &named, post, &chosen, top)
}

/// Indexes the words of all notes.
pub fn index_notes(sources: &[Source]) -> NoteIndex {
    NoteIndex::new(sources.par_iter().map(hallway::words).collect())
}

fn note_path(index: &NoteIndex, note: usize) -> &str {
    &index.notes()[note].note
}

fn line<'a>(post: &str, ranked: impl Iterator<Item = (&'a str, f32)>) -> String {
    let (ranked, scores): (Vec<&str>, Vec<f32>) = ranked.unzip();
    let scores = scores.into_iter().map(|score| (f64::from(score) * 1e4).round() / 1e4).collect();
    let line = RankedLine { query_id: post, ranked, scores };
    serde_json::to_string(&line).expect("all keys are strings") + "\n"
}

fn nothing(related: &RelatedView) {
    let mut screen = Screen::stderr();
    let text = format!("No earlier note has enough in common with {}.", related.post);
    screen.paragraph(0, StyledText::plain(&text));
    screen.report();
}

/// Shows for each note its title and date, path, and a line for each reason.
fn show(related: &RelatedView, workspace: &Workspace) -> Screen {
    let mut screen = Screen::stdout();
    for (i, note) in related.related.iter().enumerate() {
        if i > 0 {
            screen.blank();
        }
        let date = note.date.map_or_else(|| "no date".to_string(), |date| date.to_string());
        screen.dated(StyledText::new().add(theme::KEY, &note.title), &date);
        let place = screen.place(theme::SOFT, &workspace.notes, &note.note, 0);
        screen.line(StyledText::plain("  ").join(place));
        for reason in &note.reasons {
            show_reason(&mut screen, reason, note, workspace);
        }
    }
    screen
}

fn show_reason(
    screen: &mut Screen,
    reason: &RelatedReason,
    note: &Suggestion,
    workspace: &Workspace,
) {
    let plain = |text: &str| StyledText::plain(text);
    match reason {
        RelatedReason::Linked => screen.hanging(2, 4, plain("the post already links to it")),
        RelatedReason::SameText => screen.hanging(2, 4, plain("nearly the same text")),
        RelatedReason::Series => screen.hanging(2, 4, plain("from the same series")),
        RelatedReason::Titled { quote } => {
            screen.hanging(2, 4, plain("the post mentions its title:"));
            show_quote(screen, quote);
        }
        RelatedReason::Names { entity, quote, line } => {
            let both = plain("both mention ").add(theme::of(entity.kind), &entity.name);
            let place = screen.place(theme::SOFT, &workspace.notes, &note.note, *line);
            screen.hanging(2, 4, both.add(theme::NONE, "  ").join(place));
            show_quote(screen, quote);
        }
        RelatedReason::Tagged { tags } => {
            screen.hanging(2, 4, plain(&format!("both are tagged {}", tags.join(", "))));
        }
        RelatedReason::Words { words } => {
            screen.hanging(2, 4, plain(&format!("both use the words {}", words.join(", "))));
        }
    }
}
