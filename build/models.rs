//! The weights of the models in `data/models/*.tsv`, as Rust source.

use crate::table;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A slice of question and slots, for `include!`.
pub fn source() -> String {
    let mut files: Vec<PathBuf> = std::fs::read_dir("data/models")
        .map(|all| all.flatten().map(|file| file.path()).collect())
        .unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|e| e == "tsv"));
    files.sort();
    let mut out = String::from("&[");
    for file in files {
        model(&mut out, &file);
    }
    out + "]"
}

/// One model: lines of name and weight; `#` begins a comment.
fn model(out: &mut String, file: &Path) {
    let text = std::fs::read_to_string(file).expect("the weights can be read");
    let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let mut weights = Vec::new();
    for (number, line) in rows {
        let row = line.split_once('\t').and_then(|(name, x)| Some((name, x.parse::<f32>().ok()?)));
        match row {
            Some((name, x)) => weights.push((table::hash(name), x)),
            None => panic!("{}:{}: not a name, a tab and a figure", file.display(), number + 1),
        }
    }
    let question = file.file_stem().and_then(|s| s.to_str()).expect("the files have plain names");
    let slots = table::slots(weights.into_iter());
    let _ = write!(out, "({question:?}, &{slots:?}),");
}
