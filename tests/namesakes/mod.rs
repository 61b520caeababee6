//! Things of one name, and things that may be one: what tells them apart, and what their pages say. The
//! heads of the pages stand in `tests/namesakes/`.

use crate::common::{Story, golden};
use hallway::curated::lexicon::Lexicon;
use hallway::curated::overrides::Overrides;
use hallway::export::json;
use hallway::export::{File, Options, markdown, site};
use hallway::graph::{Graph, assemble};
use hallway::query::lookalikes;
use hallway::query::namesakes::Namesakes;
use hallway::store::notes::Source;
use hallway::vocabulary::{EntityId, Kind, Relation};

const NOTES: [(&str, &str); 5] = [
    (
        "one.md",
        "---\ntitle: Tideline, the first time\ndate: 2022-06-14\n---\n\n\
        At Tideline Conf 2022 [Kim Berg](https://github.com/kberg) of Grafana Labs gave a talk on alerting.\n",
    ),
    (
        "two.md",
        "---\ntitle: Tideline, the second time\ndate: 2023-06-20\n---\n\n\
        At Tideline Conf 2023 [Kim Berg](https://github.com/kimberg) of Quillworks gave a talk on error budgets.\n",
    ),
    (
        "three.md",
        "---\ntitle: Tideline, the third time\ndate: 2024-06-20\n---\n\n\
        At Tideline Conf 2024 [Kim Berg](https://github.com/therealkim) of Tidewater Labs gave a talk on \
        chaos engineering. João Moura of Initech gave a talk on feature flags.\n",
    ),
    (
        "four.md",
        "---\ntitle: An evening\ndate: 2024-09-01\n---\n\n\
        At Harbor Meetup 2024 João Moura Lima gave a talk on tracing. [Petra Sund](https://github.com/sund) of \
        Grafana Labs gave a talk on feature flags.\n",
    ),
    (
        "five.md",
        "---\ntitle: Another evening\ndate: 2024-10-01\n---\n\n\
        At Harbor Meetup 2024 [Petra Sund](https://github.com/petra) of Quillworks gave a talk on feature flags.\n",
    ),
];

const OVERRIDES: &str = "[[different]]\nnames = [\"Petra Sund\"]\n";

fn graph() -> Graph {
    let source = |(path, text): &(&str, &str)| Source {
        path: path.to_string(),
        bytes: text.as_bytes().to_vec(),
    };
    let sources: Vec<Source> = NOTES.iter().map(source).collect();
    let (overrides, problems) = Overrides::parse("overrides.toml", OVERRIDES);
    assert_eq!(problems, []);
    hallway::build(&sources, &Lexicon::with(&overrides), &overrides, hallway::THRESHOLD).0
}

#[test]
fn each_name_has_one_bearer() {
    let graph = graph();
    let namesakes = Namesakes::new(&graph);
    let of_kind = |kind: Kind| {
        graph.of_kind(kind).map(|e| format!("{}: {}\n", e.id, namesakes.name(&e.into())))
    };
    let all: String = [Kind::Person, Kind::Talk].into_iter().flat_map(of_kind).collect();
    golden("namesakes/names.txt", &all);
}

/// Two people called Ada Lund, each with an employer, an event and a note of this day.
fn two([one, other]: [(&str, &str, &str, &str); 2]) -> [String; 2] {
    let mut story = Story::default();
    for (name, (company, event, title, day)) in [("Ada Lund", one), ("Ada Lund 2", other)] {
        let path = format!("{name}.md");
        story.note(&path, title, Some(day));
        let ada = story.speaker(name);
        story.entity(&ada).name = "Ada Lund".to_string();
        story.see(&ada, &path, 3, "Ada Lund spoke.");
        for (kind, name, relation) in
            [(Kind::Company, company, Relation::WorksAt), (Kind::Event, event, Relation::SpokeAt)]
        {
            if !name.is_empty() {
                let thing = story.thing(kind, name);
                story.link(&ada, relation, &thing, &path, 3, "Ada Lund spoke.", 0.9);
            }
        }
    }
    let graph = assemble(story.finish());
    let namesakes = Namesakes::new(&graph);
    ["person/ada-lund", "person/ada-lund-2"].map(|id| {
        let ada = graph.node(&EntityId(id.into())).expect("both are there");
        namesakes.name(&ada.into())
    })
}

#[test]
fn company_else_event_else_year_else_note() {
    let same = ("Quillworks", "Harbor Conf", "A log", "2023-05-01");
    let (company, event, title, day) = same;
    let of = ["Ada Lund of Quillworks", "Ada Lund of Tidewater Labs"];
    assert_eq!(two([same, ("Tidewater Labs", event, title, day)]), of);
    let at = ["Ada Lund at Harbor Conf", "Ada Lund at Tuesday Meetup"];
    assert_eq!(two([same, (company, "Tuesday Meetup", title, day)]), at);
    let year = ["Ada Lund in 2023", "Ada Lund in 2024"];
    assert_eq!(two([same, (company, event, title, "2024-05-01")]), year);
    let note = ["Ada Lund in A log", "Ada Lund in Another log"];
    assert_eq!(two([same, (company, event, "Another log", day)]), note);
    let path = ["Ada Lund in Ada Lund.md", "Ada Lund in Ada Lund 2.md"];
    assert_eq!(two([same, same]), path);
    let one_knows = ["Ada Lund of Quillworks", "Ada Lund in Another log"];
    assert_eq!(two([same, ("", event, "Another log", day)]), one_knows);
}

#[test]
fn pages_tell_things_of_one_name_apart() {
    let graph = graph();
    let options = Options::new(&graph, "../notes", "");
    let html = site::run(&graph, &options);
    let pages = markdown::run(&graph, &options);
    for id in ["kim-berg", "kim-berg-quillworks", "joao-moura", "petra-sund"] {
        let html = text(&html, &format!("site/people/{id}.html"));
        let head = html.find("<header class=\"title-own").zip(html.find("<div class=\"cols\">"));
        let head = head.map_or("", |(from, to)| &html[from..to]);
        golden(format!("namesakes/{id}.html"), head);
        golden(format!("namesakes/{id}.md"), text(&pages, &format!("summaries/people/{id}.md")));
    }
    golden("namesakes/people.md", text(&pages, "summaries/people/README.md"));
}

fn text<'f>(files: &'f [File], path: &str) -> &'f str {
    let people = || files.iter().map(|f| &f.path).filter(|p| p.contains("people/"));
    let found = files.iter().find(|f| f.path == path);
    &found.unwrap_or_else(|| panic!("no {path} among {:?}", people().collect::<Vec<_>>())).text
}

#[test]
fn both_sides_tell_of_each_other() {
    let graph = graph();
    let namesakes = Namesakes::new(&graph);
    let mut told = 0;
    for one in graph.nodes() {
        for apart in lookalikes::lookalikes(&graph, &namesakes, one) {
            let back = lookalikes::lookalikes(&graph, &namesakes, apart.other);
            let same =
                back.iter().find(|b| b.other.id == one.id).expect("the other tells of it too");
            assert_eq!((same.why, same.entry, same.offer), (apart.why, apart.entry, apart.offer));
            told += 1;
        }
    }
    assert_eq!(told, 6 + 2 + 2, "three of one name, two that may be one, two that the user parts");
}

#[test]
fn a_saved_graph_tells_the_same() {
    let graph = graph();
    let saved = json::read(&json::write(&graph)).expect("what we wrote");
    let told = |graph: &Graph, id: &EntityId| {
        let one = graph.node(id).expect("the same things");
        let told = lookalikes::lookalikes(graph, &Namesakes::new(graph), one).into_iter();
        let words = told.map(|a| {
            let fact = a.fact.map(|f| (f.words, f.entity.id.clone(), f.place));
            format!("{:?}", (&a.other.id, fact, a.why, a.entry, a.offer))
        });
        words.collect::<Vec<_>>()
    };
    for one in graph.of_kind(Kind::Person) {
        assert_eq!(told(&graph, &one.id), told(&saved, &one.id));
    }
}

#[test]
fn what_is_offered_joins_the_two() {
    let graph = graph();
    let moura = graph.node(&EntityId("person/joao-moura".into())).expect("João Moura");
    let apart = lookalikes::lookalikes(&graph, &Namesakes::new(&graph), moura);
    let offer = apart.first().and_then(|a| a.offer).expect("an offer");
    let (overrides, problems) = Overrides::parse("overrides.toml", &offer.paste);
    assert_eq!(problems, []);
    let source = |(path, text): &(&str, &str)| Source {
        path: path.to_string(),
        bytes: text.as_bytes().to_vec(),
    };
    let sources: Vec<Source> = NOTES.iter().map(source).collect();
    let lexicon = Lexicon::with(&overrides);
    let (joined, _) = hallway::build(&sources, &lexicon, &overrides, hallway::THRESHOLD);
    let bearers = joined.of_kind(Kind::Person).filter(|e| e.name.starts_with("João"));
    assert_eq!(bearers.count(), 1);
}
