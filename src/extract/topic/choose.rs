//! Of topics that share their words, the likelier one.

use crate::extract::topic::candidate::TopicCandidate;
use crate::extract::topic::wording;
use crate::model::oracle::ModelAnswer;

/// Leaves out what a likelier candidate says already, likeliest first.
/// Cost: the topics of a note squared; a model says yes to some tens.
pub fn best(mut found: Vec<(TopicCandidate, ModelAnswer)>) -> Vec<(TopicCandidate, ModelAnswer)> {
    found.sort_by(|(a, x), (b, y)| {
        y.probability.total_cmp(&x.probability).then_with(|| a.name.cmp(&b.name))
    });
    found.truncate(MOST);
    let mut kept: Vec<(TopicCandidate, ModelAnswer)> = Vec::new();
    for (candidate, answer) in found {
        if !kept
            .iter()
            .any(|(better, _)| says(&better.stems, &candidate.stems, candidate.known.is_some()))
        {
            kept.push((candidate, answer));
        }
    }
    kept
}

/// No note has more topics than this.
const MOST: usize = 300;

/// Whether the stems of a better name say what another's say: most of them are the same, or one has
/// all of the other's. Only a longer phrase that the catalogue knows is something else.
pub fn says(better: &[u64], other: &[u64], known: bool) -> bool {
    let shared = wording::shared(better, other);
    let all = better.len() + other.len() - shared;
    let longer = shared == better.len() && !known;
    shared > 0 && (5 * shared >= 3 * all || longer || shared == other.len())
}
