//! Talks that a sentence tells of without a title: “X gave a talk on Y”, “X's demo of Y”,
//! “a session on Y by X”, “Y had two talks on Z from X1 and X2”.

use crate::extract::page::Page;
use crate::extract::page::Place;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::speaking;
use crate::extract::speaking::Way;
use crate::extract::subject;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::ops::Range;

const RULE: &str = "talk-prose";

/// Reads every sentence that names a person.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        if page.is_heading(block) {
            continue;
        }
        let plural = company_talks(page, block);
        for (person, range) in page.mentions_in(block, Kind::Person) {
            if plural.contains(&person) {
                continue;
            }
            if let Some(way) = speaking::way(page, block, &range) {
                spoke(page, block, person, &range, way);
            }
        }
    }
}

fn spoke(page: &mut Page, block: usize, person: usize, range: &Range<usize>, way: Way) {
    let presents = speaking::presents(page, block, way);
    let sentence = page.token(block, range.start).sentence;
    let here = session::told(page, block, sentence);
    let own = here.filter(|&s| page.sessions[s].speakers.contains(&person));
    let subjects = subjects(page, block, range, way);
    if let Some(own) = own {
        let subjects = subjects.into_iter().map(|r| (block, r));
        page.sessions[own].subjects.extend(subjects);
        return;
    }
    if !presents || page.things[person].roles.contains(&Role::Author) && here.is_some() {
        return;
    }
    page.role(person, Role::Speaker);
    let spoken = page.sessions.iter().any(|s| s.speakers.contains(&person));
    let Some(first) = subjects.first().cloned() else { return };
    if spoken || first.clone().all(|i| page.owner_of(block, i, Kind::Event).is_some()) {
        return;
    }
    let speakers = with_others(page, block, person, range);
    let name = name(page, block, way, &first);
    let extent = vec![(block, sentence, last_sentence(page, block, person, sentence))];
    let talk = session::add(
        page,
        RULE,
        Found { block, title: first, made: Some(name), speakers, extent, confidence: 0.8 },
    );
    if let Some(s) = page.sessions.iter_mut().find(|s| s.thing == talk) {
        s.subjects.extend(subjects.into_iter().skip(1).map(|r| (block, r)));
    }
}

/// hallway's own name for a talk: “A talk on X”, “A demonstration of X”.
fn name(page: &Page, block: usize, way: Way, subject: &Range<usize>) -> String {
    let subject = page.text(block, subject.clone());
    let at = match way {
        Way::Verb(at) => (at..at + 8).find(|&i| words::has(words::SESSION, page.key(block, i))),
        Way::Owns(at) | Way::By(at) | Way::For(at) => Some(at),
    };
    match at.map(|at| page.key(block, at)).unwrap_or_default() {
        "demo" | "demonstration" => format!("A demonstration of {subject}"),
        "keynote" | "keynotes" => format!("A keynote on {subject}"),
        "workshop" | "workshops" | "tutorial" | "tutorials" => format!("A workshop on {subject}"),
        "panel" | "panels" => format!("A panel on {subject}"),
        _ => format!("A talk on {subject}"),
    }
}

/// Words between a session, or a verb of speaking, and its subject.
const LEADS_TO_SUBJECT: &[&str] = &[
    "about", "around", "called", "covering", "discussing", "explaining", "into", "of", "on",
    "regarding", "through", "titled",
];

/// What the sentence says the talk was about.
fn subjects(page: &Page, block: usize, range: &Range<usize>, way: Way) -> Vec<Range<usize>> {
    let after = |at: usize, reach: usize| {
        let found = (at..at + reach).find(|&i| {
            page.same_sentence(block, range.start, i)
                && words::has(LEADS_TO_SUBJECT, page.key(block, i))
        });
        found
            .map(|i| {
                subject::phrases(
                    page,
                    block,
                    if page.key(block, i + 1) == "how" { i + 2 } else { i + 1 },
                )
            })
            .filter(|p| !p.is_empty())
    };
    match way {
        Way::For(at) => after(at + 1, 3),
        Way::Owns(at) => after(at + 1, 3).or_else(|| between(page, block, range.end + 1, at)),
        Way::By(at) => after(at + 1, 2)
            .or_else(|| after(range.end, 6))
            .or_else(|| between(page, block, at.saturating_sub(4), at)),
        Way::Verb(at) => {
            let session = (at..at + 8).find(|&i| {
                words::has(words::SESSION, page.key(block, i)) && page.same_sentence(block, at, i)
            });
            match session.filter(|&s| s > at) {
                Some(s) => after(s + 1, 6).or_else(|| between(page, block, at + 1, s)),
                None => after(at + 1, 4).or_else(|| direct(page, block, at)),
            }
        }
    }
    .unwrap_or_default()
}

/// Verbs whose object is the subject of the talk.
const TAKES_SUBJECT: &[&str] = &[
    "covered", "covering", "covers", "demoed", "demonstrated", "demonstrates", "demonstrating",
    "discussed", "discusses", "discussing", "explained", "explaining", "explains", "explored",
    "introduced", "introduces", "introducing", "presented", "presenting", "presents", "showed",
    "showing",
];

/// The object of a verb that takes the subject directly: “discussed Z”, “demonstrated Z”.
fn direct(page: &Page, block: usize, verb: usize) -> Option<Vec<Range<usize>>> {
    let takes = words::has(TAKES_SUBJECT, page.key(block, verb));
    takes.then(|| subject::phrases(page, block, verb + 1)).filter(|p| !p.is_empty())
}

/// Words before a session that are no part of its subject.
const BEFORE_SUBJECT: &[&str] = &[
    "a", "amazing", "an", "another", "awesome", "best", "brilliant", "closing", "entertaining",
    "excellent", "fantastic", "fascinating", "favorite", "favourite", "final", "first", "good",
    "great", "hour", "inspiring", "interesting", "keynote", "last", "lightning", "minute", "my",
    "next", "opening", "own", "really", "second", "short", "the", "this", "very", "wonderful",
];

/// The words before the word for the session: “X's Functional Go talk”.
fn between(page: &Page, block: usize, from: usize, to: usize) -> Option<Vec<Range<usize>>> {
    let adjective = |i: usize| {
        let key = page.key(block, i);
        !page.token(block, i).is(flag::CAPITAL)
            && (words::has(BEFORE_SUBJECT, key) || key.ends_with("ing") && i + 1 == to)
    };
    let mut from = from;
    while from < to
        && (adjective(from)
            || !page.token(block, from).is(flag::WORD)
            || page.token(block, from).is(flag::NUMBER))
    {
        from += 1;
    }
    let clean = (from..to).all(|i| {
        page.token(block, i).is(flag::WORD)
            && page.owner_of(block, i, Kind::Person).is_none()
            && page.owner_of(block, i, Kind::Event).is_none()
            && page.same_sentence(block, i, to)
            && !words::has(words::SESSION, page.key(block, i))
            && !words::has(words::NOT_NAMES, page.key(block, i))
    });
    (from < to && clean && to - from <= 5).then(|| std::iter::once(from..to).collect())
}

/// The person with those joined to the name by “and”.
fn with_others(page: &Page, block: usize, person: usize, range: &Range<usize>) -> Vec<usize> {
    let mut found = vec![person];
    for (other, r) in page.mentions_in(block, Kind::Person) {
        let (a, b) =
            if r.start > range.start { (range.end, r.start) } else { (r.end, range.start) };
        let joined =
            b > a && b - a <= 2 && (a..b).all(|i| matches!(page.word(block, i), "and" | "&" | ","));
        if joined && !found.contains(&other) {
            found.push(other);
        }
    }
    found
}

/// The last sentence of the block before another person is said to speak.
fn last_sentence(page: &Page, block: usize, person: usize, sentence: u16) -> u16 {
    let next = page.mentions_in(block, Kind::Person).into_iter().find(|(p, r)| {
        *p != person
            && page.token(block, r.start).sentence > sentence
            && speaking::way(page, block, r).is_some()
    });
    next.map_or(u16::MAX, |(_, r)| page.token(block, r.start).sentence - 1)
}

/// “Y had two talks on Z from X1 and X2”: a talk and an employer for each. Gives the people.
fn company_talks(page: &mut Page, block: usize) -> Vec<usize> {
    let Some((company, at)) = page.mentions_in(block, Kind::Company).into_iter().next() else {
        return Vec::new();
    };
    let has = matches!(
        page.key(block, at.end),
        "had" | "gave" | "brought" | "presented" | "delivered" | "did" | "held"
    );
    let Some(session) = (at.end..at.end + 8)
        .find(|&i| matches!(page.key(block, i), "talks" | "sessions" | "presentations" | "demos"))
        .filter(|_| has)
    else {
        return Vec::new();
    };
    let sentence = page.token(block, session).sentence;
    let people: Vec<(usize, Range<usize>)> = page
        .mentions_in(block, Kind::Person)
        .into_iter()
        .filter(|(_, r)| r.start > session && page.token(block, r.start).sentence == sentence)
        .collect();
    let by = people
        .first()
        .is_some_and(|(_, r)| matches!(page.key(block, r.start - 1), "from" | "by" | "with"));
    let prep = (session + 1..session + 3)
        .find(|&i| matches!(page.key(block, i), "on" | "about" | "around"));
    let (true, Some(prep)) = (by, prep) else { return Vec::new() };
    let subjects = subject::phrases(page, block, prep + 1);
    let Some(first) = subjects.first().cloned() else { return Vec::new() };
    let about = page.text(block, first.clone());
    for (n, (person, range)) in people.iter().enumerate() {
        let place = Place::words(block, at.start..range.end);
        page.claim(*person, Relation::WorksAt, company, place, RULE, 0.9);
        let name =
            if n == 0 { format!("A talk on {about}") } else { format!("Another talk on {about}") };
        let extent = vec![(block, sentence, sentence)];
        let found = Found {
            block,
            title: first.clone(),
            made: Some(name),
            speakers: vec![*person],
            extent,
            confidence: 0.85,
        };
        let talk = session::add(page, RULE, found);
        if let Some(s) = page.sessions.iter_mut().find(|s| s.thing == talk) {
            s.subjects.extend(subjects.iter().skip(1).map(|r| (block, r.clone())));
            s.subjects.extend(
                page.document.blocks[block]
                    .section
                    .map(|h| (h, 0..page.blocks[h].len()))
                    .filter(|(_, r)| !r.is_empty()),
            );
        }
    }
    people.into_iter().map(|(p, _)| p).collect()
}
