//! Why each form belongs to its entity.

use crate::entity::Because;
use crate::entity::Decision;
use crate::resolve::cast::Cast;
use crate::resolve::groups::Groups;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;

/// One decision for each form of each entity, sorted: what a rule joined, what the catalogue or the
/// same note calls it, and the name itself.
pub fn decisions(scene: &Scene, groups: &Groups, cast: &Cast) -> Vec<Decision> {
    let mut decisions: Vec<(usize, &str, Option<usize>, Because)> = Vec::new();
    for (node, because) in &groups.joined {
        if let Some(entity) = cast.of[*node] {
            let note =
                matches!(because, Because::Similar { .. }).then_some(scene.nodes[*node].note);
            decisions.push((entity, &scene.nodes[*node].thing.name, note, because.clone()));
        }
    }
    for (node, support) in &scene.dated {
        if let Some(entity) = cast.of[*node] {
            let because = Because::Similar { support: support.clone() };
            let node = &scene.nodes[*node];
            decisions.push((entity, &node.thing.name, Some(node.note), because));
        }
    }
    for (i, node) in scene.nodes.iter().enumerate() {
        let Some(entity) = cast.of[i] else { continue };
        decisions.push((entity, &node.thing.name, None, Because::SameName));
        let same = scene.corrections.shown(i).filter(|_| cast.named_by[entity].is_some());
        let rules = node.renamed.into_iter().chain(node.retyped).chain(same.map(|s| s.0));
        for rule in rules {
            let because = scene.corrections.because(rule);
            decisions.push((entity, &node.thing.name, None, because));
        }
        for alias in &node.thing.aliases {
            decisions.push(match &node.entry {
                Some(entry) if node.kind != Kind::Person => {
                    (entity, alias, None, Because::Catalogue { entry: entry.to_string() })
                }
                _ => (entity, alias, Some(node.note), Because::SameNote),
            });
        }
        if let Some(entry) = &node.entry {
            let because = Because::Catalogue { entry: entry.to_string() };
            decisions.push((entity, &node.thing.name, None, because));
        }
    }
    decisions.extend(names(scene, cast));
    decisions.sort_by(|a, b| (a.0, a.1, &a.3, a.2).cmp(&(b.0, b.1, &b.3, b.2)));
    // Of several notes with one reason, the first speaks for all.
    decisions.dedup_by(|later, kept| (later.0, later.1, &later.3) == (kept.0, kept.1, &kept.3));
    // `SameName` sorts first; it counts only where there is no better reason.
    decisions.dedup_by(|later, kept| {
        let better = (later.0, later.1) == (kept.0, kept.1) && kept.3 == Because::SameName;
        if better {
            std::mem::swap(later, kept);
        }
        better
    });
    let named = decisions.into_iter().map(|(entity, form, note, because)| Decision {
        entity: cast.entities[entity].id.clone(),
        form: form.to_string(),
        note: note.map(|n| scene.notes[n].note.clone()),
        because,
    });
    let mut decisions: Vec<Decision> = named.collect();
    decisions.sort();
    decisions
}

/// The name shown: the user's, or what the notes say.
fn names<'a>(
    scene: &Scene,
    cast: &'a Cast,
) -> impl Iterator<Item = (usize, &'a str, Option<usize>, Because)> {
    let found = cast.entities.iter().enumerate().filter(|(_, e)| e.kind != Kind::Note);
    let reasons: Vec<Because> = found
        .clone()
        .map(|(at, _)| match cast.named_by[at] {
            Some(rule) => scene.corrections.because(rule),
            None => Because::SameName,
        })
        .collect();
    found.zip(reasons).map(|((at, entity), because)| (at, entity.name.as_str(), None, because))
}
