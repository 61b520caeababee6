//! The outline of a note while it is being read: the open lists, quotes and tables, the headings above, and the
//! leaf block that is being written. Both Markdown and HTML add to it.

use crate::document::Block;
use crate::document::BlockKind;
use crate::document::DocumentLink;
use crate::document::LinkKind;
use crate::document::MarkKind;
use crate::document::MarkedRange;
use crate::document::SpannedText;
use crate::document::link;
use crate::document::mask::MaskedText;
use crate::document::prose::Prose;
use crate::document::running_text;
use crate::document::running_text::BlockStart;
use crate::document::running_text::Inline;
use crate::document::sentence;
use crate::span::Span;
use crate::span::floor_char_boundary;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// The most table cells of a note that are read.
pub const MAX_CELLS: usize = 10_000;
/// The deepest nesting of HTML that is followed.
const MAX_DEPTH: usize = 200;

/// The syntax that opened something; only the same can close it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Markdown, which is always balanced.
    Markdown,
    /// HTML, which may not be.
    Html,
}

/// A container of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
    },
    /// A list item, with its first block.
    Item(Option<usize>),
    /// A block quote.
    Quote,
    /// A table: its number, and the row and column to come.
    Table {
        /// Number in the note.
        table: u16,
        /// Rows begun.
        row: u16,
        /// Cells begun in the row.
        column: u16,
    },
}

/// The blocks, links and tags read so far, and everything that is open.
pub struct Outline<'t> {
    /// The note's text.
    pub text: &'t str,
    /// The same with masks.
    pub masked: &'t MaskedText<'t>,
    /// Finished blocks.
    pub blocks: Vec<Block>,
    /// Links, also of the block that is being written.
    pub links: Vec<DocumentLink>,
    /// Tags in running text.
    pub tags: Vec<SpannedText>,
    /// Cells begun.
    pub cells: usize,
    /// Text before this offset is skipped.
    pub silent_until: usize,
    /// The level of an HTML heading that is open.
    pub html_heading: Option<u8>,
    closings: BTreeMap<String, Option<usize>>,
    containers: Vec<(Container, Syntax)>,
    headings: Vec<(u8, usize)>,
    leaf: Option<OpenLeaf>,
    run: Option<Span>,
    carried: Vec<MarkKind>,
    quoted: usize,
    lists: usize,
    tables: u16,
}

/// A leaf block that is being written.
struct OpenLeaf {
    kind: BlockKind,
    first_of_item: bool,
    prose: Prose,
    span: Span,
    marks: Vec<MarkedRange>,
    open: Vec<(MarkKind, usize, Syntax)>,
    links: Vec<usize>,
    /// The offset of loose asterisks that may begin strong text.
    loose: Option<usize>,
}

impl<'t> Outline<'t> {
    /// An empty outline of a note. `links` are those of its front matter.
    pub fn new(text: &'t str, masked: &'t MaskedText<'t>, links: Vec<DocumentLink>) -> Outline<'t> {
        Outline {
            text,
            masked,
            blocks: vec![],
            links,
            tags: vec![],
            cells: 0,
            silent_until: 0,
            html_heading: None,
            closings: BTreeMap::new(),
            containers: vec![],
            headings: vec![],
            leaf: None,
            run: None,
            carried: vec![],
            quoted: 0,
            lists: 0,
            tables: 0,
        }
    }

    /// Opens a container.
    pub fn open(&mut self, container: Container, by: Syntax) {
        self.end_leaf();
        if by == Syntax::Html && self.containers.len() > MAX_DEPTH {
            return;
        }
        match container {
            Container::List { .. } => self.lists += 1,
            Container::Quote => self.quoted += 1,
            _ => {}
        }
        self.containers.push((container, by));
    }

    /// Opens a table.
    pub fn open_table(&mut self, by: Syntax) {
        let table = self.tables;
        self.tables = self.tables.saturating_add(1);
        self.open(Container::Table { table, row: 0, column: 0 }, by);
    }

    /// Closes the innermost container for which `is` holds, with everything in it. HTML cannot close what Markdown
    /// opened.
    pub fn close(&mut self, by: Syntax, is: fn(&Container) -> bool) {
        self.end_leaf();
        let reachable = self.containers.iter().rposition(|(container, opened_by)| {
            (by == Syntax::Html && *opened_by == Syntax::Markdown)
                || (*opened_by == by && is(container))
        });
        let Some(at) = reachable.filter(|at| self.containers[*at].1 == by) else { return };
        self.close_from(at);
    }

    /// Closes the innermost HTML item, if no list is open within it.
    pub fn close_item(&mut self) {
        self.end_leaf();
        let innermost = self.containers.iter().rposition(|(container, _)| {
            matches!(container, Container::Item(_) | Container::List { .. })
        });
        let item = innermost
            .filter(|at| matches!(self.containers[*at], (Container::Item(_), Syntax::Html)));
        item.into_iter().for_each(|at| self.close_from(at));
    }

    /// Closes what HTML left open in the innermost Markdown container.
    pub fn close_html(&mut self) {
        self.end_leaf();
        let markdown = self.containers.iter().rposition(|(_, by)| *by == Syntax::Markdown);
        self.close_from(markdown.map_or(0, |at| at + 1));
        self.html_heading = None;
    }

    fn close_from(&mut self, at: usize) {
        for (container, _) in self.containers.drain(at..) {
            match container {
                Container::List { .. } => self.lists -= 1,
                Container::Quote => self.quoted -= 1,
                _ => {}
            }
        }
    }

    /// Whether the next list item would be numbered.
    fn ordered(&self) -> bool {
        let lists = self.containers.iter().rev().filter_map(|(container, _)| match container {
            Container::List { ordered } => Some(*ordered),
            _ => None,
        });
        lists.take(1).any(|ordered| ordered)
    }

    /// Begins a row of the innermost table.
    pub fn open_row(&mut self) {
        self.end_leaf();
        if let Some(Container::Table { row, column, .. }) = self.table() {
            (*row, *column) = (row.saturating_add(1), 0);
        }
    }

    /// Begins a cell of the innermost table; whether it is to be read.
    pub fn open_cell(&mut self) -> bool {
        self.end_leaf();
        self.cells += 1;
        if let Some(Container::Table { column, .. }) = self.table() {
            *column = column.saturating_add(1);
        }
        self.cells <= MAX_CELLS
    }

    fn table(&mut self) -> Option<&mut Container> {
        let table = |container: &Container| matches!(container, Container::Table { .. });
        self.containers.iter_mut().rev().map(|(container, _)| container).find(|c| table(c))
    }

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
        let open = self.carried.drain(..).map(|kind| (kind, 0, Syntax::Html)).collect();
        let (prose, marks) = (Prose::with_room_for(span.len()), vec![]);
        self.leaf = Some(OpenLeaf {
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
            if by == Syntax::Html && start == len && matches!(kind, MarkKind::Link(_)) {
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

    fn finish(&mut self, leaf: OpenLeaf) {
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

    /// The end of the next closing HTML tag with this name, however far. `from` never decreases, so that each is
    /// found only once.
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

    /// Removes text that was taken back from its links.
    fn cut_links(&mut self, leaf: &OpenLeaf) {
        for link in &leaf.links {
            if let Some((_, range)) = &mut self.links[*link].block {
                *range = cut(range, &leaf.prose.text);
            }
        }
    }

    /// Adds running text.
    pub fn words(&mut self, span: Span) {
        match &mut self.run {
            Some(run) if run.end == span.start => run.end = span.end,
            _ => {
                self.flush();
                self.run = Some(span);
            }
        }
    }

    /// Writes the running text that was added.
    pub fn flush(&mut self) {
        if let Some(run) = self.run.take() {
            self.write(run);
        }
    }

    /// Writes running text, with its links and tags.
    fn write(&mut self, run: Span) {
        let start = match () {
            () if self.at_item_start() => BlockStart::Item,
            () if self.at_quote_start() => BlockStart::Quote,
            () => BlockStart::Other,
        };
        let (mut at, found) = running_text::scan(&self.masked.text, run, start);
        for (inline, span) in found {
            self.push_words(Span::new(at, span.start));
            match inline {
                Inline::Url if !self.in_link() => {
                    self.bare_link(link::target(&self.text[span.range()]), span);
                }
                Inline::Tag => self.tag(span),
                Inline::Asterisks => self.loose_strong(span),
                Inline::Url | Inline::Skipped => {}
            }
            at = span.end;
        }
        self.push_words(Span::new(at, run.end));
    }

    /// Adds words, unless they are white space at the start of a block.
    fn push_words(&mut self, span: Span) {
        let blank = self.text[span.range()].trim().is_empty();
        if !(span.is_empty() || blank && self.at_start()) {
            self.push(span);
        }
    }

    /// Adds a `#tag`.
    fn tag(&mut self, span: Span) {
        let start = self.prose(span).text.len();
        self.push(span);
        self.mark(MarkKind::Tag, start, span);
        let name = Span::new(span.start + 1, span.end);
        let value = self.text[name.range()].to_string();
        self.tags.push(SpannedText { value, span: name });
    }

    /// The running text that was added but not yet written.
    pub fn pending(&self) -> &str {
        self.run.map_or("", |run| &self.text[run.range()])
    }

    /// Removes the last byte of the pending text.
    pub fn drop_pending_byte(&mut self) {
        if let Some(run) = &mut self.run {
            run.end -= 1;
        }
    }

    /// Adds a part of the note as it is, except for masked parts.
    pub fn push(&mut self, span: Span) {
        let (text, masked) = (self.text, self.masked);
        let first = masked.masks.partition_point(|mask| mask.end <= span.start);
        let mut at = span.start;
        for mask in masked.masks[first..].iter().take_while(|mask| mask.start < span.end) {
            if mask.start > at {
                self.prose(span).push(text, Span::new(at, mask.start));
            }
            at = mask.end.min(span.end);
        }
        if at < span.end {
            self.prose(span).push(text, Span::new(at, span.end));
        }
    }

    /// Adds the words that `span` means.
    pub fn push_decoded(&mut self, words: &str, span: Span) {
        self.flush();
        self.prose(span).push_decoded(words, span);
    }

    /// Ends a line, within a sentence.
    pub fn newline(&mut self, span: Span) {
        self.flush();
        let text = self.text;
        if let Some(leaf) = &mut self.leaf {
            leaf.prose.newline(text, span);
        }
    }

    /// Ends a sentence.
    pub fn end_sentence(&mut self) {
        self.flush();
        if let Some(leaf) = &mut self.leaf {
            leaf.prose.end_sentence();
        }
    }

    /// Makes what was written from `start` on a sentence of its own.
    pub fn set_apart(&mut self, start: usize) {
        self.flush();
        if let Some(leaf) = self.leaf.as_mut().filter(|leaf| leaf.prose.text.len() > start) {
            leaf.prose.breaks.push(start);
            leaf.prose.end_sentence();
        }
    }

    /// The text of the block that is being written.
    pub fn prose(&mut self, span: Span) -> &mut Prose {
        if self.leaf.is_none() {
            self.open_leaf(None, span);
        }
        let leaf = self.leaf.as_mut().expect("a leaf was opened");
        leaf.span = Span::new(leaf.span.start.min(span.start), leaf.span.end.max(span.end));
        &mut leaf.prose
    }

    /// Whether no word of the block has been written yet.
    pub fn at_start(&self) -> bool {
        self.leaf.as_ref().is_none_or(|leaf| leaf.prose.text.is_empty())
    }

    /// Whether the next word is the first of a list item.
    pub fn at_item_start(&self) -> bool {
        let item = matches!(self.containers.last(), Some((Container::Item(None), _)));
        item && self.at_start()
    }

    /// Whether the next word is the first of a block in a quote.
    pub fn at_quote_start(&self) -> bool {
        self.quoted > 0 && self.at_start()
    }

    /// Whether a link is open.
    pub fn in_link(&self) -> bool {
        let mut open = self.leaf.iter().flat_map(|leaf| &leaf.open);
        open.any(|(kind, ..)| matches!(kind, MarkKind::Link(_)))
    }

    /// Opens a mark.
    pub fn open_mark(&mut self, kind: MarkKind, by: Syntax, span: Span) {
        self.flush();
        let start = self.prose(span).text.len();
        if let Some(leaf) = &mut self.leaf {
            leaf.open.push((kind, start, by));
        }
    }

    /// Closes the innermost open mark for which `is` holds.
    pub fn close_innermost(&mut self, by: Syntax, is: fn(&MarkKind) -> bool) {
        self.flush();
        let Some(mut leaf) = self.leaf.take() else {
            return self.carried.retain(|kind| !is(kind));
        };
        let open = leaf.open.iter().rposition(|(kind, _, opened_by)| *opened_by == by && is(kind));
        if let Some(at) = open {
            let (kind, start, _) = leaf.open.remove(at);
            self.close_mark(&mut leaf, kind, start);
        }
        self.leaf = Some(leaf);
    }

    fn close_mark(&mut self, leaf: &mut OpenLeaf, kind: MarkKind, start: usize) {
        let end = leaf.prose.text.trim_end().len();
        let range = start.min(end)..end;
        if let MarkKind::Link(link) | MarkKind::Image(link) = kind {
            self.links[link].block = Some((self.blocks.len(), range.clone()));
            leaf.links.push(link);
        }
        if !range.is_empty() {
            leaf.marks.push(MarkedRange { range, kind });
        }
    }

    /// Adds two asterisks that Markdown took for text. What is between two of them is strong to the author, and a
    /// sentence if it fills its lines.
    pub fn loose_strong(&mut self, span: Span) {
        let start = self.prose(span).text.len();
        let Some(leaf) = &mut self.leaf else { return };
        match leaf.loose.take() {
            None => leaf.loose = Some(start),
            Some(open) => {
                if leaf.prose.text.ends_with('\n') {
                    leaf.prose.end_sentence();
                }
                let range = open..leaf.prose.text.trim_end().len().max(open);
                leaf.marks.push(MarkedRange { range, kind: MarkKind::Strong });
            }
        }
    }

    /// Marks what was written from `start` on.
    pub fn mark(&mut self, kind: MarkKind, start: usize, span: Span) {
        let range = start..self.prose(span).text.len();
        if let Some(leaf) = self.leaf.as_mut().filter(|_| !range.is_empty()) {
            leaf.marks.push(MarkedRange { range, kind });
        }
    }

    /// Adds a link; gives its index.
    pub fn link(&mut self, kind: LinkKind, target: String, span: Span) -> usize {
        self.links.push(DocumentLink { kind, target, block: None, span });
        self.links.len() - 1
    }

    /// Adds a bare URL: a link without words.
    pub fn bare_link(&mut self, target: String, span: Span) {
        let link = self.link(LinkKind::Bare, target, span);
        let at = self.prose(span).text.trim_end().len();
        self.links[link].block = Some((self.blocks.len(), at..at));
        if let Some(leaf) = &mut self.leaf {
            leaf.links.push(link);
        }
    }
}

/// The part of a range that is in `text`.
fn cut(range: &Range<usize>, text: &str) -> Range<usize> {
    floor_char_boundary(text, range.start)..floor_char_boundary(text, range.end)
}

/// Whether a block is empty or a placeholder for a table of contents.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "[TOC]" | "[toc]" | "[[TOC]]" | "[[_TOC_]]" | "\\" | "\u{feff}")
}

/// Marks in order of start, the longer first, cut to the text.
fn sorted(mut marks: Vec<MarkedRange>, text: &str) -> Vec<MarkedRange> {
    marks.iter_mut().for_each(|mark| mark.range = cut(&mark.range, text));
    marks.retain(|mark| !mark.range.is_empty());
    marks.sort_by_key(|mark| (mark.range.start, Reverse(mark.range.end)));
    marks
}
