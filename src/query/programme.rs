//! The programme of an event, as far as the notes have it.

use crate::query::answers::Answer;
use crate::query::english::count;
use crate::query::list;
use crate::query::{EntityName, EntityRef};
use crate::vocabulary::Kind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A talk with what the notes say about it: an answer per speaker, at least one.
#[derive(Clone, Debug)]
pub struct ProgrammeTalk<'a> {
    /// The talk.
    pub talk: &'a EntityName,
    /// Its speakers; one answer without a person if none is named.
    pub answers: Vec<&'a Answer>,
}

impl ProgrammeTalk<'_> {
    /// The highest confidence of its answers.
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
pub fn talks(answers: &[Answer]) -> Vec<ProgrammeTalk<'_>> {
    let mut talks: Vec<ProgrammeTalk> = Vec::new();
    let mut places: BTreeMap<&EntityName, usize> = BTreeMap::new();
    for answer in answers {
        let Some(talk) = &answer.talk else { continue };
        let place = *places.entry(talk).or_insert_with(|| {
            talks.push(ProgrammeTalk { talk, answers: vec![] });
            talks.len() - 1
        });
        talks[place].answers.push(answer);
    }
    talks
}

/// What the notes do not say about a programme, in words.
pub fn missing(talks: &[ProgrammeTalk]) -> Vec<String> {
    if talks.is_empty() {
        return vec![];
    }
    let untitled = talks.iter().filter(|s| s.talk.untitled).count();
    let unnamed = talks.iter().filter(|s| s.is_unnamed()).count();
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

/// The topics or tools that the talks were about, with the number of talks, the most frequent first.
pub fn subjects<'a>(talks: &'a [ProgrammeTalk], kind: Kind) -> Vec<(&'a EntityRef, usize)> {
    let mut counts: BTreeMap<&EntityRef, usize> = BTreeMap::new();
    for subject in talks.iter().flat_map(|s| s.subjects()).filter(|s| s.kind == kind) {
        *counts.entry(subject).or_default() += 1;
    }
    let mut all: Vec<(&EntityRef, usize)> = counts.into_iter().collect();
    all.sort_by_cached_key(|(s, n)| (Reverse(*n), list::by_name(&s.name), s.id.clone()));
    all
}
