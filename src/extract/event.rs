//! What every rule on events asks: is this a year, does a name end like an event's, and how an event
//! is recorded with the year beside it.

use crate::curated::lexicon::Lexicon;
use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

/// Records the event that a range of tokens names, with the year that stands beside it.
pub fn record(
    page: &mut Page,
    block: usize,
    range: Range<usize>,
    rule: &'static str,
    confidence: f32,
) -> usize {
    let name = page.text(block, range.clone());
    let after = page.word(block, range.end);
    let before = if range.start > 0 { page.word(block, range.start - 1) } else { "" };
    let (name, range) = if is_year(after) && page.same_sentence(block, range.start, range.end) {
        (format!("{name} {after}"), range.start..range.end + 1)
    } else if is_year(before) {
        (format!("{name} {before}"), range.start - 1..range.end)
    } else {
        (name.into_owned(), range)
    };
    let written = page.text(block, range.clone());
    let thing = page.mention(Kind::Event, &name, Place::words(block, range), rule, confidence);
    if written != name {
        page.also_named(thing, &written);
    }
    thing
}

/// Whether the text is a year of our time.
pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|y| (1985..2100).contains(&y))
}

/// The first year in a text.
pub fn year_in(text: &str) -> Option<u16> {
    let mut digits = text.split(|c: char| !c.is_ascii_digit());
    digits.find(|d| is_year(d)).and_then(|d| d.parse().ok())
}

/// The edition that a word names by two digits of its year: “FOSDEM'20”, “LISA18”, “ZebraConf19”. The
/// series must be one that the catalogue writes just so, or be made like one.
pub fn edition(lexicon: &Lexicon, word: &str) -> Option<String> {
    let (head, digits) = word.split_at_checked(word.len().checked_sub(2)?)?;
    let year = year_of(digits)?;
    let series = head.trim_end_matches(['\'', '’', '‘']);
    let key = name::key(series);
    let known = || {
        let senses = lexicon.senses(&key);
        senses.iter().any(|s| s.kind == Kind::Event && s.surface == series)
    };
    let named = series.ends_with(char::is_alphabetic) && series.len() > 2;
    (named && (is_compound(&key) || known())).then(|| format!("{series} {year}"))
}

/// The year of our time that two digits mean: 1985 to 2069.
pub fn year_of(digits: &str) -> Option<u16> {
    let plain = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let short: u16 = digits.parse().ok().filter(|_| plain)?;
    let year = if short < 70 { 2000 + short } else { 1900 + short };
    is_year(&year.to_string()).then_some(year)
}

/// Whether a folded word of three letters and more than its ending is made like “GopherCon”.
pub fn is_compound(key: &str) -> bool {
    let endings = ["camp", "con", "conf", "fest", "konf"];
    endings.iter().any(|end| key.len() > end.len() + 2 && key.ends_with(end))
}
