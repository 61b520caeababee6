//! The pages for the five invented notes; the golden ones stand in `tests/summaries/`.

use crate::common::{Story, date, golden, harbor};
use hallway::export::{File, Options, markdown};
use hallway::graph::{Graph, assemble};
use hallway::markers::{PAGE_BEGIN as BEGIN, PAGE_END as END, replace_page_block as merge};
use hallway::vocabulary::{EntityId, Kind, Relation};
use proptest::prelude::*;
use std::collections::BTreeSet;
use yaml_rust2::YamlLoader;

fn options() -> Options {
    let maps = BTreeSet::from(["maps/people/mara-lindqvist.svg".to_string()]);
    Options { notes: "../notes".to_string(), maps, ..Options::default() }
}

fn pages(graph: &Graph) -> Vec<File> {
    markdown::run(graph, &options())
}

#[test]
fn every_page_reads_as_it_should() {
    let files = pages(&harbor());
    for file in &files {
        golden(&file.path, &file.text);
    }
    assert_eq!(files.len(), 23 + Kind::ALL.len() + 1);
}

#[test]
fn every_link_leads_somewhere() {
    let graph = harbor();
    check_links(&graph);
    check_links(&hostile());
}

/// Every relative link resolves to a generated page, a known map or a note.
fn check_links(graph: &Graph) {
    let files = pages(graph);
    let mut known: BTreeSet<String> = files.iter().map(|f| format!("output/{}", f.path)).collect();
    known.extend(options().maps.iter().map(|m| format!("output/{m}")));
    known.extend(graph.nodes().filter_map(|e| Some(format!("notes/{}", e.path.as_ref()?))));
    let mut links = 0;
    for file in &files {
        for target in targets(&file.text).iter().filter(|t| !t.starts_with("https://")) {
            links += 1;
            let full = resolve(&format!("output/{}", file.path), target);
            assert!(known.contains(&full), "{}: {target} leads to {full}", file.path);
        }
    }
    assert!(links > files.len(), "pages without links");
}

/// The targets of all links, as CommonMark sees them.
fn targets(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser, Tag};
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    };
    Parser::new(body(text)).filter_map(target).collect()
}

/// The page without its front matter.
fn body(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).expect("front matter")
}

fn resolve(from: &str, target: &str) -> String {
    let mut parts: Vec<String> = from.split('/').map(str::to_string).collect();
    parts.pop();
    for part in decoded(target).split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part.to_string()),
        }
    }
    parts.join("/")
}

fn decoded(target: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = target.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if first == b'%' {
            let hex = std::str::from_utf8(&tail[..2]).expect("hex");
            bytes.push(u8::from_str_radix(hex, 16).expect("hex"));
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

const NAMES: [&str; 12] = [
    "<script>alert(1)</script>",
    "a ] b | c [ d ](x)",
    "\u{202e}left or right\u{200f}",
    "..",
    "*stars* _and_ `ticks` ~~gone~~",
    "# not a heading",
    "<!-- hallway:end -->",
    "README",
    "- not a list",
    "C++ & C#",
    "line\nbreak",
    "![x](http://tracker.example/p.png)",
];

/// A graph of names that try to break out.
fn hostile() -> Graph {
    let mut story = Story::default();
    let path = "a (b)/c#d %41.md";
    story.note(path, "A \"title\": with <b>marks</b>", Some("2023-01-01"));
    let long = "x".repeat(200);
    let event = story.thing(Kind::Event, "Harbor | Conf");
    for name in NAMES.iter().copied().chain([long.as_str()]) {
        let quote = format!("- {name} was <i>there</i> at length, {}.", "again ".repeat(80));
        let (person, topic) = (story.speaker(name), story.thing(Kind::Topic, name));
        let talk = story.thing(Kind::Talk, name);
        for id in [&person, &topic, &talk] {
            story.see(id, path, 3, &quote);
        }
        story.written(&person, path, &format!("{name}*"));
        story.talk(&person, &talk, &event, (path, 3, &quote), 0.9);
        story.about(&person, &talk, &topic, (path, 3, &quote), 0.9);
    }
    let mut made = story.finish();
    let mut twin = made
        .entities
        .iter()
        .find(|e| e.id.0 == "topic/c-plus-plus-and-c-sharp")
        .expect("made")
        .clone();
    twin.id = EntityId("topic/C-plus-plus-and-c-sharp".to_string());
    made.entities.push(twin);
    assemble(made)
}

#[test]
fn hostile_names_stay_text() {
    use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
    for file in pages(&hostile()) {
        let body = body(&file.text);
        let mut titles = 0;
        for event in Parser::new_ext(body, Options::all()) {
            match event {
                Event::Html(html) => {
                    let html = html.trim();
                    assert!(html == BEGIN || html == END, "{}: {html}", file.path);
                }
                Event::InlineHtml(html) => panic!("{}: {html}", file.path),
                Event::Start(Tag::Strikethrough | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                    panic!("{}: markup out of a name:\n{body}", file.path)
                }
                Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => titles += 1,
                _ => {}
            }
        }
        assert_eq!(titles, 1, "{}", file.path);
        assert_eq!(body.lines().filter(|l| [BEGIN, END].contains(&l.trim())).count(), 2);
        let (_, rest) = file.text.split_once("---\n").expect("front matter");
        let (head, _) = rest.split_once("---\n").expect("front matter");
        let yaml = YamlLoader::load_from_str(head).expect(head);
        assert!(yaml[0]["title"].as_str().is_some(), "{head}");
    }
}

#[test]
fn every_page_has_a_file_of_its_own() {
    let files = pages(&hostile());
    let folded: BTreeSet<String> = files.iter().map(|f| f.path.to_lowercase()).collect();
    assert_eq!(folded.len(), files.len());
    for file in &files {
        let parts: Vec<&str> = file.path.split('/').collect();
        assert!(parts.iter().all(|p| !p.is_empty() && !p.starts_with("..") && p.len() < 255));
        assert_eq!(parts[0], "summaries");
    }
}

#[test]
fn long_lists_are_cut_and_say_so() {
    let mut story = Story::default();
    let topic = story.thing(Kind::Topic, "tides");
    for i in 0..300 {
        let path = format!("n{i:03}.md");
        story.note(&path, &format!("Note {i}"), Some("2023-01-01"));
        let person = story.speaker(&format!("Speaker {i:03}"));
        story.see(&topic, &path, 1, "Something on tides.");
        story.link(&person, Relation::TalkedAbout, &topic, &path, 1, "Something on tides.", 0.9);
    }
    let graph = assemble(story.finish());
    let files = pages(&graph);
    let text = |end: &str| &files.iter().find(|f| f.path.ends_with(end)).expect("a page").text;
    assert_eq!(text("people/README.md").matches("\n\n## S\n\n- [").count(), 1);
    assert_eq!(text("notes/README.md").matches("\n\n## 2023\n\n- [").count(), 1);
    let text = text("topics/tides.md");
    assert_eq!(text.matches("  > Something").count(), 20);
    assert_eq!(text.matches("\n- ").count(), 20 + 200 + 20 + 1);
    assert!(text.contains("And 80 more;") && text.contains("- and 280 more"), "{text}");
    assert!(text.contains("300 people talked about it"), "{text}");
}

#[test]
fn the_same_graph_gives_the_same_pages() {
    assert_eq!(pages(&harbor()), pages(&harbor()));
    assert_eq!(date("2023-05-10").to_string(), "2023-05-10");
}

#[test]
fn merging_keeps_what_a_person_wrote() {
    let new = format!("---\ntitle: x\n---\n{BEGIN}\n# x\n{END}\n");
    assert_eq!(merge(None, &new), new);
    assert_eq!(merge(Some(""), &new), new);
    let old = format!("mine before\n{BEGIN}\nold\n{END}\nmine after");
    assert_eq!(merge(Some(&old), &new), format!("mine before\n{BEGIN}\n# x\n{END}\nmine after"));
    let crlf = format!("mine\r\n{BEGIN}\r\nold\r\n{END}\r\nmine");
    assert_eq!(merge(Some(&crlf), &new), format!("mine\r\n{BEGIN}\r\n# x\r\n{END}\r\nmine"));
    for theirs in ["no markers", BEGIN, END, &format!("{END}\n{BEGIN}\n")] {
        assert_eq!(merge(Some(theirs), &new), theirs);
    }
    let named = format!("say `{BEGIN}` in a line\n{BEGIN}\nold\n{END}\n");
    assert!(
        merge(Some(&named), &new).starts_with(&format!("say `{BEGIN}` in a line\n{BEGIN}\n# x"))
    );
}

proptest! {
    #[test]
    fn merging_never_touches_the_outside(
        before in "([a-z<!\\- \r]{0,10}\n){0,3}",
        inside in "([a-z# ]{0,10}\n){0,3}",
        after in "(\n[a-z\u{e9}\t -]{0,10}){0,3}",
    ) {
        let old = format!("{before}{BEGIN}\n{inside}{END}{after}");
        let new = format!("---\ntitle: x\n---\n{BEGIN}\nnew\n{END}\n");
        let merged = merge(Some(&old), &new);
        prop_assert!(merged.starts_with(&before) && merged.ends_with(&after));
        prop_assert_eq!(merge(Some(&merged), &new), merged.clone());
        prop_assert_eq!(merged, format!("{before}{BEGIN}\nnew\n{END}{after}"));
    }
}
