//! YAML between two lines of `---` (Jekyll, Hugo, Obsidian and most others). It is read from the events of the
//! parser, so that a value is its text, whatever its type in YAML.

use crate::document::front::SyntaxError;
use crate::document::front::fields::FieldCollector;
use crate::span::Span;
use granit_parser::Event;
use granit_parser::Parser;
use granit_parser::ScalarStyle;

/// Reads the YAML at `inside` of `text`. Aliases of anchors give no value.
pub fn read(text: &str, inside: Span) -> Result<FieldCollector, SyntaxError> {
    let mut reader = YamlReader { text, fields: FieldCollector::default(), open: vec![] };
    for event in Parser::new_from_str(&text[inside.range()]) {
        let (event, place) = event.map_err(|error| SyntaxError {
            at: inside.start + error.marker().byte_offset().unwrap_or(0).min(inside.len()),
            message: error.info(),
        })?;
        let start = place.start.byte_offset().unwrap_or(0).min(inside.len());
        let end = place.end.byte_offset().unwrap_or(start).clamp(start, inside.len());
        let span = Span::new(inside.start + start, inside.start + end);
        if event == Event::DocumentEnd {
            break;
        }
        reader.event(event, span)?;
    }
    Ok(reader.fields)
}

/// An open collection.
enum OpenCollection {
    /// A mapping, and its key if a value must come next.
    Mapping(Option<String>),
    Sequence,
}

struct YamlReader<'t> {
    text: &'t str,
    fields: FieldCollector,
    open: Vec<OpenCollection>,
}

impl YamlReader<'_> {
    fn event(&mut self, event: Event, span: Span) -> Result<(), SyntaxError> {
        let broken = |message: &str| SyntaxError { at: span.start, message: message.to_string() };
        match event {
            Event::Scalar(value, style, ..) => self.scalar(&value, style, span),
            Event::Alias(_) => self.end_value(),
            Event::MappingStart(..) | Event::SequenceStart(..) if self.awaits_key() => {
                return Err(broken("a key must be a string"));
            }
            Event::MappingStart(..) => self.open.push(OpenCollection::Mapping(None)),
            Event::SequenceStart(..) if self.open.is_empty() => {
                return Err(broken("a list without a key"));
            }
            Event::SequenceStart(..) => {
                let path = self.path();
                self.fields.key(&path, span);
                self.open.push(OpenCollection::Sequence);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
                self.end_value();
            }
            _ => {}
        }
        Ok(())
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, span: Span) {
        if let Some(OpenCollection::Mapping(key @ None)) = self.open.last_mut() {
            *key = Some(value.to_string());
            return;
        }
        let path = self.path();
        let empty = style == ScalarStyle::Plain && matches!(value, "" | "~" | "null");
        if empty && !path.is_empty() {
            self.fields.key(&path, span);
        } else if self.in_bare_wiki_link(span) {
            let span = Span::new(span.start - 2, span.end + 2);
            self.fields.value(&path, &format!("[[{value}]]"), self.text, span);
        } else if !path.is_empty() {
            self.fields.value(&path, value, self.text, span);
        }
        self.end_value();
    }

    /// Whether it is in `[[X]]` without quotes, which YAML takes for nested lists.
    fn in_bare_wiki_link(&self, span: Span) -> bool {
        self.text[..span.start].ends_with("[[") && self.text[span.end..].starts_with("]]")
    }

    fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(OpenCollection::Mapping(None)))
    }

    fn end_value(&mut self) {
        if let Some(OpenCollection::Mapping(key)) = self.open.last_mut() {
            *key = None;
        }
    }

    fn path(&self) -> String {
        let keys = self.open.iter().filter_map(|open| match open {
            OpenCollection::Mapping(key) => key.as_deref(),
            OpenCollection::Sequence => None,
        });
        keys.collect::<Vec<_>>().join(".")
    }
}
