//! Beginning and ending leaf blocks.

use crate::document::Block;
use crate::document::BlockKind;
use crate::document::Mark;
use crate::document::MarkKind;
use crate::document::outline::By;
use crate::document::outline::Container;
use crate::document::outline::Outline;
use crate::document::prose::Prose;
use crate::document::sentence;
use crate::span::Span;
use crate::span::floor_char_boundary;
use std::cmp::Reverse;
use std::ops::Range;

/// A leaf block that is being written.
pub(super) struct Leaf {
    pub(super) kind: BlockKind,
    pub(super) first_of_item: bool,
    pub(super) prose: Prose,
    pub(super) span: Span,
    pub(super) marks: Vec<Mark>,
    pub(super) open: Vec<(MarkKind, usize, By)>,
    pub(super) links: Vec<usize>,
    /// Where loose asterisks stood that no others have answered yet.
    pub(super) loose: Option<usize>,
}

impl Outline<'_> {
    /// Begins a heading or a paragraph, whatever is open around it.
    pub fn open_leaf(&mut self, heading: Option<u8>, span: Span) {
        self.end_leaf();
        let innermost = self.containers.iter().rev().find_map(|(container, _)| match container {
            Container::Item(first) => Some((None, first.is_none())),
            Container::Table { table, row, column } => {
                let (row, column) = (row.saturating_sub(1), column.saturating_sub(1));
                Some((Some(BlockKind::Cell { table: *table, row, column }), false))
            }
            _ => None,
        });
        let (cell, first_of_item) = innermost.unwrap_or((None, false));
        let depth = u8::try_from(self.lists.max(1)).unwrap_or(u8::MAX);
        let kind = match (heading.or(self.html_heading), cell) {
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(cell)) => cell,
            (None, None) if first_of_item => BlockKind::Item { depth, ordered: self.ordered() },
            (None, None) => BlockKind::Paragraph,
        };
        let open = self.carried.drain(..).map(|kind| (kind, 0, By::Html)).collect();
        let (prose, marks) = (Prose::with_room_for(span.len()), vec![]);
        self.leaf = Some(Leaf {
            kind,
            first_of_item,
            prose,
            span,
            marks,
            open,
            links: vec![],
            loose: None,
        });
    }

    /// Ends the block that is being written, if one is.
    pub fn end_leaf(&mut self) {
        self.flush();
        let Some(mut leaf) = self.leaf.take() else { return };
        let unclosed = std::mem::take(&mut leaf.open);
        let len = leaf.prose.text.trim_end_matches(|c: char| c.is_whitespace() || c == '\\').len();
        for (kind, start, by) in unclosed.into_iter().rev() {
            if by == By::Html && start == len && matches!(kind, MarkKind::Link(_)) {
                self.carried.insert(0, kind);
            } else {
                self.close_mark(&mut leaf, kind, start);
            }
        }
        leaf.prose.truncate(len);
        if !leaf.links.is_empty() || !is_nothing(&leaf.prose.text) {
            self.finish(leaf);
        }
    }

    fn finish(&mut self, leaf: Leaf) {
        let index = self.blocks.len();
        self.cut_links(&leaf);
        if let BlockKind::Heading(level) = leaf.kind {
            while self.headings.last().is_some_and(|(above, _)| *above >= level) {
                self.headings.pop();
            }
        }
        let parent = self.containers.iter().rev().find_map(|(container, _)| match container {
            Container::Item(first) => *first,
            _ => None,
        });
        let block = Block {
            kind: leaf.kind,
            sentences: sentence::split(&leaf.prose.text, &leaf.prose.breaks),
            marks: sorted(leaf.marks, &leaf.prose.text),
            text: leaf.prose.text,
            map: leaf.prose.map,
            decoded: leaf.prose.decoded,
            section: self.headings.last().map(|(_, heading)| *heading),
            parent,
            quoted: u8::try_from(self.quoted).unwrap_or(u8::MAX),
            span: leaf.span,
        };
        if let BlockKind::Heading(level) = block.kind {
            self.headings.push((level, index));
        }
        if leaf.first_of_item {
            let item =
                self.containers.iter_mut().rev().find_map(|(container, _)| match container {
                    Container::Item(first) => Some(first),
                    _ => None,
                });
            item.into_iter().for_each(|first| *first = Some(index));
        }
        self.blocks.push(block);
    }

    /// The end of the next closing HTML tag of this name, however far. `from` only ever grows, so
    /// each is found only once.
    pub fn find_closing(&mut self, name: &str, from: usize) -> Option<usize> {
        if let Some(known) = self.closings.get(name).filter(|at| at.is_none_or(|at| at >= from)) {
            return *known;
        }
        let rest = &self.text[from..];
        let closes = |at: &usize| {
            let tag = rest[*at..].get(2..2 + name.len());
            rest[*at..].starts_with("</") && tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        };
        let open = rest.match_indices("</").map(|(at, _)| at).find(closes);
        let end = open.and_then(|at| Some(from + at + rest[at..].find('>')? + 1));
        self.closings.insert(name.to_string(), end);
        end
    }

    /// Text that was taken back is no longer part of its links.
    fn cut_links(&mut self, leaf: &Leaf) {
        for link in &leaf.links {
            if let Some((_, range)) = &mut self.links[*link].block {
                *range = cut(range, &leaf.prose.text);
            }
        }
    }
}

/// The range as far as it lies in `text`.
fn cut(range: &Range<usize>, text: &str) -> Range<usize> {
    floor_char_boundary(text, range.start)..floor_char_boundary(text, range.end)
}

/// Whether a block says nothing: it is empty, or a placeholder for a table of contents.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "[TOC]" | "[toc]" | "[[TOC]]" | "[[_TOC_]]" | "\\" | "\u{feff}")
}

/// Marks by start, the longer first, cut to the text.
fn sorted(mut marks: Vec<Mark>, text: &str) -> Vec<Mark> {
    marks.iter_mut().for_each(|mark| mark.range = cut(&mark.range, text));
    marks.retain(|mark| !mark.range.is_empty());
    marks.sort_by_key(|mark| (mark.range.start, Reverse(mark.range.end)));
    marks
}
