//! Companies, tools, topics and events of the same name, or of the same entry of the catalogue, are
//! one. People and talks have rules of their own, since two of them may well share a name.

use crate::resolve::groups::Groups;
use crate::resolve::scene::Node;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The kinds whose names name one thing.
const KINDS: [Kind; 4] = [Kind::Company, Kind::Tool, Kind::Topic, Kind::Event];

/// Joins what the catalogue knows as one, whatever the notes call it. Events also need the same year.
pub fn join_catalogued(scene: &Scene, groups: &mut Groups) {
    for kind in KINDS {
        let mut nodes: Vec<usize> =
            scene.of_kind(kind).filter(|&i| scene.nodes[i].entry.is_some()).collect();
        nodes.sort_by_key(|&i| (entry(&scene.nodes[i]), scene.nodes[i].form.year, i));
        for pair in nodes.windows(2) {
            let (a, b) = (&scene.nodes[pair[0]], &scene.nodes[pair[1]]);
            if (entry(a), a.form.year) == (entry(b), b.form.year) && !renamed_apart(a, b) {
                groups.unite(pair[1], pair[0]);
            }
        }
    }
}

/// Joins equal names. Where the catalogue knows two things of one name, what it did not recognise
/// goes to the one that more notes name. Topics of one name are one whatever the catalogue lists:
/// nobody means two by `operating system` and `operating systems`.
pub fn join_alike(scene: &Scene, groups: &mut Groups) {
    for kind in KINDS {
        let mut nodes: Vec<usize> = scene.of_kind(kind).collect();
        let name = |i: usize| (scene.nodes[i].rank, scene.nodes[i].form.year);
        nodes.sort_unstable_by_key(|&i| (name(i), i));
        for block in nodes.chunk_by(|&a, &b| name(a) == name(b)) {
            match kind {
                Kind::Topic => groups.gather(block.iter().copied()),
                _ => join_block(scene, groups, block),
            }
        }
    }
}

fn join_block(scene: &Scene, groups: &mut Groups, block: &[usize]) {
    let mut by_entry: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for &i in block {
        if let Some(entry) = entry(&scene.nodes[i]) {
            by_entry.entry(entry).or_insert((0, i)).0 += 1;
        }
    }
    let main = by_entry.iter().max_by_key(|(_, (count, first))| (*count, Reverse(*first)));
    let main = main.map(|(entry, _)| *entry);
    let of = |i: usize| entry(&scene.nodes[i]).or(main);
    let mut nodes = block.to_vec();
    nodes.sort_by_key(|&i| (of(i), i));
    for one in nodes.chunk_by(|&a, &b| of(a) == of(b)) {
        groups.gather(one.iter().copied());
    }
}

fn entry<'a>(node: &Node<'a>) -> Option<&'a str> {
    node.entry
}

/// Whether the user gave two things of one entry different names.
fn renamed_apart(a: &Node, b: &Node) -> bool {
    (a.renamed.is_some() || b.renamed.is_some()) && a.form.key != b.form.key
}
