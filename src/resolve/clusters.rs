//! Which records are one entity: a union-find that keeps the reasons for its joins, and the pairs that
//! must never be joined.

use crate::entity::Because;
use std::collections::BTreeMap;

/// A partition of all records into clusters. Joining two clusters fails if they must stay apart.
pub struct Clusters {
    parent: Vec<usize>,
    size: Vec<usize>,
    /// By root: the separations that concern the cluster, each with its side.
    sides: BTreeMap<usize, Vec<(usize, usize)>>,
    separations: usize,
    /// The joins worth explaining: the record that was joined, and why.
    pub joined: Vec<(usize, Because)>,
}

/// A constraint that keeps records apart: those assigned to different sides are never joined.
#[derive(Clone, Copy, Debug)]
pub struct Separation(usize);

impl Clusters {
    /// `count` records, each a cluster of its own.
    pub fn new(count: usize) -> Clusters {
        Clusters {
            parent: (0..count).collect(),
            size: vec![1; count],
            sides: BTreeMap::new(),
            separations: 0,
            joined: Vec::new(),
        }
    }

    /// The record that represents the cluster of `record`. Cost: logarithmic, by union by size.
    pub fn find(&self, mut record: usize) -> usize {
        while self.parent[record] != record {
            record = self.parent[record];
        }
        record
    }

    /// Whether two records are in one cluster.
    pub fn same(&self, a: usize, b: usize) -> bool {
        self.find(a) == self.find(b)
    }

    /// Joins the clusters of two records and keeps the reason, which is about the name of the first.
    /// False if they were one already, or must stay apart.
    pub fn join(&mut self, record: usize, with: usize, because: Because) -> bool {
        let done = self.unite(record, with);
        if done {
            self.joined.push((record, because));
        }
        done
    }

    /// The same without a reason, for names that are equal anyway.
    pub fn unite(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        if a == b || self.are_apart(a, b) {
            return false;
        }
        let (root, child) = if (self.size[a], b) >= (self.size[b], a) { (a, b) } else { (b, a) };
        self.parent[child] = root;
        self.size[root] += self.size[child];
        if let Some(moved) = self.sides.remove(&child) {
            self.sides.entry(root).or_default().extend(moved);
        }
        true
    }

    /// Joins all these records into one cluster, or into as few as the separations allow.
    pub fn unite_all(&mut self, records: impl IntoIterator<Item = usize>) {
        let mut heads: Vec<usize> = Vec::new();
        for record in records {
            if !heads.iter().any(|&head| self.unite(record, head) || self.same(record, head)) {
                heads.push(record);
            }
        }
    }

    /// A new separation, which concerns no record yet.
    pub fn separation(&mut self) -> Separation {
        self.separations += 1;
        Separation(self.separations)
    }

    /// Puts a record on one side of a separation. Records that are already joined stay joined.
    pub fn assign(&mut self, record: usize, separation: Separation, side: usize) {
        let sides = self.sides.entry(self.find(record)).or_default();
        if !sides.contains(&(separation.0, side)) {
            sides.push((separation.0, side));
        }
    }

    /// Whether two records must never be joined.
    pub fn are_apart(&self, a: usize, b: usize) -> bool {
        let of = |record| self.sides.get(&self.find(record)).map_or(&[][..], Vec::as_slice);
        let (ours, theirs) = (of(a), of(b));
        ours.iter().any(|(s, side)| theirs.iter().any(|(t, other)| s == t && side != other))
    }
}
