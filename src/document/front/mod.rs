//! Front matter: finds the block at the top of a note and gives it to the reader of its syntax.
//!
//! A block counts only if it reads as one: three dashes above a paragraph are a line, and a note
//! that begins with `Note: …` is prose.

use crate::diagnostic::Diagnostic;
use crate::document::Field;
use crate::document::Format;
use crate::document::Link;
use crate::document::managed;
use crate::note::Note;
use crate::span::LineIndex;
use crate::span::Span;

pub mod fields;
mod toml;
mod yaml;
mod json;
mod lines;

/// What the top of a note says.
#[derive(Debug, Default)]
pub struct Front {
    /// How it is written; `None` if there is no front matter that could be read.
    pub format: Option<Format>,
    /// The block with its fences; what stands in it is no prose, whether it could be read or not.
    pub head: Span,
    /// The fields in the order of the text.
    pub fields: Vec<Field>,
    /// Wiki links in values.
    pub links: Vec<Link>,
}

/// A block of front matter that has been found but not read.
struct Block {
    /// With the fences.
    head: Span,
    /// Between the fences.
    inside: Span,
}

/// Why a block could not be read as what it claims to be.
struct Broken {
    /// Where, in the note's text.
    at: usize,
    /// What is wrong there.
    message: String,
}

/// Reads the front matter of a note.
pub fn read(note: &Note) -> (Front, Vec<Diagnostic>) {
    let text = note.text.as_str();
    let first = line_at(text, 0);
    match first.trim_end() {
        "+++" => fenced(note, "+++", Format::Toml, toml::read),
        "---" => fenced(note, "---", Format::Yaml, yaml::read),
        line if line.starts_with('{') => (json::find(text).unwrap_or_default(), vec![]),
        _ => (lines::find(text).unwrap_or_default(), vec![]),
    }
}

type Reader = fn(&str, Span) -> Result<fields::Fields, Broken>;

fn fenced(note: &Note, fence: &str, format: Format, reader: Reader) -> (Front, Vec<Diagnostic>) {
    let text = note.text.as_str();
    let Some(block) = closed_block(text, fence) else { return unclosed(note, fence, format) };
    if !reads_as_fields(&text[block.inside.range()], format) {
        return (Front::default(), vec![]);
    }
    match reader(&managed::fields::hide(text, block.inside), block.inside) {
        Ok(fields) => (fields.into_front(format, block.head), vec![]),
        Err(broken) => {
            let told = tell_broken(note, format, &broken);
            (lines::salvage(text, block.inside, format).into_front(format, block.head), vec![told])
        }
    }
}

/// The block between the fence in the first line and the next fence alone on its line.
fn closed_block(text: &str, fence: &str) -> Option<Block> {
    let start = line_at(text, 0).len();
    let mut at = start;
    while at < text.len() {
        let line = line_at(text, at);
        let end = at + line.len();
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if closes {
            return Some(Block { head: Span::new(0, end), inside: Span::new(start, at) });
        }
        at = end;
    }
    None
}

/// Whether a block begins like front matter: with a key, or with nothing at all.
fn reads_as_fields(inside: &str, format: Format) -> bool {
    let first = inside.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(first) = first else { return true };
    match format {
        Format::Toml => first.contains('=') || first.starts_with('['),
        _ => lines::key_len(first, b':').is_some() || first.starts_with(['{', '"', '\'', '-', '?']),
    }
}

/// A fence that is opened and never closed: an error if fields follow it, else a thematic break.
fn unclosed(note: &Note, fence: &str, format: Format) -> (Front, Vec<Diagnostic>) {
    let text = note.text.as_str();
    let start = line_at(text, 0).len();
    let mut end = start;
    let separator = if format == Format::Toml { b'=' } else { b':' };
    if lines::key_len(line_at(text, start), separator).is_none() {
        return (Front::default(), vec![]);
    }
    while end < text.len() && !line_at(text, end).trim().is_empty() {
        end += line_at(text, end).len();
    }
    let name = if format == Format::Toml { "TOML" } else { "YAML" };
    let told =
        Diagnostic::error(&note.path, "front-matter", format!("the {name} block does not end"))
            .at(1, 1)
            .excerpt(line_at(text, 0).trim_end(), 0, fence.len(), &format!("no closing “{fence}”"))
            .help("The note was read without its front matter.")
            .help(format!("To mend it, add a line “{fence}” after the last field."));
    (Front { head: Span::new(0, end), ..Front::default() }, vec![told])
}

fn tell_broken(note: &Note, format: Format, broken: &Broken) -> Diagnostic {
    let text = note.text.as_str();
    let index = LineIndex::new(text);
    let place = index.place(text, broken.at);
    let line = index.line_span(text, place.line);
    let start = broken.at.clamp(line.start, line.end) - line.start;
    let shown = &text[line.range()];
    let start = crate::span::floor_char_boundary(shown, start);
    let end = shown[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    let (name, form) = match format {
        Format::Toml => ("TOML", "key = value"),
        _ => ("YAML", "key: value"),
    };
    Diagnostic::warning(&note.path, "front-matter", format!("the {name} block cannot be read"))
        .at(place.line, place.column)
        .excerpt(shown, start, end, &broken.message)
        .help(format!("Each line was read as “{form}” instead."))
        .help("A value that holds a colon, a quote or a bracket needs quotes around it.")
}

/// The line that begins at `at`, with its line end.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)]
}
