//! Ids, made of kind and slug. If several entities have the same slug the first keeps it; the others get a
//! qualifier (a talk its event or speaker, a person the employer or event), else a number.

use crate::resolve::clusters::Clusters;
use crate::resolve::records::Records;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A unique id for each cluster. The order of `members` decides which is first.
pub fn ids(
    records: &Records,
    clusters: &Clusters,
    members: &[Vec<usize>],
    names: &[(String, Option<usize>)],
) -> Vec<EntityId> {
    let kind = |cluster: usize| records[members[cluster][0]].kind;
    let mut ids: Vec<EntityId> =
        (0..members.len()).map(|g| EntityId::new(kind(g), &names[g].0)).collect();
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by(|&a, &b| (&ids[a], a).cmp(&(&ids[b], b)));
    let blocks = order.chunk_by(|&a, &b| ids[a] == ids[b]);
    let late: Vec<usize> = blocks.flat_map(|block| block[1..].to_vec()).collect();
    if late.is_empty() {
        return ids;
    }
    let mut used = UsedIds::new(ids.iter().cloned());
    let related = qualifying_records(records, clusters, members, &late);
    for &cluster in &late {
        let year = members[cluster].iter().find_map(|&i| {
            records[i].form.year.or(records.notes[records[i].note].date.map(|d| d.year))
        });
        let by_name = related.get(&cluster).into_iter().flatten().map(|&(_, record)| {
            EntityId::new(Kind::Note, &records[record].form.name).slug().to_string()
        });
        let qualifiers = by_name.chain(year.map(|y| y.to_string()));
        ids[cluster] = used.take(&ids[cluster], qualifiers);
    }
    ids
}

/// Ids in use.
pub struct UsedIds {
    ids: BTreeSet<EntityId>,
    next: BTreeMap<EntityId, usize>,
}

impl UsedIds {
    /// Starts with these ids in use.
    pub fn new(ids: impl Iterator<Item = EntityId>) -> UsedIds {
        UsedIds { ids: ids.collect(), next: BTreeMap::new() }
    }

    /// Takes an id if it is free; whether it was.
    pub fn add(&mut self, id: &EntityId) -> bool {
        self.ids.insert(id.clone())
    }

    /// Takes the first free one of `id-qualifier` and `id-2`, `id-3` …
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

/// For each of these clusters the records whose names qualify it, the best first.
fn qualifying_records(
    records: &Records,
    clusters: &Clusters,
    members: &[Vec<usize>],
    late: &[usize],
) -> BTreeMap<usize, BTreeSet<(u8, usize)>> {
    let of_root: BTreeMap<usize, usize> =
        late.iter().map(|&g| (clusters.find(members[g][0]), g)).collect();
    let mut qualifying: BTreeMap<usize, BTreeSet<(u8, usize)>> = BTreeMap::new();
    for (note, findings) in records.notes.iter().enumerate() {
        for claim in &findings.claims {
            let ends =
                (records.record_of(note, claim.subject), records.record_of(note, claim.object));
            let (Some(subject), Some(object)) = ends else { continue };
            let (of, rank, qualifier) = match claim.relation {
                Relation::WorksAt => (subject, 0, object),
                Relation::PartOf => (subject, 0, object),
                Relation::SpokeAt => (subject, 1, object),
                Relation::Gave => (object, 1, subject),
                _ => continue,
            };
            if let Some(&cluster) = of_root.get(&clusters.find(of)) {
                qualifying.entry(cluster).or_default().insert((rank, qualifier));
            }
        }
    }
    qualifying
}
