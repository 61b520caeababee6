//! The blocks of links that `hallway link` keeps in a note. They are no words of the author's, and nothing
//! is found in them.

use crate::document::mask::lines;
use crate::span::Span;

/// What a block leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// Notes before this one.
    Earlier,
    /// Notes after this one that link to it.
    Later,
}

impl Block {
    const ALL: [Block; 2] = [Block::Earlier, Block::Later];

    /// The line that opens it.
    pub fn begin(self) -> &'static str {
        match self {
            Block::Earlier => "<!-- hallway:begin related -->",
            Block::Later => "<!-- hallway:begin later -->",
        }
    }

    /// The line that closes it.
    pub fn end(self) -> &'static str {
        match self {
            Block::Earlier => "<!-- hallway:end related -->",
            Block::Later => "<!-- hallway:end later -->",
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
