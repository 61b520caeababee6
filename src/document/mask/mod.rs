//! Covers what is neither Markdown nor prose before the Markdown parser sees it: shortcodes,
//! Liquid, MDX, Obsidian comments, attribute lists, block ids, property lines and our own links. The covered copy
//! has the length of the text, so that every offset in it is an offset in the note.
//!
//! A hole is filled with `x`, which is a letter anywhere and a link target where one is wanted; a
//! hole that fills its paragraph is filled with spaces. Code is left as it is.

use crate::document::managed;
use crate::document::managed::Block;
use crate::span::Span;
use crate::span::floor_char_boundary;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) mod lines;
mod template;

/// A text with holes.
pub struct Masked<'t> {
    /// The text with its holes filled; as long as the text.
    pub text: Cow<'t, str>,
    /// The holes in order; they do not overlap.
    pub holes: Vec<Span>,
    /// Fields found in the body, in order.
    pub fields: Vec<Property>,
}

impl Masked<'_> {
    /// Whether any of `span` is covered.
    pub fn touches(&self, span: Span) -> bool {
        let first = self.holes.partition_point(|hole| hole.end <= span.start);
        self.holes.get(first).is_some_and(|hole| hole.start < span.end)
    }
}

/// A `key:: value` of the body.
pub struct Property {
    /// As written.
    pub key: String,
    /// Where the value stands.
    pub value: Span,
}

/// Covers the body of `text`, which begins at `from`. Cost: linear.
pub fn mask(text: &str, from: usize) -> Masked<'_> {
    let mut scan =
        Scan { text, holes: vec![], fields: vec![], hollow: vec![], found: BTreeMap::new() };
    let mut at = from;
    // Where mentions lead the Markdown parser must see.
    let ours = managed::find(text).into_iter().filter(|(block, _)| *block != Block::Mentions);
    for block in ours.map(|(_, span)| span).filter(|block| block.start >= from) {
        // What stands before our links must not reach into them.
        scan.text = &text[..block.start];
        scan.found.clear();
        scan.lines(at);
        scan.holes.push(block);
        scan.hollow.push(block);
        at = block.end;
    }
    scan.text = text;
    scan.found.clear();
    scan.lines(at);
    let filled = scan.filled().map_or(Cow::Borrowed(text), Cow::Owned);
    Masked { text: filled, holes: scan.holes, fields: scan.fields }
}

struct Scan<'t> {
    text: &'t str,
    holes: Vec<Span>,
    fields: Vec<Property>,
    /// Lines that are nothing but holes, to be filled with spaces.
    hollow: Vec<Span>,
    /// Where closing tags that may be far away were found.
    found: BTreeMap<String, Option<usize>>,
}

impl Scan<'_> {
    /// Covers what is to be covered from a place on.
    fn lines(&mut self, from: usize) {
        let mut fence = None;
        let mut blank_before = true;
        let mut at = from;
        while at < self.text.len() {
            let end = self.text[at..].find('\n').map_or(self.text.len(), |len| at + len + 1);
            let line = &self.text[at..end];
            let blank = line.trim().is_empty() || line.starts_with('#');
            let was_in_fence = fence.is_some();
            fence = lines::fence_after(fence, line);
            let code = was_in_fence || fence.is_some();
            let next = if code { end } else { self.line(at, end, blank_before) };
            let hollow = self.hollow.last().is_some_and(|hollow| hollow.end + 2 >= next);
            blank_before = blank || hollow;
            at = next;
        }
    }

    /// Covers what is to be covered on the line `start..end`; gives the end of the last line that
    /// was looked at, since a hole may go on over several.
    fn line(&mut self, start: usize, end: usize, blank_before: bool) -> usize {
        let line = &self.text[start..end];
        let special = |b: u8| matches!(b, b'{' | b'%' | b':' | b'[' | b'<' | b'^');
        if let Some(next) = self.whole_line(start, end, blank_before) {
            return next;
        }
        if !line.bytes().any(special) {
            return end;
        }
        let holes_before = self.holes.len();
        let mut end = end;
        let mut at = start;
        while at < end {
            let bytes = self.text.as_bytes();
            match bytes[at] {
                b'`' => at += lines::code_len(&self.text[at..end]),
                b'{' | b'%' | b'[' | b'(' | b'<' | b'^' => {
                    let hole_end = self.inline(at, start, end);
                    at = hole_end.max(at + 1);
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
        if blank_before && self.is_hollow(start, end, holes_before) {
            self.hollow.push(Span::new(start, end));
        }
        end
    }

    /// Covers the construct that begins at `at`, if one does; gives where to go on.
    fn inline(&mut self, at: usize, line_start: usize, line_end: usize) -> usize {
        let line = &self.text[at..line_end];
        let hole = match self.text.as_bytes()[at] {
            b'{' => template::tag_len(self, at),
            b'%' if line.starts_with("%%") => self.comment_len(at, line_start, line_end),
            b'<' if line[1..].starts_with(|c: char| c.is_ascii_uppercase()) => {
                template::jsx_len(self.window(at))
            }
            b'^' => lines::block_id_len(self.text, at, line_start, line_end),
            b'[' if line.starts_with("[[") => return self.bracketed_link(at, line_end),
            b'[' | b'(' => return self.inline_field(at, line_end),
            _ => None,
        };
        match hole {
            Some(len) => {
                self.holes.push(Span::new(at, at + len));
                at + len
            }
            None => at,
        }
    }

    /// `[[1]](url)` is a link in brackets and no wiki link: covers the inner brackets.
    fn bracketed_link(&mut self, at: usize, line_end: usize) -> usize {
        // A label in brackets is short; looking no further keeps the cost linear.
        let line = &self.text[at..floor_char_boundary(self.text, line_end.min(at + 300))];
        match line.find("]]") {
            Some(close) if line[close + 2..].starts_with('(') && !line[2..close].contains('[') => {
                self.holes.push(Span::new(at + 1, at + 2));
                self.holes.push(Span::new(at + close, at + close + 1));
                at + close + 2
            }
            _ => at + 2,
        }
    }

    /// `[key:: value]` and `(key:: value)`: covers all but the value.
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
        self.holes.push(Span::new(at, start));
        self.fields.push(Property { key: key.to_string(), value: Span::new(start, start + len) });
        self.holes.push(Span::new(start + len, start + len + 1));
        start + len + 1
    }

    /// `%% comment %%`, on one line or, if it begins a line, over several.
    fn comment_len(&mut self, at: usize, line_start: usize, line_end: usize) -> Option<usize> {
        let same_line = self.text[at + 2..line_end].find("%%");
        let begins_line = self.text[line_start..at].trim().is_empty();
        let len = match same_line {
            Some(len) => len,
            None if begins_line => self.find_to_end(line_end, "%%")? - at - 2,
            None => return None,
        };
        Some(len + 4)
    }

    /// Covers a line that is none of Markdown's as a whole; gives where to go on if it did.
    fn whole_line(&mut self, start: usize, end: usize, blank_before: bool) -> Option<usize> {
        let line = &self.text[start..end];
        if let Some(hashes) = lines::tight_heading(line) {
            // `##Title` is a heading to its author: the last `#` makes room for the space.
            self.holes.push(Span::new(start + hashes - 1, start + hashes));
            self.hollow.push(Span::new(start + hashes - 1, start + hashes));
            return None;
        }
        if blank_before && lines::is_mdx(line) {
            let rest = &self.text[start..];
            let len = rest.find("\n\n").map_or(rest.len(), |len| len + 1);
            self.holes.push(Span::new(start, start + len));
            self.hollow.push(Span::new(start, start + len));
            return Some(start + len);
        }
        let (key_at, key) = lines::property_line(line)?;
        let (start, line_end) = (start + key_at, start + line.trim_end().len());
        let value_at = start + key_at_value(&line[key_at..]);
        self.holes.push(Span::new(start, line_end));
        if blank_before {
            self.hollow.push(Span::new(start, line_end));
        }
        let value = Span::new(value_at.min(line_end), line_end);
        self.fields.push(Property { key, value });
        Some(end)
    }

    fn is_hollow(&self, start: usize, end: usize, holes_before: usize) -> bool {
        let mut at = start;
        for hole in &self.holes[holes_before..] {
            if !self.text[at..hole.start].trim().is_empty() {
                return false;
            }
            at = hole.end;
        }
        at > start && self.text[at..end.max(at)].trim().is_empty()
    }

    /// The text from `at` on, as far as a tag may reach: not over a blank line.
    fn window(&self, at: usize) -> &str {
        let end = floor_char_boundary(self.text, at + 2048);
        let window = &self.text[at..end];
        let blank = window.find("\n\n").into_iter().chain(window.find("\n\r\n")).min();
        &window[..blank.unwrap_or(window.len())]
    }

    /// Where `what` stands next, however far. `from` only ever grows, so each is found only once.
    fn find_to_end(&mut self, from: usize, what: &str) -> Option<usize> {
        if let Some(known) = self.found.get(what).filter(|at| at.is_none_or(|at| at >= from)) {
            return *known;
        }
        let found = self.text[from..].find(what).map(|at| from + at);
        self.found.insert(what.to_string(), found);
        found
    }

    fn filled(&self) -> Option<String> {
        let mut bytes = (!self.holes.is_empty()).then(|| self.text.as_bytes().to_vec())?;
        for hole in &self.holes {
            bytes[hole.range()].fill(b'x');
        }
        for hollow in &self.hollow {
            for at in hollow.range() {
                bytes[at] = if self.text.as_bytes()[at] == b'\n' { b'\n' } else { b' ' };
            }
        }
        String::from_utf8(bytes).ok()
    }
}

/// Where the value begins in a line that begins with its key.
fn key_at_value(line: &str) -> usize {
    line.find("::").map_or(line.len(), |at| at + 2)
}
