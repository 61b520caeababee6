//! The filters that all questions share: `--kind`, `--event`, `--company`, `--since`, `--until`,
//! `--min-confidence`.

use crate::cli::confidence;
use crate::cli::screen::Screen;
use crate::cli::session::{Session, did_you_mean, quoted};
use crate::cli::text::Text;
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

/// What to leave out of an answer. Each narrows what the others leave; one that is given twice asks
/// for either.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Filters")]
pub struct Filters {
    /// Only these: person, company, tool, topic, talk, event, note; several with commas
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    kind: Vec<Kind>,
    /// Only what was told at this event; without its year, at all its editions
    #[arg(long, value_name = "NAME")]
    event: Vec<String>,
    /// Only what was told by people who worked at this company then
    #[arg(long, value_name = "NAME")]
    company: Vec<String>,
    /// Nothing before this: 2019, 2019-07 or 2019-07-23
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
    /// Nothing after this; 2019 is all of 2019
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    /// Nothing less sure than this, 0 to 1
    #[arg(long, value_name = "N", value_parser = confidence)]
    min_confidence: Option<f32>,
}

impl Filters {
    /// The graph of all notes, and the filter for it. `None` if there are no notes, or no such event or
    /// company, which is said here.
    pub fn open(&self, session: &Session) -> Result<Option<(Graph, Filter)>, Error> {
        self.check()?;
        let Some(graph) = session.graph()? else { return Ok(None) };
        let filter = self.of(&graph, session);
        Ok(filter.map(|filter| (graph, filter)))
    }

    fn of(&self, graph: &Graph, session: &Session) -> Option<Filter> {
        let events = ids(graph, session, Kind::Event, &self.event)?;
        let companies = ids(graph, session, Kind::Company, &self.company)?;
        Some(Filter {
            kinds: self.kind.clone(),
            events,
            companies,
            since: self.since,
            until: self.until,
            min_confidence: self.min_confidence.unwrap_or(0.0),
        })
    }

    /// An error where no date could pass.
    fn check(&self) -> Result<(), Error> {
        let (Some(since), Some(until)) = (self.since, self.until) else { return Ok(()) };
        let only = |date| Filter { until: Some(until), ..Filter::default() }.date(Some(date));
        if only(since) {
            return Ok(());
        }
        let message = format!("--since {since} is later than --until {until}: no date is both");
        let told = Diagnostic::error("", "usage", message);
        let help = format!("For what lies between the two: --since {until} --until {since}.");
        Err(Error::Config(Box::new(told.help(help))))
    }

    /// The filters in the words of the command line.
    fn words(&self) -> String {
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

    /// “ with --since 2023”, to end a sentence that says that there is nothing; empty without filters.
    pub fn with(&self) -> String {
        let words = self.words();
        if words.is_empty() { words } else { format!(" with {words}") }
    }
}

/// The ids of all that the names mean.
fn ids(graph: &Graph, session: &Session, kind: Kind, names: &[String]) -> Option<Vec<EntityId>> {
    let mut ids = Vec::new();
    for name in names {
        let mut found = find::among(graph, &session.lexicon, &[kind], name);
        if kind == Kind::Event {
            // “KubeCon” is one event, and the beginning of the names of its editions.
            let loosely = find::loosely(graph, name).into_iter();
            found.extend(loosely.filter(|(e, how)| e.kind == kind && *how == MatchKind::Words));
        }
        if found.is_empty() {
            unknown(graph, kind, name);
            return None;
        }
        ids.extend(found.iter().map(|(entity, _)| entity.id.clone()));
    }
    Some(ids)
}

fn unknown(graph: &Graph, kind: Kind, name: &str) {
    let mut screen = Screen::stderr();
    screen.hanging(0, 2, Text::plain(&format!("No {kind} in the notes is called “{name}”.")));
    let near = find::similar(graph, name).into_iter().filter(|thing| thing.kind == kind);
    did_you_mean(&mut screen, &format!("… --{kind}"), &near.collect::<Vec<EntityRef>>());
    screen.report();
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.word()).collect();
        format!("there are {}", kinds.join(", "))
    })
}

/// A day, month or year as they sort; no other way of writing, so that nobody is misunderstood.
fn date(text: &str) -> Result<Date, String> {
    let date = Date::parse(text).filter(|date| date.to_string() == text);
    date.ok_or_else(|| "a date is 2019, 2019-07 or 2019-07-23, from 1970 to 2099".to_string())
}
