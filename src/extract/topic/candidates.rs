//! What may be a topic: names of the catalogue wherever they stand, tags, and the noun phrases of
//! titles, headings and of notes that tell of talks.

use crate::curated::entry::Sense;
use crate::document::SpannedText;
use crate::extract::page::Page;
use crate::extract::report;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::topic::candidate::{CatalogueMatch, PhraseForm, PhrasePlace, TopicCandidate};
use crate::extract::topic::chunk;
use crate::extract::topic::likely;
use crate::extract::topic::scene::Scene;
use crate::extract::topic::wording;
use crate::extract::topic::wording::lowered;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// All candidates.
pub fn gather(page: &Page, scene: &Scene) -> Vec<TopicCandidate> {
    let report = report::is_report(page);
    let mut found = Gathering {
        page,
        all: Vec::new(),
        index: BTreeMap::new(),
        spelled: BTreeMap::new(),
        passing: in_passing(page, report),
        report,
        stems: Vec::new(),
    };
    found.tags();
    for block in 0..page.blocks.len() {
        let taken = found.known(block);
        // All of a heading, and all blocks of a note that tells of talks.
        if page.is_heading(block) || !page.sessions.is_empty() {
            found.phrases(block, &taken);
        }
    }
    likely::likely(page, scene, found.all)
}

/// Of a note that is no report the spellings that stand there only once, as sorted hashes. There are
/// many: only what stands twice, in a heading or among the tags is worth a question there.
fn in_passing(page: &Page, report: bool) -> Vec<u64> {
    if report {
        return Vec::new();
    }
    let mut hashes: Vec<u64> =
        page.spots.iter().flatten().filter(|s| topic(s).is_some()).map(|s| s.hash).collect();
    hashes.sort_unstable();
    hashes.chunk_by(|a, b| a == b).filter(|same| same.len() == 1).map(|same| same[0]).collect()
}

/// What a spelling means as a topic.
fn topic<'s, 'l>(spot: &'s Spot<'l>) -> Option<&'s Sense<'l>> {
    spot.senses.iter().find(|s| s.kind == Kind::Topic)
}

/// The places that names of the catalogue take in a block: the number of the candidate, and that of
/// the place among its places.
type Taken = BTreeMap<(usize, usize), (usize, usize)>;

/// The candidates of a page so far.
struct Gathering<'p, 'a> {
    page: &'p Page<'a>,
    all: Vec<TopicCandidate>,
    /// The candidates by the hashes of their stems together.
    index: BTreeMap<u64, usize>,
    /// The candidate that a spelling of the catalogue means, by the hash of the spelling.
    spelled: BTreeMap<u64, usize>,
    /// Spellings that are left out.
    passing: Vec<u64>,
    /// Whether the note is a report; elsewhere no part of a heading is looked at by itself.
    report: bool,
    /// The stems of the phrase at hand.
    stems: Vec<u64>,
}

impl Gathering<'_, '_> {
    /// Tags that name a topic of the catalogue.
    fn tags(&mut self) {
        for tag in &self.page.document.tags {
            let key = name::key(&tag.value);
            let senses = self.page.lexicon.senses(&key);
            let Some(sense) = senses.iter().find(|s| s.kind == Kind::Topic) else { continue };
            let candidate = self.entered(sense, &key, || tag.value.replace(['-', '_'], " "));
            let candidate = &mut self.all[candidate];
            candidate.tag = true;
            let text = SpannedText { value: tag.value.clone(), span: tag.span };
            candidate.front.get_or_insert(text);
        }
    }

    /// Topics of the catalogue in a block.
    fn known(&mut self, block: usize) -> Taken {
        let mut taken = Taken::new();
        let page = self.page;
        let heading = page.is_heading(block);
        for spot in &page.spots[block] {
            let Some(sense) = topic(spot) else { continue };
            if !heading && self.passing.binary_search(&spot.hash).is_ok() {
                continue;
            }
            if page.token(block, spot.from).is(flag::CODE) || is_part_of_name(page, block, spot) {
                continue;
            }
            let range = spot.from..spot.to;
            let candidate = match self.spelled.get(&spot.hash) {
                Some(candidate) => *candidate,
                None => {
                    let written = || lowered(page, block, range.clone());
                    let candidate = self.entered(sense, spot.key, written);
                    self.spelled.insert(spot.hash, candidate);
                    candidate
                }
            };
            let places = &mut self.all[candidate].places;
            taken.insert((spot.from, spot.to), (candidate, places.len()));
            places.push(PhrasePlace { block, range, form: PhraseForm::Known });
        }
        taken
    }

    /// The candidate for a spelling of the catalogue, whose key this is: under the catalogue's name,
    /// unless what is written is something else that is only near to it.
    fn entered(&mut self, sense: &Sense, key: &str, written: impl Fn() -> String) -> usize {
        let name = self.page.lexicon.entry(sense.entry).name;
        let alias = name::key(name) != key;
        let other = alias.then(written).filter(|written| !wording::is_same(name, key, written));
        let own = other.is_none();
        let at = self.of(other.as_deref().unwrap_or(name));
        let candidate = &mut self.all[at];
        if own {
            candidate.name = name.to_string();
            candidate.entry = Some(sense.entry);
        }
        let known = CatalogueMatch { score: sense.score, ambiguous: sense.ambiguous, alias };
        let better =
            |old: &CatalogueMatch| (old.ambiguous, old.alias) <= (known.ambiguous, known.alias);
        if !candidate.known.as_ref().is_some_and(better) {
            candidate.known = Some(known);
        }
        at
    }

    /// The noun phrases of a block.
    fn phrases(&mut self, block: usize, taken: &Taken) {
        for (range, form) in chunk::phrases(self.page, block) {
            if let Some((candidate, place)) = taken.get(&(range.start, range.end)) {
                self.all[*candidate].places[*place].form = form;
            } else if self.report || form != PhraseForm::Part {
                let candidate = self.under(self.page.written(block, range.clone()));
                self.all[candidate].places.push(PhrasePlace { block, range, form });
            }
        }
    }

    /// The candidate with the stems of a name; the first name stays.
    fn of(&mut self, name: &str) -> usize {
        let at = self.under(name);
        let candidate = &mut self.all[at];
        if candidate.name.is_empty() && candidate.places.is_empty() {
            candidate.name = name.to_string();
        }
        at
    }

    /// The candidate with the stems of a phrase; a new one gets its name later.
    fn under(&mut self, phrase: &str) -> usize {
        wording::stems_into(&mut self.stems, phrase);
        let join = |all: u64, stem: &u64| (all ^ stem).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = self.stems.iter().fold(0, join);
        if let Some(candidate) = self.index.get(&hash) {
            return *candidate;
        }
        self.index.insert(hash, self.all.len());
        self.all.push(TopicCandidate {
            stems: self.stems.clone(),
            name: String::new(),
            entry: None,
            known: None,
            front: None,
            tag: false,
            places: Vec::new(),
        });
        self.all.len() - 1
    }
}

/// Whether a token of the spelling belongs to a person, company, tool or event.
fn is_part_of_name(page: &Page, block: usize, spot: &Spot) -> bool {
    let named = [Kind::Person, Kind::Company, Kind::Tool, Kind::Event];
    let mut owners = (spot.from..spot.to).filter_map(|i| page.owner(block, i));
    owners.any(|t| named.contains(&page.things[t].kind))
}
