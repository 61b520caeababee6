//! Names that look alike and were not joined: they differ in a letter or two, or one has a further word at
//! the end.
//!
//! Definition: names of several words that share their first or last word, and whose keys, of at least eight
//! letters, are one edit apart (two from 14 letters on).
//! Cost: the pairs of people (or companies, or events of one year) that share such a word; a word that more
//! than `CROWD` names share is not searched. Source: optimal string alignment distance (Damerau 1964).

use crate::name;
use crate::resolve::clusters::Clusters;
use crate::resolve::records::Records;
use crate::resolve::uncertain_pair::UncertainPair;
use crate::resolve::uncertain_pair::Uncertainty;
use crate::vocabulary::Kind;
use rayon::prelude::*;

/// A word shared by more names than this says nothing.
const CROWD: usize = 40;

/// A name of several words, and the first record that has it.
struct ComparedName<'a> {
    record: usize,
    key: &'a str,
    year: Option<u16>,
    words: Vec<String>,
}

/// The pairs of similar names.
pub fn similar_names(records: &Records, clusters: &Clusters) -> Vec<UncertainPair> {
    let kinds = [Kind::Person, Kind::Company, Kind::Event];
    kinds.into_iter().flat_map(|kind| of_kind(records, clusters, kind)).collect()
}

fn of_kind(records: &Records, clusters: &Clusters, kind: Kind) -> Vec<UncertainPair> {
    let names = names(records, kind);
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
        let mut pairs = Vec::new();
        for (i, a) in block.iter().enumerate() {
            for b in &block[i + 1..] {
                let (a, b) = (&names[a.1], &names[b.1]);
                let Some((why, likelihood)) = alike(kind, a, b) else { continue };
                if !clusters.same(a.record, b.record) && !clusters.are_apart(a.record, b.record) {
                    pairs.push(UncertainPair {
                        likelihood,
                        ..UncertainPair::new(a.record, b.record, why)
                    });
                }
            }
        }
        pairs
    };
    blocks.par_iter().flat_map_iter(in_block).collect()
}

fn names<'a>(records: &'a Records, kind: Kind) -> Vec<ComparedName<'a>> {
    // A name that the user gave is not misspelled.
    let mut members: Vec<usize> =
        records.of_kind(kind).filter(|&i| records[i].renamed.is_none()).collect();
    let key = |i: usize| (records[i].rank, records[i].form.year);
    members.sort_unstable_by_key(|&i| (key(i), i));
    members.dedup_by(|later, kept| key(*later) == key(*kept));
    let spelled = members.into_iter().map(|record| {
        let form = &records[record].form;
        let words = if kind == Kind::Person { form.words.clone() } else { name::words(&form.name) };
        ComparedName { record, key: &form.key, year: form.year, words }
    });
    spelled.filter(|s| s.words.len() >= 2).collect()
}

/// Why two names are similar, and how likely they are one, if they are similar.
fn alike<'a>(kind: Kind, a: &'a ComparedName, b: &'a ComparedName) -> Option<(Uncertainty, f32)> {
    if a.year != b.year {
        return None;
    }
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let is_longer =
        long.words.len() == short.words.len() + 1 && long.words.starts_with(&short.words);
    if kind == Kind::Person && is_longer {
        return Some((Uncertainty::Longer, Uncertainty::Longer.likelihood()));
    }
    let letters = short.key.chars().count();
    let most = if letters >= 14 { 2 } else { 1 };
    // Numbers and initials distinguish names that are otherwise the same.
    let is_distinctive = |w: &&String| name::is_initial(w) || w.chars().any(|c| c.is_ascii_digit());
    let distinctive = |s: &'a ComparedName| s.words.iter().filter(is_distinctive);
    let near = letters >= 8 && a.key.len().abs_diff(b.key.len()) <= 2 * most;
    if !near
        || !shares_ends(a.key, b.key, most)
        || !distinctive(a).eq(distinctive(b))
        || a.key == b.key
    {
        return None;
    }
    let edits = strsim::osa_distance(a.key, b.key);
    (edits <= most).then(|| (Uncertainty::Spelling, 1.0 - edits as f32 / letters as f32))
}

/// Whether two keys are equal but for their middle, as they must be with so few edits. A cheap test that
/// rules out nearly all pairs.
fn shares_ends(a: &str, b: &str, edits: usize) -> bool {
    let front = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let back = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    // One edit of one letter, at most four bytes, or two letters that changed places.
    edits > 1 || front + back + 8 >= a.len().max(b.len())
}
