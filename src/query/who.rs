//! Who talked about it: person, company at the time, talk, event, date and the sentence, best first.

use crate::curated::lexicon::Lexicon;
use crate::date::Date;
use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::EntityRef;
use crate::query::answer::Answer;
use crate::query::answers;
use crate::query::filter::Filter;
use crate::query::find;
use crate::query::find::How;
use crate::query::sentences;
use crate::vocabulary::Kind;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// The answers to `hallway who`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Who {
    /// The words asked for.
    pub asked: String,
    /// The thing they mean; `None` if they are free words or mean nothing known.
    pub matched: Option<EntityRef>,
    /// Best first; of an event, in the order in which the notes tell it.
    pub answers: Vec<Answer>,
    /// When no name has the words: what may be meant, also beside sentences that have them. In JSON
    /// the names.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "names")]
    pub did_you_mean: Vec<EntityRef>,
    /// Other names of the thing.
    #[serde(skip)]
    pub aliases: Vec<String>,
    /// How many answers the filter left out.
    #[serde(skip)]
    pub left_out: usize,
    /// What the answers sum up to.
    #[serde(skip)]
    pub sum: Sum,
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

/// Asks the graph. The filter's kinds are what the words may mean, and then free words mean nothing;
/// the rest of it is asked of each answer.
pub fn who(graph: &Graph, lexicon: &Lexicon, filter: &Filter, asked: &str) -> Who {
    let who = of_kinds(graph, lexicon, &filter.kinds, asked);
    let mut answers = who.answers;
    let before = answers.len();
    answers.retain(|answer| filter.answer(answer));
    Who { left_out: before - answers.len(), sum: Sum::of(&answers), answers, ..who }
}

fn of_kinds(graph: &Graph, lexicon: &Lexicon, kinds: &[Kind], asked: &str) -> Who {
    if !kinds.is_empty() {
        let found = find::among(graph, lexicon, kinds, asked);
        let (matched, answers) = match &found[..] {
            [] => (None, Vec::new()),
            [(_, how), ..] if *how <= How::Spelling => most_told(graph, &found),
            [(only, _)] => (Some(*only), answers::of(graph, only)),
            _ => (None, told_of_all(graph, &found)),
        };
        let near = || find::near(graph, asked).into_iter().filter(|t| kinds.contains(&t.kind));
        let did_you_mean = if found.is_empty() { near().collect() } else { vec![] };
        return view(asked, matched, answers, did_you_mean);
    }
    let found = find::find(graph, lexicon, asked);
    let (matched, answers) = match &found[..] {
        [] => (None, sentences::with_words(graph, asked)),
        [(only, _)] => (Some(*only), answers::of(graph, only)),
        [(_, how), ..] if *how <= How::Spelling => most_told(graph, &found),
        _ => (None, loosely(graph, asked, &found)),
    };
    let (matched, answers) = match answers.is_empty() && matched.is_some() {
        true => wider(graph, asked, matched),
        false => (matched, answers),
    };
    let did_you_mean = if found.is_empty() { find::near(graph, asked) } else { vec![] };
    view(asked, matched, answers, did_you_mean)
}

fn view(
    asked: &str,
    matched: Option<&Entity>,
    answers: Vec<Answer>,
    did_you_mean: Vec<EntityRef>,
) -> Who {
    Who {
        asked: asked.to_string(),
        matched: matched.map(EntityRef::from),
        aliases: matched.map(|e| e.aliases.clone()).unwrap_or_default(),
        sum: Sum::of(&answers),
        left_out: 0,
        answers,
        did_you_mean,
    }
}

/// Of things that share a name, the first about which there is something to tell.
fn most_told<'g>(
    graph: &'g Graph,
    found: &[(&'g Entity, How)],
) -> (Option<&'g Entity>, Vec<Answer>) {
    let told = found.iter().map(|(entity, _)| (Some(*entity), answers::of(graph, entity)));
    let first = told.into_iter().find(|(_, answers)| !answers.is_empty());
    first.unwrap_or((found.first().map(|(entity, _)| *entity), Vec::new()))
}

/// Where nothing is told of the thing itself: what is told of those whose names have the words, if
/// anything is.
fn wider<'g>(
    graph: &Graph,
    asked: &str,
    matched: Option<&'g Entity>,
) -> (Option<&'g Entity>, Vec<Answer>) {
    let answers = told_of_all(graph, &find::loosely(graph, asked));
    if answers.is_empty() { (matched, answers) } else { (None, answers) }
}

/// What is told of all things whose names have the words, then the sentences that have them.
fn loosely(graph: &Graph, asked: &str, found: &[(&Entity, How)]) -> Vec<Answer> {
    let mut answers = told_of_all(graph, found);
    let told: BTreeSet<(String, usize)> =
        answers.iter().map(|a| (a.note.clone(), a.line)).collect();
    let more = sentences::with_words(graph, asked);
    answers.extend(more.into_iter().filter(|a| !told.contains(&(a.note.clone(), a.line))));
    answers
}

fn told_of_all(graph: &Graph, found: &[(&Entity, How)]) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    for (entity, _) in found {
        for mut answer in answers::of(graph, entity) {
            if matches!(entity.kind, Kind::Topic | Kind::Tool) && answer.subjects.is_empty() {
                answer.subjects = vec![EntityRef::from(*entity)];
            }
            answers.push(answer);
        }
    }
    answers::best_first(&mut answers);
    answers::once_each(&mut answers);
    answers
}

impl Sum {
    /// Counts what is different in these answers.
    pub fn of(answers: &[Answer]) -> Sum {
        let count = |pick: fn(&Answer) -> Option<&str>| {
            answers.iter().filter_map(pick).collect::<BTreeSet<&str>>().len()
        };
        Sum {
            people: count(|a| a.person.as_ref().map(|p| p.id.0.as_str())),
            talks: count(|a| a.talk.as_ref().map(|t| t.id.0.as_str())),
            events: count(|a| a.event.as_ref().map(|e| e.id.0.as_str())),
            notes: count(|a| Some(a.note.as_str())),
            first: answers.iter().filter_map(|a| a.date).min(),
            last: answers.iter().filter_map(|a| a.date).max(),
        }
    }
}

fn names<S: Serializer>(things: &[EntityRef], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(things.iter().map(|t| &t.name))
}
