//! The words of a note, and which of them made the match.

use crate::name;
use serde::{Serialize, Serializer};
use std::ops::Range;

/// A sentence with the words in it that matter. In JSON it is the sentence alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote {
    /// The sentence, on one line, without markup.
    pub text: String,
    /// The words that made the match, as bytes of `text`; start and end 0 if they are not in it.
    pub hit: (usize, usize),
}

/// A quote cut to a length: what stands before, in and after the match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut<'a> {
    /// Whether words before were cut off.
    pub more_before: bool,
    /// Before the match.
    pub before: &'a str,
    /// The match; empty if there is none.
    pub hit: &'a str,
    /// After the match.
    pub after: &'a str,
    /// Whether words after were cut off.
    pub more_after: bool,
}

impl Serialize for Quote {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl Quote {
    /// The sentence with the first of these forms that stands in it marked, whatever the case,
    /// accents and hyphens. A form counts only as whole words, a plural `s` allowed.
    pub fn new<'f>(text: &str, forms: impl IntoIterator<Item = &'f str>) -> Quote {
        let folded = Folded::new(text);
        let hit = forms.into_iter().find_map(|form| folded.find(form)).unwrap_or_default();
        Quote { text: text.to_string(), hit }
    }

    /// The match as an index range of the text.
    pub fn range(&self) -> Range<usize> {
        self.hit.0..self.hit.1
    }

    /// The quote in at most `limit` characters, cut between words on both sides of the match.
    /// A match that is longer stays whole.
    pub fn cut(&self, limit: usize) -> Cut<'_> {
        let (before, after) = (&self.text[..self.hit.0], &self.text[self.hit.1..]);
        let hit = &self.text[self.range()];
        let count = |s: &str| s.chars().count();
        let room = limit.saturating_sub(count(hit));
        let lead = count(before).min((room / 2).max(room.saturating_sub(count(after))));
        let (kept_before, kept_after) = (last_words(before, lead), first_words(after, room - lead));
        Cut {
            more_before: kept_before.len() < before.len(),
            before: kept_before,
            hit,
            after: kept_after,
            more_after: kept_after.len() < after.len(),
        }
    }
}

/// The beginning of a text: at most `limit` characters, up to the end of a word.
fn first_words(text: &str, limit: usize) -> &str {
    let Some((end, next)) = text.char_indices().nth(limit) else { return text };
    if next.is_whitespace() {
        return text[..end].trim_end();
    }
    // Scripts without spaces are cut between letters.
    match text[..end].rfind(char::is_whitespace) {
        Some(space) => text[..space].trim_end(),
        None => &text[..end],
    }
}

/// The end of a text: at most `limit` characters, from the start of a word.
fn last_words(text: &str, limit: usize) -> &str {
    let count = text.chars().count();
    if count <= limit {
        return text;
    }
    let start = text.char_indices().nth(count - limit).map_or(text.len(), |(i, _)| i);
    if text[..start].ends_with(char::is_whitespace) {
        return &text[start..];
    }
    match text[start..].find(char::is_whitespace) {
        Some(space) => text[start + space..].trim_start(),
        None => &text[start..],
    }
}

/// A text in lower case without accents, hyphens as spaces, with the way back.
struct Folded {
    text: String,
    /// For each byte of `text` the byte in the original at which its character starts; one more at
    /// the end. Empty if they are the same, as in plain English.
    origin: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(text.len()), origin: Vec::new() };
        if text.is_ascii() {
            folded.text = text.to_ascii_lowercase().replace('-', " ");
            return folded;
        }
        for (at, c) in text.char_indices() {
            folded.push(c);
            folded.origin.resize(folded.text.len(), at);
        }
        folded.origin.push(text.len());
        folded
    }

    fn push(&mut self, c: char) {
        match c {
            '-' => self.text.push(' '),
            c if c.is_ascii() => self.text.push(c.to_ascii_lowercase()),
            c => {
                let folded = name::fold(c.encode_utf8(&mut [0; 4])).replace('-', " ");
                self.text.push_str(&folded.to_lowercase());
            }
        }
    }

    /// Where the form stands as whole words, in the original.
    fn find(&self, form: &str) -> Option<(usize, usize)> {
        let form = Folded::new(form).text;
        let form = form.trim();
        if form.is_empty() {
            return None;
        }
        self.text.match_indices(form).find_map(|(start, _)| {
            let end = start + form.len();
            let end = if self.text[end..].starts_with('s') && self.ends_word(end + 1) {
                end + 1
            } else {
                end
            };
            let starts = !self.text[..start].ends_with(char::is_alphanumeric);
            (starts && self.ends_word(end)).then(|| (self.at(start), self.at(end)))
        })
    }

    fn at(&self, folded: usize) -> usize {
        self.origin.get(folded).copied().unwrap_or(folded)
    }

    fn ends_word(&self, at: usize) -> bool {
        !self.text[at..].starts_with(char::is_alphanumeric)
    }
}
