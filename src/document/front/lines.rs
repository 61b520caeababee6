//! Fields with a line each: Pelican and MultiMarkdown (`Key: value` up to a blank line), Hexo (YAML
//! that ends with `---` but does not begin with it), Nikola (`.. key: value`), JBake (`key=value`
//! up to `~~~~~~`), and what can be read of front matter that is not valid in its syntax.

use crate::document::FrontMatterFormat;
use crate::document::front::FrontMatter;
use crate::document::front::fields::FieldCollector;
use crate::document::front::line_at;
use crate::document::front::yaml;
use crate::span::Span;

/// The first line must have one of these keys, else the note begins with prose.
const FIRST_KEYS: [&str; 22] = [
    "author", "authors", "base header level", "categories", "category", "css", "date",
    "description", "draft", "id", "keywords", "lang", "layout", "published", "slug", "status",
    "subtitle", "summary", "tags", "template", "title", "type",
];

/// Front matter without a fence at the top.
pub fn find(text: &str) -> Option<FrontMatter> {
    let first = line_at(text, 0);
    if first.starts_with("..") || first.trim_end() == "<!--" || first.starts_with("<!-- ..") {
        return nikola(text);
    }
    let separator = [b':', b'='].into_iter().find(|&s| has_first_key(first, s))?;
    let mut at = 0;
    while at < text.len() {
        let line = line_at(text, at);
        let next = at + line.len();
        match line.trim_end() {
            "---" if separator == b':' => return Some(hexo(text, at, next)),
            fence if separator == b'=' && fence.len() >= 4 && fence.bytes().all(|b| b == b'~') => {
                return Some(
                    read(text, Span::new(0, at), b'=')
                        .into_front(FrontMatterFormat::Lines, Span::new(0, next)),
                );
            }
            "" if separator == b':' && lone_words(text, at) => {
                return Some(
                    read(text, Span::new(0, at), b':')
                        .into_front(FrontMatterFormat::Lines, Span::new(0, next)),
                );
            }
            "" => {}
            _ if key_len(line, separator).is_some()
                || is_continued(line)
                || line.starts_with('#') => {}
            _ => return None,
        }
        at = next;
    }
    (separator == b':').then(|| {
        read(text, Span::new(0, at), b':').into_front(FrontMatterFormat::Lines, Span::new(0, at))
    })
}

/// Reads a block line by line that is not valid in its syntax.
pub fn salvage(text: &str, inside: Span, format: FrontMatterFormat) -> FieldCollector {
    read(text, inside, if format == FrontMatterFormat::Toml { b'=' } else { b':' })
}

/// The length of the key at the start of a line, if `separator` follows it.
pub fn key_len(line: &str, separator: u8) -> Option<usize> {
    let line = line.trim_end();
    let len = line.bytes().position(|b| b == separator)?;
    let key = line[..len].trim_end();
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    let fits = key.starts_with(char::is_alphabetic)
        && key.len() <= 40
        && key.split(' ').count() <= 3
        && key.chars().all(word);
    let rest = &line[len + 1..];
    let separated = separator == b'=' || rest.is_empty() || rest.starts_with([' ', '\t']);
    (fits && separated).then_some(key.len())
}

fn has_first_key(line: &str, separator: u8) -> bool {
    key_len(line, separator)
        .is_some_and(|len| FIRST_KEYS.binary_search(&line[..len].to_lowercase().as_str()).is_ok())
}

/// Whether a line continues the value of the line above it.
fn is_continued(line: &str) -> bool {
    line.starts_with([' ', '\t']) || line.starts_with("- ")
}

/// Whether the blank line at `at` ends the front matter: no closing `---` of Hexo follows the fields.
fn lone_words(text: &str, at: usize) -> bool {
    let rest = text[at..].lines().skip_while(|line| line.trim().is_empty());
    for line in rest.take(100) {
        if line.trim_end() == "---" {
            return false;
        }
        if key_len(line, b':').is_none() && !is_continued(line) {
            return true;
        }
    }
    true
}

fn hexo(text: &str, inside_end: usize, head_end: usize) -> FrontMatter {
    let inside = Span::new(0, inside_end);
    let fields = yaml::read(text, inside).unwrap_or_else(|_| read(text, inside, b':'));
    fields.into_front(FrontMatterFormat::Yaml, Span::new(0, head_end))
}

/// `.. key: value` lines, within a comment or not.
fn nikola(text: &str) -> Option<FrontMatter> {
    let mut fields = FieldCollector::default();
    let mut end = 0;
    let mut known = false;
    while end < text.len() {
        let line = line_at(text, end);
        let inside = line.trim_start_matches("<!--").trim_start();
        if let Some(field) = inside.strip_prefix("..") {
            let field = field.trim_start();
            let at = end + (line.len() - field.len());
            known |= has_first_key(field, b':');
            add_line(&mut fields, text, at, field, b':');
        } else if !matches!(line.trim_end(), "" | "<!--" | "-->") {
            break;
        }
        end += line.len();
        if line.trim_end().ends_with("-->") || (known && line.trim().is_empty()) {
            break;
        }
    }
    known.then(|| fields.into_front(FrontMatterFormat::Lines, Span::new(0, end)))
}

fn read(text: &str, inside: Span, separator: u8) -> FieldCollector {
    let mut fields = FieldCollector::default();
    let mut last_key = String::new();
    let mut at = inside.start;
    while at < inside.end {
        let line = line_at(text, at);
        let item = line.trim_start();
        let item = item.strip_prefix("- ").unwrap_or(item);
        if is_continued(line) && !last_key.is_empty() {
            add_value(&mut fields, &last_key, text, at + (line.len() - item.len()), item);
        } else if let Some(key) = add_line(&mut fields, text, at, line, separator) {
            last_key = key;
        }
        at += line.len();
    }
    fields
}

/// Adds the field of a line that begins at `at`; gives its key.
fn add_line(
    fields: &mut FieldCollector,
    text: &str,
    at: usize,
    line: &str,
    separator: u8,
) -> Option<String> {
    let len = key_len(line, separator)?;
    let key = line[..len].to_string();
    let value_at = len + line[len..].find(char::from(separator)).unwrap_or(0) + 1;
    fields.key(&key, Span::new(at, at + len));
    add_value(fields, &key, text, at + value_at, &line[value_at..]);
    Some(key)
}

/// Adds a value, or the items of `[a, b]`.
fn add_value(fields: &mut FieldCollector, key: &str, text: &str, at: usize, value: &str) {
    let start = at + (value.len() - value.trim_start().len());
    let value = value.trim();
    let list = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
    let list = list.filter(|items| !items.starts_with('['));
    let (mut start, items) = match list {
        Some(items) => (start + 1, items.split(',').collect()),
        None => (start, vec![value]),
    };
    for item in items {
        let word = item.trim();
        let word_at = start + (item.len() - item.trim_start().len());
        let bare = unquoted(word);
        if !bare.is_empty() {
            fields.value(key, bare, text, Span::new(word_at, word_at + word.len()));
        }
        start += item.len() + 1;
    }
}

fn unquoted(word: &str) -> &str {
    let inside = ['"', '\''].into_iter().find_map(|q| word.strip_prefix(q)?.strip_suffix(q));
    inside.unwrap_or(word)
}
