//! Where a text may break a known name into two words: “Graph QL”, “open telemetry”, “micro services”.
//!
//! Used by the build script for the catalogue, and at run time for the user's additions.

use crate::name;

/// The keys (`name::key`) of everything up to a word break in a spelling, and that of the whole spelling last.
/// Breaks are at spaces and signs, before capitals, between letters and digits, and between two words that
/// are written as one, if `is_word` knows both.
pub fn beginnings(spelling: &str, is_word: impl Fn(&str) -> bool) -> Vec<String> {
    let key = name::key(spelling);
    let parts = word_breaks(spelling, is_word).into_iter().map(|at| name::key(&spelling[..at]));
    let mut found: Vec<String> =
        parts.filter(|part| !part.is_empty() && key.starts_with(part.as_str())).collect();
    found.push(key);
    found
}

/// The byte offsets of the word breaks.
fn word_breaks(spelling: &str, is_word: impl Fn(&str) -> bool) -> Vec<usize> {
    let chars: Vec<(usize, char)> = spelling.char_indices().collect();
    let is_break = |pair: &[(usize, char)]| {
        let (before, here) = (pair[0].1, pair[1].1);
        let joined = before.is_alphanumeric() && here.is_alphanumeric();
        let digit = before.is_numeric() != here.is_numeric();
        !joined || here.is_uppercase() || before.is_uppercase() || digit
    };
    let mut word_breaks: Vec<usize> =
        chars.windows(2).filter(|pair| is_break(pair)).map(|pair| pair[1].0).collect();
    let mut start = 0;
    for word in spelling.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let lower = word.trim_end_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
        let halves = (1..lower.len()).filter_map(|at| lower.split_at_checked(at));
        let halves = halves.filter(|(left, right)| is_word(left) && is_word(right));
        word_breaks.extend(halves.map(|(left, _)| start + left.len()));
        start += word.len();
    }
    word_breaks
}
