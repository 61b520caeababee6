//! Entries of the catalogue, and the senses of their spellings.

use crate::vocabulary::Kind;
use smallvec::SmallVec;

/// The number of an entry. It is stable within one lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// A known company, tool, topic or event.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueEntry<'a> {
    /// Company, tool, topic or event.
    pub kind: Kind,
    /// Its usual name; an event's series.
    pub name: &'a str,
    /// What sort of tool (tool, language, framework, service, standard, project) or company (company, foundation,
    /// university, government) it is; else empty.
    pub class: &'a str,
    /// Homepage, or empty.
    pub homepage: &'a str,
    /// `owner/repo` or organisation on GitHub, or a company's handle; or empty.
    pub handle: &'a str,
    /// For a tool, who makes it; for a topic, the broader one; for an event, its parent series; or empty.
    pub parent: &'a str,
    /// Whether the name is also an ordinary word, given name, place …, so that it counts only with support.
    pub ambiguous: bool,
    /// What the name is besides: word, phrase, given, surname, place, company, tool, topic; or empty.
    pub clash: &'a str,
    /// How well attested it is; less than 12 means a single weak source. Topics: tier·20. User entries: 1000.
    pub score: u16,
    /// The file it comes from: `tools.tsv`, `overrides.toml`.
    pub origin_file: &'a str,
    /// Its line in that file, from 1.
    pub origin_line: u32,
}

/// What a spelling may mean, best attested first. Mostly there is one sense, which needs no allocation.
pub type Senses<'a> = SmallVec<[Sense<'a>; 2]>;

/// One meaning of a spelling.
#[derive(Clone, Copy, Debug)]
pub struct Sense<'a> {
    /// The entry that it means.
    pub entry: EntryId,
    /// Its kind.
    pub kind: Kind,
    /// Its score.
    pub score: u16,
    /// The name or alias as the catalogue writes it.
    pub surface: &'a str,
    /// Whether this spelling counts only with support: it is also a word, a name or a place, or very short.
    pub ambiguous: bool,
}

/// One edition of an event series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition<'a> {
    /// The year in which it began.
    pub year: u16,
    /// The city, or empty.
    pub city: &'a str,
    /// The country, or empty.
    pub country: &'a str,
    /// First day as an ISO date, or empty.
    pub start: &'a str,
    /// Last day as an ISO date, or empty.
    pub end: &'a str,
}
