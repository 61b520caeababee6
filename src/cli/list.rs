//! `hallway list KIND`

use crate::cli::answering::Answering;
use crate::cli::apart::qualified;
use crate::cli::screen::{NARROW, Screen, print_rows};
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::who::lower_first;
use crate::cli::{Format, Outcome, count, role};
use clap::{Args, ValueEnum};
use hallway::query::list::{self, ListRow};
use hallway::query::namesakes::Namesakes;
use hallway::store::Error;
use hallway::vocabulary::Kind;
use std::collections::BTreeSet;

/// All people, companies, tools, topics, talks, events or notes
#[derive(Args)]
pub struct List {
    /// people, companies, tools, topics, talks, events or notes; for several, --kind
    #[arg(value_parser = kind, value_name = "KIND", required_unless_present = "kind", conflicts_with = "kind")]
    of: Option<Kind>,
    /// In which order
    #[arg(long, value_enum, default_value_t)]
    sort: Sort,
    /// Only the first so many
    #[arg(long, value_name = "N", value_parser = count)]
    limit: Option<usize>,
    #[command(flatten)]
    answering: Answering,
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
        let Some((graph, filter)) = self.answering.filters.open(session)? else {
            return Ok(Outcome::Nothing);
        };
        let sort = match self.sort {
            Sort::Mentions => list::ListOrder::Mentions,
            Sort::Name => list::ListOrder::Name,
            Sort::FirstSeen => list::ListOrder::FirstSeen,
        };
        let kinds: Vec<Kind> = self.of.into_iter().chain(filter.kinds.clone()).collect();
        let mut rows = list::of_kinds(&filter.view(&graph), &kinds, sort);
        rows.truncate(self.limit.unwrap_or(usize::MAX));
        match self.answering.format {
            Format::Text if rows.is_empty() => self.nothing(&kinds),
            Format::Text => table(&rows, &Namesakes::new(&graph)).print()?,
            format => print_rows(format, &rows, &rows)?,
        }
        Ok(if rows.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }

    fn nothing(&self, kinds: &[Kind]) {
        let mut screen = Screen::stderr();
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.plural()).collect();
        let (kinds, with) = (kinds.join(", no "), self.answering.filters.with());
        let text = format!("There are no {kinds} in the notes{with}.");
        screen.hanging(0, 2, Text::plain(&text));
        screen.report();
    }
}

fn table(list: &[ListRow], namesakes: &Namesakes) -> Screen {
    let mut screen = Screen::stdout();
    let plain: Vec<(&ListRow, Text)> = list.iter().map(|row| (row, Text::new())).collect();
    rows(&mut screen, &plain, namesakes);
    screen
}

/// Kind, name with what is to be said after it, notes, links, first and last seen. On a narrow
/// terminal without kind, which the command says, and without the last date.
pub fn rows(screen: &mut Screen, rows: &[(&ListRow, Text)], namesakes: &Namesakes) {
    let narrow = screen.width < NARROW;
    let head = numbers("notes", "links", ["first", "last"], narrow);
    let kind = if narrow {
        0
    } else {
        rows.iter().map(|(r, _)| r.kind.word().len()).max().unwrap_or(0) + 2
    };
    let room = screen.width.saturating_sub(kind + 2 + head.len()).max(10);
    let mut met: BTreeSet<&str> = BTreeSet::new();
    let shared: BTreeSet<&str> =
        rows.iter().map(|(row, _)| row.name.as_str()).filter(|name| !met.insert(name)).collect();
    let name = |(row, more): &(&ListRow, Text)| {
        name(row, shared.contains(row.name.as_str()), namesakes).join(more.clone())
    };
    let names: Vec<Text> = rows.iter().map(name).collect();
    let widest = names.iter().map(Text::width).max().unwrap_or(0).clamp(4, room);
    screen.line(Text::new().pad(kind + widest + 2).add(role::SOFT, &head));
    for ((row, _), name) in rows.iter().zip(names) {
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
}

fn numbers(notes: &str, links: &str, [first, last]: [&str; 2], narrow: bool) -> String {
    match narrow {
        true => format!("{notes:>5}  {links:>5}  {first:<10}"),
        false => format!("{notes:>5}  {links:>5}  {first:<10}  {last:<10}"),
    }
}

/// The name; of things that share one, with what tells them apart, and the id to ask for.
fn name(row: &ListRow, shared: bool, namesakes: &Namesakes) -> Text {
    let name = if row.untitled { lower_first(&row.name) } else { row.name.clone() };
    let text = Text::new().add(role::of(row.kind), &name).join(qualified(namesakes, &row.id));
    if shared { text.add(role::SOFT, &format!("  {}", row.id)) } else { text }
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.plural()).collect();
        format!("there are {}", kinds.join(", "))
    })
}
