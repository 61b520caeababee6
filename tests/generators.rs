//! Real site generators accept what `hallway link` writes: a site made of the sample notes, every post
//! linked, builds without an error, and every link in it leads somewhere.
//!
//! They are skipped where `hugo` or `jekyll` is not installed; `.ci/run` installs both.

use crate::common::{files, program};
use hallway::document;
use hallway::markers::ManagedBlock;
use hallway::note::Note;
use hallway::store::notes;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[test]
fn hugo_builds_what_was_linked() {
    let Some(mut hugo) = program("hugo") else { return };
    let site = tempfile::TempDir::new().unwrap();
    write(site.path(), "hugo.toml", "baseURL = \"https://example.org/\"\ntitle = \"Notes\"\n");
    let page = "<html><body>{{ .Content }}{{ range .Pages }}<a href=\"{{ .RelPermalink }}\">x</a>{{ end }}</body></html>";
    for layout in ["single", "list"] {
        write(site.path(), &format!("layouts/_default/{layout}.html"), page);
    }
    // One by another name, one in a folder of its own, as Hugo has them.
    let posts = posts(site.path(), |n, date, name| match n % 3 {
        0 => format!("content/posts/{name}/index.md"),
        1 => format!("content/talks/{date}-{name}.md"),
        _ => format!("content/posts/{name}.md"),
    });
    let linked = link(site.path(), "content", "hugo", &posts);
    let build = ["--panicOnWarning", "--destination", "public"];
    run(hugo.args(build).current_dir(site.path()));
    check(&site.path().join("public"), linked);
}

#[test]
fn jekyll_builds_what_was_linked() {
    let Some(mut jekyll) = program("jekyll") else { return };
    let site = tempfile::TempDir::new().unwrap();
    write(
        site.path(),
        "_config.yml",
        "title: Notes\nbaseurl: ''\ncollections:\n  talks:\n    output: true\n",
    );
    let posts = posts(site.path(), |n, date, name| match n % 4 {
        0 => format!("_talks/{name}.md"),
        1 => format!("_posts/sub/{date}-{name}.md"),
        2 => format!("travel/_posts/{date}-{name}.md"),
        _ => format!("_posts/{date}-{name}.md"),
    });
    let linked = link(site.path(), ".", "jekyll", &posts);
    let said = run(jekyll.args(["build"]).current_dir(site.path()));
    assert!(!said.contains("Warning"), "{said}");
    check(&site.path().join("_site"), linked);
}

/// Names that are something to a template, to YAML or to Markdown.
const HOSTILE: &str = r#"---
layout: null
title: "Notes: from [Quill] {{ Con }} 2021"
date: 2021-05-05
---

## "Colons: a 'history'" - Mara "The # Hash" Lindqvist (Quillworks)

Mara Lindqvist talked about *pipes | and ]] brackets*, `<b>` and feature flags. It ran on C# and
a tool called [Lantern|lamp](https://lantern.example/a(b)).
"#;

/// Writes the sample notes as posts; `place` gives the path for number, date and name.
fn posts(site: &Path, place: impl Fn(usize, &str, &str) -> String) -> Vec<String> {
    let notes = notes::read(Path::new("notes"), &notes::Choice::default()).unwrap().sources;
    let mut paths = Vec::new();
    for (n, source) in notes.iter().enumerate() {
        let note = Note::new(&source.path, &source.bytes).0;
        let document = document::parser::parse(&note).0;
        let (Some(date), Some(title)) = (document.date, document.title) else { continue };
        let date = format!("{:04}-{:02}-{:02}", date.year, date.month.max(1), date.day.max(1));
        let title = title.value.replace('"', "'");
        let head = format!("---\nlayout: null\ntitle: \"{title}\"\ndate: {date}\n---\n\n");
        let path = place(n, &date, &hallway::name::slug(&title));
        write(site, &path, &(head + &note.text[document.head.end..]));
        paths.push(path);
    }
    assert!(paths.len() > 8, "{paths:?}");
    let path = place(paths.len(), "2021-05-05", "hostile");
    write(site, &path, HOSTILE);
    paths.push(path);
    paths
}

/// Writes the summaries into the site and links all posts; gives how many have links now.
fn link(site: &Path, notes: &str, style: &str, posts: &[String]) -> usize {
    let hallway = env!("CARGO_BIN_EXE_hallway");
    // The summaries, to which mentions lead, are part of the site.
    let build = ["-q", "-n", notes, "build", "--style", style];
    run(Command::new(hallway).args(build).current_dir(site));
    let mut linked = 0;
    for post in posts {
        let mut command = Command::new(hallway);
        command.args(["-q", "-n", notes, "link", "--mentions", "--write", post]).current_dir(site);
        command.stdout(Stdio::null());
        let code = command.status().unwrap().code();
        assert!(code == Some(0) || code == Some(1), "{post}: {code:?}");
        linked += usize::from(code == Some(0));
    }
    assert!(linked > 5, "{linked}");
    linked
}

/// Every link that hallway wrote leads to a file; those of the notes themselves are relative.
fn check(site: &Path, linked: usize) {
    let html = |path: &PathBuf| path.extension() == Some("html".as_ref());
    let pages: Vec<PathBuf> = files(site).into_iter().filter(html).collect();
    let (mut blocks, mut links, mut mentions) = (0, 0, 0);
    let heading = hallway::link::block::title(ManagedBlock::Earlier).trim_start_matches(['#', ' ']);
    let of_ours = pages.iter().filter(|page| page.starts_with(site.join("hallway"))).count();
    assert!(of_ours > 200, "{of_ours} pages of summaries");
    for page in &pages {
        let html = fs::read_to_string(page).unwrap();
        let block = html.find(heading).unwrap_or(html.len());
        blocks += usize::from(block < html.len());
        for (place, found) in html.match_indices("href=\"") {
            let target = html[place + found.len()..].split('"').next().unwrap_or_default();
            let target = target.strip_prefix("https://example.org").unwrap_or(target);
            let is_own = target.starts_with('/');
            let is_ours = page.starts_with(site.join("hallway"));
            assert!(!is_ours || is_own || target.contains("://"), "{}: {target}", page.display());
            assert!(is_own || place < block, "{}: {target}", page.display());
            let file = site.join(target.trim_start_matches('/'));
            let there = file.is_file() || file.join("index.html").is_file();
            assert!(there || !is_own, "{}: {target} leads nowhere", page.display());
            links += usize::from(place > block);
            mentions += usize::from(target.contains("/hallway/"));
        }
    }
    assert!(mentions > 20, "{mentions} mentions");
    assert!(5 < blocks && blocks <= linked && blocks <= links, "{blocks} {linked} {links}");
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let said = [output.stdout, output.stderr].map(|s| String::from_utf8_lossy(&s).into_owned());
    assert!(output.status.success(), "{}", said.concat());
    said.concat()
}
