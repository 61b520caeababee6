//! What one note says: the entities it names and the claims it makes, each with its evidence.
//!
//! Spans here are byte ranges of the file on disk; nothing of a note's text is needed later.

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::vocabulary::{Kind, Relation, Role};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// All that was found in one note.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// The note's path, relative to the notes folder.
    pub note: String,
    /// Its title, mended.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Its tags as written.
    pub tags: Vec<String>,
    /// Fingerprint of the bytes on disk.
    pub hash: u64,
    /// The entities that the note names, in order of first mention.
    pub entities: Vec<NoteEntity>,
    /// The claims, in order of place.
    pub claims: Vec<Claim>,
    /// Links to other notes, as written.
    pub links: Vec<NoteLink>,
    /// What is wrong with the note.
    pub diagnostics: Vec<Diagnostic>,
}

/// An entity as one note names it: all its mentions in the note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteEntity {
    /// What it is.
    pub kind: Kind,
    /// Its fullest correct name: the catalogue's where known, else the note's.
    pub name: String,
    /// Other forms that this note uses for it, without the name itself; sorted.
    pub aliases: Vec<String>,
    /// The catalogue entry it was matched with, as `file:line`; an override's too.
    pub entry: Option<String>,
    /// Roles of a person; sorted, empty for other kinds.
    pub roles: Vec<Role>,
    /// For a talk without a title in the note: hallway made up the name.
    pub untitled: bool,
    /// A page or profile that the note links it with.
    pub url: Option<String>,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Where it is named, by place. Not empty.
    pub mentions: Vec<Mention>,
}

/// One place where an entity is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// What stands there on disk, decoded.
    pub text: String,
    /// The same with the sentence around it, and how it was found.
    pub evidence: Evidence,
}

/// The place that a finding rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The words, as bytes of the file on disk.
    pub span: Span,
    /// Line on disk, from 1.
    pub line: usize,
    /// The sentence around it: mended, without markup, on one line.
    pub quote: String,
    /// The rule that found it: a name of `extract::RULES`.
    pub rule: Cow<'static, str>,
    /// How sure the rule is, 0 to 1.
    pub confidence: f32,
    /// What spoke for it and against it, where a model weighed it; else empty. All
    /// mentions of a thing share it.
    pub reasons: Arc<str>,
}

/// One end of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum End {
    /// The note itself.
    Note,
    /// An index of `Findings::entities`.
    Entity(usize),
}

/// “X gave Y”, and where the note says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Who or what.
    pub subject: End,
    /// The relation.
    pub relation: Relation,
    /// Whom or what.
    pub object: End,
    /// Where the note says so; each claim (subject, relation, object) is there once. Not empty.
    pub evidence: Vec<Evidence>,
}

impl Claim {
    /// How sure: of independent pieces of evidence, the best counts.
    pub fn confidence(&self) -> f32 {
        self.evidence.iter().map(|e| e.confidence).fold(0.0, f32::max)
    }
}

/// A link from this note to what may be another note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteLink {
    /// The target as written: a relative path, `@/…`, a wiki name, a site path.
    pub target: String,
    /// Whether it is a wiki link (looked up by name, not by path).
    pub wiki: bool,
    /// Where it stands.
    pub evidence: Evidence,
}
