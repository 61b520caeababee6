//! Masks what is neither Markdown nor prose before the Markdown parser sees it: shortcodes, Liquid, MDX, Obsidian
//! comments, attribute lists, block ids, property lines and managed blocks. The masked copy has the same length, so
//! that every offset in it is an offset in the note.
//!
//! A masked part is filled with `x`, which is a letter anywhere and also a valid link target; if it fills its
//! paragraph it is filled with spaces. Code is not masked.

use crate::document::mask::template::Lookahead;
use crate::fence;
use crate::markers;
use crate::markers::ManagedBlock;
use crate::span::Span;
use crate::span::floor_char_boundary;
use std::borrow::Cow;

mod lines;
mod template;

/// A text with masked parts.
pub struct MaskedText<'t> {
    /// The text with its masks; as long as the original.
    pub text: Cow<'t, str>,
    /// The masked parts in order, without overlaps.
    pub masks: Vec<Span>,
    /// Properties found in the body, in order.
    pub fields: Vec<BodyProperty>,
}

impl MaskedText<'_> {
    /// Whether any of `span` is masked.
    pub fn touches(&self, span: Span) -> bool {
        let first = self.masks.partition_point(|mask| mask.end <= span.start);
        self.masks.get(first).is_some_and(|mask| mask.start < span.end)
    }
}

/// A `key:: value` of the body.
pub struct BodyProperty {
    /// As written.
    pub key: String,
    /// The place of the value.
    pub value: Span,
}

/// Masks the body of `text`, which begins at `from`. Cost: linear.
pub fn mask(text: &str, from: usize) -> MaskedText<'_> {
    let mut builder = MaskBuilder {
        text,
        masks: vec![],
        fields: vec![],
        blank_masks: vec![],
        ahead: Lookahead::new(text),
    };
    let mut at = from;
    // The Markdown parser must see the definitions of linked mentions.
    let blocks = markers::find_blocks(text).into_iter();
    let blocks = blocks.filter(|(block, _)| *block != ManagedBlock::Mentions);
    for block in blocks.map(|(_, span)| span).filter(|block| block.start >= from) {
        // Nothing before a managed block may extend into it.
        builder.text = &text[..block.start];
        builder.ahead = Lookahead::new(builder.text);
        builder.lines(at);
        builder.masks.push(block);
        builder.blank_masks.push(block);
        at = block.end;
    }
    builder.text = text;
    builder.ahead = Lookahead::new(text);
    builder.lines(at);
    let filled = builder.filled().map_or(Cow::Borrowed(text), Cow::Owned);
    MaskedText { text: filled, masks: builder.masks, fields: builder.fields }
}

struct MaskBuilder<'t> {
    text: &'t str,
    masks: Vec<Span>,
    fields: Vec<BodyProperty>,
    /// Lines that are masked entirely, to be filled with spaces.
    blank_masks: Vec<Span>,
    ahead: Lookahead<'t>,
}

impl MaskBuilder<'_> {
    /// Masks the lines from an offset on.
    fn lines(&mut self, from: usize) {
        let mut fence = None;
        let mut blank_before = true;
        let mut at = from;
        while at < self.text.len() {
            let end = self.text[at..].find('\n').map_or(self.text.len(), |len| at + len + 1);
            let line = &self.text[at..end];
            let blank = line.trim().is_empty() || line.starts_with('#');
            let was_in_fence = fence.is_some();
            fence = fence::after(fence, line);
            let code = was_in_fence || fence.is_some();
            let next = if code { end } else { self.line(at, end, blank_before) };
            let is_masked = self.blank_masks.last().is_some_and(|last| last.end + 2 >= next);
            blank_before = blank || is_masked;
            at = next;
        }
    }

    /// Masks parts of the line `start..end`; gives the end of the last line that was read, since a mask may cover
    /// several.
    fn line(&mut self, start: usize, end: usize, blank_before: bool) -> usize {
        let line = &self.text[start..end];
        let special = |b: u8| matches!(b, b'{' | b'%' | b':' | b'[' | b'<' | b'^');
        if let Some(next) = self.whole_line(start, end, blank_before) {
            return next;
        }
        if !line.bytes().any(special) {
            return end;
        }
        let masks_before = self.masks.len();
        let mut end = end;
        let mut at = start;
        while at < end {
            let bytes = self.text.as_bytes();
            match bytes[at] {
                b'`' => at += lines::code_len(&self.text[at..end]),
                b'{' | b'%' | b'[' | b'(' | b'<' | b'^' => {
                    let mask_end = self.inline(at, start, end);
                    at = mask_end.max(at + 1);
                    if at > end {
                        end =
                            self.text[at..].find('\n').map_or(self.text.len(), |len| at + len + 1);
                    }
                }
                _ => {
                    let opens =
                        |b: &u8| matches!(b, b'`' | b'{' | b'%' | b'[' | b'(' | b'<' | b'^');
                    let plain = bytes[at..end].iter().position(opens);
                    at = plain.map_or(end, |len| at + len);
                }
            }
        }
        if blank_before && self.is_all_masked(start, end, masks_before) {
            self.blank_masks.push(Span::new(start, end));
        }
        end
    }

    /// Masks the construct that begins at `at`, if there is one; gives the offset to continue at.
    fn inline(&mut self, at: usize, line_start: usize, line_end: usize) -> usize {
        let line = &self.text[at..line_end];
        let mask = match self.text.as_bytes()[at] {
            b'{' => template::tag_len(&mut self.ahead, at),
            b'%' if line.starts_with("%%") => self.comment_len(at, line_start, line_end),
            b'<' if line[1..].starts_with(|c: char| c.is_ascii_uppercase()) => {
                template::jsx_len(self.ahead.window(at))
            }
            b'^' => lines::block_id_len(self.text, at, line_start, line_end),
            b'[' if line.starts_with("[[") => return self.bracketed_link(at, line_end),
            b'[' | b'(' => return self.inline_field(at, line_end),
            _ => None,
        };
        match mask {
            Some(len) => {
                self.masks.push(Span::new(at, at + len));
                at + len
            }
            None => at,
        }
    }

    /// `[[1]](url)` is a link in brackets, not a wiki link: masks the inner brackets.
    fn bracketed_link(&mut self, at: usize, line_end: usize) -> usize {
        // A label in brackets is short; the limit keeps the cost linear.
        let line = &self.text[at..floor_char_boundary(self.text, line_end.min(at + 300))];
        match line.find("]]") {
            Some(close) if line[close + 2..].starts_with('(') && !line[2..close].contains('[') => {
                self.masks.push(Span::new(at + 1, at + 2));
                self.masks.push(Span::new(at + close, at + close + 1));
                at + close + 2
            }
            _ => at + 2,
        }
    }

    /// `[key:: value]` and `(key:: value)`: masks everything but the value.
    fn inline_field(&mut self, at: usize, line_end: usize) -> usize {
        let line = &self.text[at + 1..floor_char_boundary(self.text, line_end.min(at + 1000))];
        let Some(key) = lines::property_key(line) else { return at };
        let close = if self.text.as_bytes()[at] == b'[' { b']' } else { b')' };
        let open = self.text.as_bytes()[at];
        let mut depth = 0i32;
        let value_at = key.len() + 2;
        let Some(len) = line[value_at..].bytes().position(|b| {
            depth += i32::from(b == open) - i32::from(b == close);
            depth < 0
        }) else {
            return at;
        };
        let start = at + 1 + value_at;
        self.masks.push(Span::new(at, start));
        self.fields
            .push(BodyProperty { key: key.to_string(), value: Span::new(start, start + len) });
        self.masks.push(Span::new(start + len, start + len + 1));
        start + len + 1
    }

    /// `%% comment %%`, on one line or, if it begins a line, over several.
    fn comment_len(&mut self, at: usize, line_start: usize, line_end: usize) -> Option<usize> {
        let same_line = self.text[at + 2..line_end].find("%%");
        let begins_line = self.text[line_start..at].trim().is_empty();
        let len = match same_line {
            Some(len) => len,
            None if begins_line => self.ahead.find(line_end, "%%")? - at - 2,
            None => return None,
        };
        Some(len + 4)
    }

    /// Masks a line that is not Markdown at all; gives the offset to continue at if it did.
    fn whole_line(&mut self, start: usize, end: usize, blank_before: bool) -> Option<usize> {
        let line = &self.text[start..end];
        if let Some(hashes) = lines::tight_heading(line) {
            // `##Title` is a heading to its author: the last `#` becomes the space.
            self.masks.push(Span::new(start + hashes - 1, start + hashes));
            self.blank_masks.push(Span::new(start + hashes - 1, start + hashes));
            return None;
        }
        if blank_before && lines::is_mdx(line) {
            let rest = &self.text[start..];
            let len = rest.find("\n\n").map_or(rest.len(), |len| len + 1);
            self.masks.push(Span::new(start, start + len));
            self.blank_masks.push(Span::new(start, start + len));
            return Some(start + len);
        }
        let (key_at, key) = lines::property_line(line)?;
        let (start, line_end) = (start + key_at, start + line.trim_end().len());
        let value_at = start + key_at_value(&line[key_at..]);
        self.masks.push(Span::new(start, line_end));
        if blank_before {
            self.blank_masks.push(Span::new(start, line_end));
        }
        let value = Span::new(value_at.min(line_end), line_end);
        self.fields.push(BodyProperty { key, value });
        Some(end)
    }

    fn is_all_masked(&self, start: usize, end: usize, masks_before: usize) -> bool {
        let mut at = start;
        for mask in &self.masks[masks_before..] {
            if !self.text[at..mask.start].trim().is_empty() {
                return false;
            }
            at = mask.end;
        }
        at > start && self.text[at..end.max(at)].trim().is_empty()
    }

    fn filled(&self) -> Option<String> {
        let mut bytes = (!self.masks.is_empty()).then(|| self.text.as_bytes().to_vec())?;
        for mask in &self.masks {
            bytes[mask.range()].fill(b'x');
        }
        for mask in &self.blank_masks {
            for at in mask.range() {
                bytes[at] = if self.text.as_bytes()[at] == b'\n' { b'\n' } else { b' ' };
            }
        }
        String::from_utf8(bytes).ok()
    }
}

/// The offset of the value in a line that begins with its key.
fn key_at_value(line: &str) -> usize {
    line.find("::").map_or(line.len(), |at| at + 2)
}
