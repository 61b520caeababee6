//! How the talk rules record a talk with its speakers and the part of the note that tells of it.

use crate::extract::page::Page;
use crate::extract::page::Place;
use crate::extract::page::Session;
use crate::extract::page::fold_space;
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
    /// The part of the note that tells of it: block, first and last sentence.
    pub extent: Vec<(usize, u16, u16)>,
    /// How sure.
    pub confidence: f32,
}

/// Records a talk. One that is there already with the same name gets the speakers and the extent.
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
    match page.sessions.iter_mut().find(|s| s.thing == talk) {
        Some(session) => {
            for person in found.speakers {
                if !session.speakers.contains(&person) {
                    session.speakers.push(person);
                }
            }
            session.extent.extend(found.extent);
            session.subjects.push((found.block, found.title));
        }
        None => page.sessions.push(Session {
            thing: talk,
            speakers: found.speakers,
            place,
            subjects: vec![(found.block, found.title)],
            extent: found.extent,
        }),
    }
    talk
}

/// A title without the marks that close it.
fn clean(title: &str) -> String {
    let title = fold_space(title);
    let cut = title.trim_end_matches(['.', ',', ':', ';']);
    if title.ends_with("...") { title } else { cut.to_string() }
}

/// The whole of some blocks as an extent.
pub fn whole(page: &Page, blocks: Range<usize>) -> Vec<(usize, u16, u16)> {
    blocks.filter(|&b| !page.blocks[b].is_empty()).map(|b| (b, 0, u16::MAX)).collect()
}

/// Whether a talk was already found that tells of this place.
pub fn told(page: &Page, block: usize, sentence: u16) -> Option<usize> {
    let holds = |e: &(usize, u16, u16)| e.0 == block && e.1 <= sentence && sentence <= e.2;
    page.sessions.iter().position(|s| s.extent.iter().any(holds))
}
