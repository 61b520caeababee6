//! Splits text into sentences, in one pass and without language tables.
//!
//! A sentence ends after `.`, `!`, `?` or `…` with closing quotes if white space and then anything but a lower-case
//! letter follows, after `。！？`, and at every forced break. It does not end after an abbreviation that is
//! followed by a name or number.

use crate::span::floor_char_boundary;
use std::ops::Range;

/// The sentences of `text`, trimmed, in order. `breaks` are offsets at which a sentence must end.
/// Cost: linear.
pub fn split(text: &str, breaks: &[usize]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for &end in breaks.iter().chain(std::iter::once(&text.len())) {
        let end = floor_char_boundary(text, end).max(start);
        split_line(text, start..end, &mut sentences);
        start = end;
    }
    sentences
}

fn split_line(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let (mut start, mut at) = (range.start, range.start);
    let may_stop = |b: &u8| matches!(b, b'.' | b'!' | b'?' | b'\n' | 0xE2 | 0xE3 | 0xEF);
    while let Some(plain) = bytes[at..range.end.max(at)].iter().position(may_stop) {
        at += plain;
        let stop = match bytes[at] {
            b'.' | b'!' | b'?' => stop_len(&text[at..range.end]),
            0xE2 if bytes[at..range.end].starts_with("…".as_bytes()) => {
                stop_len(&text[at..range.end])
            }
            0xE3 | 0xEF => wide_stop_len(&bytes[at..range.end]),
            b'\n' => usize::from(begins_item(&text[at + 1..range.end])),
            _ => 0,
        };
        let end = at + stop.max(1);
        let sure = stop > 0 && matches!(bytes[at], 0xE3 | 0xEF | b'\n');
        if sure || (stop > 0 && ends_sentence(&text[start..range.end], at - start, stop)) {
            push_trimmed(text, start..end, sentences);
            start = end;
        }
        at = end;
    }
    push_trimmed(text, start..range.end, sentences);
}

/// Whether a line looks like a list item that Markdown did not take for one.
fn begins_item(line: &str) -> bool {
    ["* ", "- ", "+ ", "• ", "· ", "– "].iter().any(|bullet| line.starts_with(bullet))
}

fn push_trimmed(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let sentence = &text[range.clone()];
    let start = range.start + (sentence.len() - sentence.trim_start().len());
    let end = start + sentence.trim().len();
    if end > start {
        sentences.push(start..end);
    }
}

/// Whether the stop of `len` bytes at `at` ends the sentence that `text` begins with.
fn ends_sentence(text: &str, at: usize, len: usize) -> bool {
    let rest = &text[at + len..];
    let next = rest.trim_start();
    if next.is_empty() || next.len() == rest.len() {
        return next.is_empty();
    }
    let opening = |c: char| matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '*' | '_');
    let word = next.trim_start_matches(opening);
    if word.starts_with(char::is_lowercase) {
        return false;
    }
    len > 1 || text.as_bytes()[at] != b'.' || !is_abbreviation(&text[..at], word)
}

/// The length of the stops, with closing quotes and brackets after them.
fn stop_len(text: &str) -> usize {
    let stops = text.trim_start_matches(['.', '!', '?', '…']);
    let closed = stops.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    text.len() - closed.len()
}

/// The length of Chinese or Japanese stops, with closing quotes and brackets after them; 0 if there are none.
fn wide_stop_len(bytes: &[u8]) -> usize {
    let starts = |at: usize, of: &[&str]| of.iter().any(|s| bytes[at..].starts_with(s.as_bytes()));
    let stops = ["。", "！", "？"];
    let mut len = 0;
    while starts(len, &stops) || (len > 0 && starts(len, &["」", "』", "）", "”"])) {
        len += 3;
    }
    len
}

/// Whether the dot after `before` belongs to an abbreviation, with `next` after it.
fn is_abbreviation(before: &str, next: &str) -> bool {
    let word_start = before.rfind(|c: char| c.is_whitespace() || "(\"'“‘[/".contains(c));
    let word_start =
        word_start.map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let word = &before[word_start..];
    let number_follows = next.starts_with(|c: char| c.is_ascii_digit());
    let lower = word.to_ascii_lowercase();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) if only.is_uppercase() => return only != 'I',
        _ => {}
    }
    let list_number = before.trim_start() == word && word.len() <= 3;
    (BEFORE_A_NAME.contains(&lower.as_str()))
        || (BEFORE_A_NUMBER.contains(&lower.as_str()) && number_follows)
        || (list_number && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
        || (is_dotted(word) && !starts_a_sentence(next))
}

/// Whether a word is short parts joined by dots: `U.S`, `e.g`, `Ph.D`.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| part.len() <= 2 && part.chars().all(char::is_alphabetic))
        && !word.starts_with('.')
}

fn starts_a_sentence(next: &str) -> bool {
    let word = next.split(|c: char| !c.is_alphabetic() && c != '\'').next().unwrap_or("");
    const STARTERS: [&str; 24] = [
        "A", "After", "All", "An", "And", "As", "At", "But", "For", "He", "I", "If", "In", "It",
        "My", "Our", "She", "So", "That", "The", "There", "They", "This", "We",
    ];
    STARTERS.binary_search(&word).is_ok()
}

const BEFORE_A_NAME: [&str; 36] = [
    "adm", "aka", "approx", "capt", "cf", "col", "dr", "drs", "e.g", "eg", "esp", "gen", "gov",
    "hon", "hr", "i.e", "ie", "ing", "lt", "maj", "mme", "mr", "mrs", "ms", "mt", "mx", "p.s",
    "prof", "rep", "rev", "sen", "sgt", "sra", "st", "viz", "vs",
];

const BEFORE_A_NUMBER: [&str; 26] = [
    "apr", "art", "aug", "ca", "ch", "chap", "dec", "eq", "feb", "fig", "jan", "jul", "jun", "mar",
    "no", "nos", "nov", "nr", "oct", "p", "pp", "sec", "sep", "sept", "ver", "vol",
];
