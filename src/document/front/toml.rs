//! TOML between two lines of `+++` (Hugo, Zola).

use crate::document::front::SyntaxError;
use crate::document::front::fields::FieldCollector;
use crate::span::Span;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

/// Reads the TOML at `inside` of `text`.
pub fn read(text: &str, inside: Span) -> Result<FieldCollector, SyntaxError> {
    let table = DeTable::parse(&text[inside.range()]).map_err(|error| SyntaxError {
        at: inside.start + error.span().map_or(0, |span| span.start),
        message: error.message().lines().next().unwrap_or_default().to_string(),
    })?;
    let mut reader = TomlReader { text, base: inside.start, fields: FieldCollector::default() };
    reader.table("", table.get_ref());
    Ok(reader.fields)
}

struct TomlReader<'t> {
    text: &'t str,
    base: usize,
    fields: FieldCollector,
}

impl TomlReader<'_> {
    fn table(&mut self, path: &str, table: &DeTable) {
        for (key, value) in table.iter() {
            let key_path = match path {
                "" => key.get_ref().to_string(),
                path => format!("{path}.{}", key.get_ref()),
            };
            if !value.get_ref().is_table() {
                self.fields.key(&key_path, self.span(key.span()));
            }
            self.value(&key_path, value);
        }
    }

    fn value(&mut self, path: &str, value: &Spanned<DeValue>) {
        let span = self.span(value.span());
        match value.get_ref() {
            DeValue::Table(table) => self.table(path, table),
            DeValue::Array(items) => items.iter().for_each(|item| self.value(path, item)),
            DeValue::String(string) => self.fields.value(path, string, self.text, span),
            _ => self.fields.value(path, &self.text[span.range()], self.text, span),
        }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }
}
