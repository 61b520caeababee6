//! The vocabulary of the graph: kinds of entities, relations between them, roles and ids.

use crate::name;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The kind of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person.
    Person,
    /// A company, foundation, university or other organisation as an actor.
    Company,
    /// Software, a service, language, library, format or protocol with a proper name.
    Tool,
    /// A concept, practice or problem that was talked about.
    Topic,
    /// One session at an event.
    Talk,
    /// A conference, meetup or named track.
    Event,
    /// A note itself.
    Note,
}

impl Kind {
    /// All kinds, in the order in which they are always listed.
    pub const ALL: [Kind; 7] =
        [Kind::Person, Kind::Company, Kind::Tool, Kind::Topic, Kind::Talk, Kind::Event, Kind::Note];

    /// The kinds that are found in notes: all but the note.
    pub const FOUND: [Kind; 6] =
        [Kind::Person, Kind::Company, Kind::Tool, Kind::Topic, Kind::Talk, Kind::Event];

    /// `person`, `company` and so on; the first part of an id.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Company => "company",
            Kind::Tool => "tool",
            Kind::Topic => "topic",
            Kind::Talk => "talk",
            Kind::Event => "event",
            Kind::Note => "note",
        }
    }

    /// `people`, `companies` and so on; also the name of the folder of their summaries.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Person => "people",
            Kind::Company => "companies",
            Kind::Tool => "tools",
            Kind::Topic => "topics",
            Kind::Talk => "talks",
            Kind::Event => "events",
            Kind::Note => "notes",
        }
    }

    /// Reads a kind from its word or plural, whatever the case.
    pub fn parse(word: &str) -> Option<Kind> {
        let word = word.to_lowercase();
        Kind::ALL.into_iter().find(|k| k.word() == word || k.plural() == word)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The relation of an edge. Each variant says which kinds it connects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// person → company, at the time of the note.
    WorksAt,
    /// person → talk.
    Gave,
    /// person → event.
    SpokeAt,
    /// person → topic or tool.
    TalkedAbout,
    /// talk → topic or tool.
    About,
    /// talk → event.
    PartOf,
    /// company → tool.
    Makes,
    /// person → note.
    Wrote,
    /// note → event.
    Covers,
    /// note → anything.
    Mentions,
    /// note → note.
    LinksTo,
    /// note → note, with a score.
    RelatedTo,
}

impl Relation {
    /// All relations, in the order in which a card lists them.
    pub const ALL: [Relation; 12] = [
        Relation::WorksAt,
        Relation::Gave,
        Relation::SpokeAt,
        Relation::TalkedAbout,
        Relation::About,
        Relation::PartOf,
        Relation::Makes,
        Relation::Wrote,
        Relation::Covers,
        Relation::Mentions,
        Relation::LinksTo,
        Relation::RelatedTo,
    ];

    /// The predicate in JSON: `works_at`, `gave` and so on.
    pub fn word(self) -> &'static str {
        match self {
            Relation::WorksAt => "works_at",
            Relation::Gave => "gave",
            Relation::SpokeAt => "spoke_at",
            Relation::TalkedAbout => "talked_about",
            Relation::About => "about",
            Relation::PartOf => "part_of",
            Relation::Makes => "makes",
            Relation::Wrote => "wrote",
            Relation::Covers => "covers",
            Relation::Mentions => "mentions",
            Relation::LinksTo => "links_to",
            Relation::RelatedTo => "related_to",
        }
    }

    /// How it reads from the subject: “works at”.
    pub fn forward(self) -> &'static str {
        match self {
            Relation::WorksAt => "works at",
            Relation::Gave => "gave",
            Relation::SpokeAt => "spoke at",
            Relation::TalkedAbout => "talked about",
            Relation::About => "is about",
            Relation::PartOf => "was given at",
            Relation::Makes => "makes",
            Relation::Wrote => "wrote",
            Relation::Covers => "covers",
            Relation::Mentions => "mentions",
            Relation::LinksTo => "links to",
            Relation::RelatedTo => "is related to",
        }
    }

    /// How it reads from the object: “employs”.
    pub fn backward(self) -> &'static str {
        match self {
            Relation::WorksAt => "people",
            Relation::Gave => "given by",
            Relation::SpokeAt => "speakers",
            Relation::TalkedAbout => "talked about by",
            Relation::About => "subject of",
            Relation::PartOf => "programme",
            Relation::Makes => "made by",
            Relation::Wrote => "written by",
            Relation::Covers => "told in",
            Relation::Mentions => "mentioned in",
            Relation::LinksTo => "linked from",
            Relation::RelatedTo => "is related to",
        }
    }
}

/// The role of a person in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Presented, taught, moderated or sat on a panel.
    Speaker,
    /// Wrote the note.
    Author,
    /// Was only mentioned.
    Mentioned,
}

impl Role {
    /// The word in JSON and on screens.
    pub fn word(self) -> &'static str {
        match self {
            Role::Speaker => "speaker",
            Role::Author => "author",
            Role::Mentioned => "mentioned",
        }
    }
}

/// The stable id of an entity: its kind and a slug, `person/nestor-salceda`. That of a note is
/// `note/<path without extension>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(pub String);

impl EntityId {
    /// The id of an entity of this kind with this name.
    pub fn new(kind: Kind, name: &str) -> EntityId {
        EntityId(format!("{}/{}", kind.word(), name::slug(name)))
    }

    /// The part after the kind.
    pub fn slug(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(_, slug)| slug)
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}
