//! Links and images of Markdown: what they point at, and which of their words are prose.

use crate::document::LinkKind;
use crate::document::MarkKind;
use crate::document::Text;
use crate::document::body::Events;
use crate::document::body::Walk;
use crate::document::link;
use crate::document::outline::By;
use crate::span::Span;
use pulldown_cmark::LinkType;

/// A link or image that is open.
pub struct Open {
    /// Whether its words are passed over.
    muted: bool,
    /// Whether it is ours, and no link to the author.
    ours: bool,
    /// Where its words begin in the block.
    start: usize,
    /// The `#[[tag]]` that it is.
    tag: Option<Text>,
}

impl Walk<'_> {
    /// The target as it was written, where the parser saw a covered one.
    pub(super) fn target(&self, url: &str, id: &str, span: Span, events: &Events) -> String {
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

    pub(super) fn open_link(&mut self, link_type: LinkType, target: String, span: Span) {
        let ours = self.ours.contains(&span);
        let outline = &mut self.outline;
        let mut open = Open { muted: false, ours, start: 0, tag: None };
        match link_type {
            _ if ours => outline.flush(),
            LinkType::Autolink | LinkType::Email => {
                outline.flush();
                outline.bare_link(target, span);
                open.muted = true;
            }
            LinkType::WikiLink { has_pothole } => {
                let name = target.trim_end_matches('\\').trim().to_string();
                if outline.pending().ends_with('#') {
                    outline.drop_pending_byte();
                    open.tag = Some(Text { value: name.clone(), span });
                }
                let link = outline.link(LinkKind::Wiki, name, span);
                outline.open_mark(MarkKind::Link(link), By::Markdown, span);
                open.start = outline.prose(span).text.len();
                if !has_pothole {
                    self.push_shown(span);
                    open.muted = true;
                }
            }
            _ => {
                let link = outline.link(LinkKind::Inline, target, span);
                outline.open_mark(MarkKind::Link(link), By::Markdown, span);
            }
        }
        self.mute += usize::from(open.muted);
        self.open.push(open);
    }

    /// Writes what is shown of `[[dir/Note#Part]]`: the name of the note.
    fn push_shown(&mut self, span: Span) {
        let inside = &self.outline.text[span.start + 2..span.end - 2];
        let shown = link::shown(inside.trim());
        let at = span.start + 2 + inside.rfind(shown).unwrap_or(0);
        self.outline.push(Span::new(at, at + shown.len()));
    }

    pub(super) fn close_link(&mut self, span: Span) {
        let outline = &mut self.outline;
        let Some(open) = self.open.pop() else { return outline.flush() };
        self.mute -= usize::from(open.muted);
        if open.ours {
            return;
        }
        outline.close_innermost(By::Markdown, |kind| matches!(kind, MarkKind::Link(_)));
        if let Some(tag) = open.tag {
            outline.mark(MarkKind::Tag, open.start, span);
            outline.tags.push(tag);
        }
    }

    pub(super) fn open_image(&mut self, link_type: LinkType, target: String, span: Span) {
        let outline = &mut self.outline;
        let target = target.trim_end_matches('\\').to_string();
        let image = outline.link(LinkKind::Image, target, span);
        outline.open_mark(MarkKind::Image(image), By::Markdown, span);
        let start = outline.prose(span).text.len();
        let muted = link_type == LinkType::WikiLink { has_pothole: false };
        self.mute += usize::from(muted);
        self.open.push(Open { muted, ours: false, start, tag: None });
    }

    pub(super) fn close_image(&mut self, span: Span) {
        let outline = &mut self.outline;
        let Some(open) = self.open.pop() else { return outline.flush() };
        self.mute -= usize::from(open.muted);
        outline.flush();
        let prose = outline.prose(span);
        if link::is_no_description(prose.text.get(open.start..).unwrap_or("")) {
            prose.truncate(open.start);
        }
        outline.close_innermost(By::Markdown, |kind| matches!(kind, MarkKind::Image(_)));
        outline.set_apart(open.start);
    }
}
