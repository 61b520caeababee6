//! `hallway show STAGE NOTE`

use crate::cli::explain::decided;
use crate::cli::options::{GlobalOptions, Outcome};
use crate::cli::screen;
use crate::cli::screen::{Screen, print_json};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::{Args, ValueEnum};
use hallway::document::{BlockKind, Document, parser};
use hallway::graph::Graph;
use hallway::layout;
use hallway::layout::describe;
use hallway::layout::forms::Forms;
use hallway::layout::weights::LayoutModel;
use hallway::note::Note;
use hallway::store::Error;
use hallway::store::notes::Source;
use std::path::PathBuf;

/// Show the value after a stage of the pipeline, to see how it works
#[derive(Args)]
pub struct ShowCommand {
    /// The stage
    #[arg(value_enum)]
    stage: Stage,
    /// The note: a file, or a path in the notes folder; - for standard input
    note: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Stage {
    /// After parse: front matter, blocks, sentences, links
    Document,
    /// After layout: the lines with what fills their slots, and the sessions read from them
    Layout,
    /// After extract: entities, claims and links as JSON, at any confidence
    Findings,
    /// After resolve: which names in the note became which entities, and why
    Decisions,
    /// After assemble: the edges with evidence in the note
    Graph,
}

impl ShowCommand {
    /// Prints the value. Exit code 1 if there is nothing for the note at that stage.
    pub fn run(&self, global: &GlobalOptions) -> Result<Outcome, Error> {
        let workspace = Workspace::open(global)?;
        match self.stage {
            Stage::Document | Stage::Layout | Stage::Findings => self.alone(&workspace),
            Stage::Decisions | Stage::Graph => self.among_others(&workspace),
        }
    }

    fn alone(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let inside = workspace.notes.join(&self.note);
        let file = if !self.note.exists() && inside.exists() { &inside } else { &self.note };
        let mut reading = workspace.read(file, &workspace.project.output())?;
        let Some(source) = reading.sources.first_mut() else {
            workspace.report_no_notes();
            return Ok(Outcome::Nothing);
        };
        if file.is_file() {
            source.path = workspace.note_path(file);
        }
        match self.stage {
            Stage::Findings => {
                let forms = forms_of(workspace);
                print_json(&hallway::read(source, &workspace.lexicon, &forms))?;
            }
            Stage::Layout => screen::print(&layout_of(workspace, source))?,
            _ => {
                let (note, _) = Note::new(&source.path, &source.bytes);
                document_screen(&note, &parser::parse(&note).0).print()?;
            }
        }
        Ok(Outcome::Done)
    }

    fn among_others(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let Some(graph) = workspace.graph()? else { return Ok(Outcome::Nothing) };
        let inside = workspace.notes.join(&self.note);
        let file = if self.note.exists() { &self.note } else { &inside };
        let path = workspace.note_path(file);
        let lines = match self.stage {
            Stage::Decisions => decisions(&graph, &path),
            _ => edges(&graph, &path),
        };
        let mut screen = Screen::stdout();
        if lines.is_empty() {
            let mut screen = Screen::stderr();
            screen.line(StyledText::plain(&format!("Nothing in the graph comes from {path}.")));
            screen.report();
            return Ok(Outcome::Nothing);
        }
        lines.into_iter().for_each(|line| screen.hanging(0, 2, line));
        screen.print()?;
        Ok(Outcome::Done)
    }
}

/// What the notes of the folder have in common.
fn forms_of(workspace: &Workspace) -> Forms {
    let reading = workspace.read(&workspace.notes, &workspace.project.output());
    let sources = reading.map(|reading| reading.sources).unwrap_or_default();
    hallway::survey(&sources, &workspace.lexicon)
}

/// The form of a note among the notes of the folder.
fn layout_of(workspace: &Workspace, source: &Source) -> String {
    let (note, _) = Note::new(&source.path, &source.bytes);
    let (document, _) = parser::parse(&note);
    let (lexicon, model) = (&workspace.lexicon, LayoutModel::embedded());
    describe::all(&layout::read(&note, &document, lexicon, &forms_of(workspace), model))
}

fn document_screen(note: &Note, document: &Document) -> Screen {
    let mut screen = Screen::stdout();
    let mut say = |line: usize, what: &str, text: &str| {
        let lead = StyledText::new().add(theme::SOFT, &format!("{line:>4}  {what:<12}"));
        let rest = StyledText::plain(text).wrap(screen.width.saturating_sub(18));
        for (i, text) in rest.into_iter().enumerate() {
            let lead = if i == 0 { lead.clone() } else { StyledText::new().pad(18) };
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

fn decisions(graph: &Graph, note: &str) -> Vec<StyledText> {
    let of_note = |e: &&hallway::entity::Entity| e.mentions.iter().any(|m| m.note == note);
    let decisions = graph.nodes().filter(of_note).flat_map(|e| {
        let here = graph.decisions(&e.id).filter(|d| d.note.as_deref().is_none_or(|n| n == note));
        here.map(move |d| (e, d))
    });
    decisions
        .map(|(entity, decision)| {
            let name = StyledText::new().add(theme::of(entity.kind), &entity.id.0);
            name.add(theme::NONE, "  ").join(decided(decision, graph))
        })
        .collect()
}

fn edges(graph: &Graph, note: &str) -> Vec<StyledText> {
    let cited = |edge: &hallway::graph::EdgeRef| {
        edge.evidence().iter().find(|c| c.note == note).map(|c| c.evidence.clone())
    };
    let edges = graph.edges().filter_map(|edge| cited(&edge).map(|evidence| (edge, evidence)));
    edges
        .map(|(edge, evidence)| {
            let numbers =
                format!("  {:.2}  {note}:{}  {}", edge.confidence(), evidence.line, evidence.rule);
            StyledText::new()
                .add(theme::of(edge.source.kind), &edge.source.id.0)
                .add(theme::NONE, &format!(" {} ", edge.relation().word()))
                .add(theme::of(edge.target.kind), &edge.target.id.0)
                .add(theme::SOFT, &numbers)
        })
        .collect()
}
