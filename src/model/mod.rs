//! Small models for questions that no rule decides. They weigh the [`Feature`]s of a candidate with weights learnt
//! from posts.
//!
//! Definition: a logistic model for each question, `p = 1 / (1 + e^-(bias + Σ weight · amount))`, scaled so that the
//! answer is yes from 0.5 on, and nearly always right from 0.9 on. The weights are in `data/models/`, one table for
//! each model, and are compiled in; `hallway train` (a build feature) writes them.
//! Cost: one look-up for each feature. Source: logistic regression; trained with the crate `crfs`.

use crate::model::feature::Feature;
use crate::model::feature::Features;
use std::borrow::Cow;
use std::fmt::Write;

pub mod feature;
pub mod oracle;
mod table;

/// The tables of `data/models/`, as compiled by the build script: question and slots.
#[allow(clippy::approx_constant)] // A weight may happen to be near a constant.
static EMBEDDED: &[(&str, &[(u64, f32)])] = include!(concat!(env!("OUT_DIR"), "/models.rs"));

/// The questions that models answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Is this name a tool here?
    Tool,
    /// Is this name a company, or another organisation as an actor, here?
    Company,
    /// Is this phrase a topic of the note?
    Topic,
    /// Did this speaker talk about this topic or tool?
    TalkedAbout,
}

impl Question {
    /// All questions, in the order in which rules ask them.
    pub const ALL: [Question; 4] =
        [Question::Tool, Question::Company, Question::Topic, Question::TalkedAbout];

    /// Its name: that of its file in `data/models/`.
    pub fn word(self) -> &'static str {
        match self {
            Question::Tool => "tool",
            Question::Company => "company",
            Question::Topic => "topic",
            Question::TalkedAbout => "talked-about",
        }
    }
}

/// A model for each question.
#[derive(Clone, Debug, Default)]
pub struct Models {
    weights: [Weights; Question::ALL.len()],
}

impl Models {
    /// The models that are compiled in.
    pub fn embedded() -> Models {
        let mut models = Models::default();
        for (question, slots) in EMBEDDED {
            let question = Question::ALL.into_iter().find(|q| q.word() == *question);
            if let Some(question) = question {
                models.put(question, Weights { slots: Cow::Borrowed(slots) });
            }
        }
        models
    }

    /// The model for a question.
    pub fn of(&self, question: Question) -> &Weights {
        &self.weights[question as usize]
    }

    /// Sets the model for a question.
    pub fn put(&mut self, question: Question, weights: Weights) {
        self.weights[question as usize] = weights;
    }
}

/// The weights of the features. Without any weights the answer is always no.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    slots: Cow<'static, [(u64, f32)]>,
}

/// The name of the bias among the weights.
pub const BIAS: &str = "bias";

impl Weights {
    /// A model from the names of its features with their weights.
    pub fn new(weights: &[(String, f32)]) -> Weights {
        let hashed = weights.iter().map(|(name, weight)| (table::hash(name), *weight));
        Weights { slots: Cow::Owned(table::slots(hashed)) }
    }

    /// The probability that the answer is yes, from 0 to 1.
    pub fn probability(&self, features: &Features) -> f32 {
        self.sum(features.hashed())
    }

    /// The same for features given by their names.
    pub fn probability_of<'a>(&self, features: impl Iterator<Item = (&'a str, f32)>) -> f32 {
        self.sum(features.map(|(name, x)| (table::hash(name), x)))
    }

    fn sum(&self, features: impl Iterator<Item = (u64, f32)>) -> f32 {
        if self.slots.is_empty() {
            return 0.0;
        }
        let sum: f32 = features.map(|(hash, x)| x * table::find(&self.slots, hash)).sum();
        1.0 / (1.0 + (-(sum + table::find(&self.slots, table::hash(BIAS)))).exp())
    }

    /// The probability, if the answer is yes.
    pub fn yes(&self, features: &Features) -> Option<f32> {
        let probability = self.probability(features);
        (probability >= 0.5).then_some(probability)
    }

    /// The features with the most weight, those for a yes first, then the rest with the bias, and the sum:
    /// “in code +1.2, …, everything else -0.3, sum +0.9”. The probability is 1 / (1 + e^-sum).
    pub fn reasons(&self, features: &Features) -> String {
        let mut reasons: Vec<(f32, &Feature)> = Vec::with_capacity(REASONS + 1);
        let mut sum = table::find(&self.slots, table::hash(BIAS));
        for ((hash, amount), feature) in features.hashed().zip(features.all()) {
            let worth = amount * table::find(&self.slots, hash);
            sum += worth;
            if worth.abs() < 0.1 {
                continue;
            }
            let at = reasons.partition_point(|(more, _)| more.abs() >= worth.abs());
            if at < REASONS {
                reasons.insert(at, (worth, feature));
                reasons.truncate(REASONS);
            }
        }
        reasons.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let mut out = String::with_capacity(reasons.len() * 32 + 40);
        let sum = tenths(sum);
        let mut rest = sum;
        for (worth, feature) in reasons {
            let _ = write!(out, "{feature} ");
            push_tenths(&mut out, tenths(worth));
            out.push_str(", ");
            rest -= tenths(worth);
        }
        out.push_str("everything else ");
        push_tenths(&mut out, rest);
        out.push_str(", sum ");
        push_tenths(&mut out, sum);
        out
    }
}

/// How many features are given as reasons.
const REASONS: usize = 4;

/// A weight in tenths, so that those that are shown add up.
fn tenths(worth: f32) -> i32 {
    (f64::from(worth) * 10.0).round_ties_even() as i32
}

/// Writes tenths as `{:+.1}` does, in a hundredth of the time: this runs for every yes.
fn push_tenths(out: &mut String, tenths: i32) {
    let sign = if tenths < 0 { '-' } else { '+' };
    let _ = write!(out, "{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10);
}
