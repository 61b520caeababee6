//! The house stands as it is drawn: data flows down the list of modules in `lib.rs`, and every edge
//! between two modules can be seen.

use crate::common::files;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn a_module_uses_only_those_above_it() {
    let order = modules();
    for (path, text) in sources() {
        let Some(place) = module_of(&path).and_then(|m| order.iter().position(|o| *o == m)) else {
            continue;
        };
        for used in names_after(&text, "crate::") {
            let Some(other) = order.iter().position(|o| *o == used) else { continue };
            assert!(other <= place, "{}: {} is below {}", path.display(), used, order[place]);
        }
    }
}

/// Inside the modules of `lib.rs`, too, and in the command line: what uses each other is one module.
#[test]
fn no_modules_use_each_other_in_a_circle() {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let files: Vec<(String, String)> =
        sources().into_iter().map(|(path, text)| (path_of_module(&path), text)).collect();
    let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for (name, text) in &files {
        let used = paths_in(text).into_iter().filter_map(|path| longest_of(&names, &path));
        uses.insert(name.clone(), used.filter(|other| other != name).collect());
    }
    // What uses nothing that is left, or is used by nothing that is left, is in no circle.
    loop {
        let left: BTreeSet<String> = uses.keys().cloned().collect();
        uses.values_mut().for_each(|used| used.retain(|other| left.contains(other)));
        let used: BTreeSet<String> = uses.values().flatten().cloned().collect();
        uses.retain(|name, others| !others.is_empty() && used.contains(name));
        if uses.len() == left.len() {
            break;
        }
    }
    assert!(uses.is_empty(), "each of these uses another of them, in a circle: {uses:#?}");
}

#[test]
fn every_folder_is_a_module_with_its_own_file_in_it() {
    for (path, _) in sources() {
        let folder = Path::new("src").join(path.strip_prefix("src").unwrap()).with_extension("");
        let has_rust = fs::read_dir(&folder).is_ok_and(|mut entries| {
            entries.any(|e| e.unwrap().path().extension().is_some_and(|end| end == "rs"))
        });
        assert!(!has_rust, "{}: move it to {}/mod.rs", path.display(), folder.display());
    }
}

#[test]
fn edges_are_written_out() {
    for (path, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}", path.display(), number + 1);
            // From the file of a module itself, `super` is the whole crate.
            let up = if is_root(&path) { "super::" } else { "super::super::" };
            let group = ["crate::{", "crate::*", up].iter().any(|g| line.contains(g));
            assert!(!group, "{place}: write the modules out: use crate::span::Span;");
            let exports = line.trim_start().starts_with("pub use ");
            assert!(!exports, "{place}: a re-export hides where a thing lives");
        }
    }
}

#[test]
fn the_library_does_not_know_its_command_line() {
    for (path, text) in sources().into_iter().filter(|(path, _)| module_of(path).is_some()) {
        assert!(!text.contains("use clap"), "{}: flags belong to the binary", path.display());
    }
}

/// The modules of `lib.rs` in their order.
fn modules() -> Vec<String> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let modules: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_string)
        .collect();
    assert!(modules.len() > 10, "lib.rs lists its modules, a line each");
    modules
}

/// All sources with their paths below `src`.
fn sources() -> Vec<(PathBuf, String)> {
    let sources = files("src").into_iter().filter(|path| path.extension() == Some("rs".as_ref()));
    sources.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The module of the library that a file belongs to; `None` for the binary and `lib.rs`.
fn module_of(path: &Path) -> Option<String> {
    let first = path.strip_prefix("src").ok()?.components().next()?;
    let name = Path::new(first.as_os_str()).file_stem()?.to_str()?.to_string();
    (!["lib", "main", "cli"].contains(&name.as_str())).then_some(name)
}

/// Whether a file is that of a whole module: `src/x.rs` or `src/x/mod.rs`.
fn is_root(path: &Path) -> bool {
    path.components().count() == 2 || path.ends_with("mod.rs") && path.components().count() == 3
}

/// The path of a file's module below the crate: `query::related`, empty for the crate itself.
fn path_of_module(path: &Path) -> String {
    let path = path.strip_prefix("src").unwrap().with_extension("");
    let mut parts: Vec<&str> = path.iter().map(|part| part.to_str().unwrap()).collect();
    if parts == ["lib"] || parts == ["main"] || parts.last() == Some(&"mod") {
        parts.pop();
    }
    parts.join("::")
}

/// All paths below the crate that a source names, without comments: `query::related::Candidate`.
fn paths_in(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let code: String = lines.collect();
    let mut paths = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let (path, rest) = rest.split_at(rest.find(|c| !is_path(c)).unwrap_or(rest.len()));
        let group = rest.strip_prefix('{').and_then(|rest| rest.split('}').next());
        match group {
            Some(group) => {
                paths.extend(group.split(',').map(|one| format!("{path}{}", one.trim())))
            }
            None => paths.push(path.to_string()),
        }
    }
    paths
}

/// The longest beginning of a path that is a module.
fn longest_of(modules: &BTreeSet<&str>, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split("::").collect();
    let beginnings = (1..=parts.len()).rev().map(|n| parts[..n].join("::"));
    beginnings.into_iter().find(|beginning| modules.contains(beginning.as_str()))
}

/// The names that stand right after a prefix.
fn names_after<'t>(text: &'t str, prefix: &str) -> Vec<&'t str> {
    let end =
        |rest: &str| rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    text.match_indices(prefix)
        .map(|(at, _)| &text[at + prefix.len()..])
        .map(|r| &r[..end(r)])
        .collect()
}
