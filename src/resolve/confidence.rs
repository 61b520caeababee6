//! One confidence for what several notes say.
//!
//! Definition: `1 - (1 - best) · Π (1 - c / 4)` over the other notes, at most 0.99 and never less than
//! the best: a noisy-or in which every further note counts a quarter, because a rule that is wrong in one
//! note is likely wrong in the next. Only the best evidence of a note counts, and a copy of a note (the same
//! bytes) does not count as a further note.
//! Cost: one sort. Source: the noisy-or of Pearl, Probabilistic Reasoning in Intelligent Systems (1988),
//! section 4.3.2. The quarter is a cautious choice.

/// The weight of a further note.
const FURTHER: f32 = 0.25;
/// Repetition alone never gives more confidence than this.
const MOST: f32 = 0.99;

/// One confidence from several, each with the hash of the note it comes from.
pub fn together(mut confidences: Vec<(u64, f32)>) -> f32 {
    confidences.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    confidences.dedup_by_key(|t| t.0);
    confidences.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let Some(((_, best), further)) = confidences.split_first() else { return 0.0 };
    let doubt: f32 = further.iter().map(|t| 1.0 - FURTHER * t.1.clamp(0.0, 1.0)).product();
    (1.0 - (1.0 - best) * doubt).min(MOST).max(*best)
}
