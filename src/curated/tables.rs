//! The curated tables as text: their files, columns and rows. The build script reads them with
//! this, and [`check`](super::check) looks for mistakes in them. It uses nothing of the crate.
//!
//! A table is a tab-separated file: lines that start with `# ` say what it holds, the first other
//! line names the columns, every further line is a row. `|` parts the items of a list.

/// A table that the catalogue may hold.
pub struct Table {
    /// The file's name.
    pub file: &'static str,
    /// What its rows are about: a kind of entry, or `name` or `word`.
    pub about: &'static str,
    /// The columns that it must have; the first is what a row is found by.
    pub required: &'static [&'static str],
    /// The columns that it may have besides.
    pub optional: &'static [&'static str],
    /// By what its rows are sorted.
    pub order: Order,
}

/// How the rows of a table are sorted, so that a change is a small diff.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By folded name.
    Key,
    /// By folded name too, but names that differ only in accents are different rows.
    Spelling,
    /// By the bytes of the first column.
    Bytes,
    /// In the order in which they were written.
    Free,
}

/// The score of a row whose table has no such column.
pub const OWN_SCORE: u16 = 46;

/// All tables.
pub const TABLES: [Table; 9] = [
    Table {
        file: "tools.tsv",
        about: "tool",
        required: &["name", "kind", "aliases", "homepage", "github", "made_by", "ambiguous"],
        optional: &["clash", "amb_aliases", "stars", "score", "source"],
        order: Order::Key,
    },
    Table {
        file: "companies.tsv",
        about: "company",
        required: &["name", "aliases", "homepage", "handle", "kind", "ambiguous"],
        optional: &["clash", "amb_aliases", "score", "source"],
        order: Order::Key,
    },
    Table {
        file: "topics.tsv",
        about: "topic",
        required: &["name", "aliases", "broader", "ambiguous"],
        optional: &["amb_aliases", "tier", "source"],
        order: Order::Key,
    },
    Table {
        file: "events.tsv",
        about: "event",
        required: &["series", "aliases", "url", "twitter", "parent", "ambiguous", "editions"],
        optional: &["amb_aliases", "source"],
        order: Order::Key,
    },
    Table {
        file: "given_names.tsv",
        about: "name",
        required: &["name", "class", "also"],
        optional: &["source"],
        order: Order::Spelling,
    },
    Table {
        file: "surnames.tsv",
        about: "name",
        required: &["name", "class", "also"],
        optional: &["source"],
        order: Order::Spelling,
    },
    Table {
        file: "nicknames.tsv",
        about: "name",
        required: &["nickname", "names"],
        optional: &["source"],
        order: Order::Bytes,
    },
    Table {
        file: "common_words.tsv",
        about: "word",
        required: &["word", "freq", "dicts", "pos", "cap_pct"],
        optional: &["source"],
        order: Order::Bytes,
    },
    Table {
        file: "extra.tsv",
        about: "amendment",
        required: &["name", "kind", "do", "forms"],
        optional: &[],
        order: Order::Free,
    },
];

/// The table kept in a file of this name.
pub fn table(file: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.file == file)
}

/// One row with its place.
#[derive(Clone)]
pub struct Row<'t, 'c> {
    /// Line from 1.
    pub line: usize,
    columns: &'c [&'c str],
    /// The cells as they stand, as many as there are tabs and one more.
    pub cells: Vec<&'t str>,
}

impl<'t> Row<'t, '_> {
    /// The number, from 0, of the cell under a column; 0 where there is none.
    pub fn cell(&self, column: &str) -> usize {
        self.columns.iter().position(|c| *c == column).unwrap_or(0)
    }

    /// The cell under a column; empty where the table or the row has no such cell.
    pub fn get(&self, column: &str) -> &'t str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or("")
    }

    /// The items of a list cell.
    pub fn list(&self, column: &str) -> Vec<&'t str> {
        self.get(column).split('|').filter(|item| !item.is_empty()).collect()
    }

    /// The first cell.
    pub fn name(&self) -> &'t str {
        self.cells.first().copied().unwrap_or("")
    }
}

/// The line (from 1) and names of the columns; `None` when there is none.
pub fn header(text: &str) -> Option<(usize, Vec<&str>)> {
    let (at, line) = content(text).next()?;
    Some((at, line.split('\t').collect()))
}

/// The rows under a header that [`header`] gave.
pub fn rows<'t, 'c>(text: &'t str, columns: &'c [&'c str]) -> impl Iterator<Item = Row<'t, 'c>> {
    content(text).skip(1).map(move |(line, text)| {
        let cells = text.split('\t').collect();
        Row { line, columns, cells }
    })
}

/// The lines that are neither empty nor remarks, with their numbers from 1.
fn content(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("# "))
}
