//! Filters, asked of the five invented notes: what each keeps stands in `tests/query/filters.txt`, what
//! holds for all of them is a property.

mod common;

use common::{golden, harbor};
use hallway::curated::Lexicon;
use hallway::date::Date;
use hallway::graph::Graph;
use hallway::query::answers::Answer;
use hallway::query::filter::Filter;
use hallway::query::{search, who};
use hallway::vocabulary::{EntityId, Kind};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn id(text: &str) -> EntityId {
    EntityId(text.to_string())
}

fn date(text: &str) -> Option<Date> {
    Some(Date::parse(text).expect("a date"))
}

#[test]
fn each_filter_keeps_what_it_says() {
    let event = |name| Filter { events: vec![id(name)], ..Filter::default() };
    let company = |name| Filter { companies: vec![id(name)], ..Filter::default() };
    let filters = [
        ("--event Harbor Conf 2024", event("event/harbor-conf-2024")),
        ("--company Tidewater Labs", company("company/tidewater-labs")),
        ("--company Quillworks", company("company/quillworks")),
        ("--since 2023-06", Filter { since: date("2023-06"), ..Filter::default() }),
        ("--until 2023", Filter { until: date("2023"), ..Filter::default() }),
        ("--min-confidence 0.95", Filter { min_confidence: 0.95, ..Filter::default() }),
        (
            "--company Quillworks --until 2023",
            Filter { until: date("2023"), ..company("company/quillworks") },
        ),
        ("--event Harbor Conf 2024 --until 2023", {
            Filter { until: date("2023"), ..event("event/harbor-conf-2024") }
        }),
    ];
    let graph = harbor();
    let kept = filters.iter().map(|(words, f)| format!("{words}\n{}", told(&f.view(&graph))));
    golden("query/filters.txt", &kept.collect::<Vec<String>>().join("\n"));
}

/// The things with their dates and the notes that name them, then the relations but those of notes.
fn told(graph: &Graph) -> String {
    let day = |date: Option<Date>| date.map_or("no date".to_string(), |d| d.to_string());
    let nodes = graph.nodes().map(|e| {
        let notes: Vec<&str> = e.mentions.iter().map(|m| m.note.as_str()).collect();
        format!("  {}  {}  {}\n", e.id, day(e.first_seen), notes.join(", "))
    });
    let edges = graph.edges().filter(|e| !e.touches_note()).map(|e| {
        let places: Vec<String> =
            e.evidence().iter().map(|c| format!("{}:{}", c.note, c.evidence.line)).collect();
        let predicate = e.relation().word();
        format!("    {} {predicate} {}  {}\n", e.source.id, e.target.id, places.join(", "))
    });
    nodes.chain(edges).collect()
}

#[test]
fn a_date_that_knows_its_year_alone_may_lie_within() {
    let passes = |since, until, day| {
        let filter = Filter { since: date(since), until: date(until), ..Filter::default() };
        filter.date(date(day))
    };
    assert!(passes("2019", "2019", "2019"));
    assert!(passes("2019-07", "2019", "2019-07-01"));
    assert!(passes("2019-07-23", "2019-07-23", "2019-07"));
    assert!(passes("2019-07", "2019", "2019"));
    assert!(!passes("2019-07", "2019", "2019-06-30"));
    assert!(!passes("2018", "2019", "2020-01-01"));
    assert!(!passes("2018", "2019-11", "2019-12"));
    assert!(!Filter { since: date("2018"), ..Filter::default() }.date(None));
    assert!(Filter::default().date(None));
}

#[test]
fn kinds_are_what_words_may_mean() {
    let graph = harbor();
    let asked = |kind: Kind, words: &str| {
        let filter = Filter { kinds: vec![kind], ..Filter::default() };
        who::who(&graph, &Lexicon::embedded(), &filter, words)
    };
    assert!(asked(Kind::Topic, "lantern").matched.is_none());
    assert_eq!(
        asked(Kind::Tool, "lantern").matched.map(|t| t.id.0).as_deref(),
        Some("tool/lantern")
    );
    let talks = asked(Kind::Talk, "flags").answers;
    assert_eq!(talks.len(), 2);
    assert!(asked(Kind::Tool, "keeping a switch").answers.is_empty());
    let part = Filter { kinds: vec![Kind::Tool], ..Filter::default() };
    let part = part.part(&graph, &[&id("person/mara-lindqvist")]).into_owned();
    let ids: Vec<&str> = part.nodes().map(|e| e.id.0.as_str()).collect();
    assert_eq!(ids, ["person/mara-lindqvist", "tool/beacon", "tool/lantern"]);
}

/// One filter each, of one or of none of the flags.
fn single() -> impl Strategy<Value = Filter> {
    let day = prop::sample::select(vec!["2022", "2023", "2023-05-10", "2023-09", "2024-05-20"]);
    let event = prop::sample::select(vec!["event/harbor-conf-2023", "event/harbor-conf-2024"]);
    let company = prop::sample::select(vec!["company/tidewater-labs", "company/quillworks"]);
    prop_oneof![
        Just(Filter::default()),
        day.clone().prop_map(|day| Filter { since: date(day), ..Filter::default() }),
        day.prop_map(|day| Filter { until: date(day), ..Filter::default() }),
        event.prop_map(|name| Filter { events: vec![id(name)], ..Filter::default() }),
        company.prop_map(|name| Filter { companies: vec![id(name)], ..Filter::default() }),
        (0u8..=100)
            .prop_map(|n| Filter { min_confidence: f32::from(n) / 100.0, ..Filter::default() }),
    ]
}

/// Both at once. `None` if a flag is in both: the command line takes no date twice, and means either
/// of two events.
fn both(one: &Filter, other: &Filter) -> Option<Filter> {
    let twice = !one.events.is_empty() && !other.events.is_empty()
        || !one.companies.is_empty() && !other.companies.is_empty()
        || one.since.is_some() && other.since.is_some()
        || one.until.is_some() && other.until.is_some();
    (!twice).then(|| Filter {
        kinds: vec![],
        events: [one.events.clone(), other.events.clone()].concat(),
        companies: [one.companies.clone(), other.companies.clone()].concat(),
        since: one.since.or(other.since),
        until: one.until.or(other.until),
        min_confidence: one.min_confidence.max(other.min_confidence),
    })
}

fn answers(graph: &Graph, filter: &Filter, asked: &str) -> Vec<Answer> {
    who::who(graph, &Lexicon::embedded(), filter, asked).answers
}

/// Each piece of evidence of each relation but those of notes.
fn evidence(graph: &Graph) -> BTreeSet<String> {
    let edges = graph.edges().filter(|e| !e.touches_note());
    let told = |e: hallway::graph::EdgeRef| {
        let (source, target, word) =
            (e.source.id.clone(), e.target.id.clone(), e.relation().word());
        let places = e
            .evidence()
            .iter()
            .map(move |c| format!("{source} {word} {target} {}:{}", c.note, c.evidence.line));
        places.collect::<Vec<String>>()
    };
    edges.flat_map(told).collect()
}

fn ids(graph: &Graph) -> BTreeSet<EntityId> {
    graph.nodes().map(|e| e.id.clone()).collect()
}

proptest! {
    #[test]
    fn a_filtered_answer_is_part_of_the_whole_one(
        one in single(),
        other in single(),
        asked in prop::sample::select(vec!["feature flags", "quillworks", "mara", "flags", "lantern"]),
    ) {
        let graph = harbor();
        let Some(both) = both(&one, &other) else { return Ok(()) };
        let mut whole = answers(&graph, &Filter::default(), asked);
        // One after the other, in either order, is both at once.
        let once = answers(&graph, &both, asked);
        let then = |filter: &Filter, answers: Vec<Answer>| -> Vec<Answer> {
            answers.into_iter().filter(|a| filter.answer(a)).collect()
        };
        prop_assert_eq!(&then(&other, answers(&graph, &one, asked)), &once);
        prop_assert_eq!(&then(&one, answers(&graph, &other, asked)), &once);
        whole.retain(|answer| once.contains(answer));
        prop_assert_eq!(whole, once);
    }

    #[test]
    fn a_filtered_graph_is_part_of_the_whole_one(one in single(), other in single()) {
        let graph = harbor();
        let Some(both) = both(&one, &other) else { return Ok(()) };
        let views = [one.view(&graph), other.view(&graph), both.view(&graph)];
        let [first, second, third] = views.each_ref().map(|view| evidence(view));
        prop_assert_eq!(&third, &first.intersection(&second).cloned().collect());
        prop_assert!(first.is_subset(&evidence(&graph)));
        let [first, second, third] = views.each_ref().map(|view| ids(view));
        prop_assert!(third.is_subset(&first) && third.is_subset(&second));
        prop_assert!(first.is_subset(&ids(&graph)));
    }

    #[test]
    fn any_words_can_be_searched(words in "\\PC{0,24}", filter in single(), limit in 0usize..4) {
        let graph = harbor();
        let found = search::search(&graph, &Lexicon::embedded(), &filter, &words, limit);
        prop_assert!(found.entities.len() <= limit && found.entities.len() <= found.entities_total);
        prop_assert!(found.sentences.len() <= limit);
        prop_assert!(found.sentences.len() <= found.sentences_total);
    }
}
