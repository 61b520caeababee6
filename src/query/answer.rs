//! One answer: what was said, by whom, put in its place: company then, talk, event, date.

use crate::date::Date;
use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::query::quote::Quote;
use crate::query::{EntityName, EntityRef, SURE, rounded};
use crate::vocabulary::{EntityId, Kind, Relation};
use serde::Serialize;

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Who; `None` if the note does not name the speaker.
    pub person: Option<EntityName>,
    /// Where they worked then.
    pub company: Option<EntityName>,
    /// In which talk.
    pub talk: Option<EntityName>,
    /// At which event.
    pub event: Option<EntityName>,
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
    /// somebody of the company or event asked for talked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<EntityRef>,
}

impl Answer {
    /// Whether to tell the reader that this is a guess.
    pub fn unsure(&self) -> bool {
        self.confidence < SURE
    }
}

/// Something said, before it is put in its place.
#[derive(Clone, Copy)]
pub struct AnswerParts<'g> {
    /// Who.
    pub person: Option<&'g Entity>,
    /// In which talk.
    pub talk: Option<&'g Entity>,
    /// What the sentence says.
    pub relation: Relation,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Where.
    pub cited: &'g Citation,
    /// Whose name to mark in the sentence.
    pub mark: &'g Entity,
}

/// Puts it in its place.
pub fn answer(graph: &Graph, told: AnswerParts, subjects: Vec<EntityRef>) -> Answer {
    let AnswerParts { person, talk, relation, confidence, cited, mark } = told;
    let event = event(graph, person, talk, &cited.note);
    let date = event.and_then(|e| e.first_seen).or(cited.date);
    let company = person.and_then(|p| employer(graph, &p.id, &cited.note, date));
    Answer {
        person: person.map(EntityName::from),
        company: company.map(EntityName::from),
        talk: talk.map(EntityName::from),
        event: event.map(EntityName::from),
        date,
        note: cited.note.clone(),
        line: cited.evidence.line,
        quote: quote(&cited.evidence.quote, &cited.note, &[mark]),
        relation,
        confidence,
        subjects,
    }
}

/// Where something was told: what an answer made of it shows.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'g> {
    /// At which event.
    pub event: Option<&'g Entity>,
    /// The event's date where known, else the note's.
    pub date: Option<Date>,
    /// Where the one who told it worked then.
    pub company: Option<&'g Entity>,
}

/// The scenes of a piece of evidence: one for each person that it is about, the givers of a talk
/// among them; one without a company if there is none.
pub fn scenes<'g>(graph: &'g Graph, edge: &EdgeRef<'g>, cited: &Citation) -> Vec<Scene<'g>> {
    let ends = [edge.source, edge.target];
    let end = |kind: Kind| ends.into_iter().find(|e| e.kind == kind);
    let talk = end(Kind::Talk);
    let givers = || talk.map(|t| graph.sources(&t.id, Relation::Gave)).unwrap_or_default();
    let people: Vec<Option<&Entity>> = match end(Kind::Person) {
        Some(person) => vec![Some(person)],
        None => givers().iter().map(|gave| Some(gave.source)).collect(),
    };
    let scene = |person: Option<&Entity>| {
        let event = end(Kind::Event).or_else(|| event(graph, person, talk, &cited.note));
        let date = event.and_then(|e| e.first_seen).or(cited.date);
        let employer = || employer(graph, &person?.id, &cited.note, date);
        Scene { event, date, company: end(Kind::Company).or_else(employer) }
    };
    if people.is_empty() { vec![scene(None)] } else { people.into_iter().map(scene).collect() }
}

/// Where a person worked, as the note says; else as another note of about that time says; else,
/// if a date is missing, as all notes that say anything say.
pub fn employer<'g>(
    graph: &'g Graph,
    person: &EntityId,
    note: &str,
    date: Option<Date>,
) -> Option<&'g Entity> {
    let jobs = graph.targets(person, Relation::WorksAt);
    let here = jobs.iter().filter(|j| j.evidence().iter().any(|c| c.note == note));
    if let Some(job) = here.max_by(|a, b| a.confidence().total_cmp(&b.confidence())) {
        return Some(job.target);
    }
    let apart = |c: &Citation| Some(days(c.date?).abs_diff(days(date?)));
    let nearest = jobs.iter().filter_map(|j| {
        let days = j.evidence().iter().filter_map(apart).min()?;
        Some((days, j.target))
    });
    match nearest.min_by_key(|(days, company)| (*days, &company.id)) {
        Some((days, company)) => (days <= YEAR).then_some(company),
        None => match &jobs[..] {
            [only] => Some(only.target),
            _ => None,
        },
    }
}

/// How far the word of another note reaches: people change jobs.
const YEAR: u32 = 366;

/// Days in a calendar of equal months, good enough to compare.
fn days(date: Date) -> u32 {
    u32::from(date.year) * 366 + u32::from(date.month) * 30 + u32::from(date.day)
}

/// The event of a talk; else the one at which the person spoke as this note says, unless they gave
/// several talks in it; else the only one that the note covers, if it tells of talks at no other.
fn event<'g>(
    graph: &'g Graph,
    person: Option<&Entity>,
    talk: Option<&Entity>,
    note: &str,
) -> Option<&'g Entity> {
    let of_talk = talk.and_then(|t| graph.targets(&t.id, Relation::PartOf).first().copied());
    let here = |edge: &EdgeRef| edge.evidence().iter().any(|c| c.note == note);
    let spoke = || {
        let gave = graph.targets(&person?.id, Relation::Gave);
        let events = graph.targets(&person?.id, Relation::SpokeAt);
        let told = |edges: &[EdgeRef]| edges.iter().filter(|e| here(e)).count();
        let certain = talk.is_none() || told(&events) == 1 && told(&gave) == 1;
        events.into_iter().find(here).filter(|_| certain)
    };
    let covered =
        || covered(graph, note).filter(|event| talk.is_none() || is_alone(graph, event, note));
    of_talk.or_else(spoke).map(|edge| edge.target).or_else(covered)
}

/// The event that a note covers, if it is only one.
pub fn covered<'g>(graph: &'g Graph, note: &str) -> Option<&'g Entity> {
    match &graph.targets(&graph.note(note)?.id, Relation::Covers)[..] {
        [only] => Some(only.target),
        _ => None,
    }
}

/// Whether no talk of a note was given at another event.
fn is_alone(graph: &Graph, event: &Entity, note: &str) -> bool {
    let here = |edge: &EdgeRef| edge.evidence().iter().any(|c| c.note == note);
    let named = graph.note(note).map(|n| graph.targets(&n.id, Relation::Mentions));
    let mut others = named.iter().flatten().map(|edge| edge.target).filter(|e| e.id != event.id);
    !others
        .any(|e| e.kind == Kind::Event && graph.sources(&e.id, Relation::PartOf).iter().any(here))
}

/// A sentence of a note with the first of these things that it names marked.
pub fn quote(sentence: &str, note: &str, marks: &[&Entity]) -> Quote {
    Quote::new(sentence, marks.iter().flat_map(|mark| forms(mark, note)))
}

/// All forms of a name, those that this note uses first after the name itself.
fn forms<'e>(entity: &'e Entity, note: &'e str) -> impl Iterator<Item = &'e str> {
    let here = entity.mentions.iter().filter(move |m| m.note == note);
    let written = here.flat_map(|m| m.written.iter().map(String::as_str));
    // A talk without a title has a name of ours, which no note can hold.
    let own = (!entity.untitled && entity.kind != Kind::Note).then_some(entity.name.as_str());
    own.into_iter().chain(written).chain(entity.aliases.iter().map(String::as_str))
}
