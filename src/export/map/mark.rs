//! The mark of each kind, which differs in shape as well as in colour.

use crate::export::map::geometry::Point;
use crate::export::map::path_data::PathData;
use crate::export::map::text::number;
use crate::vocabulary::Kind;

/// The radius in pixels, in four steps by the number of edges.
pub fn radius(kind: Kind, degree: usize) -> f64 {
    let step = match degree {
        0..=1 => 0,
        2..=3 => 1,
        4..=5 => 2,
        _ => 3,
    };
    let steps = match kind {
        Kind::Person | Kind::Company => [5.0, 6.0, 7.5, 9.0],
        Kind::Topic => [6.0, 7.5, 9.5, 12.0],
        Kind::Tool => [6.5, 7.5, 9.0, 11.0],
        Kind::Event => [8.0, 9.0, 11.0, 13.0],
        Kind::Talk => [3.0, 3.2, 3.5, 4.0],
        Kind::Note => [6.0, 6.0, 7.0, 8.0],
    };
    steps[step]
}

/// The mark as an SVG element.
pub fn mark(kind: Kind, at: Point, radius: f64) -> String {
    let corners: &[(f64, f64)] = match kind {
        Kind::Person | Kind::Topic | Kind::Talk => {
            let (x, y, r) = (number(at.x), number(at.y), number(radius));
            return format!(r#"<circle class="m" cx="{x}" cy="{y}" r="{r}"/>"#);
        }
        Kind::Company => &[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
        Kind::Event => &[(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)],
        Kind::Tool => {
            &[(-0.5, -0.87), (0.5, -0.87), (1.0, 0.0), (0.5, 0.87), (-0.5, 0.87), (-1.0, 0.0)]
        }
        Kind::Note => &[(-0.7, -1.0), (0.3, -1.0), (0.7, -0.6), (0.7, 1.0), (-0.7, 1.0)],
    };
    let mut path = PathData::default();
    for (i, (x, y)) in corners.iter().enumerate() {
        let corner = at.plus(x * radius, y * radius);
        if i == 0 {
            path.start(corner)
        } else {
            path.line(corner)
        };
    }
    format!(r#"<path class="m" d="{}"/>"#, path.close().data())
}
