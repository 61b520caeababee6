//! Compiles the curated tables into two files that the program reads in place (the strings, and what
//! refers to them), and the weights of the models into tables of figures.
//!
//! `data/` holds the tables that are written by hand, `data/gathered/` those that are put together
//! from the sources named in CREDITS.md; where both know a thing, it becomes one entry.

#[path = "src/curated/layout.rs"]
#[allow(dead_code)]
mod layout;
#[path = "src/name.rs"]
#[allow(dead_code)]
mod name;
#[path = "src/curated/word_breaks.rs"]
mod word_breaks;
#[path = "src/curated/tables.rs"]
#[allow(dead_code)]
mod tables;

#[path = "src/model/table.rs"]
#[allow(dead_code)]
mod table;

#[path = "build/blob.rs"]
mod blob;
#[path = "build/known.rs"]
mod known;
#[path = "build/models.rs"]
mod models;
#[path = "build/words.rs"]
mod words;

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let sources = sources();
    let (strings, bytes) = blob::write(&known::read(&sources), &words::read(&sources));
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(target.join("catalogue.txt"), strings).expect("OUT_DIR can be written");
    std::fs::write(target.join("catalogue.bin"), bytes).expect("OUT_DIR can be written");
    std::fs::write(target.join("models.rs"), models::source()).expect("OUT_DIR can be written");
}

/// The text of one table.
pub struct Source {
    table: &'static tables::Table,
    /// The file below `data/`.
    file: String,
    text: String,
}

/// Every table, those written by hand first.
fn sources() -> Vec<Source> {
    println!("cargo::rerun-if-changed=data");
    let folders = ["", "gathered/"];
    let all = folders.into_iter().flat_map(|f| tables::TABLES.iter().map(move |t| (f, t)));
    all.filter_map(|(folder, table)| source(folder, table)).collect()
}

fn source(folder: &str, table: &'static tables::Table) -> Option<Source> {
    let file = format!("{folder}{}", table.file);
    let path = Path::new("data").join(&file);
    if !path.exists() {
        return None;
    }
    let text = std::fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(Source { table, file, text })
}
