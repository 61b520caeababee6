//! Splits a text into the tokens of dates, and parses the smallest parts. A parser takes the tokens from some place on,
//! and gives what it parsed with the remaining tokens.

use crate::date::words::{Meaning, meaning};

/// A token of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct DateToken {
    pub(super) kind: TokenKind,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A number and how many digits it is written with.
    Number(u64, usize),
    Word(Meaning),
    /// Anything else except white space. All dashes are `-`.
    Mark(char),
}

pub(super) type Tokens<'a> = &'a [DateToken];
pub(super) type Parsed<'a, T> = Option<(T, Tokens<'a>)>;

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<DateToken> {
    let mut tokens = vec![];
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let len = |class: fn(char) -> bool| rest.find(|ch| !class(ch)).unwrap_or(rest.len());
        let (kind, len) = if first.is_ascii_digit() {
            let len = len(|ch| ch.is_ascii_digit());
            (TokenKind::Number(rest[..len].parse().unwrap_or(u64::MAX), len), len)
        } else if is_of_word(first) {
            let len = len(is_of_word);
            (TokenKind::Word(meaning(&rest[..len])), len)
        } else {
            (TokenKind::Mark(if is_dash(first) { '-' } else { first }), first.len_utf8())
        };
        if !first.is_whitespace() {
            tokens.push(DateToken { kind, start, end: start + len });
        }
        rest = &rest[len..];
    }
    tokens
}

pub(super) fn month(at: Tokens) -> Parsed<u8> {
    let (token, rest) = at.split_first()?;
    match token.kind {
        TokenKind::Word(Meaning::Month { month, .. }) => Some((month, rest)),
        _ => None,
    }
}

pub(super) fn year(at: Tokens) -> Parsed<u16> {
    match at.split_first()? {
        (DateToken { kind: TokenKind::Number(year @ 1970..=2099, 4), .. }, rest) => {
            Some((*year as u16, rest))
        }
        _ => None,
    }
}

/// A number of one or two digits.
pub(super) fn number(at: Tokens) -> Parsed<u8> {
    match at.split_first()? {
        (DateToken { kind: TokenKind::Number(number, 1 | 2), .. }, rest) => {
            Some((*number as u8, rest))
        }
        _ => None,
    }
}

/// A sign directly between two numbers; after East Asian units there may be spaces.
pub(super) fn separator(at: Tokens) -> Parsed<char> {
    let (token, rest) = at.split_first()?;
    match token.kind {
        TokenKind::Mark(sign @ ('年' | '월' | '月' | '년')) => Some((sign, rest)),
        TokenKind::Mark(sign @ ('-' | '/' | '.' | '_')) => {
            (rest.first()?.start == token.end).then_some((sign, rest))
        }
        _ => None,
    }
}

pub(super) fn skip(at: Tokens, most: usize, is_skipped: impl Fn(TokenKind) -> bool) -> Tokens {
    let count = at.iter().take(most).take_while(|token| is_skipped(token.kind)).count();
    &at[count..]
}

/// Skips what joins the ends of a range, with filler words after it; `None` if there is nothing to skip.
pub(super) fn to(at: Tokens) -> Option<Tokens> {
    let is_to = |kind| {
        matches!(kind, TokenKind::Word(Meaning::To) | TokenKind::Mark('-' | '/' | '&' | '+' | ','))
    };
    let rest = skip(at, 2, is_to);
    (rest.len() < at.len()).then(|| {
        skip(rest, 2, |kind| matches!(kind, TokenKind::Word(Meaning::Of | Meaning::Weekday)))
    })
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
