//! Path data, written as short as it can be: each point as the way from the one before, in whole
//! tenths of a pixel, so that nothing is lost by adding up.

use crate::export::map::geometry::Point;
use crate::query::SURE;

/// A path in the making.
#[derive(Clone, Debug, Default)]
pub struct Pen {
    out: String,
    at: (i64, i64),
    /// The command that the next numbers would continue.
    command: char,
}

impl Pen {
    /// Begins a line, with the place on the paper.
    pub fn start(&mut self, at: Point) -> &mut Pen {
        self.out.push('M');
        self.at = (0, 0);
        self.by(&[at]);
        self.command = 'M';
        self
    }

    /// Draws a straight line; nothing if the pen is there already.
    pub fn line(&mut self, to: Point) -> &mut Pen {
        match (tenths(to.x) - self.at.0, tenths(to.y) - self.at.1) {
            (0, 0) => {}
            (x, 0) => self.command('h').number(x),
            (0, y) => self.command('v').number(y),
            _ => self.command('l').by(&[to]),
        }
        self.at = (tenths(to.x), tenths(to.y));
        self
    }

    /// Draws a bend: a quadratic curve with one point to pull it.
    pub fn bend(&mut self, pull: Point, to: Point) -> &mut Pen {
        self.command('q').by(&[pull, to]);
        self
    }

    /// Draws a cubic curve with two points to pull it.
    pub fn curve(&mut self, pulls: [Point; 2], to: Point) -> &mut Pen {
        self.command('c').by(&[pulls[0], pulls[1], to]);
        self
    }

    /// Closes the line.
    pub fn close(&mut self) -> &mut Pen {
        self.out.push('z');
        self.command = 'z';
        self
    }

    /// What was drawn, as the value of the attribute `d`.
    pub fn data(&self) -> &str {
        &self.out
    }

    fn command(&mut self, command: char) -> &mut Pen {
        if self.command != command {
            self.out.push(command);
            self.command = command;
        }
        self
    }

    /// Points as seen from where the pen is; the last is where it is then.
    fn by(&mut self, points: &[Point]) {
        let from = self.at;
        for point in points {
            self.at = (tenths(point.x), tenths(point.y));
            self.number(self.at.0 - from.0);
            self.number(self.at.1 - from.1);
        }
    }

    /// A number of tenths, with a space only where it would run into the one before.
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

/// Curved lines, one path for all that are sure and one for the rest.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    sure: Pen,
    unsure: Pen,
}

impl Lines {
    /// Adds a line with two points to pull it.
    pub fn add(&mut self, confidence: f32, from: Point, pulls: [Point; 2], to: Point) {
        let pen = if confidence < SURE { &mut self.unsure } else { &mut self.sure };
        pen.start(from).curve(pulls, to);
    }

    /// The lines as SVG, and the words between them; all of it is told elsewhere to who cannot see.
    pub fn drawn(&self, words: &str) -> String {
        let path = |(pen, class): (&Pen, &str)| match pen.data() {
            "" => String::new(),
            data => format!("<path{class} d=\"{data}\"/>\n"),
        };
        let paths = [(&self.sure, ""), (&self.unsure, " class=\"unsure\"")].map(path);
        format!("<g class=\"e\" aria-hidden=\"true\">\n{}{words}</g>\n", paths.concat())
    }
}

fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}
