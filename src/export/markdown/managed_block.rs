//! What a person wrote into a page stays: only the block between the markers is ours.

/// Opens the block that is rewritten.
pub const BEGIN: &str = "<!-- hallway:begin -->";
/// Closes it.
pub const END: &str = "<!-- hallway:end -->";

/// The page to write: `new` if there was none, else the old one with the block between its markers
/// taken from `new`, all else byte for byte. A page whose markers are gone is its owner's alone and
/// stays as it is.
pub fn merge(old: Option<&str>, new: &str) -> String {
    let Some(old) = old.filter(|old| !old.trim().is_empty()) else { return new.to_string() };
    let (Some(kept), Some(fresh)) = (block(old), block(new)) else { return old.to_string() };
    // A checkout with CRLF line ends keeps them.
    let crlf = old[kept.clone()].lines().next().is_some_and(|_| old[kept.clone()].contains("\r\n"));
    let mut text = new[fresh].replace("\r\n", "\n");
    if crlf {
        text = text.replace('\n', "\r\n");
    }
    format!("{}{text}{}", &old[..kept.start], &old[kept.end..])
}

/// From the first line that is the opening marker to the end of the first closing one after it.
fn block(page: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    let mut start = None;
    for line in page.split_inclusive('\n') {
        // In Logseq every line is an item.
        let words = line.trim();
        let words = words.strip_prefix("- ").unwrap_or(words);
        match start {
            None if words == BEGIN => start = Some(at + line.find(BEGIN)?),
            Some(start) if words == END => return Some(start..at + line.find(END)? + END.len()),
            _ => {}
        }
        at += line.len();
    }
    None
}
