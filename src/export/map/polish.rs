//! The drawing rules as costs, and a walk downhill: each mark tries other places nearby, each name
//! the eight places round its mark, two marks of a land change seats, as long as it helps.
//!
//! Source: Davidson and Harel, “Drawing graphs nicely using simulated annealing” (1996), without the
//! chance in it.
//! Cost: rounds × things × moves × (things + ties).

use crate::export::map::Plan;
use crate::export::map::geometry::CLOCK;
use crate::export::map::geometry::Rect;
use crate::export::map::label::SIDES;
use crate::export::map::sheet;
use crate::export::map::sheet::Sheet;
use crate::query::map::MapView;
use std::array::from_fn;

/// The longest steps in pixels that marks try, round by round; half of it too.
const STEPS: [f64; 7] = [90.0, 60.0, 40.0, 40.0, 24.0, 16.0, 8.0];

/// Things times ties from which every other round, and half the steps, have to do; of twice as many
/// every third round.
const LARGE: usize = 80_000;

/// Moves marks and names until the drawing rules are broken as little as this walk can reach. A
/// name that would still stand on another name or mark is taken away.
pub fn polish(view: &MapView, plan: &mut Plan) {
    let mut sheet = sheet::sheet(view, plan);
    for name in sheet.by_tier() {
        sheet.seek(name, &[]);
    }
    let pace = 1 + (sheet.ties.len() * sheet.plan.at.len() / LARGE).min(2);
    let large = pace > 1;
    for (round, step) in STEPS.into_iter().enumerate().step_by(pace) {
        if round == 0 || round < 3 && !large {
            sheet.swap_seats();
        }
        let steps = if large { &[step][..] } else { &[step, step / 2.0][..] };
        for thing in 0..sheet.plan.at.len() {
            sheet.seek(thing, steps);
        }
    }
    sheet.clear();
}

impl Sheet<'_> {
    /// The things with names, the greatest names first.
    fn by_tier(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.named.len()).filter(|&i| self.named[i]).collect();
        order.sort_by_key(|&i| (self.plan.labels[i].tier, i));
        order
    }

    /// Tries all places of a name, and all steps of its mark, and stays where it costs least.
    fn seek(&mut self, thing: usize, steps: &[f64]) {
        let here = self.plan.at[thing];
        let side = self.plan.labels[thing].side;
        let mut best = (self.cost(thing), here, side);
        let all: [Option<usize>; SIDES + 1] = from_fn(|side| (side < SIDES).then_some(side));
        let mut trials = vec![here];
        for step in steps {
            trials.extend(CLOCK.iter().map(|(x, y)| here.plus(x * step, y * step)));
        }
        for (t, trial) in trials.into_iter().enumerate() {
            let at = self.rooms[self.plan.cell_of[thing]].clamp(trial);
            self.put(thing, at, best.2);
            let of_mark = self.cost_of_mark(thing, best.0);
            if of_mark >= best.0 {
                continue;
            }
            let sides: &[Option<usize>] = match (self.named[thing], t) {
                (false, _) => &[None],
                (true, 0) => &all,
                (true, _) => &[Some(0), Some(1), best.2],
            };
            for &side in sides {
                self.put(thing, at, side);
                let cost = of_mark + self.cost_of_name(thing);
                if cost < best.0 - 1e-6 {
                    best = (cost, at, side);
                }
            }
        }
        self.put(thing, best.1, best.2);
    }

    /// Lets two things of a land change seats where that helps.
    fn swap_seats(&mut self) {
        // What each cost when it was looked at last: enough to see most changes refused.
        let mut costs: Vec<f64> = (0..self.plan.at.len()).map(|thing| self.cost(thing)).collect();
        for a in 0..costs.len() {
            for b in a + 1..costs.len() {
                if self.plan.cell_of[a] != self.plan.cell_of[b] {
                    continue;
                }
                let before = costs[a] + costs[b];
                self.change_seats(a, b);
                let after = self.cost_of_mark(a, before);
                if after < before {
                    let (cost_a, cost_b) = (after + self.cost_of_name(a), self.cost(b));
                    self.change_seats(a, b);
                    (costs[a], costs[b]) = (self.cost(a), self.cost(b));
                    if cost_a + cost_b < costs[a] + costs[b] - 1e-6 {
                        self.change_seats(a, b);
                        (costs[a], costs[b]) = (cost_a, cost_b);
                    }
                } else {
                    self.change_seats(a, b);
                }
            }
        }
    }

    /// Takes away each name that stands on a greater one or on a mark, or leaves the paper.
    fn clear(&mut self) {
        let paper = Rect::sized(0.0, 0.0, self.plan.width, self.plan.height);
        let mut standing: Vec<Rect> = Vec::new();
        for thing in self.by_tier() {
            let Some(name) = self.names[thing] else { continue };
            let marks = (0..self.plan.at.len()).filter(|&other| other != thing);
            let on_mark = marks.into_iter().any(|other| {
                let mark = Rect::round(self.plan.at[other], self.plan.radius[other]);
                name.overlap(&mark) > 0.0
            });
            let on_name = standing.iter().any(|other| name.overlap(other) > 0.0);
            if on_mark || on_name || name.outside(&paper) > 0.0 {
                self.plan.labels[thing].side = None;
            } else {
                standing.push(name);
            }
        }
    }
}
