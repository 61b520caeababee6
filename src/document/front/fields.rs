//! Collects the fields of front matter while it is read.

use crate::document::DocumentLink;
use crate::document::Field;
use crate::document::FrontMatterFormat;
use crate::document::LinkKind;
use crate::document::SpannedText;
use crate::document::front::FrontMatter;
use crate::document::link;
use crate::span::Span;
use std::collections::BTreeMap;

/// The fields that were read so far.
#[derive(Default)]
pub struct FieldCollector {
    list: Vec<(Span, Field)>,
    index: BTreeMap<String, usize>,
    links: Vec<DocumentLink>,
}

impl FieldCollector {
    /// Adds a key, with or without values; gives its index.
    pub fn key(&mut self, key: &str, span: Span) -> usize {
        let key = key.trim().to_lowercase();
        *self.index.entry(key.clone()).or_insert_with(|| {
            self.list.push((span, Field { key, values: vec![], block: None }));
            self.list.len() - 1
        })
    }

    /// Adds a value at `span` of `text`, which may include its quotes.
    pub fn value(&mut self, key: &str, value: &str, text: &str, span: Span) {
        let span = narrow(value, text, span);
        let (value, links) = read_value(value, text, span);
        let field = self.key(key, span);
        self.list[field].1.values.push(value);
        self.links.extend(links.into_iter().map(|(target, span)| DocumentLink {
            kind: LinkKind::Front,
            target,
            block: None,
            span,
        }));
    }

    /// The front matter with its fields in the order of the text.
    pub fn into_front(mut self, format: FrontMatterFormat, head: Span) -> FrontMatter {
        self.list.sort_by_key(|(span, _)| span.start);
        self.links.sort_by_key(|link| link.span);
        let fields = self.list.into_iter().map(|(_, field)| field).collect();
        FrontMatter { format: Some(format), head, fields, links: self.links }
    }
}

/// The span of the value within that of its token, which may have quotes.
fn narrow(value: &str, text: &str, span: Span) -> Span {
    let token = &text[span.range()];
    let quotes = token.len() - token.trim_start_matches(['"', '\'', ' ']).len();
    let inside = token[quotes.min(3)..].find(value).map(|at| at + quotes.min(3));
    match inside.or_else(|| token.find(value)) {
        Some(at) => Span::new(span.start + at, span.start + at + value.len()),
        None => span,
    }
}

/// A value with its wiki links replaced by the words they show, and the targets of the links with their spans.
pub fn read_value(value: &str, text: &str, span: Span) -> (SpannedText, Vec<(String, Span)>) {
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
    (SpannedText { value: shown.trim().to_string(), span }, links)
}
