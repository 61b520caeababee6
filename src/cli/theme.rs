//! What colours mean: the 16 colours of the user's terminal, never a background. Nothing is shown by
//! colour alone.

use anstyle::{AnsiColor, Effects, Style};
use hallway::vocabulary::Kind;

/// Plain text.
pub const NONE: Style = Style::new();
/// The name asked for, and the first name of an answer.
pub const KEY: Style = Style::new().effects(Effects::BOLD);
/// Places, dates, headings of counts, rule names.
pub const SOFT: Style = Style::new().effects(Effects::DIMMED);
/// The words of a quote that matched.
pub const HIT: Style = Style::new().effects(Effects::UNDERLINE);
/// The words `unsure` and `warning`.
pub const UNSURE: Style = AnsiColor::Yellow.on_default();
/// The word `error`.
pub const ERROR: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// `+n`
pub const ADDED: Style = AnsiColor::Green.on_default();
/// `-n`
pub const REMOVED: Style = AnsiColor::Red.on_default();

/// The style of an entity's name.
pub fn of(kind: Kind) -> Style {
    match kind {
        Kind::Person => AnsiColor::Blue.on_default(),
        Kind::Company => AnsiColor::Green.on_default(),
        Kind::Tool => AnsiColor::Magenta.on_default(),
        Kind::Topic => AnsiColor::Cyan.on_default(),
        Kind::Event => AnsiColor::Yellow.on_default(),
        Kind::Talk | Kind::Note => NONE,
    }
}

/// The style of the name that a screen is about.
pub fn key(kind: Kind) -> Style {
    of(kind).effects(Effects::BOLD)
}
