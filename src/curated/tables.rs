//! The tables of the catalogue as text: their files, columns and rows. Shared by the build script, which compiles
//! them, and [`check`](super::check), which finds mistakes in them. It uses nothing of the crate.
//!
//! A table is a tab-separated file: lines that start with `# ` describe it, the first other line has the
//! names of the columns, and every further line is a row. `|` separates the items of a list.

/// A table of the catalogue.
pub struct TableSpec {
    /// The file's name.
    pub file: &'static str,
    /// What its rows are about: a kind of entry, or `name` or `word`.
    pub about: &'static str,
    /// The columns that it must have; the first identifies a row.
    pub required: &'static [&'static str],
    /// Further columns that it may have.
    pub optional: &'static [&'static str],
    /// How its rows are sorted.
    pub order: RowOrder,
}

/// How the rows of a table are sorted, so that a change is a small diff.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum RowOrder {
    /// By folded name.
    Key,
    /// By folded name too, but names that differ only in accents are different rows.
    Spelling,
    /// By the bytes of the first column.
    Bytes,
    /// In the order in which they were written.
    Free,
}

/// The score of a row if its table has no such column.
pub const OWN_SCORE: u16 = 46;

/// All tables.
pub const TABLES: [TableSpec; 9] = [
    TableSpec {
        file: "tools.tsv",
        about: "tool",
        required: &["name", "kind", "aliases", "homepage", "github", "made_by", "ambiguous"],
        optional: &["clash", "amb_aliases", "stars", "score", "source"],
        order: RowOrder::Key,
    },
    TableSpec {
        file: "companies.tsv",
        about: "company",
        required: &["name", "aliases", "homepage", "handle", "kind", "ambiguous"],
        optional: &["clash", "amb_aliases", "score", "source"],
        order: RowOrder::Key,
    },
    TableSpec {
        file: "topics.tsv",
        about: "topic",
        required: &["name", "aliases", "broader", "ambiguous"],
        optional: &["amb_aliases", "tier", "source"],
        order: RowOrder::Key,
    },
    TableSpec {
        file: "events.tsv",
        about: "event",
        required: &["series", "aliases", "url", "twitter", "parent", "ambiguous", "editions"],
        optional: &["amb_aliases", "source"],
        order: RowOrder::Key,
    },
    TableSpec {
        file: "given_names.tsv",
        about: "name",
        required: &["name", "class", "also"],
        optional: &["source"],
        order: RowOrder::Spelling,
    },
    TableSpec {
        file: "surnames.tsv",
        about: "name",
        required: &["name", "class", "also"],
        optional: &["source"],
        order: RowOrder::Spelling,
    },
    TableSpec {
        file: "nicknames.tsv",
        about: "name",
        required: &["nickname", "names"],
        optional: &["source"],
        order: RowOrder::Bytes,
    },
    TableSpec {
        file: "common_words.tsv",
        about: "word",
        required: &["word", "freq", "dicts", "pos", "cap_pct"],
        optional: &["source"],
        order: RowOrder::Bytes,
    },
    TableSpec {
        file: "extra.tsv",
        about: "amendment",
        required: &["name", "kind", "do", "forms"],
        optional: &[],
        order: RowOrder::Free,
    },
];

/// The table that is kept in the file with this name.
pub fn table(file: &str) -> Option<&'static TableSpec> {
    let file = file.strip_prefix("gathered/").unwrap_or(file);
    TABLES.iter().find(|table| table.file == file)
}

/// A row with its line.
#[derive(Clone)]
pub struct TableRow<'t, 'c> {
    /// Line from 1.
    pub line: usize,
    columns: &'c [&'c str],
    /// The cells as written: one more than there are tabs.
    pub cells: Vec<&'t str>,
}

impl<'t> TableRow<'t, '_> {
    /// The index of the cell under a column; 0 if there is no such column.
    pub fn cell(&self, column: &str) -> usize {
        self.columns.iter().position(|c| *c == column).unwrap_or(0)
    }

    /// The cell under a column; empty if there is none.
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

/// The names of the columns, with their line from 1; `None` if there are none.
pub fn header(text: &str) -> Option<(usize, Vec<&str>)> {
    let (at, line) = content(text).next()?;
    Some((at, line.split('\t').collect()))
}

/// The rows under a header that [`header`] gave.
pub fn rows<'t, 'c>(
    text: &'t str,
    columns: &'c [&'c str],
) -> impl Iterator<Item = TableRow<'t, 'c>> {
    content(text).skip(1).map(move |(line, text)| {
        let cells = text.split('\t').collect();
        TableRow { line, columns, cells }
    })
}

/// The lines that are neither empty nor comments, with their numbers from 1.
fn content(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("# "))
}
