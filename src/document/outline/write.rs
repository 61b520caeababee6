//! Writing into the leaf block at hand: words, line ends, marks and links.

use crate::document::Link;
use crate::document::LinkKind;
use crate::document::Mark;
use crate::document::MarkKind;
use crate::document::outline::By;
use crate::document::outline::Container;
use crate::document::outline::Outline;
use crate::document::outline::leaf::Leaf;
use crate::document::prose::Prose;
use crate::document::words;
use crate::span::Span;

impl Outline<'_> {
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
            words::write(self, run);
        }
    }

    /// The text to come before what is at hand, not yet written.
    pub fn pending(&self) -> &str {
        self.run.map_or("", |run| &self.text[run.range()])
    }

    /// Takes the last byte of the pending text back.
    pub fn drop_pending_byte(&mut self) {
        if let Some(run) = &mut self.run {
            run.end -= 1;
        }
    }

    /// Adds a piece of the note as it is, but for the holes in it.
    pub fn push(&mut self, span: Span) {
        let (text, masked) = (self.text, self.masked);
        let first = masked.holes.partition_point(|hole| hole.end <= span.start);
        let mut at = span.start;
        for hole in masked.holes[first..].iter().take_while(|hole| hole.start < span.end) {
            if hole.start > at {
                self.prose(span).push(text, Span::new(at, hole.start));
            }
            at = hole.end.min(span.end);
        }
        if at < span.end {
            self.prose(span).push(text, Span::new(at, span.end));
        }
    }

    /// Adds words that `span` stands for.
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

    /// A sentence must end here.
    pub fn end_sentence(&mut self) {
        self.flush();
        if let Some(leaf) = &mut self.leaf {
            leaf.prose.end_sentence();
        }
    }

    /// What was written from `start` on, if anything, is a sentence of its own.
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

    /// Whether no word of a block has been written yet.
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

    /// Whether words to come are those of a link.
    pub fn in_link(&self) -> bool {
        let mut open = self.leaf.iter().flat_map(|leaf| &leaf.open);
        open.any(|(kind, ..)| matches!(kind, MarkKind::Link(_)))
    }

    /// Opens a mark.
    pub fn open_mark(&mut self, kind: MarkKind, by: By, span: Span) {
        self.flush();
        let start = self.prose(span).text.len();
        if let Some(leaf) = &mut self.leaf {
            leaf.open.push((kind, start, by));
        }
    }

    /// Closes the innermost open mark for which `is` holds.
    pub fn close_innermost(&mut self, by: By, is: fn(&MarkKind) -> bool) {
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

    pub(super) fn close_mark(&mut self, leaf: &mut Leaf, kind: MarkKind, start: usize) {
        let end = leaf.prose.text.trim_end().len();
        let range = start.min(end)..end;
        if let MarkKind::Link(link) | MarkKind::Image(link) = kind {
            self.links[link].block = Some((self.blocks.len(), range.clone()));
            leaf.links.push(link);
        }
        if !range.is_empty() {
            leaf.marks.push(Mark { range, kind });
        }
    }

    /// Two asterisks that Markdown let stand: what lies between two of them is strong to its
    /// author, and if it fills its lines it is a sentence too.
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
                leaf.marks.push(Mark { range, kind: MarkKind::Strong });
            }
        }
    }

    /// Marks what was written from `start` on.
    pub fn mark(&mut self, kind: MarkKind, start: usize, span: Span) {
        let range = start..self.prose(span).text.len();
        if let Some(leaf) = self.leaf.as_mut().filter(|_| !range.is_empty()) {
            leaf.marks.push(Mark { range, kind });
        }
    }

    /// Notes a link; gives its number.
    pub fn link(&mut self, kind: LinkKind, target: String, span: Span) -> usize {
        self.links.push(Link { kind, target, block: None, span });
        self.links.len() - 1
    }

    /// Notes a URL that stands for itself: a link without words.
    pub fn bare_link(&mut self, target: String, span: Span) {
        let link = self.link(LinkKind::Bare, target, span);
        let at = self.prose(span).text.trim_end().len();
        self.links[link].block = Some((self.blocks.len(), at..at));
        if let Some(leaf) = &mut self.leaf {
            leaf.links.push(link);
        }
    }
}
