//! What the notes of a folder have in common: the tallies of their siblings, their names, and the events of their
//! folders.
//!
//! They are made from the beginnings of some notes of each folder, so that a hundred thousand notes cost no more than a
//! few thousand, and passed in when each note is read.

use crate::layout::event::FolderEvent;
use crate::layout::sheet::Sheet;
use crate::layout::tally::Tally;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Units behind this number are not counted for other notes.
pub const HEAD: usize = 40;

/// What is known of the forms of a collection.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// Slots by place.
    pub slots: Tally,
    /// Votes on readings.
    pub votes: Tally,
    /// Cells, with how likely each alone is a session.
    pub cells: Tally,
    /// Pairs of sessions and people.
    pub speakers: Tally,
    /// Pairs of people and organisations.
    pub employers: Tally,
    /// The notes that were counted.
    pub sample: BTreeSet<String>,
    /// The events of folders, by path.
    pub events: BTreeMap<String, FolderEvent>,
    /// The stems of all notes' file names, see [`stem`](crate::layout::sheet::stem).
    pub stems: BTreeSet<u64>,
}

impl Forms {
    /// Whether a note was counted.
    pub fn is_sampled(&self, sheet: &Sheet) -> bool {
        self.sample.contains(&sheet.path)
    }

    /// Whether a unit of a note was counted.
    pub fn counts(&self, sheet: &Sheet, unit: usize) -> bool {
        unit < HEAD && self.is_sampled(sheet)
    }
}
