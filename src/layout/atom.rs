//! A unit cut at its separators. Every cut keeps which separator it was; nothing is decided here.

use crate::curated::lexicon::Lexicon;
use crate::document::MarkKind;
use crate::layout::labels;
use crate::layout::labels::Classes;
use crate::layout::unit::CELL;
use crate::layout::unit::LINE;
use crate::layout::unit::Unit;
use crate::layout::unit::UnitKind;
use crate::layout::word;
use crate::layout::word::Word;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

/// What stands between two atoms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Separator {
    /// The start of the unit.
    Start,
    /// The end of the unit.
    End,
    /// ` - `, ` – `, `—`
    Dash,
    /// `|`, ` / `, `•`, `→`
    Pipe,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
    /// The end of a sentence.
    Sentence,
    /// “by”
    By,
    /// “with”
    With,
    /// “at”, “from”
    At,
    /// “and”, `&`
    And,
    /// “on”, “about”
    On,
    /// “’s” before a word for a talk.
    Possessive,
    /// The end of a line.
    Line,
    /// A wide blank.
    Blank,
    /// The blank before a handle or an address.
    Handle,
    /// The side of a time of day.
    Time,
    /// The side of a link.
    Link,
    /// The side of emphasis.
    Emphasis,
    /// The end of a cell.
    Cell,
}

/// What an atom is by its pattern, whatever it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Pattern {
    /// A time or a date.
    Time,
    /// A handle or an address.
    Handle,
    /// A label before who speaks.
    Speaker,
    /// Another label.
    Label,
}

/// The slots: what an atom may be in the form of a session.
pub const SLOTS: usize = 6;
/// The title, or a part of it.
pub const TITLE: usize = 0;
/// A person.
pub const PERSON: usize = 1;
/// An organisation.
pub const ORGANISATION: usize = 2;
/// An event.
pub const EVENT: usize = 3;
/// What somebody does at work.
pub const ROLE: usize = 4;
/// Anything else.
pub const OTHER: usize = 5;

/// A part of a unit between two separators.
#[derive(Clone, Debug)]
pub struct Atom {
    /// First byte in the unit's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands before it.
    pub before: Separator,
    /// What stands after it.
    pub after: Separator,
    /// Its words.
    pub words: Range<usize>,
    /// What it is by its pattern.
    pub pattern: Option<Pattern>,
    /// The hash of its words in small letters.
    pub key: u64,
    /// The kinds that the catalogue knows under this name: a bit for each, two if it is ambiguous.
    pub known: u8,
    /// The link that covers it: its index in the document.
    pub link: Option<usize>,
    /// Whether emphasis covers it.
    pub emphasis: bool,
    /// Whether it is code.
    pub code: bool,
    /// Its class, for the features of its neighbours.
    pub class: u8,
    /// In how many other units of its kind the same words stand, at most 3.
    pub again: u8,
    /// The probability of each slot.
    pub slots: [f32; SLOTS],
}

impl Atom {
    /// The slot that it most likely fills, if one is likely.
    pub fn slot(&self) -> u8 {
        if let Some(pattern) = self.pattern {
            return 10 + pattern as u8;
        }
        let best = (0..SLOTS).max_by(|&a, &b| self.slots[a].total_cmp(&self.slots[b]));
        best.filter(|&slot| self.slots[slot] > 0.4).map_or(9, |slot| slot as u8)
    }

    /// Whether it is most likely this slot.
    pub fn is(&self, slot: usize) -> bool {
        self.pattern.is_none() && self.slots[slot] > 0.5
    }
}

/// The bits of [`Atom::known`].
pub const KNOWN_COMPANY: u8 = 1;
/// The name of a tool.
pub const KNOWN_TOOL: u8 = 2;
/// The name of an event.
pub const KNOWN_EVENT: u8 = 4;
/// What makes a name an ambiguous one: these bits are shifted by this.
pub const AMBIGUOUS: u8 = 3;

/// The most atoms of a unit.
const MOST: usize = 24;
/// The most atoms of running text: what begins a paragraph may be a title; what stands further on is prose.
const MOST_OF_PROSE: usize = 8;

/// Cuts a unit into atoms. Cost: linear in its text.
pub fn cut(unit: &mut Unit, lexicon: &Lexicon, atoms: &mut Vec<Atom>, all: &mut Vec<Word>) {
    let prose = matches!(unit.kind, UnitKind::Prose) || unit.text.len() > 400;
    let most = if prose { MOST_OF_PROSE } else { MOST };
    let first = atoms.len();
    let text = &unit.text[..];
    let mut cuts = cuts(unit, if prose { clip(text, 500) } else { text });
    cuts.sort_by_key(|cut| (cut.start, cut.separator != Separator::Start, cut.end));
    let (mut at, mut before) = (0, Separator::Start);
    for cut in &cuts {
        if cut.end <= at && cut.start < at {
            continue;
        }
        if atoms.len() - first == most {
            break;
        }
        if cut.separator == Separator::Start {
            at = at.max(cut.end);
            continue;
        }
        let put = put(unit, at..cut.start.max(at), before, atoms);
        if put || before == Separator::Start && !is_soft(cut.separator) {
            before = if put || !is_soft(cut.separator) { cut.separator } else { before };
        } else if before != Separator::Start && (!is_soft(cut.separator) || is_soft(before)) {
            before = cut.separator;
        }
        at = at.max(cut.end);
    }
    unit.more = atoms.len() - first == most;
    if !unit.more {
        put(unit, at..text.len(), before, atoms);
    }
    unit.atoms = first..atoms.len();
    for i in unit.atoms.clone() {
        let after = if i + 1 < atoms.len() { atoms[i + 1].before } else { Separator::End };
        read(unit, &mut atoms[i], after, lexicon, all);
    }
}

/// Whether a separator has no text of its own.
fn is_soft(separator: Separator) -> bool {
    matches!(separator, Separator::Link | Separator::Emphasis | Separator::Time)
}

/// The text up to a number of bytes.
fn clip(text: &str, most: usize) -> &str {
    &text[..crate::span::floor_char_boundary(text, most)]
}

/// Adds an atom, if it says anything.
fn put(unit: &Unit, range: Range<usize>, before: Separator, atoms: &mut Vec<Atom>) -> bool {
    let blank = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#' | '"');
    let text = &unit.text[range.clone()];
    let start = range.start + (text.len() - text.trim_start_matches(blank).len());
    let text = text.trim_matches(blank);
    if !text.chars().any(char::is_alphanumeric) {
        return false;
    }
    let end = start + text.len();
    let covers = |kind: fn(&MarkKind) -> bool| {
        unit.marks.iter().find(|m| kind(&m.kind) && m.start <= start && m.end >= end)
    };
    let link = covers(|kind| matches!(kind, MarkKind::Link(_))).and_then(|mark| match mark.kind {
        MarkKind::Link(link) => Some(link),
        _ => None,
    });
    let emphasis = covers(|kind| matches!(kind, MarkKind::Emphasis | MarkKind::Strong)).is_some();
    let code = covers(|kind| *kind == MarkKind::Code).is_some();
    atoms.push(Atom {
        start,
        end,
        before,
        after: Separator::End,
        words: 0..0,
        pattern: None,
        key: 0,
        known: 0,
        link,
        emphasis,
        code,
        class: 0,
        again: 0,
        slots: [0.0; SLOTS],
    });
    true
}

/// Reads the words of an atom, and what it is by its pattern.
fn read(unit: &Unit, atom: &mut Atom, after: Separator, lexicon: &Lexicon, all: &mut Vec<Word>) {
    atom.after = after;
    let from = all.len();
    word::words(&unit.text, atom.start, atom.end, lexicon, all);
    atom.words = from..all.len();
    let words = &all[from..];
    atom.key = words.iter().fold(17, |hash: u64, word| {
        (hash.rotate_left(7) ^ u64::from(word.any)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    let text = &unit.text[atom.start..atom.end];
    let ends = matches!(
        after,
        Separator::Colon
            | Separator::Dash
            | Separator::Cell
            | Separator::End
            | Separator::Handle
            | Separator::Link
            | Separator::Emphasis
            | Separator::Line
    ) || unit.text[atom.end..].starts_with([':', '：']);
    atom.pattern = pattern(text, words, ends);
    if words.len() <= 5 && atom.pattern.is_none() {
        atom.known = known(text, lexicon);
    }
}

/// What an atom is by its pattern.
fn pattern(text: &str, words: &[Word], ends: bool) -> Option<Pattern> {
    let plain = text.trim_matches(|c: char| " .,:;()[]（）".contains(c));
    if is_address(plain) {
        return Some(Pattern::Handle);
    }
    if is_time(plain, words) {
        return Some(Pattern::Time);
    }
    if !ends || words.len() > 3 {
        return None;
    }
    let classes = labels::classes(plain);
    match () {
        () if classes.is(Classes::SPEAKER) => Some(Pattern::Speaker),
        () if classes.is(Classes::LABEL) => Some(Pattern::Label),
        () => None,
    }
}

/// `@handle`, an address of the web or of mail.
fn is_address(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    let host = |text: &str| {
        let ends = [".com", ".org", ".io", ".net", ".dev", ".info", ".me", ".co"];
        let name = text.split('/').next().unwrap_or("");
        name.len() > 4 && ends.iter().any(|end| name.ends_with(end)) && name.is_ascii()
    };
    text.strip_prefix('@').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
        || text.starts_with("http://")
        || text.starts_with("https://")
        || text.starts_with("www.")
        || text.contains('@') && text.len() > 4
        || host(text)
}

/// A time of day, a length in minutes, a date, a weekday, a year, “day two”.
fn is_time(text: &str, words: &[Word]) -> bool {
    if words.is_empty() || words.len() > 8 {
        return false;
    }
    let mut told = false;
    let mut last_day = false;
    for word in text.split(|c: char| c.is_whitespace() || ",()–—".contains(c)) {
        let word = word.trim_matches(|c: char| ".:-[]".contains(c)).to_lowercase();
        if word.is_empty() {
            continue;
        }
        let class = labels::classes(&word);
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let counted =
            last_day && matches!(word.as_str(), "one" | "two" | "three" | "four" | "five");
        let part = matches!(
            word.as_str(),
            "am" | "pm"
                | "to"
                | "until"
                | "of"
                | "min"
                | "mins"
                | "minutes"
                | "day"
                | "bis"
                | "uhr"
                | "the"
                | "h"
                | "de"
                | "à"
                | "a"
        );
        let number = digits > 0
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || ":./-hþ".contains(c) || c.is_ascii_lowercase())
            && is_number_of_time(&word);
        last_day = word == "day";
        if class.is(Classes::WEEKDAY) || class.is(Classes::MONTH) || number || counted {
            told = true;
        } else if !part {
            return false;
        }
    }
    let only_may = words.len() == 1
        && words[0].end - words[0].start <= 3
        && !text.bytes().any(|b| b.is_ascii_digit());
    told && !(only_may && text.to_lowercase() == "may")
}

/// `10:30`, `9h`, `9am`, `3rd`, `2019-05-03`, `45min`, `2019`, `14`
fn is_number_of_time(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| c.is_ascii_lowercase()).collect();
    let known = matches!(
        letters.as_str(),
        "" | "am" | "pm" | "h" | "st" | "nd" | "rd" | "th" | "min" | "mins" | "m" | "hmin"
    );
    let marks = word.chars().any(|c| ":/-.".contains(c));
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    known && (marks && digits >= 3 || digits <= 4)
}

/// What the catalogue knows under a name, as the bits of [`Atom::known`].
fn known(text: &str, lexicon: &Lexicon) -> u8 {
    let key = name::key(text);
    if !lexicon.knows(&key) {
        return 0;
    }
    lexicon.senses(&key).iter().fold(0, |bits, sense| {
        let bit = match sense.kind {
            Kind::Company => KNOWN_COMPANY,
            Kind::Tool => KNOWN_TOOL,
            Kind::Event => KNOWN_EVENT,
            _ => 0,
        };
        bits | if sense.ambiguous { bit << AMBIGUOUS } else { bit }
    })
}

/// A separator and its range.
struct Cut {
    start: usize,
    end: usize,
    separator: Separator,
}

/// All separators of a text.
fn cuts(unit: &Unit, text: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut put = |start, end, separator| cuts.push(Cut { start, end, separator });
    if let Some(end) = number(text) {
        put(0, end, Separator::Start);
    }
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = at + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            let start_of_word = at == 0 || text[..at].ends_with(char::is_whitespace);
            let found = start_of_word.then(|| joining(text, at)).flatten();
            at = match found {
                Some((from, to, separator)) => {
                    put(from, to, separator);
                    to
                }
                None => {
                    at + text.as_bytes()[at..]
                        .iter()
                        .take_while(|b| b.is_ascii_alphanumeric())
                        .count()
                }
            };
            continue;
        }
        match mark(text, at, c) {
            Some((from, to, separator)) => {
                put(from, to, separator);
                at = to.max(end);
            }
            None => at = end,
        }
    }
    times(text, &mut put);
    for mark in unit.marks.iter().filter(|mark| mark.end <= text.len()) {
        let separator = match mark.kind {
            MarkKind::Link(_) => Separator::Link,
            MarkKind::Emphasis | MarkKind::Strong => Separator::Emphasis,
            _ => continue,
        };
        for side in [mark.start, mark.end] {
            put(side, side, separator);
        }
    }
    cuts
}

/// The end of the number or letter that counts a unit: `1. `, `(2) `, `#3 `, `A) `.
fn number(text: &str) -> Option<usize> {
    let open = text.strip_prefix(['(', '#', '[']).unwrap_or(text);
    let digits = open.bytes().take_while(u8::is_ascii_digit).count();
    let count = match digits {
        1..=3 => digits,
        0 => open.chars().next().filter(|c| c.is_ascii_uppercase()).map(|_| 1)?,
        _ => return None,
    };
    let rest = &open[count..];
    let close = rest.bytes().take_while(|b| matches!(b, b'.' | b')' | b':' | b']')).count();
    let marked = close > 0 || text.starts_with('#');
    let after = &rest[close..];
    let blank = after.len() - after.trim_start().len();
    // “10: ” counts; “9:30” does not.
    (marked && blank > 0 && !after.trim_start().is_empty())
        .then(|| text.len() - after.len() + blank)
}

/// The white space before a place, as the start of a separator.
fn back(text: &str, at: usize) -> usize {
    text[..at].trim_end().len()
}

/// The white space behind a place, as the end of a separator.
fn ahead(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// A word that joins titles and names, with the blanks around it.
fn joining(text: &str, at: usize) -> Option<(usize, usize, Separator)> {
    let rest = &text[at..];
    let word = rest.split(char::is_whitespace).next().unwrap_or("");
    if word.len() > 9 || !word.starts_with(|c: char| c.is_ascii_lowercase()) && at > 0 {
        return None;
    }
    let lower = word.to_lowercase();
    let (from, to) = (back(text, at), ahead(text, at + word.len()));
    if to == at + word.len() || to == text.len() {
        return None;
    }
    if matches!(lower.as_str(), "presented" | "given") && text[to..].starts_with("by ") {
        return Some((from, ahead(text, to + 3), Separator::By));
    }
    let classes = labels::classes(&lower);
    let separator = match () {
        () if classes.is(Classes::BY) => Separator::By,
        () if classes.is(Classes::WITH) => Separator::With,
        () if classes.is(Classes::AT) => Separator::At,
        () if at == 0 => return None,
        () if classes.is(Classes::AND) => Separator::And,
        () if classes.is(Classes::ON) => Separator::On,
        () => return None,
    };
    // “Johann von Goethe”: a name goes on.
    let within = lower == "von" && text[..from].ends_with(|c: char| c.is_alphabetic()) && {
        let before = text[..from].rsplit(' ').next().unwrap_or("");
        before.starts_with(char::is_uppercase) && from == before.len()
    };
    (!within).then_some((from, to, separator))
}

/// A separator that begins with a mark or a blank.
fn mark(text: &str, at: usize, c: char) -> Option<(usize, usize, Separator)> {
    let end = at + c.len_utf8();
    let next = text[end..].chars().next();
    let before = text[..at].chars().next_back();
    let blank_before = before.is_none_or(char::is_whitespace);
    let blank_after = next.is_none_or(char::is_whitespace);
    let around = |separator| Some((back(text, at), ahead(text, end), separator));
    match c {
        '—' | '―' => around(Separator::Dash),
        '-' | '–' | '−' => {
            let run = end + text[end..].len() - text[end..].trim_start_matches(['-', '–']).len();
            let blank_after = text[run..].chars().next().is_none_or(char::is_whitespace);
            let loud = text[run..].starts_with(|c: char| c.is_uppercase() || c == '@' || c == '[');
            let word = before.is_some_and(char::is_alphanumeric);
            let cuts = blank_before && (blank_after || loud && at > 0) || word && blank_after;
            (cuts && at > 0).then(|| (back(text, at), ahead(text, run), Separator::Dash))
        }
        '|' | '·' | '•' | '►' | '»' | '｜' | '→' | '／' => around(Separator::Pipe),
        '/' | '~' => {
            let run = end + text[end..].len() - text[end..].trim_start_matches('/').len();
            let blank_after = text[run..].starts_with(char::is_whitespace);
            (blank_before && blank_after && at > 0)
                .then(|| (back(text, at), ahead(text, run), Separator::Pipe))
        }
        '：' => around(Separator::Colon),
        ':' if next == Some(':') => Some((back(text, at), ahead(text, end + 1), Separator::Colon)),
        ':' if blank_after => around(Separator::Colon),
        ',' if blank_after => around(Separator::Comma),
        '、' | '，' => around(Separator::Comma),
        ';' if blank_after => around(Separator::Semicolon),
        '(' | '[' | '（' | '【' => around(Separator::Open),
        ')' | ']' | '）' | '】' => around(Separator::Close),
        '“' | '”' | '"' | '„' | '«' | '「' | '」' | '『' | '』' => {
            around(Separator::Quote)
        }
        '\'' | '‘' if !before.is_some_and(char::is_alphanumeric) && !blank_after => {
            around(Separator::Quote)
        }
        '\'' | '’' if possessive(text, end) => {
            let tail = end + usize::from(text[end..].starts_with('s'));
            Some((at, ahead(text, tail), Separator::Possessive))
        }
        '\'' | '’' if !next.is_some_and(char::is_alphanumeric) && !blank_before => {
            around(Separator::Quote)
        }
        '.' | '!' | '?' if blank_after && end < text.len() => sentence(text, at, end),
        '&' | '+' if blank_before && blank_after && at > 0 => around(Separator::And),
        '@' if blank_before && blank_after && at > 0 => around(Separator::At),
        LINE => around(Separator::Line),
        CELL => around(Separator::Cell),
        '\t' => around(Separator::Blank),
        ' ' if text[at..].starts_with("   ") => Some((at, ahead(text, at), Separator::Blank)),
        ' ' if at > 0 && handle(&text[end..]) => Some((at, end, Separator::Handle)),
        _ => None,
    }
}

/// Whether “’s” or “’” and a word for a talk follow.
fn possessive(text: &str, end: usize) -> bool {
    let rest = text[end..].strip_prefix('s').unwrap_or(&text[end..]);
    let Some(rest) = rest.strip_prefix(' ') else { return false };
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    labels::classes(word).is(Classes::TALK)
}

/// The end of a sentence: behind a word that is no abbreviation.
fn sentence(text: &str, at: usize, end: usize) -> Option<(usize, usize, Separator)> {
    let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let short = word.chars().count() < 3 || matches!(word, "Inc" | "Corp" | "Ltd" | "Prof" | "Mrs");
    let loud =
        text[end..].trim_start().starts_with(|c: char| c.is_uppercase() || "“\"'[@".contains(c));
    let small = word.chars().next_back().is_some_and(|c| c.is_lowercase() || c.is_numeric());
    let ends = !short && small || !text[at..].starts_with('.') && loud;
    ends.then(|| (end, ahead(text, end), Separator::Sentence))
}

/// Whether a handle or an address begins here.
fn handle(rest: &str) -> bool {
    rest.strip_prefix('@')
        .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
        || rest.starts_with("http://")
        || rest.starts_with("https://")
}

/// The sides of times of day.
fn times(text: &str, put: &mut impl FnMut(usize, usize, Separator)) {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        let starts = digit(at) && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric());
        let end = if starts { time_end(text, at) } else { None };
        match end {
            Some(end) => {
                put(at, at, Separator::Time);
                put(end, end, Separator::Time);
                at = end;
            }
            None => at += 1,
        }
    }
}

/// The end of a time of day that begins here: `9:30`, `10.15am`, `9am`, `9h30`, with a second one behind a dash.
fn time_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let one = |at: usize| -> Option<usize> {
        let hours = digits(at);
        if hours == 0 || hours > 2 {
            return None;
        }
        let mut end = at + hours;
        let minutes = matches!(bytes.get(end), Some(b':' | b'.' | b'h')) && digits(end + 1) == 2;
        if minutes {
            end += 3;
        }
        let lone_h = !minutes && bytes.get(end) == Some(&b'h');
        let rest = text[end..].trim_start();
        let half = ["am", "pm", "AM", "PM"].iter().any(|half| {
            rest.starts_with(half) && !rest[2..].starts_with(|c: char| c.is_alphanumeric())
        });
        if half {
            end = text.len() - rest.len() + 2;
        } else if lone_h {
            end += 1;
        }
        let closed = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
        ((minutes || half || lone_h) && closed).then_some(end)
    };
    let end = one(at)?;
    let rest = text[end..].trim_start();
    let Some(rest) = rest.strip_prefix(['-', '–', '—']) else { return Some(end) };
    let next = text.len() - rest.trim_start().len();
    Some(one(next).unwrap_or(end))
}
