//! A block of links in the text of a note, to earlier notes or to later ones: put there, replaced in
//! place, taken out. Links of first mentions: see `mention`.
//!
//! *Invariant:* outside the block every byte stays, but for the signs that make a mention a link; linking twice is linking once; what was linked and
//! then taken out has its former bytes.

use crate::document::managed::{self, Block};
use crate::link::style::Style;
use crate::span::Span;

pub mod content;
pub mod front;
pub mod list;
pub mod mention;
pub mod style;

/// Why a text cannot take a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its end is inside a code block that nothing closes.
    InCode,
    /// Its end is inside a comment that nothing closes.
    InComment,
    /// There is no front matter that takes a list: YAML or TOML, or Logseq's properties.
    NoFrontMatter,
    /// Its front matter cannot be read, or would be read otherwise with one list more.
    FrontMatter,
    /// Its front matter has a list of its own under the key.
    OwnList,
}

/// The heading of a block that nobody has changed yet.
pub fn title(block: Block) -> &'static str {
    match block {
        Block::Earlier => "## Earlier notes",
        Block::Later => "## Later notes",
        Block::Mentions => "",
    }
}

/// The text with a block of these items, each a line of the style without its bullet: in place of the
/// block that is there, else at the end. Without items a block that is there stays, but for its links.
pub fn put(text: &str, block: Block, style: Style, items: &[String]) -> Result<String, Refused> {
    let own = |block| Vec::from_iter(Some(title(block)).filter(|title| !title.is_empty()));
    let lines = |heading: &[&str], newline| lines(block, style, heading, items).join(newline);
    if let Some(old) = managed::first(text, block) {
        let inside = &text[old.range()];
        let fresh = lines(&heading(block, inside, style), newline(inside));
        // A heading that opens a code block would hide the markers.
        let hides = managed::first(&fresh, block) != Some(Span::new(0, fresh.len()));
        let fresh = if hides { lines(&own(block), newline(inside)) } else { fresh };
        return Ok(format!("{}{fresh}{}", &text[..old.start], &text[old.end..]));
    }
    if items.is_empty() {
        return Ok(text.to_string());
    }
    if text.rfind("<!--").is_some_and(|at| !text[at..].contains("-->")) {
        return Err(Refused::InComment);
    }
    let newline = newline(text);
    let fresh = lines(&own(block), newline);
    // What has no line end keeps having none, so that taking the block out gives the bytes back.
    let linked = match text {
        "" => fresh,
        _ if text.ends_with('\n') => format!("{text}{newline}{fresh}{newline}"),
        _ => format!("{text}{newline}{newline}{fresh}"),
    };
    if managed::first(&linked, block).is_none() { Err(Refused::InCode) } else { Ok(linked) }
}

/// The text with one more item in a block, whose others stay; one that leads to the same note is replaced.
pub fn add(text: &str, block: Block, style: Style, item: &str) -> Result<String, Refused> {
    let old = managed::first(text, block).map_or("", |old| &text[old.range()]);
    let mut items: Vec<String> = old
        .lines()
        .filter_map(|l| l.strip_prefix(bullet(block, style)))
        .map(str::to_string)
        .collect();
    match items.iter_mut().find(|old| goal(old) == goal(item)) {
        Some(old) => *old = item.to_string(),
        None => items.push(item.to_string()),
    }
    put(text, block, style, &items)
}

/// Where an item leads to: the target of its link, whatever the link's text.
fn goal(item: &str) -> &str {
    let escaped = |at: usize| item[..at].ends_with('\\');
    if let Some((at, _)) = item.match_indices("](").find(|(at, _)| !escaped(*at)) {
        let target = &item[at + 2..];
        let end = if target.starts_with("{{<") { ">}})" } else { ")" };
        return target.split(end).next().unwrap_or(target);
    }
    let wiki = item.trim_start_matches("[[");
    &wiki[..wiki.find(['|', ']']).unwrap_or(wiki.len())]
}

/// The text without any block or list, and without links of mentions.
pub fn remove(text: &str) -> String {
    front::remove(&remove_blocks(&mention::unlinked(text), |_| true))
}

/// The text without the blocks that are so.
pub fn remove_blocks(text: &str, is: impl Fn(Block) -> bool) -> String {
    let mut out = text.to_string();
    while let Some((_, block)) = managed::find(&out).into_iter().rfind(|(block, _)| is(*block)) {
        out.replace_range(with_margins(&out, block).range(), "");
    }
    out
}

/// The block with the line ends that [`put`] set round it.
fn with_margins(text: &str, block: Span) -> Span {
    let newline = newline(&text[block.range()]);
    let one_before =
        |at: usize| if text[..at].ends_with(newline) { at - newline.len() } else { at };
    // A line end that closes a line of the author's stays.
    let margin = one_before(block.start);
    if block.end == text.len() {
        let two = one_before(margin);
        return Span::new(if two < margin { two } else { block.start }, block.end);
    }
    let end = block.end + text[block.end..].find('\n').map_or(0, |at| at + 1);
    let start = if text[..margin].ends_with('\n') { margin } else { block.start };
    Span::new(start, end)
}

/// The line end of a text: that of its first line.
fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// What stands before the text of an item.
fn bullet(block: Block, style: Style) -> &'static str {
    match (block, style) {
        (_, Style::Logseq) => "\t- ",
        (Block::Mentions, _) => "",
        (Block::Earlier | Block::Later, _) => "- ",
    }
}

/// What stands before the first item of a block, which is its owner's.
fn heading(block: Block, text: &str, style: Style) -> Vec<&str> {
    if block == Block::Mentions {
        return vec![];
    }
    let inside = text.lines().skip(1).map(|line| line.trim_end_matches('\r'));
    let ends = |line: &str| line.ends_with("-->") && line.contains("<!-- hallway:end ");
    // Items of another style are no heading.
    let is_link =
        |text: &str| text.starts_with("[[") || text.starts_with('[') && text.contains("](");
    let is_item = |line: &str| {
        let text = line.trim_start();
        line.starts_with(bullet(block, style)) || is_link(text.strip_prefix("- ").unwrap_or(text))
    };
    let before = inside.take_while(|line| !is_item(line) && !ends(line));
    let mut lines: Vec<&str> = before.collect();
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

/// The lines of a block.
fn lines(block: Block, style: Style, heading: &[&str], items: &[String]) -> Vec<String> {
    let items = items.iter().map(|item| format!("{}{item}", bullet(block, style)));
    let mut lines = Vec::new();
    if style == Style::Logseq {
        // Lines set in are properties that Logseq adds to a block.
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
