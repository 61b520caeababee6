//! What siblings add up to: sums by a hash of the group and of what is counted in it.
//!
//! The siblings of a note's own units are counted in the note; those in other notes of its folder in the folder's
//! tallies, which are made before and passed in.

use std::collections::BTreeMap;

/// Sums over some members.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// Sums of amounts.
    pub sums: [f32; 6],
    /// How many members there are.
    pub count: f32,
    /// The largest of the first amounts.
    pub most: f32,
}

/// Sums by the hash of what they are of.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    sums: BTreeMap<u64, Sum>,
}

impl Tally {
    /// Counts a member with its amounts.
    pub fn add(&mut self, key: u64, amounts: [f32; 6]) {
        let sum = self.sums.entry(key).or_default();
        sum.sums.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
        sum.count += 1.0;
        sum.most = sum.most.max(amounts[0]);
    }

    /// Counts a member with one amount.
    pub fn count(&mut self, key: u64, amount: f32) {
        self.add(key, [amount, 0.0, 0.0, 0.0, 0.0, 0.0]);
    }

    /// The sum of a key; zeros if it was never counted.
    pub fn of(&self, key: u64) -> Sum {
        self.sums.get(&key).copied().unwrap_or_default()
    }
}
