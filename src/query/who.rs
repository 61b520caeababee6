//! Who talked about it: person, company at the time, talk, event, date and the sentence, best first.

use crate::date::Date;
use crate::graph::Graph;
use crate::query::quote::Quote;
use crate::query::{Named, SURE, Thing, rounded};
use crate::vocabulary::Relation;
use serde::{Serialize, Serializer};

/// The answers to `hallway who`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Who {
    /// The words asked for.
    pub asked: String,
    /// The thing they mean; `None` if they are free words or mean nothing known.
    pub matched: Option<Thing>,
    /// Best first; of an event, in the order in which the notes tell it.
    pub answers: Vec<Answer>,
    /// When there is no answer: what may be meant. In JSON the names.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "names")]
    pub did_you_mean: Vec<Thing>,
    /// Other names of the thing.
    #[serde(skip)]
    pub aliases: Vec<String>,
    /// What the answers sum up to.
    #[serde(skip)]
    pub sum: Sum,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Who; `None` if the note does not name the speaker.
    pub person: Option<Named>,
    /// Where they worked then.
    pub company: Option<Named>,
    /// In which talk.
    pub talk: Option<Named>,
    /// At which event.
    pub event: Option<Named>,
    /// The event's date where known, else the note's.
    pub date: Option<Date>,
    /// Path of the note.
    pub note: String,
    /// Line, from 1.
    pub line: usize,
    /// The sentence.
    pub quote: Quote,
    /// What the sentence says.
    pub relation: Relation,
    /// How sure, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// What was talked about, where it is not the very thing asked for: a narrower topic, or what
    /// somebody of the company asked for talked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Thing>,
}

impl Answer {
    /// Whether to tell the reader that this is a guess.
    pub fn unsure(&self) -> bool {
        self.confidence < SURE
    }
}

/// The line under the name: “3 people, 3 talks, 2 events, 2 notes, 2019-05-02 to 2019-07-23”.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Different people.
    pub people: usize,
    /// Different talks.
    pub talks: usize,
    /// Different events.
    pub events: usize,
    /// Different notes.
    pub notes: usize,
    /// Date of the earliest answer.
    pub first: Option<Date>,
    /// Date of the latest.
    pub last: Option<Date>,
}

/// Asks the graph.
pub fn who(graph: &Graph, asked: &str) -> Who {
    let _ = (graph, asked);
    todo!()
}

fn names<S: Serializer>(things: &[Thing], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(things.iter().map(|t| &t.name))
}
