//! Which nodes are one: a union-find that remembers why, and what must never be joined.

use crate::entity::Because;
use std::collections::BTreeMap;

/// Nodes in groups. Joining is refused across parts that were marked as apart.
pub struct Groups {
    parent: Vec<usize>,
    size: Vec<usize>,
    /// By root: the partitions the group has a part in, and which.
    parts: BTreeMap<usize, Vec<(usize, usize)>>,
    partitions: usize,
    /// Every join that teaches something: the node whose form was joined, and why.
    pub joined: Vec<(usize, Because)>,
}

/// Where a node stands in one partition: nodes of different parts are never joined.
#[derive(Clone, Copy, Debug)]
pub struct Partition(usize);

impl Groups {
    /// `count` nodes, each alone.
    pub fn new(count: usize) -> Groups {
        Groups {
            parent: (0..count).collect(),
            size: vec![1; count],
            parts: BTreeMap::new(),
            partitions: 0,
            joined: Vec::new(),
        }
    }

    /// The node that stands for the group of `node`. Cost: logarithmic, since the larger group wins.
    pub fn find(&self, mut node: usize) -> usize {
        while self.parent[node] != node {
            node = self.parent[node];
        }
        node
    }

    /// Whether two nodes are one.
    pub fn same(&self, a: usize, b: usize) -> bool {
        self.find(a) == self.find(b)
    }

    /// Makes two nodes one, because of the form of the first. False if they were, or must not be.
    pub fn join(&mut self, form: usize, with: usize, because: Because) -> bool {
        let done = self.unite(form, with);
        if done {
            self.joined.push((form, because));
        }
        done
    }

    /// The same where there is nothing to tell: both are spelled alike.
    pub fn unite(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        if a == b || self.apart(a, b) {
            return false;
        }
        let (root, child) = if (self.size[a], b) >= (self.size[b], a) { (a, b) } else { (b, a) };
        self.parent[child] = root;
        self.size[root] += self.size[child];
        if let Some(moved) = self.parts.remove(&child) {
            self.parts.entry(root).or_default().extend(moved);
        }
        true
    }

    /// Makes all these nodes one, or as few as may be where some must not be joined.
    pub fn gather(&mut self, nodes: impl IntoIterator<Item = usize>) {
        let mut heads: Vec<usize> = Vec::new();
        for node in nodes {
            if !heads.iter().any(|&head| self.unite(node, head) || self.same(node, head)) {
                heads.push(node);
            }
        }
    }

    /// A new way to keep nodes apart.
    pub fn partition(&mut self) -> Partition {
        self.partitions += 1;
        Partition(self.partitions)
    }

    /// Says that a node belongs to this part. What is already joined stays joined.
    pub fn mark(&mut self, node: usize, partition: Partition, part: usize) {
        let parts = self.parts.entry(self.find(node)).or_default();
        if !parts.contains(&(partition.0, part)) {
            parts.push((partition.0, part));
        }
    }

    /// Whether two nodes must never be one.
    pub fn apart(&self, a: usize, b: usize) -> bool {
        let of = |node| self.parts.get(&self.find(node)).map_or(&[][..], Vec::as_slice);
        let (ours, theirs) = (of(a), of(b));
        ours.iter().any(|(p, part)| theirs.iter().any(|(q, other)| p == q && part != other))
    }
}
