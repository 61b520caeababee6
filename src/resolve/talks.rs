//! Which talks are one. A title is not enough: there is a “Keynote” at every event. Talks of one title
//! are one if they share a speaker; or an event, for a title of three words or more (one note may name
//! one speaker, the next another), else where the speakers do not contradict; or, for such a title,
//! the year. What hallway named itself is never joined, nor what one note tells apart.
//!
//! Cost: one sort of the titles; within a title, one look-up for each speaker, event and year.

use crate::name;
use crate::resolve::groups::Groups;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;

/// So many words make a title that tells; “Keynote” and “Closing remarks” do not.
const TELLING: usize = 3;

/// What the notes say about a talk, as the nodes that stand for the groups.
#[derive(Clone, Default)]
struct About {
    speakers: Vec<usize>,
    events: Vec<usize>,
    year: Option<u16>,
}

/// Joins talks. People and events must be joined already.
pub fn join(scene: &Scene, groups: &mut Groups) {
    let mut talks: Vec<usize> =
        scene.of_kind(Kind::Talk).filter(|&i| !scene.nodes[i].thing.untitled).collect();
    let title = |i: usize| scene.nodes[i].rank;
    talks.sort_unstable_by_key(|&i| (title(i), i));
    let about = about(scene, groups);
    for block in talks.chunk_by(|&a, &b| title(a) == title(b)) {
        if block.len() < 2 {
            continue;
        }
        join_sharing(groups, block, |i| about[&i].speakers.as_slice());
        keep_apart_in_note(scene, groups, block);
        if name::words(&scene.nodes[block[0]].thing.name).len() >= TELLING {
            join_sharing(groups, block, |i| about[&i].events.as_slice());
            join_in_year(groups, block, &about);
        } else {
            join_at_event(groups, block, &about);
        }
    }
}

/// Joins talks that have a speaker, or an event, in common.
fn join_sharing<'a>(groups: &mut Groups, block: &[usize], what: impl Fn(usize) -> &'a [usize]) {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for &i in block {
        for &shared in what(i) {
            let with = *first.entry(shared).or_insert(i);
            groups.unite(i, with);
        }
    }
}

/// Two talks of one title that one note tells apart are two.
fn keep_apart_in_note(scene: &Scene, groups: &mut Groups, block: &[usize]) {
    for in_note in block.chunk_by(|&a, &b| scene.nodes[a].note == scene.nodes[b].note) {
        if in_note.len() > 1 {
            let partition = groups.partition();
            for &i in in_note {
                groups.mark(i, partition, groups.find(i));
            }
        }
    }
}

/// Joins talks of one event.
fn join_at_event(groups: &mut Groups, block: &[usize], about: &BTreeMap<usize, About>) {
    let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &i in block {
        for &event in &about[&i].events {
            at.entry(event).or_default().push(i);
        }
    }
    at.values().for_each(|nodes| join_compatible(groups, nodes, about));
}

/// A year joins talks without an event, and those with the only talk of the year that has one.
fn join_in_year(groups: &mut Groups, block: &[usize], about: &BTreeMap<usize, About>) {
    let mut by_year: BTreeMap<u16, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for &i in block {
        if let Some(year) = about[&i].year {
            let (placed, loose) = by_year.entry(year).or_default();
            if about[&i].events.is_empty() { loose.push(i) } else { placed.push(i) }
        }
    }
    for (placed, loose) in by_year.into_values() {
        let mut nodes = loose;
        if placed.iter().all(|&p| groups.same(p, placed[0])) {
            nodes.extend(placed);
            nodes.sort_unstable();
        }
        join_compatible(groups, &nodes, about);
    }
}

/// Those without speakers join the rest if the rest is one talk; else each other.
fn join_compatible(groups: &mut Groups, nodes: &[usize], about: &BTreeMap<usize, About>) {
    let (silent, spoken): (Vec<usize>, Vec<usize>) =
        nodes.iter().partition(|i| about[i].speakers.is_empty());
    let is_one = spoken.iter().all(|&i| groups.same(i, spoken[0]));
    let main = spoken.first().filter(|_| is_one);
    let Some(&with) = main.or(silent.first()) else { return };
    for i in silent {
        groups.unite(i, with);
    }
}

fn about(scene: &Scene, groups: &Groups) -> BTreeMap<usize, About> {
    let of_note = |i: usize| scene.notes[scene.nodes[i].note].date.map(|d| d.year);
    let mut about: BTreeMap<usize, About> = scene
        .of_kind(Kind::Talk)
        .map(|i| (i, About { year: of_note(i), ..About::default() }))
        .collect();
    for (note, findings) in scene.notes.iter().enumerate() {
        for claim in &findings.claims {
            let ends = (scene.node_of(note, claim.subject), scene.node_of(note, claim.object));
            let (Some(subject), Some(object)) = ends else { continue };
            match claim.relation {
                Relation::Gave => {
                    if let Some(talk) = about.get_mut(&object) {
                        talk.speakers.push(groups.find(subject));
                    }
                }
                Relation::PartOf => {
                    if let Some(talk) = about.get_mut(&subject) {
                        talk.events.push(groups.find(object));
                        talk.year = scene.nodes[object].form.year.or(talk.year);
                    }
                }
                _ => {}
            }
        }
    }
    about
}
