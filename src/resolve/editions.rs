//! “PyCon” without a year: the edition that its note is about, if there is no doubt which.
//!
//! *PyCon 2015* and *PyCon 2016* are two events. A mention without a year joins an edition if its
//! note names exactly one edition of the series; or if the note covers the event and the edition of
//! the note's own year is named elsewhere. Otherwise it stays what it is: a series.

use crate::entity::Because;
use crate::finding::Claim;
use crate::finding::End;
use crate::resolve::groups::Groups;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;

/// Joins undated mentions with editions.
pub fn join(scene: &Scene, groups: &mut Groups) {
    let key = |i: usize| scene.nodes[i].form.key.as_str();
    let mut editions: BTreeMap<(&str, u16), usize> = BTreeMap::new();
    let mut in_note: BTreeMap<(&str, usize), Vec<u16>> = BTreeMap::new();
    for i in scene.of_kind(Kind::Event) {
        if let Some(year) = scene.nodes[i].form.year {
            editions.entry((key(i), year)).or_insert(i);
            let years = in_note.entry((key(i), scene.nodes[i].note)).or_default();
            if !years.contains(&year) {
                years.push(year);
            }
        }
    }
    let covered = covered(scene);
    for i in scene.of_kind(Kind::Event).filter(|&i| scene.nodes[i].form.year.is_none()) {
        let note = scene.nodes[i].note;
        let (year, support) = match in_note.get(&(key(i), note)).map(Vec::as_slice) {
            Some(&[year]) => (year, "the only edition that the note names".to_string()),
            Some(_) => continue,
            None => match scene.notes[note].date {
                Some(date) if covered.binary_search(&i).is_ok() => {
                    (date.year, format!("the note that covers it is of {}", date.year))
                }
                _ => continue,
            },
        };
        if let Some(&edition) = editions.get(&(key(i), year)) {
            groups.join(i, edition, Because::Similar { support });
        }
    }
}

/// The events that their own notes cover, sorted.
fn covered(scene: &Scene) -> Vec<usize> {
    let covers = |c: &&Claim| c.relation == Relation::Covers && c.subject == End::Note;
    let mut covered: Vec<usize> = Vec::new();
    for (note, findings) in scene.notes.iter().enumerate() {
        let claims = findings.claims.iter().filter(covers);
        covered.extend(claims.filter_map(|c| scene.node_of(note, c.object)));
    }
    covered.sort_unstable();
    covered
}
