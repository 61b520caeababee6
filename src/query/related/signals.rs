//! The score of an earlier note: a weighted sum of signals.
//!
//! Definition: `score = Σ weight · signal`, every signal from 0 to 1. The weights were fitted on five
//! blogs, where the links that the authors set themselves are the right answers, and cross-validated by
//! blog (docs/quality.md has the figures).
//! Cost: for each word of the post, the notes that have it.
//! Source: the vector space model with the weights of Salton and Buckley, with pairs of words and a power
//! of the rarity; a normalisation by length similar to pivoted normalisation (Singhal and others, 1996);
//! the rest is our own.

use crate::date::Date;
use crate::query::related::index::TagIndex;
use crate::query::related::index::TermIndex;
use crate::query::related::index::TitleIndex;
use crate::terms::{self, Term};

/// A group of signals, which can be left out to measure its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignalGroup {
    /// Words of the two notes, and tags.
    Text,
    /// The title of the earlier note in the text of the post.
    Title,
    /// The time between the two.
    Time,
    /// The people, companies, tools, topics and events that both name.
    Graph,
}

impl SignalGroup {
    /// All groups.
    pub const ALL: [SignalGroup; 4] =
        [SignalGroup::Text, SignalGroup::Title, SignalGroup::Time, SignalGroup::Graph];
}

/// A signal.
pub struct RankingSignal {
    /// Its name, as it is shown.
    pub name: &'static str,
    /// Its group.
    pub group: SignalGroup,
    /// Its weight in the score.
    pub weight: f32,
}

const fn signal(name: &'static str, group: SignalGroup, weight: f32) -> RankingSignal {
    RankingSignal { name, group, weight }
}

/// All signals, in the order of [`RelatedCandidate::signals`].
pub const SIGNALS: [RankingSignal; 8] = [
    signal("similar words", SignalGroup::Text, 1.0),
    signal("a similar sentence", SignalGroup::Text, 0.4),
    signal("same tags", SignalGroup::Text, 0.4),
    signal("much to read", SignalGroup::Text, 0.3),
    signal("words of its title", SignalGroup::Title, 0.2),
    signal("its title in a sentence", SignalGroup::Title, 0.5),
    signal("not long ago", SignalGroup::Time, 0.6),
    signal("same people and things", SignalGroup::Graph, 0.25),
];

/// The index of the signal “its title in a sentence”, and its least value in a useful note.
const TITLE: usize = 5;
const MIN_TITLE: f32 = 0.5;
/// The index of the last signal, which is added later, only to the best candidates.
pub const GRAPH: usize = SIGNALS.len() - 1;

/// An earlier note with its signals.
#[derive(Clone, Debug)]
pub struct RelatedCandidate {
    /// Its number in the index.
    pub note: usize,
    /// The signals, each from 0 to 1.
    pub signals: [f32; SIGNALS.len()],
    /// The similarity of the words of the two notes: the cosine of their weights, 0 to 1.
    pub cosine: f32,
    /// The sentence of the post with most words of the title.
    pub sentence: Option<u32>,
}

impl RelatedCandidate {
    /// The score by these groups of signals, 0 to 1.
    pub fn score(&self, groups: &[SignalGroup]) -> f32 {
        let weighed = SIGNALS.iter().zip(self.signals);
        let counted = weighed.filter(|(s, _)| groups.contains(&s.group));
        counted.map(|(s, x)| s.weight * x).sum::<f32>() / TOTAL_WEIGHT
    }

    /// Whether it has enough in common with the post to be suggested.
    pub fn is_useful(&self) -> bool {
        self.cosine >= MIN_COSINE || self.signals[TITLE] >= MIN_TITLE
    }
}

/// The least cosine of a useful note; below it two notes have hardly more in common than any two of the
/// same blog.
const MIN_COSINE: f32 = 0.035;

/// The sum of the weights of all signals.
const TOTAL_WEIGHT: f32 = {
    let (mut sum, mut at) = (0.0, 0);
    while at < SIGNALS.len() {
        sum += SIGNALS[at].weight;
        at += 1;
    }
    sum
};

/// The power of a note's norm, compared with the mean, by which the score of long notes is raised.
const LENGTH_POWER: f32 = 0.3;
/// The least norm of a sentence, so that a sentence of two words does not match too well.
const MIN_NORM: f32 = 30.0;
/// The days after which the signal “not long ago” is one half.
const MONTH: f32 = 30.0;
/// Words in more than one of so many notes do not count for similar sentences.
const COMMON: usize = 4;

/// All earlier notes with some word of a post, with all signals except that of the graph.
pub fn candidates(
    index: &TermIndex,
    titles: &TitleIndex,
    tags: &TagIndex,
    post: usize,
) -> Vec<RelatedCandidate> {
    let words = similar(index, post);
    let sentences = sentences(index, post);
    let titled = titles.matches(index, post);
    let earlier = (0..index.notes.len()).filter(|&n| index.is_earlier(n, post));
    let earlier: Vec<usize> =
        earlier.filter(|&n| words[n] > 0.0 || titled.in_sentence[n] > 0.0).collect();
    let cosine = |n: usize| words[n] / (index.norms[n] * index.norms[post]);
    let normalised = |n: usize| cosine(n) * (index.norms[n] / index.mean).powf(LENGTH_POWER);
    let most = |of: &dyn Fn(usize) -> f32| earlier.iter().map(|&n| of(n)).fold(1e-6, f32::max);
    let (greatest, closest) = (most(&normalised), most(&|n| sentences[n]));
    let candidate = |&n: &usize| RelatedCandidate {
        note: n,
        signals: [
            normalised(n) / greatest,
            sentences[n] / closest,
            tags.similarity(post, n),
            (index.notes[n].words.len() as f32).ln_1p() / 8.0,
            titled.coverage[n].min(1.0),
            (titled.in_sentence[n] / 20.0).min(1.0),
            recency(index.notes[post].date, index.notes[n].date),
            0.0,
        ],
        cosine: cosine(n).min(1.0),
        sentence: (titled.in_sentence[n] > 0.0).then_some(titled.sentence[n]),
    };
    earlier.iter().map(candidate).collect()
}

/// For each note the dot product of its weights and the post's.
fn similar(index: &TermIndex, post: usize) -> Vec<f32> {
    let mut found = vec![0.0; index.notes.len()];
    for (term, weight) in index.terms(post) {
        let having = index.having(*term).iter();
        having.for_each(|(note, theirs)| found[*note as usize] += weight * theirs);
    }
    found
}

/// For each note the cosine of its words and those of the most similar sentence of the post.
fn sentences(index: &TermIndex, post: usize) -> Vec<f32> {
    let mut best = vec![0.0_f32; index.notes.len()];
    let mut now = vec![0.0; index.notes.len()];
    let mut touched: Vec<u32> = Vec::new();
    let few = index.notes.len() / COMMON + 10;
    for words in index.notes[post].words.chunk_by(|a, b| a.sentence == b.sentence) {
        let mut norm = 0.0;
        for (term, count) in terms_of(index, post, words) {
            let weight = (1.0 + count.ln()) * index.weighted_rarity(term);
            norm += weight * weight;
            let having = Some(index.having(term)).filter(|having| having.len() < few);
            for (note, theirs) in having.into_iter().flatten() {
                if now[*note as usize] == 0.0 {
                    touched.push(*note);
                }
                now[*note as usize] += weight * theirs;
            }
        }
        let norm = norm.sqrt().max(MIN_NORM);
        for note in touched.drain(..).map(|note| note as usize) {
            best[note] = best[note].max(now[note] / norm / index.norms[note]);
            now[note] = 0.0;
        }
    }
    best
}

/// The terms of consecutive words, with how often each occurs.
fn terms_of(index: &TermIndex, post: usize, words: &[Term]) -> Vec<(u32, f32)> {
    let pairs = words.windows(2).map(|w| terms::pair(w[0].stem, w[1].stem));
    let hashes = words.iter().map(|w| w.stem).chain(pairs);
    let mut terms: Vec<u32> = hashes.filter_map(|hash| index.term_of(post, hash)).collect();
    terms.sort_unstable();
    terms.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f32)).collect()
}

/// 1 on the same day, 1/2 after a month; 0 without dates.
fn recency(post: Option<Date>, note: Option<Date>) -> f32 {
    let Some((post, note)) = post.zip(note) else { return 0.0 };
    let days = (post.days() - note.days()).max(0) as f32;
    1.0 / (1.0 + days / MONTH)
}
