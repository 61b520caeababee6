//! Topics: what the note and its talks were about, in the catalogue's or the note's noun phrase.
//!
//! Definition: every name of the catalogue and every noun phrase that may be a topic is one candidate,
//! whatever the number of its places; all that these places and the word lists say of it are its
//! features, and a model says whether it is one. Of candidates that share their words the likelier is
//! kept.
//! Cost: linear in the words of titles and of what tells of talks, and in the known names elsewhere.
//! Source: keyphrase extraction by candidates and a ranker, in the manner of KEA; weights are learnt.

use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::topic::candidate::TopicCandidate;
use crate::model::Question;
use crate::model::feature::Features;
use crate::model::oracle::ModelAnswer;
use crate::name;
use crate::vocabulary::Kind;

pub mod candidate;
pub mod candidates;
pub mod choose;
mod chunk;
pub mod clues;
mod likely;
pub mod scene;
pub mod wording;

const RULE: &str = "topic";

/// Finds topics.
pub fn run(page: &mut Page) {
    let scene = scene::Scene::of(page);
    let candidates = candidates::gather(page, &scene);
    let crowd = clues::Crowd::of(page, &candidates);
    let mut features = Features::default();
    let answers: Vec<Option<ModelAnswer>> = candidates
        .iter()
        .map(|candidate| {
            features.clear();
            clues::features(page, &scene, &crowd, candidate, &mut features);
            page.oracle.ask(Question::Topic, &[&candidate.name], &features)
        })
        .collect();
    let found = candidates.into_iter().zip(answers);
    let found = found.filter_map(|(candidate, answer)| Some((candidate, answer?))).collect();
    for (candidate, answer) in choose::best(found) {
        record(page, candidate, answer);
    }
}

/// Writes down a topic at all its places.
fn record(page: &mut Page, candidate: TopicCandidate, answer: ModelAnswer) {
    let mut places: Vec<Place> =
        candidate.places.iter().map(|at| Place::words(at.block, at.range.clone())).collect();
    places.extend(candidate.front.map(Place::Front));
    let key = name::key(&candidate.name);
    let mut topic = None;
    for place in places {
        let alias = match &place {
            Place::Words { block, from, to } => {
                let differs = page.blocks[*block].joined_key(*from..*to) != key;
                differs.then(|| page.text(*block, *from..*to).into_owned())
            }
            Place::Front(text) => (name::key(&text.value) != key).then(|| text.value.clone()),
            Place::Path(text) => (name::key(text) != key).then(|| text.clone()),
        };
        match topic {
            Some(topic) => page.mention_of(topic, place, RULE, answer.probability),
            None => {
                let found = &candidate.name;
                topic = Some(page.mention(Kind::Topic, found, place, RULE, answer.probability));
            }
        }
        if let (Some(topic), Some(alias)) = (topic, alias) {
            page.also_named(topic, &alias);
        }
    }
    if let Some(topic) = topic {
        page.things[topic].entry = page.things[topic].entry.or(candidate.entry);
        page.things[topic].judged = Some(answer);
    }
}
