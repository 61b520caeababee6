//! Reads dates from tokens. Each reader takes the tokens from where a date may begin and gives the
//! date with the tokens after it.

use super::Date;
use super::tokens::{Kind, Token, tokens};
use super::words::Meaning;
use crate::span::Span;

type Tokens<'a> = &'a [Token];
type Read<'a, T> = Option<(T, Tokens<'a>)>;

/// The date that the whole text is.
pub(super) fn parse(text: &str) -> Option<Date> {
    let all = tokens(text);
    let is_lead =
        |kind| matches!(kind, Kind::Word(Meaning::Weekday | Meaning::Of)) || is_wrap(kind);
    let start = skip(&all, 6, |kind| is_lead(kind) || matches!(kind, Kind::Mark(',' | '.')));
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
        let Token { kind, start, .. } = all[at];
        let (date, rest) = date(&all[at..])?;
        let is_doubtful = matches!(kind, Kind::Word(Meaning::Month { is_doubtful: true, .. }));
        let is_part_of_word = at > 0 && all[at - 1].end == start && !is_mark(all[at - 1].kind);
        let is_believed = !(is_part_of_word || (is_doubtful && date.day == 0));
        is_believed.then(|| (date, Span::new(start, all[all.len() - rest.len() - 1].end)))
    })
}

/// A date with a day, or with a month's name.
fn date(at: Tokens) -> Read<Date> {
    year_month_day(at)
        .or_else(|| numbers(at))
        .or_else(|| day_first(at))
        .or_else(|| month_first(at))
        .or_else(|| year_first(at))
}

/// `2019-07-23`, `2019/7/23`, `2019年7月23日`.
pub(super) fn year_month_day(at: Tokens) -> Read<Date> {
    let (year, rest) = year(at)?;
    let (sign, rest) = separator(rest)?;
    let (month, rest) = number(rest)?;
    let (second_sign, rest) = separator(rest)?;
    let (day, rest) = number(rest)?;
    let is_same = sign == second_sign || matches!(sign, '年' | '년');
    let rest = skip(rest, 1, |kind| matches!(kind, Kind::Mark('日' | '일')));
    Some((Date::new(year, month, day).filter(|_| is_same && day > 0)?, rest))
}

/// `2019-07`, `2019年7月`, and `07/2019`.
pub(super) fn month_of_year(at: Tokens) -> Read<Date> {
    let year_first = || {
        let (year, rest) = year(at)?;
        let (month, rest) = number(separator(rest)?.1)?;
        Some((year, month, skip(rest, 1, |kind| matches!(kind, Kind::Mark('月' | '월')))))
    };
    let month_first = || {
        let (month, rest) = number(at)?;
        let (year, rest) = year(separator(rest)?.1)?;
        Some((year, month, rest))
    };
    let (year, month, rest) = year_first().or_else(month_first)?;
    Some((Date::new(year, month, 0).filter(|_| month > 0)?, rest))
}

/// `23.07.2019`, `07/23/2019`; `23.-25.07.2019`, `30.09.-02.10.2019`.
fn numbers(at: Tokens) -> Read<Date> {
    let (first, rest) = number(at)?;
    let after_dot = skip(rest, 1, |kind| kind == Kind::Mark('.'));
    let range_of_days = || {
        let (end, rest) = two_and_year(to(after_dot)?)?;
        Some((Date::new(end.year, end.month, first)?, rest))
    };
    let range_of_dates = || {
        let (second, rest) = number(after_dot)?;
        let rest = to(skip(rest, 1, |kind| kind == Kind::Mark('.')))?;
        let (end, rest) = two_and_year(rest)?;
        Some((Date::new(year_of_start(end.year, second, end.month), second, first)?, rest))
    };
    two_and_year(at).or_else(range_of_days).or_else(range_of_dates)
}

/// A day, a month and a year, or a month, a day and a year. With full stops the day is first;
/// otherwise, where both can be, only the year is known.
fn two_and_year(at: Tokens) -> Read<Date> {
    let (first, rest) = number(at)?;
    let (sign, rest) = separator(rest)?;
    let (second, rest) = number(rest)?;
    let (second_sign, rest) = separator(rest)?;
    let (year, rest) = year(rest)?;
    if sign != second_sign || first == 0 || second == 0 {
        return None;
    }
    let date = match (Date::new(year, second, first), Date::new(year, first, second)) {
        (Some(date), _) if sign == '.' => date,
        (Some(a), Some(b)) if a != b => Date::new(year, 0, 0)?,
        (Some(date), _) => date,
        (None, Some(date)) if sign != '.' => date,
        _ => return None,
    };
    Some((date, rest))
}

/// `23rd of July, 2019`, `19–22 March 2024`, `30 September to 2 October 2019`.
fn day_first(at: Tokens) -> Read<Date> {
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
fn month_first(at: Tokens) -> Read<Date> {
    let (start, rest) = month(at)?;
    let rest = skip(rest, 1, |kind| kind == Kind::Mark('.'));
    let (first, rest) = days(skip(rest, 1, is_filler)).unwrap_or((0, rest));
    let rest = if first > 0 { skip_time(rest) } else { rest };
    if let Some((year, rest)) = year(skip(rest, 2, is_filler_or_comma)) {
        return Some((Date::new(year, start, first)?, rest));
    }
    let (end, rest) = month(to(rest)?)?;
    let rest = skip(rest, 1, |kind| kind == Kind::Mark('.'));
    let rest = if first > 0 { days(rest)?.1 } else { rest };
    let (year, rest) = year(skip(rest, 2, is_filler_or_comma))?;
    Some((Date::new(year_of_start(year, start, end), start, first)?, rest))
}

/// `2019 July 23`, `2019-Jul-23`.
fn year_first(at: Tokens) -> Read<Date> {
    let (year, rest) = year(at)?;
    let (month, rest) = month(skip(rest, 1, is_filler_or_comma))?;
    let (day, rest) = days(skip(rest, 2, is_filler_or_comma))?;
    Some((Date::new(year, month, day)?, rest))
}

/// The year in which a range begins that ends in `year`.
fn year_of_start(year: u16, start_month: u8, end_month: u8) -> u16 {
    if start_month > end_month { year - 1 } else { year }
}

/// `20190723`, with or without hours, minutes and seconds; or seconds since 1970.
pub(super) fn compact(at: Tokens) -> Read<Date> {
    let (token, rest) = at.split_first()?;
    let Kind::Number(number, digits) = token.kind else { return None };
    let calendar = |number: u64| {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        Date::new(year as u16, month as u8, day as u8).filter(|date| year < 10_000 && date.day > 0)
    };
    let date = match digits {
        8 => calendar(number),
        10 => calendar(number / 100)
            .filter(|_| number % 100 < 24)
            .or_else(|| after_epoch(number / 86_400)),
        12 => calendar(number / 10_000),
        13 => after_epoch(number / 86_400_000),
        14 => calendar(number / 1_000_000),
        _ => None,
    };
    Some((date?, rest))
}

/// The day that is so many days after the first of 1970.
fn after_epoch(mut days: u64) -> Option<Date> {
    let months = (1970..=2099u16).flat_map(|year| (1..=12u8).map(move |month| (year, month)));
    for (year, month) in months {
        let last = (28..=31).rev().find(|day| Date::new(year, month, *day).is_some())?;
        if days < u64::from(last) {
            return Date::new(year, month, days as u8 + 1);
        }
        days -= u64::from(last);
    }
    None
}

/// Whether these are nothing, a day of the week, or a time of day with its zone.
fn is_time(at: Tokens) -> bool {
    let is_nothing = |token: &Token| {
        is_wrap(token.kind) || matches!(token.kind, Kind::Word(Meaning::Weekday) | Kind::Mark('.'))
    };
    let is_clock = |three: &[Token]| {
        matches!(
            (three[0].kind, three[1].kind, three[2].kind),
            (Kind::Number(..), Kind::Mark(':'), Kind::Number(..))
        )
    };
    at.iter().all(is_nothing) || at.windows(3).take(4).any(is_clock)
}

/// Whether these are `+0100`.
fn is_zone(at: Tokens) -> bool {
    let kinds = |[sign, offset]: &[Token; 2]| (sign.kind, offset.kind);
    let is_offset = |kinds| matches!(kinds, (Kind::Mark('+' | '-'), Kind::Number(_, 4)));
    <&[Token; 2]>::try_from(at).is_ok_and(|at| is_offset(kinds(at)))
}

/// Skips `20:08:21 EDT`.
fn skip_time(at: Tokens) -> Tokens {
    let is_part = |kind| matches!(kind, Kind::Number(_, 1 | 2) | Kind::Mark(':'));
    match at {
        [_, colon, ..] if colon.kind == Kind::Mark(':') => {
            let rest = skip(at, 5, is_part);
            skip(rest, 1, |kind| kind == Kind::Word(Meaning::Other))
        }
        _ => at,
    }
}

/// The first of one or more days of a month, such as `19th to 22nd` or `26/27`.
fn days(at: Tokens) -> Read<u8> {
    let day = |at| {
        let (day, rest) = number(at).filter(|(day, _)| (1..=31).contains(day))?;
        Some((
            day,
            skip(rest, 1, |kind| {
                matches!(kind, Kind::Word(Meaning::Ordinal) | Kind::Mark('.' | '°'))
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

/// What joins the ends of a range, with what says nothing behind it.
fn to(at: Tokens) -> Option<Tokens> {
    let is_to =
        |kind| matches!(kind, Kind::Word(Meaning::To) | Kind::Mark('-' | '/' | '&' | '+' | ','));
    let rest = skip(at, 2, is_to);
    (rest.len() < at.len())
        .then(|| skip(rest, 2, |kind| matches!(kind, Kind::Word(Meaning::Of | Meaning::Weekday))))
}

fn month(at: Tokens) -> Read<u8> {
    let (token, rest) = at.split_first()?;
    match token.kind {
        Kind::Word(Meaning::Month { month, .. }) => Some((month, rest)),
        _ => None,
    }
}

fn year(at: Tokens) -> Read<u16> {
    match at.split_first()? {
        (Token { kind: Kind::Number(year @ 1970..=2099, 4), .. }, rest) => {
            Some((*year as u16, rest))
        }
        _ => None,
    }
}

/// A number of one or two digits.
fn number(at: Tokens) -> Read<u8> {
    match at.split_first()? {
        (Token { kind: Kind::Number(number, 1 | 2), .. }, rest) => Some((*number as u8, rest)),
        _ => None,
    }
}

/// A sign between two numbers that it touches; in East Asia spaces may be there too.
fn separator(at: Tokens) -> Read<char> {
    let (token, rest) = at.split_first()?;
    match token.kind {
        Kind::Mark(sign @ ('年' | '월' | '月' | '년')) => Some((sign, rest)),
        Kind::Mark(sign @ ('-' | '/' | '.' | '_')) => {
            (rest.first()?.start == token.end).then_some((sign, rest))
        }
        _ => None,
    }
}

fn skip(at: Tokens, most: usize, is_skipped: impl Fn(Kind) -> bool) -> Tokens {
    let count = at.iter().take(most).take_while(|token| is_skipped(token.kind)).count();
    &at[count..]
}

fn is_filler(kind: Kind) -> bool {
    matches!(kind, Kind::Word(Meaning::Of) | Kind::Mark('-' | '.' | '/'))
}

fn is_filler_or_comma(kind: Kind) -> bool {
    is_filler(kind) || kind == Kind::Mark(',')
}

fn is_wrap(kind: Kind) -> bool {
    matches!(kind, Kind::Mark('"' | '\'' | '<' | '>' | '[' | ']' | '(' | ')' | '“' | '”'))
}

fn is_mark(kind: Kind) -> bool {
    matches!(kind, Kind::Mark(_))
}
