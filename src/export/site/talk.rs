//! The page of a talk: speakers, event, subjects, and what the notes say.

use crate::entity::Entity;
use crate::export::site::Made;
use crate::export::site::frame;
use crate::export::site::frame::About;
use crate::export::site::page::{Page, SHOWN, Site};
use crate::export::site::view::{Few, Place, Quote, value};
use crate::query::about;
use crate::query::answers;
use crate::query::description;
use crate::vocabulary::{Kind, Relation};
use minijinja::context;
use serde::Serialize;

/// A sentence and where it stands.
#[derive(Serialize)]
struct Sentence {
    quote: Quote,
    place: Place,
}

/// Makes the page.
pub fn page(site: &Site, talk: &Entity, path: &str) -> Made {
    let (page, graph) = (Page::new(site, path), site.graph);
    let lead = description::talk(talk, &answers::in_talk(graph, talk)).as_sentence();
    let said = about::sentences(graph, talk);
    let said = Few::of(&said, SHOWN, |s| {
        let (quote, place) = page.said(s);
        Sentence { quote, place }
    });
    let subjects = page.ties(talk, Relation::About, &[Kind::Topic, Kind::Tool]);
    let view = context! {
        head => value(page.head(talk, &lead)),
        said => value(said),
        subjects => value(subjects),
        notes => value(page.notes(talk, |_| true)),
        map => page.fan(talk),
    };
    let words = format!("Who gave “{}”, where, and what the notes say of it.", talk.name);
    frame::write(&page, "talk.html", About::thing(talk, words), view)
}
