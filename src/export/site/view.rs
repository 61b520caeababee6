//! What templates are given: plain values. Every text in them is escaped where it is written.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

/// A link to a page of the site.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// `person`, `topic` and so on.
    pub kind: &'static str,
    /// The way to the page.
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
pub struct Item {
    /// The thing.
    pub thing: Link,
    /// What stands beside it.
    pub beside: String,
    /// Whether to say that it is a guess.
    pub unsure: bool,
}

/// The first of many, and how many more there are.
#[derive(Clone, Debug, Serialize)]
pub struct Few<T> {
    /// The first.
    pub shown: Vec<T>,
    /// How many are left out.
    pub more: usize,
    /// The way to the list that has all; empty if there is none.
    pub all: String,
}

impl<T> Few<T> {
    /// The first `limit` of them, made into what is shown.
    pub fn of<S>(all: &[S], limit: usize, make: impl FnMut(&S) -> T) -> Few<T> {
        let shown: Vec<T> = all.iter().take(limit).map(make).collect();
        Few { more: all.len() - shown.len(), shown, all: String::new() }
    }
}

/// A day, a month or a year.
#[derive(Clone, Debug, Serialize)]
pub struct Day {
    /// As programs read it: `2019-07-23`.
    pub iso: String,
    /// As people do: `23 Jul 2019`.
    pub text: String,
}

/// A part of the one sentence; exactly one of the fields is there.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Piece {
    /// Words.
    pub words: Option<String>,
    /// A thing.
    pub thing: Option<Link>,
    /// One day, or two.
    pub days: Option<Vec<Day>>,
}

/// A sentence of a note, cut, with the words that matter apart.
#[derive(Clone, Debug, Serialize)]
pub struct Quote {
    /// Before them.
    pub before: String,
    /// The words that matter; may be empty.
    pub hit: String,
    /// After them.
    pub after: String,
}

/// A place in a note.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// The way to the line on the note's page.
    pub href: String,
    /// The note's path with places to break the line.
    pub path: Value,
    /// The line, from 1.
    pub line: usize,
}

/// One answer: who, where, when, the words, the place.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// Who.
    pub person: Option<Link>,
    /// Where they worked then.
    pub company: Option<Link>,
    /// In which talk.
    pub talk: Option<Link>,
    /// At which event.
    pub event: Option<Link>,
    /// When.
    pub day: Option<Day>,
    /// On what, where the page is not about that.
    pub on: Vec<Link>,
    /// Whether to say that it is a guess.
    pub unsure: bool,
    /// The sentence.
    pub quote: Quote,
    /// Where it stands.
    pub place: Place,
}

/// Answers: the first in full, more in a line each, and how many there are beyond.
#[derive(Clone, Debug, Serialize)]
pub struct Answers {
    /// In full.
    pub full: Vec<Told>,
    /// In a line.
    pub lines: Vec<Told>,
    /// How many more.
    pub more: usize,
}

/// Something that a sentence proves about a thing.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// The thing.
    pub thing: Link,
    /// Since when, till when; nothing, one or two.
    pub days: Vec<Day>,
    /// Whether to say that it is a guess.
    pub unsure: bool,
    /// The sentence, unless an override says it.
    pub quote: Option<Quote>,
    /// Where it stands.
    pub place: Option<Place>,
}

/// A note that names a thing.
#[derive(Clone, Debug, Serialize)]
pub struct NoteLine {
    /// The note.
    pub note: Link,
    /// Its date.
    pub day: Option<Day>,
    /// Where it names the thing first.
    pub place: Place,
}

/// The head of the page of a thing.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
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
    /// Forms in the notes that are no names: slips, text saved in the wrong encoding.
    pub written: Vec<Written>,
    /// The one sentence.
    pub lede: Vec<Piece>,
    /// A page of its own on the web.
    pub home: Option<Home>,
    /// Things that it could be taken for.
    pub apart: Vec<Apart>,
    /// The command that explains why this is one thing.
    pub explain: Option<String>,
}

/// A form of a name that is a slip.
#[derive(Clone, Debug, Serialize)]
pub struct Written {
    /// As it stands there.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// A page on the web.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// Its address, with http or https.
    pub href: String,
    /// The host.
    pub host: String,
}

/// Another thing that this one is not, or may be.
#[derive(Clone, Debug, Serialize)]
pub struct Apart {
    /// The other.
    pub other: Link,
    /// What is known of it: “who worked at”; may be empty.
    pub words: &'static str,
    /// Where.
    pub thing: Option<Link>,
    /// Where the notes say so.
    pub place: Option<Place>,
    /// Why they are two.
    pub why: String,
    /// The correction that says so.
    pub entry: Option<String>,
    /// If they may be one: how to join them, in words.
    pub say: Option<String>,
    /// The lines that join them.
    pub paste: Vec<String>,
}

/// Things under a heading of their own.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The heading.
    pub words: String,
    /// The way to the list that has all; empty if there is none.
    pub all: String,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub items: Few<Item>,
}

/// A year and how many talks it had.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    /// The year.
    pub year: u16,
    /// How many talks.
    pub talks: usize,
    /// How high a bar stands for them, in pixels.
    pub height: usize,
}

/// A value as templates see it.
pub fn value(of: impl Serialize) -> Value {
    Value::from(Serde(of))
}
