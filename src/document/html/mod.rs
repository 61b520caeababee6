//! HTML in a note. Its text is prose, its headings, lists, tables and quotes are part of the outline, its links are
//! links. It need not be balanced or valid.

use crate::document::LinkKind;
use crate::document::MarkKind;
use crate::document::link;
use crate::document::outline::Container;
use crate::document::outline::Outline;
use crate::document::outline::Syntax;
use crate::span::Span;
use std::borrow::Cow;

mod character_reference;

/// A tag: `<name …>` or `</name>`.
struct HtmlTag<'t> {
    name: String,
    closing: bool,
    /// Everything between the name and the `>`.
    attributes: &'t str,
    span: Span,
}

/// Reads the HTML at `span`: a block of it, or one tag in a paragraph. Cost: linear.
pub fn read(outline: &mut Outline, span: Span) {
    let masked: &str = &outline.masked.text;
    let mut at = span.start;
    while at < span.end {
        let next = masked[at..span.end].find('<').map_or(span.end, |len| at + len);
        if at < next {
            words(outline, Span::new(at, next));
        }
        at = match tag_at(outline, next, span.end) {
            _ if next == span.end => next,
            _ if masked[next..].starts_with("<!--") => {
                masked[next..span.end].find("-->").map_or(span.end, |len| next + len + 3)
            }
            Some(tag) => {
                tag_read(outline, &tag);
                tag.span.end.max(outline.silent_until.min(span.end))
            }
            None => {
                words(outline, Span::new(next, next + 1));
                next + 1
            }
        };
    }
}

/// The tag that begins at `at`.
fn tag_at<'t>(outline: &Outline<'t>, at: usize, limit: usize) -> Option<HtmlTag<'t>> {
    let bytes = &outline.masked.text.as_bytes()[..limit];
    let closing = bytes.get(at + 1) == Some(&b'/');
    let start = at + 1 + usize::from(closing);
    if !bytes.get(start).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'?')) {
        return None;
    }
    let name_len = bytes[start..].iter().position(|b| !(b.is_ascii_alphanumeric() || *b == b'-'));
    let name_end = name_len.map_or(limit, |len| start + len);
    let mut quote = None;
    for (len, byte) in bytes[name_end..].iter().enumerate().take(4096) {
        match (quote, byte) {
            (None, b'>') => {
                let end = name_end + len;
                let name = outline.text[start..name_end].to_ascii_lowercase();
                let attributes = &outline.text[name_end..end];
                return Some(HtmlTag { name, closing, attributes, span: Span::new(at, end + 1) });
            }
            (None, b'"' | b'\'') if bytes[name_end + len - 1] == b'=' => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn tag_read(outline: &mut Outline, tag: &HtmlTag) {
    match (tag.name.as_str(), tag.closing) {
        ("br", _) => {
            outline.newline(tag.span);
            outline.end_sentence();
        }
        ("img", false) => image(outline, tag),
        ("a", false) => anchor(outline, tag),
        ("a", true) => {
            outline.close_innermost(Syntax::Html, |kind| matches!(kind, MarkKind::Link(_)))
        }
        ("script" | "style" | "pre" | "textarea" | "svg" | "math" | "select", false) => {
            skip(outline, tag);
        }
        ("code", false) if outline.at_start() && holds_lines(outline, tag) => skip(outline, tag),
        (name, closing) => match inline_mark(name) {
            Some(kind) if !closing => outline.open_mark(kind, Syntax::Html, tag.span),
            Some(MarkKind::Strong) => {
                outline.close_innermost(Syntax::Html, |k| *k == MarkKind::Strong)
            }
            Some(MarkKind::Code) => outline.close_innermost(Syntax::Html, |k| *k == MarkKind::Code),
            Some(_) => outline.close_innermost(Syntax::Html, |k| *k == MarkKind::Emphasis),
            None => structure(outline, name, closing, tag.span),
        },
    }
}

fn inline_mark(name: &str) -> Option<MarkKind> {
    match name {
        "b" | "strong" => Some(MarkKind::Strong),
        "i" | "em" | "cite" => Some(MarkKind::Emphasis),
        "code" | "kbd" | "tt" | "samp" => Some(MarkKind::Code),
        _ => None,
    }
}

/// Handles tags that change the outline.
fn structure(outline: &mut Outline, name: &str, closing: bool, span: Span) {
    match (name, closing) {
        ("ul" | "ol", false) => {
            outline.open(Container::List { ordered: name == "ol" }, Syntax::Html)
        }
        ("ul" | "ol", true) => outline.close(Syntax::Html, |c| matches!(c, Container::List { .. })),
        ("li", false) => {
            outline.close_item();
            outline.open(Container::Item(None), Syntax::Html);
        }
        ("li", true) => outline.close_item(),
        ("blockquote", false) => outline.open(Container::Quote, Syntax::Html),
        ("blockquote", true) => outline.close(Syntax::Html, |c| matches!(c, Container::Quote)),
        ("table", false) => outline.open_table(Syntax::Html),
        ("table", true) => outline.close(Syntax::Html, |c| matches!(c, Container::Table { .. })),
        ("tr", false) => outline.open_row(),
        ("td" | "th", false) => html_cell(outline, span),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
            outline.end_leaf();
            outline.html_heading = (!closing).then(|| name.as_bytes()[1] - b'0');
        }
        _ if BLOCKS.binary_search(&name).is_ok() => {
            outline.end_leaf();
            if matches!(name, "p" | "div" | "section") {
                outline.html_heading = None;
            }
        }
        _ => {}
    }
}

fn html_cell(outline: &mut Outline, span: Span) {
    if outline.open_cell() {
        outline.open_leaf(None, span);
    }
}

/// Elements that begin a new block.
const BLOCKS: [&str; 40] = [
    "address", "article", "aside", "audio", "body", "button", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure", "footer", "form",
    "head", "header", "hr", "html", "iframe", "legend", "main", "nav", "object", "option", "p",
    "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "video",
];

fn anchor(outline: &mut Outline, tag: &HtmlTag) {
    if let Some(href) = attribute(tag.attributes, "href") {
        let target = link::target(&character_reference::decode(href));
        let link = outline.link(LinkKind::Inline, target, tag.span);
        outline.open_mark(MarkKind::Link(link), Syntax::Html, tag.span);
    }
}

fn image(outline: &mut Outline, tag: &HtmlTag) {
    let Some(source) = attribute(tag.attributes, "src") else { return };
    let target = link::target(&character_reference::decode(source));
    let image = outline.link(LinkKind::Image, target, tag.span);
    outline.open_mark(MarkKind::Image(image), Syntax::Html, tag.span);
    let before = outline.prose(tag.span).text.len();
    let alt = attribute(tag.attributes, "alt").filter(|alt| !link::is_no_description(alt));
    if let Some(alt) = alt.filter(|alt| !alt.trim().is_empty()) {
        let at = alt.as_ptr() as usize - tag.attributes.as_ptr() as usize;
        let start = tag.span.end - 1 - tag.attributes.len() + at;
        words(outline, Span::new(start, start + alt.len()));
    }
    outline.close_innermost(Syntax::Html, |kind| matches!(kind, MarkKind::Image(_)));
    outline.set_apart(before);
}

/// The value of an attribute, as written.
fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = attributes;
    while let Some(at) = rest.find('=') {
        let key = rest[..at].trim_end();
        let value = rest[at + 1..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        let key = key.rsplit(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after;
    }
    None
}

/// Skips everything up to the closing tag, if there is one.
fn skip(outline: &mut Outline, tag: &HtmlTag) {
    if let Some(end) = outline.find_closing(&tag.name, tag.span.end) {
        if tag.name != "code" && tag.name != "svg" && tag.name != "math" {
            outline.end_leaf();
        }
        outline.silent_until = end;
    }
}

/// Whether an element has more than one line.
fn holds_lines(outline: &mut Outline, tag: &HtmlTag) -> bool {
    let end = outline.find_closing(&tag.name, tag.span.end);
    end.is_some_and(|end| outline.text[tag.span.end..end].contains('\n'))
}

/// Adds text between tags: white space collapses, character references are decoded.
fn words(outline: &mut Outline, span: Span) {
    let masked: &str = &outline.masked.text;
    let mut at = span.start;
    while at < span.end {
        let rest = &masked[at..span.end];
        match rest.as_bytes()[0] {
            b'\n' | b'\r' => {
                let len = rest.len() - rest.trim_start().len();
                let line_end = rest.find('\n').unwrap_or(0);
                outline.newline(Span::new(at, at + line_end + 1));
                at += len;
            }
            b'&' => {
                let len = character_reference::len(rest);
                let reference = Span::new(at, at + len);
                match character_reference::decode(&masked[reference.range()]) {
                    Cow::Owned(decoded) => outline.push_decoded(&decoded, reference),
                    Cow::Borrowed(_) => outline.words(reference),
                }
                at += len;
            }
            _ => {
                let len = rest.find(['\n', '\r', '&']).unwrap_or(rest.len());
                if !(rest[..len].trim().is_empty() && outline.at_start()) {
                    outline.words(Span::new(at, at + len));
                }
                at += len;
            }
        }
    }
}
