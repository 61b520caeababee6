//! `hallway timeline [NAME]`

use crate::cli::about::not_found;
use crate::cli::answering::Answering;
use crate::cli::screen::{NARROW, Screen, print_rows};
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::who::quote;
use crate::cli::{Format, Outcome, count, role};
use clap::Args;
use hallway::entity::Entity;
use hallway::graph::Graph;
use hallway::query::filter::Filter;
use hallway::query::timeline::{self, TimelineEntry};
use hallway::query::{EntityRef, find};
use hallway::store::Error;
use hallway::vocabulary::Kind;
use std::collections::BTreeSet;

/// When it came up: each note that names it, earliest first
///
/// Without a name: when each topic and tool came up for the first time; with --kind, things of other
/// kinds.
#[derive(Args)]
pub struct Timeline {
    /// A name or part of one, or an id such as topic/feature-flags
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// Only the latest so many
    #[arg(long, value_name = "N", value_parser = count)]
    limit: Option<usize>,
    #[command(flatten)]
    answering: Answering,
}

impl Timeline {
    /// Answers; exit code 1 if there is no such thing, or no note is left that names it.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        let Some((graph, filter)) = self.answering.filters.open(session)? else {
            return Ok(Outcome::Nothing);
        };
        let view = filter.view(&graph);
        if self.name.is_empty() {
            let moments = timeline::all(&view, filter.kinds_or(&timeline::SUBJECTS));
            return self.answer(moments, "Nothing", |m, earlier| firsts(m, earlier, session));
        }
        let asked = self.name.join(" ");
        match named(&graph, &filter, &asked, session) {
            Err(near) => {
                not_found(&asked, "timeline", &near);
                Ok(Outcome::Nothing)
            }
            Ok(entity) => {
                let moments = view.node(&entity.id).map(|e| timeline::of(&view, e));
                let who = entity.name.clone();
                self.answer(moments.unwrap_or_default(), &who, |m, earlier| {
                    one(entity, m, earlier, session)
                })
            }
        }
    }

    fn answer(
        &self,
        mut moments: Vec<TimelineEntry>,
        who: &str,
        screen: impl Fn(&[TimelineEntry], usize) -> Screen,
    ) -> Result<Outcome, Error> {
        let earlier = moments.len().saturating_sub(self.limit.unwrap_or(usize::MAX));
        moments.drain(..earlier);
        match self.answering.format {
            Format::Text if moments.is_empty() => {
                let mut screen = Screen::stderr();
                let text = format!("{who} came up in no note{}.", self.answering.filters.with());
                screen.hanging(0, 2, Text::plain(&text));
                screen.report();
            }
            Format::Text => screen(&moments, earlier).print()?,
            format => print_rows(format, &moments, &moments)?,
        }
        Ok(if moments.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }
}

/// The thing that is meant, among the kinds asked for.
fn named<'g>(
    graph: &'g Graph,
    filter: &Filter,
    asked: &str,
    session: &Session,
) -> Result<&'g Entity, Vec<EntityRef>> {
    match filter.kinds[..] {
        [kind] => find::one_of_kind(graph, &session.lexicon, kind, asked),
        _ => find::one(graph, &session.lexicon, asked),
    }
}

/// One thing: each note with its date, occasion and sentence.
fn one(entity: &Entity, moments: &[TimelineEntry], earlier: usize, session: &Session) -> Screen {
    let mut screen = Screen::stdout();
    let name = Text::new().add(role::key(entity.kind), &entity.name);
    screen.hanging(0, 2, name.add(role::SOFT, &format!("  {}", entity.kind)));
    screen.hanging(0, 2, Text::new().add(role::SOFT, &account(moments)));
    for moment in moments {
        screen.blank();
        screen.dated(occasion(moment), &day(moment));
        quote(&mut screen, &moment.cited.quote);
        let said = &moment.cited;
        let place = screen.place(role::SOFT, &session.notes, &said.note, said.line);
        screen.line(Text::plain("  ").join(place));
    }
    before(&mut screen, earlier);
    screen
}

/// Says that `--limit` left out what came before.
fn before(screen: &mut Screen, earlier: usize) {
    if earlier > 0 {
        screen.blank();
        screen.line(Text::new().add(role::SOFT, &format!("and {earlier} earlier")));
    }
}

/// “7 notes, 3 events, 2019-05-02 to 2023-06-20”
fn account(moments: &[TimelineEntry]) -> String {
    let events: BTreeSet<&str> =
        moments.iter().filter_map(|m| Some(m.event.as_ref()?.id.0.as_str())).collect();
    let count = |n: usize, kind: Kind| match n {
        0 => None,
        1 => Some(format!("1 {}", kind.word())),
        n => Some(format!("{n} {}", kind.plural())),
    };
    let dates = || moments.iter().filter_map(|m| m.date);
    let span = match (dates().min(), dates().max()) {
        (Some(first), Some(last)) if first != last => Some(format!("{first} to {last}")),
        (first, _) => first.map(|date| date.to_string()),
    };
    let parts = [count(moments.len(), Kind::Note), count(events.len(), Kind::Event), span];
    parts.into_iter().flatten().collect::<Vec<String>>().join(", ")
}

/// The event of the note; its title where it covers none, or the event is what came up.
fn occasion(moment: &TimelineEntry) -> Text {
    match moment.event.as_ref().filter(|event| event.id != moment.entity.id) {
        Some(event) => Text::new().add(role::key(Kind::Event), &event.name),
        None => Text::new().add(role::KEY, &moment.title),
    }
}

fn day(moment: &TimelineEntry) -> String {
    moment.date.map_or_else(|| "no date".to_string(), |date| date.to_string())
}

/// All things: for each note those that came up in it for the first time, under the year.
fn firsts(moments: &[TimelineEntry], earlier: usize, session: &Session) -> Screen {
    let mut screen = Screen::stdout();
    let years = moments.chunk_by(|a, b| a.date.map(|d| d.year) == b.date.map(|d| d.year));
    for (i, year) in years.enumerate() {
        if i > 0 {
            screen.blank();
        }
        let head =
            year.first().and_then(|m| m.date).map_or("no date".into(), |d| d.year.to_string());
        let count = format!("  {} new", year.len());
        screen.line(Text::new().add(role::KEY, &head).add(role::SOFT, &count));
        for note in year.chunk_by(|a, b| a.cited.note == b.cited.note && a.date == b.date) {
            first(&mut screen, note, session);
        }
    }
    before(&mut screen, earlier);
    screen
}

/// One note: its date and occasion, what is new in it, and where it stands.
fn first(screen: &mut Screen, moments: &[TimelineEntry], session: &Session) {
    let Some(moment) = moments.first() else { return };
    let indent = if screen.width < NARROW { 2 } else { DATE };
    let date = Text::plain("  ").add(role::SOFT, &day(moment));
    if screen.width < NARROW {
        screen.line(date);
        screen.hanging(2, 4, occasion(moment));
    } else {
        let wide = screen.width - DATE;
        for (i, line) in occasion(moment).wrap(wide).into_iter().enumerate() {
            let lead = if i == 0 { date.clone() } else { Text::new() };
            screen.line(lead.pad(DATE).join(line));
        }
    }
    let mut names = Text::new();
    for (i, moment) in moments.iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        let thing = &moment.entity;
        names = names.add(role::NONE, comma).add(role::of(thing.kind), &thing.name);
    }
    screen.paragraph(indent, names);
    let said = &moment.cited;
    let place = screen.place(role::SOFT, &session.notes, &said.note, said.line);
    screen.line(Text::new().pad(indent).join(place));
}

/// The column after the dates.
const DATE: usize = 14;
