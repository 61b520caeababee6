//! Who is who over all notes: the only place where two notes meet.

use crate::curated::Lexicon;
use crate::curated::overrides::Overrides;
use crate::entity::Resolution;
use crate::finding::Findings;
use crate::resolve::doubts::Doubt;
use crate::resolve::groups::Groups;
use crate::resolve::scene::Scene;

pub mod cast;
pub mod confidence;
pub mod corrections;
pub mod decisions;
pub mod doubts;
pub mod editions;
pub mod form;
pub mod groups;
pub mod ids;
pub mod kind_doubts;
pub mod kinds;
pub mod links;
pub mod naming;
pub mod note_links;
pub mod notes;
pub mod parted;
pub mod people;
pub mod same_name;
pub mod scene;
pub mod spelling;
pub mod talks;
pub mod unmatched;

/// A way in which things of several notes are joined or kept apart. Each works on what the former ones left.
pub struct Rule {
    /// Its name in the documentation.
    pub name: &'static str,
    /// What it cannot decide it adds to the doubts.
    join: fn(&Scene, &mut Groups, &mut Vec<Doubt>),
}

/// The rules in order. Companies and events come before the people they support, people before the
/// talks that they tell apart.
pub const RULES: [Rule; 6] = [
    Rule { name: "different", join: |s, g, _| corrections::keep_apart(s, g) },
    Rule { name: "same", join: |s, g, _| corrections::join_same(s, g) },
    Rule { name: "catalogue", join: |s, g, _| same_name::join_catalogued(s, g) },
    Rule { name: "same-name", join: |s, g, _| same_name::join_alike(s, g) },
    Rule { name: "people", join: |s, g, doubts| doubts.extend(people::join(s, g)) },
    Rule { name: "talks", join: |s, g, _| talks::join(s, g) },
];

/// Joins the findings of all notes. Deterministic: the order of `findings` does not matter.
///
/// Cost: a few sorts of all things; no rule compares all pairs.
pub fn resolve(findings: &[Findings], lexicon: &Lexicon, overrides: &Overrides) -> Resolution {
    let scene = scene::read(findings, lexicon, overrides);
    let mut groups = Groups::new(scene.nodes.len());
    let mut doubts = Vec::new();
    for rule in &RULES {
        (rule.join)(&scene, &mut groups, &mut doubts);
    }
    doubts.extend(spelling::look(&scene, &groups));

    let cast = cast::cast(&scene, &groups);
    let (between_notes, broken) = note_links::follow(&scene.notes, |key| scene.knows(key));
    let edges = links::links(&scene, &cast, &between_notes);
    let (alike, kept_apart) = doubts::tell(&scene, &cast, doubts);
    let mut decisions = decisions::decisions(&scene, &groups, &cast);
    decisions.extend(kept_apart);
    decisions.sort();

    let mut diagnostics = unmatched::tell(&scene, &cast);
    diagnostics.extend(kind_doubts::tell(&scene, &cast));
    diagnostics.extend(alike);
    diagnostics.extend(broken);
    Resolution { entities: cast.entities, edges, decisions, diagnostics }
}
