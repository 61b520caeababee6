//! Which earlier notes the page of a note names, and what it says that they have in common.

use crate::common::Story;
use hallway::graph::{Graph, assemble};
use hallway::query::related::reasons::RelatedReason;
use hallway::query::similar_notes::SimilarNotes;
use hallway::vocabulary::{Kind, Relation};

/// Thirty notes of one author, a day each, which all name one tool; some name more.
fn month(more: &[(usize, Kind, &str)]) -> Graph {
    let mut story = Story::default();
    for day in 1..=30 {
        let (path, title) = (path(day), format!("Log of day {day}"));
        story.note(&path, &title, Some(&format!("2024-06-{day:02}")));
        let author = story.thing(Kind::Person, "Wendy Writer");
        let tool = story.thing(Kind::Tool, "Common Tool");
        story.see(&author, &path, 1, "Wendy Writer");
        story.link(&author, Relation::Wrote, &id(day), &path, 1, "Wendy Writer", 0.99);
        story.see(&tool, &path, 2, "The Common Tool again.");
    }
    for (day, kind, name) in more {
        let thing = story.thing(*kind, name);
        story.see(&thing, &path(*day), 3, &format!("Then {name} came up."));
    }
    assemble(story.finish())
}

fn path(day: usize) -> String {
    format!("log/{day:02}.md")
}

fn id(day: usize) -> String {
    format!("note/log/{day:02}")
}

/// The days that are offered for a day, each with what both name.
fn earlier(graph: &Graph, day: usize) -> Vec<String> {
    let note = graph.note(&path(day)).expect("thirty notes");
    let tell = |reasons: &[RelatedReason]| {
        let names = reasons.iter().filter_map(|reason| match reason {
            RelatedReason::Names { entity: thing, line, .. } => {
                Some(format!("{}:{line}", thing.name))
            }
            RelatedReason::Series => Some("series".to_string()),
            RelatedReason::Linked => Some("linked".to_string()),
            _ => None,
        });
        names.collect::<Vec<_>>().join(", ")
    };
    let earlier = SimilarNotes::new(graph).earlier(note).into_iter();
    earlier.map(|e| format!("{} {}", e.note.id.slug(), tell(&e.reasons))).collect()
}

#[test]
fn what_all_notes_name_joins_none() {
    assert_eq!(earlier(&month(&[]), 30), Vec::<String>::new());
}

#[test]
fn only_earlier_notes_are_named() {
    let graph = month(&[3, 9, 20].map(|day| (day, Kind::Topic, "lighthouses")));
    assert_eq!(
        earlier(&graph, 9),
        ["log/03 series, lighthouses:3"],
        "and not that of day 20, which is later"
    );
    assert_eq!(earlier(&graph, 3), Vec::<String>::new());
}

#[test]
fn what_fewer_name_counts_more() {
    let events = (1..=6).map(|day| (day, Kind::Event, "Ferry Days"));
    let more = events.chain([2, 25].map(|day| (day, Kind::Company, "Tidewater Labs")));
    let more: Vec<_> = more.chain([(25, Kind::Event, "Ferry Days")]).collect();
    let found = earlier(&month(&more), 25);
    assert_eq!(found[0], "log/02 series, Tidewater Labs:3, Ferry Days:3");
    assert_eq!(found.len(), 5, "no more than five");
    assert_eq!(found[1], "log/06 series, Ferry Days:3", "of equals the later one first");
}

#[test]
fn one_thing_that_many_name_is_not_enough() {
    let topics = |n: usize| (n..=n + 5).map(|day| (day, Kind::Topic, "ferries"));
    let graph = month(&topics(20).collect::<Vec<_>>());
    assert_eq!(earlier(&graph, 25), Vec::<String>::new());
    let more = topics(20).chain((20..=25).map(|day| (day, Kind::Topic, "fog")));
    assert_eq!(earlier(&month(&more.collect::<Vec<_>>()), 25).len(), 5, "two such are");
}

#[test]
fn an_unsure_name_is_no_reason() {
    let mut story = Story::default();
    for day in 1..=2 {
        story.note(&path(day), "A log", Some(&format!("2024-06-{day:02}")));
        let (topic, quote) = (story.thing(Kind::Topic, "fog"), "Perhaps fog.");
        story.link(&id(day), Relation::Mentions, &topic, &path(day), 2, quote, 0.6);
    }
    assert_eq!(earlier(&assemble(story.finish()), 2), Vec::<String>::new());
}
