//! A first layout by forces: edges attract, other entities repel each other, all within their cells.
//!
//! Source: Fruchterman and Reingold, “Graph drawing by force-directed placement” (1991), with names
//! counted as part of their marks.
//! Cost: rounds × entities².

use crate::export::map::geometry::{Point, Rect};
use crate::export::map::layout::MapLayout;
use crate::query::map::MapView;

/// The number of rounds; the steps get smaller from the first to the last.
const ROUNDS: usize = 260;

/// The least distance from a side of a cell to a mark.
pub const MARGIN: f64 = 34.0;

/// Moves the marks of a layout from anywhere to their first positions.
pub fn relax(view: &MapView, layout: &mut MapLayout) {
    scatter(layout);
    let areas: Vec<Rect> = layout.cells.iter().map(|c| c.grown(-MARGIN, -MARGIN * 0.9)).collect();
    let mut members = vec![0usize; layout.cells.len()];
    layout.cell_of.iter().for_each(|&c| members[c] += 1);
    let ideal: Vec<f64> = areas
        .iter()
        .zip(&members)
        .map(|(area, &n)| (area.width() * area.height() / n.max(1) as f64).sqrt() * 0.8)
        .collect();
    for round in 0..ROUNDS {
        let step = 14.0 * (1.0 - round as f64 / ROUNDS as f64) + 0.5;
        let mut push = vec![(0.0, 0.0); layout.at.len()];
        repel(layout, &ideal, &mut push);
        attract(view, layout, &ideal, &mut push);
        for (i, (x, y)) in push.into_iter().enumerate() {
            let length = (x * x + y * y).sqrt().max(1e-9);
            let along = length.min(step) / length;
            let moved = layout.at[i].plus(x * along, y * along);
            layout.at[i] = areas[layout.cell_of[i]].clamp(moved);
        }
    }
    fill(layout, &areas);
}

/// The start: a sunflower pattern in the middle of each cell, the best connected first.
fn scatter(layout: &mut MapLayout) {
    // Cosine and sine of the golden angle.
    const TURN: (f64, f64) = (-0.737_368_878, 0.675_490_294);
    let mut placed = vec![0usize; layout.cells.len()];
    let mut ray = vec![(1.0, 0.0); layout.cells.len()];
    for i in 0..layout.at.len() {
        let cell = layout.cell_of[i];
        let far = 16.0 * (placed[cell] as f64).sqrt();
        let (x, y) = ray[cell];
        layout.at[i] = layout.cells[cell].center().plus(far * 1.5 * x, far * y);
        ray[cell] = (x * TURN.0 - y * TURN.1, x * TURN.1 + y * TURN.0);
        placed[cell] += 1;
    }
}

fn repel(layout: &MapLayout, ideal: &[f64], push: &mut [(f64, f64)]) {
    for a in 0..layout.at.len() {
        for b in a + 1..layout.at.len() {
            if layout.cell_of[a] != layout.cell_of[b] {
                continue;
            }
            let ideal = ideal[layout.cell_of[a]];
            let (x, y) = (layout.at[a].x - layout.at[b].x, layout.at[a].y - layout.at[b].y);
            let distance = (x * x + y * y).max(1.0);
            let force = ideal * ideal / distance * 0.5;
            let (mut fx, mut fy) = (force * x / distance.sqrt(), force * y / distance.sqrt());
            // Names are wide and low: side by side they need more area than one above another.
            let need = 30.0 + (layout.labels[a].size.0 + layout.labels[b].size.0) * 0.4;
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

fn attract(view: &MapView, layout: &MapLayout, ideal: &[f64], push: &mut [(f64, f64)]) {
    for edge in &view.edges {
        let (a, b) = (edge.source, edge.target);
        let (from, to): (Point, Point) = (layout.at[a], layout.at[b]);
        let distance = from.distance(to).max(1.0);
        let force = if layout.cell_of[a] == layout.cell_of[b] {
            distance * distance / ideal[layout.cell_of[a]] * 0.14
        } else {
            // Between cells the force is the same at any distance.
            6.0
        };
        let (x, y) = ((to.x - from.x) / distance * force, (to.y - from.y) / distance * force);
        push[a] = (push[a].0 + x, push[a].1 + y);
        push[b] = (push[b].0 - x, push[b].1 - y);
    }
}

/// Stretches each cluster to fill its cell.
fn fill(layout: &mut MapLayout, areas: &[Rect]) {
    for (cell, area) in areas.iter().enumerate() {
        let inside: Vec<usize> =
            (0..layout.at.len()).filter(|&i| layout.cell_of[i] == cell).collect();
        let bounds = inside.iter().fold(None, |bounds: Option<Rect>, &i| {
            let p = layout.at[i];
            let b = bounds.unwrap_or(Rect::round(p, 0.0));
            Some(Rect {
                left: b.left.min(p.x),
                top: b.top.min(p.y),
                right: b.right.max(p.x),
                bottom: b.bottom.max(p.y),
            })
        });
        let Some(bounds) = bounds else { continue };
        let stretch = |area: f64, used: f64| (area / used.max(1.0)).min(2.2);
        let (x, y) =
            (stretch(area.width(), bounds.width()), stretch(area.height(), bounds.height()));
        let (from, to) = (bounds.center(), area.center());
        for i in inside {
            let p = layout.at[i];
            layout.at[i] = Point::new(to.x + (p.x - from.x) * x, to.y + (p.y - from.y) * y);
        }
    }
}
