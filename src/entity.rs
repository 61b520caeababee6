//! The result of resolution: the entities over all notes, the edges between them, and the decisions behind them.

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
    /// All decisions, sorted by entity and form.
    pub decisions: Vec<Decision>,
    /// Corrections without effect, ambiguous kinds, probable duplicates (the most probable first) and broken links, in
    /// this order.
    pub diagnostics: Vec<Diagnostic>,
}

/// One entity, over all notes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Kind and slug.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The name shown: that of a correction, else of the catalogue, else the fullest form that most notes use.
    pub name: String,
    /// Other names, sorted, without the name itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The roles of a person over all notes, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Whether it is a talk without a title, whose name hallway made up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub untitled: bool,
    /// A page or profile that notes link it to, or the homepage in the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Confidence, 0 to 1.
    pub confidence: f32,
    /// Its mentions, by note; empty for a note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<NoteMentions>,
    /// The date of the first note that names it, or of the event itself if known; for a note, its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Date>,
    /// The date of the last note that names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<Date>,
    /// The path of a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The hash of a note's bytes, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

/// The mentions of an entity in one note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteMentions {
    /// Path of the note.
    pub note: String,
    /// The texts of its mentions that differ from the name, each once, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<String>,
    /// The number of mentions.
    pub count: usize,
    /// The first mention.
    pub evidence: Evidence,
}

/// A relation between two entities, with all its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// The subject.
    pub subject: EntityId,
    /// The relation.
    pub relation: Relation,
    /// The object.
    pub object: EntityId,
    /// Confidence, 0 to 1: that of the best evidence, a little more if several notes agree.
    pub confidence: f32,
    /// The evidence, in order of note and place.
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
    /// The evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Why a name belongs to an entity, or why two entities were kept apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decision {
    /// The entity.
    pub entity: EntityId,
    /// The name that belongs to it.
    pub form: String,
    /// The note that the name is from; `None` if the decision is for all notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The reason.
    pub because: Because,
}

/// The reasons for a decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "reason")]
pub enum Because {
    /// The same name except for case, accents, spacing, punctuation, legal suffix, version, plural or middle initials.
    SameName,
    /// Another name for it in the same note.
    SameNote,
    /// A name or alias in the catalogue.
    Catalogue {
        /// `file:line`
        entry: String,
    },
    /// A correction of the user.
    Override {
        /// `overrides.toml`
        file: String,
        /// Line from 1.
        line: usize,
    },
    /// Initials, a nickname or a short form that fits one person only, with an attribute that both share.
    Similar {
        /// The shared attribute in words: “both at Sysdig”.
        support: String,
    },
    /// Kept apart although the names are similar.
    KeptApart {
        /// The other entity.
        from: EntityId,
        /// The reason in words.
        why: String,
        /// The correction that keeps them apart, as `file:line`; `None` if hallway decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<String>,
        /// How the user can join the two, if they may be one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offer: Option<Offer>,
    },
}

/// Lines that the user can add to the corrections where hallway is unsure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Offer {
    /// What the lines do, and which file they belong in.
    pub say: String,
    /// The lines.
    pub paste: String,
}
