//! The page of a company: its people and when they were there, and what they talked about.

use crate::entity::Entity;
use crate::export::site::Made;
use crate::export::site::frame;
use crate::export::site::frame::About;
use crate::export::site::page::{BESIDE, Page, SHOWN, Site};
use crate::export::site::view::Few;
use crate::export::site::view::value;
use crate::query::about;
use crate::query::answers;
use crate::query::description;
use crate::query::neighbours;
use crate::vocabulary::{Kind, Relation};
use minijinja::context;

/// Makes the page.
pub fn page(site: &Site, company: &Entity, path: &str) -> Made {
    let (page, graph) = (Page::new(site, path), site.graph);
    let people = about::jobs(graph, company);
    let mut answers = answers::from(graph, company);
    answers.retain(|a| a.talk.is_some() || !a.subjects.is_empty());
    let lead = description::company(company, people.len(), &answers);
    let shown = Few::of(&people, 5 * SHOWN, |job| page.proof(job, company));
    let view = context! {
        head => value(page.head(company, &lead)),
        people => value(shown),
        talks => value(Few::of(&answers, 5 * SHOWN, |a| page.told(a))),
        years => value(page.years(&answers)),
        makes => value(page.ties(company, Relation::Makes, &[Kind::Tool])),
        notes => value(page.notes(company, |_| true)),
        map => page.fan(company),
        near => value(page.near(&neighbours::neighbour_refs(graph, company), BESIDE)),
    };
    let words = format!("The people of {} and what they talked about.", company.name);
    frame::write(&page, "company.html", About::thing(company, words), view)
}
