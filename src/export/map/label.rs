//! Labels: which names are drawn, their size, and the eight positions around a mark.

use crate::export::map::geometry::Point;
use crate::export::map::geometry::Rect;
use crate::export::map::text;
use crate::query::map::MapView;
use crate::vocabulary::Kind;

/// The size of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The best connected topic or tool of each cluster, and events: what is read first.
    Large,
    /// People, companies, and topics and tools with two edges or more.
    Medium,
    /// The rest: shown if there is room, else only under the pointer.
    Small,
}

impl Tier {
    /// The font size in pixels.
    pub fn size(self) -> f64 {
        match self {
            Tier::Large => 18.0,
            Tier::Medium => 13.0,
            Tier::Small => 12.0,
        }
    }
}

/// Where a text is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its start.
    Start,
    /// At its middle.
    Middle,
    /// At its end.
    End,
}

/// A label and its position.
#[derive(Clone, Debug)]
pub struct Label {
    /// The name, shortened if necessary.
    pub text: String,
    /// “+61”: the number of neighbours that are not on the map; empty if it is not shown.
    pub more: String,
    /// Its size.
    pub tier: Tier,
    /// Width and height in pixels.
    pub size: (f64, f64),
    /// Which of the eight positions; `None` if it is not shown.
    pub side: Option<usize>,
}

/// The number of positions around a mark.
pub const SIDES: usize = 8;

/// The greatest length of a name, in characters.
const LONGEST: usize = 28;

/// How many events have large labels.
const LARGE_EVENTS: usize = 8;

/// The labels of all nodes, without positions.
pub fn labels(view: &MapView) -> Vec<Label> {
    let mut titled = vec![false; view.clusters];
    let mut events = 0;
    let mut labels = Vec::with_capacity(view.nodes.len());
    for node in &view.nodes {
        let is_large = match (node.kind, node.cluster) {
            (Kind::Topic | Kind::Tool, Some(cluster)) => {
                !std::mem::replace(&mut titled[cluster], true)
            }
            (Kind::Event, _) => {
                events += 1;
                events <= LARGE_EVENTS
            }
            _ => false,
        };
        let tier = match node.kind {
            _ if is_large => Tier::Large,
            Kind::Talk => Tier::Small,
            Kind::Person | Kind::Company | Kind::Event => Tier::Medium,
            _ if node.degree >= 2 => Tier::Medium,
            _ => Tier::Small,
        };
        let more = match node.hidden {
            hidden if is_large && hidden > 0 => format!("+{}", text::count(hidden)),
            _ => String::new(),
        };
        labels.push(label(&node.name, more, tier));
    }
    labels
}

fn label(name: &str, more: String, tier: Tier) -> Label {
    let text = text::shorten(name, LONGEST);
    let room = if more.is_empty() { 0.0 } else { 8.0 + text::width(&more, 12.0) };
    let width = match tier {
        Tier::Large => text::bold_width(&text, tier.size()),
        Tier::Medium | Tier::Small => text::width(&text, tier.size()),
    };
    let size = (width + room, tier.size() * 1.1);
    Label { text, more, tier, size, side: None }
}

/// The box of a label at one of the eight positions: right, left, below, above, then the corners.
pub fn place(at: Point, radius: f64, (width, height): (f64, f64), side: usize) -> Rect {
    let gap = radius + 5.0;
    let slant = radius * 0.75 + 3.0;
    let (left, top) = match side {
        0 => (at.x + gap, at.y - height / 2.0),
        1 => (at.x - gap - width, at.y - height / 2.0),
        2 => (at.x - width / 2.0, at.y + radius + 3.0),
        3 => (at.x - width / 2.0, at.y - radius - 3.0 - height),
        4 => (at.x + slant, at.y - height - radius * 0.4),
        5 => (at.x + slant, at.y + radius * 0.4),
        6 => (at.x - slant - width, at.y - height - radius * 0.4),
        _ => (at.x - slant - width, at.y + radius * 0.4),
    };
    Rect::sized(left, top, width, height)
}

/// How the text is anchored at this position, so that it keeps its distance from the mark in any font.
pub fn anchor(side: usize) -> Anchor {
    match side {
        0 | 4 | 5 => Anchor::Start,
        2 | 3 => Anchor::Middle,
        _ => Anchor::End,
    }
}
