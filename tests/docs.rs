//! The documents tell the truth: every command, rule and exporter is named where a reader looks for
//! it, what the README shows is what the program prints, and every link leads somewhere.
//! `SNAPSHOTS=overwrite cargo test docs` rewrites `docs/rules.md` and the screens of the README.

use crate::common::{files, golden};
use crate::output::BUILT;
use crate::words::words;
use hallway::export::formats::EXPORTERS;
use hallway::extract::RULES;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn the_readme_names_every_command() {
    let help = print(&["--help"], "");
    let list = help.split("Commands:\n").nth(1).expect("the help lists its commands");
    let list = list.split("\n\n").next().unwrap_or_default();
    let starts_a_line = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names = list.lines().filter(starts_a_line).filter_map(|l| l.split_whitespace().next());
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    assert!(names.contains(&"build") && names.len() > 5, "{names:?}");
    let readme = text("README.md");
    for name in names {
        assert!(readme.contains(&format!("`hallway {name}")), "README.md: what does {name} do?");
    }
    for command in ["cargo run --release -- build", "cargo test"] {
        assert!(readme.lines().any(|l| l == command), "README.md: {command} stands on its own");
    }
}

/// The README, the package and the help open with the same sentence.
#[test]
fn everything_opens_with_the_same_sentence() {
    let sentence = env!("CARGO_PKG_DESCRIPTION");
    assert_eq!(text("README.md").lines().nth(2), Some(format!("{sentence}.").as_str()));
    for help in ["--help", "-h"] {
        assert_eq!(print(&[help], "").lines().next(), Some(sentence), "{help}");
    }
}

#[test]
fn the_architecture_names_every_module_and_exporter() {
    let page = text("docs/architecture.md");
    let modules = text("src/lib.rs");
    let modules = modules.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'));
    let listed: Vec<&str> = page.lines().filter_map(|l| l.strip_prefix("| `")).collect();
    let listed = listed.iter().filter_map(|l| l.split('`').next());
    assert!(modules.eq(listed), "docs/architecture.md: the modules in the order of src/lib.rs");
    for exporter in EXPORTERS {
        let row = format!("- `{}`: {}", exporter.name, exporter.about);
        assert!(page.contains(&row), "docs/architecture.md: no line “{row}”");
    }
}

/// A name in code with two underscores or more is that of a test.
#[test]
fn the_tests_that_the_architecture_names_are_there() {
    let sources = files("tests").into_iter().filter(|path| path.extension() == Some("rs".as_ref()));
    let tests: String = sources.map(|path| fs::read_to_string(path).unwrap()).collect();
    let page = text("docs/architecture.md");
    let code = page.split('`').skip(1).step_by(2);
    for file in code.clone().filter(|c| c.starts_with("tests/") && c.ends_with(".rs")) {
        assert!(Path::new(file).exists(), "docs/architecture.md: no file {file}");
    }
    let named = code.filter(|c| c.matches('_').count() > 1);
    let named: Vec<&str> =
        named.filter(|c| c.bytes().all(|b| b == b'_' || b.is_ascii_lowercase())).collect();
    assert!(named.len() > 9, "{named:?}");
    for name in named {
        assert!(tests.contains(&format!("fn {name}(")), "docs/architecture.md: no test {name}");
    }
}

#[test]
fn the_rules_are_listed() {
    let mut page = String::from(
        "# The rules\n\n\
         What finds names, talks and claims in a note, in the order in which the rules read it. The\n\
         names are those that `hallway explain` and the `rule` of each piece of evidence give.\n\
         `SNAPSHOTS=overwrite cargo test docs` writes this page from the table in\n\
         [src/extract/mod.rs](../src/extract/mod.rs).\n\n\
         Evidence has two more names: `link`, a link that the note sets itself, and\n\
         `spoke-at-covered-event`, by which `told-of-talk` takes a talk to have been given at the event\n\
         that the note is about.\n\n\
         | rule | finds | examples |\n|---|---|---|\n",
    );
    for rule in RULES {
        let fixture = format!("tests/rules/{}.md", rule.name);
        page += &format!("| `{}` | {} | [{fixture}](../{fixture}) |\n", rule.name, rule.about);
    }
    golden("../docs/rules.md", &page);
}

#[test]
fn the_credits_name_every_source_of_the_tables() {
    let credits = text("CREDITS.md");
    let files = ["data", "data/gathered"].into_iter().flat_map(|f| fs::read_dir(f).unwrap());
    let files = files.map(|entry| entry.unwrap().path());
    let mut checked = 0;
    for file in files.filter(|path| path.extension().is_some_and(|end| end == "tsv")) {
        let table = fs::read_to_string(&file).unwrap();
        let mut rows = table.lines().filter(|l| !l.starts_with("# ")).map(|l| l.split('\t'));
        let source = rows.next().and_then(|mut names| names.position(|name| name == "source"));
        let Some(source) = source else { continue };
        let cells: BTreeSet<&str> = rows.filter_map(|mut cells| cells.nth(source)).collect();
        for tag in cells.iter().flat_map(|cell| cell.split('|')) {
            let named = credits.contains(&format!("`{tag}`"));
            assert!(named, "CREDITS.md: {} rests on {tag}", file.display());
        }
        checked += 1;
    }
    assert!(checked > 4, "the tables that are gathered say from where");
}

/// Only the blocks that are marked `console` are run; what is said on standard error is not shown.
/// `echo "TEXT" | ` before a command is its standard input.
#[test]
fn the_readme_shows_what_is_printed() {
    let readme = text("README.md");
    let mut out = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        out += &format!("{line}\n");
        if line != "```console" {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        for command in block.iter().filter_map(|l| l.strip_prefix("$ ")) {
            out += &format!("$ {command}\n{}", replay(command));
        }
        out += "```\n";
    }
    golden("../README.md", &out);
}

/// Whatever rule `explain` may name, the list of rules has it.
#[test]
fn the_rules_of_all_evidence_are_listed() {
    let named =
        BUILT["graph.json"].split("\"rule\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    let named: BTreeSet<&str> = named.collect();
    assert!(named.len() > 9, "{named:?}");
    for rule in named {
        let listed = text("docs/rules.md").contains(&format!("`{rule}`"));
        assert!(listed, "docs/rules.md: what is {rule}?");
    }
}

/// `output/` holds what `hallway build` makes; a package comes without it.
#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    for page in pages() {
        let text = text(&page);
        for target in targets(&text).iter().filter(|t| !t.contains("://")) {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let here = Path::new(&page).parent().unwrap_or(Path::new(""));
            let has_anchor = |page: &str| anchor.is_empty() || has_heading(page, anchor);
            let found = match (path, path.strip_prefix("output/")) {
                ("", _) => has_anchor(&text),
                (_, Some(made)) => BUILT.get(made).is_some_and(|page| has_anchor(page)),
                (path, None) => {
                    let there = here.join(path);
                    there.exists()
                        && (anchor.is_empty() || has_heading(&self::text(&there), anchor))
                }
            };
            if !found {
                wrong.push(format!("{page}: {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "these lead nowhere:\n{}", wrong.join("\n"));
}

/// The documents: Markdown files of the root and of `docs/`.
fn pages() -> Vec<String> {
    let folders = [".", "docs"].into_iter().flat_map(|f| fs::read_dir(f).unwrap());
    let paths = folders.map(|entry| entry.unwrap().path());
    let mut pages: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .map(|path| path.to_string_lossy().trim_start_matches("./").replace('\\', "/"))
        .collect();
    pages.sort();
    assert!(pages.iter().any(|p| p == "README.md") && pages.len() > 4, "{pages:?}");
    pages
}

/// Where links and images of a page lead, code left out.
fn targets(page: &str) -> Vec<String> {
    let events = Parser::new_ext(page, Options::ENABLE_TABLES);
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    };
    events.filter_map(target).collect()
}

/// Whether a page has a heading with this anchor, as GitHub makes them.
fn has_heading(page: &str, anchor: &str) -> bool {
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                heading.iter_mut().for_each(|h| h.push_str(&text));
            }
            Event::End(TagEnd::Heading(_))
                if heading.take().is_some_and(|h| slug(&h) == anchor) =>
            {
                return true;
            }
            _ => {}
        }
    }
    false
}

fn slug(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// What a command of the README prints.
fn replay(command: &str) -> String {
    let (echo, command) = command.split_once(" | ").unwrap_or(("", command));
    let arguments = command.strip_prefix("hallway ").expect("the README shows hallway");
    let arguments = words(arguments);
    let input = echo.strip_prefix("echo ").map(|text| text.trim_matches('"')).unwrap_or_default();
    print(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), input)
}

/// What the program prints on standard output, given this as standard input.
fn print(arguments: &[&str], input: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hallway"));
    command.args(arguments).env_remove("CLICOLOR_FORCE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Most commands do not read it, and may be gone by now.
    let _ = writeln!(child.stdin.take().unwrap(), "{input}");
    let done = child.wait_with_output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.success(), "hallway {}: {said}", arguments.join(" "));
    String::from_utf8(done.stdout).unwrap()
}

fn text(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.replace("\r\n", "\n")
}
