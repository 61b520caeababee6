//! `hallway show STAGE NOTE`

use crate::cli::explain::decided;
use crate::cli::extract::shown;
use crate::cli::screen::{Screen, print_json};
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::{Global, Outcome, role};
use clap::{Args, ValueEnum};
use hallway::document::{BlockKind, Document, parser};
use hallway::graph::Graph;
use hallway::note::Note;
use hallway::store::Error;
use std::path::PathBuf;

/// The value after each stage, for those who want to see how it works
#[derive(Args)]
pub struct Show {
    /// After which stage
    #[arg(value_enum)]
    stage: Stage,
    /// The note: a file, or its path in the notes folder; - for standard input
    note: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Stage {
    /// After parse: front matter, blocks, sentences, links
    Document,
    /// After extract: things, claims and links as JSON, whatever their confidence
    Findings,
    /// After resolve: which forms of the note became which entities, and why
    Decisions,
    /// After assemble: the edges that rest on the note
    Graph,
}

impl Show {
    /// Shows; exit code 1 if the note says nothing at that stage.
    pub fn run(&self, global: &Global) -> Result<Outcome, Error> {
        let session = Session::open(global)?;
        match self.stage {
            Stage::Document | Stage::Findings => self.alone(&session),
            Stage::Decisions | Stage::Graph => self.among_others(&session),
        }
    }

    fn alone(&self, session: &Session) -> Result<Outcome, Error> {
        let inside = session.notes.join(&self.note);
        let file = if !self.note.exists() && inside.exists() { &inside } else { &self.note };
        let mut reading = session.read(file, &session.project.output())?;
        let Some(source) = reading.sources.first_mut() else {
            session.no_notes();
            return Ok(Outcome::Nothing);
        };
        if file.is_file() {
            source.path = shown(&session.notes, file);
        }
        match self.stage {
            Stage::Findings => print_json(&hallway::read(source, &session.lexicon))?,
            _ => {
                let (note, _) = Note::new(&source.path, &source.bytes);
                document_screen(&note, &parser::parse(&note).0).print()?;
            }
        }
        Ok(Outcome::Done)
    }

    fn among_others(&self, session: &Session) -> Result<Outcome, Error> {
        let Some(graph) = session.graph()? else { return Ok(Outcome::Nothing) };
        let inside = session.notes.join(&self.note);
        let file = if self.note.exists() { &self.note } else { &inside };
        let path = shown(&session.notes, file);
        let lines = match self.stage {
            Stage::Decisions => decisions(&graph, &path),
            _ => edges(&graph, &path),
        };
        let mut screen = Screen::stdout();
        if lines.is_empty() {
            let mut screen = Screen::stderr();
            screen.line(Text::plain(&format!("Nothing in the graph rests on {path}.")));
            screen.report();
            return Ok(Outcome::Nothing);
        }
        lines.into_iter().for_each(|line| screen.hanging(0, 2, line));
        screen.print()?;
        Ok(Outcome::Done)
    }
}

fn document_screen(note: &Note, document: &Document) -> Screen {
    let mut screen = Screen::stdout();
    let mut say = |line: usize, what: &str, text: &str| {
        let lead = Text::new().add(role::SOFT, &format!("{line:>4}  {what:<12}"));
        let rest = Text::plain(text).wrap(screen.width.saturating_sub(18));
        for (i, text) in rest.into_iter().enumerate() {
            let lead = if i == 0 { lead.clone() } else { Text::new().pad(18) };
            screen.line(lead.join(text));
        }
    };
    let line = |offset: usize| note.place(offset).line;
    for field in &document.fields {
        let values: Vec<&str> = field.values.iter().map(|v| v.value.as_str()).collect();
        let at = field.values.first().map_or(document.head.start, |v| v.span.start);
        say(line(at), &field.key, &values.join(", "));
    }
    for block in &document.blocks {
        let mut what = block_word(block.kind);
        for sentence in &block.sentences {
            let at = line(block.source(sentence.clone()).start);
            say(at, &what, &block.text[sentence.clone()]);
            what.clear();
        }
    }
    for link in &document.links {
        say(line(link.span.start), "link", &link.target);
    }
    screen
}

fn block_word(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading {level}"),
        BlockKind::Paragraph => "paragraph".to_string(),
        BlockKind::Item { depth, .. } => format!("item {depth}"),
        BlockKind::Cell { row, column, .. } => format!("cell {row}:{column}"),
    }
}

fn decisions(graph: &Graph, note: &str) -> Vec<Text> {
    let of_note = |e: &&hallway::entity::Entity| e.mentions.iter().any(|m| m.note == note);
    let decisions = graph.nodes().filter(of_note).flat_map(|e| {
        let here = graph.decisions(&e.id).filter(|d| d.note.as_deref().is_none_or(|n| n == note));
        here.map(move |d| (e, d))
    });
    decisions
        .map(|(entity, decision)| {
            let name = Text::new().add(role::of(entity.kind), &entity.id.0);
            name.add(role::NONE, "  ").join(decided(decision, graph))
        })
        .collect()
}

fn edges(graph: &Graph, note: &str) -> Vec<Text> {
    let cited = |edge: &hallway::graph::EdgeRef| {
        edge.evidence().iter().find(|c| c.note == note).map(|c| c.evidence.clone())
    };
    let edges = graph.edges().filter_map(|edge| cited(&edge).map(|evidence| (edge, evidence)));
    edges
        .map(|(edge, evidence)| {
            let numbers =
                format!("  {:.2}  {note}:{}  {}", edge.confidence(), evidence.line, evidence.rule);
            Text::new()
                .add(role::of(edge.source.kind), &edge.source.id.0)
                .add(role::NONE, &format!(" {} ", edge.relation().word()))
                .add(role::of(edge.target.kind), &edge.target.id.0)
                .add(role::SOFT, &numbers)
        })
        .collect()
}
