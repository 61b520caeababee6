//! What the command says, as text: `tests/cli/*.md` hold notes and transcripts.
//! `SNAPSHOTS=overwrite cargo test cli` writes down what it says now; the diff is then to be read.
//!
//! In a transcript, a block whose info string is a path (```` ```notes/a.md ````) is a file of the
//! folder in which the commands run, and a `console` block is a list of commands, each after `$ `,
//! with what they print. What goes to standard error stands after `! `, an exit code other than 0
//! after `? `, and the folder is called FOLDER. `$ cat FILE`, `$ tail FILE` (its last line) and `$ ls FOLDER` are there to look
//! round, `$ rm FILE`, `$ write FILE TEXT` and `$ append FILE TEXT` to change a file.
//!
//! `trycmd` does much of this, but its files stand beside the transcript and do not change between two
//! commands, and it tells standard error from standard output only where no transcript is.

use crate::common::{golden, markdown};
use crate::words::words;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn transcripts() {
    let suites = markdown("cli");
    assert!(!suites.is_empty());
    for path in suites {
        golden(&path, &replay(&text(&path)));
    }
}

/// The suite with what its commands print now.
fn replay(suite: &str) -> String {
    let dir = tempfile::TempDir::new().unwrap();
    let mut out = String::new();
    let mut lines = suite.lines();
    while let Some(line) = lines.next() {
        out += &format!("{line}\n");
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        // A fence of more signs holds fences itself.
        let fence: String = std::iter::once("```").chain(info.matches('`')).collect();
        let info = info.trim_start_matches('`');
        let body: Vec<&str> = lines.by_ref().take_while(|l| *l != fence).collect();
        match info {
            "console" => {
                let commands = body.iter().filter_map(|l| l.strip_prefix("$ "));
                commands.for_each(|command| out += &run(dir.path(), command));
            }
            path => {
                let text: String = body.iter().map(|l| format!("{l}\n")).collect();
                write(&dir.path().join(path), &text);
                out += &text;
            }
        }
        out += &format!("{fence}\n");
    }
    out
}

/// One command with what it prints.
fn run(dir: &Path, command: &str) -> String {
    let words = words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let said = match words[..] {
        ["hallway", ..] => hallway(dir, "80", &words[1..]),
        [columns, "hallway", ..] if columns.starts_with("COLUMNS=") => {
            hallway(dir, &columns["COLUMNS=".len()..], &words[2..])
        }
        ["cat", file] => text(&dir.join(file)),
        ["ls", folder] => listing(&dir.join(folder)),
        ["rm", file] => {
            fs::remove_file(dir.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
            String::new()
        }
        ["tail", file] => last_line(&text(&dir.join(file))),
        ["write", file, text] => {
            write(&dir.join(file), &format!("{text}\n"));
            String::new()
        }
        ["append", file, more] => {
            let old = text(&dir.join(file));
            write(&dir.join(file), &format!("{old}{more}\n"));
            String::new()
        }
        _ => panic!("transcripts cannot run “{command}”"),
    };
    format!("$ {command}\n{said}")
}

fn hallway(dir: &Path, columns: &str, arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_hallway"))
        .args(arguments)
        .current_dir(dir)
        .env("COLUMNS", columns)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("FORCE_HYPERLINK")
        .output()
        .unwrap();
    let mut said = String::from_utf8(done.stdout).unwrap();
    for line in String::from_utf8(done.stderr).unwrap().lines() {
        said += format!("! {line}").trim_end();
        said += "\n";
    }
    match done.status.code() {
        Some(0) => {}
        code => said += &format!("? {}\n", code.map_or("killed".to_string(), |c| c.to_string())),
    }
    let here = dir.canonicalize().unwrap();
    without_times(&said).replace('\x1b', "\\e").replace(&*here.to_string_lossy(), "FOLDER")
}

/// “read in 0.04 s” becomes “read in 0.00 s”: how long it took is nobody's business here.
fn without_times(said: &str) -> String {
    let mut out = String::new();
    let mut rest = said;
    while let Some((before, after)) = rest.split_once(" read in ") {
        let end = after.find(" s").unwrap_or(0);
        out += &format!("{before} read in 0.00");
        rest = &after[end..];
    }
    out + rest
}

fn listing(folder: &Path) -> String {
    let Ok(entries) = fs::read_dir(folder) else { return "nothing\n".to_string() };
    let mut names: Vec<String> =
        entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.iter().map(|name| format!("{name}\n")).collect()
}

fn last_line(text: &str) -> String {
    format!("{}\n", text.lines().last().unwrap_or(""))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
