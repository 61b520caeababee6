//! Ids made of kind and slug. Of several things with one slug the first keeps it; the others get what
//! tells them apart (a talk its event or speaker, a person the employer or event), else a number.

use crate::resolve::groups::Groups;
use crate::resolve::scene::Scene;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// An id for each group, all different. The order of `members` decides who comes first.
pub fn ids(
    scene: &Scene,
    groups: &Groups,
    members: &[Vec<usize>],
    names: &[(String, Option<usize>)],
) -> Vec<EntityId> {
    let kind = |group: usize| scene.nodes[members[group][0]].kind;
    let mut ids: Vec<EntityId> =
        (0..members.len()).map(|g| EntityId::new(kind(g), &names[g].0)).collect();
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by(|&a, &b| (&ids[a], a).cmp(&(&ids[b], b)));
    let blocks = order.chunk_by(|&a, &b| ids[a] == ids[b]);
    let late: Vec<usize> = blocks.flat_map(|block| block[1..].to_vec()).collect();
    if late.is_empty() {
        return ids;
    }
    let mut taken = Taken::new(ids.iter().cloned());
    let tellers = tellers(scene, groups, members, &late);
    for &group in &late {
        let year = members[group].iter().find_map(|&i| {
            scene.nodes[i].form.year.or(scene.notes[scene.nodes[i].note].date.map(|d| d.year))
        });
        let by_name = tellers.get(&group).into_iter().flatten().map(|&(_, node)| {
            EntityId::new(Kind::Note, &scene.nodes[node].form.name).slug().to_string()
        });
        let qualifiers = by_name.chain(year.map(|y| y.to_string()));
        ids[group] = taken.take(&ids[group], qualifiers);
    }
    ids
}

/// Ids in use.
pub struct Taken {
    ids: BTreeSet<EntityId>,
    next: BTreeMap<EntityId, usize>,
}

impl Taken {
    /// These are in use.
    pub fn new(ids: impl Iterator<Item = EntityId>) -> Taken {
        Taken { ids: ids.collect(), next: BTreeMap::new() }
    }

    /// Takes an id if it is free.
    pub fn add(&mut self, id: &EntityId) -> bool {
        self.ids.insert(id.clone())
    }

    /// The first free one of `id-qualifier` and `id-2`, `id-3` …
    pub fn take(&mut self, id: &EntityId, qualifiers: impl Iterator<Item = String>) -> EntityId {
        for qualifier in qualifiers {
            let candidate = EntityId(format!("{id}-{qualifier}"));
            if self.ids.insert(candidate.clone()) {
                return candidate;
            }
        }
        let next = self.next.entry(id.clone()).or_insert(2);
        loop {
            let candidate = EntityId(format!("{id}-{next}"));
            *next += 1;
            if self.ids.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// For each of these groups the nodes that tell it apart, the most telling first.
fn tellers(
    scene: &Scene,
    groups: &Groups,
    members: &[Vec<usize>],
    late: &[usize],
) -> BTreeMap<usize, BTreeSet<(u8, usize)>> {
    let of_root: BTreeMap<usize, usize> =
        late.iter().map(|&g| (groups.find(members[g][0]), g)).collect();
    let mut tellers: BTreeMap<usize, BTreeSet<(u8, usize)>> = BTreeMap::new();
    for (note, findings) in scene.notes.iter().enumerate() {
        for claim in &findings.claims {
            let ends = (scene.node_of(note, claim.subject), scene.node_of(note, claim.object));
            let (Some(subject), Some(object)) = ends else { continue };
            let (of, rank, teller) = match claim.relation {
                Relation::WorksAt => (subject, 0, object),
                Relation::PartOf => (subject, 0, object),
                Relation::SpokeAt => (subject, 1, object),
                Relation::Gave => (object, 1, subject),
                _ => continue,
            };
            if let Some(&group) = of_root.get(&groups.find(of)) {
                tellers.entry(group).or_default().insert((rank, teller));
            }
        }
    }
    tellers
}
