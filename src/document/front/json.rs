//! A JSON object at the first byte (Hugo). JSON is YAML, so YAML reads it, with its places.

use crate::document::Format;
use crate::document::front::Front;
use crate::document::front::yaml;
use crate::span::Span;
use serde::de::IgnoredAny;

/// The object that `text` begins with, if it is one and nothing else stands on its last line.
pub fn find(text: &str) -> Option<Front> {
    if !text[1..].trim_start().starts_with(['"', '}']) {
        return None;
    }
    let mut objects = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    objects.next()?.ok()?;
    let end = objects.byte_offset();
    let rest = &text[end..];
    let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
    if !rest[..line_end].trim().is_empty() {
        return None;
    }
    // YAML takes no tabs for indentation; JSON has none in strings, so the places stay right.
    let object = text[..end].replace('\t', " ");
    let fields = yaml::read(&object, Span::new(0, end)).ok()?;
    Some(fields.into_front(Format::Json, Span::new(0, end + line_end)))
}
