//! Front matter: finds the block at the top of a note and reads it in its syntax.
//!
//! A block counts only if it looks like front matter: three dashes above a paragraph are a thematic break, and a
//! note that begins with `Note: …` is prose.

use crate::diagnostic::Diagnostic;
use crate::document::DocumentLink;
use crate::document::Field;
use crate::document::FrontMatterFormat;
use crate::markers;
use crate::note::Note;
use crate::span::LineIndex;
use crate::span::Span;
use crate::span::floor_char_boundary;

pub mod fields;
mod toml;
mod yaml;
mod json;
mod lines;

/// The front matter of a note.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// Its syntax; `None` if there is no readable front matter.
    pub format: Option<FrontMatterFormat>,
    /// The block with its fences. It is not prose, whether it could be read or not.
    pub head: Span,
    /// The fields in the order of the text.
    pub fields: Vec<Field>,
    /// Wiki links in values.
    pub links: Vec<DocumentLink>,
}

/// A block of front matter that was found but not yet read.
struct FencedBlock {
    /// The block with its fences.
    head: Span,
    /// The part between the fences.
    inside: Span,
}

/// Why a block is not valid in its syntax.
struct SyntaxError {
    /// The offset in the note's text.
    at: usize,
    /// What is wrong there.
    message: String,
}

/// Reads the front matter of a note.
pub fn read(note: &Note) -> (FrontMatter, Vec<Diagnostic>) {
    let text = note.text.as_str();
    let first = line_at(text, 0);
    match first.trim_end() {
        "+++" => fenced(note, "+++", FrontMatterFormat::Toml, toml::read),
        "---" => fenced(note, "---", FrontMatterFormat::Yaml, yaml::read),
        line if line.starts_with('{') => (json::find(text).unwrap_or_default(), vec![]),
        _ => (lines::find(text).unwrap_or_default(), vec![]),
    }
}

type Reader = fn(&str, Span) -> Result<fields::FieldCollector, SyntaxError>;

fn fenced(
    note: &Note,
    fence: &str,
    format: FrontMatterFormat,
    reader: Reader,
) -> (FrontMatter, Vec<Diagnostic>) {
    let text = note.text.as_str();
    let Some(block) = closed_block(text, fence) else { return unclosed(note, fence, format) };
    if !reads_as_fields(&text[block.inside.range()], format) {
        return (FrontMatter::default(), vec![]);
    }
    match reader(&markers::hide_fields(text, block.inside), block.inside) {
        Ok(fields) => (fields.into_front(format, block.head), vec![]),
        Err(broken) => {
            let warning = syntax_error(note, format, &broken);
            (
                lines::salvage(text, block.inside, format).into_front(format, block.head),
                vec![warning],
            )
        }
    }
}

/// The block between the fence in the first line and the next line that is only a fence.
fn closed_block(text: &str, fence: &str) -> Option<FencedBlock> {
    let start = line_at(text, 0).len();
    let mut at = start;
    while at < text.len() {
        let line = line_at(text, at);
        let end = at + line.len();
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if closes {
            return Some(FencedBlock { head: Span::new(0, end), inside: Span::new(start, at) });
        }
        at = end;
    }
    None
}

/// Whether a block begins like front matter: with a key, or with nothing at all.
fn reads_as_fields(inside: &str, format: FrontMatterFormat) -> bool {
    let first = inside.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(first) = first else { return true };
    match format {
        FrontMatterFormat::Toml => first.contains('=') || first.starts_with('['),
        _ => lines::key_len(first, b':').is_some() || first.starts_with(['{', '"', '\'', '-', '?']),
    }
}

/// A fence that is never closed: an error if fields follow it, else a thematic break.
fn unclosed(note: &Note, fence: &str, format: FrontMatterFormat) -> (FrontMatter, Vec<Diagnostic>) {
    let text = note.text.as_str();
    let start = line_at(text, 0).len();
    let mut end = start;
    let separator = if format == FrontMatterFormat::Toml { b'=' } else { b':' };
    if lines::key_len(line_at(text, start), separator).is_none() {
        return (FrontMatter::default(), vec![]);
    }
    while end < text.len() && !line_at(text, end).trim().is_empty() {
        end += line_at(text, end).len();
    }
    let name = if format == FrontMatterFormat::Toml { "TOML" } else { "YAML" };
    let error =
        Diagnostic::error(&note.path, "front-matter", format!("the {name} block is not closed"))
            .at(1, 1)
            .excerpt(line_at(text, 0).trim_end(), 0, fence.len(), &format!("no closing “{fence}”"))
            .help("The note was read without its front matter.")
            .help(format!("To fix it, add a line “{fence}” after the last field."));
    (FrontMatter { head: Span::new(0, end), ..FrontMatter::default() }, vec![error])
}

fn syntax_error(note: &Note, format: FrontMatterFormat, broken: &SyntaxError) -> Diagnostic {
    let text = note.text.as_str();
    let index = LineIndex::new(text);
    let place = index.place(text, broken.at);
    let line = index.line_span(text, place.line);
    let start = broken.at.clamp(line.start, line.end) - line.start;
    let shown = &text[line.range()];
    let start = floor_char_boundary(shown, start);
    let end = shown[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    let (name, form) = match format {
        FrontMatterFormat::Toml => ("TOML", "key = value"),
        _ => ("YAML", "key: value"),
    };
    Diagnostic::warning(&note.path, "front-matter", format!("the {name} block cannot be read"))
        .at(place.line, place.column)
        .excerpt(shown, start, end, &broken.message)
        .help(format!("Each line was read as “{form}” instead."))
        .help("A value with a colon, a quote or a bracket needs quotes around it.")
}

/// The line that begins at `at`, with its line end.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)]
}
