//! A full name with its umlauts written in plain letters is the same name: `Jörg Müller` is `Joerg
//! Mueller`. (`Jorg Muller`, without them, has the same key anyway.)
//!
//! Cost: a look-up for each person whose name has such a letter.

use crate::entity::Because;
use crate::resolve::doubts::Doubt;
use crate::resolve::form;
use crate::resolve::groups::Groups;
use crate::resolve::people::clues;
use crate::resolve::people::clues::Clues;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// Letters with the two that stand for them in plain text.
const PLAIN: [(char, &str); 7] =
    [('ä', "ae"), ('å', "aa"), ('æ', "ae"), ('ö', "oe"), ('ø', "oe"), ('ß', "ss"), ('ü', "ue")];

/// Joins them, unless the notes contradict.
pub fn join(scene: &Scene, clues: &Clues, groups: &mut Groups) -> Vec<Doubt> {
    let mut spelled: BTreeMap<String, usize> = BTreeMap::new();
    for i in scene.of_kind(Kind::Person) {
        if let Some(plain) = plain(&scene.nodes[i].form.name) {
            let form = form::form(Kind::Person, &plain, true);
            if form.words.len() > 1 {
                spelled.entry(form.key).or_insert(i);
            }
        }
    }
    if spelled.is_empty() {
        return Vec::new();
    }
    for i in scene.of_kind(Kind::Person) {
        let Some(&with) = spelled.get(&scene.nodes[i].form.key) else { continue };
        let (ours, theirs) = (clues.of(i), clues.of(with));
        if !clues.accounts_differ(ours, theirs) || !clues::employers_differ(ours, theirs) {
            let support = format!("“{}” in plain letters", scene.nodes[with].form.name);
            groups.join(i, with, Because::Similar { support });
        }
    }
    Vec::new()
}

/// The name in plain letters, if it has others.
fn plain(name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    let mut plain = String::new();
    let mut replaced = false;
    for c in name.to_lowercase().chars() {
        match PLAIN.iter().find(|(letter, _)| *letter == c) {
            Some((_, letters)) => {
                plain.push_str(letters);
                replaced = true;
            }
            None => plain.push(c),
        }
    }
    replaced.then_some(plain)
}
