//! What is true of a candidate, as a model sees it.

use crate::model::table;
use std::fmt;

/// Something true of a candidate, and how much of it: `in code`, `word before: from`, `times 1.4`.
///
/// A word as a value must be one of a closed list (ordinary words, classes), so that no table of
/// weights can give back what was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature<'a> {
    /// What is looked at.
    pub name: &'static str,
    /// What is found there; empty when the name says all.
    pub value: &'a str,
    /// How much of it; 1 for what is true or not.
    pub amount: f32,
}

impl<'a> Feature<'a> {
    /// Something that is true.
    pub fn flag(name: &'static str) -> Feature<'static> {
        Feature { name, value: "", amount: 1.0 }
    }

    /// A word or class that is found.
    pub fn of(name: &'static str, value: &'a str) -> Feature<'a> {
        Feature { name, value, amount: 1.0 }
    }

    /// A quantity.
    pub fn amount(name: &'static str, amount: f32) -> Feature<'static> {
        Feature { name, value: "", amount }
    }

    /// The hash under which its weight stands: that of its written form.
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

/// Features, each once with its largest amount: what several places say of one candidate.
#[derive(Clone, Debug, Default)]
pub struct Features<'a> {
    list: Vec<Feature<'a>>,
    /// Their hashes, which are quick to search.
    hashes: Vec<u64>,
    /// Bits for the hashes: most features are new, and are seen to be by their bit alone.
    bits: [u64; 4],
}

impl<'a> Features<'a> {
    /// Adds one that is true.
    pub fn flag(&mut self, name: &'static str) {
        self.push(Feature::flag(name));
    }

    /// Adds one that is true if a condition holds.
    pub fn flag_if(&mut self, name: &'static str, holds: bool) {
        if holds {
            self.flag(name);
        }
    }

    /// Adds a word or class.
    pub fn of(&mut self, name: &'static str, value: &'a str) {
        self.push(Feature::of(name, value));
    }

    /// Adds a quantity.
    pub fn amount(&mut self, name: &'static str, amount: f32) {
        self.push(Feature::amount(name, amount));
    }

    /// Adds a feature, or raises its amount.
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

    /// Forgets all, and keeps the room: there are as many of the next candidate.
    pub fn clear(&mut self) {
        self.list.clear();
        self.hashes.clear();
        self.bits = [0; 4];
    }

    /// The hashes with the amounts, as a model looks them up.
    pub fn hashed(&self) -> impl Iterator<Item = (u64, f32)> {
        self.hashes.iter().copied().zip(self.list.iter().map(|f| f.amount))
    }

    /// All of them, in the order in which they were first added.
    pub fn all(&self) -> &[Feature<'a>] {
        &self.list
    }
}

/// A small number as a class: `0`, `1`, … `4`, `5+`.
pub fn few(number: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5+"][number.min(5)]
}
