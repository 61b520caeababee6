//! Of topics that share their words, the likelier one.

use crate::extract::topic::candidates::Candidate;
use crate::model::ask::Answer;

/// Leaves out what a likelier candidate says already, likeliest first.
/// Cost: the topics of a note squared; a model says yes to some tens.
pub fn best(mut found: Vec<(Candidate, Answer)>) -> Vec<(Candidate, Answer)> {
    found.sort_by(|(a, x), (b, y)| {
        y.probability.total_cmp(&x.probability).then_with(|| a.name.cmp(&b.name))
    });
    found.truncate(MOST);
    let mut kept: Vec<(Candidate, Answer)> = Vec::new();
    for (candidate, answer) in found {
        if !kept.iter().any(|(better, _)| says(better, &candidate)) {
            kept.push((candidate, answer));
        }
    }
    kept
}

/// No note has more topics than this.
const MOST: usize = 300;

/// Whether a candidate says what another says: with most of its words, with fewer or more words, or
/// at the same places. Only a longer phrase that the catalogue knows is something else.
fn says(better: &Candidate, other: &Candidate) -> bool {
    let shared = better.stems.intersection(&other.stems).count();
    let all = better.stems.len() + other.stems.len() - shared;
    let known = other.known.is_some();
    let longer = shared == better.stems.len() && !known;
    shared > 0 && (5 * shared >= 3 * all || longer || shared == other.stems.len())
}
