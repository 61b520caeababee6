//! Each rule has a file `tests/rules/<rule>.md` of small notes and what the rule finds in them. In one
//! of them at least it must find something, in another one nothing.
//! `SNAPSHOTS=overwrite cargo test rules` rewrites what is expected; read the diff.
//!
//! Note and expectation stand below each other, which is how a fixture is read; a file of its own for
//! each expectation, or one in the source, would part them. So only the comparison is snapbox's.

use crate::common::{files, golden, markdown};
use hallway::curated::lexicon::Lexicon;
use hallway::curated::overrides::Overrides;
use hallway::document;
use hallway::document::Document;
use hallway::extract;
use hallway::extract::Rule;
use hallway::extract::page::Page;
use hallway::finding::{End, Evidence, Findings};
use hallway::layout;
use hallway::layout::forms::Forms;
use hallway::layout::weights::LayoutModel;
use hallway::model::Models;
use hallway::model::oracle::Oracle;
use hallway::note::Note;
use hallway::query::explain;
use hallway::query::explain::Explanation;
use hallway::store::notes::Source;
use hallway::vocabulary::Kind;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::path::PathBuf;

/// A line of a fixture whose rule only changes what others found.
const EVERYTHING: &str = "Shown is everything that is found.";

/// What one rule found (or all, if none is given), a line each: mentions and claims by place.
fn told(findings: &Findings, rule: Option<&str>) -> String {
    let by = |evidence: &Evidence| rule.is_none_or(|rule| evidence.rule == rule);
    let mut lines = Vec::new();
    let name = |end: End| match end {
        End::Note => "(note)".to_string(),
        End::Entity(i) => findings.entities[i].name.clone(),
    };
    for thing in &findings.entities {
        for mention in thing.mentions.iter().filter(|m| by(&m.evidence)) {
            let roles: Vec<&str> = thing.roles.iter().map(|r| r.word()).collect();
            let line = format!("{} {} {}", thing.kind, thing.name, roles.join(" "));
            let line = line.trim_end().to_string();
            let written = if mention.text == thing.name {
                String::new()
            } else {
                format!(" “{}”", mention.text)
            };
            lines.push((
                mention.evidence.span.start,
                0,
                format!("{line}{written} :{}", mention.evidence.line),
            ));
        }
    }
    for claim in &findings.claims {
        for evidence in claim.evidence.iter().filter(|e| by(e)) {
            let said =
                format!("{} {} {}", name(claim.subject), claim.relation.word(), name(claim.object));
            lines.push((evidence.span.start, 1, format!("{said} :{}", evidence.line)));
        }
    }
    lines.sort();
    let mut out = String::new();
    lines.iter().for_each(|(_, _, line)| writeln!(out, "{line}").unwrap());
    if out.is_empty() { "nothing\n".to_string() } else { out }
}

/// What the program as it is shipped finds.
fn extract(note: &Note, document: &Document, lexicon: &Lexicon) -> Findings {
    let models = Models::embedded();
    let layout = layout::read(note, document, lexicon, &Forms::default(), LayoutModel::embedded());
    extract::extract(note, document, &layout, lexicon, &Oracle::new(&models))
}

/// The file with every expectation replaced by what the rule finds now.
fn rewritten(text: &str, rule: &str, lexicon: &Lexicon) -> String {
    let rule = (!text.contains(EVERYTHING)).then_some(rule);
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("````markdown\n") {
        let body = start + "````markdown\n".len();
        let end = body + rest[body..].find("````\n").expect("a note is closed by ````");
        let (note, _) = Note::new("note.md", &rest.as_bytes()[body..end]);
        let (document, _) = document::parser::parse(&note);
        let found = told(&extract(&note, &document, lexicon), rule);
        out.push_str(&rest[..end + "````\n".len()]);
        rest = &rest[end + "````\n".len()..];
        let skip = rest.trim_start().strip_prefix("```text\n").map(|t| {
            let close = t.find("```\n").expect("an expectation is closed by ```");
            rest.len() - t.len() + close + "```\n".len()
        });
        rest = &rest[skip.unwrap_or(0)..];
        write!(out, "\n```text\n{found}```\n").unwrap();
    }
    out + rest
}

/// The rules, each with the path and the text of its fixture.
fn rules() -> impl Iterator<Item = (&'static Rule, PathBuf, String)> {
    extract::RULES.iter().map(|rule| {
        let path = Path::new("tests/rules").join(format!("{}.md", rule.name));
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|_| panic!("the rule {} has no fixture {}", rule.name, path.display()));
        (rule, path, text)
    })
}

/// The notes of a fixture.
fn notes(fixture: &str) -> impl Iterator<Item = &str> {
    fixture.split("````markdown\n").skip(1).filter_map(|text| text.split("````\n").next())
}

#[test]
fn every_rule_finds_what_its_fixture_says() {
    let lexicon = Lexicon::embedded();
    for (rule, path, text) in rules() {
        golden(path.canonicalize().unwrap(), &rewritten(&text, rule.name, &lexicon));
    }
}

/// Whether a rule changes anything on the page of a note, after the rules before it.
fn fires(rule: &Rule, note: &str, lexicon: &Lexicon) -> bool {
    let (note, _) = Note::new("note.md", note.as_bytes());
    let (document, _) = document::parser::parse(&note);
    let models = Models::embedded();
    let oracle = Oracle::new(&models);
    let layout =
        layout::read(&note, &document, lexicon, &Forms::default(), LayoutModel::embedded());
    let mut page = Page::new(&note, &document, &layout, lexicon, &oracle);
    let before = extract::RULES.iter().take_while(|other| other.name != rule.name);
    before.for_each(|other| (other.run)(&mut page));
    let seen = |page: &Page| format!("{:?}", (&page.things, &page.claims, &page.sessions));
    let blank = seen(&page);
    (rule.run)(&mut page);
    seen(&page) != blank
}

#[test]
fn every_fixture_has_a_note_in_which_its_rule_finds_nothing() {
    let lexicon = Lexicon::embedded();
    for (rule, path, text) in rules() {
        let fired: Vec<bool> = notes(&text).map(|note| fires(rule, note, &lexicon)).collect();
        let path = path.display();
        assert!(fired.contains(&true), "{path}: no note in which the rule finds something");
        assert!(fired.contains(&false), "{path}: no note in which the rule finds nothing");
    }
}

#[test]
fn every_fixture_has_a_rule() {
    for path in markdown("rules") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(extract::RULES.iter().any(|r| r.name == name), "{name} belongs to no rule");
    }
}

/// What a fixture's rule finds in the findings of a note, `explain` tells of in the graph of that note.
#[test]
fn explain_names_every_rule() {
    let lexicon = Lexicon::embedded();
    for (rule, _, text) in rules() {
        for note in notes(&text) {
            let source = Source { path: "note.md".into(), bytes: note.as_bytes().to_vec() };
            let found = hallway::sure(
                hallway::read(&source, &lexicon, &Forms::default()),
                hallway::THRESHOLD,
            );
            let (graph, _) =
                hallway::build(&[source], &lexicon, &Overrides::default(), hallway::THRESHOLD);
            let told: Vec<Explanation> =
                graph.nodes().map(|entity| explain::explain(&graph, entity)).collect();
            let of_relations = told.iter().flat_map(|e| &e.relations).flat_map(|r| &r.evidence);
            let reasons = told.iter().flat_map(|e| &e.mentions).chain(of_relations);
            let named: BTreeSet<&str> = reasons.map(|reason| reason.rule.as_str()).collect();
            let claimed = found.claims.iter().flat_map(|c| &c.evidence).map(|e| &*e.rule);
            let first = found.entities.iter().map(|t| &*t.mentions[0].evidence.rule);
            for name in claimed.chain(first).filter(|name| *name == rule.name) {
                assert!(named.contains(name), "explain does not name {name} for:\n{note}");
            }
            let mut found = told.iter().filter(|e| e.entity.kind != Kind::Note);
            assert!(found.all(|e| !e.decisions.is_empty()), "a thing without a decision");
        }
    }
}

#[test]
fn evidence_names_only_rules_that_are_in_the_table() {
    let lexicon = Lexicon::embedded();
    for (_, _, text) in rules() {
        let (note, _) = Note::new("note.md", text.as_bytes());
        let found = extract(&note, &document::parser::parse(&note).0, &lexicon);
        let mentions = found.entities.iter().flat_map(|t| t.mentions.iter().map(|m| &m.evidence));
        for evidence in mentions.chain(found.claims.iter().flat_map(|c| &c.evidence)) {
            let known = extract::RULES.iter().any(|r| r.name == evidence.rule);
            assert!(known, "“{}” is the name of no rule", evidence.rule);
        }
    }
}

/// The sources of the rules and their helpers, with their paths below `src/extract`.
fn sources() -> Vec<(String, String)> {
    let root = Path::new("src/extract");
    let named = |path: PathBuf| {
        let below: Vec<_> = path.strip_prefix(root).unwrap().iter().collect();
        let below = below.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/");
        (below, std::fs::read_to_string(&path).unwrap())
    };
    files(root).into_iter().map(named).collect()
}

#[test]
fn a_rule_knows_no_other_rule() {
    let sources = sources();
    let (_, table) = sources.iter().find(|(path, _)| path == "mod.rs").unwrap();
    let (_, rules) = table.split_once("// The rules").expect("helpers first, then the rules");
    let rules: Vec<&str> =
        rules.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(rules.len(), extract::RULES.len());
    for (path, text) in sources.iter().filter(|(path, _)| path != "mod.rs") {
        let own = path.split(['/', '.']).next().unwrap();
        for rule in rules.iter().filter(|rule| **rule != own) {
            for end in [";", "::"] {
                let used = text.contains(&format!("crate::extract::{rule}{end}"));
                assert!(!used, "{path} uses the rule {rule}");
            }
        }
    }
}
