//! Full names of people: runs of capitalised words that look like a name and stand where one would.
//!
//! Definition: score = how common the words are as given name and surname − how common they are as
//! words + what stands around (a profile link, “by”, a verb of speaking, a possessive …). A run is a
//! name from [`ENOUGH`] on; support from several places of the note adds up.
//! Cost: a few look-ups for each capitalised run. Source: our own; the weights were set by hand.

use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

mod around;
mod look;
mod nickname;
mod runs;
mod small;

const RULE: &str = "person-name";
/// The score from which a run is taken for a name.
const ENOUGH: f32 = 2.1;

/// A run of words that may be a name.
struct PersonCandidate {
    block: usize,
    range: Range<usize>,
    score: f32,
}

/// Finds full names.
pub fn run(page: &mut Page) {
    let mut candidates = Vec::new();
    for block in 0..page.blocks.len() {
        nickname::in_block(page, block);
        small::in_block(page, block);
        runs::in_block(page, block, &mut candidates);
    }
    let best = best_scores(page, &candidates);
    let best_of = |key: u64| best.get(&key).copied().unwrap_or_default();
    candidates.retain(|c| {
        let (score, count) = best_of(key(page, c));
        score + 0.4 * (count.clamp(1, 3) - 1) as f32 >= ENOUGH
    });
    let written = |c: &PersonCandidate| page.text(c.block, c.range.clone());
    let names: Vec<String> = candidates.iter().map(|c| tidy(&written(c))).collect();
    let fuller = fuller(&names);
    for (c, name) in candidates.into_iter().zip(&names) {
        let (score, _) = best_of(name::key_hash(name));
        let confidence = (0.78 + 0.05 * (score - ENOUGH)).clamp(0.7, 0.97);
        let full = fuller.get(name.as_str()).copied().unwrap_or(name);
        let place = Place::words(c.block, c.range);
        let person = page.mention(Kind::Person, full, place, RULE, confidence);
        page.also_named(person, name);
    }
    again(page);
}

/// The hash of the folded key of a candidate.
fn key(page: &Page, candidate: &PersonCandidate) -> u64 {
    name::key_hash(page.written(candidate.block, candidate.range.clone()))
}

/// The best score of each name, by its [`key`], and how often it stands in the note.
fn best_scores(page: &Page, candidates: &[PersonCandidate]) -> BTreeMap<u64, (f32, usize)> {
    let mut best: BTreeMap<u64, (f32, usize)> = BTreeMap::new();
    for c in candidates {
        let (score, count) = best.entry(key(page, c)).or_default();
        *score = score.max(c.score);
        *count += 1;
    }
    best
}

/// Finds the names taken once more where the place alone said too little.
fn again(page: &mut Page) {
    let names: BTreeMap<u64, usize> = (0..page.things.len())
        .filter(|&t| page.things[t].kind == Kind::Person)
        .map(|t| (name::key_hash(&page.things[t].name), t))
        .collect();
    if names.is_empty() {
        return;
    }
    let firsts: BTreeSet<u64> =
        page.things.iter().filter_map(|t| t.name.split(' ').next().map(name::key_hash)).collect();
    for block in 0..page.blocks.len() {
        let mut next = 0;
        while let Some(from) = page.blocks[block].next(next, flag::CAPITAL) {
            next = from + 1;
            if !page.is_capital(block, from)
                || !firsts.contains(&page.token(block, from).hash)
                || page.owner(block, from).is_some()
            {
                continue;
            }
            let found = (2..5).find_map(|n| {
                let to = (from + n).min(page.blocks[block].len());
                let key = page.blocks[block].joined_key(from..to);
                names.get(&name::fingerprint(key)).map(|&person| (person, from..to))
            });
            if let Some((person, range)) = found.filter(|(_, r)| r.len() > 1) {
                page.mention_of(person, Place::words(block, range), RULE, 0.8);
            }
        }
    }
}

/// What names begin or end with, and the longest name that does: “Aguera y Arcas” leads to “Blaise
/// Aguera y Arcas”.
fn fuller(names: &[String]) -> BTreeMap<&str, &str> {
    let mut fuller: BTreeMap<&str, &str> = BTreeMap::new();
    for long in names {
        for (space, _) in long.match_indices(' ') {
            for part in [&long[..space], &long[space + 1..]] {
                let best = fuller.entry(part).or_insert(long);
                *best = if best.len() > long.len() { best } else { long };
            }
        }
    }
    fuller
}

/// A name written all in capitals is shown with small letters.
fn tidy(name: &str) -> String {
    let shouting = |w: &str| w.chars().count() > 3 && w.chars().all(|c| c.is_uppercase());
    if !name.split(' ').all(shouting) {
        return name.to_string();
    }
    let calm = |w: &str| {
        let mut chars = w.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    };
    name.split(' ').map(calm).collect::<Vec<_>>().join(" ")
}
