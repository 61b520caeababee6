//! Quotes: a sentence of a note, with the words in it that matched.

use crate::entity::Entity;
use crate::name;
use crate::vocabulary::Kind;
use serde::{Serialize, Serializer};
use std::ops::Range;

/// A sentence, and the words in it that matched. In JSON only the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote {
    /// The sentence, on one line, without markup.
    pub text: String,
    /// The words that matched, as a byte range of `text`; both 0 if none did.
    pub hit: (usize, usize),
}

/// A quote cut to a length: the text before, in and after the match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteExcerpt<'a> {
    /// Whether words before it were cut off.
    pub more_before: bool,
    /// Before the match.
    pub before: &'a str,
    /// The match; empty if there is none.
    pub hit: &'a str,
    /// After the match.
    pub after: &'a str,
    /// Whether words after it were cut off.
    pub more_after: bool,
}

impl Serialize for Quote {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl Quote {
    /// The sentence, with the first of these forms that occurs in it as the match. Case, accents and
    /// hyphens are ignored; only whole words match, with or without a plural `s`.
    pub fn new<'f>(text: &str, forms: impl IntoIterator<Item = &'f str>) -> Quote {
        let folded = FoldedText::new(text);
        let hit = forms.into_iter().find_map(|form| folded.find(form)).unwrap_or_default();
        Quote { text: text.to_string(), hit }
    }

    /// The match as a range for indexing the text.
    pub fn range(&self) -> Range<usize> {
        self.hit.0..self.hit.1
    }

    /// The quote in at most `limit` characters, cut between words on both sides of the match. A
    /// longer match is not cut.
    pub fn excerpt(&self, limit: usize) -> QuoteExcerpt<'_> {
        let (before, after) = (&self.text[..self.hit.0], &self.text[self.hit.1..]);
        let hit = &self.text[self.range()];
        let count = |s: &str| s.chars().count();
        let rest = limit.saturating_sub(count(hit));
        let before_limit = count(before).min((rest / 2).max(rest.saturating_sub(count(after))));
        let (kept_before, kept_after) =
            (last_words(before, before_limit), first_words(after, rest - before_limit));
        QuoteExcerpt {
            more_before: kept_before.len() < before.len(),
            before: kept_before,
            hit,
            after: kept_after,
            more_after: kept_after.len() < after.len(),
        }
    }
}

/// A sentence of a note, with the first of these entities that it names as the match.
pub fn quote(sentence: &str, note: &str, entities: &[&Entity]) -> Quote {
    Quote::new(sentence, entities.iter().flat_map(|entity| forms(entity, note)))
}

/// All forms of a name: the name itself, then those that this note uses, then other aliases.
fn forms<'e>(entity: &'e Entity, note: &'e str) -> impl Iterator<Item = &'e str> {
    let here = entity.mentions.iter().filter(move |m| m.note == note);
    let written = here.flat_map(|m| m.written.iter().map(String::as_str));
    // The name of a talk without a title is made up: it occurs in no note.
    let own = (!entity.untitled && entity.kind != Kind::Note).then_some(entity.name.as_str());
    own.into_iter().chain(written).chain(entity.aliases.iter().map(String::as_str))
}

/// The start of a text: at most `limit` characters, cut at the end of a word.
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

/// The end of a text: at most `limit` characters, cut at the start of a word.
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

/// A text in lower case, without accents, with spaces for hyphens, and the offsets in the original.
struct FoldedText {
    text: String,
    /// For each byte of `text`, where its character starts in the original; one more at the end.
    /// Empty if the offsets are the same, as in plain English.
    origin: Vec<usize>,
}

impl FoldedText {
    fn new(text: &str) -> FoldedText {
        let mut folded = FoldedText { text: String::with_capacity(text.len()), origin: Vec::new() };
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

    /// Where the form occurs as whole words: a byte range of the original.
    fn find(&self, form: &str) -> Option<(usize, usize)> {
        let form = FoldedText::new(form).text;
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
