//! Who talked about something: person, company at the time, talk, event, date and the sentence, best
//! first.

use crate::curated::lexicon::Lexicon;
use crate::date::Date;
use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::EntityRef;
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::filter::Filter;
use crate::query::find;
use crate::query::find::MatchKind;
use crate::query::sentences;
use crate::vocabulary::Kind;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// The answers to `hallway who`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhoView {
    /// The words asked for.
    pub asked: String,
    /// The entity that they mean; `None` if it is several or none.
    pub matched: Option<EntityRef>,
    /// Best first; for an event, in the order of the notes.
    pub answers: Vec<Answer>,
    /// Entities that may be meant, if no name matches, even if there are sentences with the words. In
    /// JSON only their names.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "names")]
    pub did_you_mean: Vec<EntityRef>,
    /// The aliases of the entity.
    #[serde(skip)]
    pub aliases: Vec<String>,
    /// How many answers the filter left out.
    #[serde(skip)]
    pub left_out: usize,
    /// The numbers of people, talks, events and notes in the answers.
    #[serde(skip)]
    pub counts: AnswerCounts,
}

/// Numbers of what is in some answers: “3 people, 3 talks, 2 events, 2 notes, 2019-05-02 to 2019-07-23”.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswerCounts {
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

/// Answers who talked about what was asked for. The filter's kinds say which entities the words may
/// mean, and then sentences are not searched; the rest of the filter is applied to each answer.
pub fn who(graph: &Graph, lexicon: &Lexicon, filter: &Filter, asked: &str) -> WhoView {
    let who = of_kinds(graph, lexicon, &filter.kinds, asked);
    let mut answers = who.answers;
    let before = answers.len();
    answers.retain(|answer| filter.answer(answer));
    WhoView { left_out: before - answers.len(), counts: AnswerCounts::of(&answers), answers, ..who }
}

fn of_kinds(graph: &Graph, lexicon: &Lexicon, kinds: &[Kind], asked: &str) -> WhoView {
    if !kinds.is_empty() {
        let found = find::among(graph, lexicon, kinds, asked);
        let (matched, answers) = match &found[..] {
            [] => (None, Vec::new()),
            [(_, how), ..] if *how <= MatchKind::Spelling => first_with_answers(graph, &found),
            [(only, _)] => (Some(*only), answers::of(graph, only)),
            _ => (None, answers_of_all(graph, &found)),
        };
        let similar =
            || find::similar(graph, asked).into_iter().filter(|t| kinds.contains(&t.kind));
        let did_you_mean = if found.is_empty() { similar().collect() } else { vec![] };
        return view(asked, matched, answers, did_you_mean);
    }
    let found = find::find(graph, lexicon, asked);
    let (matched, answers) = match &found[..] {
        [] => (None, sentences::with_words(graph, asked)),
        [(only, _)] => (Some(*only), answers::of(graph, only)),
        [(_, how), ..] if *how <= MatchKind::Spelling => first_with_answers(graph, &found),
        _ => (None, with_sentences(graph, asked, &found)),
    };
    let (matched, answers) = match answers.is_empty() && matched.is_some() {
        true => wider(graph, asked, matched),
        false => (matched, answers),
    };
    let did_you_mean = if found.is_empty() { find::similar(graph, asked) } else { vec![] };
    view(asked, matched, answers, did_you_mean)
}

fn view(
    asked: &str,
    matched: Option<&Entity>,
    answers: Vec<Answer>,
    did_you_mean: Vec<EntityRef>,
) -> WhoView {
    WhoView {
        asked: asked.to_string(),
        matched: matched.map(EntityRef::from),
        aliases: matched.map(|e| e.aliases.clone()).unwrap_or_default(),
        counts: AnswerCounts::of(&answers),
        left_out: 0,
        answers,
        did_you_mean,
    }
}

/// Of entities that share a name, the first with answers.
fn first_with_answers<'g>(
    graph: &'g Graph,
    found: &[(&'g Entity, MatchKind)],
) -> (Option<&'g Entity>, Vec<Answer>) {
    let all = found.iter().map(|(entity, _)| (Some(*entity), answers::of(graph, entity)));
    let first = all.into_iter().find(|(_, answers)| !answers.is_empty());
    first.unwrap_or((found.first().map(|(entity, _)| *entity), Vec::new()))
}

/// For an entity without answers: the answers of entities with the words and more in their names, if
/// there are any.
fn wider<'g>(
    graph: &Graph,
    asked: &str,
    matched: Option<&'g Entity>,
) -> (Option<&'g Entity>, Vec<Answer>) {
    let answers = answers_of_all(graph, &find::loosely(graph, asked));
    if answers.is_empty() { (matched, answers) } else { (None, answers) }
}

/// The answers of all entities with the words in their names, then the sentences with the words.
fn with_sentences(graph: &Graph, asked: &str, found: &[(&Entity, MatchKind)]) -> Vec<Answer> {
    let mut answers = answers_of_all(graph, found);
    let known: BTreeSet<(String, usize)> =
        answers.iter().map(|a| (a.note.clone(), a.line)).collect();
    let more = sentences::with_words(graph, asked);
    answers.extend(more.into_iter().filter(|a| !known.contains(&(a.note.clone(), a.line))));
    answers
}

fn answers_of_all(graph: &Graph, found: &[(&Entity, MatchKind)]) -> Vec<Answer> {
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

impl AnswerCounts {
    /// Counts the different people, talks, events and notes in these answers.
    pub fn of(answers: &[Answer]) -> AnswerCounts {
        let count = |pick: fn(&Answer) -> Option<&str>| {
            answers.iter().filter_map(pick).collect::<BTreeSet<&str>>().len()
        };
        AnswerCounts {
            people: count(|a| a.person.as_ref().map(|p| p.id.0.as_str())),
            talks: count(|a| a.talk.as_ref().map(|t| t.id.0.as_str())),
            events: count(|a| a.event.as_ref().map(|e| e.id.0.as_str())),
            notes: count(|a| Some(a.note.as_str())),
            first: answers.iter().filter_map(|a| a.date).min(),
            last: answers.iter().filter_map(|a| a.date).max(),
        }
    }
}

fn names<S: Serializer>(entities: &[EntityRef], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(entities.iter().map(|t| &t.name))
}
