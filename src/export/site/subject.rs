//! The page of a topic or tool: who talked about it.

use crate::entity::Entity;
use crate::export::site::Made;
use crate::export::site::frame;
use crate::export::site::frame::About;
use crate::export::site::page::{BESIDE, Page, Site};
use crate::export::site::view::value;
use crate::query::answers;
use crate::query::description;
use crate::query::neighbours;
use crate::vocabulary::{Kind, Relation};
use minijinja::context;

/// Makes the page.
pub fn page(site: &Site, subject: &Entity, path: &str) -> Made {
    let (page, graph) = (Page::new(site, path), site.graph);
    let answers = answers::on(graph, subject);
    let makers = page.ties(subject, Relation::Makes, &[Kind::Company]);
    let view = context! {
        head => value(page.head(subject, &description::subject(subject, &answers))),
        makers => value(makers),
        answers => value(page.answers(&answers)),
        years => value(page.years(&answers)),
        notes => value(page.notes(subject, |_| true)),
        map => page.fan(subject),
        near => value(page.near(&neighbours::neighbour_refs(graph, subject), 2 * BESIDE)),
    };
    let name = &subject.name;
    let words = format!("Who talked about {name}, when, where, and the sentence that says so.");
    let about = About::thing(subject, words);
    let about = About { title: format!("{name}: who talked about it"), ..about };
    frame::write(&page, "subject.html", about, view)
}
