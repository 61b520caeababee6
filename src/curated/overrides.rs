//! The user's corrections: `overrides.toml`. They hold for ever and win over everything else.

use crate::diagnostic::Diagnostic;
use crate::vocabulary::Kind;

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
    Same { names: Vec<String>, kind: Option<Kind> },
    /// `[[different]] names = ["João Moura", "João Moura Lima"]`: never merged.
    Different { names: Vec<String>, kind: Option<Kind> },
    /// `[[name]] of = "nestor salceda" is = "Néstor Salceda"`: how it is shown.
    Name { of: String, is: String, kind: Option<Kind> },
    /// `[[kind]] of = "Jenkins" is = "tool"`: what it is.
    Kind { of: String, is: Kind },
    /// `[[ignore]] name = "Lorem"` (`kind`, `note` optional): not in the graph (or not from that note).
    Ignore { name: String, kind: Option<Kind>, note: Option<String> },
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
    /// Reads the text of `overrides.toml`. An entry that is wrong is told with its line and left out.
    pub fn parse(file: &str, text: &str) -> (Overrides, Vec<Diagnostic>) {
        let _ = (file, text);
        todo!("helper curated")
    }
}
