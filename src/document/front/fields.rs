//! Collects the fields of a front matter as its reader comes to them.

use crate::document::Field;
use crate::document::Format;
use crate::document::Link;
use crate::document::LinkKind;
use crate::document::Text;
use crate::document::front::Front;
use crate::document::link;
use crate::span::Span;
use std::collections::BTreeMap;

/// Fields on the way from a reader to the document.
#[derive(Default)]
pub struct Fields {
    list: Vec<(Span, Field)>,
    index: BTreeMap<String, usize>,
    links: Vec<Link>,
}

impl Fields {
    /// Notes that there is such a key, with or without values.
    pub fn key(&mut self, key: &str, span: Span) -> usize {
        let key = key.trim().to_lowercase();
        *self.index.entry(key.clone()).or_insert_with(|| {
            self.list.push((span, Field { key, values: vec![], block: None }));
            self.list.len() - 1
        })
    }

    /// Adds a value that stands at `span` of `text`, with its quotes or without.
    pub fn value(&mut self, key: &str, value: &str, text: &str, span: Span) {
        let span = narrow(value, text, span);
        let (value, links) = read_value(value, text, span);
        let field = self.key(key, span);
        self.list[field].1.values.push(value);
        self.links.extend(links.into_iter().map(|(target, span)| Link {
            kind: LinkKind::Front,
            target,
            block: None,
            span,
        }));
    }

    /// The front matter, its fields in the order of the text.
    pub fn into_front(mut self, format: Format, head: Span) -> Front {
        self.list.sort_by_key(|(span, _)| span.start);
        self.links.sort_by_key(|link| link.span);
        let fields = self.list.into_iter().map(|(_, field)| field).collect();
        Front { format: Some(format), head, fields, links: self.links }
    }
}

/// The place of the value itself within the place of its token, which may have quotes.
fn narrow(value: &str, text: &str, span: Span) -> Span {
    let token = &text[span.range()];
    let quotes = token.len() - token.trim_start_matches(['"', '\'', ' ']).len();
    let inside = token[quotes.min(3)..].find(value).map(|at| at + quotes.min(3));
    match inside.or_else(|| token.find(value)) {
        Some(at) => Span::new(span.start + at, span.start + at + value.len()),
        None => span,
    }
}

/// A value with its wiki links written out as the words they show, and the targets of the links
/// with their places.
pub fn read_value(value: &str, text: &str, span: Span) -> (Text, Vec<(String, Span)>) {
    let mut links = Vec::new();
    let mut shown = String::new();
    let exact = &text[span.range()] == value;
    let mut at = 0;
    while let Some(open) = value[at..].find("[[").map(|open| at + open) {
        let Some(len) = value[open + 2..].find("]]") else { break };
        let end = open + 2 + len + 2;
        let (target, words) = link::wiki(&value[open + 2..end - 2]);
        let place = Span::new(span.start + open, span.start + end);
        links.push((target.to_string(), if exact { place } else { span }));
        shown.push_str(&value[at..open]);
        shown.push_str(words);
        at = end;
    }
    shown.push_str(&value[at..]);
    (Text { value: shown.trim().to_string(), span }, links)
}
