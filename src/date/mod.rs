//! Calendar dates as notes give them: a year, perhaps a month, perhaps a day.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A date that may know only its year, or its year and month. Ordered by time, coarser first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    /// The year, 1970 to 2099.
    pub year: u16,
    /// The month from 1, or 0 if not known.
    pub month: u8,
    /// The day from 1, or 0 if not known.
    pub day: u8,
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

impl Date {
    /// Reads a date in any of the forms that notes use.
    pub fn parse(text: &str) -> Option<Date> {
        let _ = text;
        todo!("helper document")
    }
}
