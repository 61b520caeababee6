//! The colours of maps in both themes, for all formats with colours.

use crate::vocabulary::Kind;

/// A colour in both themes.
pub struct Colour {
    /// What it is used for: a kind, or a part of the map.
    pub name: &'static str,
    /// In the light theme, and in formats without themes.
    pub light: &'static str,
    /// In the dark theme.
    pub dark: &'static str,
}

/// All colours. Those of kinds have a contrast of at least 4.9:1 on every background.
pub const COLOURS: [Colour; 18] = [
    Colour { name: "paper", light: "#fcfcfb", dark: "#14171a" },
    Colour { name: "line", light: "#a9b1b8", dark: "#59626b" },
    Colour { name: "ink", light: "#1a1e22", dark: "#e6e9ec" },
    Colour { name: "soft", light: "#565e67", dark: "#a2abb5" },
    Colour { name: "focus", light: "#0b57d0", dark: "#8ab4ff" },
    Colour { name: "person", light: "#0a62a8", dark: "#74b6f3" },
    Colour { name: "company", light: "#00705a", dark: "#55c7a4" },
    Colour { name: "tool", light: "#86428c", dark: "#d7a0dc" },
    Colour { name: "topic", light: "#b84300", dark: "#f59a5f" },
    Colour { name: "talk", light: "#56606c", dark: "#a9b3be" },
    Colour { name: "event", light: "#7d6000", dark: "#dcbf52" },
    Colour { name: "note", light: "#59626d", dark: "#a3adb8" },
    Colour { name: "land-0", light: "#fdf1e7", dark: "#2a201a" },
    Colour { name: "land-1", light: "#e9f3ee", dark: "#18261f" },
    Colour { name: "land-2", light: "#e9f1f8", dark: "#17232e" },
    Colour { name: "land-3", light: "#f6edf6", dark: "#271e2a" },
    Colour { name: "land-4", light: "#f7f3de", dark: "#262213" },
    Colour { name: "land-5", light: "#eff1f2", dark: "#1f2327" },
];

/// The number of tints for clusters.
pub const TINTS: usize = 6;

/// The light colour with this name; black if there is none.
pub fn light(name: &str) -> &'static str {
    COLOURS.iter().find(|c| c.name == name).map_or("#000000", |c| c.light)
}

/// The light colour of a kind.
pub fn of(kind: Kind) -> &'static str {
    light(kind.word())
}

/// The style of maps without colours.
const SHAPES: &str = include_str!("shapes.css");

/// Which element has which colour.
const USES: &str = include_str!("colours.css");

/// The style of an SVG map: shapes, then colours for the light and the dark theme. Without custom
/// properties, which only browsers know.
pub fn style() -> String {
    let (shapes, light, dark) = (squeezed(SHAPES), themed(|c| c.light), themed(|c| c.dark));
    format!("<style>{shapes}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}</style>")
}

/// The style of pages with maps: the page's own style with the colours filled in, and the style of maps
/// at the end.
pub fn page_style(own: &str) -> String {
    let properties = |shade: fn(&Colour) -> &'static str| {
        COLOURS.iter().map(|c| format!("--{}:{};", c.name, shade(c))).collect::<String>()
    };
    let own = own.replace("/*light*/", &properties(|c| c.light));
    let own = own.replace("/*dark*/", &properties(|c| c.dark));
    let maps = [SHAPES, USES].into_iter().flat_map(str::lines).filter(|l| !l.starts_with("/*"));
    own + &maps.map(|line| format!("{line}\n")).collect::<String>()
}

fn themed(shade: fn(&Colour) -> &'static str) -> String {
    let css = squeezed(USES);
    COLOURS.iter().fold(css, |css, c| css.replace(&format!("var(--{})", c.name), shade(c)))
}

fn squeezed(css: &str) -> String {
    css.lines().map(str::trim).filter(|l| !l.starts_with("/*")).collect()
}
