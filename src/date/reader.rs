//! Parses dates from tokens: whole texts, prose, and forms with the name of a month.

use crate::date::Date;
use crate::date::numeric::{compact, month_of_year, numbers, year_month_day, year_of_start};
use crate::date::tokens::{
    DateToken, Parsed, TokenKind, Tokens, month, number, skip, to, tokens, year,
};
use crate::date::words::Meaning;
use crate::span::Span;

/// The date that the whole text is.
pub(super) fn parse(text: &str) -> Option<Date> {
    let all = tokens(text);
    let is_lead =
        |kind| matches!(kind, TokenKind::Word(Meaning::Weekday | Meaning::Of)) || is_wrap(kind);
    let start = skip(&all, 6, |kind| is_lead(kind) || matches!(kind, TokenKind::Mark(',' | '.')));
    let (date, rest) = compact(start)
        .or_else(|| date(start))
        .or_else(|| month_of_year(start))
        .or_else(|| year(start).and_then(|(y, rest)| Some((Date::new(y, 0, 0)?, rest))))?;
    (is_time(rest) || (date.day > 0 && is_zone(rest))).then_some(date)
}

/// The first date in prose, and its place.
pub(super) fn find(text: &str) -> Option<(Date, Span)> {
    let all = tokens(text);
    (0..all.len()).find_map(|at| {
        let DateToken { kind, start, .. } = all[at];
        let (date, rest) = date(&all[at..])?;
        let is_doubtful = matches!(kind, TokenKind::Word(Meaning::Month { is_doubtful: true, .. }));
        let is_part_of_word = at > 0 && all[at - 1].end == start && !is_mark(all[at - 1].kind);
        let is_accepted = !(is_part_of_word || (is_doubtful && date.day == 0));
        is_accepted.then(|| (date, Span::new(start, all[all.len() - rest.len() - 1].end)))
    })
}

/// A date with a day, or with a month's name.
fn date(at: Tokens) -> Parsed<Date> {
    year_month_day(at)
        .or_else(|| numbers(at))
        .or_else(|| day_first(at))
        .or_else(|| month_first(at))
        .or_else(|| year_first(at))
}

/// `23rd of July, 2019`, `19–22 March 2024`, `30 September to 2 October 2019`.
fn day_first(at: Tokens) -> Parsed<Date> {
    let (first, rest) = days(at)?;
    let (start, rest) = month(skip(rest, 2, is_filler))?;
    if let Some((year, rest)) = year(skip(rest, 2, is_filler_or_comma)) {
        return Some((Date::new(year, start, first)?, rest));
    }
    let (_, rest) = days(to(skip(rest, 1, is_filler))?)?;
    let (end, rest) = month(skip(rest, 2, is_filler))?;
    let (year, rest) = year(skip(rest, 2, is_filler_or_comma))?;
    Some((Date::new(year_of_start(year, start, end), start, first)?, rest))
}

/// `July 23, 2019`, `March 19–22, 2024`, `March 30 – April 2, 2024`, `June 2018`, `June/July 2018`,
/// and `Jul 23 20:08:21 2019`.
fn month_first(at: Tokens) -> Parsed<Date> {
    let (start, rest) = month(at)?;
    let rest = skip(rest, 1, |kind| kind == TokenKind::Mark('.'));
    let (first, rest) = days(skip(rest, 1, is_filler)).unwrap_or((0, rest));
    let rest = if first > 0 { skip_time(rest) } else { rest };
    if let Some((year, rest)) = year(skip(rest, 2, is_filler_or_comma)) {
        return Some((Date::new(year, start, first)?, rest));
    }
    let (end, rest) = month(to(rest)?)?;
    let rest = skip(rest, 1, |kind| kind == TokenKind::Mark('.'));
    let rest = if first > 0 { days(rest)?.1 } else { rest };
    let (year, rest) = year(skip(rest, 2, is_filler_or_comma))?;
    Some((Date::new(year_of_start(year, start, end), start, first)?, rest))
}

/// `2019 July 23`, `2019-Jul-23`.
fn year_first(at: Tokens) -> Parsed<Date> {
    let (year, rest) = year(at)?;
    let (month, rest) = month(skip(rest, 1, is_filler_or_comma))?;
    let (day, rest) = days(skip(rest, 2, is_filler_or_comma))?;
    Some((Date::new(year, month, day)?, rest))
}

/// Whether these are nothing, a day of the week, or a time of day with its zone.
fn is_time(at: Tokens) -> bool {
    let is_nothing = |token: &DateToken| {
        is_wrap(token.kind)
            || matches!(token.kind, TokenKind::Word(Meaning::Weekday) | TokenKind::Mark('.'))
    };
    let is_clock = |three: &[DateToken]| {
        matches!(
            (three[0].kind, three[1].kind, three[2].kind),
            (TokenKind::Number(..), TokenKind::Mark(':'), TokenKind::Number(..))
        )
    };
    at.iter().all(is_nothing) || at.windows(3).take(4).any(is_clock)
}

/// Whether these are `+0100`.
fn is_zone(at: Tokens) -> bool {
    let kinds = |[sign, offset]: &[DateToken; 2]| (sign.kind, offset.kind);
    let is_offset = |kinds| matches!(kinds, (TokenKind::Mark('+' | '-'), TokenKind::Number(_, 4)));
    <&[DateToken; 2]>::try_from(at).is_ok_and(|at| is_offset(kinds(at)))
}

/// Skips `20:08:21 EDT`.
fn skip_time(at: Tokens) -> Tokens {
    let is_part = |kind| matches!(kind, TokenKind::Number(_, 1 | 2) | TokenKind::Mark(':'));
    match at {
        [_, colon, ..] if colon.kind == TokenKind::Mark(':') => {
            let rest = skip(at, 5, is_part);
            let is_zone =
                |t: &DateToken| t.kind == TokenKind::Word(Meaning::Other) && t.end - t.start < 6;
            if rest.first().is_some_and(is_zone) { &rest[1..] } else { rest }
        }
        _ => at,
    }
}

/// The first of one or more days of a month, such as `19th to 22nd` or `26/27`.
fn days(at: Tokens) -> Parsed<u8> {
    let day = |at| {
        let (day, rest) = number(at).filter(|(day, _)| (1..=31).contains(day))?;
        Some((
            day,
            skip(rest, 1, |kind| {
                matches!(kind, TokenKind::Word(Meaning::Ordinal) | TokenKind::Mark('.' | '°'))
            }),
        ))
    };
    let (first, mut rest) = day(at)?;
    // More days than a conference has are a list of something else.
    for _ in 0..6 {
        match to(rest).and_then(|after| day(skip(after, 1, is_filler))) {
            Some((_, after)) => rest = after,
            None => break,
        }
    }
    Some((first, rest))
}

fn is_filler(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word(Meaning::Of) | TokenKind::Mark('-' | '.' | '/'))
}

fn is_filler_or_comma(kind: TokenKind) -> bool {
    is_filler(kind) || kind == TokenKind::Mark(',')
}

fn is_wrap(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Mark('"' | '\'' | '<' | '>' | '[' | ']' | '(' | ')' | '“' | '”'))
}

fn is_mark(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Mark(_))
}
