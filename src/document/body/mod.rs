//! Walks the events of the Markdown parser and draws the outline of the note from them.
//!
//! The parser is asked for neither metadata blocks (it would swallow any paragraph between two
//! lines of dashes) nor smart punctuation (it would tear the text from its source).

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::MarkKind;
use crate::document::html;
use crate::document::managed;
use crate::document::mask;
use crate::document::outline::By;
use crate::document::outline::Container;
use crate::document::outline::MAX_CELLS;
use crate::document::outline::Outline;
use crate::document::properties;
use crate::note::Note;
use crate::span::Span;
use pulldown_cmark::DefaultBrokenLinkCallback;
use pulldown_cmark::Event;
use pulldown_cmark::OffsetIter;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

mod links;

/// Reads the blocks, links, tags and fields of the body into `document`, which has its front
/// matter. Tags of the body are left in `document.tags`.
pub fn read(note: &Note, document: &mut Document, diagnostics: &mut Vec<Diagnostic>) {
    let masked = mask::mask(&note.text, document.head.end);
    let outline = Outline::new(&note.text, &masked, std::mem::take(&mut document.links));
    let base = document.head.end;
    let ours = managed::mentions(&note.text).into_iter().map(|mention| mention.link).collect();
    let mut walk =
        Walk { outline, base, ours, mute: 0, open: vec![], in_muted_cell: false, html: None };
    let mut events = Parser::new_ext(&masked.text[walk.base..], options()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let span = Span::new(walk.base + range.start, walk.base + range.end);
        walk.event(event, span, &events);
    }
    walk.end_html();
    walk.outline.end_leaf();
    let outline = walk.outline;
    if outline.cells > MAX_CELLS {
        let message = format!("the tables have {} cells", outline.cells);
        let told = Diagnostic::warning(&note.path, "large-table", message);
        diagnostics.push(told.help(format!("The first {MAX_CELLS} were read.")));
    }
    (document.blocks, document.links, document.tags) =
        (outline.blocks, outline.links, outline.tags);
    properties::read(note, &masked, document);
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// The events of the parser, which also knows the link definitions.
type Events<'e> = OffsetIter<'e, DefaultBrokenLinkCallback>;

struct Walk<'t> {
    outline: Outline<'t>,
    /// Where the body begins.
    base: usize,
    /// Links that are ours: their words are text like any other.
    ours: Vec<Span>,
    /// Depth within what is no prose.
    mute: usize,
    /// Links and images that are open.
    open: Vec<links::Open>,
    /// Whether a cell is passed over, the tables being too large.
    in_muted_cell: bool,
    /// Lines of HTML that follow one another.
    html: Option<Span>,
}

impl Walk<'_> {
    fn event(&mut self, event: Event, span: Span, events: &Events) {
        if let (Event::Html(_), Some(html)) = (&event, self.html)
            && html.end == span.start
        {
            self.html = Some(Span::new(html.start, span.end));
            return;
        }
        self.end_html();
        match event {
            Event::Start(tag) => self.start(tag, span, events),
            Event::End(tag) => self.end(tag, span),
            _ if self.mute > 0 || span.start < self.outline.silent_until => {}
            Event::Text(text) if *text == self.outline.masked.text[span.range()] => {
                self.outline.words(span);
            }
            Event::Text(text) => self.outline.push_decoded(&text, span),
            Event::Code(code) => self.code(&code, span),
            Event::SoftBreak => self.outline.newline(span),
            Event::HardBreak => {
                self.outline.newline(span);
                self.outline.end_sentence();
            }
            Event::Html(_) => self.html = Some(span),
            Event::InlineHtml(_) => html::read(&mut self.outline, span),
            Event::Rule => self.outline.end_leaf(),
            _ => self.outline.flush(),
        }
    }

    fn end_html(&mut self) {
        if let Some(span) = self.html.take() {
            html::read(&mut self.outline, span);
        }
    }

    fn start(&mut self, tag: Tag, span: Span, events: &Events) {
        let outline = &mut self.outline;
        match tag {
            Tag::Paragraph => outline.open_leaf(None, trimmed(outline.text, span)),
            Tag::Heading { level, .. } => {
                outline.close_html();
                let level = heading_level(outline.text, span).unwrap_or(level as u8);
                outline.open_leaf(Some(level), trimmed(outline.text, span));
            }
            Tag::BlockQuote(_) => outline.open(Container::Quote, By::Markdown),
            Tag::List(first) => {
                outline.open(Container::List { ordered: first.is_some() }, By::Markdown);
            }
            Tag::Item => outline.open(Container::Item(None), By::Markdown),
            Tag::Table(_) => outline.open_table(By::Markdown),
            Tag::TableHead | Tag::TableRow => outline.open_row(),
            Tag::TableCell if outline.open_cell() => outline.open_leaf(None, span),
            Tag::TableCell => (self.in_muted_cell, self.mute) = (true, self.mute + 1),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                outline.end_leaf();
                self.mute += 1;
            }
            Tag::Emphasis => outline.open_mark(MarkKind::Emphasis, By::Markdown, span),
            Tag::Strong => outline.open_mark(MarkKind::Strong, By::Markdown, span),
            Tag::Link { link_type, dest_url, id, .. } => {
                let target = self.target(&dest_url, &id, span, events);
                self.open_link(link_type, target, span);
            }
            Tag::Image { link_type, dest_url, id, .. } => {
                let target = self.target(&dest_url, &id, span, events);
                self.open_image(link_type, target, span);
            }
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => outline.flush(),
            _ => outline.end_leaf(),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        let outline = &mut self.outline;
        match tag {
            TagEnd::BlockQuote(_) => {
                outline.close(By::Markdown, |container| matches!(container, Container::Quote));
            }
            TagEnd::List(_) => {
                outline
                    .close(By::Markdown, |container| matches!(container, Container::List { .. }));
            }
            TagEnd::Item => {
                outline.close(By::Markdown, |container| matches!(container, Container::Item(_)));
            }
            TagEnd::Table => {
                outline
                    .close(By::Markdown, |container| matches!(container, Container::Table { .. }));
            }
            TagEnd::TableCell if std::mem::take(&mut self.in_muted_cell) => self.mute -= 1,
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.mute -= 1,
            TagEnd::Emphasis => {
                outline.close_innermost(By::Markdown, |kind| *kind == MarkKind::Emphasis);
            }
            TagEnd::Strong => {
                outline.close_innermost(By::Markdown, |kind| *kind == MarkKind::Strong);
            }
            TagEnd::Link => self.close_link(span),
            TagEnd::Image => self.close_image(span),
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => outline.flush(),
            _ => outline.end_leaf(),
        }
    }

    fn code(&mut self, code: &str, span: Span) {
        let outline = &mut self.outline;
        outline.flush();
        let start = outline.prose(span).text.len();
        match outline.text[span.range()].find(code) {
            Some(at) => {
                let inside = Span::new(span.start + at, span.start + at + code.len());
                let text = outline.text;
                outline.prose(span).push(text, inside);
            }
            None => outline.push_decoded(code, span),
        }
        outline.mark(MarkKind::Code, start, span);
    }
}

/// The level of a heading that begins with hashes, counted where none of them is covered.
fn heading_level(text: &str, span: Span) -> Option<u8> {
    let hashes = text[span.range()].bytes().take(6).take_while(|b| *b == b'#').count();
    u8::try_from(hashes).ok().filter(|hashes| *hashes > 0)
}

/// The block without the line end behind it.
fn trimmed(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + text[span.range()].trim_end().len())
}
