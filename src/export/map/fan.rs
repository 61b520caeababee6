//! An entity and its neighbours as a fan: its mark on the left, its neighbours on the right, grouped by
//! relation. In a file of its own the mark has its name, and the picture a title.

use crate::entity::Entity;
use crate::export::map::draw;
use crate::export::map::draw::MapStyle;
use crate::export::map::geometry::Point;
use crate::export::map::mark;
use crate::export::map::path_data::CurvedLines;
use crate::export::map::text;
use crate::export::map::text::number;
use crate::graph::EdgeRef;
use crate::graph::Graph;
use crate::vocabulary::{EntityId, Kind, Relation};

/// The width of the picture without the entity's own name, in pixels.
const WIDTH: f64 = 336.0;

/// The distance of the name from the left side, in pixels.
const LEFT: f64 = 8.0;

/// The x position of the neighbours' marks.
const RIGHT: f64 = 108.0;

/// The greatest number of neighbours.
const MOST: usize = 12;

/// The greatest length of a neighbour's name and of the entity's own, in characters.
const LONGEST: usize = 28;
const LONGEST_OWN: usize = 36;

/// The neighbours with the same relation.
struct FanGroup<'g> {
    words: &'static str,
    rays: Vec<(&'g Entity, f32)>,
}

/// The fan of an entity; `None` if the entity is unknown or has fewer than two neighbours.
pub fn svg(graph: &Graph, id: &EntityId, style: &MapStyle) -> Option<String> {
    let entity = graph.node(id)?;
    let mut groups = groups(graph, id);
    let count: usize = groups.iter().map(|g| g.rays.len()).sum();
    if count < 2 {
        return None;
    }
    let mut room = MOST;
    for group in &mut groups {
        group.rays.truncate(room);
        room -= group.rays.len();
    }
    groups.retain(|g| !g.rays.is_empty());
    let more = count.saturating_sub(MOST);
    let (height, middle, content) = rays(&groups, more, style);
    let title = format!("What {} is connected with", entity.name);
    let words = format!("{count} things, grouped by how they are connected.");
    let mark = mark::mark(entity.kind, Point::new(22.0, middle), 12.0);
    let own =
        |inside: &str| format!("<g aria-hidden=\"true\" class=\"{}\">{inside}</g>\n", entity.kind);
    // A page names the entity in its heading.
    let (size, content) = match style.within {
        Some(_) => ((WIDTH, height), content + &own(&mark)),
        None => {
            let (room, name) = own_name(entity, middle);
            let drawn = content + &own(&(mark + &name));
            let beside = format!("<g transform=\"translate({} 0)\">\n{drawn}</g>\n", number(room));
            draw::titled(&title, (room + WIDTH, height), &beside)
        }
    };
    Some(draw::document("fan", size, (&title, words), &content, style))
}

/// The entity's name, to the left of the fan: the room it needs, and its SVG.
fn own_name(entity: &Entity, middle: f64) -> (f64, String) {
    let name = text::shorten(&entity.name, LONGEST_OWN);
    let own = if entity.untitled { " own" } else { "" };
    let svg = format!(
        "<text class=\"l1 end{own}\" x=\"0\" y=\"{}\">{}</text>",
        number(middle + 6.0),
        text::xml(&name)
    );
    (LEFT + text::bold_width(&name, 18.0), svg)
}

/// The entity's neighbours by relation, those with most evidence first.
fn groups<'g>(graph: &'g Graph, id: &EntityId) -> Vec<FanGroup<'g>> {
    let mut groups = Vec::new();
    for relation in Relation::ALL {
        let sides = [
            (relation.forward(), graph.targets(id, relation)),
            (relation.backward(), graph.sources(id, relation)),
        ];
        for (words, mut edges) in sides {
            edges.retain(|e: &EdgeRef| e.other(id).0.kind != Kind::Note);
            edges.sort_by_key(|e| std::cmp::Reverse(e.evidence().len()));
            let rays: Vec<_> = edges.iter().map(|e| (e.other(id).0, e.confidence())).collect();
            if !rays.is_empty() {
                groups.push(FanGroup { words, rays });
            }
        }
    }
    groups
}

/// The rays from top to bottom: the height of the picture, the y position of its middle, and the SVG.
fn rays(groups: &[FanGroup], more: usize, style: &MapStyle) -> (f64, f64, String) {
    let drawn: usize = groups.iter().map(|g| g.rays.len()).sum();
    let used = 12.0 + groups.len() as f64 * 28.0 + drawn as f64 * 24.0;
    let middle = used / 2.0;
    let (mut lines, mut heads, mut names) = (CurvedLines::default(), String::new(), String::new());
    let mut y = 20.0;
    for group in groups {
        heads += &format!(
            "<text class=\"rel\" x=\"{}\" y=\"{}\">{}</text>\n",
            number(RIGHT - 4.0),
            number(y + 3.0),
            text::xml(group.words)
        );
        y += 20.0;
        for &(other, confidence) in &group.rays {
            let bends = [Point::new(72.0, middle), Point::new(58.0, y)];
            let (from, to) = (Point::new(22.0, middle), Point::new(100.0, y));
            lines.add(confidence, from, bends, to);
            names += &neighbour(group.words, other, y, style);
            y += 24.0;
        }
        y += 8.0;
    }
    let mut rest = String::new();
    if more > 0 {
        let (x, y) = (number(RIGHT - 4.0), number(y + 3.0));
        rest = format!(
            "<text class=\"cap\" x=\"{x}\" y=\"{y}\">and {more} more, in the lists</text>\n"
        );
    }
    let height = y + if more > 0 { 18.0 } else { 2.0 };
    (height, middle, format!("{}<g role=\"list\">\n{names}</g>\n{rest}", lines.svg(&heads)))
}

fn neighbour(words: &str, other: &Entity, y: f64, style: &MapStyle) -> String {
    let at = Point::new(RIGHT, y);
    let radius = match other.kind {
        Kind::Talk => 3.4,
        Kind::Event => 7.0,
        Kind::Tool => 6.5,
        _ => 5.5,
    };
    let drawn = format!(
        "{}<text class=\"l2\" x=\"{}\" y=\"{}\">{}</text>",
        mark::mark(other.kind, at, radius),
        number(RIGHT + 15.0),
        number(y + 4.5),
        text::xml(&text::shorten(&other.name, LONGEST))
    );
    let page = draw::page(&other.id, other.kind, style);
    let words = format!("{words} {}, {}", other.name, other.kind);
    draw::linked((other.kind.word(), &page), &words, None, &drawn, style)
}
