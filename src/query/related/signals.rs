//! What speaks for an earlier note: one signal each, weighed and added up.
//!
//! Definition: `score = Σ weight · signal`, every signal from 0 to 1. The weights were fitted on five
//! blogs whose authors' own links say what is right, each blog also judged by weights fitted on the
//! others (docs/quality.md has the figures).
//! Cost: for each word of the post the notes that have it. Source: vector space model with the weights
//! of Salton and Buckley, pairs of words and sharper rarity; length softened as in pivoted
//! normalisation (Singhal and others, 1996); the rest is our own.

use crate::date::Date;
use crate::query::related::index::Index;
use crate::query::related::tags::Tags;
use crate::query::related::titles::Titles;
use crate::terms::{self, Term};

/// A group of signals that can be left out, to see what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Words of the two notes, and tags.
    Text,
    /// The title of the earlier note in the text of the post.
    Title,
    /// How long ago.
    Time,
    /// People, companies, tools, topics and events that both name.
    Graph,
}

impl Group {
    /// All groups.
    pub const ALL: [Group; 4] = [Group::Text, Group::Title, Group::Time, Group::Graph];
}

/// A signal.
pub struct Signal {
    /// What it says.
    pub name: &'static str,
    /// To which group it belongs.
    pub group: Group,
    /// What it counts at most.
    pub weight: f32,
}

const fn signal(name: &'static str, group: Group, weight: f32) -> Signal {
    Signal { name, group, weight }
}

/// All signals, in the order of [`Candidate::signals`].
pub const SIGNALS: [Signal; 8] = [
    signal("similar words", Group::Text, 1.0),
    signal("a similar sentence", Group::Text, 0.4),
    signal("same tags", Group::Text, 0.4),
    signal("much to read", Group::Text, 0.3),
    signal("words of its title", Group::Title, 0.2),
    signal("its title in a sentence", Group::Title, 0.5),
    signal("not long ago", Group::Time, 0.6),
    signal("same people and things", Group::Graph, 0.25),
];

/// The place of the title in a sentence, and how much of it is enough.
const TITLE: usize = 5;
const NAMED: f32 = 0.5;
/// The place of the last signal, which is added later, to the best candidates only.
pub const GRAPH: usize = SIGNALS.len() - 1;

/// An earlier note, and what speaks for it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its number in the index.
    pub note: usize,
    /// The signals, each from 0 to 1.
    pub signals: [f32; SIGNALS.len()],
    /// How alike the words of the two notes are: the cosine of their weights, 0 to 1.
    pub cosine: f32,
    /// The sentence of the post that has most of the title.
    pub sentence: Option<u32>,
}

impl Candidate {
    /// The score by some groups of signals, 0 to 1.
    pub fn score(&self, groups: &[Group]) -> f32 {
        let weighed = SIGNALS.iter().zip(self.signals);
        let counted = weighed.filter(|(s, _)| groups.contains(&s.group));
        counted.map(|(s, x)| s.weight * x).sum::<f32>() / WHOLE
    }
}

/// The weights of all signals together.
const WHOLE: f32 = {
    let (mut sum, mut at) = (0.0, 0);
    while at < SIGNALS.len() {
        sum += SIGNALS[at].weight;
        at += 1;
    }
    sum
};

/// Under this cosine two notes have hardly more in common than any two of the same blog.
const LIKE: f32 = 0.035;

impl Candidate {
    /// Whether it is worth a reader's time.
    pub fn is_useful(&self) -> bool {
        self.cosine >= LIKE || self.signals[TITLE] >= NAMED
    }
}

/// How much the length of a note's vector is discounted when it is long.
const SOFT: f32 = 0.3;
/// Sentences with less weight than this count as if they had it, so that two words are not everything.
const SENTENCE: f32 = 30.0;
/// Days after which [`SIGNALS`]' “not long ago” is half of what it was.
const MONTH: f32 = 30.0;
/// Words in more than one in so many notes make no sentence similar.
const COMMON: usize = 4;

/// All earlier notes that have some word of a post, with all signals but that of the graph.
pub fn candidates(index: &Index, titles: &Titles, tags: &Tags, post: usize) -> Vec<Candidate> {
    let words = similar(index, post);
    let sentences = sentences(index, post);
    let titled = titles.look(index, post);
    let earlier = (0..index.notes.len()).filter(|&n| index.is_earlier(n, post));
    let earlier: Vec<usize> = earlier.filter(|&n| words[n] > 0.0 || titled.mass[n] > 0.0).collect();
    let cosine = |n: usize| words[n] / (index.norms[n] * index.norms[post]);
    let soft = |n: usize| cosine(n) * (index.norms[n] / index.mean).powf(SOFT);
    let most = |of: &dyn Fn(usize) -> f32| earlier.iter().map(|&n| of(n)).fold(1e-6, f32::max);
    let (softest, closest) = (most(&soft), most(&|n| sentences[n]));
    let candidate = |&n: &usize| Candidate {
        note: n,
        signals: [
            soft(n) / softest,
            sentences[n] / closest,
            tags.shared(post, n),
            (index.notes[n].words.len() as f32).ln_1p() / 8.0,
            titled.coverage[n].min(1.0),
            (titled.mass[n] / 20.0).min(1.0),
            recency(index.notes[post].date, index.notes[n].date),
            0.0,
        ],
        cosine: cosine(n).min(1.0),
        sentence: (titled.mass[n] > 0.0).then_some(titled.sentence[n]),
    };
    earlier.iter().map(candidate).collect()
}

/// For each note the product of its weights and the post's.
fn similar(index: &Index, post: usize) -> Vec<f32> {
    let mut found = vec![0.0; index.notes.len()];
    for (term, weight) in index.terms(post) {
        let having = index.having(*term).iter();
        having.for_each(|(note, theirs)| found[*note as usize] += weight * theirs);
    }
    found
}

/// For each note the cosine of its words and those of the most similar sentence of the post.
fn sentences(index: &Index, post: usize) -> Vec<f32> {
    let mut best = vec![0.0_f32; index.notes.len()];
    let mut now = vec![0.0; index.notes.len()];
    let mut touched: Vec<u32> = Vec::new();
    let few = index.notes.len() / COMMON + 10;
    for words in index.notes[post].words.chunk_by(|a, b| a.sentence == b.sentence) {
        let mut norm = 0.0;
        for (term, count) in terms_of(index, post, words) {
            let weight = (1.0 + count.ln()) * index.sharp_rarity(term);
            norm += weight * weight;
            let having = Some(index.having(term)).filter(|having| having.len() < few);
            for (note, theirs) in having.into_iter().flatten() {
                if now[*note as usize] == 0.0 {
                    touched.push(*note);
                }
                now[*note as usize] += weight * theirs;
            }
        }
        let norm = norm.sqrt().max(SENTENCE);
        for note in touched.drain(..).map(|note| note as usize) {
            best[note] = best[note].max(now[note] / norm / index.norms[note]);
            now[note] = 0.0;
        }
    }
    best
}

/// The terms of some words that follow each other, with how often each is there.
fn terms_of(index: &Index, post: usize, words: &[Term]) -> Vec<(u32, f32)> {
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
