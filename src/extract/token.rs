//! The words of a block, with what rules ask of them again and again: case, markup, sentence, key.

use crate::curated::layout;
use crate::document::Mark;
use crate::document::MarkKind;
use crate::name;
use std::ops::Range;

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
pub fn tokens(text: &str, marks: &[Mark], sentences: &[Range<usize>]) -> Words {
    let mut words = Words::with_room_for(text);
    let mut at = 0;
    let mut last_end = usize::MAX;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let glued = if last_end == at { flag::GLUED } else { 0 };
        let plain = plain_word(&text.as_bytes()[at..]);
        let end = if plain > 0 { at + plain } else { token_end(text, at, c) };
        if plain > 0 {
            push_plain(&mut words, text, at..end, glued);
        } else {
            push(&mut words, text, at..end, glued);
        }
        (at, last_end) = (end, end);
    }
    mark(&mut words, marks);
    number(&mut words, sentences);
    quote(&mut words, text);
    words
}

/// How long the word of small letters is that a text begins with, as most words are, if what comes
/// behind it cannot be part of it; else 0.
fn plain_word(text: &[u8]) -> usize {
    let len = text.iter().take_while(|b| b.is_ascii_lowercase()).count();
    let ends = match &text[len..] {
        [] | [b' ' | b',' | b'\n' | b':' | b';' | b'!' | b'?' | b')', ..] => true,
        [b'.', rest @ ..] => matches!(rest, [] | [b' ' | b'\n', ..]),
        _ => false,
    };
    if ends && len < LONGEST { len } else { 0 }
}

/// Where the token that begins with `c` at `at` ends.
fn token_end(text: &str, at: usize, c: char) -> usize {
    let rest = &text[at + c.len_utf8()..];
    if matches!(c, '\'' | '’') && rest.starts_with(['s', 'S']) && !starts_word(&rest[1..]) {
        return at + c.len_utf8() + 1;
    }
    let opens = c.is_alphanumeric() || (c == '@' || c == '.') && starts_word(rest);
    if !opens {
        return at + c.len_utf8();
    }
    let mut end = at + c.len_utf8();
    loop {
        end += text.as_bytes()[end..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let mut chars = text[end..].chars();
        match chars.next() {
            Some(x) if x.is_alphanumeric() || x == '_' => end += x.len_utf8(),
            // A possessive is a token of its own, so that rules can ask for it.
            Some('\'' | '’') if possessive(&text[end..]) => return end,
            Some(x @ ('\'' | '’' | '.' | '-' | '‑')) if starts_word(chars.as_str()) => {
                end += x.len_utf8()
            }
            Some(x @ ('+' | '#')) if end - at <= 2 => end += x.len_utf8(),
            _ => return end,
        }
    }
}

fn starts_word(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
}

/// Whether `text` begins with `'s` (or an apostrophe alone) and then no letter.
fn possessive(text: &str) -> bool {
    let rest = text.trim_start_matches(['\'', '’']);
    let rest = rest.strip_prefix(['s', 'S']).unwrap_or(rest);
    !starts_word(rest)
}

/// What is as long as this or longer is no word, and has no key.
const LONGEST: usize = 200;

/// Appends a token with its key, and adds what its letters say to its flags.
fn push(words: &mut Words, text: &str, range: Range<usize>, mut flags: u16) {
    let token = &text[range.clone()];
    let start = words.keys.len();
    if !matches!(token.as_bytes(), [mark] if mark.is_ascii_punctuation() && !b"&+#".contains(mark))
    {
        flags |= look(token);
        fold_into(&mut words.keys, token, flags);
    }
    append(words, range, flags, start);
}

/// The same for a [`plain_word`].
fn push_plain(words: &mut Words, text: &str, range: Range<usize>, flags: u16) {
    let start = words.keys.len();
    words.keys.push_str(&text[range.clone()]);
    append(words, range, flags | flag::WORD, start);
}

/// Appends a token whose key stands from `start` on.
fn append(words: &mut Words, range: Range<usize>, flags: u16, start: usize) {
    let key = (start as u32, (words.keys.len() - start) as u16);
    let hash = layout::extend(layout::START, &words.keys[start..]);
    words.tokens.push(Token {
        start: range.start as u32,
        end: range.end as u32,
        flags,
        hash,
        key,
        ..Token::default()
    });
}

/// What the letters of a token say: the flags from [`flag::WORD`] to [`flag::CAMEL`].
fn look(token: &str) -> u16 {
    let mut flags = 0;
    let first = token.trim_start_matches(['@', '.']).chars().next().unwrap_or(' ');
    if first.is_alphanumeric() {
        flags |= flag::WORD;
    }
    if first.is_uppercase() {
        flags |= flag::CAPITAL;
    }
    if token.starts_with('@') && token.len() > 1 {
        flags |= flag::HANDLE;
    }
    if first.is_ascii_digit() && token.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        flags |= flag::NUMBER;
    }
    flags | case(token)
}

/// Whether the letters are all upper case, and whether one is after a lower-case letter.
fn case(token: &str) -> u16 {
    let (mut letters, mut upper) = (0, 0);
    let (mut camel, mut after_lower) = (false, false);
    for c in token.chars() {
        letters += usize::from(c.is_alphabetic());
        upper += usize::from(c.is_alphabetic() && c.is_uppercase());
        camel |= after_lower && c.is_uppercase();
        after_lower = c.is_lowercase();
    }
    let shouted = if letters > 1 && upper == letters { flag::UPPER } else { 0 };
    if camel { shouted | flag::CAMEL } else { shouted }
}

/// Appends what `name::key` gives for a token, but nothing for punctuation that keys drop.
fn fold_into(keys: &mut String, token: &str, flags: u16) {
    if flags & flag::WORD == 0 && !matches!(token, "&" | "+" | "#") {
        return;
    }
    if token.len() >= LONGEST {
        return;
    }
    if token.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let start = keys.len();
        keys.push_str(token);
        keys[start..].make_ascii_lowercase();
    } else {
        keys.push_str(&name::key(token));
    }
}

/// Copies the block's marks to the tokens under them.
fn mark(words: &mut Words, marks: &[Mark]) {
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
pub fn fold_space(text: &str) -> String {
    if is_folded(text) {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a text is plain ASCII without any white space to fold, as many are.
fn is_folded(text: &str) -> bool {
    let mut after_space = true;
    let fits = |b: u8| {
        let fits = b.is_ascii_graphic() || b == b' ' && !after_space;
        after_space = b == b' ';
        fits
    };
    text.bytes().all(fits) && !text.ends_with(' ')
}
