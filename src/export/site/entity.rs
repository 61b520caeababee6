//! The page of an entity: what `pages` says it holds, with the drawings and the sentences that only the
//! site shows, and the words for search engines.

use crate::entity::Entity;
use crate::export::pages::context::PageContext;
use crate::export::pages::entities;
use crate::export::site::frame::{PageAbout, RenderedFile, SiteRenderer};
use crate::export::site::maps;
use crate::export::site::sentences;
use crate::vocabulary::Kind;
use minijinja::{Value, context};

/// Makes the page.
pub fn page(site: &SiteRenderer, page: &PageContext, entity: &Entity) -> RenderedFile {
    let template = match entity.kind {
        Kind::Person => "person.html",
        Kind::Company => "company.html",
        Kind::Topic | Kind::Tool => "subject.html",
        Kind::Talk => "talk.html",
        Kind::Event => "event.html",
        Kind::Note => "note.html",
    };
    let view = context! { ..own(page, entity), ..entities::page(page, entity).view };
    site.write(page, template, about(entity), view)
}

/// What only the site shows.
fn own(page: &PageContext, entity: &Entity) -> Value {
    match entity.kind {
        Kind::Note => context! { lines => sentences::of(page, entity) },
        Kind::Event => {
            context! { map => maps::programme(page, entity), fan => maps::fan(page, entity) }
        }
        _ => context! { map => maps::fan(page, entity) },
    }
}

/// Title and description.
fn about(entity: &Entity) -> PageAbout<'_> {
    let name = &entity.name;
    let title = match entity.kind {
        Kind::Topic | Kind::Tool => format!("{name}: who talked about it"),
        _ => name.clone(),
    };
    let description = match entity.kind {
        Kind::Person => format!("Talks, topics and companies of {name}, as the notes tell it."),
        Kind::Company => format!("The people of {name} and what they talked about."),
        Kind::Topic | Kind::Tool => {
            format!("Who talked about {name}, when, where, and the sentence that says so.")
        }
        Kind::Talk => format!("Who gave “{name}”, where, and what the notes say of it."),
        Kind::Event => format!("Talks, speakers, companies and topics of {name}."),
        Kind::Note => format!("What was found in “{name}”, sentence by sentence."),
    };
    PageAbout { entity: Some(entity), kind: Some(entity.kind), title, description }
}
