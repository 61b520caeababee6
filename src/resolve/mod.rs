//! Who is who over all notes: the only place where two notes meet.

use crate::curated::Lexicon;
use crate::curated::overrides::Overrides;
use crate::entity::Resolution;
use crate::finding::Findings;
use crate::resolve::doubts::Doubt;
use crate::resolve::groups::Groups;
use crate::resolve::scene::Scene;
use std::collections::BTreeSet;

pub mod cast;
pub mod confidence;
pub mod corrections;
pub mod decisions;
pub mod doubts;
pub mod editions;
pub mod form;
pub mod groups;
pub mod ids;
pub mod kinds;
pub mod links;
pub mod naming;
pub mod note_links;
pub mod notes;
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
    join: fn(&Scene, &mut Groups) -> Vec<Doubt>,
}

/// The rules in order. Companies and events come before the people they support, people before the
/// talks that they tell apart.
pub const RULES: [Rule; 6] = [
    Rule { name: "different", join: |s, g| silent(corrections::keep_apart(s, g)) },
    Rule { name: "same", join: |s, g| silent(corrections::join_same(s, g)) },
    Rule { name: "catalogue", join: |s, g| silent(same_name::join_catalogued(s, g)) },
    Rule { name: "same-name", join: |s, g| silent(same_name::join_alike(s, g)) },
    Rule { name: "people", join: people::join },
    Rule { name: "talks", join: |s, g| silent(talks::join(s, g)) },
];

/// Joins the findings of all notes. Deterministic: the order of `findings` does not matter.
///
/// Cost: a few sorts of all things; no rule compares all pairs.
pub fn resolve(findings: &[Findings], lexicon: &Lexicon, overrides: &Overrides) -> Resolution {
    let scene = scene::read(findings, lexicon, overrides);
    let mut groups = Groups::new(scene.nodes.len());
    let mut doubts: Vec<Doubt> =
        RULES.iter().flat_map(|rule| (rule.join)(&scene, &mut groups)).collect();
    doubts.extend(spelling::look(&scene, &groups));

    let cast = cast::cast(&scene, &groups);
    let names: BTreeSet<&str> = scene.nodes.iter().map(|n| n.form.key.as_str()).collect();
    let (between_notes, broken) = note_links::follow(&scene.notes, |key| names.contains(key));
    let links = links::links(&scene, &cast, &between_notes);
    let (alike, kept_apart) = doubts::tell(&scene, &cast, doubts);
    let mut decisions = decisions::decisions(&scene, &groups, &cast);
    decisions.extend(kept_apart);
    decisions.sort();

    let mut diagnostics = unmatched::tell(&scene, &cast);
    diagnostics.extend(doubts::tell_conflicts(&scene));
    diagnostics.extend(alike);
    diagnostics.extend(broken);
    Resolution { entities: cast.entities, links, decisions, diagnostics }
}

/// For a rule that leaves no doubt behind.
fn silent((): ()) -> Vec<Doubt> {
    Vec::new()
}
