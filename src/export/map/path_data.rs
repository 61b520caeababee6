//! SVG path data, as short as possible: each point relative to the one before, in whole tenths of a
//! pixel, so that rounding errors do not add up.

use crate::export::map::geometry::Point;
use crate::query::SURE;

/// Builds the path data of an SVG path.
#[derive(Clone, Debug, Default)]
pub struct PathData {
    out: String,
    at: (i64, i64),
    /// The command that the next numbers would belong to.
    command: char,
}

impl PathData {
    /// Starts a line at a position.
    pub fn start(&mut self, at: Point) -> &mut PathData {
        self.out.push('M');
        self.at = (0, 0);
        self.by(&[at]);
        self.command = 'M';
        self
    }

    /// Adds a straight line; nothing if it would have no length.
    pub fn line(&mut self, to: Point) -> &mut PathData {
        match (tenths(to.x) - self.at.0, tenths(to.y) - self.at.1) {
            (0, 0) => {}
            (x, 0) => self.command('h').number(x),
            (0, y) => self.command('v').number(y),
            _ => self.command('l').by(&[to]),
        }
        self.at = (tenths(to.x), tenths(to.y));
        self
    }

    /// Adds a quadratic curve with one control point.
    pub fn bend(&mut self, control: Point, to: Point) -> &mut PathData {
        self.command('q').by(&[control, to]);
        self
    }

    /// Adds a cubic curve with two control points.
    pub fn curve(&mut self, controls: [Point; 2], to: Point) -> &mut PathData {
        self.command('c').by(&[controls[0], controls[1], to]);
        self
    }

    /// Closes the path.
    pub fn close(&mut self) -> &mut PathData {
        self.out.push('z');
        self.command = 'z';
        self
    }

    /// The path data: the value of the attribute `d`.
    pub fn data(&self) -> &str {
        &self.out
    }

    fn command(&mut self, command: char) -> &mut PathData {
        if self.command != command {
            self.out.push(command);
            self.command = command;
        }
        self
    }

    /// Adds points relative to the current one; the last becomes the current one.
    fn by(&mut self, points: &[Point]) {
        let from = self.at;
        for point in points {
            self.at = (tenths(point.x), tenths(point.y));
            self.number(self.at.0 - from.0);
            self.number(self.at.1 - from.1);
        }
    }

    /// Adds a number of tenths, with a space only where the numbers would run together.
    fn number(&mut self, tenths: i64) {
        let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
        if tenths < 0 {
            self.out.push('-');
        } else if self.out.ends_with(|c: char| c.is_ascii_digit()) {
            self.out.push(' ');
        }
        if whole > 0 || part == 0 {
            self.out += &whole.to_string();
        }
        if part > 0 {
            self.out += &format!(".{part}");
        }
    }
}

/// Curved lines: one path for all sure ones, and one for the others.
#[derive(Clone, Debug, Default)]
pub struct CurvedLines {
    sure: PathData,
    unsure: PathData,
}

impl CurvedLines {
    /// Adds a line with two control points.
    pub fn add(&mut self, confidence: f32, from: Point, controls: [Point; 2], to: Point) {
        let path = if confidence < SURE { &mut self.unsure } else { &mut self.sure };
        path.start(from).curve(controls, to);
    }

    /// The lines as SVG, followed by the labels; hidden from screen readers, which get the same from other
    /// elements.
    pub fn svg(&self, labels: &str) -> String {
        let path = |(path, class): (&PathData, &str)| match path.data() {
            "" => String::new(),
            data => format!("<path{class} d=\"{data}\"/>\n"),
        };
        let paths = [(&self.sure, ""), (&self.unsure, " class=\"unsure\"")].map(path);
        format!("<g class=\"e\" aria-hidden=\"true\">\n{}{labels}</g>\n", paths.concat())
    }
}

fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}
