//! The fields that `hallway link --front-matter` keeps, between two comments of YAML or TOML. Nobody's
//! front matter says what they say.

use crate::document::managed::Block;
use crate::span::Span;
use std::borrow::Cow;

/// The line that opens a block's field.
pub fn begin(block: Block) -> String {
    format!("# hallway:begin {}", key(block))
}

/// The line that closes it.
pub fn end(block: Block) -> String {
    format!("# hallway:end {}", key(block))
}

/// The key under which a block's notes are listed.
pub fn key(block: Block) -> &'static str {
    match block {
        Block::Earlier => "related",
        Block::Later => "later",
        Block::Mentions => "mentions",
    }
}

/// The key of the same list among the properties of Logseq, which have no comments.
pub fn property(block: Block) -> String {
    format!("hallway-{}", key(block))
}

/// Our fields within the front matter `head` of a text: whole lines, with both comments. Cost: linear.
pub fn find(text: &str, head: Span) -> Vec<(Block, Span)> {
    let (mut found, mut open, mut at) = (Vec::new(), None, head.start);
    for line in text[head.range()].split_inclusive('\n') {
        let bare = line.trim_end();
        if let Some(block) = Block::ALL.into_iter().find(|block| bare == begin(*block)) {
            open = Some((block, at));
        } else if let Some((block, start)) = open
            && bare == end(block)
        {
            found.push((block, Span::new(start, at + line.len())));
            open = None;
        }
        at += line.len();
    }
    found
}

/// The text with our fields covered by comments, each byte at its place.
pub fn hide(text: &str, head: Span) -> Cow<'_, str> {
    if !text[head.range()].contains("# hallway:begin ") {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (_, span) in find(text, head) {
        bytes[span.range()]
            .iter_mut()
            .filter(|b| !matches!(b, b'\n' | b'\r'))
            .for_each(|b| *b = b'#');
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}
