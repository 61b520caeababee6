//! Tags that two notes share, rare ones counting more.

use crate::name;
use crate::query::related::index::Index;
use std::collections::BTreeMap;

/// The tags of all notes.
pub struct Tags {
    /// For each note its tags in the form in which they meet, sorted, with what each is worth.
    notes: Vec<Vec<(String, f32)>>,
}

impl Tags {
    /// Cost: linear in the tags.
    pub fn of(index: &Index) -> Tags {
        let mut having: BTreeMap<String, usize> = BTreeMap::new();
        let keys = |tags: &[String]| {
            let mut keys: Vec<String> = tags.iter().map(|t| name::key(t)).collect();
            keys.sort();
            keys.dedup();
            keys
        };
        let notes: Vec<Vec<String>> = index.notes.iter().map(|n| keys(&n.tags)).collect();
        for tag in notes.iter().flatten() {
            *having.entry(tag.clone()).or_default() += 1;
        }
        let all = 1.0 + notes.len() as f32;
        let worth = |tag: String| {
            let worth = (all / (1.0 + having[&tag] as f32)).ln();
            (tag, worth)
        };
        Tags { notes: notes.into_iter().map(|n| n.into_iter().map(worth).collect()).collect() }
    }

    /// Dice's coefficient of the tags of two notes by worth, 0 to 1.
    pub fn shared(&self, a: usize, b: usize) -> f32 {
        let worth = |tags: &[(String, f32)]| tags.iter().map(|t| t.1).sum::<f32>();
        let theirs = &self.notes[b];
        let both = self.notes[a].iter().filter(|tag| theirs.contains(tag)).map(|t| t.1);
        let shared: f32 = both.sum();
        if shared > 0.0 { 2.0 * shared / (worth(&self.notes[a]) + worth(theirs)) } else { 0.0 }
    }
}
