//! Dates in the names of files and folders.

use crate::date::Date;
use crate::date::numeric::{compact, month_of_year, year_month_day};
use crate::date::tokens::{DateToken, TokenKind, tokens};

pub(super) fn read(name: &str) -> Option<Date> {
    let all = tokens(name);
    let whole = |at: &[DateToken]| year_month_day(at).or_else(|| compact(at)).map(|(date, _)| date);
    whole(&all)
        .or_else(|| month(&all))
        .or_else(|| year(&all))
        .or_else(|| (1..all.len()).find_map(|at| whole(&all[at..])))
}

/// `2019-07-slug`; but `2019-7-slug` is seven of something in 2019.
fn month(all: &[DateToken]) -> Option<Date> {
    let [first, sign, second, ..] = all else { return None };
    match (first.kind, sign.kind, second.kind) {
        (TokenKind::Number(_, 4), TokenKind::Mark('-' | '_' | '.'), TokenKind::Number(_, 2)) => {
            month_of_year(all).map(|(date, _)| date)
        }
        _ => None,
    }
}

/// `2019-slug` and `2019`.
fn year(all: &[DateToken]) -> Option<Date> {
    let (first, rest) = all.split_first()?;
    let TokenKind::Number(year, 4) = first.kind else { return None };
    let stands_alone = rest.first().is_none_or(|next| {
        next.start > first.end || matches!(next.kind, TokenKind::Mark('-' | '_' | '.' | '/'))
    });
    Date::new(year as u16, 0, 0).filter(|_| stands_alone)
}
