//! The parts of files that hallway manages. Each stands between two lines that mark it; everything outside is
//! the user's.
//!
//! - A page that hallway wrote has one block between [`PAGE_BEGIN`] and [`PAGE_END`].
//! - A note may have blocks of links, one of each [`ManagedBlock`], and in front matter a field of each.
//! - Mentions that were made links are found by the entries of the block [`ManagedBlock::Mentions`].

use crate::fence;
use crate::span::Span;
use std::borrow::Cow;

/// Opens the block of a page.
pub const PAGE_BEGIN: &str = "<!-- hallway:begin -->";
/// Closes it.
pub const PAGE_END: &str = "<!-- hallway:end -->";

/// Whether a text has the opening marker of a page.
pub fn has_page_block(text: &str) -> bool {
    text.lines().any(|line| line.trim().trim_start_matches("- ") == PAGE_BEGIN)
}

/// Whether the bytes are a page that hallway wrote. Code blocks do not count, since notes may be about hallway.
pub fn is_page(bytes: &[u8]) -> bool {
    bytes
        .split(|b| *b == b'\n')
        .map(|line| line.trim_ascii_end())
        .take_while(|line| !line.starts_with(b"```") && !line.starts_with(b"~~~"))
        .any(|line| line == PAGE_BEGIN.as_bytes())
}

/// The page to write: `new` if there was none, else the old page with its block replaced by that of `new`, and
/// everything else byte for byte the same. A page without markers belongs to the user, and stays as it is.
pub fn replace_page_block(old: Option<&str>, new: &str) -> String {
    let Some(old) = old.filter(|old| !old.trim().is_empty()) else { return new.to_string() };
    let (Some(kept), Some(fresh)) = (page_block(old), page_block(new)) else {
        return old.to_string();
    };
    // A checkout with CRLF line ends keeps them.
    let crlf = old[kept.range()].contains("\r\n");
    let mut text = new[fresh.range()].replace("\r\n", "\n");
    if crlf {
        text = text.replace('\n', "\r\n");
    }
    format!("{}{text}{}", &old[..kept.start], &old[kept.end..])
}

/// From the first line that is the opening marker to the end of the first closing marker after it.
fn page_block(page: &str) -> Option<Span> {
    let mut at = 0;
    let mut start = None;
    for line in page.split_inclusive('\n') {
        match start {
            None if without_bullet(line) == PAGE_BEGIN => start = Some(at + line.find(PAGE_BEGIN)?),
            Some(start) if without_bullet(line) == PAGE_END => {
                return Some(Span::new(start, at + line.find(PAGE_END)? + PAGE_END.len()));
            }
            _ => {}
        }
        at += line.len();
    }
    None
}

/// A line without white space around it and without the bullet that it has in Logseq.
fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    line.strip_prefix("- ").unwrap_or(line)
}

/// A block of links in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManagedBlock {
    /// Links to earlier notes.
    Earlier,
    /// Links to later notes, which link to this one.
    Later,
    /// The targets of mentions that were made links to pages, an entry for each.
    Mentions,
}

impl ManagedBlock {
    const ALL: [ManagedBlock; 3] =
        [ManagedBlock::Earlier, ManagedBlock::Later, ManagedBlock::Mentions];

    /// The key of its list in front matter.
    pub fn key(self) -> &'static str {
        match self {
            ManagedBlock::Earlier => "related",
            ManagedBlock::Later => "later",
            ManagedBlock::Mentions => "mentions",
        }
    }

    /// The key of its list in the properties of Logseq, which have no comments to mark it.
    pub fn property(self) -> String {
        format!("{PROPERTY}{}", self.key())
    }

    /// The line that opens it.
    pub fn begin(self) -> &'static str {
        match self {
            ManagedBlock::Earlier => "<!-- hallway:begin related -->",
            ManagedBlock::Later => "<!-- hallway:begin later -->",
            ManagedBlock::Mentions => "<!-- hallway:begin mentions -->",
        }
    }

    /// The line that closes it.
    pub fn end(self) -> &'static str {
        match self {
            ManagedBlock::Earlier => "<!-- hallway:end related -->",
            ManagedBlock::Later => "<!-- hallway:end later -->",
            ManagedBlock::Mentions => "<!-- hallway:end mentions -->",
        }
    }

    /// The comment that opens its field in front matter.
    pub fn field_begin(self) -> String {
        format!("{FIELD_BEGIN}{}", self.key())
    }

    /// The comment that closes its field in front matter.
    pub fn field_end(self) -> String {
        format!("{FIELD_END}{}", self.key())
    }
}

/// The blocks in a text, each from the first byte of its opening line to the end of its closing line, without
/// the line end. Markers in code do not count. Cost: linear.
pub fn find_blocks(text: &str) -> Vec<(ManagedBlock, Span)> {
    let mut found = Vec::new();
    if !text.contains("<!-- hallway:begin ") {
        return found;
    }
    let (mut fence, mut open, mut at) = (None, None, 0);
    for line in text.split_inclusive('\n') {
        let was_in_fence = fence.is_some();
        fence = fence::after(fence, line.trim_start_matches('\u{feff}'));
        if !was_in_fence && fence.is_none() {
            let item = line.trim().strip_prefix("- ");
            // In Logseq every line is an item; elsewhere an indented line may be code.
            let is_code = item.is_none() && line.starts_with(['\t', ' ']);
            let bare = if is_code { "" } else { item.unwrap_or(line.trim()) };
            let opens = ManagedBlock::ALL.into_iter().find(|block| bare == block.begin());
            match (opens, open) {
                // A block that is not closed before the next one begins does not count.
                (Some(block), _) => open = Some((block, at)),
                (None, Some((block, start))) if bare == block.end() => {
                    let end = at + line.trim_end_matches(['\n', '\r']).len();
                    found.push((block, Span::new(start, end)));
                    open = None;
                }
                _ => {}
            }
        }
        at += line.len();
    }
    found
}

/// The first block of this sort.
pub fn first_block(text: &str, block: ManagedBlock) -> Option<Span> {
    find_blocks(text).into_iter().find(|(found, _)| *found == block).map(|(_, span)| span)
}

/// Whether a line closes a block of any sort.
pub fn closes_block(line: &str) -> bool {
    line.ends_with("-->") && line.contains("<!-- hallway:end ")
}

/// A mention that was made a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkedMention {
    /// The link: `[Falco]`, `[[tools/falco|Falco]]`.
    pub link: Span,
    /// The author's words in it.
    pub words: Span,
}

/// The mentions that were made links, in order. Each entry of a block has the text of a link, and the first
/// such text in the note is that link. Cost: entries times the length of the text.
pub fn linked_mentions(text: &str) -> Vec<LinkedMention> {
    let blocks = find_blocks(text);
    let entries = blocks.iter().filter(|(block, _)| *block == ManagedBlock::Mentions);
    let links = entries.flat_map(|(_, span)| text[span.range()].lines().filter_map(link_of_entry));
    let mut found: Vec<LinkedMention> =
        links.filter_map(|link| linked_mention(text, &blocks, link)).collect();
    found.sort_by_key(|mention| mention.link.start);
    found.dedup();
    found
}

/// The link that an entry of a block is about: `[Falco]: falco.md` or `<!-- [[falco|Falco]] -->`.
fn link_of_entry(line: &str) -> Option<&str> {
    let line = without_bullet(line);
    if let Some(wiki) = line.strip_prefix("<!-- [[") {
        let end = wiki.find("]] -->")?;
        return line.get("<!-- ".len().."<!-- [[".len() + end + "]]".len());
    }
    let end = line.find("]: ")?;
    line.starts_with('[').then(|| &line[..=end])
}

/// The first place of a link outside of these blocks.
fn linked_mention(
    text: &str,
    blocks: &[(ManagedBlock, Span)],
    link: &str,
) -> Option<LinkedMention> {
    let inside = |at: usize| blocks.iter().any(|(_, block)| block.range().contains(&at));
    // `[Falco](url)` is the author's.
    let alone = |at: usize| !text[at + link.len()..].starts_with(['(', '[', ':', ']']);
    let mut places = text.match_indices(link).map(|(at, _)| at);
    let start = places.find(|at| !inside(*at) && alone(*at))?;
    let open =
        link.find('|').map_or_else(|| link.len() - link.trim_start_matches('[').len(), |at| at + 1);
    let close = link.trim_end_matches(']').len();
    let words = Span::new(start + open, start + close.max(open));
    Some(LinkedMention { link: Span::new(start, start + link.len()), words })
}

/// What the comments around a field in front matter begin with.
const FIELD_BEGIN: &str = "# hallway:begin ";
const FIELD_END: &str = "# hallway:end ";
/// What the key of a property of Logseq begins with.
const PROPERTY: &str = "hallway-";

/// Whether a property of Logseq with this key is managed.
pub fn is_managed_property(key: &str) -> bool {
    key.starts_with(PROPERTY)
}

/// The fields within the front matter `head` of a text: whole lines, with both comments. Cost: linear.
pub fn find_fields(text: &str, head: Span) -> Vec<(ManagedBlock, Span)> {
    let (mut found, mut open, mut at) = (Vec::new(), None, head.start);
    for line in text[head.range()].split_inclusive('\n') {
        let bare = line.trim_end();
        let opens = ManagedBlock::ALL.into_iter().find(|block| bare == block.field_begin());
        if let Some(block) = opens {
            open = Some((block, at));
        } else if let Some((block, start)) = open
            && bare == block.field_end()
        {
            found.push((block, Span::new(start, at + line.len())));
            open = None;
        }
        at += line.len();
    }
    found
}

/// The text with the fields in its front matter turned into comments, each byte in its place.
pub fn hide_fields(text: &str, head: Span) -> Cow<'_, str> {
    if !text[head.range()].contains(FIELD_BEGIN) {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (_, span) in find_fields(text, head) {
        bytes[span.range()]
            .iter_mut()
            .filter(|b| !matches!(b, b'\n' | b'\r'))
            .for_each(|b| *b = b'#');
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The text with fields that count as the author's: without their markers.
pub fn without_field_markers(text: &str) -> String {
    text.replace("# hallway:", "# hallway ")
}
