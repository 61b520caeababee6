//! One name, several kinds: `Docker` may be a company and a tool, but when nine notes say tool and
//! one is unsure that it is a person, the nine are right.
//!
//! Definition: the weight of a reading is the sum of its confidences over the notes, those that the
//! catalogue backs counted twice. A reading gives way to the heaviest if it is unsure everywhere (below
//! [`UNSURE`]) and has less than a quarter of the weight; between person and company the lighter always
//! gives way, since nobody is both. So does an unsure topic that is written like a sure thing: what the talk
//! is about is that thing. A lone given name or surname is left alone: Ford the company
//! says nothing about somebody's surname.
//! Cost: one sort of the nodes. Source: majority voting weighted by confidence.

use crate::finding::NoteEntity;
use crate::resolve::form;
use crate::resolve::form::Form;
use crate::resolve::scene::Node;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// Below this confidence a reading is unsure.
const UNSURE: f32 = 0.75;

/// So many notes and mentions show how a name is written; more would only cost time.
const FIRST: usize = 8;

/// A name that was read as several kinds.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// A node of the reading that gave way.
    pub node: usize,
    /// What that reading was.
    pub was: Kind,
    /// What it is taken for.
    pub is: Kind,
}

/// Lets readings give way, and says which did.
pub fn settle(nodes: &mut [Node]) -> Vec<Conflict> {
    let taking_part = |n: &Node| !n.ignored && n.kind != Kind::Talk && n.kind != Kind::Note;
    let mut order: Vec<usize> = (0..nodes.len()).filter(|&i| taking_part(&nodes[i])).collect();
    order.sort_unstable_by_key(|&i| (nodes[i].rank, i));
    let mut changes: Vec<(usize, Kind)> = Vec::new();
    for block in order.chunk_by(|&a, &b| nodes[a].rank == nodes[b].rank) {
        if block.iter().any(|&i| nodes[i].kind != nodes[block[0]].kind) {
            changes.extend(settle_name(nodes, block));
        }
    }
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (node, is) in changes {
        let was = std::mem::replace(&mut nodes[node].kind, is);
        let form = form::form(is, &nodes[node].form.name, true);
        // The key stays that under which the kinds met.
        nodes[node].form = Form { key: nodes[node].form.key.clone(), ..form };
        let told = |c: &Conflict| nodes[c.node].rank == nodes[node].rank && c.was == was;
        if !conflicts.last().is_some_and(told) {
            conflicts.push(Conflict { node, was, is });
        }
    }
    conflicts
}

/// What speaks for one reading of a name.
#[derive(Clone, Copy, Default)]
struct Weight {
    total: f32,
    best: f32,
    fixed: bool,
}

fn settle_name(nodes: &[Node], block: &[usize]) -> Vec<(usize, Kind)> {
    let weights = weights(nodes, block);
    let heaviest = weights.iter().max_by(|a, b| {
        (a.1.fixed, a.1.total).partial_cmp(&(b.1.fixed, b.1.total)).unwrap_or(a.0.cmp(b.0))
    });
    let Some((&winner, &won)) = heaviest else { return Vec::new() };
    let is_winner = |i: &usize| nodes[*i].kind == winner;
    let things: Vec<usize> = block.iter().copied().filter(is_winner).take(FIRST).collect();
    let gives_way = |i: usize| {
        let (node, weight) = (&nodes[i], weights[&nodes[i].kind]);
        let lone_name = node.kind == Kind::Person && node.form.words.len() < 2;
        let minority = weight.best < UNSURE && weight.total * 4.0 <= won.total;
        let unlike = matches!(
            (node.kind, winner),
            (Kind::Person, Kind::Company) | (Kind::Company, Kind::Person)
        );
        let subject = node.kind == Kind::Topic
            && winner != Kind::Person
            && weight.best < UNSURE
            && won.best >= UNSURE
            && things.iter().any(|&j| written_alike(nodes[j].thing, node.thing));
        let lighter = unlike && !lone_name && weight.total < won.total;
        node.kind != winner && !weight.fixed && (minority || subject || lighter)
    };
    let mut giving_way: Vec<usize> = block.iter().copied().filter(|&i| gives_way(i)).collect();
    giving_way.sort_by_key(|&i| (nodes[i].kind, i));
    giving_way.into_iter().map(|i| (i, winner)).collect()
}

/// What speaks for each reading.
fn weights(nodes: &[Node], block: &[usize]) -> BTreeMap<Kind, Weight> {
    let mut weights: BTreeMap<Kind, Weight> = BTreeMap::new();
    for &i in block {
        let weight = weights.entry(nodes[i].kind).or_default();
        let backed = nodes[i].entry.is_some() || nodes[i].retyped.is_some();
        weight.total += nodes[i].thing.confidence * if backed { 2.0 } else { 1.0 };
        weight.best = weight.best.max(if backed { 1.0 } else { nodes[i].thing.confidence });
        weight.fixed |= nodes[i].retyped.is_some();
    }
    weights
}

/// Whether some mentions of two things are the same to the letter: `canvas` is not `Canvas`.
pub fn written_alike(a: &NoteEntity, b: &NoteEntity) -> bool {
    let texts = |thing: &NoteEntity| -> Vec<String> {
        thing.mentions.iter().take(FIRST).map(|m| m.text.clone()).collect()
    };
    let theirs = texts(b);
    texts(a).iter().any(|text| theirs.contains(text))
}
