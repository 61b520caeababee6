//! What the user keeps apart, and the decisions that two things are two.

use crate::entity::Because;
use crate::entity::Decision;
use crate::resolve::cast::Cast;
use crate::resolve::scene::Scene;
use crate::vocabulary::EntityId;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What the user said to be different.
pub struct Parted {
    rules: Vec<Parting>,
}

/// One such correction.
struct Parting {
    /// Its number.
    rule: usize,
    /// Whether it has one name only.
    is_about_one: bool,
    /// Entities, each with the numbers of the names that are its.
    names: BTreeMap<usize, BTreeSet<usize>>,
}

impl Parting {
    /// Whether two entities are: by two of its names, or as bearers of the only one.
    fn parts(&self, a: usize, b: usize) -> bool {
        let Some((ours, theirs)) = self.names.get(&a).zip(self.names.get(&b)) else { return false };
        a != b && (self.is_about_one || ours.union(theirs).count() > 1)
    }
}

impl Parted {
    /// Finds the things that each correction means.
    pub fn new(scene: &Scene, cast: &Cast) -> Parted {
        let corrections = &scene.corrections;
        let rules = corrections.parting().map(|rule| {
            let mut names: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
            for (name, node) in corrections.hits(rule) {
                if let Some(entity) = cast.of[node] {
                    names.entry(entity).or_default().insert(name);
                }
            }
            Parting { rule, is_about_one: corrections.is_about_one_name(rule), names }
        });
        Parted { rules: rules.collect() }
    }

    /// Whether the user said so of two entities.
    pub fn are(&self, a: usize, b: usize) -> bool {
        self.rules.iter().any(|rule| rule.parts(a, b))
    }

    /// Which things of one kind the user keeps apart, each pair by the first correction that says so.
    pub fn decisions(&self, scene: &Scene, cast: &Cast) -> Vec<Decision> {
        let kind = |entity: usize| cast.entities[entity].kind;
        let mut pairs: BTreeMap<[usize; 2], usize> = BTreeMap::new();
        for parting in &self.rules {
            for &a in parting.names.keys() {
                let later = parting.names.range(a..).map(|(b, _)| *b);
                for b in later.filter(|&b| kind(a) == kind(b) && parting.parts(a, b)) {
                    pairs.entry([a, b]).or_insert(parting.rule);
                }
            }
        }
        let apart = |(pair, rule): (&[usize; 2], &usize)| {
            let (file, line) = (scene.corrections.file(), scene.corrections.line(*rule));
            decide(cast, *pair, |from| Because::KeptApart {
                from,
                why: "you said so".to_string(),
                entry: Some(format!("{file}:{line}")),
                offer: None,
            })
        };
        pairs.iter().flat_map(apart).collect()
    }
}

/// That two entities are two, as a decision of each.
pub fn decide(
    cast: &Cast,
    [a, b]: [usize; 2],
    because: impl Fn(EntityId) -> Because,
) -> [Decision; 2] {
    [(a, b), (b, a)].map(|(one, other)| Decision {
        entity: cast.entities[one].id.clone(),
        form: cast.entities[one].name.clone(),
        note: None,
        because: because(cast.entities[other].id.clone()),
    })
}
