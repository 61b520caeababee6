//! `hallway list KIND`

use crate::cli::filter::AnswerOptions;
use crate::cli::names::{lower_first, qualifier};
use crate::cli::options::{AnswerFormat, Outcome, count};
use crate::cli::screen::{NARROW, Screen, print_rows};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::{Args, ValueEnum};
use hallway::query::list::{self, ListRow};
use hallway::query::namesakes::Namesakes;
use hallway::store::Error;
use hallway::vocabulary::Kind;
use std::collections::BTreeSet;

/// List all people, companies, tools, topics, talks, events or notes
#[derive(Args)]
pub struct ListCommand {
    /// people, companies, tools, topics, talks, events or notes; for several kinds, use --kind
    #[arg(value_parser = kind, value_name = "KIND", required_unless_present = "kind", conflicts_with = "kind")]
    of: Option<Kind>,
    /// The order
    #[arg(long, value_enum, default_value_t)]
    sort: SortOption,
    /// At most N rows
    #[arg(long, value_name = "N", value_parser = count)]
    limit: Option<usize>,
    #[command(flatten)]
    answer: AnswerOptions,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum SortOption {
    /// Most mentioned first
    #[default]
    Mentions,
    /// By name
    Name,
    /// Earliest first
    FirstSeen,
}

impl ListCommand {
    /// Prints the list. Exit code 1 if it is empty.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let Some((graph, filter)) = self.answer.filters.open(workspace)? else {
            return Ok(Outcome::Nothing);
        };
        let sort = match self.sort {
            SortOption::Mentions => list::ListOrder::Mentions,
            SortOption::Name => list::ListOrder::Name,
            SortOption::FirstSeen => list::ListOrder::FirstSeen,
        };
        let kinds: Vec<Kind> = self.of.into_iter().chain(filter.kinds.clone()).collect();
        let mut rows = list::of_kinds(&filter.view(&graph), &kinds, sort);
        rows.truncate(self.limit.unwrap_or(usize::MAX));
        match self.answer.format {
            AnswerFormat::Text if rows.is_empty() => self.nothing(&kinds),
            AnswerFormat::Text => table(&rows, &Namesakes::new(&graph)).print()?,
            format => print_rows(format, &rows, &rows)?,
        }
        Ok(if rows.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }

    fn nothing(&self, kinds: &[Kind]) {
        let mut screen = Screen::stderr();
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.plural()).collect();
        let (kinds, with) = (kinds.join(", no "), self.answer.filters.with());
        let text = format!("There are no {kinds} in the notes{with}.");
        screen.hanging(0, 2, StyledText::plain(&text));
        screen.report();
    }
}

fn table(list: &[ListRow], namesakes: &Namesakes) -> Screen {
    let mut screen = Screen::stdout();
    let plain: Vec<(&ListRow, StyledText)> =
        list.iter().map(|row| (row, StyledText::new())).collect();
    rows(&mut screen, &plain, namesakes);
    screen
}

/// Shows a table: kind, name with a remark, notes, edges, first and last seen. On a narrow terminal,
/// without the kind and the last date.
pub fn rows(screen: &mut Screen, rows: &[(&ListRow, StyledText)], namesakes: &Namesakes) {
    let narrow = screen.width < NARROW;
    let head = numbers("notes", "edges", ["first", "last"], narrow);
    let kind = if narrow {
        0
    } else {
        rows.iter().map(|(r, _)| r.kind.word().len()).max().unwrap_or(0) + 2
    };
    let room = screen.width.saturating_sub(kind + 2 + head.len()).max(10);
    let mut met: BTreeSet<&str> = BTreeSet::new();
    let shared: BTreeSet<&str> =
        rows.iter().map(|(row, _)| row.name.as_str()).filter(|name| !met.insert(name)).collect();
    let name = |(row, more): &(&ListRow, StyledText)| {
        name(row, shared.contains(row.name.as_str()), namesakes).join(more.clone())
    };
    let names: Vec<StyledText> = rows.iter().map(name).collect();
    let widest = names.iter().map(StyledText::width).max().unwrap_or(0).clamp(4, room);
    screen.line(StyledText::new().pad(kind + widest + 2).add(theme::SOFT, &head));
    for ((row, _), name) in rows.iter().zip(names) {
        let dates = [row.first_seen, row.last_seen];
        let dates = dates.map(|date| date.map(|d| d.to_string()).unwrap_or_default());
        let (notes, edges) = (row.notes.to_string(), row.links.to_string());
        let numbers = numbers(&notes, &edges, [&dates[0], &dates[1]], narrow);
        let word = StyledText::new().add(theme::SOFT, if narrow { "" } else { row.kind.word() });
        let mut lines = name.wrap(widest).into_iter();
        let first = lines.next().unwrap_or_default().pad(widest + 2);
        screen.line(word.pad(kind).join(first).add(theme::SOFT, &numbers));
        lines.for_each(|rest| screen.line(StyledText::new().pad(kind + 2).join(rest)));
    }
}

fn numbers(notes: &str, edges: &str, [first, last]: [&str; 2], narrow: bool) -> String {
    match narrow {
        true => format!("{notes:>5}  {edges:>5}  {first:<10}"),
        false => format!("{notes:>5}  {edges:>5}  {first:<10}  {last:<10}"),
    }
}

/// The name; if several rows share it, with what tells them apart and the id.
fn name(row: &ListRow, shared: bool, namesakes: &Namesakes) -> StyledText {
    let name = if row.untitled { lower_first(&row.name) } else { row.name.clone() };
    let text =
        StyledText::new().add(theme::of(row.kind), &name).join(qualifier(namesakes, &row.id));
    if shared { text.add(theme::SOFT, &format!("  {}", row.id)) } else { text }
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.plural()).collect();
        format!("expected one of: {}", kinds.join(", "))
    })
}
