//! `output/` is what `hallway build` makes of `notes/`, byte for byte, with any number of threads.
//! `UPDATE=1 cargo test --test output` writes it anew; read the diff.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder: path with `/` and content.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![PathBuf::new()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(folder.join(&at)).unwrap() {
            let entry = entry.unwrap();
            let path = at.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                open.push(path);
            } else {
                let name = path.to_str().unwrap().replace('\\', "/");
                found.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// What a build makes of a copy of the sample notes.
fn built(threads: &str) -> BTreeMap<String, Vec<u8>> {
    let work = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&root().join("notes")) {
        let to = work.path().join("notes").join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_hallway"))
        .args(["build", "--threads", threads])
        .current_dir(work.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    files(&work.path().join("output"))
}

#[test]
fn the_sample_notes_give_the_committed_output() {
    let now = built("2");
    let output = root().join("output");
    if std::env::var_os("UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&output);
        for (path, bytes) in &now {
            let to = output.join(path);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, bytes).unwrap();
        }
    }
    let committed = files(&output);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&now), "UPDATE=1 writes output/ anew");
    for (path, bytes) in &now {
        assert!(committed[path] == *bytes, "output/{path} differs; UPDATE=1 writes it anew");
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    assert!(built("1") == built("3"));
}

/// What a browser has to load at once, in bytes: the design's budgets.
#[test]
fn the_site_keeps_its_budgets() {
    const KB: usize = 1024;
    let built = built("2");
    let site: BTreeMap<&str, usize> = (built.iter())
        .filter_map(|(path, bytes)| Some((path.strip_prefix("site/")?, bytes.len())))
        .collect();
    let budget = |path: &str| match path.split_once('/') {
        Some(("people" | "companies" | "tools" | "topics" | "talks", _)) => 20 * KB,
        // These tell a whole programme, or a whole note.
        Some(("events" | "notes", _)) => 24 * KB,
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
