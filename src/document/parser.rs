//! Parses a note: its front matter, then its body.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::body;
use crate::document::english;
use crate::document::front;
use crate::document::metadata;
use crate::note::Note;

/// Parses a note. Never fails: what is malformed is read as far as possible and reported.
/// Cost: linear in the text.
pub fn parse(note: &Note) -> (Document, Vec<Diagnostic>) {
    let (front, mut diagnostics) = front::read(note);
    let mut document = Document {
        fields: front.fields,
        format: front.format,
        head: front.head,
        links: front.links,
        ..Document::default()
    };
    body::read(note, &mut document, &mut diagnostics);
    document.title = metadata::title(&document);
    document.date = metadata::date(note, &document);
    document.tags = metadata::tags(note, &document);
    document.english = english::is_english(&document.blocks);
    (document, diagnostics)
}
