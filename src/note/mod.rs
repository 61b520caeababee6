//! One note: its path, its text with broken encodings repaired, and where that text is in the bytes on disk.
//! It does not access the disk itself.
//!
//! The bytes are decoded (`decode`) and the decoded text is repaired (`repair`); an `offset_map` for each of the two
//! steps leads back to the bytes.

mod plausibility;
mod outside_code;
mod decode;
mod offset_map;
mod repair;
mod report;
mod windows1252;

use self::offset_map::OffsetMap;
use crate::diagnostic::Diagnostic;
use crate::span::{LineIndex, Position, Span, floor_char_boundary};
use std::sync::OnceLock;

/// A note. All later stages work on `text`; only findings go back to the bytes on disk.
#[derive(Clone, Debug)]
pub struct Note {
    /// Path relative to the notes folder, with `/`.
    pub path: String,
    /// The text: decoded, repaired, without byte order mark. Line ends are as on disk.
    pub text: String,
    /// The text before it was repaired, if that is different.
    unrepaired: Option<String>,
    /// From `text` to the unrepaired text.
    repairs: OffsetMap,
    /// From the unrepaired text to the bytes on disk.
    bytes: OffsetMap,
    /// The lines of the unrepaired text, computed when first needed.
    lines: OnceLock<LineIndex>,
    hash: u64,
}

impl Note {
    /// Decodes the bytes of a file and repairs the text. Never fails: what cannot be decoded is replaced and
    /// reported.
    ///
    /// The encoding may be UTF-8 with or without byte order mark, UTF-16 with one, or Windows-1252. Stray bytes in a
    /// file that is otherwise UTF-8 are read as Windows-1252. Text that was saved in a wrong encoding one or more
    /// times (`NÃ©stor`) is repaired, except in code; text that may be right is never changed.
    ///
    /// Cost: one pass over the bytes each for checking, copying, hashing and looking for damage; one more for line
    /// ends when a place is first needed.
    pub fn new(path: &str, bytes: &[u8]) -> (Note, Vec<Diagnostic>) {
        let decoded = decode::decode(bytes);
        let repaired = repair::repair(&decoded.text);
        let mut diagnostics = report::encoding(path, &decoded);
        if let Some(repaired) = &repaired {
            diagnostics.extend(report::repaired(path, &decoded.text, repaired));
        }
        let (text, unrepaired, repairs) = match repaired {
            Some(repaired) => (repaired.text, Some(decoded.text), repaired.map),
            None => {
                let same = OffsetMap::same(decoded.text.len(), 0);
                (decoded.text, None, same)
            }
        };
        let hash = xxhash_rust::xxh3::xxh3_64(bytes);
        let path = path.to_string();
        let (bytes, lines) = (decoded.map, OnceLock::new());
        (Note { path, text, unrepaired, repairs, bytes, lines, hash }, diagnostics)
    }

    /// The span on disk of a span of the text. It begins and ends between characters of the file, and covers every
    /// repaired character that it touches.
    pub fn on_disk(&self, span: Span) -> Span {
        self.bytes.widen(self.unrepaired_span(span))
    }

    /// The text on disk there, decoded but not repaired: `NÃ©stor` where the text has `Néstor`.
    pub fn as_written(&self, span: Span) -> String {
        self.unrepaired()[self.unrepaired_span(span).range()].to_string()
    }

    /// Line and column of an offset of the text, as an editor that opens the file counts them.
    ///
    /// Cost: counts the characters of the line; use [`Note::line`] if the line is enough.
    pub fn place(&self, offset: usize) -> Position {
        let at = self.unrepaired_span(Span::new(offset, offset)).start;
        self.lines().place(self.unrepaired(), at)
    }

    /// The line, from 1, of an offset of the text.
    pub fn line(&self, offset: usize) -> usize {
        self.lines().line(self.unrepaired_span(Span::new(offset, offset)).start)
    }

    /// A hash of the bytes on disk.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.unrepaired()))
    }

    fn unrepaired(&self) -> &str {
        self.unrepaired.as_deref().unwrap_or(&self.text)
    }

    /// The span in the unrepaired text of a span of the text, which may have any bounds.
    fn unrepaired_span(&self, span: Span) -> Span {
        let start = floor_char_boundary(&self.text, span.start);
        let mut end = span.end.clamp(start, self.text.len().max(start));
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        self.repairs.widen(Span::new(start, end))
    }
}
