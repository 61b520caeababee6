//! What was read of a note's form, as text: to see which step understood what.

use crate::layout::Layout;
use crate::layout::atom::Atom;
use crate::layout::kind;
use crate::layout::session::SessionAt;
use crate::layout::unit::Unit;
use std::fmt::Write;

/// From this probability on something is shown as read.
const ENOUGH: f32 = 0.5;
/// The words for slots, in their order.
const SLOTS: [&str; 6] = ["title", "person", "organisation", "event", "role", "other"];

/// The sessions of a note, a line each, with a line for each speaker and employer.
pub fn sessions(layout: &Layout) -> String {
    let mut out = String::new();
    for (s, session) in layout.sessions.iter().enumerate() {
        if session.confidence < ENOUGH {
            continue;
        }
        let unit = &layout.sheet.units[session.places[0].0];
        let _ = writeln!(out, "{} ({})", session.title, place(unit));
        for pair in layout.pairs.iter().filter(|p| p.session == s && p.together >= ENOUGH) {
            let person = &layout.people[pair.person];
            let _ = writeln!(out, "  by {}{}", person.name, employers(layout, person.key));
        }
    }
    if out.is_empty() { "no sessions\n".to_string() } else { out }
}

/// Everything: the kind of the note, its units with their atoms, its sessions with their probabilities.
pub fn all(layout: &Layout) -> String {
    let share = |kind: usize| layout.sheet.kind[kind];
    let mut out = format!(
        "note: several sessions {:.2}, one {:.2}, none {:.2}\n",
        share(kind::SEVERAL),
        share(kind::ONE),
        share(kind::NONE)
    );
    for unit in &layout.sheet.units {
        let atoms = layout.sheet.atoms_of(unit).iter().map(|atom| atom_words(unit, atom));
        let _ = writeln!(out, "{}: {}", place(unit), atoms.collect::<Vec<_>>().join(" | "));
    }
    for session in &layout.sessions {
        let _ = writeln!(out, "session {:.2}: {}", session.confidence, told(layout, session));
    }
    out
}

fn told(layout: &Layout, session: &SessionAt) -> String {
    format!("{} ({})", session.title, place(&layout.sheet.units[session.places[0].0]))
}

/// An atom with its likeliest slot.
fn atom_words(unit: &Unit, atom: &Atom) -> String {
    let text = &unit.text[atom.start..atom.end];
    match (atom.pattern, SLOTS.get(atom.slot() as usize)) {
        (Some(pattern), _) => format!("{text} <{pattern:?}>"),
        (None, Some(slot)) => format!("{text} <{slot}>"),
        (None, None) => text.to_string(),
    }
}

/// The kind of a unit, in words.
fn place(unit: &Unit) -> String {
    let kind = format!("{:?}", unit.kind).to_lowercase();
    if unit.key.is_empty() { kind } else { format!("{kind} {}", unit.key) }
}

/// Who employs a person.
fn employers(layout: &Layout, person: u64) -> String {
    let likely = layout
        .employments
        .iter()
        .filter(|e| layout.people[e.person].key == person && e.together >= ENOUGH);
    let mut names: Vec<&str> =
        likely.map(|e| &layout.sheet.units[e.unit].text[e.range.0..e.range.1]).collect();
    names.dedup();
    if names.is_empty() { String::new() } else { format!(" of {}", names.join(", ")) }
}
