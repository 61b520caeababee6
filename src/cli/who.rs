//! `hallway who TOPIC`

use crate::cli::answering::Answering;
use crate::cli::apart::{others, qualified};
use crate::cli::screen::{Screen, print_rows};
use crate::cli::session::{Session, did_you_mean, quoted};
use crate::cli::text::Text;
use crate::cli::{Format, Outcome, count, role};
use clap::Args;
use hallway::graph::Graph;
use hallway::query::EntityRef;
use hallway::query::answers::Answer;
use hallway::query::namesakes::Namesakes;
use hallway::query::quote::Quote;
use hallway::query::who::{self, AnswerCounts};
use hallway::store::Error;
use hallway::vocabulary::Kind;

/// Who talked about it: person, company then, talk, event, date and the sentence, best first
///
/// Takes a topic, tool, company, person, event or free words.
#[derive(Args)]
#[command(visible_alias = "who-talked-about")]
pub struct Who {
    /// What was talked about
    #[arg(required = true, value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only the first so many answers
    #[arg(long, value_name = "N", value_parser = count)]
    limit: Option<usize>,
    #[command(flatten)]
    answering: Answering,
}

impl Who {
    /// Answers; exit code 1 if nobody is found.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        let asked = self.topic.join(" ");
        let Some((graph, filter)) = self.answering.filters.open(session)? else {
            return Ok(Outcome::Nothing);
        };
        let mut answer = who::who(&graph, &session.lexicon, &filter, &asked);
        let all = answer.answers.len();
        answer.answers.truncate(self.limit.unwrap_or(all));
        match self.answering.format {
            Format::Text if answer.answers.is_empty() => self.nobody(&answer),
            Format::Text => screen(&answer, all, &graph, session).print()?,
            format => print_rows(format, &answer, &answer.answers)?,
        }
        Ok(if answer.answers.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }

    fn nobody(&self, answer: &who::WhoView) {
        let mut screen = Screen::stderr();
        match &answer.matched {
            Some(thing) if answer.left_out == 0 => untold(&mut screen, thing),
            _ => {
                let (asked, with) = (&answer.asked, self.answering.filters.with());
                let text = format!("Nobody is noted as having talked about “{asked}”{with}.");
                screen.hanging(0, 2, Text::plain(&text));
            }
        }
        did_you_mean(&mut screen, "who", &answer.did_you_mean);
        screen.report();
    }
}

/// The notes name the thing, but there is nothing to answer.
fn untold(screen: &mut Screen, thing: &EntityRef) {
    let but = match thing.kind {
        Kind::Person => "but no talk by them",
        Kind::Company => "but nobody who worked there",
        Kind::Event => "but no talk there",
        Kind::Talk => "but not who gave it",
        Kind::Tool | Kind::Topic => "but nobody who talked about it",
        Kind::Note => "but it tells of no talk",
    };
    let text = Text::plain("The notes name ")
        .add(role::of(thing.kind), &thing.name)
        .add(role::NONE, &format!(" ({}), {but}.  ", thing.kind))
        .add(role::SOFT, &format!("hallway about {}", quoted(&thing.name)));
    screen.hanging(0, 2, text);
}

fn screen(who: &who::WhoView, all: usize, graph: &Graph, session: &Session) -> Screen {
    let mut screen = Screen::stdout();
    let namesakes = Namesakes::new(graph);
    screen.hanging(0, 2, head(who, &namesakes));
    screen.hanging(0, 2, Text::new().add(role::SOFT, &sum(&who.counts)));
    if let Some(entity) = who.matched.as_ref().and_then(|thing| graph.node(&thing.id)) {
        others(&mut screen, "who", graph, &namesakes, entity);
    }
    for answer in &who.answers {
        screen.blank();
        show(&mut screen, answer, who, session);
    }
    if all > who.answers.len() {
        let more = format!("and {} more", all - who.answers.len());
        screen.blank();
        screen.line(Text::new().add(role::SOFT, &more));
    }
    screen
}

fn head(who: &who::WhoView, namesakes: &Namesakes) -> Text {
    let Some(thing) = &who.matched else {
        return Text::new().add(role::KEY, &who.asked).add(role::SOFT, "  words in the notes");
    };
    let also = match who.aliases.is_empty() {
        true => String::new(),
        false => format!(", also {}", who.aliases.join(", ")),
    };
    Text::new()
        .add(role::key(thing.kind), &thing.name)
        .join(qualified(namesakes, &thing.id))
        .add(role::SOFT, &format!("  {}{also}", thing.kind))
}

/// “3 people, 3 talks, 2 events, 2 notes, 2019-05-02 to 2019-07-23”, without what is zero.
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

fn show(screen: &mut Screen, answer: &Answer, who: &who::WhoView, session: &Session) {
    let date = answer.date.map(|d| d.to_string()).unwrap_or_default();
    screen.dated(speaker(answer), &date);
    let occasion = occasion(answer);
    if !occasion.is_empty() {
        screen.paragraph(2, occasion);
    }
    if !answer.subjects.is_empty() {
        screen.paragraph(2, subjects(answer, who));
    }
    said(screen, answer, session);
}

/// A sentence that was looked for: who, where and when as far as is known, the sentence, its place.
pub fn sentence(screen: &mut Screen, answer: &Answer, session: &Session) {
    let date = answer.date.map(|d| d.to_string()).unwrap_or_default();
    let occasion = occasion(answer);
    match (&answer.person, occasion.is_empty()) {
        (None, false) => screen.dated(occasion, &date),
        (None, true) => screen.dated(Text::new().add(role::SOFT, "said in passing"), &date),
        (Some(_), empty) => {
            screen.dated(speaker(answer), &date);
            if !empty {
                screen.paragraph(2, occasion);
            }
        }
    }
    said(screen, answer, session);
}

fn said(screen: &mut Screen, answer: &Answer, session: &Session) {
    quote(screen, &answer.quote);
    let place = screen.place(role::SOFT, &session.notes, &answer.note, answer.line);
    screen.line(Text::plain("  ").join(place));
}

fn speaker(answer: &Answer) -> Text {
    let name = match &answer.person {
        Some(person) => Text::new().add(role::key(Kind::Person), &person.name),
        None => Text::new().add(role::SOFT, "somebody, not named"),
    };
    let name = match &answer.company {
        Some(company) => name.add(role::NONE, ", ").add(role::of(Kind::Company), &company.name),
        None => name,
    };
    if answer.unsure() { name.add(role::UNSURE, "  unsure") } else { name }
}

/// In which talk and at which event. A talk without a title begins in lower case: it is no title.
fn occasion(answer: &Answer) -> Text {
    let talk = match &answer.talk {
        Some(talk) if talk.untitled => Text::plain(&lower_first(&talk.name)),
        Some(talk) => Text::plain(&talk.name),
        None => Text::new(),
    };
    match &answer.event {
        Some(event) if talk.is_empty() => Text::new().add(role::of(Kind::Event), &event.name),
        Some(event) => talk.add(role::NONE, ", ").add(role::of(Kind::Event), &event.name),
        None => talk,
    }
}

fn subjects(answer: &Answer, who: &who::WhoView) -> Text {
    let mut text = Text::plain("on ");
    for (i, subject) in answer.subjects.iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        text = text.add(role::NONE, comma).add(role::of(subject.kind), &subject.name);
    }
    let narrower = who.matched.as_ref().is_some_and(|m| m.kind == Kind::Topic);
    if narrower { text.add(role::SOFT, ", which is part of it") } else { text }
}

/// A talk's made-up name within a line: “a talk on testing in production”.
pub fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

/// A sentence in quotation marks, its match underlined, on at most three lines.
pub fn quote(screen: &mut Screen, quote: &Quote) {
    const LINES: usize = 3;
    let width = screen.width.saturating_sub(2);
    let mut limit = (width * LINES).min(280);
    let mut lines = words(quote, limit).wrap(width);
    while lines.len() > LINES && limit > 20 {
        limit -= 8;
        lines = words(quote, limit).wrap(width);
    }
    for line in lines {
        screen.line(Text::plain("  ").join(line));
    }
}

fn words(quote: &Quote, limit: usize) -> Text {
    let cut = quote.excerpt(limit);
    Text::plain(if cut.more_before { "“… " } else { "“" })
        .add(role::NONE, cut.before)
        .add(role::HIT, cut.hit)
        .add(role::NONE, cut.after)
        .add(role::NONE, if cut.more_after { " …”" } else { "”" })
}
