//! What speaks for and against a phrase as a topic: where it stands, what stands around it, of what
//! words it is made, what the catalogue knows.

use crate::extract::page::Page;
use crate::extract::topic::candidate::PhraseForm;
use crate::extract::topic::candidate::PhrasePlace;
use crate::extract::topic::candidate::TopicCandidate;
use crate::extract::topic::scene::Scene;
use crate::model::feature::Features;
use crate::model::feature::few;

mod make;
mod place;

/// So many places of a candidate are looked at.
const PLACES: usize = 12;

/// The candidates of a note together.
pub struct Crowd {
    /// All their stems, sorted.
    stems: Vec<u64>,
    /// The sentences of all whole phrases, sorted.
    sentences: Vec<(usize, u16)>,
}

impl Crowd {
    /// Gathers the stems and sentences of candidates.
    pub fn of(page: &Page, candidates: &[TopicCandidate]) -> Crowd {
        let stems = candidates.iter().flat_map(|c| &c.stems).copied();
        let whole = |at: &&PhrasePlace| matches!(at.form, PhraseForm::Phrase | PhraseForm::Known);
        let phrases = candidates.iter().flat_map(|c| &c.places).filter(whole);
        let mut crowd = Crowd {
            stems: stems.collect(),
            sentences: phrases.map(|at| sentence(page, at)).collect(),
        };
        crowd.stems.sort_unstable();
        crowd.sentences.sort_unstable();
        crowd
    }
}

/// How often a sorted list has an item.
fn times<T: Ord>(list: &[T], item: T) -> usize {
    let from = list.partition_point(|x| *x < item);
    list[from..].iter().take_while(|x| **x == item).count()
}

/// The block and the sentence of a place.
fn sentence(page: &Page, at: &PhrasePlace) -> (usize, u16) {
    (at.block, page.token(at.block, at.range.start).sentence)
}

/// Adds all features of a candidate.
pub fn features<'p>(
    page: &'p Page,
    scene: &Scene,
    crowd: &Crowd,
    candidate: &TopicCandidate,
    f: &mut Features<'p>,
) {
    catalogue(page, f, candidate);
    note(page, scene, f, candidate);
    spread(page, f, candidate);
    company(crowd, f, candidate);
    f.flag_if("a tag", candidate.tag);
    for (n, at) in candidate.places.iter().take(PLACES).enumerate() {
        if n == 0 {
            if let Some(class) = make::make(page, f, at) {
                f.of(head_known(candidate), class);
                f.of(place::head_where(page, scene, at), class);
            }
            place::position(page, f, at);
        }
        place::stands(page, scene, f, at);
        place::around(page, scene, f, at);
        let rivals = times(&crowd.sentences, sentence(page, at));
        let title = page.is_heading(at.block) || scene.subject(at.block, &at.range).is_some();
        f.of(if title { "phrases in the title" } else { "phrases in the sentence" }, few(rivals));
        place::marks(page, f, at);
    }
}

/// The class of the last word says more together with what the catalogue knows.
fn head_known(candidate: &TopicCandidate) -> &'static str {
    match candidate.known.map(|known| (known.ambiguous, known.score)) {
        None => "last word, in no catalogue",
        Some((true, _)) => "last word, ambiguous",
        Some((false, 0..20)) => "last word, hardly known",
        Some((false, 20..40)) => "last word, known",
        Some(_) => "last word, well known",
    }
}

/// The feature of what the catalogue does not know.
pub const UNKNOWN: &str = "in no catalogue";

/// What the catalogue says of it.
fn catalogue(page: &Page, f: &mut Features, candidate: &TopicCandidate) {
    let Some(known) = candidate.known else {
        f.flag(UNKNOWN);
        return;
    };
    let tier = match known.score {
        0..20 => "0",
        20..40 => "1",
        40..60 => "2",
        60.. => "3",
    };
    f.of(if known.ambiguous { "known, ambiguous" } else { "known" }, tier);
    f.flag_if("known by an alias", known.alias);
    f.flag_if("near to a known topic", candidate.entry.is_none());
    if let Some(entry) = candidate.entry.map(|id| page.lexicon.entry(id)) {
        f.flag_if("part of a broader topic", !entry.parent.is_empty());
    }
}

/// What the note as a whole is like.
fn note(page: &Page, scene: &Scene, f: &mut Features, candidate: &TopicCandidate) {
    f.of("talks in the note", few(page.sessions.len().div_ceil(4)));
    let titled = candidate.stems.iter().all(|stem| scene.title.binary_search(stem).is_ok());
    f.flag_if("in the note's title", titled && !candidate.stems.is_empty());
}

/// How often it stands, and over how many sections.
fn spread(page: &Page, f: &mut Features, candidate: &TopicCandidate) {
    let places = &candidate.places;
    let section = |at: &PhrasePlace| page.document.blocks[at.block].section;
    let new = |n: &usize| places[..*n].iter().all(|at| section(at) != section(&places[*n]));
    let sections = (0..places.len().min(50)).filter(new).count();
    let count = |form: PhraseForm| places.iter().filter(|at| at.form == form).count();
    f.amount("times", (places.len() as f32).ln_1p());
    f.amount("sections", (sections as f32).ln_1p());
    f.of("places", few(places.len()));
    f.flag_if("once", places.len() == 1);
    f.flag_if("only part of phrases", count(PhraseForm::Part) == places.len());
    f.flag_if("a joined phrase", count(PhraseForm::Joined) > 0);
    f.amount("share as a phrase of its own", share(count(PhraseForm::Phrase), places.len()));
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// Other candidates that have words of it.
fn company(crowd: &Crowd, f: &mut Features, candidate: &TopicCandidate) {
    let counts = candidate.stems.iter().map(|stem| times(&crowd.stems, *stem));
    let both = counts.map(|n| (n, n)).reduce(|(a, b), (n, _)| (a.min(n), b.max(n)));
    let (rarest, commonest) = both.unwrap_or_default();
    f.amount("rivals with its rarest word", (rarest as f32).ln_1p());
    f.amount("rivals with its commonest word", (commonest as f32).ln_1p());
}
