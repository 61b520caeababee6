//! `hallway explain NAME [NAME]`

use crate::cli::about::{left_out, not_found};
use crate::cli::answering::Answering;
use crate::cli::screen::{Screen, print_rows, print_view};
use crate::cli::session::{Session, quoted};
use crate::cli::text::Text;
use crate::cli::{Format, Outcome, role, who};
use clap::Args;
use hallway::entity::{Because, Decision};
use hallway::graph::Graph;
use hallway::query::explain::{self, ExplainedEdge, ExplainedEvidence, Explanation};
use hallway::query::{EntityRef, find};
use hallway::store::Error;
use hallway::vocabulary::EntityId;

/// Why it is in the graph, and is one thing: quotes, rules, decisions, corrections
///
/// With two names: why they are joined.
#[derive(Args)]
pub struct Explain {
    /// A name, or an id such as company/red-hat
    name: String,
    /// Another: explains what joins the two
    other: Option<String>,
    #[command(flatten)]
    answering: Answering,
}

impl Explain {
    /// Answers; exit code 1 if a name is not known or nothing joins the two.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        let Some((graph, filter)) = self.answering.filters.open(session)? else {
            return Ok(Outcome::Nothing);
        };
        let view = filter.view(&graph);
        let mut entities = Vec::new();
        for asked in std::iter::once(&self.name).chain(&self.other) {
            match find::one(&graph, &session.lexicon, asked) {
                Ok(entity) => match view.node(&entity.id) {
                    Some(entity) => entities.push(entity),
                    None => {
                        left_out(entity, &self.answering.filters);
                        return Ok(Outcome::Nothing);
                    }
                },
                Err(near) => {
                    not_found(asked, "explain", &near);
                    return Ok(Outcome::Nothing);
                }
            }
        }
        match entities[..] {
            [one, other] if one.id != other.id => {
                let joined = explain::between(&view, one, other);
                let names = (one.name.as_str(), other.name.as_str());
                self.two(names, &joined, session)
            }
            _ => {
                let mut explanation = explain::explain(&view, entities[0]);
                explanation.relations.retain(|r| filter.kind(other(r, &entities[0].id).kind));
                match self.answering.format {
                    Format::Text => one(&explanation, &view, session).print()?,
                    format => print_view(format, &explanation)?,
                }
                Ok(Outcome::Done)
            }
        }
    }

    fn two(
        &self,
        names: (&str, &str),
        joined: &[ExplainedEdge],
        session: &Session,
    ) -> Result<Outcome, Error> {
        match self.answering.format {
            Format::Text if joined.is_empty() => {
                let mut screen = Screen::stderr();
                let (one, other, with) = (names.0, names.1, self.answering.filters.with());
                let text = format!("Nothing in the notes joins {one} and {other} directly{with}.");
                screen.hanging(0, 2, Text::plain(&text));
                let ids = [names.0, names.1].map(quoted);
                let hint = format!("hallway path {} {}", ids[0], ids[1]);
                screen.hanging(0, 2, Text::plain("By way of others:  ").add(role::SOFT, &hint));
                screen.report();
            }
            Format::Text => {
                let mut screen = Screen::stdout();
                for (i, explained) in joined.iter().enumerate() {
                    if i > 0 {
                        screen.blank();
                    }
                    relation(&mut screen, explained, session);
                }
                screen.print()?;
            }
            format => print_rows(format, &joined, joined)?,
        }
        Ok(if joined.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }
}

/// The end of a relation that is not this one.
fn other<'a>(relation: &'a ExplainedEdge, id: &EntityId) -> &'a EntityRef {
    if relation.subject.id == *id { &relation.object } else { &relation.subject }
}

fn one(explanation: &Explanation, graph: &Graph, session: &Session) -> Screen {
    let mut screen = Screen::stdout();
    let thing = &explanation.entity;
    let name = Text::new().add(role::key(thing.kind), &thing.name);
    let sure = format!("  {}, {:.2}", thing.kind, explanation.confidence);
    screen.hanging(0, 2, name.add(role::SOFT, &sure));
    head(&mut screen, "Named in", explanation.mentions.is_empty());
    for mention in &explanation.mentions {
        reason(&mut screen, mention, session);
    }
    head(&mut screen, "One thing, because", explanation.decisions.is_empty());
    for decision in &explanation.decisions {
        screen.hanging(2, 4, decided(decision, graph));
    }
    head(&mut screen, "Joined with", explanation.relations.is_empty());
    for (i, explained) in explanation.relations.iter().enumerate() {
        if i > 0 {
            screen.blank();
        }
        relation(&mut screen, explained, session);
    }
    screen
}

fn head(screen: &mut Screen, words: &str, nothing: bool) {
    if !nothing {
        screen.blank();
        screen.line(Text::new().add(role::KEY, words));
    }
}

fn relation(screen: &mut Screen, explained: &ExplainedEdge, session: &Session) {
    let text = Text::new()
        .add(role::of(explained.subject.kind), &explained.subject.name)
        .add(role::NONE, &format!(" {} ", explained.predicate.forward()))
        .add(role::of(explained.object.kind), &explained.object.name)
        .add(role::SOFT, &format!("  {:.2}", explained.confidence));
    screen.hanging(0, 2, text);
    for one in &explained.evidence {
        reason(screen, one, session);
    }
}

/// The sentence, its place, what stands there, and the rule with how sure it is.
fn reason(screen: &mut Screen, reason: &ExplainedEvidence, session: &Session) {
    who::quote(screen, &reason.quote);
    let place = screen.place(role::SOFT, &session.notes, &reason.note, reason.line);
    let mut said = format!("{} {:.2}", reason.rule, reason.confidence);
    if !reason.written.is_empty() {
        said += &format!(", written {}", reason.written.join(", "));
    }
    screen.hanging(2, 4, place.add(role::SOFT, &format!("  {said}")));
    if !reason.weighed.is_empty() {
        screen.hanging(4, 6, Text::new().add(role::SOFT, &format!("weighed: {}", reason.weighed)));
    }
}

/// One decision as a sentence.
pub fn decided(decision: &Decision, graph: &Graph) -> Text {
    let form = Text::plain(&decision.form);
    let form = match &decision.note {
        Some(note) => form.add(role::SOFT, " in ").path(role::SOFT, note, None),
        None => form,
    };
    form.add(role::NONE, &format!(": {}", why(&decision.because, graph)))
}

fn why(because: &Because, graph: &Graph) -> String {
    match because {
        Because::SameName => "the same name".to_string(),
        Because::SameNote => "another form of it in the same note".to_string(),
        Because::Catalogue { entry } => format!("the catalogue has it ({entry})"),
        Because::Override { file, line } => format!("you said so ({file}:{line})"),
        Because::Similar { support } => format!("alike, and {support}"),
        Because::KeptApart { from, why, entry, .. } => {
            let name = graph.node(from).map_or(from.slug(), |e| e.name.as_str());
            let entry = entry.as_ref().map(|entry| format!(" ({entry})")).unwrap_or_default();
            format!("kept apart from {name}: {why}{entry}")
        }
    }
}
