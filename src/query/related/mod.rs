//! Which earlier notes a post should link to, and why.
//!
//! Candidates are chosen by the words of all notes ([`signals`]). Then the graph, of these few notes or
//! of all, adds the entities that two notes share, and gives the reasons.

use crate::date::Date;
use crate::graph::Graph;
use crate::query::related::entities::NoteEntities;
use crate::query::related::index::TagIndex;
use crate::query::related::index::TermIndex;
use crate::query::related::index::TitleIndex;
use crate::query::related::reasons::RelatedReason;
use crate::query::related::signals::{RelatedCandidate, SignalGroup};
use crate::query::rounded;
use crate::terms::Terms;
use rayon::prelude::*;
use serde::Serialize;

pub mod index;
pub mod entities;
pub mod reasons;
pub mod signals;

/// How many candidates, the best by their words, are compared in the graph.
const MAX_CANDIDATES: usize = 80;

/// All notes, indexed for comparing.
pub struct NoteIndex {
    terms: TermIndex,
    titles: TitleIndex,
    tags: TagIndex,
}

/// The earlier notes for one post.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelatedView {
    /// Path of the post.
    pub post: String,
    /// Its date; if it has none, all other notes are earlier.
    pub date: Option<Date>,
    /// The notes, best first.
    pub related: Vec<Suggestion>,
}

/// An earlier note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// Its path.
    pub note: String,
    /// Its title; its file name if it has none.
    pub title: String,
    /// Its date; a note without one is earlier.
    pub date: Option<Date>,
    /// Its score, 0 to 1, compared with other notes for the same post.
    #[serde(serialize_with = "rounded")]
    pub score: f32,
    /// Why, the strongest first.
    pub reasons: Vec<RelatedReason>,
}

impl NoteIndex {
    /// Indexes all notes. Cost: a sort of all their words.
    pub fn new(notes: Vec<Terms>) -> NoteIndex {
        let terms = TermIndex::new(notes);
        NoteIndex { titles: TitleIndex::new(&terms), tags: TagIndex::new(&terms), terms }
    }

    /// The words of each note, by path.
    pub fn notes(&self) -> &[Terms] {
        &self.terms.notes
    }

    /// The number of the note with this path.
    pub fn position(&self, path: &str) -> Option<usize> {
        self.notes().binary_search_by(|terms| terms.note.as_str().cmp(path)).ok()
    }

    /// The earlier notes with the best scores by their words, best first.
    pub fn candidates(&self, post: usize, groups: &[SignalGroup]) -> Vec<RelatedCandidate> {
        let mut all = signals::candidates(&self.terms, &self.titles, &self.tags, post);
        self.rank(&mut all, groups);
        all.truncate(MAX_CANDIDATES);
        all
    }

    /// The entities that each note names, as far as the graph has them.
    pub fn entities<'g>(&self, graph: &'g Graph) -> Vec<NoteEntities<'g>> {
        let notes = self.notes().par_iter();
        notes.map(|terms| entities::entities(graph, &self.terms, &terms.note)).collect()
    }

    /// Ranks the candidates again, with the entities that they share with the post.
    pub fn rank_with_entities(
        &self,
        entities: &[NoteEntities],
        post: usize,
        candidates: &mut Vec<RelatedCandidate>,
        groups: &[SignalGroup],
    ) {
        for candidate in candidates.iter_mut() {
            candidate.signals[signals::GRAPH] =
                entities::cosine(&entities[post], &entities[candidate.note]);
        }
        self.rank(candidates, groups);
    }

    /// The best candidates, at most `top`, with their reasons. Those with too little in common with the
    /// post are left out.
    pub fn suggest(
        &self,
        graph: &Graph,
        entities: &[NoteEntities],
        post: usize,
        candidates: &[RelatedCandidate],
        top: usize,
    ) -> RelatedView {
        let suggestion = |c: &RelatedCandidate| {
            let terms = &self.notes()[c.note];
            Suggestion {
                note: terms.note.clone(),
                title: terms.shown().to_string(),
                date: terms.date,
                score: c.score(&SignalGroup::ALL),
                reasons: reasons::reasons(graph, &self.terms, entities, post, c),
            }
        };
        // Without a reason a note is not suggested.
        let useful = candidates.iter().filter(|c| c.is_useful()).map(suggestion);
        let useful = useful.filter(|s| !s.reasons.is_empty()).take(top);
        let terms = &self.notes()[post];
        RelatedView { post: terms.note.clone(), date: terms.date, related: useful.collect() }
    }

    /// Sorts: best first; of equals the later first, then by path.
    fn rank(&self, all: &mut Vec<RelatedCandidate>, groups: &[SignalGroup]) {
        let mut scored: Vec<(f32, RelatedCandidate)> =
            all.drain(..).map(|c| (c.score(groups), c)).collect();
        scored.sort_by(|(x, a), (y, b)| {
            let later = || self.notes()[b.note].date.cmp(&self.notes()[a.note].date);
            y.total_cmp(x).then_with(later).then(a.note.cmp(&b.note))
        });
        all.extend(scored.into_iter().map(|(_, candidate)| candidate));
    }
}
