//! Whether a note reports from a conference, as the notes do that this program is for. Many a folder
//! holds other posts too, with hundreds of names in each; there only what is plain is looked at.

use crate::extract::draft::Draft;
use crate::extract::page::Page;
use crate::vocabulary::Kind;

/// A post on anything else may name somebody, too.
const PEOPLE: usize = 2;

/// Whether a note tells of talks, names an event or names people.
pub fn is_report(page: &Page) -> bool {
    let named = || in_text(page, Kind::Event, 1) || in_text(page, Kind::Person, PEOPLE);
    page.covered.is_some() || !page.sessions.is_empty() || named()
}

/// Whether a note names an event: elsewhere a name that nobody knows is as good as always an
/// identifier or a heading.
pub fn tells_of_event(page: &Page) -> bool {
    page.covered.is_some() || in_text(page, Kind::Event, 1)
}

/// Whether the text names so many things of a kind.
fn in_text(page: &Page, kind: Kind, many: usize) -> bool {
    let named = |d: &&Draft| d.mentions.iter().any(|seen| seen.place.in_text().is_some());
    page.things.iter().filter(|d| d.kind == kind).filter(named).nth(many - 1).is_some()
}
