//! Rows of a large sparse matrix, and the part of them that a model learns from.

use std::cmp::Reverse;
use std::ops::Range;

/// A sparse matrix, row by row: for each row its features, which are numbers, and their amounts.
///
/// A feature named twice in a row has the sum of both amounts. Takes 8 bytes an entry and 8 a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SparseRows {
    starts: Vec<usize>,
    features: Vec<u32>,
    amounts: Vec<f32>,
}

impl SparseRows {
    /// A matrix without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row at the end, with its pairs of feature and amount in any order.
    pub fn push(&mut self, row: impl Iterator<Item = (u32, f32)>) {
        self.starts.push(self.features.len());
        for (feature, amount) in row {
            self.features.push(feature);
            self.amounts.push(amount);
        }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The features of a row and their amounts, in the order in which they were pushed. Panics if there is no such
    /// row.
    pub fn row(&self, i: usize) -> impl Iterator<Item = (u32, f32)> {
        let (features, amounts) = self.entries(i);
        features.iter().copied().zip(amounts.iter().copied())
    }

    fn entries(&self, i: usize) -> (&[u32], &[f32]) {
        let end = self.starts.get(i + 1).copied().unwrap_or(self.features.len());
        (&self.features[self.starts[i]..end], &self.amounts[self.starts[i]..end])
    }
}

/// The sum of weight times amount over a row. Features beyond the weights count as 0.
pub fn dot(weights: &[f32], row: impl Iterator<Item = (u32, f32)>) -> f32 {
    row.map(|(feature, amount)| weights.get(feature as usize).map_or(0.0, |w| w * amount)).sum()
}

/// The rows to learn from, with only the features that occur often enough.
///
/// The features are numbered anew, the most frequent first: what is used most then lies close together, which makes
/// learning several times faster.
pub(crate) struct Kept {
    /// The original number of each feature, by its new one.
    pub features: Vec<u32>,
    /// The rows, with new numbers.
    pub rows: SparseRows,
}

impl Kept {
    /// Copies the chosen rows. Of the features below `features`, those in at least `least` of these rows are kept.
    pub fn new(rows: &SparseRows, chosen: &[u32], features: usize, least: usize) -> Self {
        let counts = row_counts(rows, chosen, features);
        let often = |&f: &u32| counts[f as usize] as usize >= least.max(1);
        let mut kept: Vec<u32> = (0..features as u32).filter(often).collect();
        kept.sort_by_key(|&f| Reverse(counts[f as usize]));
        let mut numbers = vec![u32::MAX; features];
        for (new, &old) in (0..).zip(&kept) {
            numbers[old as usize] = new;
        }
        let mut copy = SparseRows::new();
        for &i in chosen {
            copy.push(rows.row(i as usize).filter_map(|(feature, amount)| {
                let new = *numbers.get(feature as usize)?;
                (new != u32::MAX).then_some((new, amount))
            }));
        }
        Self { features: kept, rows: copy }
    }
}

/// In how many of the chosen rows each feature occurs.
fn row_counts(rows: &SparseRows, chosen: &[u32], features: usize) -> Vec<u32> {
    let mut counts = vec![0; features];
    let mut last_seen = vec![u32::MAX; features];
    for (place, &i) in (0..).zip(chosen) {
        for (feature, _) in rows.row(i as usize) {
            let f = feature as usize;
            if f < features && last_seen[f] != place {
                last_seen[f] = place;
                counts[f] += 1;
            }
        }
    }
    counts
}

/// Into how many parts work on rows is divided, whatever the number of threads. Each part has a gradient of its own,
/// so more would take more memory.
const PARTS: usize = 4;

/// Divides `0..len` into parts of about the same length.
pub(crate) fn parts(len: usize) -> Vec<Range<usize>> {
    (0..PARTS).map(|i| len * i / PARTS..len * (i + 1) / PARTS).collect()
}
