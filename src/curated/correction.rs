//! The corrections that a user can write in `overrides.toml`.

use crate::vocabulary::Kind;

/// One correction with its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// Line from 1.
    pub line: usize,
    /// What it tells hallway to do.
    pub instruction: Instruction,
}

/// What a correction tells hallway to do. Names match by `name::key`; a `kind` narrows the match.
#[derive(Clone, Debug, PartialEq)]
pub enum Instruction {
    /// `[[same]] names = ["Danny Greenfeld", "Daniel Feldroy"]`: one entity, shown by the first name. With a
    /// single name: all its bearers are one.
    Same { names: Vec<String>, kind: Option<Kind> },
    /// `[[different]] names = ["João Moura", "João Moura Lima"]`: never joined. With a single name:
    /// bearers whom the notes keep apart are indeed namesakes.
    Different { names: Vec<String>, kind: Option<Kind> },
    /// `[[name]] of = "nestor salceda" is = "Néstor Salceda"` (`kind`, `note` optional): how it is
    /// shown; with a note only there, where the name means a different entity.
    Name { of: String, is: String, kind: Option<Kind>, note: Option<String> },
    /// `[[kind]] of = "Jenkins" is = "tool"`: its kind.
    Kind { of: String, is: Kind },
    /// `[[ignore]] name = "Lorem"` (`kind`, `note` optional): left out of the graph (or of
    /// that note).
    Ignore { name: String, kind: Option<Kind>, note: Option<String> },
    /// `[[never-link]] name = "Go"` (`kind` optional): not made a link by `hallway link --mentions`.
    NeverLink { name: String, kind: Option<Kind> },
    /// `[[add]] kind = "tool" name = "X" aliases = [...] homepage = "…" made_by = "…"`: an
    /// entry for the catalogue.
    Add {
        kind: Kind,
        name: String,
        aliases: Vec<String>,
        homepage: String,
        made_by: String,
        ambiguous: bool,
    },
}
