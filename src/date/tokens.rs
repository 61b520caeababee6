//! Cuts a text into the pieces that dates are made of.

use super::words::{Meaning, meaning};

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number and how many digits it is written with.
    Number(u64, usize),
    Word(Meaning),
    /// Anything else but white space. All dashes are `-`.
    Mark(char),
}

/// The pieces of a text, without white space.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = vec![];
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let len = |class: fn(char) -> bool| rest.find(|ch| !class(ch)).unwrap_or(rest.len());
        let (kind, len) = if first.is_ascii_digit() {
            let len = len(|ch| ch.is_ascii_digit());
            (Kind::Number(rest[..len].parse().unwrap_or(u64::MAX), len), len)
        } else if is_of_word(first) {
            let len = len(is_of_word);
            (Kind::Word(meaning(&rest[..len])), len)
        } else {
            (Kind::Mark(if is_dash(first) { '-' } else { first }), first.len_utf8())
        };
        if !first.is_whitespace() {
            tokens.push(Token { kind, start, end: start + len });
        }
        rest = &rest[len..];
    }
    tokens
}

fn is_of_word(ch: char) -> bool {
    ch.is_alphabetic() && !is_east_asian_unit(ch)
}

fn is_dash(ch: char) -> bool {
    matches!(ch, '-' | '‐'..='―' | '−')
}

/// Year, month and day in Chinese, Japanese and Korean.
fn is_east_asian_unit(ch: char) -> bool {
    matches!(ch, '年' | '月' | '日' | '년' | '월' | '일')
}
