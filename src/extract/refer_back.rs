//! First names, surnames and handles that refer back to a person of the same note.

use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

const RULE: &str = "refer-back";

/// Joins single names to the full name that the note gives: the nearest one before, else after.
pub fn run(page: &mut Page) {
    let parts = parts(page);
    if parts.is_empty() {
        return;
    }
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for block in 0..page.blocks.len() {
        for i in 0..page.blocks[block].len() {
            let owned = page.owner(block, i).is_some();
            if !owned && !page.token(block, i).is(flag::CAPITAL | flag::HANDLE) {
                continue;
            }
            if let Some((thing, range)) = page.mention_at(block, i) {
                if page.things[thing].kind == Kind::Person && range.start == i {
                    for word in name::words(&page.things[thing].name) {
                        last.insert(word, thing);
                    }
                }
                continue;
            }
            let key = page.key(block, i);
            let Some(people) = parts.get(key) else { continue };
            if !alone(page, block, i) {
                continue;
            }
            let person = last.get(key).copied().or((people.len() == 1).then(|| people[0]));
            if let Some(person) = person {
                let form = page.word(block, i).to_string();
                page.mention_of(person, Place::words(block, i..i + 1), RULE, 0.85);
                page.also_named(person, &form);
            }
        }
    }
}

/// First and last words of the full names found, with who bears them.
fn parts(page: &Page) -> BTreeMap<String, Vec<usize>> {
    let mut parts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (thing, draft) in page.things.iter().enumerate() {
        if draft.kind != Kind::Person || name::words(&draft.name).len() < 2 {
            continue;
        }
        let split: Vec<&str> = draft.name.split_whitespace().collect();
        for word in [split[0], split[split.len() - 1]] {
            let key = name::key(word);
            if key.chars().count() > 1 {
                let people = parts.entry(key).or_default();
                if !people.contains(&thing) {
                    people.push(thing);
                }
            }
        }
        // Double surnames and particles: “Aguera y Arcas”, “van Rossum”.
        if split.len() > 2 {
            parts.entry(name::key(&split[1..].concat())).or_default().push(thing);
        }
    }
    parts
}

/// Whether a word can be a name that stands for itself.
fn alone(page: &Page, block: usize, i: usize) -> bool {
    let token = page.token(block, i);
    if token.is(flag::HANDLE) {
        return true;
    }
    if !page.is_capital(block, i) || token.is(flag::IMAGE) && token.is(flag::CODE) {
        return false;
    }
    let neighbour = |j: usize| {
        page.is_capital(block, j)
            && page.same_sentence(block, i, j)
            && !page.is_in(&words::NOT_NAMES, block, j)
            && !page.is_in(&words::ROLES, block, j)
            && page.owner_of(block, j, Kind::Person).is_none()
    };
    let crowded =
        neighbour(i + 1) || i > 0 && neighbour(i - 1) && !page.token(block, i - 1).is(flag::FIRST);
    if crowded && !page.is_heading(block) {
        return false;
    }
    // “Will”, “Mark”, “Grant” at the start of a sentence are more often words.
    let word = page.dictionary(block, i);
    let common = word.is_some_and(|w| w.frequency >= 5 && w.capital < 50);
    !(common && (token.is(flag::FIRST) || page.is_heading(block)))
}
