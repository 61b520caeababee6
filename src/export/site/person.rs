//! The page of a person: the talks, what they talked about, where they worked.

use crate::entity::Entity;
use crate::export::site::Made;
use crate::export::site::frame;
use crate::export::site::frame::About;
use crate::export::site::page::{BESIDE, Page, SHOWN, Site};
use crate::export::site::view::{Few, Group, value};
use crate::query::about;
use crate::query::answers;
use crate::query::description;
use crate::query::neighbours;
use crate::query::neighbours::NeighbourRef;
use crate::vocabulary::{Kind, Relation};
use minijinja::context;

/// Makes the page.
pub fn page(site: &Site, person: &Entity, path: &str) -> Made {
    let (page, graph) = (Page::new(site, path), site.graph);
    let mut talks = answers::by(graph, person);
    talks.retain(|a| a.talk.is_some());
    let jobs = about::jobs(graph, person);
    let own = description::wrote(graph, person);
    let subjects = page.ties(person, Relation::TalkedAbout, &[Kind::Topic, Kind::Tool]);
    let view = context! {
        head => value(page.head(person, &description::person(graph, person, &talks))),
        talks => value(page.answers(&talks)),
        count => talks.len(),
        subjects => value(subjects),
        jobs => value(Few::of(&jobs, SHOWN, |job| page.proof(job, person))),
        wrote => value(page.notes(person, |path| own.contains(path))),
        notes => value(page.notes(person, |path| !own.contains(path))),
        map => page.fan(person),
        near => value(around(&page, person)),
    };
    let words = format!("Talks, topics and companies of {}, as the notes tell it.", person.name);
    frame::write(&page, "person.html", About::thing(person, words), view)
}

/// Who was at the same events, and at the same companies.
fn around(page: &Page, person: &Entity) -> Vec<Group> {
    let near = neighbours::neighbour_refs(page.graph(), person);
    let ways = [("At the same event", Kind::Event), ("At the same company", Kind::Company)];
    let group = |(words, kind): (&str, Kind)| {
        let through = |n: &&NeighbourRef| n.through.is_some_and(|thing| thing.kind == kind);
        let of_kind: Vec<NeighbourRef> = near.iter().filter(through).copied().collect();
        let items = page.near(&of_kind, BESIDE);
        Group { words: words.to_string(), all: String::new(), count: of_kind.len(), items }
    };
    ways.into_iter().map(group).filter(|g| g.count > 0).collect()
}
