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
use std::collections::BTreeSet;

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
        let Some(graph) = session.graph()? else { return Ok(Outcome::Nothing) };
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

/// Kind, name, notes, links, first and last seen. On a narrow terminal without kind, which the
/// command says, and without the last date.
fn table(rows: &[Row]) -> Screen {
    let mut screen = Screen::stdout();
    let narrow = screen.width < NARROW;
    let head = numbers("notes", "links", ["first", "last"], narrow);
    let kind =
        if narrow { 0 } else { rows.iter().map(|r| r.kind.word().len()).max().unwrap_or(0) + 2 };
    let room = screen.width.saturating_sub(kind + 2 + head.len()).max(10);
    let mut met: BTreeSet<&str> = BTreeSet::new();
    let shared: BTreeSet<&str> =
        rows.iter().map(|row| row.name.as_str()).filter(|name| !met.insert(name)).collect();
    let names: Vec<Text> =
        rows.iter().map(|row| name(row, shared.contains(row.name.as_str()))).collect();
    let widest = names.iter().map(Text::width).max().unwrap_or(0).clamp(4, room);
    screen.line(Text::new().pad(kind + widest + 2).add(role::SOFT, &head));
    for (row, name) in rows.iter().zip(names) {
        let dates = [row.first_seen, row.last_seen];
        let dates = dates.map(|date| date.map(|d| d.to_string()).unwrap_or_default());
        let (notes, links) = (row.notes.to_string(), row.links.to_string());
        let numbers = numbers(&notes, &links, [&dates[0], &dates[1]], narrow);
        let word = Text::new().add(role::SOFT, if narrow { "" } else { row.kind.word() });
        let mut lines = name.wrap(widest).into_iter();
        let first = lines.next().unwrap_or_default().pad(widest + 2);
        screen.line(word.pad(kind).join(first).add(role::SOFT, &numbers));
        lines.for_each(|rest| screen.line(Text::new().pad(kind + 2).join(rest)));
    }
    screen
}

fn numbers(notes: &str, links: &str, [first, last]: [&str; 2], narrow: bool) -> String {
    match narrow {
        true => format!("{notes:>5}  {links:>5}  {first:<10}"),
        false => format!("{notes:>5}  {links:>5}  {first:<10}  {last:<10}"),
    }
}

/// The name; of things that share one, with the id that tells them apart.
fn name(row: &Row, shared: bool) -> Text {
    let name = if row.untitled { lower_first(&row.name) } else { row.name.clone() };
    let text = Text::new().add(role::of(row.kind), &name);
    if shared { text.add(role::SOFT, &format!("  {}", row.id)) } else { text }
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.plural()).collect();
        format!("there are {}", kinds.join(", "))
    })
}
