//! The words of a unit, each with a code for what it may be in a name.

use crate::curated::lexicon::Lexicon;
use crate::curated::lexicon::NameWord;
use crate::layout::labels;
use crate::layout::labels::Classes;
use crate::name;

/// What a word may be, from its case and from what is known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Code {
    /// A word in small letters.
    Small,
    /// A word in small letters that stands within names: “van”.
    Particle,
    /// Digits.
    Digit,
    /// One capital letter.
    Initial,
    /// A common given name.
    Given,
    /// A common surname.
    Surname,
    /// A rare given name.
    RareGiven,
    /// A rare surname.
    RareSurname,
    /// A name that is an ordinary word too.
    Both,
    /// An ordinary word with a capital.
    Common,
    /// Capitals alone.
    Acronym,
    /// A word with a capital that nobody knows.
    Unknown,
    /// A word of a script without capitals.
    Other,
}

impl Code {
    /// Whether the word has a capital.
    pub fn is_capital(self) -> bool {
        !matches!(self, Code::Small | Code::Particle | Code::Digit | Code::Other)
    }

    /// Whether it is known as a part of people's names.
    pub fn is_name(self) -> bool {
        matches!(
            self,
            Code::Given | Code::Surname | Code::RareGiven | Code::RareSurname | Code::Both
        )
    }

    /// Whether it is known as a given name.
    pub fn is_given(self) -> bool {
        matches!(self, Code::Given | Code::RareGiven)
    }

    /// Whether it is an ordinary word, whatever its case.
    pub fn is_ordinary(self) -> bool {
        matches!(self, Code::Small | Code::Common)
    }
}

/// A word of a unit.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// First byte in the unit's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it may be in a name.
    pub code: Code,
    /// What it is known as.
    pub classes: Classes,
    /// The hash of the word in small letters if dictionaries know it, else 0.
    pub hash: u32,
    /// The hash of the word in small letters.
    pub any: u32,
}

const PARTICLES: [&str; 20] = [
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "el", "la", "le", "ten",
    "ter", "van", "von", "vom", "zu", "zum",
];

/// The ranges of the words of a text: letters and digits, with marks between them that belong to words.
pub fn ranges(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let mut end = start;
        let mut open = 0;
        for (i, c) in text[start..].char_indices() {
            match c {
                c if c.is_alphanumeric() || c == '_' => (end, open) = (start + i + c.len_utf8(), 0),
                '’' | '\'' | '.' | '-' | '&' | '‑' if open == 0 => open = 1,
                _ => break,
            }
        }
        // A dot after one or two letters belongs to them: “J.”, “Dr.”
        let short = text[start..end].chars().count() <= 2;
        if short && text[end..].starts_with('.') {
            end += 1;
        }
        at = end;
        Some((start, end))
    })
}

/// Reads the words of a part of a text.
pub fn words(text: &str, from: usize, to: usize, lexicon: &Lexicon, out: &mut Vec<Word>) {
    for (start, end) in ranges(&text[from..to]) {
        out.push(word(&text[from + start..from + end], from + start, lexicon));
    }
}

fn word(written: &str, start: usize, lexicon: &Lexicon) -> Word {
    let lower = name::lower(written);
    let plain = lower.trim_end_matches('.');
    let (start, end) = (start as u32, (start + written.len()) as u32);
    let print = name::fingerprint(plain);
    let classes = labels::classes_of(print);
    let known = lexicon.word(plain);
    let any = (print >> 16) as u32;
    let hash = if known.is_some() || classes != Classes::default() { any } else { 0 };
    let code = code(written, plain, known.map(|w| (w.frequency, w.capital)), lexicon);
    Word { start, end, code, classes, hash, any }
}

/// Definition: given name or surname from class 5 on is common, unless the word is ordinary too (frequent in talks and
/// mostly in small letters). Cost: a look-up or two. Source: the name tables' classes.
fn code(written: &str, lower: &str, common: Option<(u8, u8)>, lexicon: &Lexicon) -> Code {
    let first = written.chars().next().unwrap_or(' ');
    if !first.is_uppercase() {
        return match first {
            c if c.is_numeric() => Code::Digit,
            c if !c.is_lowercase() => Code::Other,
            _ if PARTICLES.contains(&lower) => Code::Particle,
            _ => Code::Small,
        };
    }
    if lower.chars().count() == 1 {
        return Code::Initial;
    }
    let name = parts(lower, lexicon);
    let ordinary = common.is_some_and(|(frequency, capital)| frequency >= 6 && capital < 80);
    let upper = written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    match (name.given, name.surname) {
        (5.., _) if !ordinary => Code::Given,
        (_, 5..) if !ordinary => Code::Surname,
        (1.., _) if !ordinary => Code::RareGiven,
        (_, 1..) if !ordinary => Code::RareSurname,
        (1.., _) | (_, 1..) => Code::Both,
        _ if common.is_some() => Code::Common,
        _ if upper => Code::Acronym,
        _ => Code::Unknown,
    }
}

/// What is known of a word, or of the first part of one with a hyphen.
fn parts(lower: &str, lexicon: &Lexicon) -> NameWord {
    let whole = lexicon.name_word(lower);
    match lower.split_once(['-', '‑']) {
        Some((first, _)) if whole == NameWord::default() => lexicon.name_word(first),
        _ => whole,
    }
}
