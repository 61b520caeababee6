//! Compiles the tables of the catalogue into two files that the program reads in place (the strings, and
//! everything that refers to them), and the weights of the models into Rust source.
//!
//! `data/` has the tables that are written by hand, `data/gathered/` those that were gathered from the sources
//! named in CREDITS.md. Rows of both about the same entity become one entry.

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

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/entries.rs"]
mod entries;
#[path = "build/models.rs"]
mod models;
#[path = "build/words.rs"]
mod words;

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let sources = sources();
    let (strings, bytes) = catalogue::write(&entries::read(&sources), &words::read(&sources));
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(target.join("catalogue.txt"), strings).expect("OUT_DIR can be written");
    std::fs::write(target.join("catalogue.bin"), bytes).expect("OUT_DIR can be written");
    std::fs::write(target.join("models.rs"), models::source()).expect("OUT_DIR can be written");
}

/// The text of one table.
pub struct TableText {
    table: &'static tables::TableSpec,
    /// The file below `data/`.
    file: String,
    text: String,
}

/// All tables, those written by hand first.
fn sources() -> Vec<TableText> {
    println!("cargo::rerun-if-changed=data");
    let folders = ["", "gathered/"];
    let all = folders.into_iter().flat_map(|f| tables::TABLES.iter().map(move |t| (f, t)));
    all.filter_map(|(folder, table)| source(folder, table)).collect()
}

fn source(folder: &str, table: &'static tables::TableSpec) -> Option<TableText> {
    let file = format!("{folder}{}", table.file);
    let path = Path::new("data").join(&file);
    if !path.exists() {
        return None;
    }
    let text = std::fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(TableText { table, file, text })
}
