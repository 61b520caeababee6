//! “PyCon” without a year: the edition that its note is about, if there is no doubt which.
//!
//! *PyCon 2015* and *PyCon 2016* are two events. A mention without a year is taken for an edition if its
//! note names exactly one edition of the series; or if the note covers the event and the edition of
//! the note's own year is named elsewhere. Otherwise it stays what it is: a series.

use crate::date::Date;
use crate::finding::Claim;
use crate::finding::End;
use crate::finding::Findings;
use crate::resolve::scene::Node;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Gives undated mentions their year, and says which got one and why.
pub fn date(notes: &[&Findings], starts: &[usize], nodes: &mut [Node]) -> Vec<(usize, String)> {
    let is_event = |n: &Node| n.kind == Kind::Event && !n.ignored;
    let mut named: BTreeMap<usize, BTreeSet<u16>> = BTreeMap::new();
    let mut in_note: BTreeMap<(usize, usize), BTreeSet<u16>> = BTreeMap::new();
    for node in nodes.iter().filter(|n| is_event(n)) {
        if let Some(year) = node.form.year {
            named.entry(node.rank).or_default().insert(year);
            in_note.entry((node.note, node.rank)).or_default().insert(year);
        }
    }
    let covered = covered(notes, starts);
    let undated = nodes.iter().enumerate().filter(|(_, n)| is_event(n) && n.form.year.is_none());
    let mut dated: Vec<(usize, u16, String)> = Vec::new();
    for (i, node) in undated {
        let of_note = notes[node.note].date.map(|d| d.year).filter(|_| covered.contains(&i));
        let elsewhere =
            of_note.filter(|y| named.get(&node.rank).is_some_and(|all| all.contains(y)));
        match in_note.get(&(node.note, node.rank)) {
            Some(years) if years.len() == 1 && recent(years, notes[node.note].date) => dated
                .extend(
                    years
                        .first()
                        .map(|&y| (i, y, "the only edition that the note names".to_string())),
                ),
            Some(_) => {}
            None => dated
                .extend(elsewhere.map(|y| (i, y, format!("the note that covers it is of {y}")))),
        }
    }
    for &(i, year, _) in &dated {
        nodes[i].form.year = Some(year);
    }
    dated.into_iter().map(|(i, _, support)| (i, support)).collect()
}

/// The nodes that their own notes cover.
fn covered(notes: &[&Findings], starts: &[usize]) -> BTreeSet<usize> {
    let covers = |c: &&Claim| c.relation == Relation::Covers && c.subject == End::Note;
    let of_note = notes.iter().zip(starts).flat_map(|(note, start)| {
        note.claims.iter().filter(covers).filter_map(move |c| match c.object {
            End::Thing(thing) if thing < note.things.len() => Some(start + thing),
            End::Thing(_) | End::Note => None,
        })
    });
    of_note.collect()
}

/// Whether a note of this date can mean these editions without saying the year: not one that was
/// yet to come, nor one of long ago.
fn recent(years: &BTreeSet<u16>, date: Option<Date>) -> bool {
    date.is_none_or(|d| years.iter().all(|&y| y == d.year || y + 1 == d.year))
}
