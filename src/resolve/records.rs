//! The records of all notes, in order of the notes' paths.

use crate::curated::lexicon::Lexicon;
use crate::curated::overrides::Overrides;
use crate::finding::End;
use crate::finding::Findings;
use crate::resolve::corrections;
use crate::resolve::corrections::Corrections;
use crate::resolve::editions;
use crate::resolve::kinds;
use crate::resolve::kinds::KindConflict;
use crate::resolve::record;
use crate::resolve::record::Record;
use crate::vocabulary::Kind;
use rayon::prelude::*;
use std::ops::Index;

/// All records, by index, with what was decided about each on its own. Nothing in it changes once it is
/// read.
pub struct Records<'a> {
    /// The notes by path, each path once.
    pub notes: Vec<&'a Findings>,
    /// For each note, the index of its first record.
    starts: Vec<usize>,
    /// In order of note and first mention.
    list: Vec<Record<'a>>,
    /// By rank: a record whose name has this key.
    by_rank: Vec<usize>,
    /// The catalogue, with the user's additions.
    pub lexicon: &'a Lexicon,
    /// The user's corrections with the records they match.
    pub corrections: Corrections<'a>,
    /// Names that were read as several kinds.
    pub conflicts: Vec<KindConflict>,
    /// Events named without a year that were taken for one edition, and why.
    pub dated: Vec<(usize, String)>,
}

/// Reads the notes and applies the corrections that concern single records.
pub fn read<'a>(
    findings: &'a [Findings],
    lexicon: &'a Lexicon,
    overrides: &'a Overrides,
) -> Records<'a> {
    let notes = by_path(findings);
    let mut starts = Vec::with_capacity(notes.len());
    let mut count = 0;
    for note in &notes {
        starts.push(count);
        count += note.entities.len();
    }
    let mut list: Vec<Record> =
        notes.par_iter().enumerate().flat_map_iter(|(i, note)| record::of_note(i, note)).collect();
    record::restore_full_names(&mut list, lexicon);
    let corrections = corrections::apply(overrides, &notes, &mut list);
    let by_rank = rank(&mut list);
    let conflicts = kinds::settle(&mut list);
    let dated = editions::date(&notes, &starts, &mut list);
    Records { notes, starts, list, by_rank, lexicon, corrections, conflicts, dated }
}

impl<'a> Index<usize> for Records<'a> {
    type Output = Record<'a>;

    fn index(&self, record: usize) -> &Record<'a> {
        &self.list[record]
    }
}

impl<'a> Records<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Record<'a>> {
        self.list.iter()
    }

    /// The record at one end of a claim; `None` for the note itself and for what is ignored.
    pub fn record_of(&self, note: usize, end: End) -> Option<usize> {
        let End::Entity(index) = end else { return None };
        let known = index < self.notes[note].entities.len();
        let record = self.starts[note] + index;
        (known && !self[record].ignored).then_some(record)
    }

    /// The records of a kind that are not ignored, in order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> + '_ {
        let wanted = move |r: &(usize, &Record)| r.1.kind == kind && !r.1.ignored;
        self.list.iter().enumerate().filter(wanted).map(|(i, _)| i)
    }

    /// Whether any record has a name with this key.
    pub fn has_name(&self, key: &str) -> bool {
        self.by_rank.binary_search_by(|&i| self[i].form.key.as_str().cmp(key)).is_ok()
    }

    /// The path of a record's note.
    pub fn path(&self, record: usize) -> &str {
        &self.notes[self[record].note].note
    }

    /// The line of a record's first mention, from 1; 0 if there is none.
    pub fn line(&self, record: usize) -> usize {
        self[record].entity.mentions.first().map_or(0, |m| m.evidence.line)
    }
}

/// The findings by path. Of two for one path, the one with the larger hash stays, whichever came first.
fn by_path(findings: &[Findings]) -> Vec<&Findings> {
    let mut notes: Vec<&Findings> = findings.iter().collect();
    notes.sort_by(|a, b| {
        (&a.note, b.hash, b.entities.len()).cmp(&(&b.note, a.hash, a.entities.len()))
    });
    notes.dedup_by(|later, kept| later.note == kept.note);
    notes
}

/// Numbers the keys in order, so that the rules sort numbers instead of strings.
fn rank(records: &mut [Record]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.par_sort_unstable_by(|&a, &b| (&records[a].form.key, a).cmp(&(&records[b].form.key, b)));
    let mut by_rank: Vec<usize> = Vec::new();
    for i in order {
        if by_rank.last().is_none_or(|&last| records[last].form.key != records[i].form.key) {
            by_rank.push(i);
        }
        records[i].rank = by_rank.len() - 1;
    }
    by_rank
}
