//! `hallway related POST`

use crate::cli::extract::shown;
use crate::cli::screen::{self, Screen, print_json};
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::{Format, Outcome, count, role, who};
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

/// Earlier notes that a post should link to, each with its reasons
///
/// Only notes dated before the post are offered, of those of the same day the ones before it by path;
/// notes without a date count as earlier.
#[derive(Args)]
pub struct RelatedTo {
    /// The post; with --all a folder of notes [default: the notes folder]
    #[arg(value_name = "POST", required_unless_present = "all")]
    post: Option<PathBuf>,
    /// For every note of the folder, as JSON, a line each
    #[arg(long)]
    all: bool,
    /// How many notes to give at most
    #[arg(long, value_name = "N", value_parser = count)]
    top: Option<usize>,
    /// How to answer; jsonl is the paths of the notes and their scores, without reasons
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Which groups of signals count: text, title, time, graph
    #[arg(long, value_enum, value_delimiter = ',', hide = true)]
    signals: Vec<Signals>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Signals {
    Text,
    Title,
    Time,
    Graph,
}

/// One line of `--all`.
#[derive(Serialize)]
struct Ranked<'a> {
    query_id: &'a str,
    ranked: Vec<&'a str>,
    scores: Vec<f64>,
}

impl RelatedTo {
    /// Answers; exit code 1 if there is nothing to link to.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        match &self.post {
            Some(post) if post.is_dir() && !self.all => {
                let path = post.to_string_lossy();
                let told = Diagnostic::error(&path, "not-a-note", "this is a folder and no post");
                let help =
                    "Name a post; or add --all, to have the earlier notes of each of its posts.";
                Err(Error::Config(Box::new(told.help(help))))
            }
            Some(post) if !self.all => self.one(session, post),
            _ => self.every(session),
        }
    }

    /// Every note of a folder: the graph is that of all of them.
    fn every(&self, session: &Session) -> Result<Outcome, Error> {
        let folder = self.post.as_deref().unwrap_or(&session.notes);
        let reading = session.read(folder, &session.project.output())?;
        if reading.sources.is_empty() {
            session.no_notes();
            return Ok(Outcome::Nothing);
        }
        let index = index(&reading.sources);
        let (graph, _) = session.join(reading);
        session.report(&session.broken_corrections());
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
    fn one(&self, session: &Session, post: &Path) -> Result<Outcome, Error> {
        let (sources, path) = with_post(session, post)?;
        let index = index(&sources);
        let Some(number) = index.position(&path) else {
            return Ok(Outcome::Nothing);
        };
        let related = choose(session, &sources, &index, number, self.top.unwrap_or(5));
        match self.format {
            Format::Json => print_json(&related)?,
            Format::Jsonl => {
                let ranked = related.related.iter().map(|s| (s.note.as_str(), s.score));
                screen::print(&line(&path, ranked))?;
            }
            Format::Text if related.related.is_empty() => nothing(&related),
            Format::Text => show(&related, session).print()?,
        }
        Ok(if related.related.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }

    fn groups(&self) -> Vec<SignalGroup> {
        if self.signals.is_empty() {
            return SignalGroup::ALL.to_vec();
        }
        let group = |s: &Signals| match s {
            Signals::Text => SignalGroup::Text,
            Signals::Title => SignalGroup::Title,
            Signals::Time => SignalGroup::Time,
            Signals::Graph => SignalGroup::Graph,
        };
        self.signals.iter().map(group).collect()
    }
}

/// All notes with the post among them, which may lie elsewhere, and the path of the post.
fn with_post(session: &Session, post: &Path) -> Result<(Vec<Source>, String), Error> {
    let mut sources = session.read(&session.notes, &session.project.output())?.sources;
    let mut own = session.read(post, Path::new(""))?.sources;
    let path = shown(&session.notes, post);
    own.truncate(1);
    own.iter_mut().for_each(|source| source.path = path.clone());
    sources.retain(|source| source.path != path);
    sources.append(&mut own);
    Ok((sources, path))
}

/// The earlier notes for a post: the graph is that of the post and of the notes that are likest by
/// their words.
pub fn choose(
    session: &Session,
    sources: &[Source],
    index: &NoteIndex,
    post: usize,
    top: usize,
) -> RelatedView {
    let mut chosen = index.candidates(post, &SignalGroup::ALL);
    let numbers = chosen.iter().map(|c| c.note).chain([post]);
    let wanted: BTreeSet<&str> = numbers.map(|n| note_path(index, n)).collect();
    let few = sources.iter().filter(|s| wanted.contains(s.path.as_str())).cloned().collect();
    let (graph, _) = session.join(Reading { sources: few, ..Reading::default() });
    session.report(&session.broken_corrections());
    let named = index.entities(&graph);
    index.rank_with_entities(&named, post, &mut chosen, &SignalGroup::ALL);
    index.suggest(&graph, &named, post, &chosen, top)
}

/// The words of all notes.
pub fn index(sources: &[Source]) -> NoteIndex {
    NoteIndex::new(sources.par_iter().map(hallway::words).collect())
}

fn note_path(index: &NoteIndex, note: usize) -> &str {
    &index.notes()[note].note
}

fn line<'a>(post: &str, ranked: impl Iterator<Item = (&'a str, f32)>) -> String {
    let (ranked, scores): (Vec<&str>, Vec<f32>) = ranked.unzip();
    let scores = scores.into_iter().map(|score| (f64::from(score) * 1e4).round() / 1e4).collect();
    let line = Ranked { query_id: post, ranked, scores };
    serde_json::to_string(&line).expect("all keys are strings") + "\n"
}

fn nothing(related: &RelatedView) {
    let mut screen = Screen::stderr();
    let text = format!("No earlier note has enough in common with {}.", related.post);
    screen.paragraph(0, Text::plain(&text));
    screen.report();
}

/// A note each: title and date, path, a line for each reason.
fn show(related: &RelatedView, session: &Session) -> Screen {
    let mut screen = Screen::stdout();
    for (i, note) in related.related.iter().enumerate() {
        if i > 0 {
            screen.blank();
        }
        let date = note.date.map_or_else(|| "no date".to_string(), |date| date.to_string());
        screen.dated(Text::new().add(role::KEY, &note.title), &date);
        let place = screen.place(role::SOFT, &session.notes, &note.note, 0);
        screen.line(Text::plain("  ").join(place));
        for reason in &note.reasons {
            tell(&mut screen, reason, note, session);
        }
    }
    screen
}

fn tell(screen: &mut Screen, reason: &RelatedReason, note: &Suggestion, session: &Session) {
    let plain = |text: &str| Text::plain(text);
    match reason {
        RelatedReason::Linked => screen.hanging(2, 4, plain("the post links to it already")),
        RelatedReason::SameText => screen.hanging(2, 4, plain("nearly the same words")),
        RelatedReason::Series => screen.hanging(2, 4, plain("another of the same series")),
        RelatedReason::Titled { quote } => {
            screen.hanging(2, 4, plain("the post has the words of its title:"));
            who::quote(screen, quote);
        }
        RelatedReason::Names { entity: thing, quote, line } => {
            let both = plain("both name ").add(role::of(thing.kind), &thing.name);
            let place = screen.place(role::SOFT, &session.notes, &note.note, *line);
            screen.hanging(2, 4, both.add(role::NONE, "  ").join(place));
            who::quote(screen, quote);
        }
        RelatedReason::Tagged { tags } => {
            screen.hanging(2, 4, plain(&format!("both are tagged {}", tags.join(", "))));
        }
        RelatedReason::Words { words } => {
            screen.hanging(2, 4, plain(&format!("both have the words {}", words.join(", "))));
        }
    }
}
