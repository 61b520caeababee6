//! Which things are often noted together.
//!
//! Definition: communities of the drawn ties, weighted by evidence. What has few members joins the
//! community it is tied with most; an event that is tied with several equally belongs to none.
//! Source: Traag, Waltman and van Eck, “From Louvain to Leiden”, Scientific Reports 9 (2019); the
//! `leiden-rs` crate with a fixed seed.

use crate::query::map::web::{Strand, Web};
use crate::vocabulary::Kind;
use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A land smaller than this joins another.
const SMALLEST: usize = 3;

/// For each chosen thing (indices, ascending) its land, under any number. `None` for what belongs to
/// several.
pub fn lands(web: &Web, chosen: &[usize], strands: &[&Strand]) -> Vec<Option<usize>> {
    let place = |i: usize| chosen.binary_search(&i).ok();
    let ties: Vec<(usize, usize, f64)> = strands
        .iter()
        .filter_map(|s| {
            Some((place(s.source)?, place(s.target)?, s.evidence.len().clamp(1, 5) as f64))
        })
        .collect();
    let mut lands = communities(chosen.len(), &ties);
    for _ in 0..SMALLEST {
        join_small(&mut lands, &ties);
    }
    let bridges: Vec<bool> = chosen
        .iter()
        .enumerate()
        .map(|(c, &i)| web.things[i].kind == Kind::Event && is_bridge(c, &lands, &ties))
        .collect();
    lands.into_iter().zip(bridges).map(|(land, bridge)| (!bridge).then_some(land)).collect()
}

fn communities(count: usize, ties: &[(usize, usize, f64)]) -> Vec<usize> {
    let each_alone = || (0..count).collect();
    if ties.is_empty() {
        return each_alone();
    }
    let mut builder = GraphDataBuilder::new(count);
    for &(a, b, weight) in ties {
        if builder.add_edge(a, b, weight).is_err() {
            return each_alone();
        }
    }
    let config = LeidenConfig { seed: Some(7), ..LeidenConfig::default() };
    let found = builder.build().and_then(|data| Leiden::new(config).run(&data));
    found.map_or_else(|_| each_alone(), |found| found.partition.as_slice().to_vec())
}

/// How strongly a thing is tied with each land.
fn pull(thing: usize, lands: &[usize], ties: &[(usize, usize, f64)]) -> BTreeMap<usize, f64> {
    let mut pull = BTreeMap::new();
    for &(a, b, weight) in ties {
        if a == thing || b == thing {
            *pull.entry(lands[if a == thing { b } else { a }]).or_insert(0.0) += weight;
        }
    }
    pull
}

/// Lets the members of small lands join the land that they are tied with most.
fn join_small(lands: &mut [usize], ties: &[(usize, usize, f64)]) {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    lands.iter().for_each(|&land| *sizes.entry(land).or_default() += 1);
    let small: Vec<usize> = (0..lands.len()).filter(|i| sizes[&lands[*i]] < SMALLEST).collect();
    for thing in small {
        let own = lands[thing];
        let pulls = pull(thing, lands, ties);
        let others = pulls.into_iter().filter(|&(land, _)| land != own && sizes[&land] >= SMALLEST);
        let best = others.max_by(|a, b| a.1.total_cmp(&b.1).then(Reverse(a.0).cmp(&Reverse(b.0))));
        if let Some((land, _)) = best {
            lands[thing] = land;
        }
    }
}

/// Whether a thing is tied with three lands or more, with none for the greater part, and its own
/// holds together without it.
fn is_bridge(thing: usize, lands: &[usize], ties: &[(usize, usize, f64)]) -> bool {
    let pulls = pull(thing, lands, ties);
    let all: f64 = pulls.values().sum();
    let stays = |&(a, b, _): &(usize, usize, f64)| {
        a != thing && b != thing && lands[a] == lands[thing] && lands[b] == lands[thing]
    };
    pulls.len() >= 3 && pulls.values().all(|&p| p * 2.0 <= all) && ties.iter().any(stays)
}
