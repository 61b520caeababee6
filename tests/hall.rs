//! Invented halls: graphs made by hand, for the maps.

use hallway::entity::{Citation, Edge, Entity, NoteMentions, Resolution};
use hallway::finding::Evidence;
use hallway::graph::{Graph, assemble};
use hallway::span::Span;
use hallway::vocabulary::{EntityId, Kind, Relation};
use std::collections::BTreeMap;

/// A graph in the making.
#[derive(Default)]
pub struct Hall {
    things: BTreeMap<EntityId, Entity>,
    links: BTreeMap<(EntityId, Relation, EntityId), Edge>,
}

impl Hall {
    /// Names a thing in a note.
    pub fn thing(&mut self, note: &str, kind: Kind, name: &str, line: usize) -> EntityId {
        let id = EntityId::new(kind, name);
        let entity = self.things.entry(id.clone()).or_insert_with(|| entity(&id, kind, name));
        let evidence = evidence(&format!("Here {name} is named."), line, 0.9);
        if !entity.mentions.iter().any(|m| m.note == note) {
            let note = note.to_string();
            entity.mentions.push(NoteMentions { note, written: Vec::new(), count: 1, evidence });
        }
        id
    }

    /// A note.
    pub fn note(&mut self, path: &str) -> EntityId {
        let id = EntityId(format!("note/{}", path.trim_end_matches(".md")));
        let mut note = entity(&id, Kind::Note, path);
        note.path = Some(path.to_string());
        self.things.insert(id.clone(), note);
        id
    }

    /// Links two things, as a line of a note says.
    pub fn link(
        &mut self,
        note: &str,
        from: &EntityId,
        relation: Relation,
        to: &EntityId,
        confidence: f32,
        line: usize,
    ) {
        let words = format!("{} {} {}.", from.slug(), relation.forward(), to.slug());
        let evidence = evidence(&words, line, confidence);
        let link = self.links.entry((from.clone(), relation, to.clone())).or_insert_with(|| Edge {
            subject: from.clone(),
            relation,
            object: to.clone(),
            confidence,
            evidence: Vec::new(),
        });
        link.confidence = link.confidence.max(confidence);
        link.evidence.push(Citation { note: note.to_string(), date: None, evidence });
    }

    /// The graph.
    pub fn graph(self) -> Graph {
        assemble(Resolution {
            entities: self.things.into_values().collect(),
            edges: self.links.into_values().collect(),
            ..Resolution::default()
        })
    }
}

/// One event with two talks, their speakers, and what they were about.
pub fn small() -> Graph {
    let mut hall = Hall::default();
    let note = "hallconf.md";
    let path = hall.note(note);
    let event = hall.thing(note, Kind::Event, "HallConf 2024", 1);
    let writer = hall.thing(note, Kind::Person, "Wendy Writer", 1);
    let ada = hall.thing(note, Kind::Person, "Ada Example", 3);
    let bo = hall.thing(note, Kind::Person, "Bo Muster", 7);
    let acme = hall.thing(note, Kind::Company, "Acme", 3);
    let tool = hall.thing(note, Kind::Tool, "buildtool", 4);
    let builds = hall.thing(note, Kind::Topic, "slow builds", 3);
    let caches = hall.thing(note, Kind::Topic, "caches", 5);
    let sleep = hall.thing(note, Kind::Topic, "sleep", 7);
    let fast = hall.thing(note, Kind::Talk, "Faster by Half", 3);
    let calls = hall.thing(note, Kind::Talk, "On Call", 7);
    hall.thing(note, Kind::Tool, "pagerbot", 9);
    let mut say = |a: &EntityId, relation, b: &EntityId, confidence, line| {
        hall.link(note, a, relation, b, confidence, line)
    };
    say(&writer, Relation::Wrote, &path, 1.0, 1);
    say(&path, Relation::Covers, &event, 0.9, 1);
    say(&ada, Relation::WorksAt, &acme, 0.95, 3);
    say(&ada, Relation::Gave, &fast, 0.95, 3);
    say(&ada, Relation::SpokeAt, &event, 0.95, 3);
    say(&ada, Relation::TalkedAbout, &builds, 0.95, 3);
    say(&fast, Relation::About, &builds, 0.95, 3);
    say(&fast, Relation::About, &tool, 0.9, 4);
    say(&fast, Relation::About, &caches, 0.6, 5);
    say(&fast, Relation::PartOf, &event, 0.95, 3);
    say(&acme, Relation::Makes, &tool, 0.95, 4);
    say(&bo, Relation::Gave, &calls, 0.95, 7);
    say(&calls, Relation::About, &sleep, 0.95, 7);
    say(&calls, Relation::PartOf, &event, 0.95, 7);
    hall.graph()
}

/// Many talks at some events, with topics that come up again.
pub fn crowd(talks: usize) -> Graph {
    let mut hall = Hall::default();
    for i in 0..talks {
        let note = &format!("notes/{}.md", i / 6);
        hall.note(note);
        let event = hall.thing(note, Kind::Event, &format!("Gathering {}", 2000 + i / 6), 1);
        let person = hall.thing(note, Kind::Person, &format!("Speaker Number {}", i * 7 % 53), i);
        let company = hall.thing(note, Kind::Company, &format!("House {}", i * 5 % 17), i);
        let talk = hall.thing(note, Kind::Talk, &format!("The Way We Do Thing {i}"), i);
        hall.link(note, &person, Relation::WorksAt, &company, 0.9, i);
        hall.link(note, &person, Relation::Gave, &talk, 0.9, i);
        hall.link(note, &talk, Relation::PartOf, &event, 0.9, i);
        for step in [3, 11] {
            let name = format!("craft of kind {}", i * step % 29);
            let topic = hall.thing(note, Kind::Topic, &name, i);
            hall.link(note, &talk, Relation::About, &topic, 0.6 + 0.1 * (i % 4) as f32, i);
        }
    }
    hall.graph()
}

fn entity(id: &EntityId, kind: Kind, name: &str) -> Entity {
    Entity {
        id: id.clone(),
        kind,
        name: name.to_string(),
        aliases: Vec::new(),
        roles: Vec::new(),
        untitled: false,
        url: None,
        confidence: 0.9,
        mentions: Vec::new(),
        first_seen: None,
        last_seen: None,
        path: None,
        hash: None,
    }
}

fn evidence(quote: &str, line: usize, confidence: f32) -> Evidence {
    let span = Span::new(line * 100, line * 100 + 10);
    Evidence {
        span,
        line,
        quote: quote.to_string(),
        rule: "by-hand".into(),
        confidence,
        reasons: "".into(),
    }
}
