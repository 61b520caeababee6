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
    let mut all = Candidates::new();
    tags(page, &mut all);
    for block in 0..page.blocks.len() {
        let taken = known(page, block, &mut all);
        for range in ranges(page, scene, block) {
            phrases(page, block, range, &taken, &mut all);
        }
    }
    all.into_values().filter(|c| is_likely(page, scene, c)).collect()
}

/// The candidate with the stems of a name; the first name stays.
fn of<'c>(all: &'c mut Candidates, name: &str) -> &'c mut Candidate {
    let stems = stems(name);
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

/// Words that make no difference.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "for", "from", "in", "of", "on", "or", "s", "the", "to", "with",
];

/// The words of a name without endings of the plural and without small words.
fn stems(name: &str) -> BTreeSet<String> {
    let words = name::words(name).into_iter().filter(|w| SMALL.binary_search(&w.as_str()).is_err());
    words.map(|w| stem(&w).to_string()).collect()
}

/// A word without the ending of the plural.
fn stem(word: &str) -> &str {
    if word.len() <= 3 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word;
    }
    match word.strip_suffix("ies") {
        Some(stem) => stem,
        None => word.strip_suffix('s').or(word.strip_suffix('y')).unwrap_or(word),
    }
}

/// Topics of the catalogue in a block; gives the places that they take.
fn known(
    page: &Page,
    block: usize,
    all: &mut Candidates,
) -> BTreeMap<(usize, usize), BTreeSet<String>> {
    let mut taken = BTreeMap::new();
    for spot in &page.spots[block] {
        let Some(sense) = spot.senses.iter().find(|s| s.kind == Kind::Topic) else { continue };
        if page.token(block, spot.from).is(flag::CODE) || is_part_of_name(page, block, spot) {
            continue;
        }
        let candidate = entered(page, all, sense, &lowered(page, block, spot.from..spot.to));
        let range = spot.from..spot.to;
        taken.insert((spot.from, spot.to), candidate.stems.clone());
        candidate.places.push(At { block, range, form: Form::Known });
    }
    taken
}

/// Whether a token of the spelling belongs to a person, company, tool or event.
fn is_part_of_name(page: &Page, block: usize, spot: &Spot) -> bool {
    let named = [Kind::Person, Kind::Company, Kind::Tool, Kind::Event];
    let mut owners = (spot.from..spot.to).filter_map(|i| page.owner(block, i));
    owners.any(|t| named.contains(&page.things[t].kind))
}

/// The candidate for a spelling of the catalogue: under the catalogue's name, unless that shares no
/// word with what is written; “inference” is then only near to “statistics”, not the same.
fn entered<'c>(
    page: &Page,
    all: &'c mut Candidates,
    sense: &Sense,
    written: &str,
) -> &'c mut Candidate {
    let name = page.lexicon.entry(sense.entry).name;
    let own = is_same(name, written);
    let candidate = of(all, if own { name } else { written });
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

/// Whether a spelling is a form of a name: it has all its words, the same last one, or is short for it.
fn is_same(name: &str, written: &str) -> bool {
    let (a, b) = (stems(name), stems(written));
    let last = |text: &str| name::words(text).last().map(|w| stem(w).to_string());
    let initials: String = name::words(name).iter().filter_map(|w| w.chars().next()).collect();
    let short = name::key(written);
    let short = short.strip_suffix('s').unwrap_or(&short);
    a.is_subset(&b)
        || !a.is_disjoint(&b) && last(name) == last(written)
        || short.len() > 1 && initials.starts_with(short)
        || name::key(name) == name::key(written)
}

/// Tags that name a topic of the catalogue, or two words and more.
fn tags(page: &Page, all: &mut Candidates) {
    for tag in &page.document.tags {
        let senses = page.lexicon.senses(&name::key(&tag.value));
        let Some(sense) = senses.iter().find(|s| s.kind == Kind::Topic) else { continue };
        let written = tag.value.replace(['-', '_'], " ");
        let candidate = entered(page, all, sense, &written);
        candidate.tag = true;
        let text = Text { value: tag.value.clone(), span: tag.span };
        candidate.front.get_or_insert(text);
    }
}

/// The parts of a block whose noun phrases are looked at: all of a heading, and all blocks of a note
/// that tells of talks.
fn ranges(page: &Page, scene: &Scene, block: usize) -> Vec<Range<usize>> {
    let subjects = scene.subjects[block].iter().map(|s| s.range.clone());
    if page.is_heading(block) || !page.sessions.is_empty() {
        return vec![0..page.blocks[block].len()];
    }
    subjects.collect()
}

/// The noun phrases of some tokens.
fn phrases(
    page: &Page,
    block: usize,
    range: Range<usize>,
    taken: &BTreeMap<(usize, usize), BTreeSet<String>>,
    all: &mut Candidates,
) {
    for (range, form) in chunk::phrases(page, block, range) {
        let candidate = match taken.get(&(range.start, range.end)) {
            Some(stems) => all.get_mut(stems),
            None => Some(of(all, &lowered(page, block, range.clone()))),
        };
        let Some(candidate) = candidate else { continue };
        match candidate.places.iter_mut().rev().find(|at| at.block == block && at.range == range) {
            Some(at) => at.form = at.form.max(form),
            None => candidate.places.push(At { block, range, form }),
        }
    }
}

/// Whether a candidate is worth a question: in the catalogue, in a title, named twice, or a phrase
/// among the first things that are said of a talk.
fn is_likely(page: &Page, scene: &Scene, candidate: &Candidate) -> bool {
    if candidate.known.is_some() {
        return true;
    }
    if candidate.stems.is_empty() || candidate.name.chars().count() > 60 {
        return false;
    }
    let one = candidate.stems.len() == 1;
    let letters = candidate.name.chars().filter(|c| c.is_alphanumeric()).count();
    if one && letters < 4 && candidate.name.chars().any(char::is_lowercase) {
        return false;
    }
    let titled =
        |at: &At| page.is_heading(at.block) || scene.subject(at.block, &at.range).is_some();
    let whole = |at: &At| at.form != Form::Part && (!one || is_early(page, scene, at));
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

/// A phrase with small letters but for names.
pub fn lowered(page: &Page, block: usize, range: Range<usize>) -> String {
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
