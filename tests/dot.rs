//! Graphviz files: valid by Graphviz's own grammar, whatever the names.

use crate::common::{golden, program};
use crate::hall;
use hallway::export::dot::{DotOptions, graph_dot, topic_dot};
use hallway::graph::Graph;
use hallway::query::map::{MapOptions, map};
use hallway::vocabulary::{Kind, Relation};
use std::io::Write;
use std::process::Stdio;

/// Counts quotes and braces.
fn assert_readable(dot: &str) {
    let bare = dot.replace("\\\\", "").replace("\\\"", "");
    assert_eq!(bare.matches('"').count() % 2, 0, "an open quote");
    let outside: String = bare.split('"').step_by(2).collect();
    assert_eq!(outside.matches('{').count(), outside.matches('}').count(), "an open brace");
}

#[test]
fn graphviz_reads_it() {
    let Some(mut graphviz) = program("dot") else { return };
    let graphviz = graphviz.arg("-Tcanon").stdin(Stdio::piped()).stdout(Stdio::piped());
    for graph in [hall::small(), hostile(), hall::Hall::default().graph()] {
        let view = map(&graph, &MapOptions::default());
        let options = DotOptions::default();
        for dot in [graph_dot(&graph, &options), topic_dot(&view, &options)] {
            let mut child = graphviz.spawn().unwrap();
            let mut stdin = child.stdin.take().unwrap();
            let text = dot.clone();
            let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
            let output = child.wait_with_output().unwrap();
            writer.join().unwrap().unwrap();
            assert!(output.status.success(), "Graphviz cannot read it:\n{dot}");
        }
    }
}

#[test]
fn the_whole_graph_of_a_small_hall() {
    let dot = graph_dot(&hall::small(), &DotOptions::default());
    assert_readable(&dot);
    golden("map/graph.dot", &dot);
}

#[test]
fn the_topic_map_of_a_small_hall() {
    let view = map(&hall::small(), &MapOptions::default());
    let dot = topic_dot(&view, &DotOptions::default());
    assert_readable(&dot);
    golden("map/topic-map.dot", &dot);
}

fn hostile() -> Graph {
    let mut hall = hall::Hall::default();
    let names =
        ["say \"hi\"", "back\\slash\\", "a -> b; {", "AT&T &lt;b&gt;", "<b>\n</b>", "\u{202e}x"];
    for pair in names.windows(2) {
        let person = hall.thing("n \"1\".md", Kind::Person, pair[0], 1);
        let topic = hall.thing("n \"1\".md", Kind::Topic, pair[1], 2);
        hall.link("n \"1\".md", &person, Relation::TalkedAbout, &topic, 0.9, 2);
    }
    hall.graph()
}

#[test]
fn hostile_names_stay_labels() {
    let graph = hostile();
    let dot = graph_dot(&graph, &DotOptions::default());
    assert_readable(&dot);
    assert!(dot.contains(r#"label="say \"hi\"""#));
    assert!(dot.contains(r#"label="back\\slash\\""#));
    assert!(dot.contains(r#"label="AT&amp;T &amp;lt;b&amp;gt;""#));
    assert!(!dot.contains('\u{202e}'));
    assert_readable(&topic_dot(&map(&graph, &MapOptions::default()), &DotOptions::default()));
}

#[test]
fn too_many_mentions_are_left_out_and_it_says_so() {
    let mut hall = hall::Hall::default();
    let note = hall.note("n.md");
    for i in 0..5 {
        let tool = hall.thing("n.md", Kind::Tool, &format!("tool {i}"), i);
        hall.link("n.md", &note, Relation::Mentions, &tool, 0.9, i);
    }
    let graph = hall.graph();
    let few = DotOptions { mentions: 4, ..DotOptions::default() };
    let cut = graph_dot(&graph, &few);
    assert_eq!(cut.matches(" -> ").count(), 0);
    assert!(cut.contains("5 edges “mentions” are left out"));
    assert_eq!(graph_dot(&graph, &DotOptions::default()).matches(" -> ").count(), 5);
}

#[test]
fn nothing_is_a_graph_too() {
    let graph = hall::Hall::default().graph();
    assert_readable(&graph_dot(&graph, &DotOptions::default()));
    assert_readable(&topic_dot(&map(&graph, &MapOptions::default()), &DotOptions::default()));
}
