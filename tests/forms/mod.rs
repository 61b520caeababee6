//! The forms of `tests/forms/cases`, a folder of notes each, with the sessions that they tell of. Everything that is
//! read otherwise stands in `tests/forms/cases/otherwise.txt`, which `SNAPSHOTS=overwrite cargo test forms` rewrites.

use crate::common::golden;
use hallway::curated::lexicon::Lexicon;
use hallway::curated::overrides::Overrides;
use hallway::entity::Entity;
use hallway::graph::Graph;
use hallway::name;
use hallway::store::notes::{self, Choice};
use hallway::vocabulary::{Kind, Relation, Role};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The words of a name, whatever its case, accents and marks.
fn words(text: &str) -> String {
    name::words(&text.nfc().collect::<String>().replace('&', " and ")).join(" ")
}

/// The names of entities of a kind that a note mentions.
fn mentioned<'g>(graph: &'g Graph, kind: Kind, note: &str) -> Vec<&'g Entity> {
    let of_note = |e: &&Entity| e.kind == kind && e.mentions.iter().any(|m| m.note == note);
    graph.nodes().filter(of_note).collect()
}

/// What of a session is read otherwise, and the talk that it is.
fn session<'g>(graph: &'g Graph, row: &Value) -> (Vec<String>, Option<&'g Entity>) {
    let text = |key: &str| row[key].as_str().unwrap_or("");
    let (note, title) = (text("note"), text("title"));
    let talks = mentioned(graph, Kind::Talk, note);
    let Some(talk) = talks.into_iter().find(|t| words(&t.name) == words(title)) else {
        return (vec![format!("no talk “{title}”")], None);
    };
    let mut otherwise = Vec::new();
    let has = |names: &[&str], name: &str| names.iter().any(|n| words(n) == words(name));
    let sources = graph.sources(&talk.id, Relation::Gave);
    let gave: Vec<&str> = sources.iter().map(|s| s.source.name.as_str()).collect();
    let speakers: Vec<&str> =
        row["speakers"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for name in speakers.iter().filter(|name| !has(&gave, name)) {
        otherwise.push(format!("“{title}” is not given by {name}"));
    }
    for name in gave.iter().filter(|name| !has(&speakers, name)) {
        otherwise.push(format!("“{title}” is given by {name}"));
    }
    let people = mentioned(graph, Kind::Person, note);
    for person in people.iter().filter(|p| has(&speakers, &p.name)) {
        if !person.roles.contains(&Role::Speaker) {
            otherwise.push(format!("{} is no speaker", person.name));
        }
    }
    let events = graph.targets(&talk.id, Relation::PartOf);
    let event = text("event");
    if !event.is_empty() && !events.iter().any(|e| words(&e.target.name) == words(event)) {
        otherwise.push(format!("“{title}” is not part of {event}"));
    }
    for (name, firm) in row["company"].as_object().into_iter().flatten() {
        let firm = firm.as_str().unwrap_or("");
        let works = people.iter().filter(|p| words(&p.name) == words(name)).any(|p| {
            let firms = graph.targets(&p.id, Relation::WorksAt);
            firms.iter().any(|f| words(&f.target.name) == words(firm))
        });
        if !works {
            otherwise.push(format!("{name} does not work at {firm}"));
        }
    }
    (otherwise, Some(talk))
}

/// What of a folder of notes is read otherwise than its sessions say.
fn otherwise(posts: &Path, rows: &[Value]) -> Vec<String> {
    let sources = notes::read(posts, &Choice::default()).unwrap().sources;
    let lexicon = Lexicon::embedded();
    let (graph, _) = hallway::build(&sources, &lexicon, &Overrides::default(), hallway::THRESHOLD);
    let mut lines = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for row in rows.iter().filter(|row| row["none"] != true) {
        let (of_row, talk) = session(&graph, row);
        let note = row["note"].as_str().unwrap_or("");
        lines.extend(of_row.into_iter().map(|line| format!("{note}: {line}")));
        known.extend(talk.map(|talk| talk.id.0.as_str()));
    }
    let in_gold: BTreeSet<&str> = rows.iter().filter_map(|row| row["note"].as_str()).collect();
    for note in in_gold {
        let talks = mentioned(&graph, Kind::Talk, note);
        for talk in talks.iter().filter(|talk| !known.contains(talk.id.0.as_str())) {
            lines.push(format!("{note}: a talk “{}”", talk.name));
        }
    }
    lines
}

#[test]
fn cases_are_read_as_they_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(root.join("gold")).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let mut text = String::new();
    for file in files {
        let case = file.file_stem().unwrap().to_string_lossy().into_owned();
        let rows: Vec<Value> =
            serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let lines = otherwise(&root.join("posts").join(&case), &rows);
        let _ = writeln!(text, "{case}: {}", if lines.is_empty() { "right" } else { "otherwise" });
        lines.iter().for_each(|line| {
            let _ = writeln!(text, "  {line}");
        });
    }
    golden(root.join("otherwise.txt"), &text);
}
