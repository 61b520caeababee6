//! Divides the canvas into cells, one for each cluster: each as large as its content needs, clusters with
//! edges between them side by side, without overlaps or gaps.
//!
//! Definition: the clusters, in a row, are split into halves of equal need, again and again, each time
//! across the longer side; the order of the row is improved by swaps until none helps.
//! Cost: clusters³ for a round of swaps; there are a dozen clusters.

use crate::export::map::geometry::Rect;
use crate::export::map::label::{Label, Tier};
use crate::export::map::layout::{Canvas, MapLayout};
use crate::export::map::mark;
use crate::export::map::palette;
use crate::query::map::MapView;
use crate::vocabulary::Kind;

/// The size of a wide canvas for content of that area, in pixels.
const WIDE: (f64, f64) = (1100.0, 640.0);

/// The width of a tall canvas, and its least height.
const TALL: (f64, f64) = (360.0, 400.0);

/// The area of a cell, as a multiple of the area of its marks and labels.
const SPACING: f64 = 1.5;

/// Rounds of swaps.
const ROUNDS: usize = 8;

/// Chooses the size of the canvas by its content, enlarged by `scale`, and gives each cluster its cell.
pub fn divide(view: &MapView, labels: Vec<Label>, canvas: Canvas, scale: f64) -> MapLayout {
    let mut cells = view.clusters;
    let mut cell_of = Vec::with_capacity(view.nodes.len());
    for node in &view.nodes {
        cell_of.push(node.cluster.unwrap_or_else(|| {
            cells += 1;
            cells - 1
        }));
    }
    let radius = view.nodes.iter().map(|n| mark::radius(n.kind, n.degree)).collect();
    let needs = needs(view, &labels, &cell_of, cells);
    let (width, height) = size(needs.iter().sum(), canvas, scale);
    let area = Rect::sized(0.0, 0.0, width, height).grown(-10.0, -10.0);
    let edges = edge_counts(view, &cell_of, cells);
    let widest = widest(&labels, &cell_of, cells);
    let order = best_order(&needs, &widest, &edges, area);
    let at = vec![area.center(); view.nodes.len()];
    let cells = cut(&order, &needs, area);
    let tints = tints(&cells[..view.clusters]);
    MapLayout { width, height, cell_of, cells, tints, at, radius, labels }
}

/// A tint for each cluster: the least used of those that no neighbour has, so that no two neighbouring
/// clusters look like one.
fn tints(cells: &[Rect]) -> Vec<usize> {
    let mut tints: Vec<usize> = Vec::with_capacity(cells.len());
    for (cluster, cell) in cells.iter().enumerate() {
        let near = cell.grown(12.0, 12.0);
        let used = |tint: usize| tints.iter().filter(|&&t| t == tint).count();
        let taken = |tint: usize| {
            (0..cluster).any(|other| tints[other] == tint && near.overlap(&cells[other]) > 0.0)
        };
        let tint = (0..palette::TINTS).min_by_key(|&tint| (taken(tint), used(tint), tint));
        tints.push(tint.unwrap_or(0));
    }
    tints
}

/// The area of the content of each cell, in square pixels.
fn needs(view: &MapView, labels: &[Label], cell_of: &[usize], cells: usize) -> Vec<f64> {
    let mut needs = vec![2600.0; cells];
    for (i, node) in view.nodes.iter().enumerate() {
        let (width, height) = labels[i].size;
        needs[cell_of[i]] += match node.kind {
            Kind::Talk => 900.0,
            _ => (width + 34.0) * (height + 20.0),
        };
    }
    needs
}

/// The width that each cell needs for its longest label.
fn widest(labels: &[Label], cell_of: &[usize], cells: usize) -> Vec<f64> {
    let mut widest = vec![200.0; cells];
    for (label, &cell) in labels.iter().zip(cell_of) {
        if label.tier != Tier::Small {
            widest[cell] = f64::max(widest[cell], label.size.0 + 56.0);
        }
    }
    widest
}

/// The size of the canvas for its content, in steps of 20 pixels.
fn size(need: f64, canvas: Canvas, scale: f64) -> (f64, f64) {
    let step = |length: f64| (length / 20.0).ceil() * 20.0;
    match canvas {
        Canvas::Wide => {
            let full = WIDE.0 * WIDE.1;
            let share = (need * SPACING / full).sqrt().max(0.5) * scale;
            (step(WIDE.0 * share), step(WIDE.1 * share))
        }
        Canvas::Tall => (TALL.0, step((need * SPACING / TALL.0).max(TALL.1) * scale)),
    }
}

/// The number of edges between each two cells.
fn edge_counts(view: &MapView, cell_of: &[usize], cells: usize) -> Vec<Vec<f64>> {
    let mut counts = vec![vec![0.0; cells]; cells];
    for edge in &view.edges {
        let (a, b) = (cell_of[edge.source], cell_of[edge.target]);
        counts[a][b] += 1.0;
        counts[b][a] += 1.0;
    }
    counts
}

/// The order of the row with the best cells that swaps of two and moves of one find.
fn best_order(needs: &[f64], widest: &[f64], edges: &[Vec<f64>], area: Rect) -> Vec<usize> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    let mut best = cost(&order, needs, widest, edges, area);
    for _ in 0..ROUNDS {
        let before = best;
        for i in 0..order.len() {
            for j in 0..order.len() {
                let mut moved = order.clone();
                if i < j {
                    moved.swap(i, j);
                } else {
                    let cell = moved.remove(i);
                    moved.insert(j, cell);
                }
                let cost = cost(&moved, needs, widest, edges, area);
                if cost < best - 1e-9 {
                    (order, best) = (moved, cost);
                }
            }
        }
        if best == before {
            break;
        }
    }
    order
}

/// The cost of a row: of edges between distant cells, and of cells that are too narrow or flat for names.
fn cost(order: &[usize], needs: &[f64], widest: &[f64], edges: &[Vec<f64>], area: Rect) -> f64 {
    let cells = cut(order, needs, area);
    let width = area.width();
    let mut cost = 0.0;
    for (a, cell) in cells.iter().enumerate() {
        for b in 0..a {
            let distance = cell.center().distance(cells[b].center()) / width;
            cost += edges[a][b].sqrt() * distance;
        }
        let ratio = cell.width() / cell.height().max(1.0);
        cost += 0.5 * ((1.0 / ratio - 1.0).max(0.0) + (ratio - 2.4).max(0.0));
        cost += (widest[a] - cell.width()).max(0.0) / 60.0 + (90.0 - cell.height()).max(0.0) / 40.0;
    }
    cost
}

/// Splits the row by need, and the area with it, until each cluster has its cell.
fn cut(order: &[usize], needs: &[f64], area: Rect) -> Vec<Rect> {
    let mut cells = vec![area; needs.len()];
    let mut open = vec![(0, order.len(), area)];
    while let Some((from, to, rect)) = open.pop() {
        match to - from {
            0 => {}
            1 => cells[order[from]] = rect,
            _ => {
                let (middle, share) = halve(&order[from..to], needs);
                let (first, second) = split(rect, share);
                open.push((from, from + middle, first));
                open.push((from + middle, to, second));
            }
        }
    }
    cells
}

/// Where to split a row of two or more so that both parts need about the same, and the share of the first.
fn halve(row: &[usize], needs: &[f64]) -> (usize, f64) {
    let total: f64 = row.iter().map(|&c| needs[c]).sum();
    let mut best = (1, f64::MAX, 0.5);
    let mut sum = 0.0;
    for (i, &cell) in row[..row.len() - 1].iter().enumerate() {
        sum += needs[cell];
        let off = (sum * 2.0 - total).abs();
        if off < best.1 {
            best = (i + 1, off, sum / total);
        }
    }
    (best.0, best.2)
}

/// Splits a box across its longer side. Names are wide, so a box counts as wide only well beyond a
/// square.
fn split(rect: Rect, share: f64) -> (Rect, Rect) {
    if rect.width() > rect.height() * 1.35 {
        let at = rect.left + rect.width() * share;
        (Rect { right: at, ..rect }, Rect { left: at, ..rect })
    } else {
        let at = rect.top + rect.height() * share;
        (Rect { bottom: at, ..rect }, Rect { top: at, ..rect })
    }
}
