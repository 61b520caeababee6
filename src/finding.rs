//! The findings of one note: the entities it names and the claims it makes, each with its evidence.
//!
//! Spans here are byte ranges of the file on disk. Later stages do not need the text of the note.

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::vocabulary::{Kind, Relation, Role};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// Everything that was found in one note.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// The note's path, relative to the notes folder.
    pub note: String,
    /// Its title, with its encoding repaired.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Its tags as written.
    pub tags: Vec<String>,
    /// Hash of the bytes on disk.
    pub hash: u64,
    /// The entities that the note names, in order of first mention.
    pub entities: Vec<NoteEntity>,
    /// The claims, in order of their place.
    pub claims: Vec<Claim>,
    /// Links to other notes, as written.
    pub links: Vec<NoteLink>,
    /// Problems in the note.
    pub diagnostics: Vec<Diagnostic>,
}

/// An entity as one note names it: all its mentions in the note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteEntity {
    /// Its kind.
    pub kind: Kind,
    /// Its fullest correct name: that of the catalogue if it has one, else that of the note.
    pub name: String,
    /// Other names that this note uses for it, without the name itself; sorted.
    pub aliases: Vec<String>,
    /// The entry of the catalogue, or of the overrides, that it was matched with, as `file:line`.
    pub entry: Option<String>,
    /// The roles of a person, sorted; empty for other kinds.
    pub roles: Vec<Role>,
    /// Whether it is a talk without a title in the note, whose name hallway made up.
    pub untitled: bool,
    /// A page or profile that the note links it to.
    pub url: Option<String>,
    /// Confidence, 0 to 1.
    pub confidence: f32,
    /// Its mentions, in order of their place. Not empty.
    pub mentions: Vec<Mention>,
}

/// One place where an entity is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The text there, decoded but not repaired.
    pub text: String,
    /// Its place with the sentence around it, and how it was found.
    pub evidence: Evidence,
}

/// The evidence for a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The span of the words in the file on disk.
    pub span: Span,
    /// Line on disk, from 1.
    pub line: usize,
    /// The sentence around it: repaired, without markup, on one line.
    pub quote: String,
    /// The rule that found it: a name of `extract::RULES`.
    pub rule: Cow<'static, str>,
    /// The confidence of the rule, 0 to 1.
    pub confidence: f32,
    /// The reasons for and against it, if a model judged it; else empty. All mentions of an entity share them.
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

/// A claim, such as “X gave Y”, and where the note makes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The subject.
    pub subject: End,
    /// The relation.
    pub relation: Relation,
    /// The object.
    pub object: End,
    /// Where the note makes the claim. Not empty; there is one claim for each subject, relation and object.
    pub evidence: Vec<Evidence>,
}

impl Claim {
    /// Its confidence: that of the best evidence.
    pub fn confidence(&self) -> f32 {
        self.evidence.iter().map(|e| e.confidence).fold(0.0, f32::max)
    }
}

/// A link from this note to what may be another note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteLink {
    /// The target as written: a relative path, `@/…`, a wiki name, a site path.
    pub target: String,
    /// Whether it is a wiki link, which is looked up by name, not by path.
    pub wiki: bool,
    /// Its place.
    pub evidence: Evidence,
}
