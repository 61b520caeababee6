//! Topics: what talks and sections were about, in the catalogue's or the note's noun phrase.
//!
//! Definition: a topic's weight is the sum over its places: title of a talk or of the note and the
//! words after “a talk on” 3, a heading or a tag 2, the first sentences on a talk 1, elsewhere ½.
//! From [`ENOUGH`] on it is a topic of the note; at most a few more than three a talk are kept.
//! Cost: the known spellings times the talks. Source: our own; the weights were set by hand.

use crate::curated::EntryId;
use crate::curated::Sense;
use crate::document::Text;
use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::session;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::ops::Range;

mod phrase;

const RULE: &str = "topic";

/// The weight from which on a candidate is a topic of the note.
const ENOUGH: f32 = 0.45;

/// A topic that the note may have.
#[derive(Default)]
struct Candidate {
    name: String,
    entry: Option<EntryId>,
    weight: f32,
    places: Vec<Place>,
}

/// Candidates by the folded key of their names.
type Candidates = BTreeMap<String, Candidate>;

/// Finds topics.
pub fn run(page: &mut Page) {
    let mut all = Candidates::new();
    known(page, &mut all);
    phrase::candidates(page, &mut all);
    tags(page, &mut all);
    let mut kept: Vec<Candidate> = all.into_values().filter(|c| c.weight >= ENOUGH).collect();
    kept.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.name.cmp(&b.name)));
    kept.truncate(12 + 3 * page.sessions.len().max(2));
    kept.into_iter().for_each(|candidate| record(page, candidate));
}

/// Records a topic at all its places.
fn record(page: &mut Page, candidate: Candidate) {
    let confidence = (0.5 + 0.08 * candidate.weight).min(0.93);
    for place in candidate.places {
        let written = match &place {
            Place::Words { block, from, to } => page.text(*block, *from..*to),
            Place::Front(text) => text.value.clone(),
        };
        let topic = page.mention(Kind::Topic, &candidate.name, place, RULE, confidence);
        page.things[topic].entry = candidate.entry;
        page.also_named(topic, &written);
    }
}

/// Topics of the catalogue.
fn known(page: &Page, all: &mut Candidates) {
    for block in 0..page.blocks.len() {
        let mut end = 0;
        for spot in &page.spots[block] {
            let Some(sense) = topic_sense(&spot.key, &spot.senses) else { continue };
            let code = page.token(block, spot.from).is(flag::CODE);
            if spot.from < end || code || is_part_of_name(page, block, spot) {
                continue;
            }
            end = spot.to;
            let range = spot.from..spot.to;
            let weight = trusted(page, sense, weight(page, block, &range));
            let candidate = entered(page, all, sense);
            candidate.weight += weight;
            if candidate.weight > 0.0 {
                candidate.places.push(Place::words(block, range));
            }
        }
    }
}

/// The candidate for a topic of the catalogue.
fn entered<'c>(page: &Page, all: &'c mut Candidates, sense: Sense) -> &'c mut Candidate {
    let name = page.lexicon.entry(sense.entry).name;
    let candidate = all.entry(name::key(name)).or_default();
    candidate.name = name.to_string();
    candidate.entry = Some(sense.entry);
    candidate
}

/// Whether a token of the spelling belongs to a person, company, tool or event.
fn is_part_of_name(page: &Page, block: usize, spot: &Spot) -> bool {
    let named = [Kind::Person, Kind::Company, Kind::Tool, Kind::Event];
    let owners = (spot.from..spot.to).filter_map(|i| page.owner(block, i));
    owners.into_iter().any(|t| named.contains(&page.things[t].kind))
}

/// Tags that say what a post is, not what it is about.
const NO_TOPIC: &[&str] = &[
    "article", "articles", "blog", "books", "codeofconduct", "community", "conf", "conference",
    "conferencereport", "conferences", "confs", "development", "engineering", "event", "events",
    "general", "keynote", "keynotes", "lightningtalks", "links", "meetup", "meetups", "misc",
    "news", "notes", "organizingconferences", "other", "personal", "post", "posts", "presentation",
    "presentations", "programming", "report", "review", "slides", "software", "speaking",
    "summary", "talk", "talks", "tech", "technology", "travel", "trip", "tripreport",
    "uncategorized", "video", "videos", "work", "workshops", "writing",
];

/// The topic that a spelling means.
fn topic_sense<'l>(key: &str, senses: &[Sense<'l>]) -> Option<Sense<'l>> {
    let topic = senses.iter().find(|s| s.kind == Kind::Topic)?;
    (!words::has(NO_TOPIC, key)).then_some(*topic)
}

/// Whether a topic is so well attested that it needs no support from the place.
fn is_strong(sense: &Sense) -> bool {
    sense.score >= 40
}

/// What is left of a place's weight for a word of several meanings or a topic that few know: those
/// count only in titles, headings and tags.
fn trusted(page: &Page, sense: Sense, weight: f32) -> f32 {
    let name = page.lexicon.entry(sense.entry).name;
    match (sense.ambiguous || is_part_of(&sense, name), is_strong(&sense)) {
        (false, true) => weight,
        (true, false) => 0.0,
        _ if weight < 2.0 => 0.0,
        _ => weight * 0.8,
    }
}

/// Whether a spelling is but one word of a longer name: “complexity” of complexity theory.
fn is_part_of(sense: &Sense, name: &str) -> bool {
    let words = name::words(name);
    words.len() > 1 && words.contains(&name::key(sense.surface))
}

/// How much a place says that something is a topic.
fn weight(page: &Page, block: usize, range: &Range<usize>) -> f32 {
    let holds = |r: &Range<usize>| r.start <= range.start && range.end <= r.end;
    if page.sessions.iter().any(|s| s.subjects.iter().any(|(b, r)| *b == block && holds(r))) {
        return 3.0;
    }
    if page.is_heading(block) {
        return 2.0;
    }
    let early = |s: usize| page.sessions[s].extent.iter().take(3).any(|e| e.block == block);
    let sentence = page.token(block, range.start).sentence;
    match session::told(page, block, sentence) {
        Some(s) if sentence < 2 && early(s) => 1.0,
        Some(_) => 0.7,
        None => 0.5,
    }
}

/// Tags that name a topic of the catalogue.
fn tags(page: &Page, all: &mut Candidates) {
    for tag in &page.document.tags {
        let key = name::key(&tag.value);
        let senses = page.lexicon.senses(&key);
        let Some(sense) = topic_sense(&key, &senses) else { continue };
        let tool = senses.iter().any(|s| s.kind == Kind::Tool);
        if tool && !is_strong(&sense) {
            continue;
        }
        let candidate = entered(page, all, sense);
        candidate.weight += 2.0;
        let text = Text { value: tag.value.clone(), span: tag.span };
        candidate.places.insert(0, Place::Front(text));
    }
}
