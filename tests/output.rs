//! `output/` is what `hallway build` makes of `notes/`, byte for byte, with any number of threads.
//! `SNAPSHOTS=overwrite cargo test output` builds it anew; read the diff.

use crate::common;
use crate::common::golden;
use snapbox::assert::{Action, DEFAULT_ACTION_ENV};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

/// All files below a folder: path with `/` and content.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let read = |path: std::path::PathBuf| {
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        (name, std::fs::read_to_string(path).unwrap())
    };
    common::files(folder).into_iter().map(read).collect()
}

fn build(folder: &Path, threads: &str) {
    let run = Command::new(env!("CARGO_BIN_EXE_hallway"))
        .args(["build", "--threads", threads])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// What a build makes of a copy of the sample notes.
fn built(threads: &str) -> BTreeMap<String, String> {
    let work = tempfile::tempdir().unwrap();
    for (path, text) in files(Path::new("notes")) {
        let to = work.path().join("notes").join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, text).unwrap();
    }
    build(work.path(), threads);
    files(&work.path().join("output"))
}

/// What a build makes of the sample notes now.
pub static BUILT: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| built("3"));

#[test]
fn the_sample_notes_give_the_committed_output() {
    // What is no longer made has to go, which snapbox cannot do.
    if Action::with_env_var(DEFAULT_ACTION_ENV) == Some(Action::Overwrite) {
        build(Path::new("."), "3");
    }
    let committed = files(Path::new("output"));
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&BUILT), "SNAPSHOTS=overwrite cargo test output");
    for (path, text) in BUILT.iter() {
        golden(format!("../output/{path}"), text);
    }
    // Line endings too.
    assert!(committed == *BUILT);
}

#[test]
fn the_number_of_threads_does_not_show() {
    assert!(built("1") == *BUILT);
}

/// What a browser has to load at once, in bytes: the design's budgets.
#[test]
fn the_site_keeps_its_budgets() {
    const KB: usize = 1024;
    let site: BTreeMap<&str, usize> = (BUILT.iter())
        .filter_map(|(path, text)| Some((path.strip_prefix("site/")?, text.len())))
        .collect();
    let budget = |path: &str| match path.split_once('/') {
        Some(("people" | "companies" | "tools" | "topics" | "talks", _)) => 22 * KB,
        // These tell a whole programme, or a whole note.
        Some(("events" | "notes", _)) => 26 * KB,
        None if path == "index.html" => 60 * KB,
        None if path == "style.css" => 26 * KB,
        None if path == "hallway.js" => 14 * KB,
        // Lists are as long as what they list; the rest is loaded when it is asked for.
        _ => usize::MAX,
    };
    let over: Vec<String> = (site.iter())
        .filter(|(path, bytes)| **bytes > budget(path))
        .map(|(path, bytes)| format!("{path}: {bytes} of {}", budget(path)))
        .collect();
    assert!(over.is_empty(), "{over:#?}");
    assert!(site.contains_key("index.html") && site.contains_key("style.css"));
}

/// The weights that a model gives as its reasons add up, and their sum stands for the confidence.
#[test]
fn the_weights_add_up_to_the_confidence() {
    let mut weighed = Vec::new();
    collect_weighed(&serde_json::from_str(&BUILT["graph.json"]).unwrap(), &mut weighed);
    assert!(weighed.len() > 100, "{}", weighed.len());
    for (reasons, confidence) in weighed {
        let words = reasons.split(' ').map(|word| word.trim_end_matches(','));
        let signed = words.filter(|word| word.starts_with(['+', '-']));
        let tenths: Vec<i32> = (signed.filter_map(|word| word.parse::<f64>().ok()))
            .map(|weight| (weight * 10.0).round() as i32)
            .collect();
        let (sum, parts) = tenths.split_last().unwrap();
        assert_eq!(parts.iter().sum::<i32>(), *sum, "{reasons}");
        let probability = 1.0 / (1.0 + (-f64::from(*sum) / 10.0).exp());
        assert!((probability - confidence).abs() < 0.02, "{confidence}: {reasons}");
    }
}

/// All reasons of models in a JSON value, each with its confidence.
fn collect_weighed(value: &serde_json::Value, weighed: &mut Vec<(String, f64)>) {
    if let (Some(reasons), Some(confidence)) =
        (value["reasons"].as_str(), value["confidence"].as_f64())
    {
        weighed.push((reasons.to_string(), confidence));
    }
    match value {
        serde_json::Value::Array(parts) => {
            parts.iter().for_each(|part| collect_weighed(part, weighed));
        }
        serde_json::Value::Object(parts) => {
            parts.values().for_each(|part| collect_weighed(part, weighed));
        }
        _ => {}
    }
}
