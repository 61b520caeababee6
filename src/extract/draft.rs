//! What a page holds while rules read it: the things, claims and talks found so far.

use crate::curated::entry::EntryId;
use crate::document::SpannedText;
use crate::finding::End;
use crate::model::oracle::ModelAnswer;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::ops::Range;

/// A place in the note.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// Tokens `from..to` of a block.
    Words {
        /// Index of the block.
        block: usize,
        /// First token.
        from: usize,
        /// One past the last token.
        to: usize,
    },
    /// A value of the front matter.
    Front(SpannedText),
    /// A part of the name of the file.
    Path(String),
}

impl Place {
    /// Tokens of a block.
    pub fn words(block: usize, range: Range<usize>) -> Place {
        Place::Words { block, from: range.start, to: range.end }
    }

    /// The block and its tokens, if it is in the text.
    pub fn in_text(&self) -> Option<(usize, Range<usize>)> {
        match self {
            Place::Words { block, from, to } => Some((*block, *from..*to)),
            Place::Front(_) | Place::Path(_) => None,
        }
    }
}

/// A thing that the note names, while it is being found.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// Its name so far.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its catalogue entry.
    pub entry: Option<EntryId>,
    /// Roles of a person.
    pub roles: Vec<Role>,
    /// A talk that has no title in the note.
    pub untitled: bool,
    /// A page or profile.
    pub url: Option<String>,
    /// What a model says of it.
    pub judged: Option<ModelAnswer>,
    /// Where it is named.
    pub mentions: Vec<Seen>,
}

/// A place at which a rule saw a thing named.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Where.
    pub place: Place,
    /// The rule that saw it.
    pub rule: &'static str,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}

/// Something said of two things.
#[derive(Clone, Debug)]
pub struct Said {
    /// Who or what.
    pub subject: End,
    /// The relation.
    pub relation: Relation,
    /// Whom or what.
    pub object: End,
    /// Where.
    pub place: Place,
    /// The rule that saw it.
    pub rule: &'static str,
    /// How sure, from 0 to 1.
    pub confidence: f32,
    /// What spoke for it, where a model said so; else empty.
    pub reasons: String,
}

/// A talk and the part of the note that tells of it.
#[derive(Clone, Debug)]
pub struct Session {
    /// The thing, of kind talk.
    pub thing: usize,
    /// Its speakers, things of kind person.
    pub speakers: Vec<usize>,
    /// Where the title (or what stands for it) is.
    pub place: Place,
    /// The words that say what it is about: title, “a talk on …”.
    pub subjects: Vec<(usize, Range<usize>)>,
    /// What tells of it, in the order of the note.
    pub extent: Vec<Stretch>,
}

/// Some sentences of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Index of the block.
    pub block: usize,
    /// Its first sentence.
    pub first: u16,
    /// Its last sentence; may lie past the end of the block.
    pub last: u16,
}

impl Stretch {
    /// All sentences of a block.
    pub fn whole(block: usize) -> Stretch {
        Stretch { block, first: 0, last: u16::MAX }
    }

    /// Whether a sentence of a block is one of these.
    pub fn holds(&self, block: usize, sentence: u16) -> bool {
        self.block == block && (self.first..=self.last).contains(&sentence)
    }
}
