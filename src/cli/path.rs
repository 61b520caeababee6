//! `hallway path A B`

use crate::cli::about::{not_found, unknown};
use crate::cli::answering::Answering;
use crate::cli::screen::{Screen, print_view};
use crate::cli::session::{Session, quoted};
use crate::cli::text::Text;
use crate::cli::who::{lower_first, quote};
use crate::cli::{Format, Outcome, role};
use clap::Args;
use hallway::entity::Entity;
use hallway::query::about::Direction;
use hallway::query::path::{self, Hop, PathView};
use hallway::query::{EntityRef, SURE, find};
use hallway::store::Error;

/// How two things are connected, each hop with the sentence that says so
///
/// The shortest chain of who gave, made, spoke at or talked about what. A note that only names both
/// is the last resort. --kind says over which kinds of things the way may go.
#[derive(Args)]
pub struct PathBetween {
    /// A name, or an id such as person/nestor-salceda
    #[arg(value_name = "A")]
    from: String,
    /// Another
    #[arg(value_name = "B")]
    to: String,
    #[command(flatten)]
    answering: Answering,
}

impl PathBetween {
    /// Answers; exit code 1 if a name is not known or nothing joins the two.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        let Some((graph, filter)) = self.answering.filters.open(session)? else {
            return Ok(Outcome::Nothing);
        };
        let one = |asked| find::one(&graph, &session.lexicon, asked);
        let (from, to) = match (one(&self.from), one(&self.to)) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(near), _) => {
                let to = quoted(&self.to);
                unknown(&self.from, |name| format!("hallway path {name} {to}"), &near);
                return Ok(Outcome::Nothing);
            }
            (_, Err(near)) => {
                not_found(&self.to, &format!("path {}", quoted(&self.from)), &near);
                return Ok(Outcome::Nothing);
            }
        };
        let part = filter.part(&graph, &[&from.id, &to.id]);
        let path = path::path(&part, from, to);
        match (&path, self.answering.format) {
            (None, Format::Text) => self.nothing(from, to),
            (Some(path), Format::Text) => show(path, session).print()?,
            (_, format) => print_view(format, &path)?,
        }
        Ok(if path.is_some() { Outcome::Done } else { Outcome::Nothing })
    }

    fn nothing(&self, from: &Entity, to: &Entity) {
        let mut screen = Screen::stderr();
        let text = Text::plain("Nothing in the notes joins ")
            .add(role::of(from.kind), &from.name)
            .add(role::NONE, " and ")
            .add(role::of(to.kind), &to.name);
        screen.hanging(0, 2, text.add(role::NONE, &format!("{}.", self.answering.filters.with())));
        screen.report();
    }
}

/// The names from end to end, then each hop as a sentence with its place.
fn show(path: &PathView, session: &Session) -> Screen {
    let mut screen = Screen::stdout();
    screen.hanging(0, 2, head(path));
    screen.hanging(0, 2, Text::new().add(role::SOFT, &account(path)));
    let mut at = &path.from;
    for step in &path.hops {
        screen.blank();
        hop(&mut screen, at, step, session);
        at = &step.to;
    }
    screen
}

fn head(path: &PathView) -> Text {
    let mut text = Text::new().add(role::key(path.from.kind), &shown(&path.from));
    for step in &path.hops {
        let last = step.to.id == path.to.id;
        let style = if last { role::key(step.to.kind) } else { role::of(step.to.kind) };
        text = text.add(role::SOFT, " – ").add(style, &shown(&step.to));
    }
    text
}

fn account(path: &PathView) -> String {
    match path.hops.len() {
        0 => format!("one and the same {}", path.from.kind),
        1 => "1 step".to_string(),
        steps => format!("{steps} steps"),
    }
}

fn hop(screen: &mut Screen, at: &EntityRef, step: &Hop, session: &Session) {
    let (subject, object) = match step.direction {
        Direction::Out => (at, &step.to),
        Direction::In => (&step.to, at),
    };
    let text = Text::new()
        .add(role::of(subject.kind), &shown(subject))
        .add(role::NONE, &format!(" {} ", step.predicate.forward()))
        .add(role::of(object.kind), &shown(object));
    let unsure = if step.confidence < SURE { "  unsure" } else { "" };
    screen.hanging(0, 2, text.add(role::UNSURE, unsure));
    let Some(said) = step.evidence.first() else {
        return screen.line(Text::plain("  ").add(role::SOFT, "you said so, in the corrections"));
    };
    quote(screen, &said.quote);
    let place = screen.place(role::SOFT, &session.notes, &said.note, said.line);
    let more = match step.evidence.len() {
        0 | 1 => String::new(),
        n => format!("  and {} more", n - 1),
    };
    screen.hanging(2, 4, place.add(role::SOFT, &more));
}

fn shown(thing: &EntityRef) -> String {
    if thing.untitled { lower_first(&thing.name) } else { thing.name.clone() }
}
