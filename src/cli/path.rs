//! `hallway path A B`

use crate::cli::filter::AnswerOptions;
use crate::cli::hints::{not_found, quoted, unknown};
use crate::cli::names::inline_name;
use crate::cli::options::{AnswerFormat, Outcome};
use crate::cli::quote::show_quote;
use crate::cli::screen::{Screen, print_view};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::entity::Entity;
use hallway::query::about::Direction;
use hallway::query::path::{self, Hop, PathView};
use hallway::query::{EntityRef, SURE, find};
use hallway::store::Error;

/// How two entities are connected, step by step
///
/// Each step has the sentence that says so. This is the shortest path over relations such as gave,
/// makes, spoke at or talked about. A note that merely mentions both is used only if there is no other
/// path. --kind limits the kinds of entities in between.
#[derive(Args)]
pub struct PathCommand {
    /// A name, or an id such as person/nestor-salceda
    #[arg(value_name = "A")]
    from: String,
    /// A second entity
    #[arg(value_name = "B")]
    to: String,
    #[command(flatten)]
    answer: AnswerOptions,
}

impl PathCommand {
    /// Prints the path. Exit code 1 if a name is not known or nothing connects the two.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let Some((graph, filter)) = self.answer.filters.open(workspace)? else {
            return Ok(Outcome::Nothing);
        };
        let one = |asked| find::one(&graph, &workspace.lexicon, asked);
        let (from, to) = match (one(&self.from), one(&self.to)) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(near), _) => {
                let to = quoted(&self.to);
                unknown(workspace, &self.from, |name| format!("path {name} {to}"), &near);
                return Ok(Outcome::Nothing);
            }
            (_, Err(near)) => {
                let command = format!("path {}", quoted(&self.from));
                not_found(workspace, &self.to, &command, &near);
                return Ok(Outcome::Nothing);
            }
        };
        let part = filter.part(&graph, &[&from.id, &to.id]);
        let path = path::path(&part, from, to);
        match (&path, self.answer.format) {
            (None, AnswerFormat::Text) => self.nothing(from, to),
            (Some(path), AnswerFormat::Text) => show(path, workspace).print()?,
            (_, format) => print_view(format, &path)?,
        }
        Ok(if path.is_some() { Outcome::Done } else { Outcome::Nothing })
    }

    fn nothing(&self, from: &Entity, to: &Entity) {
        let mut screen = Screen::stderr();
        let text = StyledText::plain("Nothing in the notes connects ")
            .add(theme::of(from.kind), &from.name)
            .add(theme::NONE, " and ")
            .add(theme::of(to.kind), &to.name);
        screen.hanging(0, 2, text.add(theme::NONE, &format!("{}.", self.answer.filters.with())));
        screen.report();
    }
}

/// The names along the path, then each step as a sentence with its place.
fn show(path: &PathView, workspace: &Workspace) -> Screen {
    let mut screen = Screen::stdout();
    screen.hanging(0, 2, head(path));
    screen.hanging(0, 2, StyledText::new().add(theme::SOFT, &length(path)));
    let mut at = &path.from;
    for step in &path.hops {
        screen.blank();
        hop(&mut screen, at, step, workspace);
        at = &step.to;
    }
    screen
}

fn head(path: &PathView) -> StyledText {
    let mut text = StyledText::new().add(theme::key(path.from.kind), &inline_name(&path.from));
    for step in &path.hops {
        let last = step.to.id == path.to.id;
        let style = if last { theme::key(step.to.kind) } else { theme::of(step.to.kind) };
        text = text.add(theme::SOFT, " – ").add(style, &inline_name(&step.to));
    }
    text
}

fn length(path: &PathView) -> String {
    match path.hops.len() {
        0 => format!("the same {}", path.from.kind),
        1 => "1 step".to_string(),
        steps => format!("{steps} steps"),
    }
}

fn hop(screen: &mut Screen, at: &EntityRef, step: &Hop, workspace: &Workspace) {
    let (subject, object) = match step.direction {
        Direction::Out => (at, &step.to),
        Direction::In => (&step.to, at),
    };
    let text = StyledText::new()
        .add(theme::of(subject.kind), &inline_name(subject))
        .add(theme::NONE, &format!(" {} ", step.predicate.forward()))
        .add(theme::of(object.kind), &inline_name(object));
    let unsure = if step.confidence < SURE { "  unsure" } else { "" };
    screen.hanging(0, 2, text.add(theme::UNSURE, unsure));
    let Some(first) = step.evidence.first() else {
        return screen.line(StyledText::plain("  ").add(theme::SOFT, "from your corrections"));
    };
    show_quote(screen, &first.quote);
    let place = screen.place(theme::SOFT, &workspace.notes, &first.note, first.line);
    let more = match step.evidence.len() {
        0 | 1 => String::new(),
        n => format!("  and {} more", n - 1),
    };
    screen.hanging(2, 4, place.add(theme::SOFT, &more));
}
