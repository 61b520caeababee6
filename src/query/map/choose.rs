//! Which things are the most telling.
//!
//! Definition: the map answers who talked about what, so each side gets a share: events a fifth,
//! topics and tools two fifths, people three tenths, companies the rest. Within each, what is tied
//! most with what was chosen before; of equals, what relations link in most notes and most often.
//! What a share leaves goes to the next in rank. A thing that would stand alone or as a lone pair
//! makes room for the next in rank that is tied with what is drawn.
//! Cost: a sort for each share, then a few passes over the ties.

use crate::query::map::Tie;
use crate::query::map::web::Web;
use crate::vocabulary::Kind;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The indices of the chosen things, ascending. Where anything is tied, what is not is left out.
pub fn choose(web: &Web, limit: usize) -> Vec<usize> {
    let near = web.neighbours();
    let all: Vec<usize> = (0..web.things.len()).collect();
    let parts = component_sizes(&near, &all);
    // What is tied with nothing goes first, then, where not all fits, lone pairs; unless there is
    // nothing else to show.
    let largest = parts.iter().copied().max().unwrap_or(0);
    let smallest = largest.min(if all.len() > limit { 3 } else { 2 });
    let order = ranked(web, &parts, limit).into_iter().filter(|&i| parts[i] >= smallest);
    let order: Vec<usize> = order.collect();
    let mut chosen: Vec<usize> = order.iter().copied().take(limit).collect();
    if chosen.len() < order.len() {
        let parts = component_sizes(&near, &chosen);
        chosen.retain(|&i| parts[i] >= smallest);
        fill(&mut chosen, &order, &near, limit, smallest);
    }
    chosen.sort_unstable();
    chosen
}

/// Fills the room that is left: each time with the first in order that is tied with what is chosen. Where
/// nothing is, with the first of all, if there is room for a part of the smallest size that is drawn; a
/// map of fewer begins with it all the same.
fn fill(
    chosen: &mut Vec<usize>,
    order: &[usize],
    near: &[Vec<usize>],
    limit: usize,
    smallest: usize,
) {
    let mut place = vec![usize::MAX; near.len()];
    order.iter().enumerate().for_each(|(at, &i)| place[i] = at);
    let known: BTreeSet<usize> = chosen.iter().copied().collect();
    let mut waiting: BTreeSet<usize> =
        (0..order.len()).filter(|&at| !known.contains(&order[at])).collect();
    let around = |i: usize| near[i].iter().map(|&other| place[other]);
    let mut tied: BTreeSet<usize> = chosen.iter().flat_map(|&i| around(i)).collect();
    while chosen.len() < limit {
        let begin = chosen.is_empty() || chosen.len() + smallest <= limit;
        let next = std::iter::from_fn(|| tied.pop_first()).find(|at| waiting.contains(at));
        let Some(next) = next.or(waiting.first().copied().filter(|_| begin)) else { break };
        waiting.remove(&next);
        tied.extend(around(order[next]));
        chosen.push(order[next]);
    }
}

/// The shares of the map, in tenths, in the order in which they are chosen.
const SHARES: [(&[Kind], usize); 4] = [
    (&[Kind::Event], 2),
    (&[Kind::Topic, Kind::Tool], 4),
    (&[Kind::Person], 3),
    (&[Kind::Company], 1),
];

/// All things, the most telling first.
fn ranked(web: &Web, parts: &[usize], limit: usize) -> Vec<usize> {
    let mut waiting: Vec<usize> = (0..web.things.len()).collect();
    let told = reach(web, is_told);
    let any = reach(web, |_| true);
    waiting.sort_by_key(|&i| (parts[i] <= 2, Reverse((told[i], any[i])), &web.things[i].id));
    let mut first: Vec<usize> = Vec::new();
    for (kinds, tenths) in SHARES {
        let ties = ties_with(web, &first);
        let fits = |i: &usize| kinds.contains(&web.things[*i].kind) && parts[*i] > 2;
        let mut share: Vec<usize> = waiting.iter().copied().filter(fits).collect();
        share.sort_by_key(|&i| Reverse(ties[i]));
        share.truncate(limit * tenths / 10);
        first.extend(share);
    }
    let known: BTreeSet<usize> = first.iter().copied().collect();
    first.extend(waiting.into_iter().filter(|i| !known.contains(i)));
    first
}

/// Whether a note says so outright.
fn is_told(tie: Tie) -> bool {
    matches!(tie, Tie::Said(_) | Tie::WroteAbout)
}

/// For each thing how many of the given ones it is tied with outright.
fn ties_with(web: &Web, others: &[usize]) -> Vec<usize> {
    let others: BTreeSet<usize> = others.iter().copied().collect();
    let mut ties = vec![0; web.things.len()];
    for strand in web.strands.iter().filter(|s| is_told(s.tie)) {
        ties[strand.source] += usize::from(others.contains(&strand.target));
        ties[strand.target] += usize::from(others.contains(&strand.source));
    }
    ties
}

/// For each thing in how many notes ties of this sort link it, and how often in all: each neighbour
/// counts once a note.
fn reach(web: &Web, counts: impl Fn(Tie) -> bool) -> Vec<(usize, usize)> {
    let mut notes: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); web.things.len()];
    let mut links = vec![0; web.things.len()];
    for strand in web.strands.iter().filter(|s| counts(s.tie)) {
        for end in [strand.source, strand.target] {
            notes[end].extend(strand.evidence.iter().map(|e| e.0));
            links[end] += strand.notes();
        }
    }
    notes.iter().map(BTreeSet::len).zip(links).collect()
}

/// For each thing the size of the part that it is in, if only the given ones are drawn; 0 for the
/// others.
fn component_sizes(near: &[Vec<usize>], drawn: &[usize]) -> Vec<usize> {
    let mut open = vec![false; near.len()];
    drawn.iter().for_each(|&i| open[i] = true);
    let mut sizes = vec![0; near.len()];
    for &start in drawn {
        if !open[start] {
            continue;
        }
        open[start] = false;
        let mut part = vec![start];
        let mut at = 0;
        while at < part.len() {
            for &other in &near[part[at]] {
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
