//! YAML between two lines of `---` (Jekyll, Hugo, Obsidian and most others). Read from the events
//! of the parser, so that a value is its text, whatever type YAML would give it.

use crate::document::front::Broken;
use crate::document::front::fields::Fields;
use crate::span::Span;
use granit_parser::Event;
use granit_parser::Parser;
use granit_parser::ScalarStyle;

/// Reads the YAML at `inside` of `text`. Aliases of anchors give no value.
pub fn read(text: &str, inside: Span) -> Result<Fields, Broken> {
    let mut reading = Reading { text, fields: Fields::default(), open: vec![] };
    for event in Parser::new_from_str(&text[inside.range()]) {
        let (event, place) = event.map_err(|error| Broken {
            at: inside.start + error.marker().byte_offset().unwrap_or(0).min(inside.len()),
            message: error.info(),
        })?;
        let start = place.start.byte_offset().unwrap_or(0).min(inside.len());
        let end = place.end.byte_offset().unwrap_or(start).clamp(start, inside.len());
        let span = Span::new(inside.start + start, inside.start + end);
        if event == Event::DocumentEnd {
            break;
        }
        reading.event(event, span)?;
    }
    Ok(reading.fields)
}

/// A collection that is open.
enum Open {
    /// A mapping, and its key if a value must come next.
    Mapping(Option<String>),
    Sequence,
}

struct Reading<'t> {
    text: &'t str,
    fields: Fields,
    open: Vec<Open>,
}

impl Reading<'_> {
    fn event(&mut self, event: Event, span: Span) -> Result<(), Broken> {
        let broken = |message: &str| Broken { at: span.start, message: message.to_string() };
        match event {
            Event::Scalar(value, style, ..) => self.scalar(&value, style, span),
            Event::Alias(_) => self.end_value(),
            Event::MappingStart(..) | Event::SequenceStart(..) if self.awaits_key() => {
                return Err(broken("a key must be a word"));
            }
            Event::MappingStart(..) => self.open.push(Open::Mapping(None)),
            Event::SequenceStart(..) if self.open.is_empty() => {
                return Err(broken("a list without a key"));
            }
            Event::SequenceStart(..) => {
                let path = self.path();
                self.fields.key(&path, span);
                self.open.push(Open::Sequence);
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
        if let Some(Open::Mapping(key @ None)) = self.open.last_mut() {
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

    /// `[[X]]` without quotes, which YAML takes for a list in a list.
    fn in_bare_wiki_link(&self, span: Span) -> bool {
        self.text[..span.start].ends_with("[[") && self.text[span.end..].starts_with("]]")
    }

    fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Mapping(None)))
    }

    fn end_value(&mut self) {
        if let Some(Open::Mapping(key)) = self.open.last_mut() {
            *key = None;
        }
    }

    fn path(&self) -> String {
        let keys = self.open.iter().filter_map(|open| match open {
            Open::Mapping(key) => key.as_deref(),
            Open::Sequence => None,
        });
        keys.collect::<Vec<_>>().join(".")
    }
}
