//! Conditional logit: learns which of the rows of a group is the right one.

use crate::train::numbers::lbfgs;
use crate::train::numbers::logistic::FitOptions;
use crate::train::numbers::logistic::softmax;
use crate::train::numbers::sparse::Kept;
use crate::train::numbers::sparse::SparseRows;
use crate::train::numbers::sparse::dot;
use crate::train::numbers::sparse::parts;
use rayon::prelude::*;
use std::ops::Range;

/// Learns one weight a feature, such that the right rows of a group have the highest scores.
///
/// A group is a run of consecutive rows with the same owner. The probability of a row is the softmax of the scores of
/// its group, and the loss of a group is minus the logarithm of the summed probability of its right rows. Groups
/// without a right row, or with only right ones, teach nothing and are ignored. `chosen` names the owners to learn
/// from, in any order. `owner` and `right` are by row, `weights` by owner. The objective and `options` are those of
/// [`multinomial`](crate::train::numbers::logistic::multinomial), without a bias; its features are numbers below `features`.
///
/// With several right rows in a group there may be more than one minimum; the one that is found from zero is returned.
/// Copies the rows of the groups that it learns from (8 bytes an entry). Each step reads each entry twice, on up to 4
/// threads.
pub fn conditional(
    rows: &SparseRows,
    chosen: &[u32],
    right: &[bool],
    owner: &[u32],
    weights: &[f32],
    features: usize,
    options: FitOptions,
) -> Vec<f32> {
    let groups = Groups::new(chosen, right, owner, weights);
    let kept = Kept::new(rows, &groups.rows, features, options.least);
    let mut objective = Objective::new(&groups, &kept, options.c);
    let mut point = vec![0.0; kept.features.len()];
    lbfgs::minimise(&mut point, options.iterations, options.tolerance, |point, gradient| {
        objective.evaluate(point, gradient)
    });
    let mut spread = vec![0.0; features];
    for (&feature, weight) in kept.features.iter().zip(point) {
        spread[feature as usize] = weight as f32;
    }
    spread
}

/// The probability of each row of a group, given the rows and the weights that were learnt.
pub fn probabilities<R>(weights: &[f32], group: impl Iterator<Item = R>) -> Vec<f32>
where
    R: Iterator<Item = (u32, f32)>,
{
    let mut scores: Vec<f32> = group.map(|row| dot(weights, row)).collect();
    softmax(&mut scores);
    scores
}

/// The groups that something can be learnt from.
#[derive(Default)]
struct Groups {
    /// Their rows, one group after another.
    rows: Vec<u32>,
    /// Whether each of these is right.
    right: Vec<bool>,
    /// The places of each group in these lists, and its weight.
    groups: Vec<(Range<usize>, f32)>,
}

impl Groups {
    fn new(chosen: &[u32], right: &[bool], owner: &[u32], weights: &[f32]) -> Self {
        let mut wanted = vec![false; weights.len()];
        chosen.iter().for_each(|&o| wanted[o as usize] = true);
        let mut groups = Self::default();
        let mut start = 0;
        for run in owner.chunk_by(|a, b| a == b) {
            let rows = start..start + run.len();
            start = rows.end;
            let of_group = &right[rows.clone()];
            if wanted[run[0] as usize] && of_group.contains(&true) && of_group.contains(&false) {
                let begin = groups.rows.len();
                groups.rows.extend(rows.map(|i| i as u32));
                groups.right.extend(of_group);
                groups.groups.push((begin..groups.rows.len(), weights[run[0] as usize]));
            }
        }
        groups
    }
}

/// The value and the gradient of the objective.
struct Objective<'a> {
    groups: &'a Groups,
    rows: &'a SparseRows,
    c: f64,
    weights: Vec<f32>,
    parts: Vec<Part>,
}

/// Groups that are worked on one after another, with the gradient of their losses.
struct Part {
    groups: Range<usize>,
    gradient: Vec<f32>,
}

impl<'a> Objective<'a> {
    fn new(groups: &'a Groups, kept: &'a Kept, c: f64) -> Self {
        let zeros = vec![0.0; kept.features.len()];
        let parts = parts(groups.groups.len())
            .into_iter()
            .map(|groups| Part { groups, gradient: zeros.clone() })
            .collect();
        Self { groups, rows: &kept.rows, c, weights: zeros, parts }
    }

    fn evaluate(&mut self, point: &[f64], gradient: &mut [f64]) -> f64 {
        let Self { groups, rows, c, weights, parts } = self;
        weights.iter_mut().zip(point).for_each(|(to, from)| *to = *from as f32);
        let losses = parts.par_iter_mut().map(|part| part.evaluate(groups, rows, *c, weights));
        let losses: Vec<f64> = losses.collect();
        gradient.copy_from_slice(point);
        for part in parts.iter() {
            gradient.iter_mut().zip(&part.gradient).for_each(|(sum, g)| *sum += f64::from(*g));
        }
        losses.iter().sum::<f64>() + 0.5 * lbfgs::dot(point, point)
    }
}

impl Part {
    /// Works out the gradient anew; returns the sum of the losses, times C.
    fn evaluate(&mut self, groups: &Groups, rows: &SparseRows, c: f64, weights: &[f32]) -> f64 {
        self.gradient.fill(0.0);
        let mut loss = 0.0;
        let mut scores = Vec::new();
        for (group, weight) in &groups.groups[self.groups.clone()] {
            scores.clear();
            scores.extend(group.clone().map(|i| dot(weights, rows.row(i))));
            let weight = c * f64::from(*weight);
            loss += weight * residuals(&mut scores, &groups.right[group.clone()]);
            for (i, residual) in group.clone().zip(&scores) {
                let step = residual * weight as f32;
                for (feature, amount) in rows.row(i) {
                    self.gradient[feature as usize] += step * amount;
                }
            }
        }
        loss
    }
}

/// Turns the scores of a group into the derivatives of its loss by them; returns the loss.
fn residuals(scores: &mut [f32], right: &[bool]) -> f64 {
    let mut among_right: Vec<f32> =
        scores.iter().zip(right).filter(|(_, right)| **right).map(|(score, _)| *score).collect();
    let loss = softmax(scores) - softmax(&mut among_right);
    let of_right = scores.iter_mut().zip(right).filter(|(_, right)| **right);
    of_right.zip(among_right).for_each(|((all, _), among)| *all -= among);
    loss
}
