//! Encodes and decodes Windows-1252. Its five undefined bytes are the control characters of Latin-1, as in browsers.

/// The characters of the bytes 80 to 9F.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character of a byte.
pub(super) fn char_of(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The byte, from 80, of a character. Control characters are their bytes in Latin-1, since text is damaged by
/// either encoding.
pub(super) fn high_byte_of(ch: char) -> Option<u8> {
    match ch {
        '\u{80}'..='\u{ff}' => Some(ch as u8),
        '\u{152}'..='\u{2122}' => HIGH.iter().position(|c| *c == ch).map(|at| 0x80 + at as u8),
        _ => None,
    }
}
