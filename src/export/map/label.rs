//! Names beside marks: who gets one, how big, and the eight places where it may stand.

use crate::export::map::geometry::Point;
use crate::export::map::geometry::Rect;
use crate::export::map::text;
use crate::query::map::MapView;
use crate::vocabulary::Kind;

/// How great a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The best connected topic or tool of each land, and events: what one reads first.
    Great,
    /// People, companies, and what has two links or more.
    Middle,
    /// The rest: stands where there is room, else waits for the pointer.
    Small,
}

impl Tier {
    /// Size of the letters in pixels.
    pub fn size(self) -> f64 {
        match self {
            Tier::Great => 18.0,
            Tier::Middle => 13.0,
            Tier::Small => 12.0,
        }
    }
}

/// Where a text is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A name and its place.
#[derive(Clone, Debug)]
pub struct Label {
    /// The name, cut to its length.
    pub text: String,
    /// “+61”: neighbours that are not drawn; empty if it is not said.
    pub more: String,
    /// How great it is written.
    pub tier: Tier,
    /// Width and height in pixels.
    pub size: (f64, f64),
    /// Which of the eight places; `None` if it does not stand.
    pub side: Option<usize>,
}

/// How many places there are round a mark.
pub const SIDES: usize = 8;

/// Longest name in characters.
const LONGEST: usize = 28;

/// How many events are written great; on a map of many, each of them great would be none.
const GREAT_EVENTS: usize = 8;

/// The names of all nodes, without places yet.
pub fn labels(view: &MapView) -> Vec<Label> {
    let mut titled = vec![false; view.lands];
    let mut events = 0;
    let mut labels = Vec::with_capacity(view.nodes.len());
    for node in &view.nodes {
        let capital = match (node.kind, node.land) {
            (Kind::Topic | Kind::Tool, Some(land)) => !std::mem::replace(&mut titled[land], true),
            (Kind::Event, _) => {
                events += 1;
                events <= GREAT_EVENTS
            }
            _ => false,
        };
        let tier = match node.kind {
            _ if capital => Tier::Great,
            Kind::Talk => Tier::Small,
            Kind::Person | Kind::Company | Kind::Event => Tier::Middle,
            _ if node.links >= 2 => Tier::Middle,
            _ => Tier::Small,
        };
        let more = match node.hidden {
            hidden if capital && hidden > 0 => format!("+{}", text::count(hidden)),
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
        Tier::Great => text::bold_width(&text, tier.size()),
        Tier::Middle | Tier::Small => text::width(&text, tier.size()),
    };
    let size = (width + room, tier.size() * 1.1);
    Label { text, more, tier, size, side: None }
}

/// The box of a name at one of its eight places: right first, then left, below, above, corners.
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

/// How a text is anchored at this place, so that it starts at its mark whatever the font.
pub fn anchor(side: usize) -> Anchor {
    match side {
        0 | 4 | 5 => Anchor::Start,
        2 | 3 => Anchor::Middle,
        _ => Anchor::End,
    }
}
