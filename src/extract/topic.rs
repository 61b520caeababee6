//! Topics: what talks and sections were about, in the catalogue's or the note's noun phrase.
//!
//! Definition: a topic's weight is the sum over its places: title of a talk or of the note and the
//! words after “a talk on” 3, a heading or a tag 2, the first sentences on a talk 1, elsewhere ½.
//! From [`ENOUGH`] on it is a topic of the note; at most a few more than three a talk are kept.
//! Cost: linear in the known spellings. Source: our own.

use crate::curated::EntryId;
use crate::curated::Sense;
use crate::curated::Word;
use crate::document::Text;
use crate::extract::page::Page;
use crate::extract::page::Place;
use crate::extract::session;
use crate::extract::title_line;
use crate::extract::token::flag;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::ops::Range;

const RULE: &str = "topic";
const ENOUGH: f32 = 0.45;

/// A topic that the note may have.
#[derive(Default)]
struct Candidate {
    name: String,
    entry: Option<EntryId>,
    weight: f32,
    places: Vec<Place>,
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

/// Finds topics.
pub fn run(page: &mut Page) {
    let mut all: BTreeMap<String, Candidate> = BTreeMap::new();
    known(page, &mut all);
    phrases(page, &mut all);
    tags(page, &mut all);
    let mut kept: Vec<Candidate> = all.into_values().filter(|c| c.weight >= ENOUGH).collect();
    kept.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.name.cmp(&b.name)));
    kept.truncate(12 + 3 * page.sessions.len().max(2));
    for c in kept {
        let confidence = (0.5 + 0.08 * c.weight).min(0.93);
        let mut places = c.places.into_iter();
        let Some(first) = places.next() else { continue };
        let topic = page.mention(Kind::Topic, &c.name, first.clone(), RULE, confidence);
        page.things[topic].entry = c.entry;
        for place in [first].into_iter().chain(places) {
            let written = match &place {
                Place::Words { block, from, to } => page.text(*block, *from..*to),
                Place::Front(text) => text.value.clone(),
            };
            page.mention_of(topic, place, RULE, confidence);
            page.also_named(topic, &written);
        }
    }
}

/// Topics of the catalogue.
fn known(page: &Page, all: &mut BTreeMap<String, Candidate>) {
    for block in 0..page.blocks.len() {
        let mut end = 0;
        for spot in &page.spots[block] {
            let Some(sense) = topic_sense(&spot.key, &spot.senses) else { continue };
            let owned = (spot.from..spot.to).any(|i| {
                page.owner(block, i).is_some_and(|t| {
                    matches!(
                        page.things[t].kind,
                        Kind::Person | Kind::Company | Kind::Tool | Kind::Event
                    )
                })
            });
            if spot.from < end || owned || page.token(block, spot.from).is(flag::CODE) {
                continue;
            }
            end = spot.to;
            let range = spot.from..spot.to;
            let weight = weight(page, block, &range);
            let weight = match (sense.ambiguous, sense.score >= 40) {
                (false, true) => weight,
                (true, true) if weight < 2.0 => 0.0,
                (true, true) => weight * 0.8,
                (false, false) if weight < 2.0 => 0.0,
                (false, false) => weight * 0.8,
                (true, false) => 0.0,
            };
            let weak = (sense.ambiguous || sense.score < 40) && weight == 0.0;
            let name = page.lexicon.entry(sense.entry).name;
            let c = all.entry(name::key(name)).or_default();
            c.name = name.to_string();
            c.entry = Some(sense.entry);
            c.weight += weight;
            if !weak || c.weight > 0.0 {
                c.places.push(Place::words(block, range));
            }
        }
    }
}

/// The topic that a spelling means, unless it is known better as a tool, company or event.
fn topic_sense<'l>(key: &str, senses: &[Sense<'l>]) -> Option<Sense<'l>> {
    let topic = senses.iter().find(|s| s.kind == Kind::Topic)?;
    (!words::has(NO_TOPIC, key)).then_some(*topic)
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
    let sentence = page.token(block, range.start).sentence;
    match session::told(page, block, sentence) {
        Some(s) if page.sessions[s].extent.iter().take(3).any(|e| e.0 == block) && sentence < 2 => {
            1.0
        }
        Some(_) => 0.7,
        None => 0.5,
    }
}

/// The phrases that say what a talk was about, where the catalogue has no better word.
fn phrases(page: &Page, all: &mut BTreeMap<String, Candidate>) {
    for s in &page.sessions {
        let titled = !page.things[s.thing].untitled;
        for (n, (block, range)) in s.subjects.iter().enumerate() {
            let Some(range) = title_line::trimmed(page, *block, range.clone()) else { continue };
            let words = range.clone().filter(|&i| page.token(*block, i).is(flag::WORD)).count();
            let title = titled && n == 0;
            let covered = range
                .clone()
                .filter(|&i| page.token(*block, i).is(flag::WORD))
                .all(|i| page.owner(*block, i).is_some_and(|t| page.things[t].kind != Kind::Talk));
            let holds_known = page.spots[*block].iter().any(|x| {
                x.from >= range.start
                    && x.to <= range.end
                    && x.to - x.from + 1 >= words
                    && topic_sense(&x.key, &x.senses).is_some_and(|s| {
                        x.from == range.start && x.to == range.end || !s.ambiguous && s.score >= 40
                    })
            });
            let joined = title && holds_function_word(page, *block, range.clone());
            if covered
                || joined
                || holds_known
                || words > if title { 3 } else { 4 }
                || !topical(page, *block, range.clone())
            {
                continue;
            }
            let phrase = lowered(page, *block, range.clone());
            if words::has(NO_TOPIC, &name::key(&phrase)) {
                continue;
            }
            let c = all.entry(name::key(&phrase)).or_default();
            if c.name.is_empty() {
                c.name = phrase;
            }
            c.weight += if title { 2.0 } else { 2.4 };
            c.places.push(Place::words(*block, range));
        }
    }
}

/// Whether a title is a sentence in short: “Flags without fear”.
fn holds_function_word(page: &Page, block: usize, range: Range<usize>) -> bool {
    range.into_iter().any(|i| {
        let word = page.lexicon.word(page.key(block, i));
        !matches!(page.key(block, i), "of" | "in" | "and")
            && word.is_some_and(|w| w.parts & Word::FUNCTION != 0)
    })
}

/// Words that are in no topic.
const NO_TOPIC_WORD: &[&str] = &[
    "are", "company", "day", "everyone", "everything", "experience", "experiences", "future",
    "her", "his", "how", "i", "idea", "importance", "is", "it", "its", "job", "kind", "lot",
    "lots", "my", "new", "not", "number", "one", "our", "people", "same", "something", "story",
    "stuff", "team", "that", "their", "them", "thing", "things", "this", "topic", "topics", "use",
    "way", "ways", "we", "what", "when", "why", "work", "you", "your",
];

/// Whether a phrase can be a topic: no verbs, pronouns or filler in it.
fn topical(page: &Page, block: usize, range: Range<usize>) -> bool {
    let filler = |i: usize| {
        let key = page.key(block, i);
        words::has(NO_TOPIC_WORD, key)
    };
    let punctuated = range.clone().any(|i| {
        matches!(page.word(block, i), ":" | "?" | "!" | "," | "." | "(" | "…" | "“" | "\"")
    });
    let short = range.len() == 1 && page.key(block, range.start).chars().count() < 4;
    let generic = range.clone().all(|i| {
        words::has(words::NO_TITLE, page.key(block, i))
            || words::has(words::SESSION, page.key(block, i))
    });
    !range.clone().any(filler) && !punctuated && !short && !generic
}

/// A phrase with small letters but for names.
fn lowered(page: &Page, block: usize, range: Range<usize>) -> String {
    let mut out = String::new();
    for i in range {
        let token = page.token(block, i);
        let word = page.word(block, i);
        if !out.is_empty() && !token.is(flag::GLUED) {
            out.push(' ');
        }
        let named = page.owner(block, i).is_some_and(|t| page.things[t].kind != Kind::Talk);
        let usual = page.lexicon.word(page.key(block, i)).is_some_and(|w| w.capital < 70);
        if !named && usual && !token.is(flag::CAMEL | flag::UPPER) {
            out.push_str(&word.to_lowercase());
        } else {
            out.push_str(word);
        }
    }
    out
}

/// Tags that name a topic of the catalogue.
fn tags(page: &Page, all: &mut BTreeMap<String, Candidate>) {
    for tag in &page.document.tags {
        let key = name::key(&tag.value);
        let senses = page.lexicon.senses(&key);
        let Some(sense) = topic_sense(&key, &senses) else { continue };
        let tool = senses.iter().any(|s| s.kind == Kind::Tool);
        if tool && sense.score < 40 {
            continue;
        }
        let name = page.lexicon.entry(sense.entry).name;
        let c = all.entry(name::key(name)).or_default();
        c.name = name.to_string();
        c.entry = Some(sense.entry);
        c.weight += 2.0;
        c.places.insert(0, Place::Front(Text { value: tag.value.clone(), span: tag.span }));
    }
}
