//! The same full name is the same person, modulo case, accents, hyphens and initials in the middle,
//! unless the notes contradict: other accounts and other employers, or other initials.

use crate::name;
use crate::resolve::doubts::Doubt;
use crate::resolve::doubts::Why;
use crate::resolve::groups::Groups;
use crate::resolve::people::clues;
use crate::resolve::people::clues::Clue;
use crate::resolve::people::clues::Clues;
use crate::resolve::people::profile;
use crate::resolve::scene::Node;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// So many of one name in one month are compared with each other.
const CROWD: usize = 16;

/// Joins equal full names, and tells of namesakes.
pub fn join(scene: &Scene, clues: &Clues, groups: &mut Groups) -> Vec<Doubt> {
    let known = words_of_full_names(scene);
    let mut nodes: Vec<usize> =
        scene.of_kind(Kind::Person).filter(|&i| is_full(scene, &known, &scene.nodes[i])).collect();
    let key = |i: usize| scene.nodes[i].rank;
    nodes.sort_unstable_by_key(|&i| (key(i), i));
    let mut doubts = Vec::new();
    for block in nodes.chunk_by(|&a, &b| key(a) == key(b)) {
        let (parts, why) = parts(scene, clues, block);
        if parts.len() > 1 {
            let partition = groups.partition();
            for (number, part) in parts.iter().enumerate() {
                part.iter().for_each(|&i| groups.mark(i, partition, number));
            }
            for (i, part) in parts.iter().enumerate() {
                // Of namesakes each is told of all others; of initials the next will do.
                let far = if why == Why::Namesakes { parts.len() } else { 1 };
                let others = parts[i + 1..].iter().take(far);
                doubts.extend(others.map(|other| Doubt::new(part[0], other[0], why)));
            }
        } else if block.len() > 1 && !scene.corrections.is_one(block[0]) {
            let rivals = rivals(scene, clues, block);
            doubts.extend(rivals.map(|(a, b)| Doubt::new(a, b, Why::OneOrTwo)));
        }
        for part in parts {
            groups.gather(part);
        }
    }
    doubts
}

/// Whether the name alone stands for one person: several words without an initial at either end, a
/// handle, a name in another script, or a single word that is nobody's given name or surname.
fn is_full(scene: &Scene, known: &[&str], node: &Node) -> bool {
    if profile::is_placeholder(&node.form.words) {
        return false;
    }
    match profile::lone_word(node) {
        Some(word) => {
            let name = scene.lexicon.name_word(word);
            name.given == 0 && name.surname == 0 && known.binary_search(&word).is_err()
        }
        None => match &node.form.words[..] {
            [first, .., last] => !name::is_initial(first) && !name::is_initial(last),
            _ => true,
        },
    }
}

/// First and last words of all names of several words, sorted.
fn words_of_full_names<'a>(scene: &'a Scene) -> Vec<&'a str> {
    let mut words: Vec<&str> = Vec::new();
    for i in scene.of_kind(Kind::Person) {
        if let [first, .., last] = &scene.nodes[i].form.words[..] {
            words.extend([first.as_str(), last.as_str()]);
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The bearers of one name: one part if nothing contradicts. Otherwise mentions that share an account
/// or employer stay together, and those that tell nothing form a part of their own.
fn parts(scene: &Scene, clues: &Clues, block: &[usize]) -> (Vec<Vec<usize>>, Why) {
    let by_initials = split(block, |i| middle_initials(&scene.nodes[i]));
    if by_initials.iter().filter(|(initials, _)| !initials.is_empty()).count() > 1 {
        return (by_initials.into_values().collect(), Why::OtherInitials);
    }
    let bearers = bearers(clues, block);
    let told: Vec<Vec<Clue>> = bearers.iter().map(|b| clues.together(b)).collect();
    let contradict =
        |a: &[Clue], b: &[Clue]| clues.accounts_differ(a, b) && clues::employers_differ(a, b);
    // Few bearers of one name have an account; only they are compared with each other.
    let with_account: Vec<usize> = (0..told.len())
        .filter(|&i| matches!(told[i].first(), Some(Clue::Profile(_))))
        .take(64)
        .collect();
    let rivals = |i: usize| with_account.iter().any(|&j| contradict(&told[i], &told[j]));
    let seeds: Vec<usize> = with_account.iter().copied().filter(|&i| rivals(i)).collect();
    if seeds.is_empty() {
        return (vec![block.to_vec()], Why::Namesakes);
    }
    let mut parts: Vec<Vec<usize>> = seeds.iter().map(|&i| bearers[i].clone()).collect();
    let rest: Vec<usize> = (0..bearers.len())
        .filter(|i| !seeds.contains(i))
        .flat_map(|i| bearers[i].clone())
        .collect();
    parts.extend((!rest.is_empty()).then_some(rest));
    parts.iter_mut().for_each(|p| p.sort_unstable());
    parts.sort();
    (parts, Why::Namesakes)
}

/// Two bearers of one name who have other employers in one month, and nothing in common.
fn rivals(scene: &Scene, clues: &Clues, block: &[usize]) -> Option<(usize, usize)> {
    type Employed = (usize, Vec<Clue>);
    let mut by_month: BTreeMap<(u16, u8), Vec<Employed>> = BTreeMap::new();
    for bearer in bearers(clues, block) {
        let told = clues.together(&bearer);
        for &i in &bearer {
            let Some(date) = scene.notes[scene.nodes[i].note].date else { continue };
            let employed = clues.of(i).iter().any(|c| matches!(c, Clue::Company(_)));
            let of_month = by_month.entry((date.year, date.month)).or_default();
            if employed && date.month != 0 && of_month.len() < CROWD {
                of_month.push((i, told.clone()));
            }
        }
    }
    let unlike =
        |a: &[Clue], b: &[Clue]| clues::employers_differ(a, b) && !a.iter().any(|c| b.contains(c));
    by_month.into_values().find_map(|of_month| {
        let pairs = of_month
            .iter()
            .enumerate()
            .flat_map(|(at, a)| of_month[at + 1..].iter().map(move |b| (a, b)));
        pairs.filter(|(a, b)| unlike(&a.1, &b.1)).map(|(a, b)| (a.0, b.0)).min()
    })
}

/// The nodes of a block, those that share an account or employer together.
fn bearers(clues: &Clues, block: &[usize]) -> Vec<Vec<usize>> {
    let mut local = Groups::new(block.len());
    let mut first: BTreeMap<Clue, usize> = BTreeMap::new();
    for (at, &i) in block.iter().enumerate() {
        for &clue in clues.of(i) {
            if matches!(clue, Clue::Profile(_) | Clue::Company(_)) {
                local.unite(at, *first.entry(clue).or_insert(at));
            }
        }
    }
    let by_root: BTreeMap<usize, Vec<usize>> =
        split(&(0..block.len()).collect::<Vec<_>>(), |at| local.find(at));
    let mut bearers: Vec<Vec<usize>> =
        by_root.into_values().map(|ats| ats.into_iter().map(|at| block[at]).collect()).collect();
    bearers.sort();
    bearers
}

fn split<K: Ord>(items: &[usize], key: impl Fn(usize) -> K) -> BTreeMap<K, Vec<usize>> {
    let mut parts: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for &item in items {
        parts.entry(key(item)).or_default().push(item);
    }
    parts
}

fn middle_initials(node: &Node) -> String {
    match &node.form.words[..] {
        [_, middle @ .., _] => middle.iter().filter(|w| name::is_initial(w)).cloned().collect(),
        _ => String::new(),
    }
}
