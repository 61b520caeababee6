//! One note as it was read: its path, its text with broken encodings mended, and the way back from
//! that text to the bytes on disk. Knows nothing of the disk itself.
//!
//! Bytes are decoded (`decode`), the decoded text is mended (`repair`); a `map` for each of the two
//! steps leads back.

mod belief;
mod code;
mod decode;
mod map;
mod repair;
mod report;
mod windows1252;

use self::map::Map;
use crate::diagnostic::Diagnostic;
use crate::span::{LineIndex, Place, Span, floor_char_boundary};
use std::sync::OnceLock;

/// A note. All later stages work on `text`; only findings go back to the bytes on disk.
#[derive(Clone, Debug)]
pub struct Note {
    /// Path relative to the notes folder, with `/`.
    pub path: String,
    /// The text: decoded, mended, without a byte order mark. Line ends are as on disk.
    pub text: String,
    /// The text before it was mended, where that is not the same.
    unmended: Option<String>,
    /// From `text` to the unmended text.
    mends: Map,
    /// From the unmended text to the bytes on disk.
    bytes: Map,
    /// The lines of the unmended text, once somebody asks: of a note that did not change since the
    /// last run, nobody does.
    lines: OnceLock<LineIndex>,
    hash: u64,
}

impl Note {
    /// Decodes and mends the bytes of a file. Never fails: what cannot be decoded is replaced and told.
    ///
    /// Read are UTF-8 with or without a byte order mark, UTF-16 with one, and Windows-1252. Stray
    /// bytes in a file that is otherwise UTF-8 are read as Windows-1252. Text that went through a
    /// wrong encoding once or more (`NÃ©stor`) is mended, except in code; text that may be right is
    /// never changed.
    ///
    /// Cost: one pass over the bytes for each of checking, copying, hashing and looking for what to mend;
    /// one more for line ends when the first place is asked for.
    pub fn new(path: &str, bytes: &[u8]) -> (Note, Vec<Diagnostic>) {
        let decoded = decode::decode(bytes);
        let mended = repair::repair(&decoded.text);
        let mut told = report::encoding(path, &decoded);
        if let Some(mended) = &mended {
            told.extend(report::mended(path, &decoded.text, mended));
        }
        let (text, unmended, mends) = match mended {
            Some(mended) => (mended.text, Some(decoded.text), mended.map),
            None => {
                let same = Map::same(decoded.text.len(), 0);
                (decoded.text, None, same)
            }
        };
        let hash = xxhash_rust::xxh3::xxh3_64(bytes);
        let path = path.to_string();
        let (bytes, lines) = (decoded.map, OnceLock::new());
        (Note { path, text, unmended, mends, bytes, lines, hash }, told)
    }

    /// The range on disk of a range of the text. It begins and ends between characters of the file,
    /// and covers every mended character whole that it touches.
    pub fn on_disk(&self, span: Span) -> Span {
        self.bytes.widen(self.unmended_span(span))
    }

    /// What stands on disk there, decoded but not mended: `NÃ©stor` where the text says `Néstor`.
    pub fn as_written(&self, span: Span) -> String {
        self.unmended()[self.unmended_span(span).range()].to_string()
    }

    /// Line and column of an offset of the text, as an editor that opens the file counts them.
    ///
    /// Cost: counts the characters of the line; see [`Note::line`] if the line is enough.
    pub fn place(&self, offset: usize) -> Place {
        let at = self.unmended_span(Span::new(offset, offset)).start;
        self.lines().place(self.unmended(), at)
    }

    /// The line, from 1, of an offset of the text.
    pub fn line(&self, offset: usize) -> usize {
        self.lines().line(self.unmended_span(Span::new(offset, offset)).start)
    }

    /// A fingerprint of the bytes on disk.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.unmended()))
    }

    fn unmended(&self) -> &str {
        self.unmended.as_deref().unwrap_or(&self.text)
    }

    /// The range of the unmended text of a range of the text, which may be any two numbers.
    fn unmended_span(&self, span: Span) -> Span {
        let start = floor_char_boundary(&self.text, span.start);
        let mut end = span.end.clamp(start, self.text.len().max(start));
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        self.mends.widen(Span::new(start, end))
    }
}
