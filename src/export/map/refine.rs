//! Refines a layout by the drawing rules, downhill: each mark tries positions nearby, each label the
//! eight positions around its mark, two marks of a cluster swap, as long as the cost decreases.
//!
//! Source: Davidson and Harel, “Drawing graphs nicely using simulated annealing” (1996), without
//! randomness.
//! Cost: rounds × entities × moves × (entities + edges).

use crate::export::map::costs::CostIndex;
use crate::export::map::geometry::{CLOCK, Rect};
use crate::export::map::label::SIDES;
use crate::export::map::layout::MapLayout;
use crate::query::map::MapView;
use std::array::from_fn;

/// The greatest step of marks in each round, in pixels; half of it is tried too.
const STEPS: [f64; 7] = [90.0, 60.0, 40.0, 40.0, 24.0, 16.0, 8.0];

/// The number of entities times edges from which only every second round and half the steps are done;
/// from twice as many only every third round.
const LARGE: usize = 80_000;

/// Moves marks and labels to lower the cost of the layout. Removes labels that still overlap others or
/// marks.
pub fn refine(view: &MapView, layout: &mut MapLayout) {
    let mut index = CostIndex::new(view, layout);
    for labelled in by_tier(&index) {
        seek(&mut index, labelled, &[]);
    }
    let pace = 1 + (index.edges.len() * index.layout.at.len() / LARGE).min(2);
    let large = pace > 1;
    for (round, step) in STEPS.into_iter().enumerate().step_by(pace) {
        if round == 0 || round < 3 && !large {
            swap_pairs(&mut index);
        }
        let steps = if large { &[step][..] } else { &[step, step / 2.0][..] };
        for entity in 0..index.layout.at.len() {
            seek(&mut index, entity, steps);
        }
    }
    remove_overlapping(&mut index);
}

/// The entities with labels, the largest labels first.
fn by_tier(index: &CostIndex) -> Vec<usize> {
    let mut order: Vec<usize> = (0..index.named.len()).filter(|&i| index.named[i]).collect();
    order.sort_by_key(|&i| (index.layout.labels[i].tier, i));
    order
}

/// Tries all positions of a label, and all steps of its mark, and keeps the best.
fn seek(index: &mut CostIndex, entity: usize, steps: &[f64]) {
    let here = index.layout.at[entity];
    let side = index.layout.labels[entity].side;
    let mut best = (index.cost(entity), here, side);
    let all: [Option<usize>; SIDES + 1] = from_fn(|side| (side < SIDES).then_some(side));
    let mut trials = vec![here];
    for step in steps {
        trials.extend(CLOCK.iter().map(|(x, y)| here.plus(x * step, y * step)));
    }
    for (t, trial) in trials.into_iter().enumerate() {
        let at = index.bounds[index.layout.cell_of[entity]].clamp(trial);
        index.put(entity, at, best.2);
        let of_mark = index.cost_of_mark(entity, best.0);
        if of_mark >= best.0 {
            continue;
        }
        let sides: &[Option<usize>] = match (index.named[entity], t) {
            (false, _) => &[None],
            (true, 0) => &all,
            (true, _) => &[Some(0), Some(1), best.2],
        };
        for &side in sides {
            index.put(entity, at, side);
            let cost = of_mark + index.cost_of_name(entity);
            if cost < best.0 - 1e-6 {
                best = (cost, at, side);
            }
        }
    }
    index.put(entity, best.1, best.2);
}

/// Swaps two entities of a cluster wherever that lowers the cost.
fn swap_pairs(index: &mut CostIndex) {
    // The last known cost of each: enough to reject most swaps.
    let mut costs: Vec<f64> = (0..index.layout.at.len()).map(|entity| index.cost(entity)).collect();
    for a in 0..costs.len() {
        for b in a + 1..costs.len() {
            if index.layout.cell_of[a] != index.layout.cell_of[b] {
                continue;
            }
            let before = costs[a] + costs[b];
            index.swap(a, b);
            let after = index.cost_of_mark(a, before);
            if after < before {
                let (cost_a, cost_b) = (after + index.cost_of_name(a), index.cost(b));
                index.swap(a, b);
                (costs[a], costs[b]) = (index.cost(a), index.cost(b));
                if cost_a + cost_b < costs[a] + costs[b] - 1e-6 {
                    index.swap(a, b);
                    (costs[a], costs[b]) = (cost_a, cost_b);
                }
            } else {
                index.swap(a, b);
            }
        }
    }
}

/// Removes each label that overlaps a larger one or a mark, or extends beyond the canvas.
fn remove_overlapping(index: &mut CostIndex) {
    let canvas = Rect::sized(0.0, 0.0, index.layout.width, index.layout.height);
    let mut shown: Vec<Rect> = Vec::new();
    for entity in by_tier(index) {
        let Some(name) = index.names[entity] else { continue };
        let marks = (0..index.layout.at.len()).filter(|&other| other != entity);
        let on_mark = marks.into_iter().any(|other| {
            let mark = Rect::round(index.layout.at[other], index.layout.radius[other]);
            name.overlap(&mark) > 0.0
        });
        let on_name = shown.iter().any(|other| name.overlap(other) > 0.0);
        if on_mark || on_name || name.outside(&canvas) > 0.0 {
            index.layout.labels[entity].side = None;
        } else {
            shown.push(name);
        }
    }
}
