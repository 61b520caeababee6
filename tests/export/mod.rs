//! What other programs are given: one small graph in each format (`tests/export/`), and that nothing a
//! note may say makes a format what its readers cannot read. `.ci/consumers` has the real readers.

use crate::common;
use crate::common::{Story, date, golden};
use hallway::export::formats;
use hallway::export::formats::EXPORTERS;
use hallway::export::{Options, Stream};
use hallway::graph::{Graph, assemble};
use hallway::vocabulary::{Kind, Relation};
use oxjsonld::JsonLdParser;
use oxrdf::{Term, Triple};
use oxttl::TurtleParser;
use proptest::prelude::*;

const NOTE: &str = "evenings/one.md";

/// One evening: of every kind one thing, an alias, an unsure edge, dates of all lengths.
fn evening() -> Graph {
    let mut s = Story::default();
    s.note(NOTE, "An evening on flags", Some("2022-06-14"));
    let q =
        "Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.";
    let mara = s.speaker("Mara Lindqvist");
    let tide = s.thing(Kind::Company, "Tidewater Labs");
    let talk = s.thing(Kind::Talk, "Flags Without Fear");
    let conf = s.thing(Kind::Event, "Harbor Conf");
    let (flags, beacon) = (s.thing(Kind::Topic, "feature flags"), s.thing(Kind::Tool, "Beacon"));
    for id in [&mara, &tide, &talk, &conf, &flags, &beacon] {
        s.see(id, NOTE, 7, q);
    }
    s.entity(&flags).aliases = vec!["feature toggles".into(), "flags; switches".into()];
    s.entity(&beacon).url = Some("https://beacon.example/a b?c=\"d\"#e".into());
    s.entity(&tide).url = Some("see the notes".into());
    s.entity(&conf).first_seen = Some(date("2022-06"));
    s.written(&mara, NOTE, "Mara");
    s.link("note/evenings/one", Relation::Covers, &conf, NOTE, 7, q, 0.97);
    s.link(&mara, Relation::WorksAt, &tide, NOTE, 7, q, 0.96);
    s.talk(&mara, &talk, &conf, (NOTE, 7, q), 0.9);
    s.about(&mara, &talk, &flags, (NOTE, 7, q), 0.6);
    s.link(&tide, Relation::Makes, &beacon, NOTE, 7, q, 0.7);
    s.link(&mara, Relation::Wrote, "note/evenings/one", NOTE, 3, "Mara Lindqvist", 1.0);
    assemble(s.finish())
}

/// A graph in which all that a note can fill in is this text.
fn hostile(text: &str) -> Graph {
    let mut s = Story::default();
    s.note(text, text, Some("2022"));
    let (person, topic) = (s.thing(Kind::Person, text), s.thing(Kind::Topic, text));
    for id in [&person, &topic] {
        s.see(id, text, 1, text);
        s.entity(id).aliases = vec![text.into(), format!("{text} too")];
        s.entity(id).url = Some(format!("https://a.example/{text}"));
    }
    s.link(&person, Relation::TalkedAbout, &topic, text, 1, text, 0.5);
    assemble(s.finish())
}

fn written(stream: Stream, graph: &Graph, base_url: &str) -> String {
    let mut out = Vec::new();
    stream(graph, &Options::for_export(base_url), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn exported(format: &str, graph: &Graph) -> String {
    let exporter = formats::find(format).unwrap();
    written(exporter.export.unwrap(), graph, "https://notes.example.org")
}

#[test]
fn the_same_evening_in_every_format() {
    let graph = evening();
    for exporter in EXPORTERS.iter().filter(|e| e.export.is_some()) {
        golden(format!("export/evening.{}", exporter.name), &exported(exporter.name, &graph));
        for (name, table) in exporter.tables {
            golden(format!("export/{name}"), &written(*table, &graph, ""));
        }
    }
}

/// How many nodes and edges a format has, as far as can be seen without its reader.
fn counts(format: &str, graph: &Graph) -> (usize, usize) {
    let text = exported(format, graph);
    let lines = |has: &dyn Fn(&str) -> bool| text.lines().filter(|line| has(line)).count();
    match format {
        "dot" => (lines(&|l| l.contains(" kind=\"")), lines(&|l| l.contains(" predicate=\""))),
        "json" | "cytoscape" => {
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            let lists = json.get("elements").unwrap_or(&json);
            let count = |name: &str| lists[name].as_array().unwrap().len();
            (count("nodes"), count("edges"))
        }
        "graphml" | "gexf" => {
            let xml = roxmltree::Document::parse(&text).unwrap();
            let count = |name| xml.descendants().filter(|n| n.has_tag_name(name)).count();
            let space = xml.root_element().tag_name().namespace().unwrap();
            (count((space, "node")), count((space, "edge")))
        }
        "mermaid" => (lines(&|l| l.contains(":::")), lines(&|l| l.contains(">|"))),
        "csv" => {
            let rows = rows(&text);
            let of = |i: usize| rows[1..].iter().filter(|r| !r[i].is_empty()).count();
            (of(1), of(rows[0].len() - 1))
        }
        "cypher" => (lines(&|l| l.starts_with("{id: ")), lines(&|l| l.starts_with("{source: "))),
        "turtle" => {
            (lines(&|l| l.starts_with("    hw:kind")), lines(&|l| l == "    a rdf:Statement ;"))
        }
        "jsonld" => {
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            let all = json["@graph"].as_array().unwrap();
            let statements = all.iter().filter(|v| v["@type"] == "rdf:Statement").count();
            (all.iter().filter(|v| v.get("hw:kind").is_some()).count(), statements)
        }
        other => panic!("how are nodes counted in {other}?"),
    }
}

#[test]
fn every_format_has_every_node_and_edge() {
    for graph in [Graph::default(), evening(), common::harbor()] {
        for exporter in EXPORTERS.iter().filter(|e| e.export.is_some()) {
            assert_eq!(counts(exporter.name, &graph), graph.size(), "{}", exporter.name);
        }
    }
}

#[test]
fn things_are_named_by_the_base_that_is_set() {
    let base = |base_url: &str| {
        let text = written(formats::find("turtle").unwrap().export.unwrap(), &evening(), base_url);
        text.lines().next().unwrap().to_string()
    };
    assert_eq!(base("https://notes.example.org/a"), "@base <https://notes.example.org/a/> .");
    assert_eq!(base("https://notes.example.org/a b"), "@base <https://notes.example.org/a%20b/> .");
    for none in ["", "notes", "https://", "https://x>y/", "https://notes.example.org/?q=1"] {
        assert_eq!(base(none), "@base <https://hallway.invalid/> .", "{none}");
    }
}

#[test]
fn a_reader_that_has_gone_away_is_told_of() {
    struct Gone;
    impl std::io::Write for Gone {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for export in EXPORTERS.iter().filter_map(|e| e.export) {
        let told = export(&evening(), &Options::default(), &mut Gone).map_err(|e| e.kind());
        assert_eq!(told, Err(std::io::ErrorKind::BrokenPipe));
    }
}

/// Texts made of what the formats give a meaning to.
fn any_text() -> impl Strategy<Value = String> {
    const SIGNS: [&str; 31] = [
        "\"", "'", "\\", "\\\\\"", "\\u0027", "\n", "\r\n", "\t", "\0", "\u{7}", "\u{1b}[31m", "<",
        ">", "&", "&amp;", "]]>", "-->", "<!--", "%%{init: {}}%%", "#quot;", ";", ",", "|", "=1+1",
        "@x", "^^", "\u{202e}", "\u{fffe}", "\u{85}", "🦀", "1. ",
    ];
    let sign = proptest::sample::select(&SIGNS[..]).prop_map(str::to_string);
    let part =
        prop_oneof![2 => sign, 1 => any::<char>().prop_map(String::from), 1 => "[a-zé]{1,4}"];
    proptest::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_kept_by_json(text in any_text()) {
        let graph = hostile(&text);
        for (format, list) in [("json", "/nodes"), ("cytoscape", "/elements/nodes")] {
            let json: serde_json::Value = serde_json::from_str(&exported(format, &graph)).unwrap();
            for node in json.pointer(list).unwrap().as_array().unwrap() {
                let node = node.get("data").unwrap_or(node);
                prop_assert_eq!(node["name"].as_str(), Some(text.as_str()));
            }
        }
    }

    #[test]
    fn any_text_is_kept_by_xml_as_far_as_xml_can(text in any_text()) {
        let graph = hostile(&text);
        let known = |c: &char| *c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || "\t\r\n".contains(*c);
        let kept: String = text.chars().filter(known).collect();
        let graphml = exported("graphml", &graph);
        let graphml = roxmltree::Document::parse(&graphml).unwrap();
        let names = graphml.descendants().filter(|n| n.attribute("key") == Some("node_name"));
        let names: Vec<&str> = names.map(|n| n.text().unwrap_or_default()).collect();
        prop_assert_eq!(names, [&kept; 3]);
        let ids = graphml.descendants().filter_map(|n| n.attribute("id"));
        prop_assert!(ids.into_iter().all(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || ":-._".contains(c))));
        let gexf = exported("gexf", &graph);
        let gexf = roxmltree::Document::parse(&gexf).unwrap();
        let labels = gexf.descendants().filter(|n| n.tag_name().name() == "node");
        prop_assert!(labels.map(|n| n.attribute("label").unwrap()).eq([&kept; 3]));
        let value = |n: &roxmltree::Node| n.attribute("value").unwrap().to_string();
        let aliases = gexf.descendants().find(|n| n.attribute("for") == Some("aliases")).unwrap();
        let aliases: Vec<String> = serde_json::from_str(&value(&aliases)).unwrap();
        prop_assert_eq!(aliases[0].chars().filter(known).collect::<String>(), kept);
    }

    #[test]
    fn any_text_is_kept_by_tables_on_one_line(text in any_text()) {
        let graph = hostile(&text);
        let kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let csv = exported("csv", &graph);
        let rows = rows(&csv);
        prop_assert_eq!(csv.lines().count(), rows.len());
        prop_assert_eq!(rows.len(), 1 + graph.size().0 + graph.size().1);
        let name = rows[0].iter().position(|cell| cell == "name").unwrap();
        prop_assert!(rows[1..4].iter().all(|row| row[name] == kept));
        let tables = formats::find("csv").unwrap().tables.iter();
        let tables: usize = tables.map(|(_, t)| self::rows(&written(*t, &graph, "")).len() - 1).sum();
        prop_assert_eq!(tables, rows.len() - 1);
    }

    #[test]
    fn any_text_stays_a_string_in_cypher(text in any_text()) {
        let kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let cypher = exported("cypher", &hostile(&text));
        let (code, strings) = apart(&cypher, '\'', Backslash::Escapes);
        prop_assert!(strings.iter().filter(|s| **s == kept).count() >= 3);
        prop_assert_eq!(code.matches(';').count(), cypher.matches(";\n").count());
        let signs = |c: char| c.is_ascii_alphanumeric() || "'{}[]():,;.+=-><_ \n".contains(c);
        prop_assert!(code.chars().all(signs), "{}", code);
    }

    #[test]
    fn any_text_stays_an_id_for_graphviz(text in any_text()) {
        let dot = exported("dot", &hostile(&text));
        let (code, strings) = apart(&dot, '"', Backslash::Stays);
        let signs = |c: char| c.is_ascii_alphanumeric() || "\"{}[]=->_ \n".contains(c);
        prop_assert!(code.chars().all(signs), "{}", code);
        let lists: Vec<serde_json::Value> = strings.iter()
            .filter(|s| s.starts_with("[{"))
            .map(|s| serde_json::from_str(s).unwrap())
            .collect();
        prop_assert!(lists.iter().all(|list| list[0]["quote"] == text.as_str()) && lists.len() > 3);
    }

    #[test]
    fn any_text_stays_a_label_of_mermaid(text in any_text()) {
        let mermaid = exported("mermaid", &hostile(&text));
        let lines = mermaid.lines().map(str::trim);
        let comments = lines.clone().filter_map(|l| l.strip_prefix("%% "));
        for comment in comments {
            prop_assert!(!comment.contains('%'));
            prop_assert!(serde_json::from_str::<serde_json::Value>(comment).is_ok());
        }
        let labels: Vec<&str> = lines.filter(|l| l.contains(":::")).collect();
        prop_assert_eq!(labels.len(), 3);
        for label in labels {
            let label = label.split('"').collect::<Vec<_>>();
            prop_assert_eq!(label.len(), 3, "one label between quotes");
            let bare: String = label[1].split(';').map(|p| p.split('#').next().unwrap()).collect();
            let harmless = |c: char| c.is_alphanumeric() || !c.is_ascii() || " ,/'.-".contains(c);
            prop_assert!(bare.chars().all(harmless), "{}", label[1]);
        }
    }

    #[test]
    fn any_text_is_the_same_in_turtle_and_json_ld(text in any_text()) {
        let graph = hostile(&text);
        let (turtle, jsonld) = (exported("turtle", &graph), exported("jsonld", &graph));
        let turtle = TurtleParser::new().for_reader(turtle.as_bytes());
        let turtle: Vec<Triple> = turtle.map(Result::unwrap).collect();
        let jsonld = JsonLdParser::new().for_reader(jsonld.as_bytes());
        let jsonld = jsonld.map(Result::unwrap).map(Triple::from).collect();
        let says = |word: &str| turtle.iter().filter(|t| t.predicate.as_str().ends_with(word)).count();
        prop_assert_eq!(says("org/name"), graph.size().0);
        prop_assert_eq!(says("ns#subject"), graph.size().1);
        let kept = |t: &Triple| matches!(&t.object, Term::Literal(l) if l.value() == text);
        prop_assert!(turtle.iter().filter(|t| kept(t)).count() > 5);
        prop_assert_eq!(nameless(turtle), nameless(jsonld));
    }
}

/// All rows of a table, the head among them.
fn rows(text: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

/// How a language reads a backslash in a string.
#[derive(Clone, Copy, PartialEq)]
enum Backslash {
    /// What follows stands for itself.
    Escapes,
    /// It is part of the text, but for that before a quote; two never part.
    Stays,
}

/// What stands outside of strings, and the strings.
fn apart(text: &str, quote: char, backslash: Backslash) -> (String, Vec<String>) {
    let (mut code, mut strings) = (String::new(), Vec::new());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        code.push(c);
        if c != quote {
            continue;
        }
        let mut string = String::new();
        loop {
            match chars.next().expect("a string has an end") {
                c if c == quote => break,
                '\\' => {
                    let next = chars.next().expect("something follows");
                    if backslash == Backslash::Stays && next != quote {
                        string.push('\\');
                    }
                    string.push(next);
                }
                c => string.push(c),
            }
        }
        code.push(quote);
        strings.push(string);
    }
    (code, strings)
}

/// The triples without the names that a parser made up, sorted.
fn nameless(triples: Vec<Triple>) -> Vec<String> {
    let bare = |text: String| if text.starts_with("_:") { "_:".to_string() } else { text };
    let line = |t: Triple| {
        let (subject, object) = (bare(t.subject.to_string()), bare(t.object.to_string()));
        format!("{subject} {} {object}", t.predicate)
    };
    let mut lines: Vec<String> = triples.into_iter().map(line).collect();
    lines.sort();
    lines
}
