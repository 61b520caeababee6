//! The legend of a map: the marks and lines that are on it.

use crate::export::map::geometry::Point;
use crate::export::map::mark;
use crate::export::map::text;
use crate::export::map::text::number;
use crate::query::map::MapView;
use crate::vocabulary::Kind;

/// The height of a line, in pixels.
const LINE: f64 = 24.0;

/// The distance from the left side of the canvas, in pixels.
const LEFT: f64 = 24.0;

/// The legend below a canvas of this size: its height and its SVG.
pub fn legend(view: &MapView, width: f64, top: f64) -> (f64, String) {
    let mut out = String::from("<g class=\"legend\">\n");
    let (mut x, mut y) = (LEFT, top + 18.0);
    for (symbol, words) in symbols(view) {
        let room = 30.0 + symbol.width() + text::width(words, 11.5);
        if x + room > width && x > LEFT {
            (x, y) = (LEFT, y + LINE);
        }
        out += &symbol.svg(x, y - 4.0);
        let at = number(x + symbol.width() + 8.0);
        out += &format!("<text class=\"cap\" x=\"{at}\" y=\"{}\">{words}</text>\n", number(y));
        x += room;
    }
    for words in omitted(view) {
        y += LINE;
        let (x, y) = (number(LEFT - 6.0), number(y));
        out += &format!("<text class=\"cap\" x=\"{x}\" y=\"{y}\">{words}</text>\n");
    }
    (y + 16.0 - top, out + "</g>\n")
}

/// A symbol in the legend.
enum LegendSymbol {
    Mark(Kind),
    Edge,
    Unsure,
    Tint,
}

impl LegendSymbol {
    fn width(&self) -> f64 {
        match self {
            LegendSymbol::Mark(_) => 6.0,
            LegendSymbol::Edge | LegendSymbol::Unsure => 26.0,
            LegendSymbol::Tint => 16.0,
        }
    }

    fn svg(&self, x: f64, y: f64) -> String {
        let (left, middle) = (number(x), number(y));
        match self {
            LegendSymbol::Mark(kind) => {
                let radius = match kind {
                    Kind::Talk => 3.2,
                    Kind::Event => 7.0,
                    Kind::Tool => 6.5,
                    _ => 5.5,
                };
                let mark = mark::mark(*kind, Point::new(x, y), radius);
                format!("<g class=\"{kind}\">{mark}</g>")
            }
            LegendSymbol::Edge => format!("<g class=\"e\"><path d=\"M{left} {middle}h26\"/></g>"),
            LegendSymbol::Unsure => {
                format!("<g class=\"e\"><path class=\"unsure\" d=\"M{left} {middle}h26\"/></g>")
            }
            LegendSymbol::Tint => {
                let top = number(y - 6.0);
                format!(
                    "<rect class=\"land0\" x=\"{left}\" y=\"{top}\" width=\"16\" height=\"11\"/>"
                )
            }
        }
    }
}

fn symbols(view: &MapView) -> Vec<(LegendSymbol, &'static str)> {
    let mut symbols: Vec<(LegendSymbol, &str)> = Kind::FOUND
        .into_iter()
        .filter(|&kind| view.nodes.iter().any(|n| n.kind == kind))
        .map(|kind| (LegendSymbol::Mark(kind), kind.word()))
        .collect();
    if !view.edges.is_empty() {
        symbols.push((LegendSymbol::Edge, "connected"));
    }
    if view.edges.iter().any(|e| e.unsure) || view.nodes.iter().any(|n| n.unsure) {
        symbols.push((LegendSymbol::Unsure, "unsure"));
    }
    if view.clusters > 1 {
        symbols.push((LegendSymbol::Tint, "tint: often mentioned together"));
    }
    symbols
}

/// Lines on what is not on the map; none if everything is.
fn omitted(view: &MapView) -> Vec<String> {
    let (drawn, total) = (view.nodes.len(), view.total);
    let mut lines = Vec::new();
    if drawn < total {
        let (drawn, total) = (text::count(drawn), text::count(total));
        lines.push(format!("Showing the {drawn} most relevant of {total}."));
        if view.nodes.iter().any(|n| n.hidden > 0) {
            lines.push(HIDDEN.to_string());
        }
    }
    lines
}

/// What the numbers beside names mean.
const HIDDEN: &str = "A number beside a name, such as +3: that many more connections on its page.";
