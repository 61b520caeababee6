//! `hallway timeline [NAME]`

use crate::cli::filter::AnswerOptions;
use crate::cli::hints::not_found;
use crate::cli::options::{AnswerFormat, Outcome, count};
use crate::cli::quote::show_quote;
use crate::cli::screen::{NARROW, Screen, print_rows};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::entity::Entity;
use hallway::graph::Graph;
use hallway::query::filter::Filter;
use hallway::query::timeline::{self, TimelineEntry};
use hallway::query::{EntityRef, find};
use hallway::store::Error;
use hallway::vocabulary::Kind;
use std::collections::BTreeSet;

/// When an entity came up, note by note
///
/// The earliest note comes first. Without a name: when each topic and tool first came up; with --kind,
/// entities of other kinds.
#[derive(Args)]
pub struct TimelineCommand {
    /// A name or part of one, or an id such as topic/feature-flags
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// At most N entries, the latest ones
    #[arg(long, value_name = "N", value_parser = count)]
    limit: Option<usize>,
    #[command(flatten)]
    answer: AnswerOptions,
}

impl TimelineCommand {
    /// Prints the timeline. Exit code 1 if there is no such entity, or the filters leave no note.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let Some((graph, filter)) = self.answer.filters.open(workspace)? else {
            return Ok(Outcome::Nothing);
        };
        let view = filter.view(&graph);
        if self.name.is_empty() {
            let moments = timeline::all(&view, filter.kinds_or(&timeline::SUBJECTS));
            return self.print(moments, None, |m, earlier| firsts(m, earlier, workspace));
        }
        let asked = self.name.join(" ");
        match named(&graph, &filter, &asked, workspace) {
            Err(near) => {
                not_found(workspace, &asked, "timeline", &near);
                Ok(Outcome::Nothing)
            }
            Ok(entity) => {
                let moments = view.node(&entity.id).map(|e| timeline::of(&view, e));
                self.print(moments.unwrap_or_default(), Some(&entity.name), |m, earlier| {
                    one(entity, m, earlier, workspace)
                })
            }
        }
    }

    fn print(
        &self,
        mut moments: Vec<TimelineEntry>,
        name: Option<&str>,
        screen: impl Fn(&[TimelineEntry], usize) -> Screen,
    ) -> Result<Outcome, Error> {
        let earlier = moments.len().saturating_sub(self.limit.unwrap_or(usize::MAX));
        moments.drain(..earlier);
        match self.answer.format {
            AnswerFormat::Text if moments.is_empty() => {
                let mut screen = Screen::stderr();
                let with = self.answer.filters.with();
                let text = match name {
                    Some(name) => format!("No note mentions {name}{with}."),
                    None => format!("There is nothing to show{with}."),
                };
                screen.hanging(0, 2, StyledText::plain(&text));
                screen.report();
            }
            AnswerFormat::Text => screen(&moments, earlier).print()?,
            format => print_rows(format, &moments, &moments)?,
        }
        Ok(if moments.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }
}

/// The entity that is asked for, among the kinds of the filter.
fn named<'g>(
    graph: &'g Graph,
    filter: &Filter,
    asked: &str,
    workspace: &Workspace,
) -> Result<&'g Entity, Vec<EntityRef>> {
    match filter.kinds[..] {
        [kind] => find::one_of_kind(graph, &workspace.lexicon, kind, asked),
        _ => find::one(graph, &workspace.lexicon, asked),
    }
}

/// One entity: each note with its date, event and sentence.
fn one(
    entity: &Entity,
    moments: &[TimelineEntry],
    earlier: usize,
    workspace: &Workspace,
) -> Screen {
    let mut screen = Screen::stdout();
    let name = StyledText::new().add(theme::key(entity.kind), &entity.name);
    screen.hanging(0, 2, name.add(theme::SOFT, &format!("  {}", entity.kind)));
    screen.hanging(0, 2, StyledText::new().add(theme::SOFT, &summary(moments)));
    for moment in moments {
        screen.blank();
        screen.dated(occasion(moment), &day(moment));
        show_quote(&mut screen, &moment.cited.quote);
        let evidence = &moment.cited;
        let place = screen.place(theme::SOFT, &workspace.notes, &evidence.note, evidence.line);
        screen.line(StyledText::plain("  ").join(place));
    }
    before(&mut screen, earlier);
    screen
}

/// Says how many entries `--limit` left out.
fn before(screen: &mut Screen, earlier: usize) {
    if earlier > 0 {
        screen.blank();
        screen.line(StyledText::new().add(theme::SOFT, &format!("and {earlier} earlier")));
    }
}

/// “7 notes, 3 events, 2019-05-02 to 2023-06-20”
fn summary(moments: &[TimelineEntry]) -> String {
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

/// The event of the note; its title if it covers none, or if the event is the entity asked for.
fn occasion(moment: &TimelineEntry) -> StyledText {
    match moment.event.as_ref().filter(|event| event.id != moment.entity.id) {
        Some(event) => StyledText::new().add(theme::key(Kind::Event), &event.name),
        None => StyledText::new().add(theme::KEY, &moment.title),
    }
}

fn day(moment: &TimelineEntry) -> String {
    moment.date.map_or_else(|| "no date".to_string(), |date| date.to_string())
}

/// All entities: for each note, under its year, those that first came up in it.
fn firsts(moments: &[TimelineEntry], earlier: usize, workspace: &Workspace) -> Screen {
    let mut screen = Screen::stdout();
    let years = moments.chunk_by(|a, b| a.date.map(|d| d.year) == b.date.map(|d| d.year));
    for (i, year) in years.enumerate() {
        if i > 0 {
            screen.blank();
        }
        let head =
            year.first().and_then(|m| m.date).map_or("no date".into(), |d| d.year.to_string());
        let count = format!("  {} new", year.len());
        screen.line(StyledText::new().add(theme::KEY, &head).add(theme::SOFT, &count));
        for note in year.chunk_by(|a, b| a.cited.note == b.cited.note && a.date == b.date) {
            first(&mut screen, note, workspace);
        }
    }
    before(&mut screen, earlier);
    screen
}

/// One note: its date and event, the new entities, and the place of the first.
fn first(screen: &mut Screen, moments: &[TimelineEntry], workspace: &Workspace) {
    let Some(moment) = moments.first() else { return };
    let indent = if screen.width < NARROW { 2 } else { DATE };
    let date = StyledText::plain("  ").add(theme::SOFT, &day(moment));
    if screen.width < NARROW {
        screen.line(date);
        screen.hanging(2, 4, occasion(moment));
    } else {
        let wide = screen.width - DATE;
        for (i, line) in occasion(moment).wrap(wide).into_iter().enumerate() {
            let lead = if i == 0 { date.clone() } else { StyledText::new() };
            screen.line(lead.pad(DATE).join(line));
        }
    }
    let mut names = StyledText::new();
    for (i, moment) in moments.iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        let entity = &moment.entity;
        names = names.add(theme::NONE, comma).add(theme::of(entity.kind), &entity.name);
    }
    screen.paragraph(indent, names);
    let evidence = &moment.cited;
    let place = screen.place(theme::SOFT, &workspace.notes, &evidence.note, evidence.line);
    screen.line(StyledText::new().pad(indent).join(place));
}

/// Width of the date column.
const DATE: usize = 14;
