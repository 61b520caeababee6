//! Isotonic calibration: turns scores into probabilities by what was right at such scores before.

/// Pseudo-counts that pull the probability of a block towards `right / all`, the more the lighter it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prior {
    /// The weight that is added to what is right in each block.
    pub right: f64,
    /// The weight that is added to each block in all.
    pub all: f64,
}

/// Fits probabilities that never fall as the score rises, from pairs of score, whether it was right, and weight.
///
/// Neighbours are pooled into blocks until their shares of what was right rise (pool adjacent violators); then the
/// prior is added to each, and those that no longer rise are pooled too. Returns the ends of each block, one point if
/// it has only one score, in ascending order. Ignores pairs whose score is not finite or whose weight is not positive.
/// Takes time for sorting the pairs.
pub fn isotonic(pairs: &[(f32, bool, f32)], prior: Prior) -> Vec<(f32, f32)> {
    let mut sorted: Vec<&(f32, bool, f32)> =
        pairs.iter().filter(|(score, _, weight)| score.is_finite() && *weight > 0.0).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let scores = sorted.chunk_by(|a, b| a.0 == b.0).map(Block::new);
    let blocks = pool(pool(scores, Prior::default()).into_iter(), prior);
    let mut steps = Vec::with_capacity(2 * blocks.len());
    for block in blocks {
        let probability = block.share(prior) as f32;
        steps.push((block.first, probability));
        if block.last > block.first {
            steps.push((block.last, probability));
        }
    }
    steps
}

/// The probability of a score: that of the steps, interpolated linearly between two of them, or that of the first or
/// last step for a score beyond them. 0.5 without steps.
pub fn calibrated(steps: &[(f32, f32)], score: f32) -> f32 {
    let after = steps.partition_point(|step| step.0 < score);
    match (after.checked_sub(1).and_then(|i| steps.get(i)), steps.get(after)) {
        (Some(low), Some(high)) => {
            let share = (score - low.0) / (high.0 - low.0);
            low.1 + share * (high.1 - low.1)
        }
        (Some(only), None) | (None, Some(only)) => only.1,
        (None, None) => 0.5,
    }
}

/// Neighbouring scores with one probability.
struct Block {
    first: f32,
    last: f32,
    right: f64,
    all: f64,
}

impl Block {
    /// The block of pairs with the same score.
    fn new(pairs: &[&(f32, bool, f32)]) -> Self {
        let weights = pairs.iter().map(|pair| f64::from(pair.2));
        let right = pairs.iter().filter(|pair| pair.1).map(|pair| f64::from(pair.2));
        Self { first: pairs[0].0, last: pairs[0].0, right: right.sum(), all: weights.sum() }
    }

    fn share(&self, prior: Prior) -> f64 {
        (self.right + prior.right) / (self.all + prior.all)
    }
}

/// Pools neighbours until their shares rise.
fn pool(blocks: impl Iterator<Item = Block>, prior: Prior) -> Vec<Block> {
    let mut pooled: Vec<Block> = Vec::new();
    for mut block in blocks {
        while let Some(before) = pooled.pop_if(|last| last.share(prior) >= block.share(prior)) {
            block.first = before.first;
            block.right += before.right;
            block.all += before.all;
        }
        pooled.push(block);
    }
    pooled
}
