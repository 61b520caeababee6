//! What heads a part of a note: a heading, a bold line, a list item with more under it.

use crate::document::BlockKind;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::vocabulary::Kind;
use std::ops::Range;

/// A line and what stands under it.
#[derive(Clone, Debug)]
pub struct Head {
    /// The block of the line.
    pub block: usize,
    /// How deep it is: 1 for the highest heading; bold lines and items are deeper than all headings.
    pub level: u8,
    /// All blocks under it.
    pub under: Range<usize>,
    /// Those before the next head within: what has talks under it is a day or a track.
    pub own: Range<usize>,
}

impl Head {
    /// Whether the line can announce a talk without a line for its speaker: an item without marks is
    /// a remark as well as a title.
    pub fn stands_out(&self, page: &Page) -> bool {
        let first = page.token(self.block, 0);
        self.level <= BOLD || first.link > 0 || first.is(flag::STRONG | flag::QUOTED)
    }
}

/// All heads of a note, in its order.
pub fn all(page: &Page) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for block in (0..page.blocks.len()).filter(|&b| !page.blocks[b].is_empty()) {
        let (level, under) = match page.document.blocks[block].kind {
            BlockKind::Heading(level) => (level, page.section(block)),
            BlockKind::Paragraph if is_bold_line(page, block) => (BOLD, block + 1..block + 1),
            BlockKind::Item { depth, .. } if has_children(page, block) && is_line(page, block) => {
                (BOLD.saturating_add(depth), children(page, block))
            }
            _ => continue,
        };
        heads.push(Head { block, level, own: under.clone(), under });
    }
    let ends: Vec<usize> = heads.iter().skip(1).map(|h| h.block).collect();
    for (nth, head) in heads.iter_mut().enumerate() {
        let next = ends.get(nth).copied().unwrap_or(page.blocks.len());
        if head.level == BOLD {
            head.under.end = next;
            head.own.end = next;
        }
        head.own.end = head.own.end.min(next);
    }
    heads
}

/// The level of a bold line.
const BOLD: u8 = 7;

/// A paragraph of a few bold words and nothing else.
fn is_bold_line(page: &Page, block: usize) -> bool {
    let bold = |i: usize| page.token(block, i).is(flag::STRONG);
    is_line(page, block) && (0..page.blocks[block].len()).all(bold)
}

/// Whether a block is a line of a few words that is no sentence and names nobody.
fn is_line(page: &Page, block: usize) -> bool {
    let len = page.blocks[block].len();
    let person = |i: usize| page.owner_of(block, i, Kind::Person).is_some();
    (2..=18).contains(&len)
        && !matches!(page.word(block, len - 1), "." | ":" | ";" | ",")
        && !(0..len).any(person)
}

/// Whether an item has items or paragraphs of its own.
fn has_children(page: &Page, block: usize) -> bool {
    page.document.blocks.get(block + 1).is_some_and(|next| next.parent == Some(block))
}

/// The items and paragraphs that belong to an item, at any depth.
fn children(page: &Page, block: usize) -> Range<usize> {
    let inside = |b: &usize| page.document.blocks[*b].parent.is_some_and(|p| p >= block);
    let end = (block + 1..page.blocks.len()).take_while(inside).last().unwrap_or(block);
    block + 1..end + 1
}
