//! Pages for Logseq: properties, then blocks, in which every line is an item.

use crate::export::markdown::page::SummaryPage;

/// The properties at the top of a page.
pub fn properties(name: &str, draft: &SummaryPage) -> String {
    let mut out = format!("title:: {name}\n");
    // A comma separates two names.
    let names: Vec<String> =
        draft.names.iter().map(|name| page_name(name).replace(',', " ")).collect();
    if !names.is_empty() {
        out += &format!("alias:: {}\n", names.join(", "));
    }
    out + &draft.kind.map_or(String::new(), |kind| format!("kind:: {kind}\n"))
}

/// A name as the name of a page: on one line, without the signs of links, tags and folders.
pub fn page_name(name: &str) -> String {
    let plain = name.replace(['[', ']', '#', '/', '\\', '{', '}', '|'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A link to a page.
pub fn link(page: &str, words: &str) -> String {
    match words == page {
        true => format!("[[{page}]]"),
        false => format!("[{words}]([[{page}]])"),
    }
}

/// Markdown as blocks: sections contain what is under their heading, items what is indented under them.
pub fn blocks(body: &str) -> String {
    let (mut out, mut inside) = (String::new(), "");
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with('#') {
            inside = if line.starts_with("# ") { "" } else { "\t" };
            out += &format!("- {line}\n");
        } else if let Some(item) = line.strip_prefix("- ") {
            out += &format!("{inside}- {item}\n");
        } else if line.starts_with("  ") {
            out += &format!("{inside}{line}\n");
        } else {
            out += &format!("{inside}- {line}\n");
        }
    }
    out
}
