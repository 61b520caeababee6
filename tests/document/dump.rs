//! A document as text, for people to read and for tests to compare.

use hallway::document::Block;
use hallway::document::BlockKind;
use hallway::document::Document;
use hallway::document::DocumentLink;
use hallway::document::MarkKind;
use hallway::note::Note;
use std::fmt::Write;

/// The whole document.
pub fn document(note: &Note, document: &Document) -> String {
    let mut out = String::new();
    let format = document.format.map_or("none".to_string(), |f| format!("{f:?}").to_lowercase());
    let title = document.title.as_ref().map_or("none", |title| title.value.as_str());
    let date = document.date.map_or("none".to_string(), |date| date.to_string());
    let english = if document.english { "English" } else { "not English" };
    let _ = writeln!(
        out,
        "title: {title}\ndate: {date}\nfront matter: {format}, bytes {}..{}\nprose: {english}",
        document.head.start, document.head.end
    );
    for tag in &document.tags {
        let _ = writeln!(out, "tag: {}{}", tag.value, elsewhere(note, &tag.value, tag.span));
    }
    for field in &document.fields {
        let block = field.block.map_or(String::new(), |block| format!(" in [{block}]"));
        let _ = writeln!(out, "field{block}: {}", field.key);
        for value in &field.values {
            let _ =
                writeln!(out, "  = {}{}", value.value, elsewhere(note, &value.value, value.span));
        }
    }
    for link in document.links.iter().filter(|link| link.block.is_none()) {
        let _ = writeln!(out, "{}", link_line(link));
    }
    for (index, block) in document.blocks.iter().enumerate() {
        out.push('\n');
        out.push_str(&block_lines(index, block, document, note));
    }
    out
}

/// What stands in the note, where that is not what was read.
fn elsewhere(note: &Note, value: &str, span: hallway::span::Span) -> String {
    let written = &note.text[span.range()];
    if written == value { String::new() } else { format!("  (written {written:?})") }
}

fn block_lines(index: usize, block: &Block, document: &Document, note: &Note) -> String {
    let mut out = format!("[{index}] {}", kind(block.kind));
    for (word, other) in [("under", block.section), ("of", block.parent)] {
        if let Some(other) = other {
            let _ = write!(out, " {word} [{other}]");
        }
    }
    if block.quoted > 0 {
        let _ = write!(out, " quoted {}", block.quoted);
    }
    out.push('\n');
    for sentence in &block.sentences {
        let text = &block.text[sentence.clone()];
        let _ = writeln!(out, "  | {}", text.replace('\n', "⏎"));
        let source = &note.text[block.source(sentence.clone()).range()];
        if source != text {
            let _ = writeln!(out, "  < {}", source.replace('\r', "␍").replace('\n', "⏎"));
        }
    }
    for mark in &block.marks {
        let words = block.text[mark.range.clone()].replace('\n', "⏎");
        let name = match mark.kind {
            MarkKind::Link(link) | MarkKind::Image(link) => link_line(&document.links[link]),
            other => format!("{other:?}").to_lowercase(),
        };
        let _ = writeln!(out, "  * {words}: {name}");
    }
    for link in &document.links {
        if link.block.as_ref().is_some_and(|(at, range)| *at == index && range.is_empty()) {
            let _ = writeln!(out, "  * {}", link_line(link));
        }
    }
    out
}

fn kind(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading {level}"),
        BlockKind::Paragraph => "paragraph".to_string(),
        BlockKind::Item { depth, ordered: true } => format!("numbered item {depth}"),
        BlockKind::Item { depth, ordered: false } => format!("item {depth}"),
        BlockKind::Cell { table, row, column } => format!("cell {table}:{row}:{column}"),
    }
}

fn link_line(link: &DocumentLink) -> String {
    format!("{} link to {}", format!("{:?}", link.kind).to_lowercase(), link.target)
}
