//! The words of a note, and which of them made the match.

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
    /// The sentence with the first of these forms that stands in it marked, whatever the case and
    /// accents.
    pub fn new<'f>(text: &str, forms: impl IntoIterator<Item = &'f str>) -> Quote {
        let _ = (text, forms);
        todo!()
    }

    /// The match as an index range of the text.
    pub fn range(&self) -> Range<usize> {
        self.hit.0..self.hit.1
    }

    /// The quote in at most `limit` characters, cut between words on both sides of the match.
    pub fn cut(&self, limit: usize) -> Cut<'_> {
        let _ = limit;
        todo!()
    }
}
