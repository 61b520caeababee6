//! L-BFGS: minimises a smooth function of many parameters from its values and gradients.

use rayon::prelude::*;
use std::collections::VecDeque;

/// How many steps the curvature is estimated from.
const MEMORY: usize = 8;

/// The share of the decrease promised by the slope that a step must bring (Armijo's condition).
const ENOUGH: f64 = 1e-4;

/// How often a step is shortened before the search along a line is given up.
const TRIES: usize = 30;

/// How a search for a minimum ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The value at the point found.
    pub value: f64,
    /// The number of steps taken.
    pub iterations: usize,
    /// The number of calls of the objective.
    pub evaluations: usize,
    /// Whether it stopped because there was hardly anything left to gain, rather than after too many steps or at a
    /// value that is no number.
    pub converged: bool,
}

/// Moves `point` to a local minimum of the objective, which returns the value at a point and writes its gradient.
///
/// Takes at most `iterations` steps, and stops at one (other than the first, whose length is a guess) that lowers the
/// value by less than `tolerance` times the value. The value never rises. Each step costs about one evaluation, and
/// about 60 passes over vectors as long as the point, of which it keeps 22.
pub fn minimise(
    point: &mut [f64],
    iterations: usize,
    tolerance: f64,
    mut objective: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Outcome {
    let mut here = Place { point: point.to_vec(), gradient: vec![0.0; point.len()], value: 0.0 };
    here.value = objective(&here.point, &mut here.gradient);
    let mut next = here.clone();
    let mut memory = Memory::default();
    let mut outcome =
        Outcome { value: here.value, iterations: 0, evaluations: 1, converged: false };
    while outcome.iterations < iterations && !outcome.converged && here.value.is_finite() {
        let direction = memory.direction(&here.gradient);
        let (found, tries) = line_search(&here, &direction, &mut next, &mut objective);
        outcome.evaluations += tries;
        if found {
            outcome.iterations += 1;
            let decrease = here.value - next.value;
            let small = tolerance * here.value.abs().max(next.value.abs());
            outcome.converged = outcome.iterations > 1 && decrease <= small;
            memory.push(&here, &next);
            std::mem::swap(&mut here, &mut next);
        } else {
            // Without memory the direction is that of steepest descent: if not even that leads down, this is the
            // bottom.
            outcome.converged = memory.steps.is_empty();
            memory.steps.clear();
        }
    }
    point.copy_from_slice(&here.point);
    outcome.value = here.value;
    outcome
}

/// A point with the value and the gradient there.
#[derive(Clone)]
struct Place {
    point: Vec<f64>,
    gradient: Vec<f64>,
    value: f64,
}

/// Moves `next` from `here` along the direction, as far as brings enough. Returns whether it found such a place, and
/// the number of evaluations.
fn line_search(
    here: &Place,
    direction: &[f64],
    next: &mut Place,
    objective: &mut impl FnMut(&[f64], &mut [f64]) -> f64,
) -> (bool, usize) {
    let slope = dot(direction, &here.gradient);
    if slope.is_nan() || slope >= 0.0 {
        return (false, 0);
    }
    let mut length = 1.0;
    for tries in 1..=TRIES {
        next.point.copy_from_slice(&here.point);
        add(&mut next.point, length, direction);
        next.value = objective(&next.point, &mut next.gradient);
        let rise = next.value - here.value;
        if next.value.is_finite() && rise <= ENOUGH * length * slope {
            return (true, tries);
        }
        // The minimum of the parabola through both values with the slope at `here`.
        let shorter = -slope * length / (2.0 * (rise - slope * length));
        length *= if rise.is_finite() { shorter.clamp(0.1, 0.5) } else { 0.1 };
    }
    (false, TRIES)
}

/// The last steps, from which the curvature is estimated.
#[derive(Default)]
struct Memory {
    steps: VecDeque<Step>,
}

struct Step {
    /// How the point changed.
    moved: Vec<f64>,
    /// How the gradient changed.
    turned: Vec<f64>,
    /// The product of both.
    curvature: f64,
}

impl Memory {
    /// Remembers a step, unless the function curves downward along it.
    fn push(&mut self, from: &Place, to: &Place) {
        let forgotten = if self.steps.len() < MEMORY { None } else { self.steps.pop_front() };
        let (mut moved, mut turned) =
            forgotten.map_or_else(Default::default, |step| (step.moved, step.turned));
        moved.clone_from(&to.point);
        add(&mut moved, -1.0, &from.point);
        turned.clone_from(&to.gradient);
        add(&mut turned, -1.0, &from.gradient);
        let curvature = dot(&moved, &turned);
        if curvature > f64::EPSILON * dot(&turned, &turned) {
            self.steps.push_back(Step { moved, turned, curvature });
        }
    }

    /// The direction to search in: the gradient times minus the estimated inverse of the Hessian.
    fn direction(&self, gradient: &[f64]) -> Vec<f64> {
        let mut direction = gradient.to_vec();
        let mut shares = Vec::with_capacity(MEMORY);
        for step in self.steps.iter().rev() {
            let share = dot(&step.moved, &direction) / step.curvature;
            add(&mut direction, -share, &step.turned);
            shares.push(share);
        }
        let scale = match self.steps.back() {
            Some(step) => step.curvature / dot(&step.turned, &step.turned),
            None => 1.0 / dot(gradient, gradient).sqrt().max(1.0),
        };
        direction.iter_mut().for_each(|x| *x *= -scale);
        for (step, share) in self.steps.iter().zip(shares.into_iter().rev()) {
            let back = dot(&step.turned, &direction) / step.curvature;
            add(&mut direction, -share - back, &step.moved);
        }
        direction
    }
}

/// How many numbers of a vector one thread works on at a time.
const STRETCH: usize = 1 << 14;

/// The inner product of two vectors of the same length, added up in the same order on any number of threads.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    if a.len() <= STRETCH {
        return short_dot(a, b);
    }
    let pairs = a.par_chunks(STRETCH).zip(b.par_chunks(STRETCH));
    let sums: Vec<f64> = pairs.map(|(a, b)| short_dot(a, b)).collect();
    sums.iter().sum()
}

/// The inner product as eight sums side by side, for which the compiler uses vector instructions.
fn short_dot(a: &[f64], b: &[f64]) -> f64 {
    let (a, a_rest) = a.as_chunks::<8>();
    let (b, b_rest) = b.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for i in 0..8 {
            sums[i] += a[i] * b[i];
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f64>() + rest
}

/// Adds `b` times `scale` to `a`.
fn add(a: &mut [f64], scale: f64, b: &[f64]) {
    let short_add = |(a, b): (&mut [f64], &[f64])| {
        a.iter_mut().zip(b).for_each(|(a, b)| *a += scale * b);
    };
    if a.len() <= STRETCH {
        short_add((a, b));
    } else {
        a.par_chunks_mut(STRETCH).zip(b.par_chunks(STRETCH)).for_each(short_add);
    }
}
