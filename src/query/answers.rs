//! What the notes tell of a thing, as answers: each kind in its own way.

use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::name;
use crate::query::answer::{Answer, AnswerParts, answer};
use crate::query::{EntityName, EntityRef, SURE};
use crate::vocabulary::{EntityId, Kind, Relation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// All that is told of a thing: best first, of an event or note in the order of the notes.
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

/// Who talked about a topic or tool: in a talk about it, or in passing.
pub fn on(graph: &Graph, subject: &Entity) -> Vec<Answer> {
    let mut answers = Vec::new();
    let speakers = graph.sources(&subject.id, Relation::TalkedAbout);
    let mut in_talks: BTreeSet<(&EntityId, &str)> = BTreeSet::new();
    for talk in graph.sources(&subject.id, Relation::About) {
        answers.extend(talk_on(graph, subject, &talk, &speakers));
        for giver in graph.sources(&talk.source.id, Relation::Gave) {
            let notes = talk.evidence().iter().chain(giver.evidence());
            in_talks.extend(notes.map(|c| (&giver.source.id, c.note.as_str())));
        }
    }
    for speaker in &speakers {
        for cited in one_a_note(speaker.evidence(), |_| true) {
            if !in_talks.contains(&(&speaker.source.id, cited.note.as_str())) {
                let told = said(speaker, cited, subject);
                answers.push(answer(
                    graph,
                    AnswerParts { person: Some(speaker.source), ..told },
                    vec![],
                ));
            }
        }
    }
    best_first(&mut answers);
    answers
}

/// What a person talked about: talks, and what was said outside any.
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

/// What a person talked about outside the talks that the same note tells of, a note an answer.
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
        for cited in one_a_note(talked.evidence(), &wanted) {
            if !in_talks.contains(&(talked.target.id.clone(), cited.note.as_str())) {
                let said = passing.entry(&cited.note).or_insert((talked, cited, vec![]));
                said.2.push(EntityRef::from(talked.target));
            }
        }
    }
    let tell = |(talked, cited, subjects): (EdgeRef, &Citation, Vec<EntityRef>)| {
        let told =
            AnswerParts { person: Some(talked.source), ..said(&talked, cited, talked.target) };
        answer(graph, told, subjects)
    };
    passing.into_values().map(tell).collect()
}

/// The people of a company and what they talked about while there.
pub fn from(graph: &Graph, company: &Entity) -> Vec<Answer> {
    let mut answers = Vec::new();
    for job in graph.sources(&company.id, Relation::WorksAt) {
        let mut told = by(graph, job.source);
        told.retain(|a| a.company.as_ref().is_some_and(|c| c.id == company.id));
        if told.is_empty() {
            let only = best(job.evidence()).map(|cited| {
                let told = AnswerParts { person: Some(job.source), ..said(&job, cited, company) };
                Answer { company: Some(company.into()), ..answer(graph, told, vec![]) }
            });
            told.extend(only);
        }
        answers.extend(told);
    }
    best_first(&mut answers);
    answers
}

/// Who gave what at an event, in the order in which the notes tell it.
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
    as_noted(&mut answers);
    answers
}

/// Who gave a talk; if nobody is named, where it is told.
pub fn in_talk(graph: &Graph, talk: &Entity) -> Vec<Answer> {
    let subjects = subjects(graph, talk);
    let givers = graph.sources(&talk.id, Relation::Gave);
    if !givers.is_empty() {
        return givers.iter().filter_map(|gave| given(graph, gave, subjects.clone())).collect();
    }
    let ways = [Relation::PartOf, Relation::About].map(|r| graph.targets(&talk.id, r));
    let edges = ways.into_iter().flatten().chain(graph.into(&talk.id));
    let told = edges.filter_map(|e| Some((e, best(e.evidence())?))).next();
    let told =
        told.map(|(edge, cited)| AnswerParts { talk: Some(talk), ..said(&edge, cited, talk) });
    told.map(|told| answer(graph, told, subjects)).into_iter().collect()
}

/// Who talked about what, as one note tells it.
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
    as_noted(&mut answers);
    once_each(&mut answers);
    answers
}

/// Sure ones with a speaker and a talk first; then the newest.
pub fn best_first(answers: &mut [Answer]) {
    answers.sort_by_cached_key(|a| {
        let lacks = (a.person.is_none(), a.unsure(), a.talk.is_none());
        let name = a.person.as_ref().map(|p| p.name.clone());
        (lacks, Reverse(a.date), sureness(a.confidence), name, a.note.clone(), a.line)
    });
}

/// Keeps the first of answers that say the same in the same place.
pub fn once_each(answers: &mut Vec<Answer>) {
    let mut seen = BTreeSet::new();
    answers.retain(|a| {
        let id = |named: &Option<EntityName>| named.as_ref().map(|n| n.id.clone());
        let place = (id(&a.talk).is_none().then(|| (a.note.clone(), a.line)), id(&a.talk));
        seen.insert((id(&a.person), place))
    });
}

/// Of several pieces of evidence the surest, of those the first.
pub fn best<'g>(evidence: impl IntoIterator<Item = &'g Citation>) -> Option<&'g Citation> {
    evidence.into_iter().min_by_key(|c| (sureness(c.evidence.confidence), &c.note, c.evidence.line))
}

/// The topics and tools that a talk is about, sure ones first, then by name.
pub fn subjects(graph: &Graph, talk: &Entity) -> Vec<EntityRef> {
    let mut edges = graph.targets(&talk.id, Relation::About);
    edges.sort_by_key(|e| (e.confidence() < SURE, e.target.name.to_lowercase(), &e.target.id));
    edges.into_iter().map(|e| EntityRef::from(e.target)).collect()
}

/// Who talked about a topic, then who talked about topics whose names are longer: “testing”, then
/// “testing in production”.
fn with_narrower(graph: &Graph, topic: &Entity) -> Vec<Answer> {
    let mut answers = on(graph, topic);
    let words = name::words(&topic.name);
    let narrower = graph.of_kind(Kind::Topic).filter(|t| {
        let longer = name::words(&t.name);
        longer.len() > words.len() && words.iter().all(|w| longer.contains(w))
    });
    let mut more: Vec<Answer> = narrower
        .flat_map(|t| {
            let told = on(graph, t).into_iter();
            told.map(move |answer| Answer { subjects: vec![t.into()], ..answer })
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
    let givers = graph.sources(&talk.source.id, Relation::Gave);
    if givers.is_empty() {
        let told = AnswerParts { talk: Some(talk.source), ..said(talk, cited, subject) };
        return vec![answer(graph, told, vec![])];
    }
    let tell = |gave: &EdgeRef| {
        let both = gave.confidence().min(talk.confidence());
        let spoke = speakers.iter().find(|s| s.source.id == gave.source.id);
        // What the person said elsewhere about the subject is no evidence for this talk.
        let here = spoke.and_then(|s| s.evidence().iter().find(|c| c.note == cited.note));
        let told = AnswerParts {
            person: Some(gave.source),
            talk: Some(talk.source),
            relation: here.map_or(Relation::About, |_| Relation::TalkedAbout),
            confidence: here.map_or(both, |c| c.evidence.confidence.max(both)),
            ..said(talk, cited, subject)
        };
        answer(graph, told, vec![])
    };
    givers.iter().map(tell).collect()
}

/// One person giving one talk.
fn given(graph: &Graph, gave: &EdgeRef, subjects: Vec<EntityRef>) -> Option<Answer> {
    let cited = best(gave.evidence())?;
    // A name of ours is nowhere in the note; its subject may be.
    let subject = subjects.first().and_then(|s| graph.node(&s.id));
    let mark = if gave.target.untitled { subject.unwrap_or(gave.target) } else { gave.target };
    let told = said(gave, cited, mark);
    let told = AnswerParts { person: Some(gave.source), talk: Some(gave.target), ..told };
    Some(answer(graph, told, subjects))
}

/// People who spoke at an event, as far as no more is known.
fn spoke(graph: &Graph, edges: &[EdgeRef]) -> Vec<Answer> {
    let tell = |edge: &EdgeRef| {
        let cited = best(edge.evidence())?;
        let told = AnswerParts { person: Some(edge.source), ..said(edge, cited, edge.source) };
        let answer = answer(graph, told, vec![]);
        let date = edge.target.first_seen.or(cited.date);
        Some(Answer { event: Some(edge.target.into()), date, ..answer })
    };
    edges.iter().filter_map(tell).collect()
}

/// What an edge says at a place, speaker and talk left open.
fn said<'g>(edge: &EdgeRef<'g>, cited: &'g Citation, mark: &'g Entity) -> AnswerParts<'g> {
    let (relation, confidence) = (edge.relation(), edge.confidence());
    AnswerParts { person: None, talk: None, relation, confidence, cited, mark }
}

/// The best evidence of each wanted note, by note.
fn one_a_note(evidence: &[Citation], wanted: impl Fn(&str) -> bool) -> Vec<&Citation> {
    let mut notes: BTreeMap<&str, &Citation> = BTreeMap::new();
    for cited in evidence.iter().filter(|c| wanted(&c.note)) {
        let best = notes.entry(&cited.note).or_insert(cited);
        if cited.evidence.confidence > best.evidence.confidence {
            *best = cited;
        }
    }
    notes.into_values().collect()
}

fn as_noted(answers: &mut [Answer]) {
    answers
        .sort_by_cached_key(|a| (a.date, a.note.clone(), a.line, a.talk.clone(), a.person.clone()));
}

/// For sorting: the surest first, in hundredths.
fn sureness(confidence: f32) -> Reverse<i32> {
    Reverse((confidence * 100.0).round() as i32)
}
