//! The weights of a model as a hash table with linear probing. Shared with the build script, which makes the tables
//! of the embedded models; it uses nothing of the crate.

/// The hash of a feature by its written form: `name`, or `name: value`.
pub fn hash(written: &str) -> u64 {
    let (name, value) = written.split_once(": ").unwrap_or((written, ""));
    hash_of(name, value)
}

/// The hash of a feature by its parts. It reads eight bytes at a time, since features are made by the million.
pub fn hash_of(name: &str, value: &str) -> u64 {
    let hash = extend(0, name.as_bytes());
    if value.is_empty() { hash } else { extend(hash, value.as_bytes()) }
}

fn extend(hash: u64, text: &[u8]) -> u64 {
    let (eights, rest) = text.as_chunks::<8>();
    let hash = eights.iter().fold(hash, |hash, eight| mix(hash, u64::from_le_bytes(*eight)));
    // The rest is read together with bytes before it, which is faster than byte by byte.
    let last = match (text.last_chunk::<8>(), text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(eight), _, _) => u64::from_le_bytes(*eight),
        (_, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    };
    mix(hash ^ text.len() as u64, last)
}

fn mix(hash: u64, word: u64) -> u64 {
    let mixed = (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

/// A table of these hashes and weights. Its length is a power of two; an empty slot has hash 0.
pub fn slots(weights: impl ExactSizeIterator<Item = (u64, f32)>) -> Vec<(u64, f32)> {
    let mut slots = vec![(0, 0.0); (weights.len() * 2).next_power_of_two().max(2)];
    for (hash, weight) in weights {
        let at = probe(&slots, hash.max(1));
        slots[at] = (hash.max(1), weight);
    }
    slots
}

/// The weight of a hash, or 0 if there is none.
pub fn find(slots: &[(u64, f32)], hash: u64) -> f32 {
    if slots.is_empty() { 0.0 } else { slots[probe(slots, hash.max(1))].1 }
}

/// The slot of a hash, or the empty one where it would be.
fn probe(slots: &[(u64, f32)], hash: u64) -> usize {
    let mask = slots.len() - 1;
    let mut at = (hash ^ (hash >> 32)) as usize & mask;
    while slots[at].0 != 0 && slots[at].0 != hash {
        at = (at + 1) & mask;
    }
    at
}
