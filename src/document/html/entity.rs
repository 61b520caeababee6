//! Entities: `&amp;`, `&eacute;`, `&#8212;`.

use pulldown_cmark::Event;
use pulldown_cmark::Parser;
use std::borrow::Cow;

/// The length of the entity at the start of `text`, or 1.
pub fn len(text: &str) -> usize {
    let len = text.bytes().skip(1).take(32).position(|b| !(b.is_ascii_alphanumeric() || b == b'#'));
    len.filter(|len| *len > 0 && text.as_bytes()[len + 1] == b';').map_or(1, |len| len + 2)
}

/// The text with its entities decoded; borrowed if it has none.
pub fn decode(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('&') {
        let start = at + found;
        let end = start + len(&text[start..]);
        decoded.push_str(&text[at..start]);
        decoded.push_str(&character(&text[start..end]));
        at = end;
    }
    if decoded.is_empty() || decoded == text[..at] {
        return Cow::Borrowed(text);
    }
    decoded.push_str(&text[at..]);
    Cow::Owned(decoded)
}

/// What an entity stands for. The Markdown parser has the table of all names.
fn character(entity: &str) -> Cow<'_, str> {
    let known = match entity {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&nbsp;" => " ",
        "&#39;" | "&apos;" => "'",
        _ => "",
    };
    if !known.is_empty() || !entity.ends_with(';') {
        return Cow::Borrowed(if known.is_empty() { entity } else { known });
    }
    let texts = Parser::new(entity).filter_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    Cow::Owned(texts.collect())
}
