//! The costs of a layout by the drawing rules, for each entity, and an index to compute them quickly.

use crate::export::map::box_index::BoxIndex;
use crate::export::map::force_layout::MARGIN;
use crate::export::map::geometry;
use crate::export::map::geometry::{Point, Rect};
use crate::export::map::label;
use crate::export::map::label::{SIDES, Tier};
use crate::export::map::layout::MapLayout;
use crate::query::map::MapView;
use crate::vocabulary::Kind;

/// Cost of two edges that cross.
const CROSSING: f64 = 30.0;
/// Cost of an edge that runs under a mark that it does not belong to: it would be misleading.
const UNDER_MARK: f64 = 160.0;
/// Cost of a pixel by which two marks overlap.
const TOUCH: f64 = 40.0;
/// Cost of a pixel by which two marks are too close.
const CROWD: f64 = 5.0;
/// Cost of a square pixel shared by two labels, or a label and a mark.
const OVERLAP: f64 = 3.0;
/// Cost of two labels that overlap at all.
const UNREADABLE: f64 = 120.0;
/// Cost of a pixel of an edge under a label.
const STRUCK: f64 = 0.35;
/// Cost of a pixel by which a label extends beyond its cluster.
const OUTSIDE: f64 = 7.0;
/// Cost of a small label that is not shown.
const UNNAMED: f64 = 70.0;
/// Cost of a label beyond the canvas, or a larger one that is not shown.
const NEVER: f64 = 1e5;
/// Cost of an edge within a cluster that is as long as the ideal distance there.
const LENGTH: f64 = 7.0;
/// Cost of a pixel of an edge between clusters.
const BETWEEN_CLUSTERS: f64 = 0.04;
/// Costs of the eight positions of a label: to the right is easiest to read.
const SIDE: [f64; SIDES] = [0.0, 4.0, 6.0, 5.0, 7.0, 7.0, 9.0, 9.0];

/// A layout with what is needed to compute its costs.
pub struct CostIndex<'a> {
    /// The layout.
    pub layout: &'a mut MapLayout,
    /// The edges, by both ends.
    pub edges: Vec<(usize, usize)>,
    edges_of: Vec<Vec<usize>>,
    /// The lines of the edges, the boxes around them, and the boxes around each mark with its label; like
    /// `names` updated by `put`.
    lines: Vec<(Point, Point)>,
    line_boxes: BoxIndex,
    entity_boxes: BoxIndex,
    /// Which entities can have a label.
    pub named: Vec<bool>,
    /// The boxes of the labels that are shown, updated by `put`.
    pub names: Vec<Option<Rect>>,
    /// For each cell where marks may be.
    pub bounds: Vec<Rect>,
    /// The ideal distance between entities of each cell.
    ideal: Vec<f64>,
}

impl<'a> CostIndex<'a> {
    /// The index of a layout without labels.
    pub fn new(view: &MapView, layout: &'a mut MapLayout) -> CostIndex<'a> {
        let edges: Vec<(usize, usize)> = view.edges.iter().map(|e| (e.source, e.target)).collect();
        let mut edges_of = vec![Vec::new(); view.nodes.len()];
        for (e, &(a, b)) in edges.iter().enumerate() {
            edges_of[a].push(e);
            edges_of[b].push(e);
        }
        let named = view.nodes.iter().map(|n| n.kind != Kind::Talk).collect();
        let bounds: Vec<Rect> =
            layout.cells.iter().map(|c| c.grown(-MARGIN, -MARGIN * 0.9)).collect();
        let mut members = vec![0usize; layout.cells.len()];
        layout.cell_of.iter().for_each(|&c| members[c] += 1);
        let area = bounds.iter().map(|r| r.width() * r.height());
        let ideal = area.zip(&members).map(|(area, &n)| (area / n.max(1) as f64).sqrt()).collect();
        let names = vec![None; view.nodes.len()];
        let lines = edges.iter().map(|&(a, b)| (layout.at[a], layout.at[b])).collect();
        let (line_boxes, entity_boxes) =
            (BoxIndex::new(edges.len()), BoxIndex::new(view.nodes.len()));
        let mut index = CostIndex {
            layout,
            edges,
            edges_of,
            lines,
            line_boxes,
            entity_boxes,
            named,
            names,
            bounds,
            ideal,
        };
        (0..view.nodes.len()).for_each(|entity| index.put(entity, index.layout.at[entity], None));
        index
    }

    /// The cost of an entity at its position.
    pub fn cost(&self, entity: usize) -> f64 {
        self.cost_of_mark(entity, f64::MAX) + self.cost_of_name(entity)
    }

    /// The cost of the mark and its edges, without its label. Stops counting beyond `limit`.
    pub fn cost_of_mark(&self, entity: usize, limit: f64) -> f64 {
        let mut cost = self.cost_of_length(entity) + self.cost_of_neighbours(entity);
        if cost < limit {
            cost += self.cost_of_edges_over(entity);
        }
        for &edge in &self.edges_of[entity] {
            if cost < limit {
                cost += self.cost_of_edge(edge, entity);
            }
        }
        cost
    }

    /// The cost of the length of the edges.
    fn cost_of_length(&self, entity: usize) -> f64 {
        let mut cost = 0.0;
        for &edge in &self.edges_of[entity] {
            let (a, b) = self.edges[edge];
            let length = self.layout.at[a].distance(self.layout.at[b]);
            cost += if self.layout.cell_of[a] == self.layout.cell_of[b] {
                let share = length / self.ideal[self.layout.cell_of[a]];
                LENGTH * share * share
            } else {
                BETWEEN_CLUSTERS * length
            };
        }
        cost
    }

    /// The cost of marks that are too close, and of labels under the mark.
    fn cost_of_neighbours(&self, entity: usize) -> f64 {
        let at = self.layout.at[entity];
        let mark = self.mark(entity);
        let mut cost = 0.0;
        let near = Rect::round(at, f64::max(54.0, self.layout.radius[entity] + 20.0));
        for other in self.entity_boxes.meeting(&near) {
            if other == entity || !self.is_near(entity, other) {
                continue;
            }
            let touch = self.layout.radius[entity] + self.layout.radius[other] + 4.0;
            let distance = at.distance(self.layout.at[other]);
            cost += TOUCH * (touch - distance).max(0.0);
            cost += CROWD * (touch + 16.0 - distance).max(0.0) + 0.5 * (54.0 - distance).max(0.0);
            if let Some(theirs) = self.names[other] {
                cost += OVERLAP * theirs.grown(6.0, 2.0).overlap(&mark);
            }
        }
        cost
    }

    /// The cost of edges of others under the mark.
    fn cost_of_edges_over(&self, entity: usize) -> f64 {
        let near = Rect::round(self.layout.at[entity], self.layout.radius[entity] + 5.0);
        let near = self.line_boxes.meeting(&near);
        let under = near.filter(|&edge| self.runs_under(edge, entity));
        UNDER_MARK * under.count() as f64
    }

    /// The cost of an edge of the entity: of edges that it crosses, and of labels and marks that it runs
    /// under.
    fn cost_of_edge(&self, own: usize, entity: usize) -> f64 {
        let (a, b) = self.lines[own];
        let mut cost = 0.0;
        let along = Rect::of_line(a, b);
        for other in self.entity_boxes.meeting(&along.grown(3.0, 3.0)).filter(|&o| o != entity) {
            cost += self.names[other].map_or(0.0, |n| STRUCK * n.length_inside(a, b));
            cost += if self.runs_under(own, other) { UNDER_MARK } else { 0.0 };
        }
        for other in self.line_boxes.meeting(&along) {
            let (c, d) = self.lines[other];
            if self.are_disjoint(own, other) && geometry::cross(a, b, c, d) {
                cost += CROSSING;
            }
        }
        cost
    }

    /// The cost of the label at its position, or of not showing it.
    pub fn cost_of_name(&self, entity: usize) -> f64 {
        let label = &self.layout.labels[entity];
        let (Some(side), Some(name)) = (label.side, self.names[entity]) else {
            return match (self.named[entity], label.tier) {
                (false, _) => 0.0,
                (true, Tier::Small) => UNNAMED,
                (true, _) => NEVER,
            };
        };
        let cluster = self.layout.cells[self.layout.cell_of[entity]].grown(-14.0, -9.0);
        let canvas = Rect::sized(0.0, 0.0, self.layout.width, self.layout.height).grown(-8.0, -6.0);
        let mut cost = SIDE[side] + OUTSIDE * name.outside(&cluster);
        cost += NEVER * name.outside(&canvas);
        let around = name.grown(6.0, 2.0);
        for other in self.entity_boxes.meeting(&around) {
            if other == entity || !self.is_near(entity, other) {
                continue;
            }
            cost += OVERLAP * around.overlap(&self.mark(other));
            if let Some(theirs) = self.names[other] {
                cost += OVERLAP * around.overlap(&theirs);
                cost += if name.overlap(&theirs) > 0.0 { UNREADABLE } else { 0.0 };
            }
        }
        for edge in self.line_boxes.meeting(&name) {
            let (a, b) = self.lines[edge];
            cost += STRUCK * name.length_inside(a, b);
        }
        cost
    }

    /// Whether the labels or marks of the two could meet.
    fn is_near(&self, one: usize, other: usize) -> bool {
        let (a, b) = (self.layout.at[one], self.layout.at[other]);
        (a.y - b.y).abs() < 80.0 && (a.x - b.x).abs() < 660.0
    }

    /// Whether two edges have no end in common.
    fn are_disjoint(&self, one: usize, other: usize) -> bool {
        let ((a, b), (c, d)) = (self.edges[one], self.edges[other]);
        a != c && a != d && b != c && b != d
    }

    fn runs_under(&self, edge: usize, entity: usize) -> bool {
        let (from, to) = self.edges[edge];
        let (a, b) = self.lines[edge];
        let near = self.layout.radius[entity] + 5.0;
        from != entity && to != entity && self.layout.at[entity].is_near_line(a, b, near)
    }

    /// The square around a mark.
    pub fn mark(&self, entity: usize) -> Rect {
        Rect::round(self.layout.at[entity], self.layout.radius[entity] + 3.0)
    }

    /// Moves an entity, and its label to one of the positions.
    pub fn put(&mut self, entity: usize, at: Point, side: Option<usize>) {
        self.layout.at[entity] = at;
        let (radius, label) = (self.layout.radius[entity], &mut self.layout.labels[entity]);
        label.side = side;
        let name = side.map(|side| label::place(at, radius, label.size, side));
        self.names[entity] = name;
        let mark = self.mark(entity);
        self.entity_boxes.set(entity, &name.map_or(mark, |name| name.with(&mark)));
        for &edge in &self.edges_of[entity] {
            let (a, b) = self.edges[edge];
            let line = (self.layout.at[a], self.layout.at[b]);
            self.lines[edge] = line;
            self.line_boxes.set(edge, &Rect::of_line(line.0, line.1));
        }
    }

    /// Swaps the positions of two entities.
    pub fn swap(&mut self, a: usize, b: usize) {
        let (at_a, at_b) = (self.layout.at[a], self.layout.at[b]);
        self.put(a, at_b, self.layout.labels[a].side);
        self.put(b, at_a, self.layout.labels[b].side);
    }
}
