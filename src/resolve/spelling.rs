//! Names that look alike and were not joined: a letter or two differ, or one has a name more at the end.
//!
//! Definition: names of several words that share their first or last word, with one edit (two from 14
//! letters on) between their keys of at least eight letters.
//! Cost: pairs within the people (or companies, or events of one year) who share that word; a word that
//! more than `CROWD` share is not searched. Source: optimal string alignment distance (Damerau 1964).

use crate::name;
use crate::resolve::doubts::Doubt;
use crate::resolve::doubts::Why;
use crate::resolve::groups::Groups;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use rayon::prelude::*;

/// A word shared by more names than this tells nothing.
const CROWD: usize = 40;

/// A name of several words; the first node that has it.
struct Spelled<'a> {
    node: usize,
    key: &'a str,
    year: Option<u16>,
    words: Vec<String>,
}

/// The pairs worth a look.
pub fn look(scene: &Scene, groups: &Groups) -> Vec<Doubt> {
    let kinds = [Kind::Person, Kind::Company, Kind::Event];
    kinds.into_iter().flat_map(|kind| look_at(scene, groups, kind)).collect()
}

fn look_at(scene: &Scene, groups: &Groups, kind: Kind) -> Vec<Doubt> {
    let names = names(scene, kind);
    let mut by_word: Vec<(&str, usize)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        by_word.extend(name.words.first().map(|w| (w.as_str(), at)));
        by_word.extend(name.words.last().map(|w| (w.as_str(), at)));
    }
    by_word.sort_unstable();
    by_word.dedup();
    let blocks: Vec<&[(&str, usize)]> =
        by_word.chunk_by(|a, b| a.0 == b.0).filter(|b| (2..=CROWD).contains(&b.len())).collect();
    let in_block = |block: &&[(&str, usize)]| {
        let mut doubts = Vec::new();
        for (i, a) in block.iter().enumerate() {
            for b in &block[i + 1..] {
                let (a, b) = (&names[a.1], &names[b.1]);
                let Some((why, score)) = alike(kind, a, b) else { continue };
                if !groups.same(a.node, b.node) && !groups.apart(a.node, b.node) {
                    doubts.push(Doubt { score, ..Doubt::new(a.node, b.node, why) });
                }
            }
        }
        doubts
    };
    blocks.par_iter().flat_map_iter(in_block).collect()
}

fn names<'a>(scene: &'a Scene, kind: Kind) -> Vec<Spelled<'a>> {
    // What the user gave a name is not misspelled.
    let mut nodes: Vec<usize> =
        scene.of_kind(kind).filter(|&i| scene.nodes[i].renamed.is_none()).collect();
    let key = |i: usize| (scene.nodes[i].rank, scene.nodes[i].form.year);
    nodes.sort_unstable_by_key(|&i| (key(i), i));
    nodes.dedup_by(|later, kept| key(*later) == key(*kept));
    let spelled = nodes.into_iter().map(|node| {
        let form = &scene.nodes[node].form;
        let words = if kind == Kind::Person { form.words.clone() } else { name::words(&form.name) };
        Spelled { node, key: &form.key, year: form.year, words }
    });
    spelled.filter(|s| s.words.len() >= 2).collect()
}

/// Why and how much two names look alike, if they do.
fn alike<'a>(kind: Kind, a: &'a Spelled, b: &'a Spelled) -> Option<(Why, f32)> {
    if a.year != b.year {
        return None;
    }
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let is_longer =
        long.words.len() == short.words.len() + 1 && long.words.starts_with(&short.words);
    if kind == Kind::Person && is_longer {
        return Some((Why::Longer, Why::Longer.likely()));
    }
    let letters = short.key.chars().count();
    let most = if letters >= 14 { 2 } else { 1 };
    // Numbers and initials are there to tell apart what is otherwise the same.
    let tells = |w: &&String| name::is_initial(w) || w.chars().any(|c| c.is_ascii_digit());
    let telling = |s: &'a Spelled| s.words.iter().filter(tells);
    let near = letters >= 8 && a.key.len().abs_diff(b.key.len()) <= 2 * most;
    if !near || !shares_ends(a.key, b.key, most) || !telling(a).eq(telling(b)) || a.key == b.key {
        return None;
    }
    let edits = strsim::osa_distance(a.key, b.key);
    (edits <= most).then(|| (Why::Spelling, 1.0 - edits as f32 / letters as f32))
}

/// Whether all but the middle of two keys is equal: so many edits as allowed, and the letters between
/// them, cannot spread over more. It is cheap, and nearly all pairs end here.
fn shares_ends(a: &str, b: &str, edits: usize) -> bool {
    let front = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let back = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    // One edit of one letter, at most four bytes, or two letters that changed places.
    edits > 1 || front + back + 8 >= a.len().max(b.len())
}
