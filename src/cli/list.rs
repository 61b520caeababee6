//! `hallway list KIND`

use crate::cli::screen::{NARROW, Screen, print_json};
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::who::lower_first;
use crate::cli::{Format, Outcome, role};
use clap::{Args, ValueEnum};
use hallway::query::list::{self, Row};
use hallway::store::Error;
use hallway::vocabulary::Kind;

/// All people, companies, tools, topics, talks, events or notes
#[derive(Args)]
pub struct List {
    /// people, companies, tools, topics, talks, events or notes
    #[arg(value_parser = kind)]
    kind: Kind,
    /// In which order
    #[arg(long, value_enum, default_value_t)]
    sort: Sort,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Sort {
    /// Most mentioned first
    #[default]
    Mentions,
    /// By name
    Name,
    /// Earliest first
    FirstSeen,
}

impl List {
    /// Answers; exit code 1 if there is none of the kind.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        let Some((graph, _)) = session.graph()? else { return Ok(Outcome::Nothing) };
        let sort = match self.sort {
            Sort::Mentions => list::Sort::Mentions,
            Sort::Name => list::Sort::Name,
            Sort::FirstSeen => list::Sort::FirstSeen,
        };
        let rows = list::list(&graph, self.kind, sort);
        match self.format {
            Format::Json => print_json(&rows)?,
            Format::Text if rows.is_empty() => {
                let mut screen = Screen::stderr();
                screen.line(Text::plain(&format!(
                    "There are no {} in the notes.",
                    self.kind.plural()
                )));
                screen.report();
            }
            Format::Text => table(&rows).print()?,
        }
        Ok(if rows.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }
}

/// Kind, name, notes, links, first and last seen; the numbers are flush right.
fn table(rows: &[Row]) -> Screen {
    let mut screen = Screen::stdout();
    let kind = rows.iter().map(|r| r.kind.word().len()).max().unwrap_or(0) + 2;
    let fixed = if screen.width < NARROW { 0 } else { kind };
    let room = screen.width.saturating_sub(fixed + 2 + NUMBERS).max(10);
    let widest = rows.iter().map(|r| name(r).width()).max().unwrap_or(0).max(4).min(room);
    let head = format!("{:>5}  {:>5}  {:<10}  {:<10}", "notes", "links", "first", "last");
    screen.line(Text::new().pad(fixed + widest + 2).add(role::SOFT, &head));
    for row in rows {
        let date = |d: Option<hallway::date::Date>| d.map(|d| d.to_string()).unwrap_or_default();
        let (first, last) = (date(row.first_seen), date(row.last_seen));
        let numbers = format!("{:>5}  {:>5}  {first:<10}  {last:<10}", row.notes, row.links);
        let word = if fixed == 0 { "" } else { row.kind.word() };
        for (i, line) in name(row).wrap(widest).into_iter().enumerate() {
            match i {
                0 => screen.line(
                    Text::new()
                        .add(role::SOFT, word)
                        .pad(fixed)
                        .join(line.pad(widest + 2))
                        .add(role::SOFT, &numbers),
                ),
                _ => screen.line(Text::new().pad(fixed + 2).join(line)),
            }
        }
    }
    screen
}

/// Columns of the numbers and dates with the blanks between them.
const NUMBERS: usize = 5 + 2 + 5 + 2 + 10 + 2 + 10;

fn name(row: &Row) -> Text {
    let name = if row.untitled { lower_first(&row.name) } else { row.name.clone() };
    Text::new().add(role::of(row.kind), &name)
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.plural()).collect();
        format!("there are {}", kinds.join(", "))
    })
}
