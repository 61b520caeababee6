//! The features of a candidate.

use crate::model::table;
use std::fmt;

/// A feature: something that is true of a candidate, with an amount: `in code`, `word before: from`, `times 1.4`.
///
/// A value must be one of a closed list (ordinary words, classes), so that the weights cannot reveal the notes they
/// were learnt from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature<'a> {
    /// The name.
    pub name: &'static str,
    /// The value; empty if the name says everything.
    pub value: &'a str,
    /// The amount; 1 for a feature that is either true or not.
    pub amount: f32,
}

impl<'a> Feature<'a> {
    /// A feature that is true.
    pub fn flag(name: &'static str) -> Feature<'static> {
        Feature { name, value: "", amount: 1.0 }
    }

    /// A feature with a word or class as its value.
    pub fn of(name: &'static str, value: &'a str) -> Feature<'a> {
        Feature { name, value, amount: 1.0 }
    }

    /// A feature with an amount.
    pub fn amount(name: &'static str, amount: f32) -> Feature<'static> {
        Feature { name, value: "", amount }
    }

    /// The hash of its written form, by which its weight is found.
    pub fn hash(&self) -> u64 {
        table::hash_of(self.name, self.value)
    }
}

impl fmt::Display for Feature<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let colon = if self.value.is_empty() { "" } else { ": " };
        write!(f, "{}{colon}{}", self.name, self.value)
    }
}

/// The features of a candidate over several places, each once with its largest amount.
#[derive(Clone, Debug, Default)]
pub struct Features<'a> {
    list: Vec<Feature<'a>>,
    /// Their hashes, which are faster to search.
    hashes: Vec<u64>,
    /// A bit set of the hashes, which shows that most features are new without a search.
    bits: [u64; 4],
}

impl<'a> Features<'a> {
    /// Adds a feature that is true.
    pub fn flag(&mut self, name: &'static str) {
        self.push(Feature::flag(name));
    }

    /// Adds a feature that is true if a condition holds.
    pub fn flag_if(&mut self, name: &'static str, holds: bool) {
        if holds {
            self.flag(name);
        }
    }

    /// Adds a feature with a word or class as its value.
    pub fn of(&mut self, name: &'static str, value: &'a str) {
        self.push(Feature::of(name, value));
    }

    /// Adds a feature with an amount.
    pub fn amount(&mut self, name: &'static str, amount: f32) {
        self.push(Feature::amount(name, amount));
    }

    /// Adds a feature, or raises its amount if it is there.
    pub fn push(&mut self, feature: Feature<'a>) {
        let hash = feature.hash();
        let (word, bit) = ((hash >> 62) as usize, 1 << (hash >> 56 & 63));
        let may_be_known = self.bits[word] & bit != 0;
        self.bits[word] |= bit;
        let known = || self.hashes.iter().position(|known| *known == hash);
        match may_be_known.then(known).flatten() {
            Some(at) => self.list[at].amount = self.list[at].amount.max(feature.amount),
            None => {
                self.hashes.push(hash);
                self.list.push(feature);
            }
        }
    }

    /// Removes all features, but keeps the capacity for the next candidate.
    pub fn clear(&mut self) {
        self.list.clear();
        self.hashes.clear();
        self.bits = [0; 4];
    }

    /// The hashes with the amounts, for look-up in a model.
    pub fn hashed(&self) -> impl Iterator<Item = (u64, f32)> {
        self.hashes.iter().copied().zip(self.list.iter().map(|f| f.amount))
    }

    /// The features, in the order in which they were first added.
    pub fn all(&self) -> &[Feature<'a>] {
        &self.list
    }
}

/// A small number as a class: `0`, `1`, … `4`, `5+`.
pub fn few(number: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5+"][number.min(5)]
}
