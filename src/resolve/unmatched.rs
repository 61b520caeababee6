//! Corrections that did nothing, with what the user may have meant.

use crate::curated::overrides::What;
use crate::diagnostic::Diagnostic;
use crate::name;
use crate::resolve::cast::Cast;
use crate::resolve::corrections;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;

/// Above this likeness (Jaro-Winkler) a name is offered.
const NEAR: f64 = 0.85;
/// For so many names the nearest is searched; the search reads all names.
const SEARCHES: usize = 40;

/// A warning for every name of every correction that no note knows.
pub fn tell(scene: &Scene, cast: &Cast) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let is_shown = |name: &str| cast.entities.iter().any(|e| e.name == name);
    for (rule, correction) in scene.corrections.overrides.rules.iter().enumerate() {
        let (names, kind) = corrections::subjects(&correction.what);
        let hit: Vec<usize> = scene.corrections.hits(rule).map(|(name, _)| name).collect();
        let known = |at: &usize| match correction.what {
            // The name that is shown need not be in any note.
            What::Same { .. } => {
                hit.contains(at) || !hit.is_empty() && (*at == 0 || is_shown(names[*at]))
            }
            What::Add { .. } => hit.contains(at) || is_used(scene, correction.line),
            _ => hit.contains(at),
        };
        for at in (0..names.len()).filter(|at| !known(at)) {
            let searched = told.len() < SEARCHES;
            told.push(diagnostic(scene, correction.line, names[at], || {
                if searched { nearest(cast, names[at], kind) } else { None }
            }));
        }
    }
    told
}

fn diagnostic(
    scene: &Scene,
    line: usize,
    name: &str,
    nearest: impl FnOnce() -> Option<String>,
) -> Diagnostic {
    let message = format!("no note has “{name}”");
    let told =
        Diagnostic::warning(scene.corrections.file(), "unmatched-override", message).at(line, 0);
    match nearest() {
        Some(near) => told.help(format!("Did you mean “{near}”?")),
        None => told.help("It has no effect. Correct the name, or take the entry out."),
    }
}

/// Whether some thing was recognised by the entry on this line of the overrides.
fn is_used(scene: &Scene, line: usize) -> bool {
    let origin = format!("{}:{line}", scene.corrections.file());
    let entries = scene.nodes.iter().filter_map(|n| n.thing.entry.as_deref());
    entries.into_iter().any(|entry| origin.ends_with(entry))
}

/// The name or alias nearest to this one.
fn nearest(cast: &Cast, name: &str, kind: Option<Kind>) -> Option<String> {
    let key = name::key(name);
    let mut best: Option<(f64, &str)> = None;
    for entity in cast.entities.iter().filter(|e| e.kind != Kind::Note) {
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
