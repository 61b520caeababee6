//! From one document to its findings.

use crate::curated::Lexicon;
use crate::document::Document;
use crate::finding::Findings;
use crate::note::Note;

/// Finds what one note says.
pub fn extract(note: &Note, document: &Document, lexicon: &Lexicon) -> Findings {
    let _ = (note, document, lexicon);
    todo!("extract")
}
