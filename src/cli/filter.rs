//! Options of all commands that answer questions: `--format` and the filters `--kind`, `--event`,
//! `--company`, `--since`, `--until`, `--min-confidence`.

use crate::cli::hints::{did_you_mean, quoted};
use crate::cli::options::{AnswerFormat, confidence};
use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::date::Date;
use hallway::diagnostic::Diagnostic;
use hallway::graph::Graph;
use hallway::query::EntityRef;
use hallway::query::filter::Filter;
use hallway::query::find;
use hallway::query::find::MatchKind;
use hallway::store::Error;
use hallway::vocabulary::{EntityId, Kind};

/// `--format` and the filters.
#[derive(Args)]
pub struct AnswerOptions {
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,
    #[command(flatten)]
    pub filters: FilterOptions,
}

/// The filters. Answers must pass all of them; a filter that is given twice passes either value.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Filters")]
pub struct FilterOptions {
    /// Only these kinds: person, company, tool, topic, talk, event, note (comma-separated)
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    kind: Vec<Kind>,
    /// Only what was said at this event; without a year, at all its editions
    #[arg(long, value_name = "NAME")]
    event: Vec<String>,
    /// Only what was said by people who worked at this company at the time
    #[arg(long, value_name = "NAME")]
    company: Vec<String>,
    /// Nothing before this date: 2019, 2019-07 or 2019-07-23
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
    /// Nothing after this date; 2019 includes all of 2019
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    /// Nothing below this confidence, 0 to 1
    #[arg(long, value_name = "N", value_parser = confidence)]
    min_confidence: Option<f32>,
}

impl FilterOptions {
    /// The graph of all notes, and the filter for it. `None` if there are no notes, or no such event or
    /// company, which is reported here.
    pub fn open(&self, workspace: &Workspace) -> Result<Option<(Graph, Filter)>, Error> {
        self.check()?;
        let Some(graph) = workspace.graph()? else { return Ok(None) };
        let filter = self.of(&graph, workspace);
        Ok(filter.map(|filter| (graph, filter)))
    }

    fn of(&self, graph: &Graph, workspace: &Workspace) -> Option<Filter> {
        let events = ids(graph, workspace, Kind::Event, &self.event)?;
        let companies = ids(graph, workspace, Kind::Company, &self.company)?;
        Some(Filter {
            kinds: self.kind.clone(),
            events,
            companies,
            since: self.since,
            until: self.until,
            min_confidence: self.min_confidence.unwrap_or(0.0),
        })
    }

    /// An error if no date can pass.
    fn check(&self) -> Result<(), Error> {
        let (Some(since), Some(until)) = (self.since, self.until) else { return Ok(()) };
        let only = |date| Filter { until: Some(until), ..Filter::default() }.date(Some(date));
        if only(since) {
            return Ok(());
        }
        let message = format!("--since {since} is later than --until {until}, so no date matches");
        let error = Diagnostic::error("", "usage", message);
        let help = format!("For the time between the two: --since {until} --until {since}.");
        Err(Error::Config(Box::new(error.help(help))))
    }

    /// The filters as on the command line: `--kind tool --since 2023`; empty without filters.
    pub fn flags(&self) -> String {
        let kinds: Vec<&str> = self.kind.iter().map(|kind| kind.word()).collect();
        let kinds = (!kinds.is_empty()).then(|| kinds.join(","));
        let named = |flag: &'static str, names: &[String]| -> Vec<(&'static str, String)> {
            names.iter().map(|name| (flag, quoted(name))).collect()
        };
        let mut flags = Vec::from_iter(kinds.map(|kinds| ("--kind", kinds)));
        flags.extend(named("--event", &self.event));
        flags.extend(named("--company", &self.company));
        flags.extend(self.since.map(|date| ("--since", date.to_string())));
        flags.extend(self.until.map(|date| ("--until", date.to_string())));
        flags.extend(self.min_confidence.map(|n| ("--min-confidence", n.to_string())));
        let flags: Vec<String> =
            flags.iter().map(|(flag, value)| format!("{flag} {value}")).collect();
        flags.join(" ")
    }

    /// “ with --since 2023”, to end a sentence; empty without filters.
    pub fn with(&self) -> String {
        let flags = self.flags();
        if flags.is_empty() { flags } else { format!(" with {flags}") }
    }
}

/// The ids of the entities that the names refer to. `None` if a name is not known, which is reported
/// here.
fn ids(
    graph: &Graph,
    workspace: &Workspace,
    kind: Kind,
    names: &[String],
) -> Option<Vec<EntityId>> {
    let mut ids = Vec::new();
    for name in names {
        let mut found = find::among(graph, &workspace.lexicon, &[kind], name);
        if kind == Kind::Event {
            // “KubeCon” also matches the names of its editions.
            let loosely = find::loosely(graph, name).into_iter();
            found.extend(loosely.filter(|(e, how)| e.kind == kind && *how == MatchKind::Words));
        }
        if found.is_empty() {
            unknown(graph, workspace, kind, name);
            return None;
        }
        ids.extend(found.iter().map(|(entity, _)| entity.id.clone()));
    }
    Some(ids)
}

fn unknown(graph: &Graph, workspace: &Workspace, kind: Kind, name: &str) {
    let mut screen = Screen::stderr();
    screen.hanging(0, 2, StyledText::plain(&format!("No {kind} in the notes is called “{name}”.")));
    let near = find::similar(graph, name).into_iter().filter(|entity| entity.kind == kind);
    let command = format!("… --{kind}");
    did_you_mean(&mut screen, workspace, &command, &near.collect::<Vec<EntityRef>>());
    screen.report();
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.word()).collect();
        format!("expected one of: {}", kinds.join(", "))
    })
}

/// Parses an ISO day, month or year. Other notations are ambiguous.
fn date(text: &str) -> Result<Date, String> {
    let date = Date::parse(text).filter(|date| date.to_string() == text);
    date.ok_or_else(|| "expected 2019, 2019-07 or 2019-07-23, from 1970 to 2099".to_string())
}
