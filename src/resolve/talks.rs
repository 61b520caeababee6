//! Which talks are one. A title is not enough: there is a “Keynote” at every event. Talks of one title
//! are one if they share a speaker; or, where the speakers do not contradict, an event; or, for
//! titles of three words or more, the year. What hallway named itself is never joined.
//!
//! Cost: one sort of the titles; within a title, one look-up for each speaker, event and year.

use crate::entity::Because;
use crate::name;
use crate::resolve::groups::Groups;
use crate::resolve::same_name;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;

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
    let title = |i: usize| scene.nodes[i].form.key.as_str();
    talks.sort_by(|&a, &b| (title(a), a).cmp(&(title(b), b)));
    let about = about(scene, groups);
    for block in talks.chunk_by(|&a, &b| title(a) == title(b)) {
        if block.len() < 2 {
            continue;
        }
        join_sharing(scene, groups, block, |i| about[&i].speakers.clone());
        join_by(scene, groups, block, &about, |a| a.events.clone());
        if name::words(&scene.nodes[block[0]].thing.name).len() >= 3 {
            join_by(scene, groups, block, &about, |a| {
                a.year.filter(|_| a.events.is_empty()).into_iter().map(usize::from).collect()
            });
            join_undated_event(scene, groups, block, &about);
        }
    }
}

/// Joins nodes that have a trait in common.
fn join_sharing(
    scene: &Scene,
    groups: &mut Groups,
    block: &[usize],
    traits: impl Fn(usize) -> Vec<usize>,
) {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for &i in block {
        for of in traits(i) {
            let with = *first.entry(of).or_insert(i);
            same_name::join(scene, groups, i, with, || Because::SameName);
        }
    }
}

/// Joins nodes that have a trait in common, unless that would make one of several groups of speakers.
fn join_by(
    scene: &Scene,
    groups: &mut Groups,
    block: &[usize],
    about: &BTreeMap<usize, About>,
    traits: impl Fn(&About) -> Vec<usize>,
) {
    let mut sharing: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &i in block {
        for of in traits(&about[&i]) {
            sharing.entry(of).or_default().push(i);
        }
    }
    for nodes in sharing.into_values() {
        join_compatible(scene, groups, &nodes, about);
    }
}

/// A year ties a talk without an event to the only talk of that title and year that has one.
fn join_undated_event(
    scene: &Scene,
    groups: &mut Groups,
    block: &[usize],
    about: &BTreeMap<usize, About>,
) {
    let mut by_year: BTreeMap<u16, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for &i in block {
        if let Some(year) = about[&i].year {
            let (placed, loose) = by_year.entry(year).or_default();
            if about[&i].events.is_empty() { loose.push(i) } else { placed.push(i) }
        }
    }
    for (mut placed, loose) in by_year.into_values() {
        let one = placed.first().is_some_and(|&p| placed.iter().all(|&q| groups.same(p, q)));
        if one {
            placed.extend(loose);
            placed.sort_unstable();
            join_compatible(scene, groups, &placed, about);
        }
    }
}

/// Those without speakers join the rest if the rest is one talk; else each other.
fn join_compatible(
    scene: &Scene,
    groups: &mut Groups,
    nodes: &[usize],
    about: &BTreeMap<usize, About>,
) {
    let spoken: Vec<usize> =
        nodes.iter().copied().filter(|i| !about[i].speakers.is_empty()).collect();
    let one = spoken.iter().all(|&i| groups.same(i, spoken[0]));
    let main = if one { spoken.first() } else { None };
    let silent: Vec<usize> =
        nodes.iter().copied().filter(|i| about[i].speakers.is_empty()).collect();
    let Some(&with) = main.or(silent.first()) else { return };
    for i in silent {
        same_name::join(scene, groups, i, with, || Because::SameName);
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
