//! Dates, sentences and addresses as a page shows them.

use crate::date::Date;
use crate::export::address;
use crate::export::site::view::{Day, Home, Quote};

/// Characters that are shown of a quote.
const QUOTE: usize = 280;

/// A sentence, cut round the words that matter.
pub fn quote(quote: &crate::query::quote::Quote) -> Quote {
    let cut = quote.excerpt(QUOTE);
    let (before, after) = (cut.before, cut.after);
    Quote {
        before: if cut.more_before { format!("… {before}") } else { before.to_string() },
        hit: cut.hit.to_string(),
        after: if cut.more_after { format!("{after} …") } else { after.to_string() },
    }
}

/// A date, as programs and people read it.
pub fn day(date: Date) -> Day {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::from(date.month).checked_sub(1).and_then(|m| MONTHS.get(m));
    let text = match (month, date.day) {
        (None, _) => date.year.to_string(),
        (Some(month), 0) => format!("{month} {}", date.year),
        (Some(month), day) => format!("{day} {month} {}", date.year),
    };
    Day { iso: date.to_string(), text }
}

/// One day, or the first and the last. A year and a day in it are the year.
pub fn days(first: Date, last: Date) -> Vec<Day> {
    if last.to_string().starts_with(&first.to_string()) {
        vec![day(first)]
    } else {
        vec![day(first), day(last)]
    }
}

/// A web address that may be linked to.
pub fn home(url: &str) -> Option<Home> {
    Some(Home { host: address::host(url)?.to_string(), href: url.to_string() })
}

/// The language that letters tell, as far as they do: what a voice reads a name with.
pub fn language(name: &str) -> Option<&'static str> {
    if name.chars().all(|c| (c as u32) < 0x370) {
        return None;
    }
    let any = |from: char, to: char| name.chars().any(|c| (from..=to).contains(&c));
    Some(match () {
        () if any('\u{3040}', '\u{30ff}') => "ja",
        () if any('\u{ac00}', '\u{d7a3}') => "ko",
        () if any('\u{4e00}', '\u{9fff}') => "zh",
        () if any('\u{590}', '\u{5ff}') => "he",
        () if any('\u{600}', '\u{6ff}') => "ar",
        () if any('\u{e00}', '\u{e7f}') => "th",
        () if any('\u{370}', '\u{3ff}') => "el",
        () => "und",
    })
}
