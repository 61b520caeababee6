//! Which candidates are worth a question.

use crate::extract::page::Page;
use crate::extract::topic::candidate::PhraseForm;
use crate::extract::topic::candidate::PhrasePlace;
use crate::extract::topic::candidate::TopicCandidate;
use crate::extract::topic::scene::Scene;
use crate::extract::topic::wording::lowered;
use crate::extract::words;
use crate::extract::words::List;
use crate::name;

/// Leaves the likely ones, and gives them their names.
pub fn likely(page: &Page, scene: &Scene, mut all: Vec<TopicCandidate>) -> Vec<TopicCandidate> {
    all.retain(|c| !is_chance(page, scene, c));
    all.iter_mut().for_each(|c| complete(page, c));
    all.retain(|c| is_likely(page, scene, c));
    all
}

/// Whether a candidate is nothing but a part of one phrase in the text, as most are: it gets no name.
fn is_chance(page: &Page, scene: &Scene, candidate: &TopicCandidate) -> bool {
    let part = |at: &PhrasePlace| at.form == PhraseForm::Part && !is_titled(page, scene, at);
    candidate.known.is_none() && matches!(candidate.places.as_slice(), [at] if part(at))
}

/// Gives a candidate that has only places its name.
fn complete(page: &Page, candidate: &mut TopicCandidate) {
    if let Some(at) = candidate.places.first().filter(|_| candidate.name.is_empty()) {
        candidate.name = lowered(page, at.block, at.range.clone());
    }
}

/// Whether a place is in a heading, or in the title or description of a talk.
fn is_titled(page: &Page, scene: &Scene, at: &PhrasePlace) -> bool {
    page.is_heading(at.block) || scene.subject(at.block, &at.range).is_some()
}

/// What people are in a company and nothing else.
static TITLES: List = List::of(&["ceo", "cfo", "ciso", "coo", "cpo", "cso", "cto", "svp", "vp"]);

/// What stands in the name of a role beside what people are.
static BESIDE_ROLE: List = List::of(&["and", "hiring", "of", "people", "product", "technical"]);

/// A word without the ending of the plural.
fn one(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// Whether a candidate says only what somebody is: “CTO”, “staff engineer”, “VP of engineering”.
fn is_role(candidate: &TopicCandidate) -> bool {
    let lower = name::lower(&candidate.name);
    let role = |word: &str| words::ROLES.has(one(word));
    if !name::split(&lower).all(|word| BESIDE_ROLE.has(word) || role(word)) {
        return false;
    }
    let person = |word: &str| {
        matches!(one(word), "architect" | "developer" | "director" | "engineer" | "manager")
    };
    let title = name::split(&lower).any(|word| TITLES.has(word));
    title || candidate.known.is_none() && name::split(&lower).any(person)
}

/// Whether a candidate is worth a question: in the catalogue, in a title, named twice, or a phrase
/// among the first things that are said of a talk.
fn is_likely(page: &Page, scene: &Scene, candidate: &TopicCandidate) -> bool {
    if is_role(candidate) {
        return false;
    }
    let titled = |at: &PhrasePlace| is_titled(page, scene, at);
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
    let whole =
        |at: &PhrasePlace| at.form != PhraseForm::Part && (!one || is_early(page, scene, at));
    if page.sessions.is_empty() {
        return candidate.places.iter().any(|at| at.form != PhraseForm::Part);
    }
    candidate.places.iter().any(titled)
        || candidate.places.len() > 1
        || candidate.places.iter().any(whole)
}

/// Whether a place is in the first sentence on a talk.
fn is_early(page: &Page, scene: &Scene, at: &PhrasePlace) -> bool {
    let sentence = page.token(at.block, at.range.start).sentence;
    scene.told(at.block, sentence).is_some_and(|told| {
        told.before + usize::from(sentence.saturating_sub(told.stretch.first)) < 2
    })
}
