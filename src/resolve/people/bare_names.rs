//! A given name or surname alone. It is the person whom the same note names in full; else the only
//! one who shares an employer, talk, account or byline with it (for a surname, also an event). Two
//! bare names of different notes are never one without such support.

use crate::entity::Because;
use crate::name;
use crate::resolve::doubts::Doubt;
use crate::resolve::groups::Groups;
use crate::resolve::people::clues::Clue;
use crate::resolve::people::clues::Clues;
use crate::resolve::people::figures;
use crate::resolve::people::figures::Figure;
use crate::resolve::people::figures::Fit;
use crate::resolve::people::profile;
use crate::resolve::scene::Scene;
use std::collections::BTreeMap;

/// Joins bare names with full ones, then those that are left among themselves.
pub fn join(scene: &Scene, clues: &Clues, groups: &mut Groups) -> Vec<Doubt> {
    let wants = |figure: &Figure| match lone_word(scene, figure) {
        Some(word) => vec![format!("given {word}"), format!("surname {word}")],
        None => Vec::new(),
    };
    let offers = |words: &[String]| match words {
        [first, .., last] => {
            let names = [("given", first), ("surname", last)].into_iter();
            names.filter(|(_, w)| !name::is_initial(w)).map(|(n, w)| format!("{n} {w}")).collect()
        }
        _ => Vec::new(),
    };
    let counts = |pattern: &str, clue: Clue| {
        !matches!(clue, Clue::Event(_)) || pattern.starts_with("surname")
    };
    figures::join_fitting(scene, clues, groups, Fit { wants, offers, counts, doubt: None });
    join_left_over(scene, clues, groups);
    Vec::new()
}

/// The single word by which a figure goes, if it has no other name.
fn lone_word<'a>(scene: &'a Scene, figure: &Figure) -> Option<&'a str> {
    let nodes = &figure.nodes;
    let lone = |&i: &usize| profile::lone_word(&scene.nodes[i]);
    nodes.iter().all(|i| lone(i).is_some()).then(|| lone(&nodes[0])).flatten()
}

/// Joins short forms that are spelled alike and share more than an event: one John of Acme is the
/// other. Those already joined with a full name are left out, so that nobody is drawn in by them.
fn join_left_over(scene: &Scene, clues: &Clues, groups: &mut Groups) {
    let mut first: BTreeMap<(usize, Clue), usize> = BTreeMap::new();
    for figure in figures::figures(scene, groups) {
        let is_short = match figure.forms[0] {
            [first, .., last] => name::is_initial(first) || name::is_initial(last),
            _ => true,
        };
        if !is_short || figure.nodes.len() > 1 {
            continue;
        }
        let node = figure.nodes[0];
        for &clue in clues.of(node) {
            let tells = match clue {
                Clue::Profile(_) | Clue::Talk(_) | Clue::Company(_) | Clue::Author => true,
                Clue::Event(_) => figure.forms[0].len() > 1,
                Clue::Note(_) => false,
            };
            if tells {
                let with = *first.entry((scene.nodes[node].rank, clue)).or_insert(node);
                let support = clues.in_words(scene, clue);
                groups.join(node, with, Because::Similar { support });
            }
        }
    }
}
