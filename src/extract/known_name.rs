//! Tools, companies and events that the catalogue knows by name.
//!
//! Definition: of the longest known spelling at a place, the sense with the best support wins: how
//! it is written, what stands around it, how well attested the entry is. A spelling that is also an
//! ordinary word needs support from the place or from elsewhere in the note.
//! Cost: linear in the known spellings. Source: our own.

use crate::curated::Sense;
use crate::extract::event_name;
use crate::extract::page::Page;
use crate::extract::page::Place;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

const RULE: &str = "known-name";

/// What the note as a whole says for a spelling.
#[derive(Default)]
struct Support {
    /// Times written with a capital inside a sentence, or as code.
    named: usize,
    /// Times written as an ordinary word.
    plain: usize,
    /// It is a tag of the note, or links to its own home page.
    sure: bool,
}

/// Finds known names.
pub fn run(page: &mut Page) {
    let support = gather(page);
    for block in 0..page.blocks.len() {
        for spot in longest(page, block) {
            if let Some((sense, confidence)) = choose(page, block, &spot, &support) {
                take(page, block, &spot, &sense, confidence);
            }
        }
    }
}

/// Records a chosen sense.
fn take(page: &mut Page, block: usize, spot: &Spot, sense: &Sense, confidence: f32) {
    let entry = page.lexicon.entry(sense.entry);
    let written = page.text(block, spot.from..spot.to);
    if entry.kind == Kind::Event {
        let thing = event_name::take(page, block, spot.from..spot.to, RULE, confidence);
        page.things[thing].entry.get_or_insert(sense.entry);
        return;
    }
    let place = Place::words(block, spot.from..spot.to);
    let thing = page.mention(entry.kind, entry.name, place, RULE, confidence);
    page.things[thing].entry = Some(sense.entry);
    if written != entry.name {
        page.also_named(thing, &written);
    }
}

/// The spots of a block that no longer one covers and no found name owns, from left to right.
fn longest<'a>(page: &Page<'a>, block: usize) -> Vec<Spot<'a>> {
    let mut spots: Vec<&Spot<'a>> = page.spots[block].iter().filter(|s| !only_topic(s)).collect();
    spots.sort_by_key(|s| (std::cmp::Reverse(s.to - s.from), s.from));
    let mut taken: Vec<bool> =
        (0..page.blocks[block].len()).map(|i| page.owner(block, i).is_some()).collect();
    let mut kept: Vec<Spot<'a>> = Vec::new();
    for spot in spots {
        if taken[spot.from..spot.to].iter().any(|t| *t) {
            continue;
        }
        taken[spot.from..spot.to].iter_mut().for_each(|t| *t = true);
        kept.push(spot.clone());
    }
    kept.sort_by_key(|s| s.from);
    kept
}

/// Whether a spelling means nothing but a topic, which another rule sees to.
fn only_topic(spot: &Spot) -> bool {
    spot.senses.iter().all(|sense| sense.kind == Kind::Topic)
}

fn gather(page: &Page) -> BTreeMap<String, Support> {
    let mut all: BTreeMap<String, Support> = BTreeMap::new();
    for (block, spots) in page.spots.iter().enumerate() {
        for spot in spots.iter().filter(|s| !only_topic(s)) {
            let support = all.entry(spot.key.clone()).or_default();
            let token = page.token(block, spot.from);
            let capital = token.is(flag::CAPITAL | flag::CAMEL);
            if token.is(flag::CODE) || capital && !token.is(flag::FIRST) && !page.is_heading(block)
            {
                support.named += 1;
            } else if !capital {
                support.plain += 1;
            }
            support.sure |= own_link(page, block, spot);
        }
    }
    for tag in &page.document.tags {
        all.entry(crate::name::key(&tag.value)).or_default().sure = true;
    }
    all
}

/// Whether the words are a link to the home page or code of what they may mean.
fn own_link(page: &Page, block: usize, spot: &Spot) -> bool {
    let token = page.token(block, spot.from);
    if token.link == 0 {
        return false;
    }
    let target = &page.document.links[token.link as usize - 1].target;
    let owners = page.lexicon.by_url(target);
    !owners.is_empty() && spot.senses.iter().any(|s| owners.contains(&s.entry))
}

/// The sense that is meant at a place, if any, and how sure that is.
fn choose<'a>(
    page: &Page<'a>,
    block: usize,
    spot: &Spot<'a>,
    support: &BTreeMap<String, Support>,
) -> Option<(Sense<'a>, f32)> {
    let written = page.text(block, spot.from..spot.to);
    let token = page.token(block, spot.from);
    if token.is(flag::IMAGE) && !token.is(flag::CAPITAL) {
        return None;
    }
    let support = &support[&spot.key];
    let mut best: Option<(Sense<'a>, f32)> = None;
    for sense in spot.senses.iter().copied() {
        let case = Case { block, spot, sense, written: &written };
        let score = match sense.kind {
            Kind::Tool => tool(page, &case, support),
            Kind::Company => company(page, &case, support),
            Kind::Event => event(page, &case),
            Kind::Topic | Kind::Person | Kind::Talk | Kind::Note => 0.0,
        };
        if score >= 0.5 && best.as_ref().is_none_or(|b| score > b.1) {
            best = Some((sense, score));
        }
    }
    best
}

/// One reading of the words at a place.
struct Case<'c, 'l> {
    block: usize,
    spot: &'c Spot<'l>,
    sense: Sense<'l>,
    written: &'c str,
}

/// Whether the words are written as a name: exactly as the catalogue does, or with a capital.
fn as_name(sense: &Sense, written: &str) -> bool {
    sense.surface == written || written.chars().any(char::is_uppercase)
}

fn tool(page: &Page, case: &Case, support: &Support) -> f32 {
    let Case { block, spot, sense, written } = *case;
    let token = page.token(block, spot.from);
    let exact = sense.surface == written;
    let code = token.is(flag::CODE);
    if !written.chars().any(char::is_uppercase) && !code {
        return lower_case_tool(page, case, support);
    }
    if !exact
        && page.lexicon.aliases(sense.entry).iter().all(|a| *a != written)
        && written.len() < 5
    {
        return 0.0;
    }
    let weak = sense.score < 12;
    // A company whose product has its name and is less known: Sysdig, not sysdig.
    let maker = spot.senses.iter().any(|s| s.kind == Kind::Company && s.score > sense.score);
    if maker && !sense.ambiguous && !code && !support.sure {
        return 0.6;
    }
    if !sense.ambiguous {
        let inside = !token.is(flag::FIRST) || support.named > 0;
        return if weak && !(support.sure || code || inside && spot.to - spot.from == 1 && exact) {
            0.35
        } else if weak {
            0.55
        } else {
            0.9
        };
    }
    let mut score: f32 = 0.2;
    score += if support.sure { 0.5 } else { 0.0 };
    score += if code { 0.4 } else { 0.0 };
    let usual = page.lexicon.word(&spot.key).is_some_and(|w| w.capital >= 60);
    if exact && !token.is(flag::FIRST) && !page.is_heading(block) {
        score += if usual || spot.to - spot.from > 1 { 0.5 } else { 0.2 };
        score += if support.named > 1 && support.plain == 0 { 0.2 } else { 0.0 };
    } else if exact && support.named > 0 && support.plain == 0 {
        score += if usual { 0.4 } else { 0.2 };
    }
    score += if tool_company(page, block, spot) { 0.2 } else { 0.0 };
    score -= if weak { 0.2 } else { 0.0 };
    score -= if in_capitals(page, block, spot) { 0.4 } else { 0.0 };
    score.min(0.85)
}

/// A tool written in small letters: only where that is its way, or it is no word at all.
fn lower_case_tool(page: &Page, case: &Case, support: &Support) -> f32 {
    let Case { spot, sense, written, .. } = *case;
    let exact = sense.surface == written;
    let word = page.lexicon.word(&spot.key);
    let common = word.is_some_and(|w| w.frequency >= 1 || w.dictionaries >= 3);
    if spot.key.len() < 3 || sense.score < 12 {
        return 0.0;
    }
    match (sense.ambiguous, common) {
        (false, false) if exact || spot.to - spot.from == 1 && spot.key.len() > 3 => 0.75,
        (false, true) if exact && word.is_some_and(|w| w.capital >= 60) => 0.6,
        (_, false) if support.sure => 0.6,
        _ => 0.0,
    }
}

/// Whether a neighbour in a list is a tool that needs no support: “Java, Go and Rust”.
fn tool_company(page: &Page, block: usize, spot: &Spot) -> bool {
    let near = |s: &Spot| {
        s.to + 3 >= spot.from && s.from <= spot.to + 3 && (s.to <= spot.from || s.from >= spot.to)
    };
    page.spots[block]
        .iter()
        .filter(|s| near(s))
        .any(|s| s.senses.iter().any(|x| x.kind == Kind::Tool && !x.ambiguous && x.score >= 30))
}

/// Whether it is one of several capitalised words of a longer name or title.
fn in_capitals(page: &Page, block: usize, spot: &Spot) -> bool {
    let next = page.is_capital(block, spot.to) && page.same_sentence(block, spot.from, spot.to);
    let before = spot.from > 0
        && page.is_capital(block, spot.from - 1)
        && !page.token(block, spot.from - 1).is(flag::FIRST);
    (next || before) && page.token(block, spot.from).link == 0
}

fn company(page: &Page, case: &Case, support: &Support) -> f32 {
    let Case { block, spot, sense, written } = *case;
    if !as_name(&sense, written)
        || !written.chars().any(char::is_uppercase) && sense.surface != written
    {
        return 0.0;
    }
    let employer = employs(page, block, spot);
    let both = spot.senses.iter().any(|s| s.kind == Kind::Tool && s.score >= sense.score);
    let exact = sense.surface == written;
    let lower = written.chars().all(|c| !c.is_uppercase());
    let word = page.lexicon.word(&spot.key);
    let ordinary =
        word.is_some_and(|w| (w.frequency >= 2 || w.dictionaries >= 6) && w.capital < 80);
    if sense.ambiguous || ordinary || sense.score < 12 || lower {
        let sure = employer && (exact || !sense.ambiguous);
        return match (sure, support.sure, both) {
            (true, _, _) if !lower => 0.75,
            (_, true, false) => 0.6,
            _ if sense.score >= 12 && exact && support.named > 1 && support.plain == 0 && !both => {
                0.5
            }
            _ => 0.0,
        };
    }
    match (employer, both) {
        (true, true) => 0.93,
        (false, true) => 0.45,
        (true, false) => 0.95,
        (false, false) => 0.85,
    }
}

/// What follows the name of a company: what it does, and what it has.
const COMPANY_DOES: &[&str] = &[
    "acquired", "announced", "built", "crew", "decided", "employees", "employs", "engineering",
    "engineers", "folks", "guys", "had", "hired", "hosted", "moved", "office", "offices",
    "organised", "organized", "people", "sponsored", "team",
];

/// Whether the place is one for an employer: “at X”, “from X”, “(X)”, “X's CTO”, “the X team”.
fn employs(page: &Page, block: usize, spot: &Spot) -> bool {
    let before = if spot.from > 0 { page.key(block, spot.from - 1) } else { "" };
    let mark = if spot.from > 0 { page.word(block, spot.from - 1) } else { "" };
    let after = page.word(block, spot.to);
    let role = |i: usize| words::has(words::ROLES, page.key(block, i));
    let brackets = after == ")" && matches!(mark, "(" | ",");
    let owner = matches!(after, "'s" | "’s") && (1..4).any(|k| role(spot.to + k));
    let acts = words::has(COMPANY_DOES, page.key(block, spot.to));
    let works = matches!(before, "at" | "from" | "joined" | "company" | "by")
        && !page.token(block, spot.from).is(flag::FIRST);
    let of = before == "of" && spot.from > 1 && role(spot.from - 2);
    let comma = mark == "," && spot.from > 1 && role(spot.from - 2);
    works || brackets || owner || acts || of || comma || role(spot.to)
}

/// Whether a heading has nothing but the event with its place and time: “Strange Loop, September”.
fn heads(page: &Page, block: usize, spot: &Spot) -> bool {
    let aside = |i: usize| {
        let key = page.key(block, i);
        !page.token(block, i).is(flag::WORD)
            || page.token(block, i).is(flag::NUMBER)
            || page.lexicon.name_word(key).place
            || words::has(words::MONTHS, key)
    };
    let outside = (0..page.blocks[block].len()).filter(|i| !(spot.from..spot.to).contains(i));
    page.is_heading(block) && outside.into_iter().all(aside)
}

fn event(page: &Page, case: &Case) -> f32 {
    let Case { block, spot, sense, written } = *case;
    let many = spot.to - spot.from > 1;
    let exact = sense.surface == written;
    if !written.chars().any(char::is_uppercase) {
        let plain = page.lexicon.word(&spot.key).is_some();
        return if exact && !plain && spot.key.len() > 5 && !sense.ambiguous { 0.6 } else { 0.0 };
    }
    let year = page.token(block, spot.to).is(flag::NUMBER)
        && event_name::is_year(page.word(block, spot.to));
    let event_word = words::EVENT_WORDS.iter().any(|w| spot.key.ends_with(w)) && spot.key.len() > 5;
    let next = words::has(words::EVENT_WORDS, page.key(block, spot.to));
    let shape = page.token(block, spot.from).is(flag::UPPER | flag::CAMEL) && spot.key.len() > 3;
    let known = page.lexicon.word(&spot.key).is_some();
    let topic = spot.senses.iter().any(|s| s.kind == Kind::Topic);
    let mut score: f32 = if sense.ambiguous || topic { 0.1 } else { 0.4 };
    score += if year || heads(page, block, spot) { 0.4 } else { 0.0 };
    score += if event_word || next { 0.3 } else { 0.0 };
    score += if shape && exact && !known { 0.2 } else { 0.0 };
    score += if many && exact { 0.15 } else { 0.0 };
    score -= if known && !year && !event_word { 0.3 } else { 0.0 };
    score.min(0.95)
}
