//! The site for the five invented notes; a few golden pages stand in `tests/site/`.

use crate::common::{Story, golden, harbor};
use hallway::export::site::{self, escape};
use hallway::export::{File, Options};
use hallway::graph::{Graph, assemble};
use hallway::vocabulary::{Kind, Relation};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn options(graph: &Graph) -> Options {
    Options::new(graph, "../notes", "https://notes.example.org")
}

fn pages(graph: &Graph) -> Vec<File> {
    site::run(graph, &options(graph))
}

fn page<'f>(files: &'f [File], path: &str) -> &'f str {
    let found = files.iter().find(|f| f.path == format!("site/{path}"));
    &found.unwrap_or_else(|| panic!("no {path}")).text
}

const GOLDEN: [&str; 10] = [
    "companies/quillworks.html",
    "events/harbor-conf-2023.html",
    "feed.xml",
    "links.xml",
    "notes/posts/2024/harbor-conf.html",
    "notes/posts/harbor-conf-2023.html",
    "people/mara-lindqvist.html",
    "sitemap.xml",
    "talks/flags-without-fear.html",
    "topics/feature-flags.html",
];

#[test]
fn pages_read_as_they_should() {
    let files = pages(&harbor());
    for path in GOLDEN {
        golden(format!("site/{path}"), page(&files, path));
    }
    // A page a thing, a list a kind and one of all, start, search, nowhere; two scripts of the index,
    // one of the map, script, style, feeds and map of the site; the map alone, and one of each of two
    // years.
    assert_eq!(files.len(), 23 + 7 + 1 + 3 + 2 + 1 + 2 + 3 + 3);
}

#[test]
fn nothing_names_an_address_that_nobody_gave() {
    let graph = harbor();
    let files = site::run(&graph, &Options::new(&graph, "../notes", ""));
    assert!(!files.iter().any(|f| f.path.ends_with(".xml")));
    assert!(!page(&files, "index.html").contains("canonical"));
}

#[test]
fn feeds_are_atom() {
    for graph in [harbor(), hostile(), Graph::default()] {
        for name in ["feed.xml", "links.xml"] {
            let files = pages(&graph);
            let feed = roxmltree::Document::parse(page(&files, name)).expect("XML");
            assert_atom(&feed, name);
        }
    }
}

/// What RFC 4287 asks of a feed and its entries, and that the newest come first.
fn assert_atom(feed: &roxmltree::Document, name: &str) {
    let atom = |name: &'static str| ("http://www.w3.org/2005/Atom", name);
    let root = feed.root_element();
    assert!(root.has_tag_name(atom("feed")));
    let text = |of: roxmltree::Node, tag: &'static str| {
        let mut found = of.children().filter(|n| n.has_tag_name(atom(tag)));
        let text = found.next().and_then(|n| n.text()).unwrap_or_default().to_string();
        assert!(!text.is_empty() && found.next().is_none(), "{name}: one {tag} each");
        text
    };
    let own = |n: &roxmltree::Node| n.attribute("rel") == Some("self");
    assert!(root.children().any(|n| n.has_tag_name(atom("link")) && own(&n)));
    assert!(root.descendants().any(|n| n.has_tag_name(atom("author"))));
    let entries = || root.children().filter(|n| n.has_tag_name(atom("entry")));
    let ids: BTreeSet<String> = entries().map(|e| text(e, "id")).collect();
    assert_eq!(ids.len(), entries().count(), "{name}: an id of its own for each");
    let times: Vec<String> = entries().map(|e| text(e, "updated")).collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "{name}: {times:?}");
    assert!(times.iter().all(|t| t.len() == "2024-06-01T00:00:00Z".len()), "{name}: {times:?}");
    assert!(times.first().is_none_or(|newest| *newest == text(root, "updated")));
    let whole = |e: roxmltree::Node| text(e, "title").len() + text(e, "summary").len() > 2;
    assert!(entries().all(whole));
    assert!(entries().all(|e| e.children().any(|n| n.has_tag_name(atom("link")))));
    text(root, "title");
    text(root, "id");
}

#[test]
fn the_same_graph_gives_the_same_site() {
    assert_eq!(pages(&harbor()), pages(&harbor()));
}

#[test]
fn every_link_leads_somewhere() {
    check_links(&harbor(), "https://notes.example.org/");
    check_links(&harbor(), "");
    check_links(&hostile(), "");
}

#[test]
fn a_cut_list_of_notes_leads_to_the_whole() {
    for notes in [20, 25, 501] {
        let mut story = Story::default();
        for number in 1..=notes {
            let path = format!("log/{number:03}.md");
            story.note(
                &path,
                &format!("Log {number:03}"),
                Some(&format!("{}-01-01", 2019 + number % 2)),
            );
            let topic = story.thing(Kind::Topic, "fog");
            story.see(&topic, &path, 3, "There was fog.");
        }
        let graph = assemble(story.finish());
        let files = pages(&graph);
        let whole = |f: &&File| f.path.starts_with("site/topics/fog/notes");
        let paths: Vec<&str> = files.iter().filter(whole).map(|f| f.path.as_str()).collect();
        let link = page(&files, "topics/fog.html").contains("href=\"../topics/fog/notes.html\"");
        assert_eq!(link, !paths.is_empty());
        let rows = |f: &File| f.text.matches("<th scope=\"row\">").count();
        let rows: Vec<usize> = files.iter().filter(whole).map(rows).collect();
        match notes {
            20 => assert_eq!(rows, [0; 0], "the page has all of them"),
            25 => {
                assert_eq!(rows, [25]);
                check_links(&graph, "");
            }
            // Of so many the newest, and a page each of two years.
            _ => assert_eq!(rows.iter().sum::<usize>(), 20 + notes, "{paths:?}"),
        }
    }
}

/// Every link within the site leads to a file and, with a fragment, to an element of it; all others
/// to the notes, to the map, or to the web.
fn check_links(graph: &Graph, base: &str) {
    let files = site::run(graph, &Options::new(graph, "../notes", base));
    let known: BTreeMap<&str, &str> =
        files.iter().map(|f| (f.path.as_str(), f.text.as_str())).collect();
    let notes: BTreeSet<String> =
        graph.nodes().filter_map(|e| Some(format!("../notes/{}", e.path.as_ref()?))).collect();
    let mut links = 0;
    for file in files.iter().filter(|f| f.path.ends_with(".html")) {
        for target in attributes(&file.text, &["href", "src", "action"]) {
            links += 1;
            if target.starts_with("https://") || target.starts_with("http://") {
                continue;
            }
            let (path, fragment) = target.split_once('#').unwrap_or((&target, ""));
            let full = match path {
                "" => file.path.clone(),
                path => resolve(&file.path, path),
            };
            if full == "topic-map.svg" || notes.contains(&full) {
                continue;
            }
            let to = known.get(full.as_str());
            let to = to.unwrap_or_else(|| panic!("{}: {target} leads to {full}", file.path));
            let there = fragment.is_empty() || to.contains(&format!("id=\"{fragment}\""));
            assert!(there, "{}: nothing is called {fragment} in {full}", file.path);
        }
    }
    assert!(links > 10 * graph.of_kind(Kind::Note).count(), "pages without links");
}

fn resolve(from: &str, target: &str) -> String {
    let mut parts: Vec<String> = from.split('/').map(str::to_string).collect();
    parts.pop();
    for part in decoded(target).split('/') {
        match (part, parts.last().map(String::as_str)) {
            ("..", None | Some("..")) => parts.push(part.to_string()),
            ("..", _) => drop(parts.pop()),
            (part, _) => parts.push(part.to_string()),
        }
    }
    parts.join("/")
}

fn decoded(target: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), target.as_bytes());
    while let [first, tail @ ..] = rest {
        let hex = (*first == b'%').then(|| std::str::from_utf8(&tail[..2]).expect("hex"));
        bytes.push(hex.map_or(*first, |hex| u8::from_str_radix(hex, 16).expect("hex")));
        rest = if hex.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The tags of a page, as a browser sees them: names, and attributes with their values. Panics at
/// what no page of ours should have.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let mut name = rest.split(['>', ' ', '\n']).next().unwrap_or_default().to_string();
        if name.starts_with('/') || name.starts_with('!') {
            continue;
        }
        rest = &rest[name.len()..];
        let mut attributes = Vec::new();
        while !rest.starts_with('>') && !rest.starts_with("/>") {
            rest = rest.trim_start();
            let end = rest.find(['=', '>', ' ', '\n', '/']).expect("a tag without an end");
            let (key, tail) = rest.split_at(end);
            match tail.strip_prefix("=\"") {
                Some(value) => {
                    let (value, tail) = value.split_once('"').expect("a value without an end");
                    attributes.push((key.to_string(), unescaped(value)));
                    rest = tail;
                }
                None => {
                    assert!(!tail.starts_with('='), "an attribute without quotes in <{name}");
                    attributes.push((key.to_string(), String::new()));
                    rest = tail;
                }
            }
            if rest.starts_with('/') && !rest.starts_with("/>") {
                panic!("a stray slash in <{name}");
            }
        }
        if name == "script" {
            let end = rest.find("</script>").expect("a script without an end");
            rest = &rest[end..];
        }
        tags.push((std::mem::take(&mut name), attributes));
    }
    tags
}

fn attributes(html: &str, names: &[&str]) -> Vec<String> {
    let all = tags(html).into_iter().flat_map(|(_, attributes)| attributes);
    all.filter(|(key, _)| names.contains(&key.as_str())).map(|(_, value)| value).collect()
}

fn unescaped(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    signs.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
}

const NAMES: [&str; 14] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onload=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "]]><svg onload=alert(1)>",
    "--><b>",
    "</script><script>alert(1)</script>",
    "</title></style></textarea>",
    "\u{202e}left or right\u{200f}",
    "{{ page.site }}{% raw %}",
    "javascript:alert(1)",
    "&lt;b&gt; &#60;i",
    "C++ & C#",
    "line\nbreak\u{2028}and\u{0}null",
];

/// A graph of names and sentences that try to break out.
fn hostile() -> Graph {
    let mut story = Story::default();
    let path = "a (b)/c#d %41 \"><script>.md";
    story.note(path, "A \"title\": with <b>marks</b> </script>", Some("2023-01-01"));
    let long = "x".repeat(200);
    let event = story.thing(Kind::Event, "Harbor <Conf>");
    let note = format!("note/{}", path.strip_suffix(".md").unwrap_or(path));
    let head = "<iframe src=//x>";
    story.see(&event, path, 1, head);
    story.link(&note, Relation::Covers, &event, path, 1, head, 0.9);
    for name in NAMES.iter().copied().chain([long.as_str()]) {
        let quote =
            format!("{name} was <i onclick=alert(1)>there</i> at length, {}.", "again ".repeat(80));
        let (person, topic) = (story.speaker(name), story.thing(Kind::Topic, name));
        let (talk, company) = (story.thing(Kind::Talk, name), story.thing(Kind::Company, name));
        for id in [&person, &topic, &talk, &company] {
            story.see(id, path, 3, &quote);
            story.entity(id).url = Some("javascript:alert(1)".to_string());
            story.entity(id).aliases = vec![format!("{name}!")];
        }
        story.written(&person, path, &format!("{name}*"));
        story.link(&person, Relation::WorksAt, &company, path, 3, &quote, 0.9);
        story.talk(&person, &talk, &event, (path, 3, &quote), 0.9);
        story.about(&person, &talk, &topic, (path, 3, &quote), 0.9);
    }
    assemble(story.finish())
}

#[test]
fn hostile_names_stay_text() {
    let graph = hostile();
    for base in ["", "https://notes.example.org/\"><script>alert(1)</script>"] {
        let files = site::run(&graph, &Options::new(&graph, "../notes", base));
        let assets = ["site/hallway.js", "site/style.css"];
        for file in files.iter().filter(|f| !assets.contains(&f.path.as_str())) {
            assert_harmless(file);
        }
    }
}

/// Elements and attributes that our templates write; all others came from a note.
const ELEMENTS: [&str; 60] = [
    "a", "aside", "b", "bdi", "blockquote", "body", "br", "button", "caption", "circle", "code",
    "dd", "desc", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "g", "h1", "h2", "h3", "head", "header", "html", "i", "input", "kbd", "label",
    "legend", "li", "link", "main", "meta", "meter", "nav", "ol", "p", "path", "pre", "rect",
    "script", "section", "small", "span", "summary", "svg", "table", "tbody", "td", "text", "th",
    "thead", "time", "title", "tr",
];

fn assert_harmless(file: &File) {
    let File { path, text } = file;
    for unseen in ['\u{202e}', '\u{2066}', '\u{0}'] {
        assert!(!text.contains(unseen), "{path} turns the direction of text");
    }
    if path.ends_with(".js") {
        assert!(!text.contains(['<', '>', '\u{2028}']), "{path} holds markup");
        return;
    }
    if path.ends_with(".xml") {
        let tags: Vec<&str> = text.split('<').skip(1).collect();
        assert!(tags.iter().all(|t| !t.starts_with("script") && !t.starts_with("b>")), "{path}");
        return;
    }
    let is_map = path.ends_with(".svg");
    let scripts = text.matches("<script").count() - text.matches("ld+json").count();
    assert_eq!(scripts, usize::from(!is_map), "{path}");
    for (name, attributes) in tags(text) {
        let ours = ELEMENTS.contains(&name.as_str())
            || ["tspan", "ul", "wbr", "h4"].contains(&name.as_str())
            || is_map && name == "style";
        assert!(ours, "{path}: <{name}> is none of ours");
        for (key, value) in attributes {
            assert!(!key.starts_with("on"), "{path}: <{name} {key}>");
            let scheme = value.split(['/', '?', '#']).next().unwrap_or_default();
            let link = ["href", "src", "action"].contains(&key.as_str());
            let web = ["http:", "https:", "mailto:"].contains(&scheme);
            assert!(!link || web || !scheme.contains(':'), "{path}: {key}={value}");
        }
    }
    for data in text.split("application/ld+json\">").skip(1) {
        let json = data.split("</script>").next().unwrap_or_default();
        serde_json::from_str::<serde_json::Value>(json).unwrap_or_else(|e| panic!("{path}: {e}"));
    }
}

#[test]
fn built_in_templates_write_nothing_unescaped() {
    for (name, text) in site::templates::BUILT_IN {
        for way in ["|safe", "| safe", "autoescape", "tojson"] {
            assert!(!text.contains(way), "{name} has {way}");
        }
    }
}

#[test]
fn the_users_templates_take_their_places() {
    let graph = harbor();
    let mut options = options(&graph);
    let own = "{% extends \"base.html\" %}{% block main %}<h1>{{ it.head.name }}, mine</h1>{% endblock %}";
    options.templates.insert("subject.html".to_string(), own.to_string());
    options.templates.insert("style.css".to_string(), "body{color:red}".to_string());
    let files = site::run(&graph, &options);
    assert!(page(&files, "topics/feature-flags.html").contains("<h1>feature flags, mine</h1>"));
    assert!(page(&files, "people/mara-lindqvist.html").contains("Talks"));
    assert_eq!(page(&files, "style.css"), "body{color:red}");
    assert_eq!(site::problems(&graph, &options), vec![]);
}

#[test]
fn a_broken_template_is_told_of_and_not_used() {
    let graph = harbor();
    let usual = pages(&graph);
    for (text, line) in [("one\n{% if %}", 2), ("one\ntwo\n{{ it.head.nmae }}", 3)] {
        let mut options = options(&graph);
        options.templates.insert("talk.html".to_string(), text.to_string());
        assert_eq!(site::run(&graph, &options), usual);
        let problems = site::problems(&graph, &options);
        let places: Vec<(&str, usize)> =
            problems.iter().map(|d| (d.path.as_str(), d.line)).collect();
        assert_eq!(places, [("hallway-templates/talk.html", line)], "{problems:?}");
    }
}

#[test]
fn lists_of_thousands_are_parted() {
    let mut story = Story::default();
    story.note("a.md", "A note", Some("2023-01-01"));
    let speaker = story.speaker("Mara Lindqvist");
    for n in 0..601 {
        let name = format!("{} topic {n}", if n < 600 { 'a' } else { 'b' });
        let id = story.thing(Kind::Topic, &name);
        story.see(&id, "a.md", 1 + n, &name);
        // Without an edge each would be a cluster of its own on the map, which takes long to draw.
        story.link(&speaker, Relation::TalkedAbout, &id, "a.md", 1 + n, &name, 0.9);
    }
    let files = pages(&assemble(story.finish()));
    let listed = |path: &str| page(&files, path).matches("<tr data-kind").count();
    let parts = ["a", "a-2", "b"].map(|p| listed(&format!("browse/topics-{p}.html")));
    assert_eq!(parts, [500, 100, 1]);
    assert_eq!(listed("browse/topics.html"), 20);
    let longest = files.iter().filter(|f| f.path.ends_with(".html")).map(|f| f.text.len()).max();
    assert!(longest < Some(200_000), "{longest:?}");
}

#[test]
fn no_notes_no_blank_page() {
    let files = pages(&Graph::default());
    assert!(page(&files, "index.html").contains("class=\"empty\""));
    assert!(page(&files, "browse/people.html").contains("The notes name none."));
}

#[test]
fn ids_are_used_once_a_page() {
    for file in pages(&harbor()).iter().filter(|f| f.path.ends_with(".html")) {
        let ids = attributes(&file.text, &["id"]);
        let once: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), once.len(), "{}: {ids:?}", file.path);
    }
}

proptest! {
    #[test]
    fn any_text_stays_text(text in "\\PC*|[<>&\"'\\x00-\\x1f\u{2028}\u{202e}a]{0,40}") {
        let safe = escape::text(&text);
        prop_assert!(!safe.contains(['<', '>', '"', '\'']));
        let bare = safe.split('&').skip(1).any(|after| {
            !["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|name| after.starts_with(name))
        });
        prop_assert!(!bare, "a bare & in {safe}");
        // Nothing is lost but what cannot be seen.
        let seen = |c: &char| !c.is_whitespace() && !c.is_control()
            && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
        let kept: String = unescaped(&safe).chars().filter(seen).collect();
        prop_assert_eq!(kept, text.chars().filter(seen).collect::<String>());
    }

    #[test]
    fn any_json_stays_in_its_script(text in "\\PC*|[<>/!\\-scriptSCRIPT\u{2028}\"\\\\]{0,40}") {
        let script = escape::script(&serde_json::json!([text]).to_string());
        let ends = script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
        prop_assert!(!ends, "{}", script);
        let back: serde_json::Value = serde_json::from_str(&script).expect("JSON");
        prop_assert_eq!(&back[0], &serde_json::json!(text));
    }
}
