//! Which earlier notes a post should link to, and why.
//!
//! The words of all notes choose ([`signals`]); the graph, of these few and the post or of all notes,
//! adds what both name, and says why.

use crate::date::Date;
use crate::graph::Graph;
use crate::query::related::index::Index;
use crate::query::related::reasons::Reason;
use crate::query::related::shared::Things;
use crate::query::related::signals::{Candidate, Group};
use crate::query::related::tags::Tags;
use crate::query::related::titles::Titles;
use crate::query::rounded;
use crate::terms::Terms;
use rayon::prelude::*;
use serde::Serialize;

pub mod index;
pub mod reasons;
pub mod shared;
pub mod signals;
pub mod tags;
pub mod titles;

/// So many of the best by their words are looked at in the graph.
const LOOKED_AT: usize = 80;

/// All notes, ready to be asked.
pub struct Shelf {
    index: Index,
    titles: Titles,
    tags: Tags,
}

/// The earlier notes for one post.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// Path of the post.
    pub post: String,
    /// Its date; without one all other notes are earlier.
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
    /// Its date; one without is taken for earlier.
    pub date: Option<Date>,
    /// How much speaks for it, from 0 to 1, in comparison with other notes for this post.
    #[serde(serialize_with = "rounded")]
    pub score: f32,
    /// Why, what tells most first.
    pub reasons: Vec<Reason>,
}

impl Shelf {
    /// Puts all notes in order. Cost: a sort of all their words.
    pub fn new(notes: Vec<Terms>) -> Shelf {
        let index = Index::new(notes);
        Shelf { titles: Titles::of(&index), tags: Tags::of(&index), index }
    }

    /// The words of each note, by path.
    pub fn notes(&self) -> &[Terms] {
        &self.index.notes
    }

    /// The number of the note with this path.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.notes().binary_search_by(|terms| terms.note.as_str().cmp(path)).ok()
    }

    /// The notes that are likeliest by their words, best first.
    pub fn choose(&self, post: usize, groups: &[Group]) -> Vec<Candidate> {
        let mut all = signals::candidates(&self.index, &self.titles, &self.tags, post);
        self.rank(&mut all, groups);
        all.truncate(LOOKED_AT);
        all
    }

    /// What each note names, so far as the graph has it.
    pub fn named<'g>(&self, graph: &'g Graph) -> Vec<Things<'g>> {
        let notes = self.notes().par_iter();
        notes.map(|terms| shared::named(graph, &self.index, &terms.note)).collect()
    }

    /// Puts those that were chosen in the order in which what they name counts too.
    pub fn look_again(
        &self,
        named: &[Things],
        post: usize,
        chosen: &mut Vec<Candidate>,
        groups: &[Group],
    ) {
        for candidate in chosen.iter_mut() {
            candidate.signals[signals::GRAPH] =
                shared::cosine(&named[post], &named[candidate.note]);
        }
        self.rank(chosen, groups);
    }

    /// The first of those that were chosen, with their reasons. What has too little in common with the
    /// post is left out.
    pub fn tell(
        &self,
        graph: &Graph,
        named: &[Things],
        post: usize,
        chosen: &[Candidate],
        top: usize,
    ) -> Related {
        let suggest = |c: &Candidate| {
            let terms = &self.notes()[c.note];
            Suggestion {
                note: terms.note.clone(),
                title: terms.shown().to_string(),
                date: terms.date,
                score: c.score(&Group::ALL),
                reasons: reasons::reasons(graph, &self.index, named, post, c),
            }
        };
        // What nothing can be said for is not offered.
        let useful = chosen.iter().filter(|c| c.is_useful()).map(suggest);
        let useful = useful.filter(|s| !s.reasons.is_empty()).take(top);
        let terms = &self.notes()[post];
        Related { post: terms.note.clone(), date: terms.date, related: useful.collect() }
    }

    /// Best first; of equals the later, then by path.
    fn rank(&self, all: &mut Vec<Candidate>, groups: &[Group]) {
        let mut scored: Vec<(f32, Candidate)> =
            all.drain(..).map(|c| (c.score(groups), c)).collect();
        scored.sort_by(|(x, a), (y, b)| {
            let later = || self.notes()[b.note].date.cmp(&self.notes()[a.note].date);
            y.total_cmp(x).then_with(later).then(a.note.cmp(&b.note))
        });
        all.extend(scored.into_iter().map(|(_, candidate)| candidate));
    }
}
