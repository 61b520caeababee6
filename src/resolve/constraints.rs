//! What the user says must be one entity (`[[same]]`) or must not be (`[[different]]`).

use crate::curated::correction::Instruction;
use crate::entity::Because;
use crate::entity::Decision;
use crate::resolve::clusters::Clusters;
use crate::resolve::entities::Entities;
use crate::resolve::records::Records;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Separates what the user calls different. Must run before every rule that joins.
pub fn keep_apart(records: &Records, clusters: &mut Clusters) {
    for correction in records.corrections.different() {
        let separation = clusters.separation();
        for (name, record) in records.corrections.hits(correction) {
            clusters.assign(record, separation, name);
        }
    }
}

/// Joins what the user calls the same, each kind for itself.
pub fn join_same(records: &Records, clusters: &mut Clusters) {
    for (index, correction) in records.corrections.overrides.corrections.iter().enumerate() {
        if !matches!(correction.instruction, Instruction::Same { .. }) {
            continue;
        }
        let mut first: BTreeMap<Kind, usize> = BTreeMap::new();
        for (_, record) in records.corrections.hits(index) {
            if records[record].ignored {
                continue;
            }
            let with = *first.entry(records[record].kind).or_insert(record);
            clusters.join(record, with, records.corrections.because(index));
        }
    }
}

/// The entities that `[[different]]` keeps apart.
pub struct KeptApart {
    corrections: Vec<DifferentEntities>,
}

/// The entities that one `[[different]]` is about.
struct DifferentEntities {
    /// Index of the correction.
    correction: usize,
    /// Whether it has a single name, and so keeps the bearers of that name apart.
    has_one_name: bool,
    /// By entity: which of the correction's names it has.
    names: BTreeMap<usize, BTreeSet<usize>>,
}

impl DifferentEntities {
    fn separates(&self, a: usize, b: usize) -> bool {
        let Some((ours, theirs)) = self.names.get(&a).zip(self.names.get(&b)) else { return false };
        a != b && (self.has_one_name || ours.union(theirs).count() > 1)
    }
}

impl KeptApart {
    /// Finds the entities that each correction is about.
    pub fn new(records: &Records, entities: &Entities) -> KeptApart {
        let corrections = &records.corrections;
        let different = corrections.different().map(|correction| {
            let mut names: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
            for (name, record) in corrections.hits(correction) {
                if let Some(entity) = entities.of_record[record] {
                    names.entry(entity).or_default().insert(name);
                }
            }
            let has_one_name = corrections.has_one_name(correction);
            DifferentEntities { correction, has_one_name, names }
        });
        KeptApart { corrections: different.collect() }
    }

    /// Whether the user keeps these two entities apart.
    pub fn contains(&self, a: usize, b: usize) -> bool {
        self.corrections.iter().any(|different| different.separates(a, b))
    }

    /// A decision for each pair of one kind that is kept apart, by the first correction that does so.
    pub fn decisions(&self, records: &Records, entities: &Entities) -> Vec<Decision> {
        let kind = |entity: usize| entities.list[entity].kind;
        let mut pairs: BTreeMap<[usize; 2], usize> = BTreeMap::new();
        for different in &self.corrections {
            for &a in different.names.keys() {
                let later = different.names.range(a..).map(|(b, _)| *b);
                for b in later.filter(|&b| kind(a) == kind(b) && different.separates(a, b)) {
                    pairs.entry([a, b]).or_insert(different.correction);
                }
            }
        }
        let decisions = |(pair, correction): (&[usize; 2], &usize)| {
            let (file, line) = (records.corrections.file(), records.corrections.line(*correction));
            of_both(entities, *pair, |from| Because::KeptApart {
                from,
                why: "you said so".to_string(),
                entry: Some(format!("{file}:{line}")),
                offer: None,
            })
        };
        pairs.iter().flat_map(decisions).collect()
    }
}

/// The decision that two entities are two, once for each of them.
pub fn of_both(
    entities: &Entities,
    [a, b]: [usize; 2],
    because: impl Fn(EntityId) -> Because,
) -> [Decision; 2] {
    [(a, b), (b, a)].map(|(one, other)| Decision {
        entity: entities.list[one].id.clone(),
        form: entities.list[one].name.clone(),
        note: None,
        because: because(entities.list[other].id.clone()),
    })
}
