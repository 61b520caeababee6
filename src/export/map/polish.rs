//! The drawing rules as costs, and a walk downhill: each mark tries other places nearby, each name
//! the eight places round its mark, two marks of a land change seats, as long as it helps.
//!
//! Source: Davidson and Harel, “Drawing graphs nicely using simulated annealing” (1996), without the
//! chance in it.
//! Cost: rounds × things × moves × (things + ties).

use crate::export::map::Plan;
use crate::export::map::boxes::Boxes;
use crate::export::map::geometry;
use crate::export::map::geometry::CLOCK;
use crate::export::map::geometry::Point;
use crate::export::map::geometry::Rect;
use crate::export::map::label;
use crate::export::map::label::SIDES;
use crate::export::map::label::Tier;
use crate::export::map::price;
use crate::export::map::springs::MARGIN;
use crate::query::map::MapView;
use crate::vocabulary::Kind;
use std::array::from_fn;

/// The longest steps in pixels that marks try, round by round; half of it too.
const STEPS: [f64; 7] = [90.0, 60.0, 40.0, 40.0, 24.0, 16.0, 8.0];

/// Things times ties from which every other round, and half the steps, have to do.
const LARGE: usize = 80_000;

/// The plan with what its costs are counted by.
struct Sheet<'a> {
    plan: &'a mut Plan,
    ties: Vec<(usize, usize)>,
    ties_of: Vec<Vec<usize>>,
    /// The lines of the ties, the boxes round them, and those round each mark and its name; like `names`
    /// kept in step by `put`.
    lines: Vec<(Point, Point)>,
    around_lines: Boxes,
    around_things: Boxes,
    named: Vec<bool>,
    /// The boxes of the names that stand, kept in step with the plan by `put`.
    names: Vec<Option<Rect>>,
    rooms: Vec<Rect>,
    ideal: Vec<f64>,
}

/// Moves marks and names until the drawing rules are broken as little as this walk can reach. A
/// name that would still stand on another name or mark is taken away.
pub fn polish(view: &MapView, plan: &mut Plan) {
    let mut sheet = sheet(view, plan);
    (0..view.nodes.len()).for_each(|thing| sheet.put(thing, sheet.plan.at[thing], None));
    for name in sheet.by_tier() {
        sheet.seek(name, &[]);
    }
    let large = sheet.ties.len() * sheet.plan.at.len() > LARGE;
    for (round, step) in STEPS.into_iter().enumerate() {
        if large && round % 2 == 1 {
            continue;
        }
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

fn sheet<'a>(view: &MapView, plan: &'a mut Plan) -> Sheet<'a> {
    let ties: Vec<(usize, usize)> = view.edges.iter().map(|e| (e.source, e.target)).collect();
    let mut ties_of = vec![Vec::new(); view.nodes.len()];
    for (t, &(a, b)) in ties.iter().enumerate() {
        ties_of[a].push(t);
        ties_of[b].push(t);
    }
    let named = view.nodes.iter().map(|n| n.kind != Kind::Talk).collect();
    let rooms: Vec<Rect> = plan.cells.iter().map(|c| c.grown(-MARGIN, -MARGIN * 0.9)).collect();
    let mut members = vec![0usize; plan.cells.len()];
    plan.cell_of.iter().for_each(|&c| members[c] += 1);
    let area = rooms.iter().map(|r| r.width() * r.height());
    let ideal = area.zip(&members).map(|(area, &n)| (area / n.max(1) as f64).sqrt()).collect();
    let names = vec![None; view.nodes.len()];
    let lines = ties.iter().map(|&(a, b)| (plan.at[a], plan.at[b])).collect();
    let (around_lines, around_things) = (Boxes::new(ties.len()), Boxes::new(view.nodes.len()));
    Sheet { plan, ties, ties_of, lines, around_lines, around_things, named, names, rooms, ideal }
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

    /// What the thing costs where it is now.
    fn cost(&self, thing: usize) -> f64 {
        self.cost_of_mark(thing, f64::MAX) + self.cost_of_name(thing)
    }

    /// What the mark and its ties cost, wherever its name stands. Stops counting beyond `limit`.
    fn cost_of_mark(&self, thing: usize, limit: f64) -> f64 {
        let mut cost = self.cost_of_length(thing) + self.cost_of_room(thing);
        if cost < limit {
            cost += self.cost_of_ties_over(thing);
        }
        for &tie in &self.ties_of[thing] {
            if cost < limit {
                cost += self.cost_of_tie(tie, thing);
            }
        }
        cost
    }

    /// How long the ties are.
    fn cost_of_length(&self, thing: usize) -> f64 {
        let mut cost = 0.0;
        for &tie in &self.ties_of[thing] {
            let (a, b) = self.ties[tie];
            let length = self.plan.at[a].distance(self.plan.at[b]);
            cost += if self.plan.cell_of[a] == self.plan.cell_of[b] {
                let share = length / self.ideal[self.plan.cell_of[a]];
                price::LENGTH * share * share
            } else {
                price::JOURNEY * length
            };
        }
        cost
    }

    /// Marks too near, and names of others that the mark is on.
    fn cost_of_room(&self, thing: usize) -> f64 {
        let at = self.plan.at[thing];
        let mark = self.mark(thing);
        let mut cost = 0.0;
        let near = Rect::round(at, f64::max(54.0, self.plan.radius[thing] + 20.0));
        for other in self.around_things.meeting(&near) {
            if other == thing || !self.is_near(thing, other) {
                continue;
            }
            let touch = self.plan.radius[thing] + self.plan.radius[other] + 4.0;
            let apart = at.distance(self.plan.at[other]);
            cost += price::TOUCH * (touch - apart).max(0.0);
            cost += price::CROWD * (touch + 16.0 - apart).max(0.0) + 0.5 * (54.0 - apart).max(0.0);
            if let Some(theirs) = self.names[other] {
                cost += price::OVERLAP * theirs.grown(6.0, 2.0).overlap(&mark);
            }
        }
        cost
    }

    /// Ties of others that run under the mark.
    fn cost_of_ties_over(&self, thing: usize) -> f64 {
        let near = Rect::round(self.plan.at[thing], self.plan.radius[thing] + 5.0);
        let near = self.around_lines.meeting(&near);
        let under = near.filter(|&tie| self.runs_under(tie, thing));
        price::UNDER_MARK * under.count() as f64
    }

    /// A tie of the thing: what it crosses, what names it strikes out, what marks it runs under.
    fn cost_of_tie(&self, own: usize, thing: usize) -> f64 {
        let (a, b) = self.lines[own];
        let mut cost = 0.0;
        let along = Rect::of_line(a, b);
        for other in self.around_things.meeting(&along.grown(3.0, 3.0)).filter(|&o| o != thing) {
            cost += self.names[other].map_or(0.0, |n| price::STRUCK * n.length_inside(a, b));
            cost += if self.runs_under(own, other) { price::UNDER_MARK } else { 0.0 };
        }
        for other in self.around_lines.meeting(&along) {
            let (c, d) = self.lines[other];
            if self.apart(own, other) && geometry::cross(a, b, c, d) {
                cost += price::CROSSING;
            }
        }
        cost
    }

    /// What the name costs where it stands, or that it does not.
    fn cost_of_name(&self, thing: usize) -> f64 {
        let label = &self.plan.labels[thing];
        let (Some(side), Some(name)) = (label.side, self.names[thing]) else {
            return match (self.named[thing], label.tier) {
                (false, _) => 0.0,
                (true, Tier::Small) => price::UNNAMED,
                (true, _) => price::NEVER,
            };
        };
        let land = self.plan.cells[self.plan.cell_of[thing]].grown(-14.0, -9.0);
        let paper = Rect::sized(0.0, 0.0, self.plan.width, self.plan.height).grown(-8.0, -6.0);
        let mut cost = price::SIDE[side] + price::ABROAD * name.outside(&land);
        cost += price::NEVER * name.outside(&paper);
        let around = name.grown(6.0, 2.0);
        for other in self.around_things.meeting(&around) {
            if other == thing || !self.is_near(thing, other) {
                continue;
            }
            cost += price::OVERLAP * around.overlap(&self.mark(other));
            if let Some(theirs) = self.names[other] {
                cost += price::OVERLAP * around.overlap(&theirs);
                cost += if name.overlap(&theirs) > 0.0 { price::UNREADABLE } else { 0.0 };
            }
        }
        for tie in self.around_lines.meeting(&name) {
            let (a, b) = self.lines[tie];
            cost += price::STRUCK * name.length_inside(a, b);
        }
        cost
    }

    /// Whether names or marks of the two could meet.
    fn is_near(&self, one: usize, other: usize) -> bool {
        let (a, b) = (self.plan.at[one], self.plan.at[other]);
        (a.y - b.y).abs() < 80.0 && (a.x - b.x).abs() < 660.0
    }

    /// Whether two ties have no end in common.
    fn apart(&self, one: usize, other: usize) -> bool {
        let ((a, b), (c, d)) = (self.ties[one], self.ties[other]);
        a != c && a != d && b != c && b != d
    }

    fn runs_under(&self, tie: usize, thing: usize) -> bool {
        let (from, to) = self.ties[tie];
        let (a, b) = self.lines[tie];
        let near = self.plan.radius[thing] + 5.0;
        from != thing && to != thing && self.plan.at[thing].is_near_line(a, b, near)
    }

    fn mark(&self, thing: usize) -> Rect {
        Rect::round(self.plan.at[thing], self.plan.radius[thing] + 3.0)
    }

    /// Moves a thing, and its name to one of its places.
    fn put(&mut self, thing: usize, at: Point, side: Option<usize>) {
        self.plan.at[thing] = at;
        let (radius, label) = (self.plan.radius[thing], &mut self.plan.labels[thing]);
        label.side = side;
        let name = side.map(|side| label::place(at, radius, label.size, side));
        self.names[thing] = name;
        let mark = self.mark(thing);
        self.around_things.set(thing, &name.map_or(mark, |name| name.with(&mark)));
        for &tie in &self.ties_of[thing] {
            let (a, b) = self.ties[tie];
            let line = (self.plan.at[a], self.plan.at[b]);
            self.lines[tie] = line;
            self.around_lines.set(tie, &Rect::of_line(line.0, line.1));
        }
    }

    fn change_seats(&mut self, a: usize, b: usize) {
        let (at_a, at_b) = (self.plan.at[a], self.plan.at[b]);
        self.put(a, at_b, self.plan.labels[a].side);
        self.put(b, at_a, self.plan.labels[b].side);
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
