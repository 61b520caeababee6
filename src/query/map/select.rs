//! Selects the most relevant entities for the map.
//!
//! Definition: the map shows who talked about what, so each side gets a share: events a fifth, topics
//! and tools two fifths, people three tenths, companies the rest. Within a share, entities with the most
//! direct edges to those already selected come first, then those with direct edges in most notes, then
//! those with most edges. Places that a share does not fill go to the next in rank. An entity that would
//! be alone or in a pair without other edges is replaced by the next in rank with an edge to a selected
//! entity.
//! Cost: a sort for each share, then a few passes over the edges.

use crate::query::map::projection::{MapRelation, Projection};
use crate::vocabulary::Kind;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The indices of the chosen entities, ascending. Entities without edges are left out, unless no entity
/// has any.
pub fn select(projection: &Projection, limit: usize) -> Vec<usize> {
    let neighbours = projection.neighbours();
    let all: Vec<usize> = (0..projection.entities.len()).collect();
    let parts = component_sizes(&neighbours, &all);
    // Entities without edges are left out, and if there are too many also pairs without other edges;
    // unless there is nothing else to show.
    let largest = parts.iter().copied().max().unwrap_or(0);
    let smallest = largest.min(if all.len() > limit { 3 } else { 2 });
    let order = ranked(projection, &parts, limit).into_iter().filter(|&i| parts[i] >= smallest);
    let order: Vec<usize> = order.collect();
    let mut chosen: Vec<usize> = order.iter().copied().take(limit).collect();
    if chosen.len() < order.len() {
        let parts = component_sizes(&neighbours, &chosen);
        chosen.retain(|&i| parts[i] >= smallest);
        fill(&mut chosen, &order, &neighbours, limit, smallest);
    }
    chosen.sort_unstable();
    chosen
}

/// Fills the remaining places: each time with the first in order that has an edge to a chosen one. If
/// there is none, with the first of all, if there are places for a component of the smallest size; an
/// empty map starts with the first in any case.
fn fill(
    chosen: &mut Vec<usize>,
    order: &[usize],
    neighbours: &[Vec<usize>],
    limit: usize,
    smallest: usize,
) {
    let mut place = vec![usize::MAX; neighbours.len()];
    order.iter().enumerate().for_each(|(at, &i)| place[i] = at);
    let known: BTreeSet<usize> = chosen.iter().copied().collect();
    let mut waiting: BTreeSet<usize> =
        (0..order.len()).filter(|&at| !known.contains(&order[at])).collect();
    let around = |i: usize| neighbours[i].iter().map(|&other| place[other]);
    let mut connected: BTreeSet<usize> = chosen.iter().flat_map(|&i| around(i)).collect();
    while chosen.len() < limit {
        let begin = chosen.is_empty() || chosen.len() + smallest <= limit;
        let next = std::iter::from_fn(|| connected.pop_first()).find(|at| waiting.contains(at));
        let Some(next) = next.or(waiting.first().copied().filter(|_| begin)) else { break };
        waiting.remove(&next);
        connected.extend(around(order[next]));
        chosen.push(order[next]);
    }
}

/// The shares of the map, in tenths, in the order of selection.
const SHARES: [(&[Kind], usize); 4] = [
    (&[Kind::Event], 2),
    (&[Kind::Topic, Kind::Tool], 4),
    (&[Kind::Person], 3),
    (&[Kind::Company], 1),
];

/// All entities, the most relevant first.
fn ranked(projection: &Projection, parts: &[usize], limit: usize) -> Vec<usize> {
    let mut waiting: Vec<usize> = (0..projection.entities.len()).collect();
    let direct = reach(projection, is_direct);
    let any = reach(projection, |_| true);
    waiting.sort_by_key(|&i| {
        (parts[i] <= 2, Reverse((direct[i], any[i])), &projection.entities[i].id)
    });
    let mut first: Vec<usize> = Vec::new();
    for (kinds, tenths) in SHARES {
        let degrees = degrees_to(projection, &first);
        let fits = |i: &usize| kinds.contains(&projection.entities[*i].kind) && parts[*i] > 2;
        let mut share: Vec<usize> = waiting.iter().copied().filter(fits).collect();
        share.sort_by_key(|&i| Reverse(degrees[i]));
        share.truncate(limit * tenths / 10);
        first.extend(share);
    }
    let known: BTreeSet<usize> = first.iter().copied().collect();
    first.extend(waiting.into_iter().filter(|i| !known.contains(i)));
    first
}

/// Whether a note says so directly.
fn is_direct(relation: MapRelation) -> bool {
    matches!(relation, MapRelation::Claimed(_) | MapRelation::WroteAbout)
}

/// For each entity the number of the given ones that it has a direct edge to.
fn degrees_to(projection: &Projection, others: &[usize]) -> Vec<usize> {
    let others: BTreeSet<usize> = others.iter().copied().collect();
    let mut degrees = vec![0; projection.entities.len()];
    for edge in projection.edges.iter().filter(|s| is_direct(s.relation)) {
        degrees[edge.source] += usize::from(others.contains(&edge.target));
        degrees[edge.target] += usize::from(others.contains(&edge.source));
    }
    degrees
}

/// For each entity the number of notes with evidence of such edges, and the number of pairs of neighbour
/// and note.
fn reach(projection: &Projection, counts: impl Fn(MapRelation) -> bool) -> Vec<(usize, usize)> {
    let mut notes: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); projection.entities.len()];
    let mut totals = vec![0; projection.entities.len()];
    for edge in projection.edges.iter().filter(|s| counts(s.relation)) {
        for end in [edge.source, edge.target] {
            notes[end].extend(edge.evidence.iter().map(|e| e.0));
            totals[end] += edge.notes();
        }
    }
    notes.iter().map(BTreeSet::len).zip(totals).collect()
}

/// For each entity the size of its connected component among the given ones; 0 for all others.
fn component_sizes(neighbours: &[Vec<usize>], drawn: &[usize]) -> Vec<usize> {
    let mut open = vec![false; neighbours.len()];
    drawn.iter().for_each(|&i| open[i] = true);
    let mut sizes = vec![0; neighbours.len()];
    for &start in drawn {
        if !open[start] {
            continue;
        }
        open[start] = false;
        let mut part = vec![start];
        let mut at = 0;
        while at < part.len() {
            for &other in &neighbours[part[at]] {
                if std::mem::take(&mut open[other]) {
                    part.push(other);
                }
            }
            at += 1;
        }
        part.iter().for_each(|&i| sizes[i] = part.len());
    }
    sizes
}
