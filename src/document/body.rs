//! The body of a note: builds its outline from the events of the Markdown parser.
//!
//! Two options of the parser are off: metadata blocks, which would swallow any paragraph between two lines of
//! dashes, and smart punctuation, which would separate the text from its source.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::LinkKind;
use crate::document::MarkKind;
use crate::document::SpannedText;
use crate::document::html;
use crate::document::link;
use crate::document::mask;
use crate::document::outline::Container;
use crate::document::outline::MAX_CELLS;
use crate::document::outline::Outline;
use crate::document::outline::Syntax;
use crate::document::properties;
use crate::markers;
use crate::note::Note;
use crate::span::Span;
use pulldown_cmark::DefaultBrokenLinkCallback;
use pulldown_cmark::Event;
use pulldown_cmark::LinkType;
use pulldown_cmark::OffsetIter;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

/// Adds the blocks, links, tags and fields of the body to `document`, which has its front matter.
pub fn read(note: &Note, document: &mut Document, diagnostics: &mut Vec<Diagnostic>) {
    let masked = mask::mask(&note.text, document.head.end);
    let outline = Outline::new(&note.text, &masked, std::mem::take(&mut document.links));
    let base = document.head.end;
    let managed =
        markers::linked_mentions(&note.text).into_iter().map(|mention| mention.link).collect();
    let mut walk =
        Walk { outline, base, managed, mute: 0, open: vec![], in_muted_cell: false, html: None };
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
        let warning = Diagnostic::warning(&note.path, "large-table", message);
        diagnostics.push(warning.help(format!("Only the first {MAX_CELLS} were read.")));
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

/// The events of the parser, with the link definitions.
type Events<'e> = OffsetIter<'e, DefaultBrokenLinkCallback>;

struct Walk<'t> {
    outline: Outline<'t>,
    /// The offset of the body.
    base: usize,
    /// Links that hallway made: their words are text like any other.
    managed: Vec<Span>,
    /// How many elements that are not prose are open.
    mute: usize,
    /// Open links and images.
    open: Vec<OpenLink>,
    /// Whether a cell is skipped because the tables are too large.
    in_muted_cell: bool,
    /// Consecutive lines of HTML.
    html: Option<Span>,
}

/// A link or image that is open.
struct OpenLink {
    /// Whether its words are skipped.
    muted: bool,
    /// Whether hallway made it, so that to the author it is not a link.
    managed: bool,
    /// Where its words begin in the block.
    start: usize,
    /// The `#[[tag]]` that it is.
    tag: Option<SpannedText>,
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
            Tag::BlockQuote(_) => outline.open(Container::Quote, Syntax::Markdown),
            Tag::List(first) => {
                outline.open(Container::List { ordered: first.is_some() }, Syntax::Markdown);
            }
            Tag::Item => outline.open(Container::Item(None), Syntax::Markdown),
            Tag::Table(_) => outline.open_table(Syntax::Markdown),
            Tag::TableHead | Tag::TableRow => outline.open_row(),
            Tag::TableCell if outline.open_cell() => outline.open_leaf(None, span),
            Tag::TableCell => (self.in_muted_cell, self.mute) = (true, self.mute + 1),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                outline.end_leaf();
                self.mute += 1;
            }
            Tag::Emphasis => outline.open_mark(MarkKind::Emphasis, Syntax::Markdown, span),
            Tag::Strong => outline.open_mark(MarkKind::Strong, Syntax::Markdown, span),
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
                outline.close(Syntax::Markdown, |container| matches!(container, Container::Quote));
            }
            TagEnd::List(_) => {
                outline.close(Syntax::Markdown, |container| {
                    matches!(container, Container::List { .. })
                });
            }
            TagEnd::Item => {
                outline
                    .close(Syntax::Markdown, |container| matches!(container, Container::Item(_)));
            }
            TagEnd::Table => {
                outline.close(Syntax::Markdown, |container| {
                    matches!(container, Container::Table { .. })
                });
            }
            TagEnd::TableCell if std::mem::take(&mut self.in_muted_cell) => self.mute -= 1,
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.mute -= 1,
            TagEnd::Emphasis => {
                outline.close_innermost(Syntax::Markdown, |kind| *kind == MarkKind::Emphasis);
            }
            TagEnd::Strong => {
                outline.close_innermost(Syntax::Markdown, |kind| *kind == MarkKind::Strong);
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

    /// The target as written, if the parser saw a masked one.
    fn target(&self, url: &str, id: &str, span: Span, events: &Events) -> String {
        let (text, masked) = (self.outline.text, self.outline.masked);
        let definition = events.reference_definitions().get(id).filter(|_| !id.is_empty());
        let place = definition.map_or(span, |definition| {
            Span::new(self.base + definition.span.start, self.base + definition.span.end)
        });
        if !masked.touches(place) {
            return url.to_string();
        }
        match masked.text[place.range()].rfind(url) {
            Some(at) => {
                let start = place.start + at;
                link::target(&text[start..start + url.len()])
            }
            None => url.to_string(),
        }
    }

    fn open_link(&mut self, link_type: LinkType, target: String, span: Span) {
        let managed = self.managed.contains(&span);
        let outline = &mut self.outline;
        let mut open = OpenLink { muted: false, managed, start: 0, tag: None };
        match link_type {
            _ if managed => outline.flush(),
            LinkType::Autolink | LinkType::Email => {
                outline.flush();
                outline.bare_link(target, span);
                open.muted = true;
            }
            LinkType::WikiLink { has_pothole } => {
                let name = target.trim_end_matches('\\').trim().to_string();
                if outline.pending().ends_with('#') {
                    outline.drop_pending_byte();
                    open.tag = Some(SpannedText { value: name.clone(), span });
                }
                let link = outline.link(LinkKind::Wiki, name, span);
                outline.open_mark(MarkKind::Link(link), Syntax::Markdown, span);
                open.start = outline.prose(span).text.len();
                if !has_pothole {
                    self.push_shown(span);
                    open.muted = true;
                }
            }
            _ => {
                let link = outline.link(LinkKind::Inline, target, span);
                outline.open_mark(MarkKind::Link(link), Syntax::Markdown, span);
            }
        }
        self.mute += usize::from(open.muted);
        self.open.push(open);
    }

    /// Writes the shown part of `[[dir/Note#Part]]`: the name of the note.
    fn push_shown(&mut self, span: Span) {
        let inside = &self.outline.text[span.start + 2..span.end - 2];
        let shown = link::shown(inside.trim());
        let at = span.start + 2 + inside.rfind(shown).unwrap_or(0);
        self.outline.push(Span::new(at, at + shown.len()));
    }

    fn close_link(&mut self, span: Span) {
        let outline = &mut self.outline;
        let Some(open) = self.open.pop() else { return outline.flush() };
        self.mute -= usize::from(open.muted);
        if open.managed {
            return;
        }
        outline.close_innermost(Syntax::Markdown, |kind| matches!(kind, MarkKind::Link(_)));
        if let Some(tag) = open.tag {
            outline.mark(MarkKind::Tag, open.start, span);
            outline.tags.push(tag);
        }
    }

    fn open_image(&mut self, link_type: LinkType, target: String, span: Span) {
        let outline = &mut self.outline;
        let target = target.trim_end_matches('\\').to_string();
        let image = outline.link(LinkKind::Image, target, span);
        outline.open_mark(MarkKind::Image(image), Syntax::Markdown, span);
        let start = outline.prose(span).text.len();
        let muted = link_type == LinkType::WikiLink { has_pothole: false };
        self.mute += usize::from(muted);
        self.open.push(OpenLink { muted, managed: false, start, tag: None });
    }

    fn close_image(&mut self, span: Span) {
        let outline = &mut self.outline;
        let Some(open) = self.open.pop() else { return outline.flush() };
        self.mute -= usize::from(open.muted);
        outline.flush();
        let prose = outline.prose(span);
        if link::is_no_description(prose.text.get(open.start..).unwrap_or("")) {
            prose.truncate(open.start);
        }
        outline.close_innermost(Syntax::Markdown, |kind| matches!(kind, MarkKind::Image(_)));
        outline.set_apart(open.start);
    }
}

/// The level of a heading with hashes, counted in the text without masks.
fn heading_level(text: &str, span: Span) -> Option<u8> {
    let hashes = text[span.range()].bytes().take(6).take_while(|b| *b == b'#').count();
    u8::try_from(hashes).ok().filter(|hashes| *hashes > 0)
}

/// The block without its line end.
fn trimmed(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + text[span.range()].trim_end().len())
}
