//! One name with several kinds. `Docker` may be both a company and a tool; but if nine notes have it as a
//! tool and one takes it for a person with low confidence, the nine are right.
//!
//! Definition: the weight of a kind is the sum of its confidences over the notes, counted twice where the
//! catalogue or the user supports it. A kind gives way to the heaviest one if it is unsure everywhere (below
//! [`UNSURE`]) and has at most a quarter of the weight. Between person and company the lighter always gives
//! way, since nothing is both. An unsure topic gives way to a sure tool, company or event that is written in
//! the same way. A lone given name or surname keeps its kind: Ford the company says nothing about
//! somebody's surname.
//! Cost: one sort of the records. Source: majority voting weighted by confidence.

use crate::finding::NoteEntity;
use crate::resolve::name_form::NameForm;
use crate::resolve::record::Record;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// Below this confidence a kind is unsure.
const UNSURE: f32 = 0.75;

/// How many records, and mentions of each, are compared to see how a name is written.
const FIRST: usize = 8;

/// A name that was read as several kinds.
#[derive(Clone, Debug)]
pub struct KindConflict {
    /// A record of the kind that gave way.
    pub record: usize,
    /// The kind that gave way.
    pub was: Kind,
    /// The kind that it has now.
    pub is: Kind,
}

/// Changes the kinds of records whose kind gives way, and lists which did.
pub fn settle(records: &mut [Record]) -> Vec<KindConflict> {
    let taking_part = |n: &Record| !n.ignored && n.kind != Kind::Talk && n.kind != Kind::Note;
    let mut order: Vec<usize> = (0..records.len()).filter(|&i| taking_part(&records[i])).collect();
    order.sort_unstable_by_key(|&i| (records[i].rank, i));
    let mut changes: Vec<(usize, Kind)> = Vec::new();
    for block in order.chunk_by(|&a, &b| records[a].rank == records[b].rank) {
        if block.iter().any(|&i| records[i].kind != records[block[0]].kind) {
            changes.extend(settle_name(records, block));
        }
    }
    let mut conflicts: Vec<KindConflict> = Vec::new();
    for (record, is) in changes {
        let was = std::mem::replace(&mut records[record].kind, is);
        let form = NameForm::new(is, &records[record].form.name, true);
        // The key stays the one that the kinds have in common.
        records[record].form = NameForm { key: records[record].form.key.clone(), ..form };
        let is_listed =
            |c: &KindConflict| records[c.record].rank == records[record].rank && c.was == was;
        if !conflicts.last().is_some_and(is_listed) {
            conflicts.push(KindConflict { record, was, is });
        }
    }
    conflicts
}

/// The support for one kind of a name.
#[derive(Clone, Copy, Default)]
struct KindWeight {
    total: f32,
    best: f32,
    fixed: bool,
}

fn settle_name(records: &[Record], block: &[usize]) -> Vec<(usize, Kind)> {
    let weights = weights(records, block);
    let heaviest = weights.iter().max_by(|a, b| {
        (a.1.fixed, a.1.total).partial_cmp(&(b.1.fixed, b.1.total)).unwrap_or(a.0.cmp(b.0))
    });
    let Some((&winner, &won)) = heaviest else { return Vec::new() };
    let is_winner = |i: &usize| records[*i].kind == winner;
    let winners: Vec<usize> = block.iter().copied().filter(is_winner).take(FIRST).collect();
    let gives_way = |i: usize| {
        let (record, weight) = (&records[i], weights[&records[i].kind]);
        let lone_name = record.kind == Kind::Person && record.form.words.len() < 2;
        let minority = weight.best < UNSURE && weight.total * 4.0 <= won.total;
        let unlike = matches!(
            (record.kind, winner),
            (Kind::Person, Kind::Company) | (Kind::Company, Kind::Person)
        );
        let subject = record.kind == Kind::Topic
            && winner != Kind::Person
            && weight.best < UNSURE
            && won.best >= UNSURE
            && winners.iter().any(|&j| written_alike(records[j].entity, record.entity));
        let lighter = unlike && !lone_name && weight.total < won.total;
        record.kind != winner && !weight.fixed && (minority || subject || lighter)
    };
    let mut giving_way: Vec<usize> = block.iter().copied().filter(|&i| gives_way(i)).collect();
    giving_way.sort_by_key(|&i| (records[i].kind, i));
    giving_way.into_iter().map(|i| (i, winner)).collect()
}

/// The support for each kind.
fn weights(records: &[Record], block: &[usize]) -> BTreeMap<Kind, KindWeight> {
    let mut weights: BTreeMap<Kind, KindWeight> = BTreeMap::new();
    for &i in block {
        let weight = weights.entry(records[i].kind).or_default();
        let backed = records[i].entry.is_some() || records[i].retyped.is_some();
        weight.total += records[i].entity.confidence * if backed { 2.0 } else { 1.0 };
        weight.best = weight.best.max(if backed { 1.0 } else { records[i].entity.confidence });
        weight.fixed |= records[i].retyped.is_some();
    }
    weights
}

/// Whether two entities have a mention in common, letter for letter: `canvas` is not `Canvas`.
pub fn written_alike(a: &NoteEntity, b: &NoteEntity) -> bool {
    let texts = |entity: &NoteEntity| -> Vec<String> {
        entity.mentions.iter().take(FIRST).map(|m| m.text.clone()).collect()
    };
    let theirs = texts(b);
    texts(a).iter().any(|text| theirs.contains(text))
}
