//! The page of an event: who gave what, the programme as the notes tell it, what they do not say.

use crate::entity::Entity;
use crate::export::map;
use crate::export::site::Made;
use crate::export::site::frame;
use crate::export::site::frame::About;
use crate::export::site::page::{BESIDE, Page, SHOWN, Site};
use crate::export::site::shown::day;
use crate::export::site::view::{Day, Few, Group, Item, Link, Told, value};
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::description;
use crate::query::english::count;
use crate::query::neighbours;
use crate::query::programme;
use crate::query::programme::ProgrammeTalk;
use crate::vocabulary::{EntityId, Kind};
use minijinja::{Value, context};
use serde::Serialize;

/// Of a programme, the talks that are shown.
const TALKS: usize = 300;

/// One talk of the programme.
#[derive(Serialize)]
struct Slot {
    talk: Link,
    speakers: Vec<Told>,
    on: Vec<Link>,
    unsure: bool,
    told: Option<Told>,
}

/// Makes the page.
pub fn page(site: &Site, event: &Entity, path: &str) -> Made {
    let (page, graph) = (Page::new(site, path), site.graph);
    let answers = answers::at(graph, event);
    let sessions = programme::talks(&answers);
    let others: Vec<&Answer> = answers.iter().filter(|a| a.talk.is_none()).collect();
    let (own, noted) = days(&page, event);
    let address = |id: &EntityId| page.href(id);
    let drawn = map::event::svg(graph, &event.id, &page.map_style(&address, "programme-map"));
    let lead = description::event(graph, event, &answers, sessions.len());
    let view = context! {
        head => value(page.head(event, &lead)),
        day => value(own),
        noted => value(noted),
        map => drawn.map(Value::from_safe_string),
        fan => page.fan(event),
        count => sessions.len(),
        programme => value(Few::of(&sessions, TALKS, |s| slot(&page, s))),
        also => value(Few::of(&others, 5 * SHOWN, |a| page.told(a))),
        missing => value(programme::missing(&sessions)),
        subjects => value(subjects(&page, &sessions)),
        notes => value(page.notes(event, |_| true)),
        near => value(page.near(&neighbours::neighbour_refs(graph, event), BESIDE)),
    };
    let words = format!("Talks, speakers, companies and topics of {}.", event.name);
    frame::write(&page, "event.html", About::thing(event, words), view)
}

/// Its own day where a note tells it; else the day of the first note about it.
fn days(page: &Page, event: &Entity) -> (Option<Day>, Option<Day>) {
    let notes = event.mentions.iter().filter_map(|m| page.graph().note(&m.note)?.first_seen);
    let noted = notes.min();
    (event.first_seen.filter(|own| Some(*own) != noted).map(day), noted.map(day))
}

fn slot(page: &Page, session: &ProgrammeTalk) -> Slot {
    let named = session.answers.iter().filter(|a| a.person.is_some());
    Slot {
        talk: page.named(session.talk, Kind::Talk),
        speakers: named.map(|a| page.told(a)).collect(),
        on: session.subjects().iter().map(|s| page.thing(s)).collect(),
        unsure: session.confidence() < crate::query::SURE,
        told: session.answers.first().map(|a| page.told(a)),
    }
}

fn subjects(page: &Page, sessions: &[ProgrammeTalk]) -> Vec<Group> {
    let group = |(kind, words): (Kind, &str)| {
        let all = programme::subjects(sessions, kind);
        let items = Few::of(&all, 2 * BESIDE, |(thing, talks)| Item {
            thing: page.thing(thing),
            beside: if *talks > 1 { count(*talks, "talk", "talks") } else { String::new() },
            unsure: false,
        });
        Group { words: words.to_string(), all: String::new(), count: all.len(), items }
    };
    let kinds = [(Kind::Topic, "Topics here"), (Kind::Tool, "Tools here")];
    kinds.into_iter().map(group).filter(|g| g.count > 0).collect()
}
