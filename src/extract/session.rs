//! How the talk rules record a talk with its speakers and the part of the note that tells of it.

use crate::extract::draft::Place;
use crate::extract::draft::Session;
use crate::extract::draft::Stretch;
use crate::extract::page::Page;
use crate::extract::token::fold_space;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::ops::Range;

/// What a rule found.
pub struct Found {
    /// The block of the title.
    pub block: usize,
    /// The tokens of the title, or of the words that describe the talk.
    pub title: Range<usize>,
    /// hallway's own name for a talk without a title.
    pub made: Option<String>,
    /// The speakers.
    pub speakers: Vec<usize>,
    /// The part of the note that tells of it.
    pub extent: Vec<Stretch>,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}

/// Records a talk and gives its place in [`Page::sessions`]. One that is there already with the same
/// name gets the speakers and the extent.
pub fn add(page: &mut Page, rule: &'static str, found: Found) -> usize {
    let place = Place::words(found.block, found.title.clone());
    let name = match &found.made {
        Some(name) => name.clone(),
        None => clean(&page.text(found.block, found.title.clone())),
    };
    let talk = page.mention(Kind::Talk, &name, place.clone(), rule, found.confidence);
    page.things[talk].untitled = found.made.is_some();
    for &person in &found.speakers {
        page.role(person, Role::Speaker);
        page.claim(person, Relation::Gave, talk, place.clone(), rule, found.confidence);
    }
    let Some(known) = page.sessions.iter().position(|s| s.thing == talk) else {
        page.sessions.push(Session {
            thing: talk,
            speakers: found.speakers,
            place,
            subjects: vec![(found.block, found.title)],
            extent: found.extent,
        });
        return page.sessions.len() - 1;
    };
    let session = &mut page.sessions[known];
    for person in found.speakers {
        if !session.speakers.contains(&person) {
            session.speakers.push(person);
        }
    }
    session.extent.extend(found.extent);
    session.subjects.push((found.block, found.title));
    known
}

/// A title without the marks that close it.
fn clean(title: &str) -> String {
    let title = fold_space(title);
    if title.ends_with("...") {
        return title.into_owned();
    }
    title.trim_end_matches(['.', ',', ':', ';']).to_string()
}

/// The whole of some blocks as an extent.
pub fn whole(page: &Page, blocks: Range<usize>) -> Vec<Stretch> {
    blocks.filter(|&b| !page.blocks[b].is_empty()).map(Stretch::whole).collect()
}

/// The first talk found that tells of this sentence, as a place in [`Page::sessions`].
pub fn told(page: &Page, block: usize, sentence: u16) -> Option<usize> {
    page.sessions.iter().position(|s| s.extent.iter().any(|e| e.holds(block, sentence)))
}

/// Whether a talk of this person was found.
pub fn has_spoken(page: &Page, person: usize) -> bool {
    page.sessions.iter().any(|s| s.speakers.contains(&person))
}
