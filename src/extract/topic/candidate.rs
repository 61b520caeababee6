//! A phrase that may be a topic, and where it stands.

use crate::curated::entry::EntryId;
use crate::document::SpannedText;
use std::ops::Range;

/// A phrase that may be a topic.
#[derive(Clone, Debug)]
pub struct TopicCandidate {
    /// Its stems (`wording::stems`).
    pub stems: Vec<u64>,
    /// The name, as it would be written.
    pub name: String,
    /// Its catalogue entry.
    pub entry: Option<EntryId>,
    /// What the catalogue says of its likeliest spelling.
    pub known: Option<CatalogueMatch>,
    /// A tag or the title in the front matter that names it.
    pub front: Option<SpannedText>,
    /// Whether that is a tag.
    pub tag: bool,
    /// Where it stands, in the order of the note.
    pub places: Vec<PhrasePlace>,
}

/// How the words of a place were taken for a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhraseForm {
    /// The catalogue knows them.
    Known,
    /// All nouns and adjectives that stand together.
    Phrase,
    /// Two phrases with a small word between.
    Joined,
    /// Some of those that stand together.
    Part,
}

/// A place of a phrase.
#[derive(Clone, Debug)]
pub struct PhrasePlace {
    /// The block.
    pub block: usize,
    /// Its tokens.
    pub range: Range<usize>,
    /// Why it is a phrase.
    pub form: PhraseForm,
}

/// What the catalogue says.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueMatch {
    /// How well attested.
    pub score: u16,
    /// Whether the spelling may mean something else.
    pub ambiguous: bool,
    /// Whether it is an alias.
    pub alias: bool,
}
