//! Multinomial logistic regression on sparse rows.

use crate::train::numbers::lbfgs;
use crate::train::numbers::sparse::Kept;
use crate::train::numbers::sparse::SparseRows;
use crate::train::numbers::sparse::parts;
use rayon::prelude::*;
use std::ops::Range;

/// How a linear model is fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FitOptions {
    /// The inverse of the L2 regularisation, as in scikit-learn: what is minimised is `c` times the weighted sum of
    /// the losses, plus half the sum of the squared weights. The bias is not regularised.
    pub c: f64,
    /// The most steps of L-BFGS.
    pub iterations: usize,
    /// The relative decrease of the objective in a step below which fitting stops. Below 1e-8 it is lost in rounding.
    pub tolerance: f64,
    /// Features in fewer of the chosen rows are left out: their weight is 0.
    pub least: usize,
}

impl Default for FitOptions {
    fn default() -> Self {
        Self { c: 1.0, iterations: 100, tolerance: 1e-6, least: 2 }
    }
}

/// A linear classifier. With two classes it has one column, which is for class 1 and against class 0; with more, one
/// for each class.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    /// The number of classes.
    pub classes: usize,
    /// The weights, feature by feature: `features * columns` of them.
    pub weights: Vec<f32>,
    /// The bias of each column.
    pub bias: Vec<f32>,
}

impl Linear {
    /// The number of scores of a row: 1 for two classes, otherwise one a class.
    pub fn columns(&self) -> usize {
        columns(self.classes)
    }

    /// Writes the raw scores of a row to `out`, which has `columns()` places. Features unknown to the model are
    /// ignored.
    pub fn scores(&self, row: impl Iterator<Item = (u32, f32)>, out: &mut [f32]) {
        out.copy_from_slice(&self.bias);
        for (feature, amount) in row {
            let start = feature as usize * out.len();
            if let Some(weights) = self.weights.get(start..start + out.len()) {
                out.iter_mut().zip(weights).for_each(|(score, w)| *score += amount * w);
            }
        }
    }

    /// Writes the probability of each class to `out`, which has `classes` places.
    pub fn probabilities(&self, row: impl Iterator<Item = (u32, f32)>, out: &mut [f32]) {
        self.scores(row, &mut out[..self.columns()]);
        if self.classes == 2 {
            out[1] = sigmoid(out[0]);
            out[0] = sigmoid(-out[0]);
        } else {
            softmax(out);
        }
    }
}

fn columns(classes: usize) -> usize {
    if classes == 2 { 1 } else { classes }
}

/// The probability of log-odds.
pub fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Turns scores into probabilities in proportion to their exponentials. Returns the logarithm of the sum of these,
/// which is minus infinity without scores.
pub fn softmax(scores: &mut [f32]) -> f64 {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
    f64::from(top) + f64::from(sum).ln()
}

/// Learns to tell two or more classes apart.
///
/// `chosen` names the rows to learn from; one named twice counts twice. `labels` has the class of every row, `weights`
/// how much it counts. Features are numbers below `features`; others are ignored.
///
/// Copies the chosen rows (8 bytes an entry), and takes about 200 bytes a weight that is not left out, most of them
/// for L-BFGS. Each step reads each entry twice, on up to 4 threads.
///
/// Panics if a row has no label or weight, or a label that is not below `classes`.
pub fn multinomial(
    rows: &SparseRows,
    chosen: &[u32],
    labels: &[u8],
    weights: &[f32],
    classes: usize,
    features: usize,
    options: FitOptions,
) -> Linear {
    let kept = Kept::new(rows, chosen, features, options.least);
    let columns = columns(classes);
    let answers = chosen.iter().map(|&i| Answer {
        label: labels[i as usize],
        weight: (options.c * f64::from(weights[i as usize])) as f32,
    });
    let examples = Examples { rows: kept.rows, answers: answers.collect(), columns };
    let mut point = vec![0.0; (kept.features.len() + 1) * columns];
    match columns {
        1 => fit::<1>(&examples, &mut point, options),
        2..=4 => fit::<4>(&examples, &mut point, options),
        _ => fit::<8>(&examples, &mut point, options),
    };
    let (learnt, bias) = point.split_at(kept.features.len() * columns);
    let mut spread = vec![0.0; features * columns];
    for (&feature, from) in kept.features.iter().zip(learnt.chunks_exact(columns)) {
        let to = &mut spread[feature as usize * columns..][..columns];
        to.iter_mut().zip(from).for_each(|(to, from)| *to = *from as f32);
    }
    Linear { classes, weights: spread, bias: bias.iter().map(|&b| b as f32).collect() }
}

/// What is learnt from.
struct Examples {
    rows: SparseRows,
    answers: Vec<Answer>,
    columns: usize,
}

/// The class of a row, and its weight times C.
#[derive(Clone, Copy)]
struct Answer {
    label: u8,
    weight: f32,
}

/// Minimises the objective. The point has the weights feature by feature, then the bias.
fn fit<const L: usize>(examples: &Examples, point: &mut [f64], options: FitOptions) {
    let mut objective = Objective::<L>::new(examples, point.len());
    lbfgs::minimise(point, options.iterations, options.tolerance, |point, gradient| {
        objective.evaluate(point, gradient)
    });
}

/// The value and the gradient of the objective. Columns are grouped into blocks of `L` lanes, the last filled up with
/// zeros, so that the compiler can use vector instructions.
struct Objective<'a, const L: usize> {
    examples: &'a Examples,
    /// The blocks of a feature.
    blocks: usize,
    /// The weights feature by feature, then the bias.
    weights: Vec<[f32; L]>,
    parts: Vec<Part<L>>,
}

/// Rows that are worked on one after another, with the gradient of their losses.
struct Part<const L: usize> {
    rows: Range<usize>,
    gradient: Vec<[f32; L]>,
    bias_gradient: Vec<f64>,
}

impl<'a, const L: usize> Objective<'a, L> {
    fn new(examples: &'a Examples, parameters: usize) -> Self {
        let blocks = examples.columns.div_ceil(L);
        let zeros = vec![[0.0; L]; parameters / examples.columns.max(1) * blocks];
        let parts = parts(examples.rows.len()).into_iter().map(|rows| Part {
            rows,
            gradient: zeros.clone(),
            bias_gradient: vec![0.0; examples.columns],
        });
        Self { examples, blocks, parts: parts.collect(), weights: zeros }
    }

    fn evaluate(&mut self, point: &[f64], gradient: &mut [f64]) -> f64 {
        let columns = self.examples.columns;
        let Self { examples, blocks, weights, parts } = self;
        weights.par_chunks_mut(*blocks).zip(point.par_chunks(columns)).for_each(|(to, from)| {
            to.as_flattened_mut().iter_mut().zip(from).for_each(|(to, from)| *to = *from as f32);
        });
        let losses = parts.par_iter_mut().map(|part| part.evaluate(examples, weights, *blocks));
        let losses: Vec<f64> = losses.collect();
        let (learnt, _) = point.split_at(point.len() - columns);
        self.add_up(learnt, gradient);
        losses.iter().sum::<f64>() + 0.5 * lbfgs::dot(learnt, learnt)
    }

    /// Adds up the gradients of the parts and that of the regularisation.
    fn add_up(&self, learnt: &[f64], gradient: &mut [f64]) {
        let columns = self.examples.columns;
        let (of_weights, of_bias) = gradient.split_at_mut(learnt.len());
        of_weights.copy_from_slice(learnt);
        of_weights.par_chunks_mut(columns).enumerate().for_each(|(feature, sums)| {
            for part in &self.parts {
                let from = part.gradient[feature * self.blocks..][..self.blocks].as_flattened();
                sums.iter_mut().zip(from).for_each(|(sum, g)| *sum += f64::from(*g));
            }
        });
        for (column, sum) in of_bias.iter_mut().enumerate() {
            *sum = self.parts.iter().map(|part| part.bias_gradient[column]).sum();
        }
    }
}

impl<const L: usize> Part<L> {
    /// Works out the gradient anew; returns the sum of the losses.
    fn evaluate(&mut self, examples: &Examples, weights: &[[f32; L]], blocks: usize) -> f64 {
        self.gradient.fill([0.0; L]);
        self.bias_gradient.fill(0.0);
        let bias = &weights[weights.len() - blocks..];
        let mut scores = bias.to_vec();
        let mut loss = 0.0;
        for i in self.rows.clone() {
            let answer = examples.answers[i];
            scores.copy_from_slice(bias);
            for (feature, amount) in examples.rows.row(i) {
                let weights = &weights[feature as usize * blocks..][..blocks];
                add(&mut scores, amount, weights);
            }
            let of_columns = &mut scores.as_flattened_mut()[..examples.columns];
            loss += f64::from(answer.weight) * residuals(of_columns, answer.label);
            for (residual, sum) in of_columns.iter_mut().zip(&mut self.bias_gradient) {
                *residual *= answer.weight;
                *sum += f64::from(*residual);
            }
            for (feature, amount) in examples.rows.row(i) {
                add(&mut self.gradient[feature as usize * blocks..][..blocks], amount, &scores);
            }
        }
        loss
    }
}

fn add<const L: usize>(to: &mut [[f32; L]], amount: f32, from: &[[f32; L]]) {
    for (to, from) in to.iter_mut().zip(from) {
        for lane in 0..L {
            to[lane] += amount * from[lane];
        }
    }
}

/// Turns the scores into the derivatives of the loss by them; returns the loss, minus the logarithm of the label's
/// probability.
fn residuals(scores: &mut [f32], label: u8) -> f64 {
    if let [score] = scores {
        let against = if label == 0 { *score } else { -*score };
        *score = sigmoid(*score) - f32::from(label.min(1));
        return f64::from(against.max(0.0)) + f64::from((-against.abs()).exp()).ln_1p();
    }
    let of_label = f64::from(scores[usize::from(label)]);
    let loss = softmax(scores) - of_label;
    scores[usize::from(label)] -= 1.0;
    loss
}
