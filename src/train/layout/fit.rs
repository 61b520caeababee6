//! Questions with their right answers, and the models learnt from them: one for each fold, and one from all.

use crate::layout::weights::Features;
use crate::layout::weights::Linear;
use crate::layout::weights::Node;
use crate::layout::weights::Trees;
use crate::train::numbers::boost;
use crate::train::numbers::boost::BoostOptions;
use crate::train::numbers::conditional;
use crate::train::numbers::logistic;
use crate::train::numbers::logistic::FitOptions;
use crate::train::numbers::sparse::SparseRows;
use rayon::prelude::*;

/// How many folds there are.
pub const FOLDS: usize = 5;

/// Questions in the order in which they were asked.
#[derive(Default)]
pub struct Questions {
    fold: usize,
    scale: f32,
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
    dense: Vec<f32>,
    width: usize,
    labels: Vec<u8>,
    weights: Vec<f32>,
    folds: Vec<u8>,
    groups: Vec<u32>,
    group_weights: Vec<f32>,
}

impl Questions {
    /// Questions on a note of some fold.
    pub fn of_fold(fold: usize, scale: f32) -> Questions {
        Questions { fold, scale, ..Questions::default() }
    }

    /// All questions of several notes.
    pub fn join(parts: Vec<Questions>) -> Questions {
        let mut all = Questions::default();
        for part in parts {
            let (base, groups) = (all.entries.len(), all.group_weights.len() as u32);
            all.starts.extend(part.starts.iter().map(|s| s + base));
            all.entries.extend(part.entries);
            all.dense.extend(part.dense);
            all.width = all.width.max(part.width);
            all.labels.extend(part.labels);
            all.weights.extend(part.weights);
            all.folds.extend(part.folds);
            all.groups.extend(part.groups.iter().map(|g| g + groups));
            all.group_weights.extend(part.group_weights);
        }
        all
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Adds a question.
    pub fn put(&mut self, features: &Features, label: u8, weight: f32) {
        self.starts.push(self.entries.len());
        self.entries.extend(features.all());
        self.answer(label, weight);
        if !self.group_weights.is_empty() {
            self.groups.push(self.group_weights.len() as u32 - 1);
        }
    }

    /// Adds a question on a dense row.
    pub fn put_row(&mut self, row: &[f32], label: bool, weight: f32) {
        self.width = row.len();
        self.dense.extend(row);
        self.answer(u8::from(label), weight);
    }

    fn answer(&mut self, label: u8, weight: f32) {
        self.labels.push(label);
        self.weights.push(weight * self.scale);
        self.folds.push(self.fold as u8);
    }

    /// Begins a group, of whose questions at least one has the answer yes.
    pub fn open_group(&mut self, weight: f32) {
        self.group_weights.push(weight * self.scale);
    }

    /// The questions as a matrix with features numbered, and the hash of each number.
    fn rows(&self) -> (SparseRows, Vec<u32>) {
        let mut hashes: Vec<u32> = self.entries.iter().map(|(hash, _)| *hash).collect();
        hashes.par_sort_unstable();
        let mut often: Vec<u32> = Vec::new();
        for run in hashes.chunk_by(|a, b| a == b) {
            if run.len() > 1 {
                often.push(run[0]);
            }
        }
        let mut rows = SparseRows::new();
        for (i, start) in self.starts.iter().enumerate() {
            let end = self.starts.get(i + 1).copied().unwrap_or(self.entries.len());
            let numbered = self.entries[*start..end].iter().filter_map(|(hash, amount)| {
                Some((often.binary_search(hash).ok()? as u32, *amount))
            });
            rows.push(numbered);
        }
        (rows, often)
    }

    /// The rows to learn from without a fold.
    fn without(&self, fold: usize) -> Vec<u32> {
        (0..self.len() as u32).filter(|&i| usize::from(self.folds[i as usize]) != fold).collect()
    }

    /// Logistic models of some classes.
    pub fn linear(&self, classes: usize, c: f64, iterations: usize) -> Vec<Linear> {
        let (rows, hashes) = self.rows();
        let options = FitOptions { c, iterations, tolerance: 1e-7, least: 2 };
        let fit = |fold: usize| {
            let chosen = self.without(fold);
            let model = logistic::multinomial(
                &rows,
                &chosen,
                &self.labels,
                &self.weights,
                classes,
                hashes.len(),
                options,
            );
            let columns = model.columns();
            let row = |(i, hash): (usize, &u32)| {
                (*hash, model.weights[i * columns..(i + 1) * columns].to_vec())
            };
            let all: Vec<(u32, Vec<f32>)> = hashes.iter().enumerate().map(row).collect();
            Linear::new(columns, model.bias.clone(), &kept(all))
        };
        (0..=FOLDS).map(fit).collect()
    }

    /// Models that choose within groups.
    pub fn conditional(&self, c: f64, iterations: usize) -> Vec<Linear> {
        let (rows, hashes) = self.rows();
        let right: Vec<bool> = self.labels.iter().map(|l| *l == 1).collect();
        let options = FitOptions { c, iterations, tolerance: 1e-7, least: 2 };
        let fold_of: Vec<u8> = {
            let mut folds = vec![0; self.group_weights.len()];
            self.groups.iter().zip(&self.folds).for_each(|(g, f)| folds[*g as usize] = *f);
            folds
        };
        let fit = |fold: usize| {
            let chosen: Vec<u32> = (0..fold_of.len() as u32)
                .filter(|&g| usize::from(fold_of[g as usize]) != fold)
                .collect();
            let weights = conditional::conditional(
                &rows,
                &chosen,
                &right,
                &self.groups,
                &self.group_weights,
                hashes.len(),
                options,
            );
            let all = hashes.iter().zip(weights).map(|(hash, w)| (*hash, vec![w])).collect();
            Linear::new(1, vec![0.0], &kept(all))
        };
        (0..=FOLDS).map(fit).collect()
    }

    /// Boosted trees.
    pub fn trees(&self) -> Vec<Trees> {
        let labels: Vec<bool> = self.labels.iter().map(|l| *l == 1).collect();
        let options =
            BoostOptions { seed: 3, trees: 160, rate: 0.04, share: 0.2, ..BoostOptions::default() };
        let fit = |fold: usize| {
            let chosen = self.without(fold);
            let learnt =
                boost::boost(&self.dense, self.width, &chosen, &labels, &self.weights, &options);
            let node = |n: &boost::Node| Node {
                column: n.feature,
                threshold: n.threshold,
                left: n.left,
                right: n.right,
                value: n.value,
            };
            let trees = learnt.trees.iter().map(|t| t.iter().map(node).collect()).collect();
            Trees { base: learnt.base, trees }
        };
        (0..=FOLDS).map(fit).collect()
    }
}

/// LayoutModel smaller than this are left out: all of them together change little, and they are most of them.
const TINY: f32 = 0.02;

fn kept(mut rows: Vec<(u32, Vec<f32>)>) -> Vec<(u32, Vec<f32>)> {
    rows.retain(|(_, row)| row.iter().any(|w| w.abs() >= TINY));
    rows
}
