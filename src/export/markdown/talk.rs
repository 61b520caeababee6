//! The page of a talk: speakers, event, subjects, and what the notes say.

use crate::entity::Entity;
use crate::export::markdown::page::Draft;
use crate::export::markdown::page::{Page, SHOWN, Site};
use crate::export::markdown::sections;
use crate::query::about;
use crate::query::answers;
use crate::query::description;
use crate::vocabulary::{Kind, Relation};

/// Makes the page.
pub fn page(site: &Site, talk: &Entity) -> Draft {
    let mut page = Page::of(site, talk);
    let lead = lead(&page, talk);
    page.block(&lead);
    if talk.untitled {
        page.block("*The title is hallway's own: the notes give none.*");
    }
    page.section("What the notes say", |p| said(p, talk));
    let subjects = [Kind::Topic, Kind::Tool];
    page.section("About", |p| sections::ties(p, talk, Relation::About, &subjects));
    page.map(&talk.id, &format!("What is noted around {}", talk.name));
    page.section("In these notes", |p| sections::in_notes(p, talk));
    sections::why_one(&mut page, talk);
    page.file()
}

/// “Talk by A of Company and B at Event, 2019-07-23.”
fn lead(page: &Page, talk: &Entity) -> String {
    let answers = answers::in_talk(page.site.graph, talk);
    format!("Talk{}", page.lead(&description::talk(talk, &answers)))
}

/// Every sentence on which something about the talk rests, in the order of the notes.
fn said(page: &mut Page, talk: &Entity) {
    for said in about::sentences(page.site.graph, talk).iter().take(SHOWN) {
        page.quoted_alone(said);
    }
}
