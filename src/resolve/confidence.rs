//! How sure several notes are together.
//!
//! Definition: `1 - (1 - best) · Π (1 - c / 4)` over the other notes, at most 0.99 and never less than
//! the best: a noisy-or in which a further note counts a quarter, because the same rule that errs in
//! one note errs in the next. Only the best evidence of a note counts, and a copy of a note (the same
//! bytes) is no further note.
//! Cost: one sort. Source: the noisy-or of Pearl, Probabilistic Reasoning in Intelligent Systems (1988),
//! section 4.3.2; the quarter is a choice, on the careful side.

/// What a further note counts.
const FURTHER: f32 = 0.25;
/// Repetition alone never makes more sure than this.
const MOST: f32 = 0.99;

/// One confidence out of several, each with the fingerprint of the note it comes from.
pub fn together(mut told: Vec<(u64, f32)>) -> f32 {
    told.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    told.dedup_by_key(|t| t.0);
    told.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let Some(((_, best), further)) = told.split_first() else { return 0.0 };
    let doubt: f32 = further.iter().map(|t| 1.0 - FURTHER * t.1.clamp(0.0, 1.0)).product();
    (1.0 - (1.0 - best) * doubt).min(MOST).max(*best)
}
