//! The linked summaries as content of sites and vaults, in the form that each tool documents.

use crate::common::{golden, harbor};
use hallway::export::markdown;
use hallway::export::{File, Options};
use hallway::link::content::{ContentTarget, files};
use hallway::link::style::{LinkWriter, Style};
use hallway::markers;
use hallway::vocabulary::Kind;
use std::collections::BTreeSet;

const STYLES: [Style; 5] =
    [Style::Hugo, Style::Zola, Style::Jekyll, Style::Obsidian, Style::Logseq];

fn content(style: Style) -> Vec<File> {
    let graph = harbor();
    let options = Options { notes: "../posts".to_string(), ..Options::default() };
    let drafts = markdown::pages(&graph, &options);
    let site = LinkWriter { style, above: "posts/".to_string(), ..LinkWriter::default() };
    let known: BTreeSet<String> =
        graph.of_kind(Kind::Note).filter_map(|note| note.path.clone()).collect();
    let place =
        ContentTarget { writer: &site, output: "hallway/", notes: "../posts", known: &known };
    files(&drafts, &place)
}

#[test]
fn each_tool_gets_pages_of_its_own_form() {
    for style in STYLES {
        let files = content(style);
        let people = files.iter().filter(|file| file.path.starts_with("people/")).take(2);
        let lists =
            files.iter().filter(|file| !file.path.contains('/') || file.path.contains("people"));
        let lists = lists.filter(|file| {
            ["_index.md", "index.md", "people.md", "Conference notes.md"]
                .iter()
                .any(|name| file.path.ends_with(name))
        });
        let mut seen = String::new();
        for file in people.chain(lists) {
            seen += &format!("=== {}\n{}\n", file.path, file.text);
        }
        golden(format!("content/{}.txt", style.word()), &seen);
    }
}

#[test]
fn every_page_has_a_path_and_its_markers() {
    for style in STYLES {
        let files = content(style);
        let paths: BTreeSet<String> = files.iter().map(|file| file.path.to_lowercase()).collect();
        assert_eq!(paths.len(), files.len(), "{style:?}");
        for file in &files {
            assert!(!file.path.contains("README") && !file.path.starts_with("summaries"));
            assert_eq!(
                markers::replace_page_block(Some(&file.text), &file.text),
                file.text,
                "{}",
                file.path
            );
            let own = format!("mine: 1\n{}\n- mine too\n", file.text);
            assert_eq!(markers::replace_page_block(Some(&own), &file.text), own, "{}", file.path);
        }
    }
}

#[test]
fn links_lead_to_pages_that_are_there() {
    for (style, opens, closes) in [
        (Style::Hugo, "relref \"/hallway/", "\""),
        (Style::Zola, "](@/hallway/", ")"),
        (Style::Jekyll, "{% link hallway/", " %}"),
        (Style::Obsidian, "[[hallway/", "|"),
    ] {
        let files = content(style);
        let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let mut links = 0;
        for file in &files {
            for rest in file.text.split(opens).skip(1) {
                let target = rest.split(closes).next().unwrap_or_default();
                let target = target.replace("%20", " ");
                let file = if style == Style::Obsidian {
                    format!("{target}.md")
                } else {
                    target.to_string()
                };
                assert!(paths.contains(file.as_str()), "{style:?}: {file}");
                links += 1;
            }
        }
        assert!(links > 20, "{style:?}: {links}");
    }
}
