//! A block of links in a note, to earlier notes or to later ones, and how it is added or replaced.

use crate::link::style::Style;
use crate::markers;
use crate::markers::ManagedBlock;
use crate::span::Span;

/// Why links cannot be put into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRefusal {
    /// It ends in a code block that is not closed.
    InCode,
    /// It ends in a comment that is not closed.
    InComment,
    /// It has no front matter that a list can be added to: YAML, TOML, or properties of Logseq.
    NoFrontMatter,
    /// Its front matter cannot be read, or would be read differently with the list.
    FrontMatter,
    /// Its front matter has a list of the author's under the key.
    OwnList,
}

/// The heading of a new block.
pub fn title(block: ManagedBlock) -> &'static str {
    match block {
        ManagedBlock::Earlier => "## Earlier notes",
        ManagedBlock::Later => "## Later notes",
        ManagedBlock::Mentions => "",
    }
}

/// The text with a block of these items, each a line of the style without its bullet: in place of an existing
/// block, else at the end. Without items an existing block stays, but loses its links.
pub fn put(
    text: &str,
    block: ManagedBlock,
    style: Style,
    items: &[String],
) -> Result<String, LinkRefusal> {
    let own = |block| Vec::from_iter(Some(title(block)).filter(|title| !title.is_empty()));
    let lines = |heading: &[&str], newline| lines(block, style, heading, items).join(newline);
    if let Some(old) = markers::first_block(text, block) {
        let inside = &text[old.range()];
        let fresh = lines(&heading(block, inside, style), newline(inside));
        // A heading that opens a code block would hide the markers.
        let hides = markers::first_block(&fresh, block) != Some(Span::new(0, fresh.len()));
        let fresh = if hides { lines(&own(block), newline(inside)) } else { fresh };
        return Ok(format!("{}{fresh}{}", &text[..old.start], &text[old.end..]));
    }
    if items.is_empty() {
        return Ok(text.to_string());
    }
    if text.rfind("<!--").is_some_and(|at| !text[at..].contains("-->")) {
        return Err(LinkRefusal::InComment);
    }
    let newline = newline(text);
    let fresh = lines(&own(block), newline);
    // A text without a final line end gets none, so that removing the block gives the bytes back.
    let linked = match text {
        "" => fresh,
        _ if text.ends_with('\n') => format!("{text}{newline}{fresh}{newline}"),
        _ => format!("{text}{newline}{newline}{fresh}"),
    };
    if markers::first_block(&linked, block).is_none() {
        Err(LinkRefusal::InCode)
    } else {
        Ok(linked)
    }
}

/// The text with one more item in a block. It replaces an item that links to the same note.
pub fn add(
    text: &str,
    block: ManagedBlock,
    style: Style,
    item: &str,
) -> Result<String, LinkRefusal> {
    let old = markers::first_block(text, block).map_or("", |old| &text[old.range()]);
    let mut items: Vec<String> = old
        .lines()
        .filter_map(|l| l.strip_prefix(bullet(block, style)))
        .map(str::to_string)
        .collect();
    match items.iter_mut().find(|old| target(old) == target(item)) {
        Some(old) => *old = item.to_string(),
        None => items.push(item.to_string()),
    }
    put(text, block, style, &items)
}

/// The target of the link in an item.
fn target(item: &str) -> &str {
    let escaped = |at: usize| item[..at].ends_with('\\');
    if let Some((at, _)) = item.match_indices("](").find(|(at, _)| !escaped(*at)) {
        let target = &item[at + 2..];
        let end = if target.starts_with("{{<") { ">}})" } else { ")" };
        return target.split(end).next().unwrap_or(target);
    }
    let wiki = item.trim_start_matches("[[");
    &wiki[..wiki.find(['|', ']']).unwrap_or(wiki.len())]
}

/// The line end of a text: that of its first line.
pub fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// The bullet before the text of an item.
fn bullet(block: ManagedBlock, style: Style) -> &'static str {
    match (block, style) {
        (_, Style::Logseq) => "\t- ",
        (ManagedBlock::Mentions, _) => "",
        (ManagedBlock::Earlier | ManagedBlock::Later, _) => "- ",
    }
}

/// The lines before the first item of a block, which are the user's.
fn heading(block: ManagedBlock, text: &str, style: Style) -> Vec<&str> {
    if block == ManagedBlock::Mentions {
        return vec![];
    }
    let inside = text.lines().skip(1).map(|line| line.trim_end_matches('\r'));
    // Items of another style are not part of the heading.
    let is_link =
        |text: &str| text.starts_with("[[") || text.starts_with('[') && text.contains("](");
    let is_item = |line: &str| {
        let text = line.trim_start();
        line.starts_with(bullet(block, style)) || is_link(text.strip_prefix("- ").unwrap_or(text))
    };
    let before = inside.take_while(|line| !is_item(line) && !markers::closes_block(line));
    let mut lines: Vec<&str> = before.collect();
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

/// The lines of a block.
fn lines(block: ManagedBlock, style: Style, heading: &[&str], items: &[String]) -> Vec<String> {
    let items = items.iter().map(|item| format!("{}{item}", bullet(block, style)));
    let mut lines = Vec::new();
    if style == Style::Logseq {
        // Indented lines are properties that Logseq adds to a block.
        let head = |line: &&str| match line.starts_with(['-', ' ', '\t']) {
            true => line.to_string(),
            false => format!("- {line}"),
        };
        lines.push(format!("- {}", block.begin()));
        lines.extend(heading.iter().map(head).chain(items));
        lines.push(format!("- {}", block.end()));
        return lines;
    }
    lines.push(block.begin().to_string());
    lines.extend(heading.iter().map(|line| line.to_string()));
    if !heading.is_empty() {
        lines.push(String::new());
    }
    lines.extend(items);
    lines.push(block.end().to_string());
    lines
}
