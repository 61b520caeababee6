//! Scores findings against the answers: precision, recall and F1 for each kind and relation.
//!
//! Definition: a finding is right if an expected or possible answer means it, each answer once; only expected ones
//! can be missed. F1 is the harmonic mean of precision and recall.
//! Cost: the findings times the answers of a post. Source: the scoring that comes with the posts.

use crate::finding::{End, Findings};
use crate::train::gold::{Gold, MUST};
use crate::vocabulary::{Kind, Relation, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The rows, in the order of the table.
const ROWS: [&str; 10] = [
    "person", "speaker", "company", "tool", "topic", "event", "talk", "works_at", "gave",
    "talked_about",
];

/// Counts of one row.
#[derive(Clone, Copy, Debug, Default)]
struct ScoreCount {
    right: usize,
    right_expected: usize,
    found: usize,
    expected: usize,
}

impl ScoreCount {
    /// Precision, recall and F1.
    fn shares(&self) -> (f64, f64, f64) {
        let share = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
        let precision = share(self.right, self.found);
        let recall = share(self.right_expected, self.expected);
        let sum = precision + recall;
        (precision, recall, if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum })
    }
}

/// The counts over some posts.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    rows: BTreeMap<&'static str, ScoreCount>,
    /// How many are right, and how many there are, with a confidence of at least 0.9: relations, then entities.
    sure: [(usize, usize); 2],
}

/// A relation between the answers that two names mean.
type Pair = (usize, (Kind, usize));

impl Scores {
    /// Counts one post.
    pub fn add(&mut self, gold: &Gold, found: &Findings) {
        let means = self.entities(gold, found);
        self.speakers(gold, found, &means);
        let person = |name: &str| gold.means(Kind::Person, name);
        let must = |p: usize| gold.items(Kind::Person)[p].must();
        let mut works = BTreeMap::new();
        for (who, what, certainty) in &gold.works_at {
            if let (Some(p), Some(c)) = (person(who), gold.means(Kind::Company, what)) {
                works.insert((p, (Kind::Company, c)), certainty == MUST && must(p));
            }
        }
        let mut gave = BTreeMap::new();
        for (t, talk) in gold.items(Kind::Talk).iter().enumerate() {
            for p in talk.speakers.iter().filter_map(|s| person(s)) {
                gave.insert((p, (Kind::Talk, t)), talk.must() && must(p));
            }
        }
        let (mut talked, mut readings) = (BTreeMap::new(), BTreeMap::new());
        for (who, what, certainty) in &gold.talked_about {
            let read = gold.subjects(what);
            let (Some(p), Some(&first)) = (person(who), read.first()) else { continue };
            *talked.entry((p, first)).or_insert(false) |= certainty == MUST && must(p);
            readings.extend(read.into_iter().map(|r| ((p, r), (p, first))));
        }
        let as_is = |pair: Pair| pair;
        self.relation("works_at", Relation::WorksAt, &works, found, &means, as_is);
        self.relation("gave", Relation::Gave, &gave, found, &means, as_is);
        let read = |pair: Pair| readings.get(&pair).copied().unwrap_or(pair);
        self.relation("talked_about", Relation::TalkedAbout, &talked, found, &means, read);
    }

    /// Counts the entities, and gives the answer that each one means.
    fn entities(&mut self, gold: &Gold, found: &Findings) -> Vec<Option<(Kind, usize)>> {
        let mut means = vec![None; found.entities.len()];
        for kind in Kind::FOUND {
            let mut hit = BTreeSet::new();
            let count = self.rows.entry(kind.word()).or_default();
            for (i, entity) in found.entities.iter().enumerate().filter(|(_, t)| t.kind == kind) {
                // Two talks may be described alike.
                let skip = if kind == Kind::Talk { hit.clone() } else { BTreeSet::new() };
                let meant =
                    gold.find(kind, &entity.name, &skip).or_else(|| gold.means(kind, &entity.name));
                means[i] = meant.map(|m| (kind, m));
                let right = meant.is_some_and(|m| hit.insert(m));
                count.found += 1;
                count.right += usize::from(right);
                let must = meant.is_some_and(|m| gold.items(kind)[m].must());
                count.right_expected += usize::from(right && must);
                if entity.confidence >= 0.9 {
                    self.sure[1].0 += usize::from(right);
                    self.sure[1].1 += 1;
                }
            }
            count.expected += gold.items(kind).iter().filter(|item| item.must()).count();
        }
        means
    }

    fn speakers(&mut self, gold: &Gold, found: &Findings, means: &[Option<(Kind, usize)>]) {
        let people = gold.items(Kind::Person);
        let wanted = |i: usize| people[i].role == "speaker";
        let count = self.rows.entry("speaker").or_default();
        let mut seen = BTreeSet::new();
        for (i, entity) in found.entities.iter().enumerate() {
            if entity.kind != Kind::Person || !entity.roles.contains(&Role::Speaker) {
                continue;
            }
            count.found += 1;
            if let Some((_, p)) = means[i].filter(|(_, p)| wanted(*p) && seen.insert(*p)) {
                count.right += 1;
                count.right_expected += usize::from(people[p].must());
            }
        }
        count.expected += (0..people.len()).filter(|&i| wanted(i) && people[i].must()).count();
    }

    fn relation(
        &mut self,
        row: &'static str,
        relation: Relation,
        gold: &BTreeMap<Pair, bool>,
        found: &Findings,
        means: &[Option<(Kind, usize)>],
        read: impl Fn(Pair) -> Pair,
    ) {
        let meant = |end: End| match end {
            End::Entity(i) => means[i],
            End::Note => None,
        };
        let count = self.rows.entry(row).or_default();
        let mut seen = BTreeSet::new();
        for claim in found.claims.iter().filter(|c| c.relation == relation) {
            let pair = match (meant(claim.subject), meant(claim.object)) {
                (Some((Kind::Person, person)), Some(object)) => Some(read((person, object))),
                _ => None,
            };
            let right = pair.filter(|p| gold.contains_key(p) && seen.insert(*p));
            count.found += 1;
            count.right += usize::from(right.is_some());
            count.right_expected += usize::from(right.is_some_and(|p| gold[&p]));
            if claim.confidence() >= 0.9 {
                self.sure[0].0 += usize::from(right.is_some());
                self.sure[0].1 += 1;
            }
        }
        count.expected += gold.values().filter(|must| **must).count();
    }

    /// F1 of a row; 0 if it was never counted.
    pub fn f1(&self, row: &str) -> f64 {
        self.rows.get(row).map_or(0.0, |count| count.shares().2)
    }

    /// The table, as text.
    pub fn table(&self) -> String {
        let mut out =
            format!("{:14}{:>7}{:>7}{:>7}{:>7}{:>7}\n", "", "P", "R", "F1", "found", "must");
        for row in ROWS {
            let count = self.rows.get(row).copied().unwrap_or_default();
            let (p, r, f1) = count.shares();
            let (found, must) = (count.found, count.expected);
            let _ = writeln!(out, "{row:14}{p:7.3}{r:7.3}{f1:7.3}{found:7}{must:7}");
        }
        let mean = |rows: &[&str]| rows.iter().map(|r| self.f1(r)).sum::<f64>() / rows.len() as f64;
        let entities = mean(&["person", "company", "tool", "topic", "event", "talk"]);
        let relations = mean(&ROWS[7..]);
        let _ = writeln!(out, "macro F1: entities {entities:.3}, relations {relations:.3}");
        for (what, (right, all)) in ["relations", "entities"].iter().zip(self.sure) {
            let share = right as f64 / all.max(1) as f64;
            let _ = writeln!(out, "{what} at 0.9 or more: {right} of {all} right ({share:.3})");
        }
        out
    }
}
