//! The words of a block, with what rules ask of them again and again: case, markup, sentence, key.

use crate::document::MarkKind;
use crate::document::MarkedRange;
use std::borrow::Cow;
use std::ops::Range;

mod split;

/// A word or a mark of punctuation of a block.
#[derive(Clone, Copy, Debug, Default)]
pub struct Token {
    /// First byte in the block's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Number of the sentence in the block.
    pub sentence: u16,
    /// The link (index of `Document::links` plus one) that it is part of, or 0.
    pub link: u16,
    /// Bits of [`flag`].
    pub flags: u16,
    /// The hash of its key, as the catalogue hashes keys.
    pub hash: u64,
    /// Where its key stands in [`Words::keys`].
    key: (u32, u16),
}

/// What is true of a token.
pub mod flag {
    /// Letters or digits, not punctuation.
    pub const WORD: u16 = 1;
    /// Begins with an upper-case letter.
    pub const CAPITAL: u16 = 2;
    /// All its letters are upper case, and there are two or more.
    pub const UPPER: u16 = 4;
    /// Digits, perhaps with dots.
    pub const NUMBER: u16 = 8;
    /// Inside code.
    pub const CODE: u16 = 16;
    /// Inside strong emphasis.
    pub const STRONG: u16 = 32;
    /// Inside emphasis.
    pub const EMPHASIS: u16 = 64;
    /// Inside quotation marks.
    pub const QUOTED: u16 = 128;
    /// Begins a sentence.
    pub const FIRST: u16 = 256;
    /// `@handle`
    pub const HANDLE: u16 = 512;
    /// Has an upper-case letter after a lower-case one (`GitHub`, `macOS`).
    pub const CAMEL: u16 = 1024;
    /// Part of an image description.
    pub const IMAGE: u16 = 2048;
    /// A hash tag in the body.
    pub const TAG: u16 = 4096;
    /// Stands directly after the token before it, with no space.
    pub const GLUED: u16 = 8192;
}

impl Token {
    /// Whether any of these flags is set.
    pub fn is(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }
}

/// The tokens of one block.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The tokens in order.
    pub tokens: Vec<Token>,
    keys: String,
}

impl Words {
    /// No tokens yet, with room for those of a text.
    fn with_room_for(text: &str) -> Words {
        // A word has four letters or five, and a space or a mark behind it.
        let tokens = Vec::with_capacity(text.len() / 5 + 2);
        Words { tokens, keys: String::with_capacity(text.len()) }
    }

    /// The folded key of token `i`; empty for most punctuation.
    pub fn key(&self, i: usize) -> &str {
        let (start, len) = self.tokens[i].key;
        &self.keys[start as usize..start as usize + len as usize]
    }

    /// The key of token `i`, or `""` past the end.
    pub fn key_at(&self, i: usize) -> &str {
        if i < self.tokens.len() { self.key(i) } else { "" }
    }

    /// The keys of some tokens, one after the other.
    pub fn joined_key(&self, range: Range<usize>) -> &str {
        let tokens = &self.tokens[range];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return "" };
        &self.keys[first.key.0 as usize..last.key.0 as usize + last.key.1 as usize]
    }

    /// The next token, from one on, that has any of these flags. Most have none, and are passed quickly.
    pub fn next(&self, from: usize, flags: u16) -> Option<usize> {
        let ahead = self.tokens.get(from..)?;
        ahead.iter().position(|token| token.is(flags)).map(|gap| from + gap)
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }
}

/// Splits the text of a block into tokens. Cost: linear in the text and its marks.
pub fn tokens(text: &str, marks: &[MarkedRange], sentences: &[Range<usize>]) -> Words {
    let mut words = Words::with_room_for(text);
    let mut at = 0;
    let mut last_end = usize::MAX;
    while let Some(first) = text.as_bytes().get(at) {
        if *first == b' ' {
            at += 1;
            continue;
        }
        let glued = if last_end == at { flag::GLUED } else { 0 };
        let plain = split::plain_word(&text.as_bytes()[at..]);
        if plain > 0 {
            split::push_plain(&mut words, text, at..at + plain, glued);
            at += plain;
            last_end = at;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let end = split::token_end(text, at, c);
        split::push(&mut words, text, at..end, glued);
        (at, last_end) = (end, end);
    }
    mark(&mut words, marks);
    number(&mut words, sentences);
    quote(&mut words, text);
    words
}

/// Copies the block's marks to the tokens under them.
fn mark(words: &mut Words, marks: &[MarkedRange]) {
    for mark in marks {
        let from = words.tokens.partition_point(|t| (t.end as usize) <= mark.range.start);
        for token in &mut words.tokens[from..] {
            if token.start as usize >= mark.range.end {
                break;
            }
            match mark.kind {
                MarkKind::Emphasis => token.flags |= flag::EMPHASIS,
                MarkKind::Strong => token.flags |= flag::STRONG,
                MarkKind::Code => token.flags |= flag::CODE,
                MarkKind::Link(link) => token.link = (link + 1).min(u16::MAX as usize) as u16,
                MarkKind::Image(_) => token.flags |= flag::IMAGE,
                MarkKind::Tag => token.flags |= flag::TAG,
            }
        }
    }
}

/// Numbers the sentences and flags their first words.
fn number(words: &mut Words, sentences: &[Range<usize>]) {
    let mut sentence = 0;
    let mut fresh = true;
    for token in &mut words.tokens {
        while sentences.get(sentence).is_some_and(|s| s.end <= token.start as usize)
            && sentence + 1 < sentences.len()
        {
            sentence += 1;
            fresh = true;
        }
        token.sentence = sentence.min(u16::MAX as usize) as u16;
        if fresh && token.is(flag::WORD) {
            token.flags |= flag::FIRST;
            fresh = false;
        }
    }
}

/// Flags what stands between quotation marks of one sentence or a few.
fn quote(words: &mut Words, text: &str) {
    let mut open: Option<(usize, char)> = None;
    for i in 0..words.tokens.len() {
        let token = words.tokens[i];
        if open.is_none() && token.is(flag::WORD) {
            continue;
        }
        let c = text[token.start as usize..].chars().next().unwrap_or(' ');
        match (open, c) {
            (Some((from, close)), c) if c == close && i > from => {
                if i - from <= 40 {
                    words.tokens[from + 1..i].iter_mut().for_each(|t| t.flags |= flag::QUOTED);
                }
                open = None;
            }
            (Some((from, _)), _) if i - from > 40 => open = None,
            (None, '“' | '„') => open = Some((i, '”')),
            (None, '«') => open = Some((i, '»')),
            (None, '"') => open = Some((i, '"')),
            (None, '‘') => open = Some((i, '’')),
            (None, '\'') if !token.is(flag::GLUED) => open = Some((i, '\'')),
            _ => {}
        }
    }
}

/// The text with every run of white space as one space.
pub fn fold_space(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Whether a text has no white space to fold, as most have not. Looks at all bytes without stopping, which
/// processors do for many at once.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let single = pairs.fold(true, |all, (a, b)| all & ((*a != b' ') | (*b != b' ')));
    let graphic = bytes.iter().fold(true, |all, b| all & (*b >= b' '));
    let other = |c: char| c != ' ' && c.is_whitespace();
    single
        && graphic
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && (text.is_ascii() || !text.contains(other))
}
