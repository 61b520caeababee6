//! Removes the links that hallway wrote to a note, which gives its former bytes back.

use crate::link::block::newline;
use crate::link::front_matter;
use crate::markers;
use crate::markers::ManagedBlock;
use crate::span::Span;

/// The text without blocks and lists of links, and with linked mentions as text again.
pub fn remove(text: &str) -> String {
    front_matter::remove_lists(&remove_blocks(&unlinked(text), |_| true))
}

/// The text without the blocks that are `unwanted`.
pub fn remove_blocks(text: &str, unwanted: impl Fn(ManagedBlock) -> bool) -> String {
    let mut out = text.to_string();
    while let Some((_, block)) =
        markers::find_blocks(&out).into_iter().rfind(|(block, _)| unwanted(*block))
    {
        out.replace_range(with_margins(&out, block).range(), "");
    }
    out
}

/// The block with the line ends that [`put`](crate::link::block::put) added around it.
fn with_margins(text: &str, block: Span) -> Span {
    let newline = newline(&text[block.range()]);
    let one_before =
        |at: usize| if text[..at].ends_with(newline) { at - newline.len() } else { at };
    // A line end that belongs to a line of the author's stays.
    let margin = one_before(block.start);
    if block.end == text.len() {
        let two = one_before(margin);
        return Span::new(if two < margin { two } else { block.start }, block.end);
    }
    let end = block.end + text[block.end..].find('\n').map_or(0, |at| at + 1);
    let start = if text[..margin].ends_with('\n') { margin } else { block.start };
    Span::new(start, end)
}

/// The text with linked mentions as text again. The block that lists them stays.
pub fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for mention in markers::linked_mentions(text) {
        if mention.link.start < at {
            continue;
        }
        out += &text[at..mention.link.start];
        out += &text[mention.words.range()];
        at = mention.link.end;
    }
    out + &text[at..]
}
