//! Decodes bytes to text: detects the encoding, and maps the text back to the bytes.

use crate::note::offset_map::OffsetMap;
use crate::note::windows1252;

/// The decoded text of a file, not yet repaired.
pub(super) struct Decoded {
    pub(super) text: String,
    /// From `text` to the bytes.
    pub(super) map: OffsetMap,
    pub(super) encoding: Encoding,
    /// How many bytes (of UTF-8) or units (of UTF-16) do not fit the encoding.
    pub(super) misfits: usize,
    /// The offset in `text` of the first character that was guessed.
    pub(super) first: Option<usize>,
}

/// The encoding of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
    Windows1252,
}

/// Decodes any bytes.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    match bytes {
        [0xff, 0xfe, ..] => utf16(bytes, u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(bytes, u16::from_be_bytes),
        _ => eight_bits(bytes),
    }
}

/// The byte order mark of UTF-8, and the same read as Windows-1252.
const MARKS: [&[u8]; 2] = [b"\xef\xbb\xbf", "ï»¿".as_bytes()];

fn eight_bits(bytes: &[u8]) -> Decoded {
    let mut body = bytes;
    while let Some(rest) = MARKS.iter().find_map(|mark| body.strip_prefix(*mark)) {
        body = rest;
    }
    let start = bytes.len() - body.len();
    match std::str::from_utf8(body) {
        Ok(text) => Decoded {
            text: text.to_string(),
            map: OffsetMap::same(text.len(), start),
            encoding: Encoding::Utf8,
            misfits: 0,
            first: None,
        },
        Err(_) if is_mostly_utf8(body) => mixed(body, start),
        Err(_) => windows1252(body, start),
    }
}

/// Whether at least as many characters beyond ASCII are valid UTF-8 as are not.
fn is_mostly_utf8(body: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in body.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad
}

/// Decodes UTF-8 with stray bytes, which are read as Windows-1252.
fn mixed(body: &[u8], start: usize) -> Decoded {
    let mut decoded = Decoded::new(Encoding::Utf8, body.len(), start);
    for chunk in body.utf8_chunks() {
        decoded.text.push_str(chunk.valid());
        decoded.map.keep(chunk.valid().len());
        for byte in chunk.invalid() {
            decoded.first.get_or_insert(decoded.text.len());
            decoded.misfits += 1;
            decoded.push(windows1252::char_of(*byte), 1);
        }
    }
    decoded
}

fn windows1252(body: &[u8], start: usize) -> Decoded {
    let mut decoded = Decoded::new(Encoding::Windows1252, body.len(), start);
    decoded.first = body.iter().position(|byte| !byte.is_ascii());
    for byte in body {
        decoded.push(windows1252::char_of(*byte), 1);
    }
    decoded
}

/// Decodes UTF-16 after its byte order mark. A lone surrogate, and a lone last byte, become U+FFFD.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let body = &bytes[2..];
    let mut decoded = Decoded::new(Encoding::Utf16, body.len(), 2);
    let units = body.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    for read in char::decode_utf16(units) {
        match read {
            Ok(ch) => decoded.push(ch, 2 * ch.len_utf16()),
            Err(_) => decoded.misfit(2),
        }
    }
    if body.len() % 2 == 1 {
        decoded.misfit(1);
    }
    decoded
}

impl Decoded {
    fn new(encoding: Encoding, capacity: usize, start: usize) -> Decoded {
        let text = String::with_capacity(capacity);
        Decoded { text, map: OffsetMap::starting_at(start), encoding, misfits: 0, first: None }
    }

    fn push(&mut self, ch: char, bytes: usize) {
        self.text.push(ch);
        self.map.step(ch.len_utf8(), bytes);
    }

    fn misfit(&mut self, bytes: usize) {
        self.first.get_or_insert(self.text.len());
        self.misfits += 1;
        self.push(char::REPLACEMENT_CHARACTER, bytes);
    }
}
