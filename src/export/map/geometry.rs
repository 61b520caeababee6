//! Points and boxes. Only exact arithmetic: no sines, no powers.

/// A point on the canvas, in pixels from the top left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// The twelve points of a clock face of radius one, from three o'clock on.
pub const CLOCK: [(f64, f64); 12] = [
    (1.0, 0.0),
    (0.866, 0.5),
    (0.5, 0.866),
    (0.0, 1.0),
    (-0.5, 0.866),
    (-0.866, 0.5),
    (-1.0, 0.0),
    (-0.866, -0.5),
    (-0.5, -0.866),
    (0.0, -1.0),
    (0.5, -0.866),
    (0.866, -0.5),
];

impl Point {
    /// The point `x`, `y`.
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// The point moved by `x`, `y`.
    pub fn plus(self, x: f64, y: f64) -> Point {
        Point { x: self.x + x, y: self.y + y }
    }

    /// The distance to another point.
    pub fn distance(self, other: Point) -> f64 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        (x * x + y * y).sqrt()
    }

    /// Whether the distance to the straight line between `a` and `b` is less than `near`.
    pub fn is_near_line(self, a: Point, b: Point, near: f64) -> bool {
        self.x > a.x.min(b.x) - near
            && self.x < a.x.max(b.x) + near
            && self.y > a.y.min(b.y) - near
            && self.y < a.y.max(b.y) + near
            && self.distance_to_line(a, b) < near
    }

    /// The distance to the straight line between `a` and `b`.
    pub fn distance_to_line(self, a: Point, b: Point) -> f64 {
        let (x, y) = (b.x - a.x, b.y - a.y);
        let length = (x * x + y * y).max(1e-9);
        let along = (((self.x - a.x) * x + (self.y - a.y) * y) / length).clamp(0.0, 1.0);
        self.distance(Point::new(a.x + along * x, a.y + along * y))
    }
}

/// On which side of the line from `a` to `b` the point lies, as a sign.
pub fn turn(a: Point, b: Point, p: Point) -> f64 {
    (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
}

/// Whether the straight lines `a`–`b` and `c`–`d` cross.
pub fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let disjoint = a.x.max(b.x) < c.x.min(d.x)
        || c.x.max(d.x) < a.x.min(b.x)
        || a.y.max(b.y) < c.y.min(d.y)
        || c.y.max(d.y) < a.y.min(b.y);
    !disjoint && turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
}

/// A box with sides parallel to the axes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left side.
    pub left: f64,
    /// Upper side.
    pub top: f64,
    /// Right side.
    pub right: f64,
    /// Lower side.
    pub bottom: f64,
}

impl Rect {
    /// The box of this size with its top left corner at `left`, `top`.
    pub fn sized(left: f64, top: f64, width: f64, height: f64) -> Rect {
        Rect { left, top, right: left + width, bottom: top + height }
    }

    /// The square around a circle.
    pub fn round(center: Point, radius: f64) -> Rect {
        Rect::sized(center.x - radius, center.y - radius, 2.0 * radius, 2.0 * radius)
    }

    /// The box around a straight line.
    pub fn of_line(a: Point, b: Point) -> Rect {
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        Rect { left, top: a.y.min(b.y), right, bottom: a.y.max(b.y) }
    }

    /// The box around both.
    pub fn with(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The width.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// The height.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The centre.
    pub fn center(&self) -> Point {
        Point::new((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// The box with a margin added on all sides; a negative one makes it smaller, at most to a point.
    pub fn grown(&self, x: f64, y: f64) -> Rect {
        let (x, y) = (x.max(-self.width() / 2.0), y.max(-self.height() / 2.0));
        Rect {
            left: self.left - x,
            top: self.top - y,
            right: self.right + x,
            bottom: self.bottom + y,
        }
    }

    /// The nearest point inside.
    pub fn clamp(&self, p: Point) -> Point {
        Point::new(p.x.max(self.left).min(self.right), p.y.max(self.top).min(self.bottom))
    }

    /// The area of the intersection.
    pub fn overlap(&self, other: &Rect) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    /// How far the box extends beyond another, the sum of all sides.
    pub fn outside(&self, other: &Rect) -> f64 {
        (other.left - self.left).max(0.0)
            + (other.top - self.top).max(0.0)
            + (self.right - other.right).max(0.0)
            + (self.bottom - other.bottom).max(0.0)
    }

    /// The length of the part of the straight line `a`–`b` inside the box.
    pub fn length_inside(&self, a: Point, b: Point) -> f64 {
        if a.x.max(b.x) < self.left
            || a.x.min(b.x) > self.right
            || a.y.max(b.y) < self.top
            || a.y.min(b.y) > self.bottom
        {
            return 0.0;
        }
        let (x, y) = (b.x - a.x, b.y - a.y);
        let (mut from, mut to) = (0.0f64, 1.0f64);
        for (start, step, low, high) in
            [(a.x, x, self.left, self.right), (a.y, y, self.top, self.bottom)]
        {
            if step.abs() < 1e-9 {
                if start < low || start > high {
                    return 0.0;
                }
                continue;
            }
            let (one, two) = ((low - start) / step, (high - start) / step);
            from = from.max(one.min(two));
            to = to.min(one.max(two));
        }
        (to - from).max(0.0) * (x * x + y * y).sqrt()
    }
}
