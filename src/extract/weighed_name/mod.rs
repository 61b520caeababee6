//! Tools and companies, weighed: what the rules before found, what the catalogue knows without being
//! sure, and names that nobody knows.
//!
//! Definition: every name that may be meant is one candidate for each kind, whatever the number of its
//! places; all that these places and the catalogue say of it are its features, and the model of the
//! kind says whether it is one. A name that is two things is the likelier one.
//! Cost: linear in the places of candidates. Source: our own; the weights are learnt (`crate::model`).

use crate::curated::entry::EntryId;
use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::model::Question;
use crate::model::feature::Features;
use crate::model::oracle::ModelAnswer;
use crate::vocabulary::Kind;
use std::ops::Range;

mod candidates;
mod clues;

const RULE: &str = "weighed-name";

/// A place of a name: the block and its tokens.
type At = (usize, Range<usize>);

/// A name that may be meant as a thing of a kind.
#[derive(Clone, Debug)]
struct NameCandidate {
    kind: Kind,
    name: String,
    /// What the catalogue knows by this name.
    entry: Option<EntryId>,
    /// The thing, if a rule found it.
    thing: Option<usize>,
    places: Vec<At>,
}

/// Weighs all names.
pub fn run(page: &mut Page) {
    let candidates = candidates::gather(page);
    let counts = clues::counts::NoteCounts::of(page, &candidates);
    let mut features = Features::default();
    let answers: Vec<Option<ModelAnswer>> = candidates
        .iter()
        .map(|candidate| {
            let question = question(candidate.kind);
            features.clear();
            clues::features(page, &counts, candidate, &mut features);
            page.oracle.ask(question, &[&candidate.name], &features)
        })
        .collect();
    let mut judged: Vec<(NameCandidate, Option<ModelAnswer>)> =
        candidates.into_iter().zip(answers).collect();
    judged.sort_by(|(a, x), (b, y)| {
        sure(y).total_cmp(&sure(x)).then_with(|| (&a.name, a.kind).cmp(&(&b.name, b.kind)))
    });
    for (candidate, _) in judged.iter().filter(|(_, answer)| answer.is_none()) {
        if let Some(thing) = candidate.thing {
            page.forget(thing);
        }
    }
    for (candidate, answer) in judged {
        if let Some(answer) = answer {
            record(page, candidate, answer);
        }
    }
}

fn sure(answer: &Option<ModelAnswer>) -> f32 {
    answer.as_ref().map_or(0.0, |a| a.probability)
}

/// Which model weighs a kind.
fn question(kind: Kind) -> Question {
    if kind == Kind::Company { Question::Company } else { Question::Tool }
}

/// Writes down a name that is meant, at all its places that no likelier one has taken.
fn record(page: &mut Page, candidate: NameCandidate, answer: ModelAnswer) {
    let free = |(block, range): &At| {
        let owner = |i: usize| page.owner(*block, i);
        range.clone().all(|i| owner(i).is_none() || owner(i) == candidate.thing)
    };
    let places: Vec<At> = candidate.places.iter().filter(|at| free(at)).cloned().collect();
    let known = candidate.thing.filter(|&t| !page.things[t].mentions.is_empty());
    let mut thing = known;
    for (block, range) in places {
        let written = page.text(block, range.clone());
        let place = Place::words(block, range);
        let t = match thing {
            Some(t) => t,
            None => page.mention(candidate.kind, &candidate.name, place.clone(), RULE, 0.0),
        };
        page.mention_of(t, place, RULE, answer.probability);
        if candidate.entry.is_some() && written != candidate.name {
            page.also_named(t, &written);
        }
        thing = Some(t);
    }
    if let Some(thing) = thing {
        page.things[thing].entry = page.things[thing].entry.or(candidate.entry);
        page.things[thing].judged = Some(answer);
    }
}
