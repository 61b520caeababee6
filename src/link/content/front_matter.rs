//! The front matter of a summary for each tool. Aliases of the entity are not `aliases` for Hugo and Zola, where
//! those are redirects.

use crate::export::markdown::page::SummaryPage;
use crate::link::content::logseq;
use crate::link::style::Style;

/// The front matter with its fences; `name` is the unique name of the page.
pub fn of(style: Style, draft: &SummaryPage, name: &str) -> String {
    let title = quoted(&draft.title);
    let kind = draft.kind.map(|kind| kind.word());
    let names: Vec<String> = draft.names.iter().map(|name| quoted(name)).collect();
    let list = (!names.is_empty()).then(|| format!("[{}]", names.join(", ")));
    let mut lines = vec![];
    match style {
        Style::Hugo => {
            lines.push(format!("title: {title}"));
            if kind.is_some() {
                lines.push("params:".to_string());
            }
            lines.extend(kind.map(|kind| format!("  thing: {kind}")));
            lines.extend(list.filter(|_| kind.is_some()).map(|list| format!("  names: {list}")));
        }
        // Sections may have Zola's own fields only.
        Style::Zola => {
            lines.push(format!("title = {title}"));
            if kind.is_some() {
                lines.push("[extra]".to_string());
            }
            lines.extend(kind.map(|kind| format!("kind = \"{kind}\"")));
            lines.extend(list.filter(|_| kind.is_some()).map(|list| format!("names = {list}")));
            return format!("+++\n{}\n+++\n", lines.join("\n"));
        }
        Style::Markdown | Style::Jekyll => {
            lines.push(format!("title: {title}"));
            lines.extend(kind.map(|kind| format!("kind: {kind}")));
            lines.extend(list.map(|list| format!("names: {list}")));
        }
        Style::Obsidian => {
            lines.push(format!("title: {title}"));
            // The file name is the slug; this makes the title an alias.
            let all: Vec<String> = std::iter::once(title).chain(names).collect();
            lines.push(format!("aliases: [{}]", all.join(", ")));
            lines.extend(kind.map(|kind| format!("kind: {kind}")));
        }
        Style::Logseq => return logseq::properties(name, draft),
    }
    format!("---\n{}\n---\n", lines.join("\n"))
}

/// Quoted as in JSON, which YAML and TOML can read.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
