//! The outline of a cluster: a rounded hull of its marks and labels, within its cell.

use crate::export::map::geometry;
use crate::export::map::geometry::CLOCK;
use crate::export::map::geometry::Point;
use crate::export::map::label;
use crate::export::map::layout::MapLayout;
use crate::export::map::path_data::PathData;

/// The distance of the outline from marks.
const DISTANCE: f64 = 30.0;

/// The greatest length of a side that is rounded off at a corner.
const ROUNDING: f64 = 34.0;

/// The outline around these nodes as SVG path data; empty if there are none.
pub fn outline(layout: &MapLayout, nodes: &[usize]) -> String {
    let mut points = Vec::new();
    for &node in nodes {
        let at = layout.at[node];
        let cell = layout.cells[layout.cell_of[node]];
        points.extend(CLOCK.iter().map(|(x, y)| cell.clamp(at.plus(x * DISTANCE, y * DISTANCE))));
        let label = &layout.labels[node];
        if let Some(side) = label.side {
            let name = label::place(at, layout.radius[node], label.size, side).grown(18.0, 12.0);
            let corners = [(name.left, name.top), (name.right, name.top)];
            let lower = [(name.left, name.bottom), (name.right, name.bottom)];
            let corners = corners.into_iter().chain(lower);
            points.extend(corners.map(|(x, y)| cell.clamp(Point::new(x, y))));
        }
    }
    rounded(&hull(points))
}

/// The convex hull, clockwise on the screen (Andrew's monotone chain).
fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    points.dedup();
    let half = |points: &mut dyn Iterator<Item = Point>| {
        let mut hull: Vec<Point> = Vec::new();
        for p in points {
            while hull.len() > 1
                && geometry::turn(hull[hull.len() - 2], hull[hull.len() - 1], p) <= 0.0
            {
                hull.pop();
            }
            hull.push(p);
        }
        hull.pop();
        hull
    };
    let mut hull = half(&mut points.iter().copied());
    hull.extend(half(&mut points.iter().rev().copied()));
    hull
}

/// Path data with straight sides and round corners. Short sides are curved all along.
fn rounded(hull: &[Point]) -> String {
    if hull.len() < 3 {
        return String::new();
    }
    let mut path = PathData::default();
    for (i, &corner) in hull.iter().enumerate() {
        let before = hull[(i + hull.len() - 1) % hull.len()];
        let after = hull[(i + 1) % hull.len()];
        let (from, to) = (towards(corner, before), towards(corner, after));
        if i == 0 { path.start(from) } else { path.line(from) }.bend(corner, to);
    }
    path.close().data().to_string()
}

/// A point on the way from a corner to another.
fn towards(corner: Point, other: Point) -> Point {
    let length = corner.distance(other).max(1e-9);
    let share = (ROUNDING / length).min(0.5);
    corner.plus((other.x - corner.x) * share, (other.y - corner.y) * share)
}
