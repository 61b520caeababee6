//! The key to a map's marks and lines, of what is on it alone.

use crate::export::map::geometry::Point;
use crate::export::map::mark;
use crate::export::map::text;
use crate::export::map::text::number;
use crate::query::map::MapView;
use crate::vocabulary::Kind;

/// Height of a line of the legend, in pixels.
const LINE: f64 = 24.0;

/// From the paper's left side.
const LEFT: f64 = 24.0;

/// The legend below a paper of this size: its own height and its SVG.
pub fn legend(view: &MapView, width: f64, top: f64) -> (f64, String) {
    let mut out = String::from("<g class=\"legend\">\n");
    let (mut x, mut y) = (LEFT, top + 18.0);
    for (sign, words) in signs(view) {
        let room = 30.0 + sign.width() + text::width(words, 11.5);
        if x + room > width && x > LEFT {
            (x, y) = (LEFT, y + LINE);
        }
        out += &sign.drawn(x, y - 4.0);
        let at = number(x + sign.width() + 8.0);
        out += &format!("<text class=\"cap\" x=\"{at}\" y=\"{}\">{words}</text>\n", number(y));
        x += room;
    }
    if let Some(words) = cut(view) {
        y += LINE;
        let (x, y) = (number(LEFT - 6.0), number(y));
        out += &format!("<text class=\"cap\" x=\"{x}\" y=\"{y}\">{words}</text>\n");
    }
    (y + 16.0 - top, out + "</g>\n")
}

/// What the legend explains.
enum Sign {
    Mark(Kind),
    Tie,
    Doubt,
    Tint,
}

impl Sign {
    fn width(&self) -> f64 {
        match self {
            Sign::Mark(_) => 6.0,
            Sign::Tie | Sign::Doubt => 26.0,
            Sign::Tint => 16.0,
        }
    }

    fn drawn(&self, x: f64, y: f64) -> String {
        let (left, middle) = (number(x), number(y));
        match self {
            Sign::Mark(kind) => {
                let radius = match kind {
                    Kind::Talk => 3.2,
                    Kind::Event => 7.0,
                    Kind::Tool => 6.5,
                    _ => 5.5,
                };
                let mark = mark::mark(*kind, Point::new(x, y), radius);
                format!("<g class=\"{kind}\">{mark}</g>")
            }
            Sign::Tie => format!("<g class=\"e\"><path d=\"M{left} {middle}h26\"/></g>"),
            Sign::Doubt => {
                format!("<g class=\"e\"><path class=\"unsure\" d=\"M{left} {middle}h26\"/></g>")
            }
            Sign::Tint => {
                let top = number(y - 6.0);
                format!(
                    "<rect class=\"land0\" x=\"{left}\" y=\"{top}\" width=\"16\" height=\"11\"/>"
                )
            }
        }
    }
}

fn signs(view: &MapView) -> Vec<(Sign, &'static str)> {
    let mut signs: Vec<(Sign, &str)> = Kind::FOUND
        .into_iter()
        .filter(|&kind| view.nodes.iter().any(|n| n.kind == kind))
        .map(|kind| (Sign::Mark(kind), kind.word()))
        .collect();
    if !view.edges.is_empty() {
        signs.push((Sign::Tie, "noted together"));
    }
    if view.edges.iter().any(|e| e.unsure) {
        signs.push((Sign::Doubt, "unsure"));
    }
    if view.lands > 1 {
        signs.push((Sign::Tint, "tint: often noted together"));
    }
    signs
}

/// What was left out, if anything was.
fn cut(view: &MapView) -> Option<String> {
    let (drawn, total) = (view.nodes.len(), view.total);
    let more = view.nodes.iter().any(|n| n.hidden > 0);
    let hint = if more { " +12 beside a name: 12 more neighbours, on its page." } else { "" };
    (drawn < total).then(|| {
        format!("Showing the {} most telling of {}.{hint}", text::count(drawn), text::count(total))
    })
}
