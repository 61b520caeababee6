//! Reads `overrides.toml`, the user's corrections, which win over everything else.

use crate::curated::contradictions::Contradictions;
use crate::curated::correction::Correction;
use crate::curated::correction::Instruction;
use crate::curated::fields::EntryFields;
use crate::curated::fields::OverridesFile;
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
    pub corrections: Vec<Correction>,
}

impl Overrides {
    /// Reads the text of `overrides.toml`. A wrong entry is reported with its line and left out, and so is the
    /// later of two that contradict each other. All others are used, in their order.
    pub fn parse(file: &str, text: &str) -> (Overrides, Vec<Diagnostic>) {
        let mut reader = OverridesFile::new(file, text);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            reader.syntax(error.message(), error.span().unwrap_or(0..0));
        }
        let mut corrections = vec![];
        let mut contradictions = Contradictions::default();
        for (word, entry) in entries(&mut reader, table.get_ref()) {
            let line = reader.line(entry.span().start);
            let Some(instruction) = instruction(&mut reader, word, entry) else { continue };
            match contradictions.add(&instruction, line) {
                Ok(()) => corrections.push(Correction { line, instruction }),
                Err(contradiction) => reader.contradiction(&contradiction, entry.span()),
            }
        }
        (Overrides { file: file.to_string(), corrections }, reader.problems())
    }

    /// The text that `hallway init` writes to a new `overrides.toml`: every kind of entry, explained and
    /// commented out.
    pub fn template() -> &'static str {
        include_str!("overrides.toml")
    }
}

/// The words that may stand in `[[…]]`; `merge` and `never-merge` are synonyms of `same` and `different`.
const WORDS: [&str; 9] =
    ["same", "merge", "different", "never-merge", "name", "kind", "ignore", "never-link", "add"];

/// All entries in the order of the file.
fn entries<'t>(
    reader: &mut OverridesFile,
    table: &'t DeTable,
) -> Vec<(&'t str, &'t Spanned<DeValue<'t>>)> {
    let mut entries = vec![];
    for (word, value) in table {
        match value.get_ref() {
            _ if !WORDS.contains(&word.get_ref().as_ref()) => reader.unknown(word, "entry", &WORDS),
            DeValue::Array(items) => {
                entries.extend(items.iter().map(|item| (word.get_ref().as_ref(), item)));
            }
            _ => reader.not_a_list(word),
        }
    }
    entries.sort_by_key(|(_, entry)| entry.span().start);
    entries
}

/// Reads one entry; `None` if something about it was wrong and has been reported.
fn instruction(
    reader: &mut OverridesFile,
    word: &str,
    entry: &Spanned<DeValue>,
) -> Option<Instruction> {
    let keys: &[&str] = match word {
        "name" => &["of", "is", "kind", "note"],
        "kind" => &["of", "is"],
        "ignore" => &["name", "kind", "note"],
        "never-link" => &["name", "kind"],
        "add" => &["kind", "name", "aliases", "homepage", "made_by", "ambiguous"],
        _ => &["names", "kind"],
    };
    let mut fields = EntryFields::new(reader, word, entry, keys)?;
    let instruction = match word {
        "name" => Instruction::Name {
            of: fields.text("of")?,
            is: fields.text("is")?,
            kind: fields.optional_kind("kind")?,
            note: fields.optional_text("note")?,
        },
        "kind" => {
            Instruction::Kind { of: fields.text("of")?, is: fields.kind("is", &Kind::FOUND)? }
        }
        "ignore" => Instruction::Ignore {
            name: fields.text("name")?,
            kind: fields.optional_kind("kind")?,
            note: fields.optional_text("note")?,
        },
        "never-link" => Instruction::NeverLink {
            name: fields.text("name")?,
            kind: fields.optional_kind("kind")?,
        },
        "add" => added(&mut fields)?,
        "different" | "never-merge" => Instruction::Different {
            names: fields.names("names")?,
            kind: fields.optional_kind("kind")?,
        },
        _ => {
            Instruction::Same { names: fields.names("names")?, kind: fields.optional_kind("kind")? }
        }
    };
    Some(instruction)
}

fn added(fields: &mut EntryFields) -> Option<Instruction> {
    const KINDS: [Kind; 4] = [Kind::Company, Kind::Tool, Kind::Topic, Kind::Event];
    Some(Instruction::Add {
        kind: fields.kind("kind", &KINDS)?,
        name: fields.text("name")?,
        aliases: fields.optional_list("aliases")?,
        homepage: fields.optional_text("homepage")?.unwrap_or_default(),
        made_by: fields.optional_text("made_by")?.unwrap_or_default(),
        ambiguous: fields.optional_flag("ambiguous")?,
    })
}
