//! Finds mistakes in the tables of the catalogue, for the test of `data/` and `hallway check --catalog`.

use crate::curated::layout;
use crate::curated::tables;
use crate::curated::tables::RowOrder;
use crate::curated::tables::TableRow;
use crate::curated::tables::TableSpec;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::name;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use unicode_normalization::is_nfc;

/// The problems in these tables, each given by its file name and text, in order of file and line: mistakes are
/// errors, and spellings that two entries of one kind have are warnings.
pub fn check(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let mut found = vec![];
    for (file, text) in files {
        match tables::table(file) {
            Some(table) => found.extend(check_table(table, &names(files, table), file, text)),
            None => found.push(Diagnostic::error(
                file,
                "catalogue-table",
                "there is no table with this name",
            )),
        }
    }
    found.extend(clashes(files));
    found.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    found
}

/// The names in all tables about the same as this one.
fn names<'t>(files: &[(&str, &'t str)], table: &TableSpec) -> BTreeSet<&'t str> {
    let alike = |file: &str| tables::table(file).is_some_and(|other| other.about == table.about);
    let texts = files.iter().filter(|(file, _)| alike(file)).map(|(_, text)| *text);
    texts
        .flat_map(|text| {
            let columns = tables::header(text).map_or(vec![], |(_, columns)| columns);
            tables::rows(text, &columns).map(|row| row.name()).collect::<Vec<&str>>()
        })
        .collect()
}

fn check_table(
    table: &TableSpec,
    names: &BTreeSet<&str>,
    file: &str,
    text: &str,
) -> Vec<Diagnostic> {
    let Some((line, columns)) = tables::header(text) else {
        return vec![Diagnostic::error(
            file,
            "catalogue-columns",
            "the file has no line with the names of the columns",
        )];
    };
    let mut found = check_columns(table, file, line, &columns);
    let rows: Vec<TableRow> = tables::rows(text, &columns).collect();
    let mut seen = BTreeMap::new();
    let mut before: Option<&TableRow> = None;
    for row in &rows {
        let mut wrong = check_cells(&columns, row);
        wrong.extend(check_meaning(table, row, names));
        if let Some(first) = seen.insert(identity(table, row), row.line) {
            wrong.push((0, format!("“{}” is also in line {first}", row.name())));
        }
        if before.is_some_and(|before| order(table, before) > order(table, row)) {
            wrong.push((0, format!("“{}” is not in order", row.name())));
        }
        before = Some(row);
        found.extend(wrong.into_iter().map(|(cell, message)| mistake(file, row, cell, message)));
    }
    found
}

fn check_columns(table: &TableSpec, file: &str, line: usize, columns: &[&str]) -> Vec<Diagnostic> {
    let known = |c: &str| table.required.contains(&c) || table.optional.contains(&c);
    let unknown = columns.iter().filter(|c| !known(c)).map(|c| format!("there is no column “{c}”"));
    let missing = table.required.iter().filter(|c| !columns.contains(c));
    let missing = missing.map(|c| format!("the column “{c}” is missing"));
    let first = (columns.first() != table.required.first())
        .then(|| format!("the first column is not “{}”", table.required[0]));
    let error = |m| Diagnostic::error(file, "catalogue-columns", m).at(line, 1);
    unknown.chain(missing).chain(first).map(error).collect()
}

/// What must be unique among the rows of a table.
fn identity(table: &TableSpec, row: &TableRow) -> String {
    match table.order {
        RowOrder::Key => name::key(row.name()),
        RowOrder::Spelling | RowOrder::Bytes => row.name().to_string(),
        RowOrder::Free => row.cells.join("\t"),
    }
}

fn order(table: &TableSpec, row: &TableRow) -> (String, String) {
    match table.order {
        RowOrder::Key | RowOrder::Spelling => (name::key(row.name()), row.name().to_string()),
        RowOrder::Bytes => (String::new(), row.name().to_string()),
        RowOrder::Free => (String::new(), String::new()),
    }
}

/// Problems in the text of the cells, whatever they mean: the index of the cell and a message.
fn check_cells(columns: &[&str], row: &TableRow) -> Vec<(usize, String)> {
    let mut wrong = vec![];
    if row.cells.len() != columns.len() {
        let message = format!("{} cells, but {} columns", row.cells.len(), columns.len());
        wrong.push((0, message));
    }
    if row.name().is_empty() {
        wrong.push((0, "no name".into()));
    }
    for (at, cell) in row.cells.iter().enumerate() {
        let items = || cell.split('|').filter(|_| !cell.is_empty());
        if items().any(|item| item.trim() != item || item.is_empty()) {
            wrong.push((at, format!("a stray space or bar in “{cell}”")));
        }
        if cell.chars().any(is_invisible) {
            wrong.push((at, "an invisible character".into()));
        }
        if !is_nfc(cell) {
            wrong.push((at, format!("“{cell}” is not in Unicode's composed form (NFC)")));
        }
    }
    wrong
}

/// Problems in the meaning of the cells.
fn check_meaning(
    table: &TableSpec,
    row: &TableRow,
    names: &BTreeSet<&str>,
) -> Vec<(usize, String)> {
    let mut wrong = check_lists(row);
    let mut say = |column: &str, what: &str| {
        wrong.push((row.cell(column), format!("“{}” {what}", row.get(column))));
    };
    if !["", "y", "n"].contains(&row.get("ambiguous")) {
        say("ambiguous", "is neither y nor n");
    }
    if !kinds(table).is_empty() && !kinds(table).contains(&row.get("kind")) {
        say("kind", &format!("is not one of {}", kinds(table).join(", ")));
    }
    for column in ["homepage", "url"].into_iter().filter(|column| !is_url(row.get(column))) {
        say(column, "is not an address");
    }
    if !is_repository(row.get("github")) {
        say("github", "is not a repository");
    }
    for column in ["class", "freq", "dicts", "cap_pct"] {
        let unknown = column == "cap_pct" && row.get(column).is_empty();
        let number = unknown || row.get(column).parse::<u8>().is_ok();
        if table.required.contains(&column) && !number {
            say(column, "is not a number from 0 to 255");
        }
    }
    for column in ["broader", "parent"].into_iter().filter(|c| !row.get(c).is_empty()) {
        if !names.contains(row.get(column)) || row.get(column) == row.name() {
            say(column, "is not the name of another row");
        }
    }
    if table.file == "extra.tsv" && !["alias", "ambiguous", "drop"].contains(&row.get("do")) {
        say("do", "is not alias, ambiguous or drop");
    }
    wrong
}

fn check_lists(row: &TableRow) -> Vec<(usize, String)> {
    let mut wrong = vec![];
    let mut say = |column: &str, message| wrong.push((row.cell(column), message));
    let aliases = row.list("aliases");
    for (n, alias) in aliases.iter().enumerate() {
        if aliases[..n].contains(alias) || *alias == row.name() {
            say("aliases", format!("the alias “{alias}” is a repetition"));
        }
    }
    for alias in row.list("amb_aliases").iter().filter(|alias| !aliases.contains(alias)) {
        say("amb_aliases", format!("“{alias}” is not among the aliases"));
    }
    for edition in row.list("editions").into_iter().filter(|edition| !is_edition(edition)) {
        say("editions", format!("“{edition}” is not year:city:country:start:end"));
    }
    wrong
}

fn kinds(table: &TableSpec) -> &'static [&'static str] {
    match table.file {
        "tools.tsv" => &["tool", "language", "framework", "service", "standard", "project"],
        "companies.tsv" => &["company", "foundation", "university", "government"],
        "extra.tsv" => &layout::KINDS,
        _ => &[],
    }
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let host = rest.map_or("", |rest| rest.split('/').next().unwrap_or(""));
    text.is_empty() || (host.contains('.') && !text.contains([' ', '|']))
}

fn is_repository(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    text.is_empty() || (text.split('/').count() <= 2 && text.split('/').all(part))
}

fn is_edition(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let [year, _, _, start, end] = parts[..] else { return false };
    let is_day = |day: &str| day.is_empty() || (day.len() == 10 && Date::parse(day).is_some());
    let is_year = year.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
    is_year && is_day(start) && is_day(end) && (end.is_empty() || start <= end)
}

/// Spellings that two entries of one kind have, so that nobody knows which is meant.
fn clashes(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let mut claims: BTreeMap<(&str, String), (&str, usize)> = BTreeMap::new();
    let mut found = vec![];
    for (file, text) in files {
        let kind = tables::table(file).map_or("", |table| table.about);
        let columns = tables::header(text).map_or(vec![], |(_, columns)| columns);
        for row in tables::rows(text, &columns).filter(|_| layout::KINDS.contains(&kind)) {
            let spellings = std::iter::once(row.name()).chain(row.list("aliases"));
            for spelling in spellings {
                let claim = (row.name(), row.line);
                let (other, line) = *claims.entry((kind, name::key(spelling))).or_insert(claim);
                if line != row.line && name::key(other) != name::key(row.name()) {
                    let message = format!("“{spelling}” also means “{other}” in line {line}");
                    let clash = Diagnostic::warning(file, "catalogue-clash", message);
                    found.push(clash.at(row.line, 1));
                }
            }
        }
    }
    found
}

/// A mistake in the cell of a row with this index.
fn mistake(file: &str, row: &TableRow, cell: usize, message: String) -> Diagnostic {
    let before = row.cells[..cell.min(row.cells.len())].iter().map(|c| c.chars().count() + 1);
    Diagnostic::error(file, "catalogue-row", message).at(row.line, 1 + before.sum::<usize>())
}

/// Whether it is a control character, or one that changes how others are shown.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
