//! Learns weights from training rows.

use crate::extract::topic::choose;
use crate::extract::topic::clues;
use crate::extract::topic::wording;
use crate::model::BIAS;
use crfs::train::Trainer;
use crfs::{Attribute, Model};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::{self, Read};

/// A question with its right answer.
#[derive(Clone, Debug)]
pub struct TrainingRow {
    /// The name that it is about.
    pub name: String,
    /// Its features with their amounts.
    pub features: Vec<(String, f32)>,
    /// Whether the answer is yes.
    pub yes: bool,
    /// The index of the answer that it means, so that each counts once; `None` if there is none.
    pub meaning: Option<usize>,
    /// Whether missing it is a mistake.
    pub must: bool,
}

/// The L2 regularisation. With forty posts, a third of it or three times as much changed F1 of tools by about a
/// point.
const PENALTY: f64 = 3.0;

/// The amount of the bias, so large that the bias is hardly regularised.
const FREE: f64 = 10.0;

/// Smaller weights are left out.
const TINY: f32 = 0.02;

/// Learns the weights of a logistic model. Definition: a chain CRF over chains of length one, which is logistic
/// regression; the weight of a feature is that for yes minus that for no.
/// Errors: of the disk, where the trainer writes its model to a temporary file.
pub fn weights(rows: &[&TrainingRow]) -> io::Result<Vec<(String, f32)>> {
    let mut trainer = Trainer::lbfgs();
    trainer.params_mut().set_c2(PENALTY)?;
    trainer.params_mut().set_max_iterations(60)?;
    for row in rows {
        let mut item: Vec<Attribute> =
            row.features.iter().map(|(name, x)| Attribute::new(name, f64::from(*x))).collect();
        item.push(Attribute::new(BIAS, FREE));
        let answer = [if row.yes { "yes" } else { "no" }];
        // Expected answers count twice: missing one that is only possible is not a mistake.
        for _ in 0..=usize::from(row.must) {
            trainer.append(&[item.clone()], &answer)?;
        }
    }
    let mut file = tempfile::NamedTempFile::new()?;
    trainer.train(file.path())?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let mut dump = Vec::new();
    Model::new(&bytes)?.dump(&mut dump)?;
    Ok(read(&String::from_utf8_lossy(&dump)))
}

/// The weights in the trainer's dump of its model: lines like `(0) feature --> yes: 0.25`.
fn read(dump: &str) -> Vec<(String, f32)> {
    let mut weights: BTreeMap<String, f32> = BTreeMap::new();
    let states = dump.split_once("STATE_FEATURES").map_or("", |(_, states)| states);
    for line in states.lines() {
        let Some((feature, rest)) = line.trim_start().rsplit_once(" --> ") else { continue };
        let Some((_, feature)) = feature.split_once(") ") else { continue };
        let Some((label, weight)) = rest.split_once(": ") else { continue };
        let weight: f32 = weight.parse().unwrap_or(0.0);
        let sign = if label == "yes" { 1.0 } else { -1.0 };
        *weights.entry(feature.to_string()).or_default() += sign * weight;
    }
    if let Some(bias) = weights.get_mut(BIAS) {
        *bias *= FREE as f32;
    }
    weights.retain(|_, weight| weight.abs() >= TINY);
    weights.into_iter().collect()
}

/// Rows of topics without those that the rule would leave out in favour of likelier ones, whatever the threshold.
pub fn without_rivals(
    mut rows: Vec<(f32, &TrainingRow, usize)>,
) -> Vec<(f32, &TrainingRow, usize)> {
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: BTreeMap<usize, Vec<Vec<u64>>> = BTreeMap::new();
    rows.retain(|(_, row, post)| {
        let stems = wording::stems(&row.name);
        let known = !row.features.iter().any(|(name, _)| name == clues::UNKNOWN);
        let kept = kept.entry(*post).or_default();
        let new = !kept.iter().any(|better| choose::says(better, &stems, known));
        if new {
            kept.push(stems);
        }
        new
    });
    rows
}

/// How the sum of a model is scaled and shifted, so that its probability means the same for all questions.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    stretch: f32,
    shift: f32,
}

/// The precision from which a model is sure.
const SURE: f64 = 0.96;

/// The scale on which 0.5 is the threshold with the best F1, and 0.9 the probability from which nearly all answers
/// were right, over rows of posts that the model had not seen.
pub fn scale(rows: &[(f32, &TrainingRow, usize)], expected: usize) -> Scale {
    let logit = |p: f32| (p.clamp(1e-4, 1.0 - 1e-4) / (1.0 - p.clamp(1e-4, 1.0 - 1e-4))).ln();
    let (middle, sure) = (logit(threshold(rows, expected)), logit(sure(rows)));
    let stretch = logit(0.9) / (sure - middle).max(0.5);
    Scale { stretch, shift: -stretch * middle }
}

impl Scale {
    /// The weights on this scale.
    pub fn apply(&self, mut weights: Vec<(String, f32)>) -> Vec<(String, f32)> {
        weights.iter_mut().for_each(|(_, weight)| *weight *= self.stretch);
        match weights.iter_mut().find(|(name, _)| name == BIAS) {
            Some((_, bias)) => *bias += self.shift,
            None => weights.push((BIAS.to_string(), self.shift)),
        }
        weights
    }
}

/// The lowest probability from which the precision is [`SURE`]; higher than any if there is none.
fn sure(rows: &[(f32, &TrainingRow, usize)]) -> f32 {
    let mut sorted: Vec<(f32, bool)> = rows.iter().map(|(p, row, _)| (*p, row.yes)).collect();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let highest = sorted.first().map_or(0.5, |(p, _)| *p);
    let mut right = 0;
    let mut least = 1.0 - (1.0 - highest) / 4.0;
    for (n, (p, yes)) in sorted.iter().enumerate() {
        right += usize::from(*yes);
        if n >= 10 && right as f64 / (n + 1) as f64 >= SURE {
            least = *p;
        }
    }
    least
}

/// The mean of the thresholds with nearly the best F1, since the best one alone is partly chance. `expected` is the
/// number of expected answers.
fn threshold(rows: &[(f32, &TrainingRow, usize)], expected: usize) -> f32 {
    let scored: Vec<(f32, f64)> = (20..=70)
        .map(|step| step as f32 / 100.0)
        .map(|at| (at, f1(rows.iter().filter(|(p, ..)| *p >= at), expected)))
        .collect();
    let best = scored.iter().map(|(_, f1)| *f1).fold(0.0, f64::max);
    let good: Vec<f32> =
        scored.iter().filter(|(_, f1)| *f1 >= best - 0.003).map(|(at, _)| *at).collect();
    good.iter().sum::<f32>() / good.len() as f32
}

/// F1 of some rows. Each meaning counts once in a post.
fn f1<'r>(rows: impl Iterator<Item = &'r (f32, &'r TrainingRow, usize)>, expected: usize) -> f64 {
    let mut seen = BTreeSet::new();
    let (mut found, mut right, mut right_expected) = (0, 0, 0);
    for (_, row, post) in rows {
        found += 1;
        if row.yes && row.meaning.is_none_or(|m| seen.insert((*post, m))) {
            right += 1;
            right_expected += u32::from(row.must);
        }
    }
    let precision = f64::from(right) / f64::from(found.max(1));
    let recall = f64::from(right_expected) / expected.max(1) as f64;
    2.0 * precision * recall / (precision + recall).max(1e-9)
}
