//! The layout of a map: the canvas, its cells, and the position of each mark and name.

use crate::export::map::geometry::{Point, Rect};
use crate::export::map::label::Label;

/// The shape of the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canvas {
    /// For screens and print: wider than high, as large as its content needs.
    Wide,
    /// For phones: of fixed width, as high as its content needs.
    Tall,
}

/// Where everything on a map is. All lengths are in pixels.
#[derive(Clone, Debug, Default)]
pub struct MapLayout {
    /// The width of the canvas, without the legend.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// For each node the index of its cell.
    pub cell_of: Vec<usize>,
    /// The cells: one for each cluster, then one for each entity that belongs to several.
    pub cells: Vec<Rect>,
    /// For each cluster its tint, less than `palette::TINTS`.
    pub tints: Vec<usize>,
    /// For each node the position of its mark.
    pub at: Vec<Point>,
    /// For each node the radius of its mark.
    pub radius: Vec<f64>,
    /// For each node the label beside its mark.
    pub labels: Vec<Label>,
}
