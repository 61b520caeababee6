//! `hallway explain NAME [NAME]`

use crate::cli::filter::AnswerOptions;
use crate::cli::hints::{command, filtered_out, not_found, quoted};
use crate::cli::names::inline_name;
use crate::cli::options::{AnswerFormat, Outcome};
use crate::cli::quote::show_quote;
use crate::cli::screen::{Screen, print_rows, print_view};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::entity::{Because, Decision};
use hallway::graph::Graph;
use hallway::query::explain::{self, ExplainedEdge, ExplainedEvidence, Explanation};
use hallway::query::{EntityRef, find};
use hallway::store::Error;
use hallway::vocabulary::EntityId;

/// Why an entity is in the graph, or why two are connected
///
/// Shows the quotes, rules, decisions and corrections behind it.
#[derive(Args)]
pub struct ExplainCommand {
    /// A name, or an id such as company/red-hat
    name: String,
    /// A second entity: explain what connects the two
    other: Option<String>,
    #[command(flatten)]
    answer: AnswerOptions,
}

impl ExplainCommand {
    /// Prints the explanation. Exit code 1 if a name is not known or nothing connects the two.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let Some((graph, filter)) = self.answer.filters.open(workspace)? else {
            return Ok(Outcome::Nothing);
        };
        let view = filter.view(&graph);
        let mut entities = Vec::new();
        for asked in std::iter::once(&self.name).chain(&self.other) {
            match find::one(&graph, &workspace.lexicon, asked) {
                Ok(entity) => match view.node(&entity.id) {
                    Some(entity) => entities.push(entity),
                    None => {
                        filtered_out(entity, &self.answer.filters.with());
                        return Ok(Outcome::Nothing);
                    }
                },
                Err(near) => {
                    not_found(workspace, asked, "explain", &near);
                    return Ok(Outcome::Nothing);
                }
            }
        }
        match entities[..] {
            [one, other] if one.id != other.id => {
                let edges = explain::between(&view, one, other);
                let names = (one.name.as_str(), other.name.as_str());
                self.two(names, &edges, workspace)
            }
            _ => {
                let mut explanation = explain::explain(&view, entities[0]);
                explanation.relations.retain(|r| filter.kind(other(r, &entities[0].id).kind));
                match self.answer.format {
                    AnswerFormat::Text => one(&explanation, &view, workspace).print()?,
                    format => print_view(format, &explanation)?,
                }
                Ok(Outcome::Done)
            }
        }
    }

    fn two(
        &self,
        names: (&str, &str),
        edges: &[ExplainedEdge],
        workspace: &Workspace,
    ) -> Result<Outcome, Error> {
        match self.answer.format {
            AnswerFormat::Text if edges.is_empty() => {
                let mut screen = Screen::stderr();
                let (one, other, with) = (names.0, names.1, self.answer.filters.with());
                let text =
                    format!("Nothing in the notes connects {one} and {other} directly{with}.");
                screen.hanging(0, 2, StyledText::plain(&text));
                let ids = [names.0, names.1].map(quoted);
                let hint = command(workspace, &format!("path {} {}", ids[0], ids[1]));
                screen.hanging(
                    0,
                    2,
                    StyledText::plain("Indirectly:  ").command(theme::SOFT, &hint),
                );
                screen.report();
            }
            AnswerFormat::Text => {
                let mut screen = Screen::stdout();
                for (i, explained) in edges.iter().enumerate() {
                    if i > 0 {
                        screen.blank();
                    }
                    relation(&mut screen, explained, workspace);
                }
                screen.print()?;
            }
            format => print_rows(format, &edges, edges)?,
        }
        Ok(if edges.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }
}

/// The other end of an edge.
fn other<'a>(relation: &'a ExplainedEdge, id: &EntityId) -> &'a EntityRef {
    if relation.subject.id == *id { &relation.object } else { &relation.subject }
}

fn one(explanation: &Explanation, graph: &Graph, workspace: &Workspace) -> Screen {
    let mut screen = Screen::stdout();
    let entity = &explanation.entity;
    let name = StyledText::new().add(theme::key(entity.kind), &entity.name);
    let sure = format!("  {}, {:.2}", entity.kind, explanation.confidence);
    screen.hanging(0, 2, name.add(theme::SOFT, &sure));
    head(&mut screen, "Mentions", explanation.mentions.is_empty());
    for mention in &explanation.mentions {
        reason(&mut screen, mention, workspace);
    }
    head(&mut screen, "Resolution", explanation.decisions.is_empty());
    for decision in &explanation.decisions {
        screen.hanging(2, 4, decided(decision, graph));
    }
    head(&mut screen, "Edges", explanation.relations.is_empty());
    for (i, explained) in explanation.relations.iter().enumerate() {
        if i > 0 {
            screen.blank();
        }
        relation(&mut screen, explained, workspace);
    }
    screen
}

fn head(screen: &mut Screen, words: &str, nothing: bool) {
    if !nothing {
        screen.blank();
        screen.line(StyledText::new().add(theme::KEY, words));
    }
}

fn relation(screen: &mut Screen, explained: &ExplainedEdge, workspace: &Workspace) {
    let text = StyledText::new()
        .add(theme::of(explained.subject.kind), &inline_name(&explained.subject))
        .add(theme::NONE, &format!(" {} ", explained.predicate.forward()))
        .add(theme::of(explained.object.kind), &inline_name(&explained.object))
        .add(theme::SOFT, &format!("  {:.2}", explained.confidence));
    screen.hanging(0, 2, text);
    for one in &explained.evidence {
        reason(screen, one, workspace);
    }
}

/// The sentence, its place, the rule with its confidence, and how the name is written there.
fn reason(screen: &mut Screen, reason: &ExplainedEvidence, workspace: &Workspace) {
    show_quote(screen, &reason.quote);
    let place = screen.place(theme::SOFT, &workspace.notes, &reason.note, reason.line);
    let mut details = format!("{} {:.2}", reason.rule, reason.confidence);
    if !reason.written.is_empty() {
        details += &format!(", written as {}", reason.written.join(", "));
    }
    screen.hanging(2, 4, place.add(theme::SOFT, &format!("  {details}")));
    if !reason.weighed.is_empty() {
        screen.hanging(
            4,
            6,
            StyledText::new().add(theme::SOFT, &format!("weights: {}", reason.weighed)),
        );
    }
}

/// One decision as a sentence.
pub fn decided(decision: &Decision, graph: &Graph) -> StyledText {
    let form = StyledText::plain(&decision.form);
    let form = match &decision.note {
        Some(note) => form.add(theme::SOFT, " in ").path(theme::SOFT, note, None),
        None => form,
    };
    form.add(theme::NONE, &format!(": {}", why(&decision.because, graph)))
}

fn why(because: &Because, graph: &Graph) -> String {
    match because {
        Because::SameName => "the same name".to_string(),
        Because::SameNote => "another form of a name in the same note".to_string(),
        Because::Catalogue { entry } => format!("in the catalogue ({entry})"),
        Because::Override { file, line } => format!("your correction ({file}:{line})"),
        Because::Similar { support } => format!("similar names, and {support}"),
        Because::KeptApart { from, why, entry, .. } => {
            let name = graph.node(from).map_or(from.slug(), |e| e.name.as_str());
            let entry = entry.as_ref().map(|entry| format!(" ({entry})")).unwrap_or_default();
            format!("kept apart from {name}: {why}{entry}")
        }
    }
}
