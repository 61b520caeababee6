//! The weights of a model as a table of hashes, probed one by one. The build script, which makes those
//! of the embedded models, uses this file too; it uses nothing of the crate.

/// A table of these hashes and weights. Its length is a power of two; hash 0 marks an empty slot.
pub fn slots(weights: impl ExactSizeIterator<Item = (u64, f32)>) -> Vec<(u64, f32)> {
    let mut slots = vec![(0, 0.0); (weights.len() * 2).next_power_of_two().max(2)];
    for (hash, weight) in weights {
        let at = probe(&slots, hash.max(1));
        slots[at] = (hash.max(1), weight);
    }
    slots
}

/// The weight of a hash, or 0.
pub fn find(slots: &[(u64, f32)], hash: u64) -> f32 {
    if slots.is_empty() { 0.0 } else { slots[probe(slots, hash.max(1))].1 }
}

/// The slot in which a hash stands, or the empty one where it would.
fn probe(slots: &[(u64, f32)], hash: u64) -> usize {
    let mask = slots.len() - 1;
    let mut at = (hash ^ (hash >> 32)) as usize & mask;
    while slots[at].0 != 0 && slots[at].0 != hash {
        at = (at + 1) & mask;
    }
    at
}
