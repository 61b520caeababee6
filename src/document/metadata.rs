//! The title, date and tags of a note.

use crate::date::Date;
use crate::document::BlockKind;
use crate::document::Document;
use crate::document::Field;
use crate::document::SpannedText;
use crate::note::Note;
use crate::span::Span;
use std::collections::BTreeSet;

/// The title of the front matter, else the first heading of level one.
pub fn title(document: &Document) -> Option<SpannedText> {
    let given = document.field(&["title", "params.title", "extra.title"]).cloned();
    given.filter(|title| !title.value.is_empty()).or_else(|| {
        let heading = document.blocks.iter().find(|block| block.kind == BlockKind::Heading(1))?;
        let value = heading.text.replace('\n', " ");
        Some(SpannedText { value, span: heading.source(0..heading.text.len()) })
    })
}

/// The keys of dates, the best first.
const DATE_KEYS: [&str; 14] = [
    "date", "published", "pubdate", "publishdate", "publish_date", "published_at", "pubdatetime",
    "created", "created_at", "createdat", "created-at", "day", "posted", "timestamp",
];

/// The date of the front matter, else of the path.
pub fn date(note: &Note, document: &Document) -> Option<Date> {
    let given = DATE_KEYS.iter().filter_map(|key| document.field(&[key]));
    let given = given.filter_map(|text| Date::parse(&text.value)).next();
    given.or_else(|| date_of_path(&note.path))
}

/// The most exact date in the names of the file and its folders; of equal ones the innermost. A path such as
/// `2019/07/23/note.md` is a date too.
fn date_of_path(path: &str) -> Option<Date> {
    let mut best: Option<Date> = None;
    for name in path.rsplit('/').chain(std::iter::once(path)) {
        let exactness = |date: &Date| (date.month > 0, date.day > 0);
        let date = Date::from_name(name);
        if date.as_ref().map(exactness) > best.as_ref().map(exactness) {
            best = date;
        }
        if best.is_some_and(|date| date.day > 0) {
            break;
        }
    }
    best
}

/// The keys of tags.
const TAG_KEYS: [&str; 9] = [
    "tags", "tag", "categories", "category", "keywords", "keyword", "topics", "topic", "taxonomies",
];

/// The tags of the fields and of the running text, each once, in the order of the text.
pub fn tags(note: &Note, document: &Document) -> Vec<SpannedText> {
    let mut tags = Vec::new();
    for field in document.fields.iter().filter(|field| holds_tags(&field.key)) {
        let by_space = is_jekyll(note, document) && field.key.ends_with('s');
        match field.values.as_slice() {
            [only] => split(note, only, by_space, &mut tags),
            several => tags.extend(several.iter().map(|tag| without_hash(tag.clone()))),
        }
    }
    tags.extend(document.tags.iter().cloned());
    tags.sort_by_key(|tag| tag.span.start);
    let mut seen = BTreeSet::new();
    tags.retain(|tag| !tag.value.is_empty() && seen.insert(tag.value.to_lowercase()));
    tags
}

fn holds_tags(key: &str) -> bool {
    match key.split_once('.') {
        None => TAG_KEYS.contains(&key),
        Some(("taxonomies", _)) => true,
        Some(("params" | "extra", key)) => TAG_KEYS.contains(&key),
        Some(_) => false,
    }
}

/// Only Jekyll takes the words of a string for separate tags.
fn is_jekyll(note: &Note, document: &Document) -> bool {
    let layout = |field: &Field| field.key == "layout";
    note.path.split('/').any(|folder| folder == "_posts") || document.fields.iter().any(layout)
}

/// The tags in one string: separated by commas, or by spaces if `by_space` is set and there is no comma.
fn split(note: &Note, tag: &SpannedText, by_space: bool, tags: &mut Vec<SpannedText>) {
    let exact = note.text[tag.span.range()] == tag.value;
    let listed = tag.value.contains([',', ';']);
    let hashes = tag.value.starts_with('#');
    let separates = |c: char| match listed {
        true => matches!(c, ',' | ';'),
        false => (by_space || hashes) && c.is_whitespace(),
    };
    let mut at = 0;
    for part in tag.value.split(separates) {
        let word = part.trim();
        let start = tag.span.start + at + (part.len() - part.trim_start().len());
        let span = if exact { Span::new(start, start + word.len()) } else { tag.span };
        tags.push(without_hash(SpannedText { value: word.to_string(), span }));
        at += part.len() + 1;
    }
}

fn without_hash(tag: SpannedText) -> SpannedText {
    let value = tag.value.trim().trim_start_matches('#').to_string();
    SpannedText { value, span: tag.span }
}
