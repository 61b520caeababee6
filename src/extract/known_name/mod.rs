//! Tools, companies and events that the catalogue knows by name.
//!
//! Definition: of the longest known spelling at a place, the sense with the best support wins: how
//! it is written, what stands around it, how well attested the entry is. A spelling that is also an
//! ordinary word needs support from the place or from elsewhere in the note.
//! Cost: linear in the known spellings. Source: our own; the weights were set by hand.

use crate::curated::entry::Sense;
use crate::extract::draft::Place;
use crate::extract::event;
use crate::extract::page::Page;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::ops::Range;

mod company;
mod conference;
mod tool;

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
        // The senses do not depend on what is recorded in their block.
        let spots = longest(page, block).into_iter();
        let chosen: Vec<(Range<usize>, Sense, f32)> = spots
            .filter_map(|spot| {
                let (sense, confidence) = choose(page, block, spot, &support)?;
                Some((spot.from..spot.to, sense, confidence))
            })
            .collect();
        for (range, sense, confidence) in chosen {
            record(page, block, range, &sense, confidence);
        }
    }
}

/// Records a chosen sense.
fn record(page: &mut Page, block: usize, range: Range<usize>, sense: &Sense, confidence: f32) {
    let entry = page.lexicon.entry(sense.entry);
    let written = page.text(block, range.clone());
    if entry.kind == Kind::Event {
        let thing = event::record(page, block, range, RULE, confidence);
        page.things[thing].entry.get_or_insert(sense.entry);
        return;
    }
    let place = Place::words(block, range);
    let thing = page.mention(entry.kind, entry.name, place, RULE, confidence);
    page.things[thing].entry = Some(sense.entry);
    if written != entry.name {
        page.also_named(thing, &written);
    }
}

/// The spots of a block that no longer one covers and no found name owns, from left to right.
fn longest<'p, 'a>(page: &'p Page<'a>, block: usize) -> Vec<&'p Spot<'a>> {
    let mut spots: Vec<&Spot<'a>> = page.spots[block].iter().filter(|s| !only_topic(s)).collect();
    if spots.is_empty() {
        return Vec::new();
    }
    spots.sort_by_key(|s| (std::cmp::Reverse(s.to - s.from), s.from));
    let mut taken: Vec<bool> =
        (0..page.blocks[block].len()).map(|i| page.owner(block, i).is_some()).collect();
    let mut kept: Vec<&Spot<'a>> = Vec::new();
    for spot in spots {
        if taken[spot.from..spot.to].iter().any(|t| *t) {
            continue;
        }
        taken[spot.from..spot.to].iter_mut().for_each(|t| *t = true);
        kept.push(spot);
    }
    kept.sort_by_key(|s| s.from);
    kept
}

/// Whether a spelling means nothing but a topic, which another rule sees to.
fn only_topic(spot: &Spot) -> bool {
    spot.senses.iter().all(|sense| sense.kind == Kind::Topic)
}

/// What the note says for each spelling, by the hash of its key.
fn gather(page: &Page) -> BTreeMap<u64, Support> {
    let mut all: BTreeMap<u64, Support> = BTreeMap::new();
    for (block, spots) in page.spots.iter().enumerate() {
        for spot in spots.iter().filter(|s| !only_topic(s)) {
            let support = all.entry(spot.hash).or_default();
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
        all.entry(name::key_hash(&tag.value)).or_default().sure = true;
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
    support: &BTreeMap<u64, Support>,
) -> Option<(Sense<'a>, f32)> {
    let token = page.token(block, spot.from);
    if token.is(flag::IMAGE) && !token.is(flag::CAPITAL) {
        return None;
    }
    let written = page.text(block, spot.from..spot.to);
    let support = &support[&spot.hash];
    let mut best: Option<(Sense<'a>, f32)> = None;
    for sense in spot.senses.iter().copied() {
        let case = Case { block, spot, sense, written: &written, support };
        let score = match sense.kind {
            Kind::Tool => tool::score(page, &case),
            Kind::Company => company::score(page, &case),
            Kind::Event => conference::score(page, &case),
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
    support: &'c Support,
}

impl Case<'_, '_> {
    /// Whether the words are written exactly as the catalogue does.
    fn is_exact(&self) -> bool {
        self.sense.surface == self.written
    }

    /// Whether there is a capital in the words.
    fn has_capital(&self) -> bool {
        self.written.chars().any(char::is_uppercase)
    }

    /// Whether few have heard of the entry.
    fn is_obscure(&self) -> bool {
        self.sense.score < 12
    }
}
