//! Compiles the curated tables into one file that the program reads in place.
//!
//! The tables of `data/` are always in. If `HALLWAY_CATALOGUE` names a folder with further tables of
//! the same form, they are compiled in after those; where both know a thing, it becomes one entry.

#[path = "src/curated/layout.rs"]
#[allow(dead_code)]
mod layout;
#[path = "src/name.rs"]
#[allow(dead_code)]
mod name;
#[path = "src/curated/tables.rs"]
#[allow(dead_code)]
mod tables;

#[path = "build/blob.rs"]
mod blob;
#[path = "build/known.rs"]
mod known;
#[path = "build/words.rs"]
mod words;

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-env-changed=HALLWAY_CATALOGUE");
    let sources = sources();
    let bytes = blob::write(&known::read(&sources), &words::read(&sources));
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(target.join("catalogue.bin"), bytes).expect("OUT_DIR can be written");
}

/// The text of one table.
pub struct Source {
    table: &'static tables::Table,
    text: String,
}

/// Every table of every folder, those of the project first.
fn sources() -> Vec<Source> {
    let more = std::env::var_os("HALLWAY_CATALOGUE").filter(|folder| !folder.is_empty());
    let folders = [Some(PathBuf::from("data")), more.map(PathBuf::from)];
    let mut sources = vec![];
    for folder in folders.into_iter().flatten() {
        println!("cargo::rerun-if-changed={}", folder.display());
        sources.extend(tables::TABLES.iter().filter_map(|table| source(&folder, table)));
    }
    sources
}

fn source(folder: &Path, table: &'static tables::Table) -> Option<Source> {
    let path = folder.join(table.file);
    if !path.exists() {
        return None;
    }
    let text = std::fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(Source { table, text })
}
