//! Killed at any moment while it writes into notes, hallway leaves each file old or new, whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// So many posts are written.
const POSTS: usize = 30;
/// After every so many posts it is killed once.
const STEP: usize = 6;

#[test]
fn a_killed_run_leaves_each_file_old_or_new() {
    let old = notes();
    let dir = tempfile::TempDir::new().unwrap();
    write(dir.path(), &old);
    assert!(link(dir.path()).status().unwrap().success());
    let new = read(dir.path());
    assert!(old.iter().filter(|(path, text)| new[*path] != **text).count() > POSTS / 2);

    let mut cut_short = 0;
    for written in (0..POSTS).step_by(STEP) {
        let dir = tempfile::TempDir::new().unwrap();
        write(dir.path(), &old);
        let mut child = link(dir.path()).spawn().unwrap();
        let wait_for = dir.path().join(format!("n{written:02}.md"));
        while fs::metadata(&wait_for).unwrap().len() == old[&name(written)].len() as u64
            && child.try_wait().unwrap().is_none()
        {
            std::thread::sleep(Duration::from_micros(100));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let now = read(dir.path());
        for (path, text) in &now {
            assert!(*text == old[path] || *text == new[path], "{path} is neither old nor new");
        }
        cut_short += usize::from(now != old && now != new);
    }
    assert!(cut_short > 0, "no run was killed while it wrote");
}

fn name(number: usize) -> String {
    format!("n{number:02}.md")
}

fn link(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hallway"));
    let posts = (0..POSTS).map(name);
    command.args(["-q", "-n", ".", "link", "--write"]).args(posts).current_dir(dir);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn notes() -> BTreeMap<String, String> {
    let topics = ["ferry engines", "harbour lights", "tide tables", "feature flags"];
    let note = |n: usize| {
        let topic = topics[n % topics.len()];
        let head =
            format!("---\ntitle: Note {n} on {topic}\ndate: 2020-01-{:02}\n---\n\n", n % 28 + 1);
        let body = format!("What we learnt about {topic} on day {n}. ").repeat(4);
        (name(n), head + &body)
    };
    (0..POSTS).map(note).collect()
}

fn write(dir: &Path, notes: &BTreeMap<String, String>) {
    notes.iter().for_each(|(path, text)| fs::write(dir.join(path), text).unwrap());
}

/// The notes; what a killed run leaves besides is hidden from everybody.
fn read(dir: &Path) -> BTreeMap<String, String> {
    let names = fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let notes = names.filter(|name| !name.starts_with('.'));
    notes.map(|name| (name.clone(), fs::read_to_string(dir.join(&name)).unwrap())).collect()
}
