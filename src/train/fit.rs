//! From rows with answers to weights.

use crate::extract::topic::choose;
use crate::extract::topic::clues;
use crate::extract::topic::wording;
use crate::model::BIAS;
use crfs::train::Trainer;
use crfs::{Attribute, Model};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::{self, Read};

/// Something that was asked, with the right answer.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name that it is about.
    pub name: String,
    /// Its features with their amounts.
    pub features: Vec<(String, f32)>,
    /// Whether the answer is yes.
    pub yes: bool,
    /// What it means among the answers, so that it counts once; empty if it means nothing.
    pub meaning: Option<usize>,
    /// Whether leaving it out is a mistake.
    pub must: bool,
}

/// How much large weights cost (L2). With forty posts, a third of it and three times as much changed F1
/// of tools by about a point.
const PENALTY: f64 = 3.0;

/// The bias is given this much, so that its size costs next to nothing.
const FREE: f64 = 10.0;

/// Weights smaller than this are left out.
const TINY: f32 = 0.02;

/// Learns the weights of a logistic model. Definition: a chain CRF over chains of one link, which is
/// logistic regression; the weight of a feature is that for yes less that for no.
/// Errors: of the disk, on which the trainer leaves its model for a moment.
pub fn weights(rows: &[&Row]) -> io::Result<Vec<(String, f32)>> {
    let mut trainer = Trainer::lbfgs();
    trainer.params_mut().set_c2(PENALTY)?;
    trainer.params_mut().set_max_iterations(60)?;
    for row in rows {
        let mut item: Vec<Attribute> =
            row.features.iter().map(|(name, x)| Attribute::new(name, f64::from(*x))).collect();
        item.push(Attribute::new(BIAS, FREE));
        let answer = [if row.yes { "yes" } else { "no" }];
        // What must be found weighs double: leaving out what may be found is no mistake.
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

/// The weights in the trainer's own account of its model: lines of `(0) feature --> yes: 0.25`.
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

/// Rows of topics without those that the rule would leave out for the sake of likelier ones, whatever
/// the threshold.
pub fn without_rivals(mut rows: Vec<(f32, &Row, usize)>) -> Vec<(f32, &Row, usize)> {
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

/// How the sum of a model is stretched and moved, so that its probability means the same for all
/// questions.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    stretch: f32,
    shift: f32,
}

/// The share of right answers from which on a model is sure.
const SURE: f64 = 0.96;

/// The scale on which 0.5 is the threshold with the best F1, and 0.9 the probability from which on as
/// good as all answers were right, over rows of posts that the model had not seen.
pub fn scale(rows: &[(f32, &Row, usize)], expected: usize) -> Scale {
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

/// The least probability from which on the share of right answers is [`SURE`]; if there is none, more
/// than any.
fn sure(rows: &[(f32, &Row, usize)]) -> f32 {
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

/// The middle of the thresholds with as good as the best F1 over rows with their probabilities,
/// `expected` answers being there in all: the best one alone owes much to chance.
fn threshold(rows: &[(f32, &Row, usize)], expected: usize) -> f32 {
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
fn f1<'r>(rows: impl Iterator<Item = &'r (f32, &'r Row, usize)>, expected: usize) -> f64 {
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
