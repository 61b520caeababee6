//! What each talk was about, and so what its speakers talked about.
//!
//! Definition: whatever the title of a talk, the sentences on it, or a sentence that names a speaker
//! name of topics and tools is in reach of the speaker; a model that sees where and how often says
//! whether the speaker talked about it. A talk is about what one of its speakers talked about there. Of a
//! talk without speakers the title is believed, and what is said soon after it.
//! Cost: linear in the mentions of each talk, times its speakers. Source: our own; the weights are
//! learnt (`crate::model`).

use crate::extract::draft::Place;
use crate::extract::draft::Said;
use crate::extract::page::Page;
use crate::extract::told_of_talk::clues::Notes;
use crate::extract::told_of_talk::reach::MentionSite;
use crate::finding::End;
use crate::model::Question;
use crate::model::oracle::ModelAnswer;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;

mod clues;
mod reach;

const RULE: &str = "told-of-talk";

/// A speaker and what may be talked about, with the talks (`None`: outside of all) and places.
type Pairs = BTreeMap<(usize, usize), Vec<(Option<usize>, Vec<MentionSite>)>>;

/// Joins talks and their speakers with topics and tools.
pub fn run(page: &mut Page) {
    let named = reach::named(page);
    let talks: Vec<BTreeMap<usize, Vec<MentionSite>>> =
        page.sessions.iter().map(|session| reach::of_talk(page, session, &named)).collect();
    let pairs = pairs(page, &named, &talks);
    let notes = Notes::of(page, &talks);
    for ((person, thing), reached) in pairs {
        let answer = {
            let features = clues::features(page, &notes, (person, thing), &reached);
            let (who, what) = (&page.things[person], &page.things[thing]);
            let about = [who.name.as_str(), what.name.as_str(), what.kind.word()];
            page.oracle.ask(Question::TalkedAbout, &about, &features)
        };
        let Some(answer) = answer else { continue };
        for (talk, sites) in reached {
            let Some((_, place)) = best(&sites) else { continue };
            say(page, (End::Entity(person), Relation::TalkedAbout, thing), place.clone(), &answer);
            if let Some(talk) = talk {
                let subject = End::Entity(page.sessions[talk].thing);
                say(page, (subject, Relation::About, thing), place, &answer);
            }
        }
    }
    without_speakers(page, &talks);
}

/// Speakers with all that is in their reach.
fn pairs(
    page: &Page,
    named: &reach::Objects,
    talks: &[BTreeMap<usize, Vec<MentionSite>>],
) -> Pairs {
    let mut pairs = Pairs::new();
    for (talk, objects) in talks.iter().enumerate() {
        for &person in &page.sessions[talk].speakers {
            for (thing, sites) in objects {
                let reached = pairs.entry((person, *thing)).or_default();
                reached.push((Some(talk), sites.clone()));
            }
        }
    }
    for (person, thing, site) in reach::beside(page, named) {
        let reached = pairs.entry((person, thing)).or_default();
        match reached.iter_mut().find(|(talk, _)| talk.is_none()) {
            Some((_, sites)) => sites.push(site),
            None => reached.push((None, vec![site])),
        }
    }
    pairs
}

/// The surest place, and how sure it is by itself.
fn best(sites: &[MentionSite]) -> Option<(f32, Place)> {
    let surest = sites.iter().reduce(|a, b| if b.way.sure() > a.way.sure() { b } else { a })?;
    Some((surest.way.sure(), Place::words(surest.block, surest.range.clone())))
}

/// What talks without speakers were about, by place alone.
fn without_speakers(page: &mut Page, talks: &[BTreeMap<usize, Vec<MentionSite>>]) {
    for (talk, objects) in talks.iter().enumerate() {
        if !page.sessions[talk].speakers.is_empty() {
            continue;
        }
        let subject = End::Entity(page.sessions[talk].thing);
        for (thing, sites) in objects {
            let Some((probability, place)) = best(sites) else { continue };
            let answer = ModelAnswer { probability, reasons: String::new() };
            say(page, (subject, Relation::About, *thing), place, &answer);
        }
    }
}

fn say(
    page: &mut Page,
    (subject, relation, object): (End, Relation, usize),
    place: Place,
    answer: &ModelAnswer,
) {
    debug_assert!(matches!(page.things[object].kind, Kind::Topic | Kind::Tool));
    page.say(Said {
        subject,
        relation,
        object: End::Entity(object),
        place,
        rule: RULE,
        confidence: answer.probability,
        reasons: answer.reasons.clone(),
    });
}
