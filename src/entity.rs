//! Who is who over all notes: entities, the decisions that made them, and the relations between them.

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::finding::Evidence;
use crate::vocabulary::{EntityId, Kind, Relation, Role};
use serde::{Deserialize, Serialize};

/// All notes joined.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// Entities of all kinds, notes included; sorted by id.
    pub entities: Vec<Entity>,
    /// Sorted by subject, relation, object; each triple once.
    pub edges: Vec<Edge>,
    /// Every decision, sorted by entity and text.
    pub decisions: Vec<Decision>,
    /// Overrides that match nothing, type conflicts, probable duplicates (the most probable first),
    /// broken links; in this order.
    pub diagnostics: Vec<Diagnostic>,
}

/// One thing, over all notes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Kind and slug.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// The name shown: the override's, else the catalogue's, else the fullest form most notes use.
    pub name: String,
    /// Other names, sorted, without the name itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Roles of a person over all notes; sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// For a talk: the name is hallway's own words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub untitled: bool,
    /// A page or profile that notes link it with, or the catalogue's homepage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How sure that it is what it is said to be, 0 to 1.
    pub confidence: f32,
    /// Where it is named: for a note, empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<NoteMentions>,
    /// Date of the first note (or of the event, where known) that names it; for a note, its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Date>,
    /// Date of the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<Date>,
    /// For a note: its path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// For a note: fingerprint of its bytes, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

/// The mentions of an entity in one note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteMentions {
    /// Path of the note.
    pub note: String,
    /// What stands there on disk, where it is not the name: each form once, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<String>,
    /// How many times the note names it.
    pub count: usize,
    /// The first mention.
    pub evidence: Evidence,
}

/// A relation with all its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// From.
    pub subject: EntityId,
    /// How.
    pub relation: Relation,
    /// To.
    pub object: EntityId,
    /// How sure, 0 to 1: the best piece of evidence, a little more if several notes say so.
    pub confidence: f32,
    /// Where it is said, by note and place.
    pub evidence: Vec<Citation>,
}

/// Evidence with the note it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Path of the note.
    pub note: String,
    /// Date of the note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The place.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Why a thing of a note became (part of) an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decision {
    /// The entity.
    pub entity: EntityId,
    /// The form that was joined to it.
    pub form: String,
    /// The note it came from; `None` if it holds for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why.
    pub because: Because,
}

/// The reasons for a decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "reason")]
pub enum Because {
    /// Same name but for case, accents, spacing, punctuation, legal suffix, version, plural or initials in the middle.
    SameName,
    /// Another form of it in the same note.
    SameNote,
    /// The catalogue says that it is another name.
    Catalogue {
        /// `file:line`
        entry: String,
    },
    /// The user said so.
    Override {
        /// `overrides.toml`
        file: String,
        /// Line from 1.
        line: usize,
    },
    /// Initials, a nickname or a short form that only one person fits, with what supports it.
    Similar {
        /// In words: “both at Sysdig”.
        support: String,
    },
    /// Kept apart although alike, and why.
    KeptApart {
        /// The other one.
        from: EntityId,
        /// In words.
        why: String,
        /// The correction that says so, as `file:line`; `None` if hallway decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<String>,
        /// How the user joins the two, if they may be one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offer: Option<Offer>,
    },
}

/// What the user can do where hallway is in doubt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Offer {
    /// In words: what the lines do, and where they go.
    pub say: String,
    /// The lines.
    pub paste: String,
}
