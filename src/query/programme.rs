//! The programme of an event, as the notes tell it.

use crate::query::answer::Answer;
use crate::query::list;
use crate::query::words::count;
use crate::query::{EntityName, EntityRef};
use crate::vocabulary::Kind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One talk with all that is told of it: an answer a speaker, at least one.
#[derive(Clone, Debug)]
pub struct Session<'a> {
    /// The talk.
    pub talk: &'a EntityName,
    /// Its speakers; one answer without a person if none is named.
    pub answers: Vec<&'a Answer>,
}

impl Session<'_> {
    /// The best confidence of what is told of it.
    pub fn confidence(&self) -> f32 {
        self.answers.iter().map(|a| a.confidence).fold(0.0, f32::max)
    }

    /// What it was about.
    pub fn subjects(&self) -> &[EntityRef] {
        self.answers.first().map_or(&[], |a| &a.subjects)
    }

    /// Whether no speaker is named.
    pub fn is_unnamed(&self) -> bool {
        self.answers.iter().all(|a| a.person.is_none())
    }
}

/// The talks of an event in the order of its answers, with their speakers.
pub fn sessions(answers: &[Answer]) -> Vec<Session<'_>> {
    let mut sessions: Vec<Session> = Vec::new();
    let mut places: BTreeMap<&EntityName, usize> = BTreeMap::new();
    for answer in answers {
        let Some(talk) = &answer.talk else { continue };
        let place = *places.entry(talk).or_insert_with(|| {
            sessions.push(Session { talk, answers: vec![] });
            sessions.len() - 1
        });
        sessions[place].answers.push(answer);
    }
    sessions
}

/// What the notes do not say of a programme, in words.
pub fn missing(sessions: &[Session]) -> Vec<String> {
    if sessions.is_empty() {
        return vec![];
    }
    let untitled = sessions.iter().filter(|s| s.talk.untitled).count();
    let unnamed = sessions.iter().filter(|s| s.is_unnamed()).count();
    let mut parts = Vec::new();
    if untitled > 0 {
        let titles = if untitled == 1 { "the title" } else { "the titles" };
        parts.push(format!("{titles} in italics (hallway's words)"));
    }
    if unnamed > 0 {
        parts.push(format!("who gave {}", count(unnamed, "of the talks", "of the talks")));
    }
    parts.push("days, times, order".to_string());
    parts
}

/// The topics or tools that the talks were about, those of most talks first, with the number of
/// talks.
pub fn subjects<'a>(sessions: &'a [Session], kind: Kind) -> Vec<(&'a EntityRef, usize)> {
    let mut talks: BTreeMap<&EntityRef, usize> = BTreeMap::new();
    for subject in sessions.iter().flat_map(|s| s.subjects()).filter(|s| s.kind == kind) {
        *talks.entry(subject).or_default() += 1;
    }
    let mut all: Vec<(&EntityRef, usize)> = talks.into_iter().collect();
    all.sort_by_cached_key(|(s, n)| (Reverse(*n), list::by_name(&s.name), s.id.clone()));
    all
}
