//! What templates are given: plain values. Every text in them is escaped where it is written.
//!
//! The names of the fields are those that templates use, the user's own too.

use crate::date::Date;
use crate::export::address;
use crate::query::quote::Quote;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

/// A link to a page.
#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    /// `person`, `topic` and so on.
    pub kind: &'static str,
    /// The way to the page, encoded.
    pub href: String,
    /// The name.
    pub name: String,
    /// The name is hallway's own words.
    pub own: bool,
    /// The language that its letters tell, if they are not Latin; `und` if they tell none.
    pub lang: Option<&'static str>,
    /// What tells it from its namesakes, where nothing beside it does: `of Quillworks`.
    pub qualifier: Option<String>,
}

/// A link with something beside it: a number, a date, a doubt.
#[derive(Clone, Debug, Serialize)]
pub struct ListItem {
    /// The entity.
    #[serde(rename = "thing")]
    pub entity: PageLink,
    /// What stands beside it.
    pub beside: String,
    /// Whether to say that it is a guess.
    pub unsure: bool,
}

/// The first of many, and how many more there are.
#[derive(Clone, Debug, Serialize)]
pub struct Truncated<T> {
    /// The first.
    pub shown: Vec<T>,
    /// How many are left out.
    pub more: usize,
    /// The way to the list that has all; empty if there is none.
    pub all: String,
}

impl<T> Truncated<T> {
    /// The first `limit` of them, made into what is shown.
    pub fn of<S>(all: &[S], limit: usize, make: impl FnMut(&S) -> T) -> Truncated<T> {
        let shown: Vec<T> = all.iter().take(limit).map(make).collect();
        Truncated { more: all.len() - shown.len(), shown, all: String::new() }
    }
}

/// A day, a month or a year.
#[derive(Clone, Debug, Serialize)]
pub struct DateLabel {
    /// As programs read it: `2019-07-23`.
    pub iso: String,
    /// As people do: `23 Jul 2019`.
    pub text: String,
}

impl DateLabel {
    /// A date, as programs and people read it.
    pub fn of(date: Date) -> DateLabel {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = usize::from(date.month).checked_sub(1).and_then(|m| MONTHS.get(m));
        let text = match (month, date.day) {
            (None, _) => date.year.to_string(),
            (Some(month), 0) => format!("{month} {}", date.year),
            (Some(month), day) => format!("{day} {month} {}", date.year),
        };
        DateLabel { iso: date.to_string(), text }
    }

    /// One day, or the first and the last. A year and a day in it are the year.
    pub fn range(first: Date, last: Date) -> Vec<DateLabel> {
        if last.to_string().starts_with(&first.to_string()) {
            vec![DateLabel::of(first)]
        } else {
            vec![DateLabel::of(first), DateLabel::of(last)]
        }
    }
}

/// A part of the one sentence on an entity; exactly one of the fields is there.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LeadPart {
    /// Words.
    pub words: Option<String>,
    /// An entity.
    #[serde(rename = "thing")]
    pub entity: Option<PageLink>,
    /// One day, or two.
    pub days: Option<Vec<DateLabel>>,
}

/// A sentence of a note, cut, with the words that matter apart.
#[derive(Clone, Debug, Serialize)]
pub struct CutQuote {
    /// Before them.
    pub before: String,
    /// The words that matter; may be empty.
    pub hit: String,
    /// After them.
    pub after: String,
}

impl CutQuote {
    /// A sentence, cut round the words that matter to so many characters.
    pub fn of(quote: &Quote, chars: usize) -> CutQuote {
        let cut = quote.excerpt(chars);
        let (before, after) = (cut.before, cut.after);
        CutQuote {
            before: if cut.more_before { format!("… {before}") } else { before.to_string() },
            hit: cut.hit.to_string(),
            after: if cut.more_after { format!("{after} …") } else { after.to_string() },
        }
    }
}

/// A place in a note.
#[derive(Clone, Debug, Serialize)]
pub struct SourceLink {
    /// The way to it: on the site to the line on the note's page, else to the note's file.
    pub href: String,
    /// The note's path.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
}

/// One answer: who, where, when, the words, the place.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerItem {
    /// Who.
    pub person: Option<PageLink>,
    /// Where they worked then.
    pub company: Option<PageLink>,
    /// In which talk.
    pub talk: Option<PageLink>,
    /// At which event.
    pub event: Option<PageLink>,
    /// When.
    pub day: Option<DateLabel>,
    /// On what, where the page is not about that.
    pub on: Vec<PageLink>,
    /// Whether to say that it is a guess.
    pub unsure: bool,
    /// The sentence.
    pub quote: CutQuote,
    /// Where it stands.
    pub place: SourceLink,
}

/// Answers: the first in full, more in a line each, and how many there are beyond.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerList {
    /// In full.
    pub full: Vec<AnswerItem>,
    /// In a line.
    pub lines: Vec<AnswerItem>,
    /// How many more.
    pub more: usize,
}

/// A sentence and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct SentenceItem {
    /// The sentence.
    pub quote: CutQuote,
    /// Where it stands.
    pub place: SourceLink,
}

/// Another entity, and the sentence that joins the two.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceItem {
    /// The entity, without its qualifier if that names what the page is about.
    #[serde(rename = "thing")]
    pub entity: PageLink,
    /// Its qualifier, whatever the page is about.
    pub qualifier: Option<String>,
    /// Since when, till when; nothing, one or two.
    pub days: Vec<DateLabel>,
    /// Whether to say that it is a guess.
    pub unsure: bool,
    /// The sentence, unless an override says it.
    pub quote: Option<CutQuote>,
    /// Where it stands.
    pub place: Option<SourceLink>,
    /// Whether an earlier section of the page has the sentence in full.
    pub repeated: bool,
}

/// A note that names an entity.
#[derive(Clone, Debug, Serialize)]
pub struct NoteItem {
    /// The note.
    pub note: PageLink,
    /// Its date.
    pub day: Option<DateLabel>,
    /// Where it names the entity first.
    pub place: SourceLink,
}

/// The head of the page of an entity.
#[derive(Clone, Debug, Serialize)]
pub struct PageHead {
    /// `person`, `topic` and so on.
    pub kind: &'static str,
    /// The way to the list of its kind.
    pub list: String,
    /// Its name.
    pub name: String,
    /// What tells it from its namesakes: `of Quillworks`.
    pub qualifier: Option<String>,
    /// The name is hallway's own words.
    pub own: bool,
    /// Whether to say that it is a guess.
    pub unsure: bool,
    /// Other names.
    pub aka: Vec<String>,
    /// Forms in the notes that are no names, but for plurals: slips, text saved in the wrong encoding.
    pub written: Vec<SpellingItem>,
    /// All forms in the notes that are no names.
    pub forms: Vec<SpellingItem>,
    /// The one sentence.
    pub lede: Vec<LeadPart>,
    /// A page of its own on the web.
    pub home: Option<HomePage>,
    /// Entities that it could be taken for.
    pub apart: Vec<LookalikeItem>,
    /// What a command calls it: its name, or its id; nothing if a shell could mistake both.
    pub asked: Option<String>,
    /// The command that explains why this is one entity, if it has other names or forms.
    pub explain: Option<String>,
}

/// A form of a name that is a slip.
#[derive(Clone, Debug, Serialize)]
pub struct SpellingItem {
    /// As it stands there.
    pub text: String,
    /// Where.
    pub place: SourceLink,
}

/// A page on the web.
#[derive(Clone, Debug, Serialize)]
pub struct HomePage {
    /// Its address, with http or https.
    pub href: String,
    /// The host.
    pub host: String,
}

impl HomePage {
    /// A web address that may be linked to.
    pub fn of(url: &str) -> Option<HomePage> {
        Some(HomePage { host: address::host(url)?.to_string(), href: url.to_string() })
    }
}

/// Another entity that this one is not, or may be.
#[derive(Clone, Debug, Serialize)]
pub struct LookalikeItem {
    /// The other.
    pub other: PageLink,
    /// What is known of it: “who worked at”; may be empty.
    pub words: &'static str,
    /// Where.
    #[serde(rename = "thing")]
    pub entity: Option<PageLink>,
    /// Where the notes say so.
    pub place: Option<SourceLink>,
    /// Why they are two.
    pub why: String,
    /// The correction that says so.
    pub entry: Option<String>,
    /// If they may be one: how to join them, in words.
    pub say: Option<String>,
    /// The lines that join them.
    pub paste: Vec<String>,
}

/// Entities under a heading of their own.
#[derive(Clone, Debug, Serialize)]
pub struct ItemGroup {
    /// The heading.
    pub words: String,
    /// The way to the list that has all; empty if there is none.
    pub all: String,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub items: Truncated<ListItem>,
}

/// A year and how many talks it had.
#[derive(Clone, Debug, Serialize)]
pub struct YearCount {
    /// The year.
    pub year: u16,
    /// How many talks.
    pub talks: usize,
    /// How high a bar stands for them, in pixels.
    pub height: usize,
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

/// A value as templates see it.
pub fn value(of: impl Serialize) -> Value {
    Value::from(Serde(of))
}
