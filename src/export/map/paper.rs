//! The paper, divided among the lands: each gets a cell by what it has to hold, neighbours that are
//! tied lie side by side, nothing overlaps and nothing is left over.
//!
//! Definition: the lands in a row are halved by need, again and again, each time across the longer
//! side; the order of the row is improved by swaps until none helps.
//! Cost: lands³ for a round of swaps; there are a dozen lands.

use crate::export::map::Plan;
use crate::export::map::geometry::Rect;
use crate::export::map::label::Label;
use crate::export::map::label::Tier;
use crate::export::map::mark;
use crate::export::map::palette;
use crate::query::map::MapView;
use crate::vocabulary::Kind;

/// The shape of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// For screens and print: wider than high, as large as its content asks for.
    Wide,
    /// For phones: of one width, as high as its content asks for.
    Tall,
}

/// The wide paper of the design, in pixels.
const WIDE: (f64, f64) = (1100.0, 640.0);

/// The width of the tall paper, and its least height.
const TALL: (f64, f64) = (360.0, 400.0);

/// How many times the ground of its marks and names a land needs to be at ease.
const EASE: f64 = 1.5;

/// Rounds of swaps.
const ROUNDS: usize = 8;

/// Chooses the paper's size by what there is to hold, enlarged by `scale`, and gives each land its
/// cell.
pub fn divide(view: &MapView, labels: Vec<Label>, paper: Paper, scale: f64) -> Plan {
    let mut cells = view.lands;
    let mut cell_of = Vec::with_capacity(view.nodes.len());
    for node in &view.nodes {
        cell_of.push(node.land.unwrap_or_else(|| {
            cells += 1;
            cells - 1
        }));
    }
    let radius = view.nodes.iter().map(|n| mark::radius(n.kind, n.links)).collect();
    let needs = needs(view, &labels, &cell_of, cells);
    let (width, height) = size(needs.iter().sum(), paper, scale);
    let paper = Rect::sized(0.0, 0.0, width, height).grown(-10.0, -10.0);
    let pull = pull(view, &cell_of, cells);
    let widest = widest(&labels, &cell_of, cells);
    let order = best_order(&needs, &widest, &pull, paper);
    let at = vec![paper.center(); view.nodes.len()];
    let cells = cut(&order, &needs, paper);
    let tints = tints(&cells[..view.lands]);
    Plan { width, height, cell_of, cells, tints, at, radius, labels }
}

/// A tint for each land: the least used of those that no neighbour has, so that no two lands side
/// by side look like one.
fn tints(cells: &[Rect]) -> Vec<usize> {
    let mut tints: Vec<usize> = Vec::with_capacity(cells.len());
    for (land, cell) in cells.iter().enumerate() {
        let near = cell.grown(12.0, 12.0);
        let used = |tint: usize| tints.iter().filter(|&&t| t == tint).count();
        let taken = |tint: usize| {
            (0..land).any(|other| tints[other] == tint && near.overlap(&cells[other]) > 0.0)
        };
        let tint = (0..palette::TINTS).min_by_key(|&tint| (taken(tint), used(tint), tint));
        tints.push(tint.unwrap_or(0));
    }
    tints
}

/// What each cell has to hold, in square pixels.
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

/// How wide each cell should be for its longest name.
fn widest(labels: &[Label], cell_of: &[usize], cells: usize) -> Vec<f64> {
    let mut widest = vec![200.0; cells];
    for (label, &cell) in labels.iter().zip(cell_of) {
        if label.tier != Tier::Small {
            widest[cell] = f64::max(widest[cell], label.size.0 + 56.0);
        }
    }
    widest
}

/// As large as its content asks for, in steps of 20 pixels.
fn size(need: f64, paper: Paper, scale: f64) -> (f64, f64) {
    let step = |length: f64| (length / 20.0).ceil() * 20.0;
    match paper {
        Paper::Wide => {
            let full = WIDE.0 * WIDE.1;
            let share = (need * EASE / full).sqrt().max(0.5) * scale;
            (step(WIDE.0 * share), step(WIDE.1 * share))
        }
        Paper::Tall => (TALL.0, step((need * EASE / TALL.0).max(TALL.1) * scale)),
    }
}

/// How strongly each two cells are tied.
fn pull(view: &MapView, cell_of: &[usize], cells: usize) -> Vec<Vec<f64>> {
    let mut pull = vec![vec![0.0; cells]; cells];
    for edge in &view.edges {
        let (a, b) = (cell_of[edge.source], cell_of[edge.target]);
        pull[a][b] += 1.0;
        pull[b][a] += 1.0;
    }
    pull
}

/// The order of the row that gives the best cells, as far as swaps of two and moves of one find it.
fn best_order(needs: &[f64], widest: &[f64], pull: &[Vec<f64>], paper: Rect) -> Vec<usize> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    let mut best = cost(&order, needs, widest, pull, paper);
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
                let cost = cost(&moved, needs, widest, pull, paper);
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

/// What a row costs: tied cells far apart, and cells that are no good for names, being narrow or
/// flat.
fn cost(order: &[usize], needs: &[f64], widest: &[f64], pull: &[Vec<f64>], paper: Rect) -> f64 {
    let cells = cut(order, needs, paper);
    let across = paper.width();
    let mut cost = 0.0;
    for (a, cell) in cells.iter().enumerate() {
        for b in 0..a {
            let apart = cell.center().distance(cells[b].center()) / across;
            cost += pull[a][b].sqrt() * apart;
        }
        let ratio = cell.width() / cell.height().max(1.0);
        cost += 0.5 * ((1.0 / ratio - 1.0).max(0.0) + (ratio - 2.4).max(0.0));
        cost += (widest[a] - cell.width()).max(0.0) / 60.0 + (90.0 - cell.height()).max(0.0) / 40.0;
    }
    cost
}

/// Halves the row by need, and the paper with it, until each has its cell.
fn cut(order: &[usize], needs: &[f64], paper: Rect) -> Vec<Rect> {
    let mut cells = vec![paper; needs.len()];
    let mut open = vec![(0, order.len(), paper)];
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

/// Where to cut a row of two or more so that both parts need about the same, and the first's share.
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

/// Cuts a box across its longer side; names are wide, so a box counts as long only well beyond a
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
