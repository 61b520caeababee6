//! Cuts a text into the pieces that dates are made of, and reads the smallest of them. A reader
//! takes the tokens from some place on, and gives what it read with the tokens after it.

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

pub(super) type Tokens<'a> = &'a [Token];
pub(super) type Read<'a, T> = Option<(T, Tokens<'a>)>;

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

pub(super) fn month(at: Tokens) -> Read<u8> {
    let (token, rest) = at.split_first()?;
    match token.kind {
        Kind::Word(Meaning::Month { month, .. }) => Some((month, rest)),
        _ => None,
    }
}

pub(super) fn year(at: Tokens) -> Read<u16> {
    match at.split_first()? {
        (Token { kind: Kind::Number(year @ 1970..=2099, 4), .. }, rest) => {
            Some((*year as u16, rest))
        }
        _ => None,
    }
}

/// A number of one or two digits.
pub(super) fn number(at: Tokens) -> Read<u8> {
    match at.split_first()? {
        (Token { kind: Kind::Number(number, 1 | 2), .. }, rest) => Some((*number as u8, rest)),
        _ => None,
    }
}

/// A sign between two numbers that it touches; in East Asia spaces may be there too.
pub(super) fn separator(at: Tokens) -> Read<char> {
    let (token, rest) = at.split_first()?;
    match token.kind {
        Kind::Mark(sign @ ('年' | '월' | '月' | '년')) => Some((sign, rest)),
        Kind::Mark(sign @ ('-' | '/' | '.' | '_')) => {
            (rest.first()?.start == token.end).then_some((sign, rest))
        }
        _ => None,
    }
}

pub(super) fn skip(at: Tokens, most: usize, is_skipped: impl Fn(Kind) -> bool) -> Tokens {
    let count = at.iter().take(most).take_while(|token| is_skipped(token.kind)).count();
    &at[count..]
}

/// What joins the ends of a range, with what says nothing behind it.
pub(super) fn to(at: Tokens) -> Option<Tokens> {
    let is_to =
        |kind| matches!(kind, Kind::Word(Meaning::To) | Kind::Mark('-' | '/' | '&' | '+' | ','));
    let rest = skip(at, 2, is_to);
    (rest.len() < at.len())
        .then(|| skip(rest, 2, |kind| matches!(kind, Kind::Word(Meaning::Of | Meaning::Weekday))))
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
