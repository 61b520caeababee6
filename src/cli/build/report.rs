//! What a build prints when it is done.

use crate::cli::hints::{command, quoted};
use crate::cli::problems;
use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use hallway::diagnostic::Diagnostic;
use hallway::entity::Entity;
use hallway::graph::Graph;
use hallway::query::{SURE, find};
use hallway::store::Error;
use hallway::store::output::OutputChanges;
use hallway::vocabulary::{Kind, Relation};
use std::cmp::Reverse;
use std::time::Duration;

/// The result of a build.
pub struct BuildReport {
    /// How long it took.
    pub time: Duration,
    /// What was written.
    pub written: OutputChanges,
    /// Problems in the notes and corrections, which `hallway check` explains.
    pub note_problems: Vec<Diagnostic>,
    /// Problems that only a build finds: in the output folder and in templates.
    pub output_problems: Vec<Diagnostic>,
    /// What was found, and where to look.
    pub summary: Screen,
}

impl BuildReport {
    /// Prints the summary, then the problems, unless quiet.
    pub fn print(self, workspace: &Workspace) -> Result<(), Error> {
        if workspace.quiet {
            return Ok(());
        }
        let problems = self.problems(workspace);
        self.summary.print()?;
        if let Some(problems) = problems {
            let mut gap = Screen::stderr();
            gap.blank();
            gap.report();
            problems.report();
        }
        Ok(())
    }

    /// The problems for standard error: those that only a build finds in full, the others as one line
    /// each. `None` if there are none.
    pub fn problems(&self, workspace: &Workspace) -> Option<Screen> {
        if self.note_problems.is_empty() && self.output_problems.is_empty() {
            return None;
        }
        let mut screen = Screen::stderr();
        problems::show(&mut screen, &workspace.notes, &self.output_problems, problems::LIMIT);
        problems::show_lines(&mut screen, &workspace.notes, &self.note_problems);
        if !self.note_problems.is_empty() {
            let them = if self.note_problems.len() == 1 { "it" } else { "them" };
            let summary = problems::summary(&self.note_problems);
            let text = format!("{summary}; {} explains {them}", command(workspace, "check"));
            screen.hanging(0, 2, StyledText::plain(&text));
        }
        Some(screen)
    }
}

/// Shows a question to try, if the notes say who talked about anything.
pub fn show_example(screen: &mut Screen, graph: &Graph, workspace: &Workspace) {
    if let Some(question) = example_question(graph, workspace) {
        let text = StyledText::new().add(theme::SOFT, "Try:  ").command(theme::NONE, &question);
        screen.hanging(0, 6, text);
    }
}

/// A question that has an answer: who talked about the topic, or else tool, with the most speakers.
fn example_question(graph: &Graph, workspace: &Workspace) -> Option<String> {
    let speakers = |entity: &Entity| {
        let edges = graph.sources(&entity.id, Relation::TalkedAbout);
        edges.iter().filter(|edge| edge.confidence() >= SURE).count()
    };
    let is_found = |entity: &Entity| {
        find::one(graph, &workspace.lexicon, &entity.name).is_ok_and(|found| found.id == entity.id)
    };
    let subject = [Kind::Topic, Kind::Tool].into_iter().find_map(|kind| {
        let talked_about = graph.of_kind(kind).map(|e| (speakers(e), e)).filter(|(n, _)| *n > 0);
        let mut ranked: Vec<(usize, &Entity)> = talked_about.collect();
        ranked.sort_by_key(|(n, entity)| (Reverse(*n), &entity.id));
        ranked.into_iter().map(|(_, entity)| entity).find(|entity| is_found(entity))
    })?;
    Some(command(workspace, &format!("who {}", quoted(&subject.name))))
}
