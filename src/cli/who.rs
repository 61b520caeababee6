//! `hallway who TOPIC`

use crate::cli::filter::AnswerOptions;
use crate::cli::hints::{command, did_you_mean, quoted};
use crate::cli::names::{lower_first, qualifier, show_namesakes};
use crate::cli::options::{AnswerFormat, Outcome, count};
use crate::cli::quote::show_quote;
use crate::cli::screen::{Screen, print_rows};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::graph::Graph;
use hallway::query::EntityRef;
use hallway::query::answers::Answer;
use hallway::query::namesakes::Namesakes;
use hallway::query::who::{self, AnswerCounts};
use hallway::store::Error;
use hallway::vocabulary::Kind;

/// Who talked about a topic, and when
///
/// Shows the person, their company at the time, the talk, event, date and sentence, best answers first.
/// Also takes a tool, company, person, event or free words.
#[derive(Args)]
#[command(visible_alias = "who-talked-about")]
pub struct WhoCommand {
    /// A topic, or another name or words
    #[arg(required = true, value_name = "TOPIC")]
    topic: Vec<String>,
    /// At most N answers
    #[arg(long, value_name = "N", value_parser = count)]
    limit: Option<usize>,
    #[command(flatten)]
    answer: AnswerOptions,
}

impl WhoCommand {
    /// Prints the answers. Exit code 1 if there are none.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let asked = self.topic.join(" ");
        let Some((graph, filter)) = self.answer.filters.open(workspace)? else {
            return Ok(Outcome::Nothing);
        };
        let mut answer = who::who(&graph, &workspace.lexicon, &filter, &asked);
        let all = answer.answers.len();
        answer.answers.truncate(self.limit.unwrap_or(all));
        match self.answer.format {
            AnswerFormat::Text if answer.answers.is_empty() => self.nobody(&answer, workspace),
            AnswerFormat::Text => screen(&answer, all, &graph, workspace).print()?,
            format => print_rows(format, &answer, &answer.answers)?,
        }
        Ok(if answer.answers.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }

    fn nobody(&self, answer: &who::WhoView, workspace: &Workspace) {
        let mut screen = Screen::stderr();
        match &answer.matched {
            Some(entity) if answer.left_out == 0 => mentioned_only(&mut screen, entity, workspace),
            _ => {
                let (asked, with) = (&answer.asked, self.answer.filters.with());
                let text = format!("No note says who talked about “{asked}”{with}.");
                screen.hanging(0, 2, StyledText::plain(&text));
            }
        }
        did_you_mean(&mut screen, workspace, "who", &answer.did_you_mean);
        screen.report();
    }
}

/// Says that the notes mention the entity, but answer nothing about it.
fn mentioned_only(screen: &mut Screen, entity: &EntityRef, workspace: &Workspace) {
    let but = match entity.kind {
        Kind::Person => "but no talk by them",
        Kind::Company => "but nobody who worked there",
        Kind::Event => "but no talk there",
        Kind::Talk => "but not who gave it",
        Kind::Tool | Kind::Topic => "but not who talked about it",
        Kind::Note => "but no talk in it",
    };
    let text = StyledText::plain("The notes mention ")
        .add(theme::of(entity.kind), &entity.name)
        .add(theme::NONE, &format!(" ({}), {but}.", entity.kind));
    screen.hanging(0, 2, text);
    let hint = command(workspace, &format!("about {}", quoted(&entity.name)));
    screen.hanging(0, 2, StyledText::plain("Try:  ").command(theme::SOFT, &hint));
}

fn screen(who: &who::WhoView, all: usize, graph: &Graph, workspace: &Workspace) -> Screen {
    let mut screen = Screen::stdout();
    let namesakes = Namesakes::new(graph);
    screen.hanging(0, 2, head(who, &namesakes));
    screen.hanging(0, 2, StyledText::new().add(theme::SOFT, &sum(&who.counts)));
    if let Some(entity) = who.matched.as_ref().and_then(|entity| graph.node(&entity.id)) {
        show_namesakes(&mut screen, "who", graph, &namesakes, entity, workspace);
    }
    for answer in &who.answers {
        screen.blank();
        show_answer(&mut screen, answer, who, workspace);
    }
    if all > who.answers.len() {
        let more = format!("and {} more", all - who.answers.len());
        screen.blank();
        screen.line(StyledText::new().add(theme::SOFT, &more));
    }
    screen
}

fn head(who: &who::WhoView, namesakes: &Namesakes) -> StyledText {
    let Some(entity) = &who.matched else {
        return StyledText::new().add(theme::KEY, &who.asked).add(theme::SOFT, "  text search");
    };
    let also = match who.aliases.is_empty() {
        true => String::new(),
        false => format!(", also {}", who.aliases.join(", ")),
    };
    StyledText::new()
        .add(theme::key(entity.kind), &entity.name)
        .join(qualifier(namesakes, &entity.id))
        .add(theme::SOFT, &format!("  {}{also}", entity.kind))
}

/// “3 people, 3 talks, 2 events, 2 notes, 2019-05-02 to 2019-07-23”, without zero counts.
fn sum(sum: &AnswerCounts) -> String {
    let counts = [
        (sum.people, Kind::Person),
        (sum.talks, Kind::Talk),
        (sum.events, Kind::Event),
        (sum.notes, Kind::Note),
    ];
    let counts = counts.into_iter().filter(|(n, _)| *n > 0);
    let mut words: Vec<String> = counts
        .map(|(n, kind)| format!("{n} {}", if n == 1 { kind.word() } else { kind.plural() }))
        .collect();
    match (sum.first, sum.last) {
        (Some(first), Some(last)) if first != last => words.push(format!("{first} to {last}")),
        (Some(date), _) | (_, Some(date)) => words.push(date.to_string()),
        (None, None) => {}
    }
    words.join(", ")
}

fn show_answer(screen: &mut Screen, answer: &Answer, who: &who::WhoView, workspace: &Workspace) {
    let date = answer.date.map(|d| d.to_string()).unwrap_or_default();
    screen.dated(speaker(answer), &date);
    let occasion = occasion(answer);
    if !occasion.is_empty() {
        screen.paragraph(2, occasion);
    }
    if !answer.subjects.is_empty() {
        screen.paragraph(2, subjects(answer, who));
    }
    show_evidence(screen, answer, workspace);
}

/// Shows a sentence that was searched for: speaker, event and date if known, the sentence, its place.
pub fn show_sentence(screen: &mut Screen, answer: &Answer, workspace: &Workspace) {
    let date = answer.date.map(|d| d.to_string()).unwrap_or_default();
    let occasion = occasion(answer);
    match (&answer.person, occasion.is_empty()) {
        (None, false) => screen.dated(occasion, &date),
        (None, true) => {
            screen.dated(StyledText::new().add(theme::SOFT, "mentioned in passing"), &date)
        }
        (Some(_), empty) => {
            screen.dated(speaker(answer), &date);
            if !empty {
                screen.paragraph(2, occasion);
            }
        }
    }
    show_evidence(screen, answer, workspace);
}

fn show_evidence(screen: &mut Screen, answer: &Answer, workspace: &Workspace) {
    show_quote(screen, &answer.quote);
    let place = screen.place(theme::SOFT, &workspace.notes, &answer.note, answer.line);
    screen.line(StyledText::plain("  ").join(place));
}

fn speaker(answer: &Answer) -> StyledText {
    let name = match &answer.person {
        Some(person) => StyledText::new().add(theme::key(Kind::Person), &person.name),
        None => StyledText::new().add(theme::SOFT, "speaker not named"),
    };
    let name = match &answer.company {
        Some(company) => name.add(theme::NONE, ", ").add(theme::of(Kind::Company), &company.name),
        None => name,
    };
    if answer.unsure() { name.add(theme::UNSURE, "  unsure") } else { name }
}

/// The talk and the event. A talk without a title begins in lower case.
fn occasion(answer: &Answer) -> StyledText {
    let talk = match &answer.talk {
        Some(talk) if talk.untitled => StyledText::plain(&lower_first(&talk.name)),
        Some(talk) => StyledText::plain(&talk.name),
        None => StyledText::new(),
    };
    match &answer.event {
        Some(event) if talk.is_empty() => {
            StyledText::new().add(theme::of(Kind::Event), &event.name)
        }
        Some(event) => talk.add(theme::NONE, ", ").add(theme::of(Kind::Event), &event.name),
        None => talk,
    }
}

fn subjects(answer: &Answer, who: &who::WhoView) -> StyledText {
    let mut text = StyledText::plain("on ");
    for (i, subject) in answer.subjects.iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        text = text.add(theme::NONE, comma).add(theme::of(subject.kind), &subject.name);
    }
    let narrower = who.matched.as_ref().is_some_and(|m| m.kind == Kind::Topic);
    if narrower { text.add(theme::SOFT, " (part of this topic)") } else { text }
}
