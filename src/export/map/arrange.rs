//! Arranges a map: from a view to a layout.

use crate::export::map::cells;
use crate::export::map::force_layout;
use crate::export::map::label;
use crate::export::map::label::Tier;
use crate::export::map::layout::{Canvas, MapLayout};
use crate::export::map::refine;
use crate::query::map::MapView;

/// How many times the canvas may grow before a name is left out.
const GROWTHS: usize = 4;

/// Finds a position for everything. Large names are never left out: as long as there is no room for
/// one, the canvas grows by a seventh.
pub fn arrange(view: &MapView, canvas: Canvas) -> MapLayout {
    // Many edges need more room; trying a canvas that is too small takes as long as one that is not.
    let density = view.edges.len() as f64 / view.nodes.len().max(1) as f64;
    let mut scale = (density / 1.5).clamp(1.0, 1.32);
    for _ in 0..GROWTHS {
        let layout = attempt(view, canvas, scale);
        if layout.labels.iter().all(|l| l.side.is_some() || l.tier == Tier::Small) {
            return layout;
        }
        scale *= 1.15;
    }
    attempt(view, canvas, scale)
}

fn attempt(view: &MapView, canvas: Canvas, scale: f64) -> MapLayout {
    let labels = label::labels(view);
    let mut layout = cells::divide(view, labels, canvas, scale);
    force_layout::relax(view, &mut layout);
    refine::refine(view, &mut layout);
    layout
}
