//! Who is who over all notes: the only place where two notes meet.

use crate::curated::Lexicon;
use crate::curated::overrides::Overrides;
use crate::entity::Resolution;
use crate::finding::Findings;

/// Joins the findings of all notes. Deterministic: the order of `findings` does not matter.
pub fn resolve(findings: &[Findings], lexicon: &Lexicon, overrides: &Overrides) -> Resolution {
    let _ = (findings, lexicon, overrides);
    todo!("helper resolve")
}
