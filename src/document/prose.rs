//! The text of a leaf block while it is being written, and where it is in the note.

use crate::span::Span;
use std::ops::Range;

/// Text with a map to the note.
#[derive(Default)]
pub struct Prose {
    /// The text so far, without white space at its start.
    pub text: String,
    /// Parts: offset in `text` → offset in the note.
    pub map: Vec<(usize, usize)>,
    /// Parts of `text` that are written differently in the note.
    pub decoded: Vec<(Range<usize>, Span)>,
    /// Where a sentence must end.
    pub breaks: Vec<usize>,
}

impl Prose {
    /// Empty, with capacity for this many bytes.
    pub fn with_room_for(len: usize) -> Prose {
        Prose { text: String::with_capacity(len), ..Prose::default() }
    }

    /// Adds the text at `span` of `source`.
    pub fn push(&mut self, source: &str, span: Span) {
        let mut words = self.fitting(&source[span.range()]);
        if words.starts_with(')') && self.text.ends_with('(') {
            // The brackets had only a URL in them.
            self.truncate(self.text.trim_end_matches('(').trim_end().len());
            words = self.fitting(&words[1..]);
        }
        if self.text.ends_with(' ') && begins_with_stop(words) {
            // What was before the stop, such as a URL, is not prose.
            self.truncate(self.text.trim_end().len());
        }
        if !words.is_empty() {
            self.begin_part(span.end - words.len());
            self.text.push_str(words);
        }
    }

    /// Adds the words that `span` means, if they are written differently there.
    pub fn push_decoded(&mut self, words: &str, span: Span) {
        let words = self.fitting(if words.trim().is_empty() { " " } else { words });
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.map.push((start, span.start));
        self.text.push_str(words);
        self.decoded.push((start..self.text.len(), span));
    }

    /// Ends the line, at the line end within `span`.
    pub fn newline(&mut self, source: &str, span: Span) {
        let words = self.text.trim_end();
        if words.is_empty() || self.text.ends_with('\n') {
            return;
        }
        self.truncate(words.len());
        match source[span.range()].find('\n') {
            Some(at) => {
                self.begin_part(span.start + at);
                self.text.push('\n');
            }
            None => {
                let start = self.text.len();
                self.map.push((start, span.start));
                self.text.push('\n');
                self.decoded.push((start..start + 1, span));
            }
        }
    }

    /// Ends a sentence, whatever its words are.
    pub fn end_sentence(&mut self) {
        self.breaks.push(self.text.len());
    }

    /// Removes everything from `len` on.
    pub fn truncate(&mut self, len: usize) {
        if len < self.text.len() {
            self.text.truncate(len);
            self.map.truncate(self.map.partition_point(|(text, _)| *text < len));
            self.decoded.truncate(self.decoded.partition_point(|(range, _)| range.start < len));
            self.decoded
                .last_mut()
                .into_iter()
                .for_each(|(range, _)| range.end = range.end.min(len));
            self.breaks.iter_mut().for_each(|at| *at = (*at).min(len));
        }
    }

    /// The words without white space that would be doubled or at the start of the text.
    fn fitting<'w>(&self, words: &'w str) -> &'w str {
        match self.text.is_empty() || self.text.ends_with(char::is_whitespace) {
            true => words.trim_start(),
            false => words,
        }
    }

    /// Begins a part of the map, unless it continues the last one.
    fn begin_part(&mut self, source: usize) {
        let at = self.text.len();
        let follows = self.map.last().is_some_and(|&(text, start)| start + (at - text) == source);
        if !follows {
            self.map.push((at, source));
        }
    }
}

/// Whether text begins with the punctuation of the sentence before it; `.NET` does not.
fn begins_with_stop(words: &str) -> bool {
    let after = words.trim_start_matches(['.', ',', ';', ':', '!', '?']);
    after.len() < words.len() && !after.starts_with(|c: char| !c.is_whitespace() && c != ')')
}
