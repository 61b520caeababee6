//! Character references: `&amp;`, `&eacute;`, `&#8212;`.

use pulldown_cmark::Event;
use pulldown_cmark::Parser;
use std::borrow::Cow;

/// The length of the character reference at the start of `text`, or 1.
pub fn len(text: &str) -> usize {
    let len = text.bytes().skip(1).take(32).position(|b| !(b.is_ascii_alphanumeric() || b == b'#'));
    len.filter(|len| *len > 0 && text.as_bytes()[len + 1] == b';').map_or(1, |len| len + 2)
}

/// The text with its character references decoded; borrowed if it has none.
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

/// The text of a character reference. The Markdown parser has the table of all names.
fn character(reference: &str) -> Cow<'_, str> {
    let known = match reference {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&nbsp;" => " ",
        "&#39;" | "&apos;" => "'",
        _ => "",
    };
    if !known.is_empty() || !reference.ends_with(';') {
        return Cow::Borrowed(if known.is_empty() { reference } else { known });
    }
    let texts = Parser::new(reference).filter_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    Cow::Owned(texts.collect())
}
