//! Corrections that have no effect, with the name that the user may have meant.

use crate::curated::correction::Instruction;
use crate::diagnostic::Diagnostic;
use crate::name;
use crate::resolve::corrections;
use crate::resolve::entities::Entities;
use crate::resolve::records::Records;
use crate::vocabulary::Kind;

/// From this similarity (Jaro-Winkler) a name is suggested.
const NEAR: f64 = 0.85;
/// The nearest name is searched for so many corrections only, since each search reads all names.
const SEARCHES: usize = 40;

/// A warning for every name in a correction that no note has.
pub fn diagnostics(records: &Records, entities: &Entities) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let is_shown = |name: &str| entities.list.iter().any(|e| e.name == name);
    for (index, correction) in records.corrections.overrides.corrections.iter().enumerate() {
        let (names, kind) = corrections::subjects(&correction.instruction);
        let hit: Vec<usize> = records.corrections.hits(index).map(|(name, _)| name).collect();
        let known = |at: &usize| match correction.instruction {
            // The name to be shown need not be in any note.
            Instruction::Same { .. } => {
                hit.contains(at) || !hit.is_empty() && (*at == 0 || is_shown(names[*at]))
            }
            Instruction::Add { .. } => hit.contains(at) || is_used(records, correction.line),
            _ => hit.contains(at),
        };
        for at in (0..names.len()).filter(|at| !known(at)) {
            let searched = diagnostics.len() < SEARCHES;
            diagnostics.push(diagnostic(records, correction.line, names[at], || {
                if searched { nearest(entities, names[at], kind) } else { None }
            }));
        }
    }
    diagnostics
}

fn diagnostic(
    records: &Records,
    line: usize,
    name: &str,
    nearest: impl FnOnce() -> Option<String>,
) -> Diagnostic {
    let message = format!("no note has “{name}”");
    let unmatched =
        Diagnostic::warning(records.corrections.file(), "unmatched-override", message).at(line, 0);
    match nearest() {
        Some(near) => unmatched.help(format!("Did you mean “{near}”?")),
        None => unmatched.help("It has no effect: correct the name, or delete the entry."),
    }
}

/// Whether a record was matched with the entry that this line of the overrides adds.
fn is_used(records: &Records, line: usize) -> bool {
    let origin = format!("{}:{line}", records.corrections.file());
    let entries = records.iter().filter_map(|n| n.entity.entry.as_deref());
    entries.into_iter().any(|entry| origin.ends_with(entry))
}

/// The name or alias nearest to this one.
fn nearest(entities: &Entities, name: &str, kind: Option<Kind>) -> Option<String> {
    let key = name::key(name);
    let mut best: Option<(f64, &str)> = None;
    for entity in entities.list.iter().filter(|e| e.kind != Kind::Note) {
        if kind.is_some_and(|k| k != entity.kind) {
            continue;
        }
        for form in std::iter::once(&entity.name).chain(&entity.aliases) {
            if form.len().abs_diff(name.len()) <= 6 {
                let likeness = strsim::jaro_winkler(&key, &name::key(form));
                if likeness >= NEAR && best.is_none_or(|(known, _)| likeness > known) {
                    best = Some((likeness, form));
                }
            }
        }
    }
    best.map(|(_, form)| form.to_string())
}
