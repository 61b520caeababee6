//! Clusters of entities that are often mentioned together.
//!
//! Definition: the communities of the graph of the edges on the map, weighted by evidence. The members of
//! small communities join the one that they have the strongest edges to; an event with edges to several,
//! none of them predominant, belongs to none.
//! Source: Traag, Waltman and van Eck, “From Louvain to Leiden”, Scientific Reports 9 (2019); the
//! `leiden-rs` crate with a fixed seed.

use crate::query::map::projection::{ProjectedEdge, Projection};
use crate::vocabulary::Kind;
use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The members of a cluster smaller than this join others.
const SMALLEST: usize = 3;

/// For each chosen entity (indices, ascending) its cluster, numbered in any way. `None` if it belongs to
/// several.
pub fn clusters(
    projection: &Projection,
    chosen: &[usize],
    edges: &[&ProjectedEdge],
) -> Vec<Option<usize>> {
    let place = |i: usize| chosen.binary_search(&i).ok();
    let weighted: Vec<(usize, usize, f64)> = edges
        .iter()
        .filter_map(|s| {
            Some((place(s.source)?, place(s.target)?, s.evidence.len().clamp(1, 5) as f64))
        })
        .collect();
    let mut clusters = communities(chosen.len(), &weighted);
    for _ in 0..SMALLEST {
        join_small(&mut clusters, &weighted);
    }
    let bridges: Vec<bool> = chosen
        .iter()
        .enumerate()
        .map(|(c, &i)| {
            projection.entities[i].kind == Kind::Event && is_bridge(c, &clusters, &weighted)
        })
        .collect();
    clusters
        .into_iter()
        .zip(bridges)
        .map(|(cluster, bridge)| (!bridge).then_some(cluster))
        .collect()
}

/// The communities found by the Leiden algorithm; each entity its own if there are no edges.
fn communities(count: usize, edges: &[(usize, usize, f64)]) -> Vec<usize> {
    let each_alone = || (0..count).collect();
    if edges.is_empty() {
        return each_alone();
    }
    let mut builder = GraphDataBuilder::new(count);
    for &(a, b, weight) in edges {
        if builder.add_edge(a, b, weight).is_err() {
            return each_alone();
        }
    }
    let config = LeidenConfig { seed: Some(7), ..LeidenConfig::default() };
    let found = builder.build().and_then(|data| Leiden::new(config).run(&data));
    found.map_or_else(|_| each_alone(), |found| found.partition.as_slice().to_vec())
}

/// The weight of the edges between an entity and each cluster.
fn pull(entity: usize, clusters: &[usize], edges: &[(usize, usize, f64)]) -> BTreeMap<usize, f64> {
    let mut pull = BTreeMap::new();
    for &(a, b, weight) in edges {
        if a == entity || b == entity {
            *pull.entry(clusters[if a == entity { b } else { a }]).or_insert(0.0) += weight;
        }
    }
    pull
}

/// Moves the members of small clusters to the cluster that they have the strongest edges to.
fn join_small(clusters: &mut [usize], edges: &[(usize, usize, f64)]) {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    clusters.iter().for_each(|&cluster| *sizes.entry(cluster).or_default() += 1);
    let small: Vec<usize> =
        (0..clusters.len()).filter(|i| sizes[&clusters[*i]] < SMALLEST).collect();
    for entity in small {
        let own = clusters[entity];
        let pulls = pull(entity, clusters, edges);
        let others =
            pulls.into_iter().filter(|&(cluster, _)| cluster != own && sizes[&cluster] >= SMALLEST);
        let best = others.max_by(|a, b| a.1.total_cmp(&b.1).then(Reverse(a.0).cmp(&Reverse(b.0))));
        if let Some((cluster, _)) = best {
            clusters[entity] = cluster;
        }
    }
}

/// Whether an entity has edges to three clusters or more, to none of them more than half, and its own
/// cluster has edges without it.
fn is_bridge(entity: usize, clusters: &[usize], edges: &[(usize, usize, f64)]) -> bool {
    let pulls = pull(entity, clusters, edges);
    let all: f64 = pulls.values().sum();
    let stays = |&(a, b, _): &(usize, usize, f64)| {
        a != entity
            && b != entity
            && clusters[a] == clusters[entity]
            && clusters[b] == clusters[entity]
    };
    pulls.len() >= 3 && pulls.values().all(|&p| p * 2.0 <= all) && edges.iter().any(stays)
}
