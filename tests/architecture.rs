//! The house stands as it is drawn: data flows down the list of modules in `lib.rs`, and every edge
//! between two modules can be seen.

use crate::common::files;
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

/// The names that stand right after a prefix.
fn names_after<'t>(text: &'t str, prefix: &str) -> Vec<&'t str> {
    let end =
        |rest: &str| rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    text.match_indices(prefix)
        .map(|(at, _)| &text[at + prefix.len()..])
        .map(|r| &r[..end(r)])
        .collect()
}
