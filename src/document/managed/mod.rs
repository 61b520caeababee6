//! What `hallway link` keeps in a note: blocks of links, which are no words of the author's, and links of
//! first mentions, whose words are. Nothing is found in either that would not be found without.

use crate::document::mask::lines;
use crate::span::Span;

pub mod fields;

/// What a block leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// Notes before this one.
    Earlier,
    /// Notes after this one that link to it.
    Later,
    /// Pages of things that the note names: where the links made of first mentions lead, an entry each.
    Mentions,
}

impl Block {
    const ALL: [Block; 3] = [Block::Earlier, Block::Later, Block::Mentions];

    /// The line that opens it.
    pub fn begin(self) -> &'static str {
        match self {
            Block::Earlier => "<!-- hallway:begin related -->",
            Block::Later => "<!-- hallway:begin later -->",
            Block::Mentions => "<!-- hallway:begin mentions -->",
        }
    }

    /// The line that closes it.
    pub fn end(self) -> &'static str {
        match self {
            Block::Earlier => "<!-- hallway:end related -->",
            Block::Later => "<!-- hallway:end later -->",
            Block::Mentions => "<!-- hallway:end mentions -->",
        }
    }
}

/// The blocks in a text, each from the first byte of the opening line to the end of the closing one,
/// its line end left out. Markers in code are text. Cost: linear.
pub fn find(text: &str) -> Vec<(Block, Span)> {
    let mut found = Vec::new();
    if !text.contains("<!-- hallway:begin ") {
        return found;
    }
    let (mut fence, mut open, mut at) = (None, None, 0);
    for line in text.split_inclusive('\n') {
        let was_in_fence = fence.is_some();
        fence = lines::fence_after(fence, line.trim_start_matches('\u{feff}'));
        if !was_in_fence && fence.is_none() {
            let item = line.trim().strip_prefix("- ");
            // In Logseq every line is an item; elsewhere what is far to the right is code.
            let is_code = item.is_none() && line.starts_with(['\t', ' ']);
            let bare = if is_code { "" } else { item.unwrap_or(line.trim()) };
            let opens = Block::ALL.into_iter().find(|block| bare == block.begin());
            match (opens, open) {
                // One that nothing closed before the next begins is none.
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

/// Where the first block of a kind stands.
pub fn first(text: &str, block: Block) -> Option<Span> {
    find(text).into_iter().find(|(found, _)| *found == block).map(|(_, span)| span)
}

/// A mention that `hallway link --mentions` made a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The link: `[Falco]`, `[[tools/falco|Falco]]`.
    pub link: Span,
    /// The words in it, which are the author's.
    pub words: Span,
}

/// The mentions that were made links, by place: each entry of a block tells the link that was made, and
/// the first that reads so is it. Cost: entries times the length of the text.
pub fn mentions(text: &str) -> Vec<Mention> {
    let blocks = find(text);
    let entries = blocks.iter().filter(|(block, _)| *block == Block::Mentions);
    let entries = entries.flat_map(|(_, span)| text[span.range()].lines().filter_map(entry));
    let mut found: Vec<Mention> = entries.filter_map(|link| place(text, &blocks, link)).collect();
    found.sort_by_key(|mention| mention.link.start);
    found.dedup();
    found
}

/// The link that an entry of the block stands for: `[Falco]: falco.md` or `<!-- [[falco|Falco]] -->`.
fn entry(line: &str) -> Option<&str> {
    let line = line.trim();
    let line = line.strip_prefix("- ").unwrap_or(line);
    if let Some(wiki) = line.strip_prefix("<!-- [[") {
        let end = wiki.find("]] -->")?;
        return line.get("<!-- ".len().."<!-- [[".len() + end + "]]".len());
    }
    let end = line.find("]: ")?;
    line.starts_with('[').then(|| &line[..=end])
}

fn place(text: &str, blocks: &[(Block, Span)], link: &str) -> Option<Mention> {
    let inside = |at: usize| blocks.iter().any(|(_, block)| block.range().contains(&at));
    // `[Falco](url)` is the author's.
    let alone = |at: usize| !text[at + link.len()..].starts_with(['(', '[', ':', ']']);
    let mut places = text.match_indices(link).map(|(at, _)| at);
    let start = places.find(|at| !inside(*at) && alone(*at))?;
    let open =
        link.find('|').map_or_else(|| link.len() - link.trim_start_matches('[').len(), |at| at + 1);
    let close = link.trim_end_matches(']').len();
    let words = Span::new(start + open, start + close.max(open));
    Some(Mention { link: Span::new(start, start + link.len()), words })
}
