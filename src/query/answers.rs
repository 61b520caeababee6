//! What the notes say about an entity, as answers: each kind of entity in its own way.

use crate::date::Date;
use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::name;
use crate::query::context::{Context, context};
use crate::query::quote::Quote;
use crate::query::quote::quote;
use crate::query::{EntityName, EntityRef, SURE, rounded};
use crate::vocabulary::{EntityId, Kind, Relation};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
    /// What was talked about, unless it is exactly the entity asked for: a narrower topic, or the
    /// subjects of a talk by somebody of the company or at the event asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<EntityRef>,
}

impl Answer {
    /// Whether to tell the reader that this is a guess.
    pub fn unsure(&self) -> bool {
        self.confidence < SURE
    }
}

/// What an answer says, without its context.
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

/// Adds the context.
pub fn answer(graph: &Graph, parts: AnswerParts, subjects: Vec<EntityRef>) -> Answer {
    let AnswerParts { person, talk, relation, confidence, cited, mark } = parts;
    let Context { event, date, company } = context(graph, person, talk, cited);
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

/// Everything that is said about an entity: best first; for an event or note in the order of the text.
pub fn of(graph: &Graph, entity: &Entity) -> Vec<Answer> {
    match entity.kind {
        Kind::Topic => with_narrower(graph, entity),
        Kind::Tool => on(graph, entity),
        Kind::Person => by(graph, entity),
        Kind::Company => from(graph, entity),
        Kind::Talk => in_talk(graph, entity),
        Kind::Event => at(graph, entity),
        Kind::Note => in_note(graph, entity),
    }
}

/// Who talked about a topic or tool, in a talk about it or in passing.
pub fn on(graph: &Graph, subject: &Entity) -> Vec<Answer> {
    let mut answers = Vec::new();
    let speakers = graph.sources(&subject.id, Relation::TalkedAbout);
    let mut in_talks: BTreeSet<(&EntityId, &str)> = BTreeSet::new();
    for talk in graph.sources(&subject.id, Relation::About) {
        answers.extend(talk_on(graph, subject, &talk, &speakers));
        for gave in graph.sources(&talk.source.id, Relation::Gave) {
            let notes = talk.evidence().iter().chain(gave.evidence());
            in_talks.extend(notes.map(|c| (&gave.source.id, c.note.as_str())));
        }
    }
    for speaker in &speakers {
        for cited in best_per_note(speaker.evidence(), |_| true) {
            if !in_talks.contains(&(&speaker.source.id, cited.note.as_str())) {
                let parts = parts(speaker, cited, subject);
                let parts = AnswerParts { person: Some(speaker.source), ..parts };
                answers.push(answer(graph, parts, vec![]));
            }
        }
    }
    best_first(&mut answers);
    answers
}

/// What a person talked about, in talks and in passing.
pub fn by(graph: &Graph, person: &Entity) -> Vec<Answer> {
    let talks = graph.targets(&person.id, Relation::Gave);
    let mut answers: Vec<Answer> =
        talks.iter().filter_map(|gave| given(graph, gave, subjects(graph, gave.target))).collect();
    answers.extend(in_passing(graph, person, |_| true));
    if answers.is_empty() {
        answers = spoke(graph, &graph.targets(&person.id, Relation::SpokeAt));
    }
    best_first(&mut answers);
    answers
}

/// What a person talked about outside the talks in the same note; one answer per note.
fn in_passing(graph: &Graph, person: &Entity, wanted: impl Fn(&str) -> bool) -> Vec<Answer> {
    let mut in_talks: BTreeSet<(EntityId, &str)> = BTreeSet::new();
    for gave in graph.targets(&person.id, Relation::Gave) {
        for cited in gave.evidence().iter().filter(|c| wanted(&c.note)) {
            let subjects = subjects(graph, gave.target);
            in_talks.extend(subjects.into_iter().map(|s| (s.id, cited.note.as_str())));
        }
    }
    let mut passing: BTreeMap<&str, (EdgeRef, &Citation, Vec<EntityRef>)> = BTreeMap::new();
    for talked in graph.targets(&person.id, Relation::TalkedAbout) {
        for cited in best_per_note(talked.evidence(), &wanted) {
            if !in_talks.contains(&(talked.target.id.clone(), cited.note.as_str())) {
                let passing = passing.entry(&cited.note).or_insert((talked, cited, vec![]));
                passing.2.push(EntityRef::from(talked.target));
            }
        }
    }
    let to_answer = |(talked, cited, subjects): (EdgeRef, &Citation, Vec<EntityRef>)| {
        let parts = parts(&talked, cited, talked.target);
        answer(graph, AnswerParts { person: Some(talked.source), ..parts }, subjects)
    };
    passing.into_values().map(to_answer).collect()
}

/// The people of a company, and what they talked about while they worked there.
pub fn from(graph: &Graph, company: &Entity) -> Vec<Answer> {
    let mut answers = Vec::new();
    for job in graph.sources(&company.id, Relation::WorksAt) {
        let mut own = by(graph, job.source);
        own.retain(|a| a.company.as_ref().is_some_and(|c| c.id == company.id));
        if own.is_empty() {
            let only = best(job.evidence()).map(|cited| {
                let parts = parts(&job, cited, company);
                let parts = AnswerParts { person: Some(job.source), ..parts };
                Answer { company: Some(company.into()), ..answer(graph, parts, vec![]) }
            });
            own.extend(only);
        }
        answers.extend(own);
    }
    best_first(&mut answers);
    answers
}

/// Who gave which talk at an event, in the order of the notes.
pub fn at(graph: &Graph, event: &Entity) -> Vec<Answer> {
    let mut answers = Vec::new();
    for part in graph.sources(&event.id, Relation::PartOf) {
        answers.extend(in_talk(graph, part.source));
    }
    let with_talk: BTreeSet<EntityId> =
        answers.iter().filter_map(|a| Some(a.person.as_ref()?.id.clone())).collect();
    let mut others = graph.sources(&event.id, Relation::SpokeAt);
    others.retain(|edge| !with_talk.contains(&edge.source.id));
    answers.extend(spoke(graph, &others));
    by_place(&mut answers);
    answers
}

/// Who gave a talk; if the notes name nobody, one answer without a person.
pub fn in_talk(graph: &Graph, talk: &Entity) -> Vec<Answer> {
    let subjects = subjects(graph, talk);
    let speakers = graph.sources(&talk.id, Relation::Gave);
    if !speakers.is_empty() {
        return speakers.iter().filter_map(|gave| given(graph, gave, subjects.clone())).collect();
    }
    let edges = [Relation::PartOf, Relation::About].map(|r| graph.targets(&talk.id, r));
    let edges = edges.into_iter().flatten().chain(graph.into(&talk.id));
    let first = edges.filter_map(|e| Some((e, best(e.evidence())?))).next();
    let to_answer = |(edge, cited): (EdgeRef, &Citation)| {
        answer(graph, AnswerParts { talk: Some(talk), ..parts(&edge, cited, talk) }, subjects)
    };
    first.map(to_answer).into_iter().collect()
}

/// Who talked about what, according to one note.
pub fn in_note(graph: &Graph, note: &Entity) -> Vec<Answer> {
    let Some(path) = &note.path else { return vec![] };
    let named = graph.targets(&note.id, Relation::Mentions);
    let mut answers: Vec<Answer> = Vec::new();
    for edge in named.iter().filter(|e| e.target.kind == Kind::Talk) {
        answers.extend(in_talk(graph, edge.target));
    }
    for edge in named.iter().filter(|e| e.target.kind == Kind::Person) {
        answers.extend(in_passing(graph, edge.target, |note| note == path));
    }
    answers.retain(|a| a.note == *path);
    by_place(&mut answers);
    once_each(&mut answers);
    answers
}

/// Sorts: first the sure ones with a speaker and a talk, then the newest.
pub fn best_first(answers: &mut [Answer]) {
    answers.sort_by_cached_key(|a| {
        let lacks = (a.person.is_none(), a.unsure(), a.talk.is_none());
        let name = a.person.as_ref().map(|p| p.name.clone());
        (lacks, Reverse(a.date), sureness(a.confidence), name, a.note.clone(), a.line)
    });
}

/// Keeps the first of answers with the same person and talk, or without a talk the same person and
/// line.
pub fn once_each(answers: &mut Vec<Answer>) {
    let mut seen = BTreeSet::new();
    answers.retain(|a| {
        let id = |named: &Option<EntityName>| named.as_ref().map(|n| n.id.clone());
        let place = (id(&a.talk).is_none().then(|| (a.note.clone(), a.line)), id(&a.talk));
        seen.insert((id(&a.person), place))
    });
}

/// The evidence with the highest confidence, the first of those.
pub fn best<'g>(evidence: impl IntoIterator<Item = &'g Citation>) -> Option<&'g Citation> {
    evidence.into_iter().min_by_key(|c| (sureness(c.evidence.confidence), &c.note, c.evidence.line))
}

/// The topics and tools that a talk is about: sure ones first, then by name.
pub fn subjects(graph: &Graph, talk: &Entity) -> Vec<EntityRef> {
    let mut edges = graph.targets(&talk.id, Relation::About);
    edges.sort_by_key(|e| (e.confidence() < SURE, e.target.name.to_lowercase(), &e.target.id));
    edges.into_iter().map(|e| EntityRef::from(e.target)).collect()
}

/// Who talked about a topic, then who talked about topics whose names contain all its words: “testing”,
/// then “testing in production”.
fn with_narrower(graph: &Graph, topic: &Entity) -> Vec<Answer> {
    let mut answers = on(graph, topic);
    let words = name::words(&topic.name);
    let narrower = graph.of_kind(Kind::Topic).filter(|t| {
        let longer = name::words(&t.name);
        longer.len() > words.len() && words.iter().all(|w| longer.contains(w))
    });
    let mut more: Vec<Answer> = narrower
        .flat_map(|t| {
            let answers = on(graph, t).into_iter();
            answers.map(move |answer| Answer { subjects: vec![t.into()], ..answer })
        })
        .collect();
    best_first(&mut more);
    answers.extend(more);
    once_each(&mut answers);
    answers
}

/// The speakers of one talk about the subject; one answer without a person if none is named.
fn talk_on(graph: &Graph, subject: &Entity, talk: &EdgeRef, speakers: &[EdgeRef]) -> Vec<Answer> {
    let Some(cited) = best(talk.evidence()) else { return vec![] };
    let gave = graph.sources(&talk.source.id, Relation::Gave);
    if gave.is_empty() {
        let parts = AnswerParts { talk: Some(talk.source), ..parts(talk, cited, subject) };
        return vec![answer(graph, parts, vec![])];
    }
    let to_answer = |gave: &EdgeRef| {
        let both = gave.confidence().min(talk.confidence());
        let spoke = speakers.iter().find(|s| s.source.id == gave.source.id);
        // What the person said about the subject elsewhere is no evidence for this talk.
        let here = spoke.and_then(|s| s.evidence().iter().find(|c| c.note == cited.note));
        let parts = AnswerParts {
            person: Some(gave.source),
            talk: Some(talk.source),
            relation: here.map_or(Relation::About, |_| Relation::TalkedAbout),
            confidence: here.map_or(both, |c| c.evidence.confidence.max(both)),
            ..parts(talk, cited, subject)
        };
        answer(graph, parts, vec![])
    };
    gave.iter().map(to_answer).collect()
}

/// One person who gave one talk.
fn given(graph: &Graph, gave: &EdgeRef, subjects: Vec<EntityRef>) -> Option<Answer> {
    let cited = best(gave.evidence())?;
    // A name that hallway made up is not in the note; the subject may be.
    let subject = subjects.first().and_then(|s| graph.node(&s.id));
    let mark = if gave.target.untitled { subject.unwrap_or(gave.target) } else { gave.target };
    let parts = parts(gave, cited, mark);
    let parts = AnswerParts { person: Some(gave.source), talk: Some(gave.target), ..parts };
    Some(answer(graph, parts, subjects))
}

/// People who spoke at an event, where the notes say no more.
fn spoke(graph: &Graph, edges: &[EdgeRef]) -> Vec<Answer> {
    let to_answer = |edge: &EdgeRef| {
        let cited = best(edge.evidence())?;
        let parts = AnswerParts { person: Some(edge.source), ..parts(edge, cited, edge.source) };
        let answer = answer(graph, parts, vec![]);
        let date = edge.target.first_seen.or(cited.date);
        Some(Answer { event: Some(edge.target.into()), date, ..answer })
    };
    edges.iter().filter_map(to_answer).collect()
}

/// What an edge says where it is cited, without speaker and talk.
fn parts<'g>(edge: &EdgeRef<'g>, cited: &'g Citation, mark: &'g Entity) -> AnswerParts<'g> {
    let (relation, confidence) = (edge.relation(), edge.confidence());
    AnswerParts { person: None, talk: None, relation, confidence, cited, mark }
}

/// The best evidence in each wanted note, by note.
fn best_per_note(evidence: &[Citation], wanted: impl Fn(&str) -> bool) -> Vec<&Citation> {
    let mut notes: BTreeMap<&str, &Citation> = BTreeMap::new();
    for cited in evidence.iter().filter(|c| wanted(&c.note)) {
        let best = notes.entry(&cited.note).or_insert(cited);
        if cited.evidence.confidence > best.evidence.confidence {
            *best = cited;
        }
    }
    notes.into_values().collect()
}

fn by_place(answers: &mut [Answer]) {
    answers
        .sort_by_cached_key(|a| (a.date, a.note.clone(), a.line, a.talk.clone(), a.person.clone()));
}

/// For sorting: the surest first, compared in hundredths.
fn sureness(confidence: f32) -> Reverse<i32> {
    Reverse((confidence * 100.0).round() as i32)
}
