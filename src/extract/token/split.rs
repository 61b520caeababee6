//! Where a token ends, what its letters say, and its key.

use crate::curated::layout;
use crate::extract::token::Token;
use crate::extract::token::Words;
use crate::extract::token::flag;
use crate::name;
use std::ops::Range;

/// How long the word of small letters is that a text begins with, as most words are, if what comes
/// behind it cannot be part of it; else 0.
pub(super) fn plain_word(text: &[u8]) -> usize {
    let len = text.iter().take_while(|b| b.is_ascii_lowercase()).count();
    let ends = match &text[len..] {
        [] | [b' ' | b',' | b'\n' | b':' | b';' | b'!' | b'?' | b')', ..] => true,
        [b'.', rest @ ..] => matches!(rest, [] | [b' ' | b'\n', ..]),
        _ => false,
    };
    if ends && len < LONGEST { len } else { 0 }
}

/// Where the token that begins with `c` at `at` ends.
pub(super) fn token_end(text: &str, at: usize, c: char) -> usize {
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
pub(super) fn push(words: &mut Words, text: &str, range: Range<usize>, mut flags: u16) {
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
pub(super) fn push_plain(words: &mut Words, text: &str, range: Range<usize>, flags: u16) {
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
