//! Gradient boosted trees for questions that are answered yes or no.
//!
//! As in LightGBM: values are sorted into bins once, each tree is grown at the leaf that gains most, and the gains of
//! all splits of a leaf are read off sums of gradients by bin.

use crate::train::numbers::bins::BINS;
use crate::train::numbers::bins::Column;
use crate::train::numbers::bins::columns;
use crate::train::numbers::logistic::sigmoid;
use crate::train::numbers::random::Random;
use rayon::prelude::*;

/// How trees are grown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoostOptions {
    /// The number of trees.
    pub trees: usize,
    /// The most leaves of a tree.
    pub leaves: usize,
    /// The fewest rows of a leaf, whatever their weights.
    pub least: usize,
    /// The L2 regularisation of the values of leaves, in the unit of a hessian: a row that is quite unsure has one of
    /// a quarter of its weight.
    pub l2: f64,
    /// What each leaf's value is multiplied with.
    pub rate: f64,
    /// The share of the features, from 0 to 1, that are looked at for each split; at least one is.
    pub share: f64,
    /// The seed of the draws of these features.
    pub seed: u64,
}

impl Default for BoostOptions {
    fn default() -> Self {
        Self { trees: 120, leaves: 12, least: 40, l2: 5.0, rate: 0.06, share: 0.4, seed: 0 }
    }
}

/// A node of a tree: a leaf, or a question that leads to one of two other nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The feature it asks for, or [`LEAF`].
    pub feature: u16,
    /// A row whose value is at most this goes left. What is no number goes right.
    pub threshold: f32,
    /// The index of the left node, in the same tree.
    pub left: u16,
    /// The index of the right node.
    pub right: u16,
    /// What a leaf adds to the log-odds; 0 for other nodes.
    pub value: f32,
}

/// The feature of a leaf.
pub const LEAF: u16 = u16::MAX;

/// The lowest hessian of a leaf.
const LEAST_HESSIAN: f64 = 1e-3;

/// The gain that a split must exceed, so that none is made of rounding errors.
const LEAST_GAIN: f64 = 1e-7;

/// Boosted trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trees {
    /// The log-odds to begin with.
    pub base: f32,
    /// The trees; node 0 of each is its root.
    pub trees: Vec<Vec<Node>>,
}

impl Trees {
    /// The log-odds of yes for a row with a value for each column. Panics if columns are missing.
    pub fn score(&self, row: &[f32]) -> f32 {
        self.trees.iter().fold(self.base, |sum, tree| sum + leaf_value(tree, row))
    }
}

fn leaf_value(tree: &[Node], row: &[f32]) -> f32 {
    let mut node = &tree[0];
    while node.feature != LEAF {
        let left = row[usize::from(node.feature)] <= node.threshold;
        node = &tree[usize::from(if left { node.left } else { node.right })];
    }
    node.value
}

/// Learns trees for the log-odds of `true`.
///
/// `values` has one row after another, each `width` long (below 65,535). `chosen` names the rows to learn from; one
/// named twice counts twice. `labels` and `weights` are by row.
///
/// Takes a byte for each value of the chosen rows. A tree takes time for rows × columns × `share` × its depth; splits
/// are looked for on all threads, a feature on each.
pub fn boost(
    values: &[f32],
    width: usize,
    chosen: &[u32],
    labels: &[bool],
    weights: &[f32],
    options: &BoostOptions,
) -> Trees {
    let rows: Vec<Row> = chosen
        .iter()
        .map(|&i| Row { label: labels[i as usize], weight: weights[i as usize] })
        .collect();
    let base = base(&rows);
    let mut out = Trees { base, trees: Vec::new() };
    if rows.is_empty() {
        return out;
    }
    let columns = columns(values, width, chosen);
    let mut grower = Grower { columns, options, random: Random::new(options.seed) };
    let mut scores = vec![base; rows.len()];
    for _ in 0..options.trees {
        let pulls: Vec<Pull> = rows.iter().zip(&scores).map(|(row, s)| row.pull(*s)).collect();
        let (nodes, leaves) = grower.grow(&pulls);
        for leaf in &leaves {
            leaf.rows.iter().for_each(|&i| scores[i as usize] += nodes[leaf.node].value);
        }
        out.trees.push(nodes);
    }
    out
}

/// The answer of a row, and how much it counts.
struct Row {
    label: bool,
    weight: f32,
}

/// The derivatives of a row's loss by its score.
#[derive(Clone, Copy)]
struct Pull {
    gradient: f32,
    hessian: f32,
}

impl Row {
    fn pull(&self, score: f32) -> Pull {
        let p = sigmoid(score);
        let gradient = if self.label { p - 1.0 } else { p };
        Pull { gradient: self.weight * gradient, hessian: self.weight * p * (1.0 - p) }
    }
}

/// The log-odds of yes over all rows, at most those of one in a million; 0 if there is nothing to count.
fn base(rows: &[Row]) -> f32 {
    let sum = |of: bool| -> f64 {
        rows.iter().filter(|row| row.label == of).map(|row| f64::from(row.weight)).sum()
    };
    let (yes, no) = (sum(true), sum(false));
    if yes + no > 0.0 {
        let p = (yes / (yes + no)).clamp(1e-6, 1.0 - 1e-6);
        (p / (1.0 - p)).ln() as f32
    } else {
        0.0
    }
}

/// The sums over some rows.
#[derive(Clone, Copy, Default)]
struct Sums {
    gradient: f64,
    hessian: f64,
    rows: u32,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.gradient += other.gradient;
        self.hessian += other.hessian;
        self.rows += other.rows;
    }

    fn without(self, other: Sums) -> Sums {
        Sums {
            gradient: self.gradient - other.gradient,
            hessian: self.hessian - other.hessian,
            rows: self.rows - other.rows,
        }
    }

    /// Twice by how much the best value of a leaf lowers the loss.
    fn worth(self, l2: f64) -> f64 {
        self.gradient * self.gradient / (self.hessian + l2)
    }
}

/// A way to divide a leaf.
struct Split {
    gain: f64,
    /// The index of the column.
    column: usize,
    /// The last bin that goes left.
    bin: u8,
    left: Sums,
}

/// A leaf while its tree is grown.
struct Leaf {
    /// The index of its node.
    node: usize,
    /// The indices of its rows, ascending.
    rows: Vec<u32>,
    sums: Sums,
    best: Option<Split>,
}

/// What trees are grown from.
struct Grower<'a> {
    columns: Vec<Column>,
    options: &'a BoostOptions,
    random: Random,
}

impl Grower<'_> {
    /// Grows a tree. Returns its nodes and its leaves.
    fn grow(&mut self, pulls: &[Pull]) -> (Vec<Node>, Vec<Leaf>) {
        let rows: Vec<u32> = (0..pulls.len() as u32).collect();
        let mut sums = Sums::default();
        pulls.iter().for_each(|pull| sums.add(Sums::from(pull)));
        let mut nodes = vec![self.leaf_node(sums)];
        let mut leaves = vec![self.leaf(0, rows, sums, pulls)];
        while leaves.len() < self.options.leaves.min(usize::from(u16::MAX) / 2) {
            let Some((i, split)) = take_best(&mut leaves) else { break };
            let leaf = leaves.swap_remove(i);
            let column = &self.columns[split.column];
            let goes_left = |i: &u32| column.bins[*i as usize] <= split.bin;
            let (left, right): (Vec<u32>, Vec<u32>) = leaf.rows.into_iter().partition(goes_left);
            let next = nodes.len();
            nodes[leaf.node] = Node {
                feature: column.feature,
                threshold: column.thresholds[usize::from(split.bin)],
                left: next as u16,
                right: next as u16 + 1,
                value: 0.0,
            };
            for (rows, sums) in [(left, split.left), (right, leaf.sums.without(split.left))] {
                leaves.push(self.leaf(nodes.len(), rows, sums, pulls));
                nodes.push(self.leaf_node(sums));
            }
        }
        (nodes, leaves)
    }

    fn leaf_node(&self, sums: Sums) -> Node {
        let hessian = (sums.hessian + self.options.l2).max(LEAST_HESSIAN);
        let value = (-self.options.rate * sums.gradient / hessian) as f32;
        Node { feature: LEAF, threshold: 0.0, left: 0, right: 0, value }
    }

    /// A leaf with its best split, for which it draws the features to look at.
    fn leaf(&mut self, node: usize, rows: Vec<u32>, sums: Sums, pulls: &[Pull]) -> Leaf {
        let count = (self.columns.len() as f64 * self.options.share).ceil().max(1.0) as usize;
        let looked_at = self.random.sample(count, self.columns.len());
        let pulls: Vec<Pull> = rows.iter().map(|&i| pulls[i as usize]).collect();
        let splits: Vec<Option<Split>> = looked_at
            .into_par_iter()
            .map(|column| self.best_split(column, &rows, &pulls, sums))
            .collect();
        let mut best: Option<Split> = None;
        for split in splits.into_iter().flatten() {
            if best.as_ref().is_none_or(|best| split.gain > best.gain) {
                best = Some(split);
            }
        }
        Leaf { node, rows, sums, best }
    }

    /// The best split of some rows by a column.
    fn best_split(&self, column: usize, rows: &[u32], pulls: &[Pull], sums: Sums) -> Option<Split> {
        let options = self.options;
        let enough = |part: Sums| {
            part.rows as usize >= options.least.max(1) && part.hessian >= LEAST_HESSIAN
        };
        let of_column = &self.columns[column];
        let by_bin = histogram(&of_column.bins, rows, pulls);
        let mut best: Option<Split> = None;
        let mut left = Sums::default();
        for (bin, in_bin) in by_bin.iter().enumerate().take(of_column.thresholds.len()) {
            left.add(*in_bin);
            let right = sums.without(left);
            if in_bin.rows == 0 || !enough(left) || !enough(right) {
                continue;
            }
            let gain = left.worth(options.l2) + right.worth(options.l2) - sums.worth(options.l2);
            if gain > best.as_ref().map_or(LEAST_GAIN, |best| best.gain) {
                best = Some(Split { gain, column, bin: bin as u8, left });
            }
        }
        best
    }
}

impl From<&Pull> for Sums {
    fn from(pull: &Pull) -> Self {
        Self { gradient: f64::from(pull.gradient), hessian: f64::from(pull.hessian), rows: 1 }
    }
}

/// The sums of the rows in each bin.
fn histogram(bins: &[u8], rows: &[u32], pulls: &[Pull]) -> [Sums; BINS + 1] {
    let mut sums = [Sums::default(); BINS + 1];
    for (&i, pull) in rows.iter().zip(pulls) {
        sums[usize::from(bins[i as usize])].add(Sums::from(pull));
    }
    sums
}

/// Takes the split that gains most, the first of equals, with the index of its leaf.
fn take_best(leaves: &mut [Leaf]) -> Option<(usize, Split)> {
    let gain = |leaf: &Leaf| leaf.best.as_ref().map_or(0.0, |split| split.gain);
    let mut best = 0;
    for (i, leaf) in leaves.iter().enumerate() {
        if gain(leaf) > gain(&leaves[best]) {
            best = i;
        }
    }
    leaves[best].best.take().map(|split| (best, split))
}
