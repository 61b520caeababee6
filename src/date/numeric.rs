//! Dates in numbers.

use crate::date::Date;
use crate::date::tokens::{Parsed, TokenKind, Tokens, number, separator, skip, to, year};

/// `2019-07-23`, `2019/7/23`, `2019年7月23日`.
pub(super) fn year_month_day(at: Tokens) -> Parsed<Date> {
    let (year, rest) = year(at)?;
    let (sign, rest) = separator(rest)?;
    let (month, rest) = number(rest)?;
    let (second_sign, rest) = separator(rest)?;
    let (day, rest) = number(rest)?;
    let is_same = sign == second_sign || matches!(sign, '年' | '년');
    let rest = skip(rest, 1, |kind| matches!(kind, TokenKind::Mark('日' | '일')));
    Some((Date::new(year, month, day).filter(|_| is_same && day > 0)?, rest))
}

/// `2019-07`, `2019年7月`, and `07/2019`.
pub(super) fn month_of_year(at: Tokens) -> Parsed<Date> {
    let year_first = || {
        let (year, rest) = year(at)?;
        let (month, rest) = number(separator(rest)?.1)?;
        Some((year, month, skip(rest, 1, |kind| matches!(kind, TokenKind::Mark('月' | '월')))))
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
pub(super) fn numbers(at: Tokens) -> Parsed<Date> {
    let (first, rest) = number(at)?;
    let after_dot = skip(rest, 1, |kind| kind == TokenKind::Mark('.'));
    let range_of_days = || {
        let (end, rest) = two_and_year(to(after_dot)?)?;
        Some((Date::new(end.year, end.month, first)?, rest))
    };
    let range_of_dates = || {
        let (second, rest) = number(after_dot)?;
        let rest = to(skip(rest, 1, |kind| kind == TokenKind::Mark('.')))?;
        let (end, rest) = two_and_year(rest)?;
        Some((Date::new(year_of_start(end.year, second, end.month), second, first)?, rest))
    };
    two_and_year(at).or_else(range_of_days).or_else(range_of_dates)
}

/// A day, month and year, or a month, day and year. With full stops the day is first; otherwise, if both are possible,
/// only the year is known.
fn two_and_year(at: Tokens) -> Parsed<Date> {
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

/// `20190723`, with or without hours, minutes and seconds; or seconds since 1970.
pub(super) fn compact(at: Tokens) -> Parsed<Date> {
    let (token, rest) = at.split_first()?;
    let TokenKind::Number(number, digits) = token.kind else { return None };
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

/// The day this many days after 1 January 1970.
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

/// The year in which a range begins that ends in `year`.
pub(super) fn year_of_start(year: u16, start_month: u8, end_month: u8) -> u16 {
    if start_month > end_month { year - 1 } else { year }
}
