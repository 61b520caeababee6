//! A first layout: springs between what is tied, room between what is not, all within its cell.
//!
//! Source: Fruchterman and Reingold, “Graph drawing by force-directed placement” (1991), with names
//! counted as part of their marks.
//! Cost: rounds × things².

use crate::export::map::Plan;
use crate::export::map::geometry::Point;
use crate::export::map::geometry::Rect;
use crate::query::map::MapView;

/// Rounds; the steps shrink from first to last.
const ROUNDS: usize = 260;

/// From a cell's side to the nearest mark: shore, street and room to breathe.
pub const MARGIN: f64 = 34.0;

/// Moves the marks of a plan from wherever they are to their places.
pub fn relax(view: &MapView, plan: &mut Plan) {
    scatter(plan);
    let rooms: Vec<Rect> = plan.cells.iter().map(|c| c.grown(-MARGIN, -MARGIN * 0.9)).collect();
    let mut members = vec![0usize; plan.cells.len()];
    plan.cell_of.iter().for_each(|&c| members[c] += 1);
    let ideal: Vec<f64> = rooms
        .iter()
        .zip(&members)
        .map(|(room, &n)| (room.width() * room.height() / n.max(1) as f64).sqrt() * 0.8)
        .collect();
    for round in 0..ROUNDS {
        let step = 14.0 * (1.0 - round as f64 / ROUNDS as f64) + 0.5;
        let mut push = vec![(0.0, 0.0); plan.at.len()];
        repel(plan, &ideal, &mut push);
        attract(view, plan, &ideal, &mut push);
        for (i, (x, y)) in push.into_iter().enumerate() {
            let length = (x * x + y * y).sqrt().max(1e-9);
            let along = length.min(step) / length;
            let moved = plan.at[i].plus(x * along, y * along);
            plan.at[i] = rooms[plan.cell_of[i]].clamp(moved);
        }
    }
    fill(plan, &rooms);
}

/// Start: a sunflower in the middle of each cell, best connected first.
fn scatter(plan: &mut Plan) {
    // Cosine and sine of the golden angle.
    const TURN: (f64, f64) = (-0.737_368_878, 0.675_490_294);
    let mut seen = vec![0usize; plan.cells.len()];
    let mut ray = vec![(1.0, 0.0); plan.cells.len()];
    for i in 0..plan.at.len() {
        let cell = plan.cell_of[i];
        let far = 16.0 * (seen[cell] as f64).sqrt();
        let (x, y) = ray[cell];
        plan.at[i] = plan.cells[cell].center().plus(far * 1.5 * x, far * y);
        ray[cell] = (x * TURN.0 - y * TURN.1, x * TURN.1 + y * TURN.0);
        seen[cell] += 1;
    }
}

fn repel(plan: &Plan, ideal: &[f64], push: &mut [(f64, f64)]) {
    for a in 0..plan.at.len() {
        for b in a + 1..plan.at.len() {
            if plan.cell_of[a] != plan.cell_of[b] {
                continue;
            }
            let ideal = ideal[plan.cell_of[a]];
            let (x, y) = (plan.at[a].x - plan.at[b].x, plan.at[a].y - plan.at[b].y);
            let apart = (x * x + y * y).max(1.0);
            let force = ideal * ideal / apart * 0.5;
            let (mut fx, mut fy) = (force * x / apart.sqrt(), force * y / apart.sqrt());
            // Names are wide and low: side by side needs more room than one above another.
            let need = 30.0 + (plan.labels[a].size.0 + plan.labels[b].size.0) * 0.4;
            if y.abs() < 30.0 && x.abs() < need {
                let close = (1.0 - x.abs() / need) * (1.0 - y.abs() / 30.0);
                fx += 4.0 * close * x.signum();
                fy += 6.0 * close * y.signum();
            }
            push[a] = (push[a].0 + fx, push[a].1 + fy);
            push[b] = (push[b].0 - fx, push[b].1 - fy);
        }
    }
}

fn attract(view: &MapView, plan: &Plan, ideal: &[f64], push: &mut [(f64, f64)]) {
    for edge in &view.edges {
        let (a, b) = (edge.source, edge.target);
        let (from, to): (Point, Point) = (plan.at[a], plan.at[b]);
        let apart = from.distance(to).max(1.0);
        let force = if plan.cell_of[a] == plan.cell_of[b] {
            apart * apart / ideal[plan.cell_of[a]] * 0.14
        } else {
            // A tie over land pulls towards it, however far: the same for all.
            6.0
        };
        let (x, y) = ((to.x - from.x) / apart * force, (to.y - from.y) / apart * force);
        push[a] = (push[a].0 + x, push[a].1 + y);
        push[b] = (push[b].0 - x, push[b].1 - y);
    }
}

/// Stretches each land to use its whole cell.
fn fill(plan: &mut Plan, rooms: &[Rect]) {
    for (cell, room) in rooms.iter().enumerate() {
        let inside: Vec<usize> = (0..plan.at.len()).filter(|&i| plan.cell_of[i] == cell).collect();
        let bounds = inside.iter().fold(None, |bounds: Option<Rect>, &i| {
            let p = plan.at[i];
            let b = bounds.unwrap_or(Rect::round(p, 0.0));
            Some(Rect {
                left: b.left.min(p.x),
                top: b.top.min(p.y),
                right: b.right.max(p.x),
                bottom: b.bottom.max(p.y),
            })
        });
        let Some(bounds) = bounds else { continue };
        let ease = |room: f64, used: f64| (room / used.max(1.0)).min(2.2);
        let (x, y) = (ease(room.width(), bounds.width()), ease(room.height(), bounds.height()));
        let (from, to) = (bounds.center(), room.center());
        for i in inside {
            let p = plan.at[i];
            plan.at[i] = Point::new(to.x + (p.x - from.x) * x, to.y + (p.y - from.y) * y);
        }
    }
}
