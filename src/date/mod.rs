//! Calendar dates as in notes: a year, perhaps a month, perhaps a day.

mod file_name;
mod numeric;
mod reader;
mod tokens;
mod words;

use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A date, which may be only a year, or a year and month. Ordered by time, less exact ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    /// The year, 1970 to 2099.
    pub year: u16,
    /// The month from 1, or 0 if unknown.
    pub month: u8,
    /// The day from 1, or 0 if unknown.
    pub day: u8,
}

impl Date {
    /// The days since 1 January 1970; an unknown month or day counts as the first.
    pub fn days(self) -> i64 {
        // Years begin in March, so that leap days come last. Source: H. Hinnant, chrono algorithms.
        let (month, day) = (i64::from(self.month.max(1)), i64::from(self.day.max(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
    }

    /// The date of a calendar day, of a month (`day` 0) or of a year (`month` and `day` 0). `None`
    /// if the calendar has no such day, or if the year is not within 1970 to 2099.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let is_leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            0 => 0,
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1970..=2099).contains(&year) && day <= days).then_some(Date { year, month, day })
    }

    /// Reads a date in any of the forms that notes use: `2019-07-23`, with a time or without,
    /// `2019/07/23`, `20190723`, `23.07.2019`, `July 23, 2019`, `Tue, 23 Jul 2019 10:00:00 GMT`,
    /// `23rd of July 2019`, `23. Juli 2019`, `2019年7月23日`, `Jul 2019`, `2019-07`, `2019`, or
    /// seconds since 1970. Months may have English, French, German, Spanish, Portuguese, Dutch or
    /// Italian names. There must be nothing else in the text.
    ///
    /// Time zones are ignored. Of `07/05/2019`, which is in May or July depending on the country, only the year is
    /// used.
    pub fn parse(text: &str) -> Option<Date> {
        reader::parse(text)
    }

    /// The date in the name of a file or folder: `2019-07-23-slug.md`, `20190723-slug`,
    /// `slug-2019_07_23`, `2019-07-slug`, `2019-slug`, `2019`. A year or month counts only at the start.
    pub fn from_name(name: &str) -> Option<Date> {
        file_name::read(name)
    }

    /// The first date in prose. Of a range (`March 19–22, 2024`, `from 30 September to 2
    /// October 2019`, `26/27 September 2019`) the start; of `in June 2018` the month. A year alone
    /// is no date here, nor is a day without its year.
    pub fn find_in(text: &str) -> Option<Date> {
        Date::find(text).map(|(date, _)| date)
    }

    /// As [`Date::find_in`], with the place of the date or range in `text`.
    ///
    /// Cost: linear in the length of the text.
    pub fn find(text: &str) -> Option<(Date, Span)> {
        reader::find(text)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match (self.month, self.day) {
            (0, _) => write!(f, "{:04}", self.year),
            (m, 0) => write!(f, "{:04}-{m:02}", self.year),
            (m, d) => write!(f, "{:04}-{m:02}-{d:02}", self.year),
        }
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;
    fn try_from(text: String) -> Result<Date, String> {
        Date::parse(&text).ok_or_else(|| format!("“{text}” is not a date"))
    }
}
