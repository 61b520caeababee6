//! The user's corrections: `overrides.toml`. They hold for ever and win over everything else.

use crate::curated::contradiction::Contradictions;
use crate::curated::fields::Fields;
use crate::curated::fields::Page;
use crate::diagnostic::Diagnostic;
use crate::vocabulary::Kind;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

/// All corrections, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The file's path as shown to the user; empty if there is none.
    pub file: String,
    /// The corrections.
    pub rules: Vec<Correction>,
}

/// One correction with its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// Line from 1.
    pub line: usize,
    /// What it says.
    pub what: What,
}

/// What a correction says. Names match as `name::key`; `kind` narrows a match where given.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// `[[same]] names = ["Danny Greenfeld", "Daniel Feldroy"]`: one thing; the first name is shown.
    /// One name alone: all who bear it are one.
    Same { names: Vec<String>, kind: Option<Kind> },
    /// `[[different]] names = ["João Moura", "João Moura Lima"]`: never merged. One name alone: those
    /// whom the notes tell apart are namesakes indeed.
    Different { names: Vec<String>, kind: Option<Kind> },
    /// `[[name]] of = "nestor salceda" is = "Néstor Salceda"` (`kind`, `note` optional): how it is shown;
    /// with a note the bearer of the name there, who is another than elsewhere.
    Name { of: String, is: String, kind: Option<Kind>, note: Option<String> },
    /// `[[kind]] of = "Jenkins" is = "tool"`: what it is.
    Kind { of: String, is: Kind },
    /// `[[ignore]] name = "Lorem"` (`kind`, `note` optional): not in the graph (or not from that note).
    Ignore { name: String, kind: Option<Kind>, note: Option<String> },
    /// `[[never-link]] name = "Go"` (`kind` optional): `hallway link --mentions` leaves it as text.
    NeverLink { name: String, kind: Option<Kind> },
    /// `[[add]] kind = "tool" name = "X" aliases = [...] homepage = "…" made_by = "…"`: known like the catalogue's.
    Add {
        kind: Kind,
        name: String,
        aliases: Vec<String>,
        homepage: String,
        made_by: String,
        ambiguous: bool,
    },
}

impl Overrides {
    /// Reads the text of `overrides.toml`. An entry that is wrong is told with its line and left out;
    /// so is the later of two that contradict each other. All others are used, in their order.
    pub fn parse(file: &str, text: &str) -> (Overrides, Vec<Diagnostic>) {
        let mut page = Page::new(file, text);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            page.syntax(error.message(), error.span().unwrap_or(0..0));
        }
        let mut rules = vec![];
        let mut contradictions = Contradictions::default();
        for (word, entry) in entries(&mut page, table.get_ref()) {
            let line = page.line(entry.span().start);
            let Some(what) = correction(&mut page, word, entry) else { continue };
            match contradictions.add(&what, line) {
                Ok(()) => rules.push(Correction { line, what }),
                Err(told) => page.contradiction(&told, entry.span()),
            }
        }
        (Overrides { file: file.to_string(), rules }, page.problems())
    }

    /// What `hallway init` writes into a new `overrides.toml`: every kind of entry, explained, none in force.
    pub fn template() -> &'static str {
        include_str!("overrides.toml")
    }
}

/// The words that may stand in `[[…]]`; the second of a pair of synonyms is understood too.
const WORDS: [&str; 9] =
    ["same", "merge", "different", "never-merge", "name", "kind", "ignore", "never-link", "add"];

/// All entries in the order of the file.
fn entries<'t>(page: &mut Page, table: &'t DeTable) -> Vec<(&'t str, &'t Spanned<DeValue<'t>>)> {
    let mut entries = vec![];
    for (word, value) in table {
        match value.get_ref() {
            _ if !WORDS.contains(&word.get_ref().as_ref()) => page.unknown(word, "entry", &WORDS),
            DeValue::Array(items) => {
                entries.extend(items.iter().map(|item| (word.get_ref().as_ref(), item)));
            }
            _ => page.not_a_list(word),
        }
    }
    entries.sort_by_key(|(_, entry)| entry.span().start);
    entries
}

/// Reads one entry; `None` if something about it was wrong and has been told.
fn correction(page: &mut Page, word: &str, entry: &Spanned<DeValue>) -> Option<What> {
    let keys: &[&str] = match word {
        "name" => &["of", "is", "kind", "note"],
        "kind" => &["of", "is"],
        "ignore" => &["name", "kind", "note"],
        "never-link" => &["name", "kind"],
        "add" => &["kind", "name", "aliases", "homepage", "made_by", "ambiguous"],
        _ => &["names", "kind"],
    };
    let mut fields = Fields::new(page, word, entry, keys)?;
    let what = match word {
        "name" => What::Name {
            of: fields.text("of")?,
            is: fields.text("is")?,
            kind: fields.optional_kind("kind")?,
            note: fields.optional_text("note")?,
        },
        "kind" => What::Kind { of: fields.text("of")?, is: fields.kind("is", &Kind::FOUND)? },
        "ignore" => What::Ignore {
            name: fields.text("name")?,
            kind: fields.optional_kind("kind")?,
            note: fields.optional_text("note")?,
        },
        "never-link" => {
            What::NeverLink { name: fields.text("name")?, kind: fields.optional_kind("kind")? }
        }
        "add" => added(&mut fields)?,
        "different" | "never-merge" => {
            What::Different { names: fields.names("names")?, kind: fields.optional_kind("kind")? }
        }
        _ => What::Same { names: fields.names("names")?, kind: fields.optional_kind("kind")? },
    };
    Some(what)
}

fn added(fields: &mut Fields) -> Option<What> {
    const KINDS: [Kind; 4] = [Kind::Company, Kind::Tool, Kind::Topic, Kind::Event];
    Some(What::Add {
        kind: fields.kind("kind", &KINDS)?,
        name: fields.text("name")?,
        aliases: fields.optional_list("aliases")?,
        homepage: fields.optional_text("homepage")?.unwrap_or_default(),
        made_by: fields.optional_text("made_by")?.unwrap_or_default(),
        ambiguous: fields.optional_flag("ambiguous")?,
    })
}
