//! What may be a topic: names of the catalogue wherever they stand, tags, and the noun phrases of
//! titles, headings and of notes that tell of talks.

use crate::curated::EntryId;
use crate::curated::Sense;
use crate::document::Text;
use crate::extract::page::Page;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::topic::chunk;
use crate::extract::topic::scene::Scene;
use crate::extract::topic::wording;
use crate::extract::topic::wording::lowered;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// How the words of a place were taken for a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The catalogue knows them.
    Known,
    /// All nouns and adjectives that stand together.
    Phrase,
    /// Two phrases with a small word between.
    Joined,
    /// Some of those that stand together.
    Part,
}

/// A place of a phrase.
#[derive(Clone, Debug)]
pub struct At {
    /// The block.
    pub block: usize,
    /// Its tokens.
    pub range: Range<usize>,
    /// Why it is a phrase.
    pub form: Form,
}

/// What the catalogue says.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// How well attested.
    pub score: u16,
    /// Whether the spelling may mean something else.
    pub ambiguous: bool,
    /// Whether it is an alias.
    pub alias: bool,
}

/// A phrase that may be a topic.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its stems in order of the alphabet.
    pub stems: BTreeSet<String>,
    /// The name, as it would be written.
    pub name: String,
    /// Its catalogue entry.
    pub entry: Option<EntryId>,
    /// What the catalogue says of its likeliest spelling.
    pub known: Option<Known>,
    /// A tag or the title in the front matter that names it.
    pub front: Option<Text>,
    /// Whether that is a tag.
    pub tag: bool,
    /// Where it stands, in the order of the note.
    pub places: Vec<At>,
}

/// Candidates by their stems.
type Candidates = BTreeMap<BTreeSet<String>, Candidate>;

/// All candidates, by their stems.
pub fn gather(page: &Page, scene: &Scene) -> Vec<Candidate> {
    let mut found = Found { page, all: Candidates::new(), spelled: BTreeMap::new() };
    found.tags();
    for block in 0..page.blocks.len() {
        let taken = found.known(block);
        // All of a heading, and all blocks of a note that tells of talks.
        if page.is_heading(block) || !page.sessions.is_empty() {
            found.phrases(block, &taken);
        }
    }
    found.all.into_values().filter(|c| is_likely(page, scene, c)).collect()
}

/// The places that names of the catalogue take in a block: the stems of the candidate, and the number
/// of the place among its places.
type Taken = BTreeMap<(usize, usize), (BTreeSet<String>, usize)>;

/// The candidates of a page so far.
struct Found<'p, 'a> {
    page: &'p Page<'a>,
    all: Candidates,
    /// The stems of the candidate that a spelling of the catalogue means.
    spelled: BTreeMap<&'p str, BTreeSet<String>>,
}

impl<'p> Found<'p, '_> {
    /// Tags that name a topic of the catalogue.
    fn tags(&mut self) {
        for tag in &self.page.document.tags {
            let senses = self.page.lexicon.senses(&name::key(&tag.value));
            let Some(sense) = senses.iter().find(|s| s.kind == Kind::Topic) else { continue };
            let candidate = self.entered(sense, &tag.value.replace(['-', '_'], " "));
            candidate.tag = true;
            let text = Text { value: tag.value.clone(), span: tag.span };
            candidate.front.get_or_insert(text);
        }
    }

    /// Topics of the catalogue in a block.
    fn known(&mut self, block: usize) -> Taken {
        let mut taken = Taken::new();
        let page = self.page;
        for spot in &page.spots[block] {
            let Some(sense) = spot.senses.iter().find(|s| s.kind == Kind::Topic) else { continue };
            if page.token(block, spot.from).is(flag::CODE) || is_part_of_name(page, block, spot) {
                continue;
            }
            let range = spot.from..spot.to;
            let candidate = match self.spelled.get(spot.key.as_str()) {
                Some(stems) => self.all.get_mut(stems),
                None => {
                    let candidate = self.entered(sense, &lowered(page, block, range.clone()));
                    let stems = candidate.stems.clone();
                    self.spelled.insert(&spot.key, stems.clone());
                    self.all.get_mut(&stems)
                }
            };
            let Some(candidate) = candidate else { continue };
            let place = (candidate.stems.clone(), candidate.places.len());
            taken.insert((spot.from, spot.to), place);
            candidate.places.push(At { block, range, form: Form::Known });
        }
        taken
    }

    /// The candidate for a spelling of the catalogue: under the catalogue's name, unless what is
    /// written is something else that is only near to it.
    fn entered(&mut self, sense: &Sense, written: &str) -> &mut Candidate {
        let name = self.page.lexicon.entry(sense.entry).name;
        let own = wording::is_same(name, written);
        let candidate = of(&mut self.all, if own { name } else { written });
        if own {
            candidate.name = name.to_string();
            candidate.entry = Some(sense.entry);
        }
        let alias = name::key(sense.surface) != name::key(name);
        let known = Known { score: sense.score, ambiguous: sense.ambiguous, alias };
        let better = |old: &Known| (old.ambiguous, old.alias) <= (known.ambiguous, known.alias);
        if !candidate.known.as_ref().is_some_and(better) {
            candidate.known = Some(known);
        }
        candidate
    }

    /// The noun phrases of a block.
    fn phrases(&mut self, block: usize, taken: &Taken) {
        for (range, form) in chunk::phrases(self.page, block) {
            let known = taken.get(&(range.start, range.end));
            let known = known.and_then(|(stems, n)| self.all.get_mut(stems)?.places.get_mut(*n));
            if let Some(at) = known {
                at.form = form;
                continue;
            }
            let name = lowered(self.page, block, range.clone());
            of(&mut self.all, &name).places.push(At { block, range, form });
        }
    }
}

/// The candidate with the stems of a name; the first name stays.
fn of<'c>(all: &'c mut Candidates, name: &str) -> &'c mut Candidate {
    let stems = wording::stems(name);
    all.entry(stems.clone()).or_insert_with(|| Candidate {
        stems,
        name: name.to_string(),
        entry: None,
        known: None,
        front: None,
        tag: false,
        places: Vec::new(),
    })
}

/// Whether a token of the spelling belongs to a person, company, tool or event.
fn is_part_of_name(page: &Page, block: usize, spot: &Spot) -> bool {
    let named = [Kind::Person, Kind::Company, Kind::Tool, Kind::Event];
    let mut owners = (spot.from..spot.to).filter_map(|i| page.owner(block, i));
    owners.any(|t| named.contains(&page.things[t].kind))
}

/// Whether a candidate is worth a question: in the catalogue, in a title, named twice, or a phrase
/// among the first things that are said of a talk.
fn is_likely(page: &Page, scene: &Scene, candidate: &Candidate) -> bool {
    let titled =
        |at: &At| page.is_heading(at.block) || scene.subject(at.block, &at.range).is_some();
    if let Some(known) = candidate.known {
        let support = || candidate.tag || candidate.places.iter().take(50).any(titled);
        return !known.ambiguous || !page.sessions.is_empty() || support();
    }
    if candidate.stems.is_empty() || candidate.name.chars().count() > 60 {
        return false;
    }
    let one = candidate.stems.len() == 1;
    let letters = candidate.name.chars().filter(|c| c.is_alphanumeric()).count();
    if one && letters < 4 && candidate.name.chars().any(char::is_lowercase) {
        return false;
    }
    let whole = |at: &At| at.form != Form::Part && (!one || is_early(page, scene, at));
    if page.sessions.is_empty() {
        return candidate.places.iter().any(|at| at.form != Form::Part);
    }
    candidate.places.iter().any(titled)
        || candidate.places.len() > 1
        || candidate.places.iter().any(whole)
}

/// Whether a place is in the first sentence on a talk.
fn is_early(page: &Page, scene: &Scene, at: &At) -> bool {
    let sentence = page.token(at.block, at.range.start).sentence;
    scene.told(at.block, sentence).is_some_and(|told| {
        told.before + usize::from(sentence.saturating_sub(told.stretch.first)) < 2
    })
}
