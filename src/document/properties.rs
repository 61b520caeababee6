//! The properties of the body, `key:: value`, as fields, and the wiki links in them as links.

use crate::document::Document;
use crate::document::DocumentLink;
use crate::document::Field;
use crate::document::LinkKind;
use crate::document::MarkKind;
use crate::document::front;
use crate::document::mask::MaskedText;
use crate::markers;
use crate::note::Note;
use crate::span::Span;

/// Turns the properties of the body into fields, and the wiki links in them into links.
pub fn read(note: &Note, masked: &MaskedText, document: &mut Document) {
    for property in &masked.fields {
        if markers::is_managed_property(&property.key) {
            continue;
        }
        let at = property.value.start;
        let block = document.blocks.partition_point(|block| block.span.start <= at).checked_sub(1);
        let mut field = Field {
            key: property.key.trim().to_lowercase().replace(' ', "-"),
            values: vec![],
            block,
        };
        for item in property_items(&note.text, &field.key, property.value) {
            let (value, targets) =
                front::fields::read_value(&note.text[item.range()], &note.text, item);
            field.values.push(value);
            let kind = if block.is_some() { LinkKind::Wiki } else { LinkKind::Front };
            // A link within `[key:: [[X]]]` was already found in the prose.
            let fresh = targets.into_iter().filter(|(_, span)| masked.touches(*span));
            let block = block.map(|block| (block, 0..0));
            document.links.extend(fresh.map(|(target, span)| DocumentLink {
                kind,
                target,
                block: block.clone(),
                span,
            }));
        }
        document.fields.push(field);
    }
    sort_links(document);
}

/// The values of a property: one, or those separated by commas if each is a wiki link or the key is that of a list.
fn property_items(text: &str, key: &str, value: Span) -> Vec<Span> {
    let whole = inner(text, value);
    let mut parts = vec![];
    let mut at = whole.start;
    for part in text[whole.range()].split(',') {
        parts.push(inner(text, Span::new(at, at + part.len())));
        at += part.len() + 1;
    }
    parts.retain(|part| !part.is_empty());
    let listed = |part: &Span| {
        let part = &text[part.range()];
        (part.starts_with("[[") && part.ends_with("]]")) || part.starts_with('#')
    };
    let list = parts.iter().all(listed) || matches!(key, "alias" | "aliases" | "tags" | "tag");
    if list || parts.len() < 2 { parts } else { vec![whole] }
}

fn inner(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// Puts the links in the order of the text, and updates the marks of the blocks.
fn sort_links(document: &mut Document) {
    let mut order: Vec<usize> = (0..document.links.len()).collect();
    order.sort_by_key(|link| document.links[*link].span.start);
    if order.is_sorted() {
        return;
    }
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, old)| place[*old] = new);
    let marks = document.blocks.iter_mut().flat_map(|block| &mut block.marks);
    for mark in marks {
        if let MarkKind::Link(link) | MarkKind::Image(link) = &mut mark.kind {
            *link = place[*link];
        }
    }
    document.links = order.iter().map(|old| document.links[*old].clone()).collect();
}
