//! The block of links that `hallway link` keeps in a note. It is no word of the author's, and nothing is
//! found in it.

use crate::document::mask::lines;
use crate::span::Span;

/// Opens the block, on a line of its own.
pub const BEGIN: &str = "<!-- hallway:begin related -->";
/// Closes it.
pub const END: &str = "<!-- hallway:end related -->";

/// The blocks in a text, each from the first byte of the opening line to the end of the closing one,
/// its line end left out. Markers in code are text. Cost: linear.
pub fn find(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    if !text.contains(BEGIN) {
        return found;
    }
    let (mut fence, mut open, mut at) = (None, None, 0);
    for line in text.split_inclusive('\n') {
        let was_in_fence = fence.is_some();
        fence = lines::fence_after(fence, line.trim_start_matches('\u{feff}'));
        if !was_in_fence && fence.is_none() {
            let bare = line.trim();
            // In Logseq every line is an item.
            let bare = bare.strip_prefix("- ").unwrap_or(bare);
            match open {
                // One that nothing closed before the next begins is none.
                _ if bare == BEGIN => open = Some(at),
                Some(start) if bare == END => {
                    found.push(Span::new(start, at + line.trim_end_matches(['\n', '\r']).len()));
                    open = None;
                }
                _ => {}
            }
        }
        at += line.len();
    }
    found
}
