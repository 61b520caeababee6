//! A JSON object at the start of the note (Hugo). JSON is YAML, so it is read as YAML, which gives the places.

use crate::document::FrontMatterFormat;
use crate::document::front::FrontMatter;
use crate::document::front::yaml;
use crate::span::Span;
use serde::de::IgnoredAny;

/// The object at the start of `text`, if there is one and nothing else is on its last line.
pub fn find(text: &str) -> Option<FrontMatter> {
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
    // YAML does not allow tabs for indentation; JSON has none in strings, so the offsets stay valid.
    let object = text[..end].replace('\t', " ");
    let fields = yaml::read(&object, Span::new(0, end)).ok()?;
    Some(fields.into_front(FrontMatterFormat::Json, Span::new(0, end + line_end)))
}
