//! Finds what is not plain words in running text between markup: bare URLs, `#tags`, emoji codes, footnote
//! references.

use crate::document::link;
use crate::span::Span;

/// Something in running text that is not plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inline {
    /// A bare URL.
    Url,
    /// `#tag`
    Tag,
    /// Two asterisks that Markdown does not take for markup, as in `**Title\n**Text`.
    Asterisks,
    /// An emoji code or a footnote reference, which is skipped.
    Skipped,
}

/// What the running text is the first of, if anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockStart {
    /// A list item, which may begin with a task marker.
    Item,
    /// A block quote, which may begin with a callout.
    Quote,
    /// Anything else.
    Other,
}

/// Where the words at `run` begin, after any marker, and what is not plain words in them, in order. `masked` is
/// the text with masks. Cost: linear.
pub fn scan(masked: &str, run: Span, start: BlockStart) -> (usize, Vec<(Inline, Span)>) {
    let marker_len = match start {
        BlockStart::Item => task_len(&masked[run.range()]),
        BlockStart::Quote => callout_len(&masked[run.range()]),
        BlockStart::Other => 0,
    };
    let words_start = run.start + marker_len;
    let bytes = masked.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut done) = (words_start, words_start);
    let may_begin = |b: &u8| matches!(b, b':' | b'w' | b'W' | b'#' | b'[' | b'*');
    while let Some(plain) = bytes[at..run.end.max(at)].iter().position(may_begin) {
        at += plain;
        let inline = match bytes[at] {
            b':' => colon(masked, at, done, run),
            b'w' | b'W' => address(masked, at, run),
            b'#' => hashtag(masked, at, run),
            b'[' => footnote(masked, at, run),
            b'*' if masked[at..run.end].starts_with("**") => {
                Some((Inline::Asterisks, Span::new(at, at + 2)))
            }
            _ => None,
        };
        match inline {
            Some((inline, span)) => {
                found.push((inline, span));
                (at, done) = (span.end, span.end);
            }
            None => at += 1,
        }
    }
    (words_start, found)
}

/// A URL around the colon at `at`, or an emoji code that begins there.
fn colon(text: &str, at: usize, written: usize, run: Span) -> Option<(Inline, Span)> {
    let rest = &text[at..run.end];
    if rest.starts_with("://") {
        let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| {
            let before = &text.as_bytes()[written..at];
            before.len() >= scheme.len()
                && before[before.len() - scheme.len()..].eq_ignore_ascii_case(scheme.as_bytes())
        })?;
        let start = at - scheme.len();
        let len = link::url_len(&text[start..run.end]);
        return (len > scheme.len() + 3).then(|| (Inline::Url, Span::new(start, start + len)));
    }
    let code = rest[1..]
        .bytes()
        .take(40)
        .position(|b| !(b.is_ascii_alphanumeric() || b"_+-".contains(&b)))?;
    let name = &rest[1..1 + code];
    let after = rest[1 + code..].strip_prefix(':')?;
    let joined = |c: char| c.is_alphanumeric() || c == ':';
    if text[run.start..at].ends_with(joined) || after.starts_with(joined) {
        return None;
    }
    let small = |b: u8| b.is_ascii_lowercase();
    let named = name.bytes().any(small) && !name.bytes().any(|b| b.is_ascii_uppercase());
    (named || matches!(name, "+1" | "-1" | "100"))
        .then(|| (Inline::Skipped, Span::new(at, at + code + 2)))
}

/// `www.example.org`
fn address(text: &str, at: usize, run: Span) -> Option<(Inline, Span)> {
    let rest = &text[at..run.end];
    let begins = rest.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www."));
    if !begins || text[run.start..at].ends_with(|c: char| c.is_alphanumeric() || "./@-".contains(c))
    {
        return None;
    }
    let len = link::url_len(rest);
    rest[4..len.max(4)].contains('.').then(|| (Inline::Url, Span::new(at, at + len)))
}

/// `#tag` as Obsidian reads it: letters, digits, `_`, `-`, `/`, and not digits alone.
fn hashtag(text: &str, at: usize, run: Span) -> Option<(Inline, Span)> {
    if !(at == 0 || text[..at].ends_with([' ', '\t', '\n', '(', ',', '>', '*'])) {
        return None;
    }
    let name = &text[at + 1..run.end];
    let in_tag = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    let name = &name[..name.find(|c: char| !in_tag(c)).unwrap_or(name.len())];
    let name = name.trim_end_matches(['/', '-', '_']);
    let names = name.chars().any(|c| c.is_alphabetic());
    names.then(|| (Inline::Tag, Span::new(at, at + 1 + name.len())))
}

/// `[^1]` without such a footnote.
fn footnote(text: &str, at: usize, run: Span) -> Option<(Inline, Span)> {
    let label = text[at..run.end].strip_prefix("[^")?;
    let len = label.bytes().take(60).position(|b| matches!(b, b']' | b'[' | b' ' | b'\n'))?;
    label[len..].starts_with(']').then(|| (Inline::Skipped, Span::new(at, at + len + 3)))
}

/// The length of the task marker at the start of an item: `[-]`, `TODO`.
fn task_len(text: &str) -> usize {
    let bare = text.trim_start();
    let indent = text.len() - bare.len();
    let todo = ["TODO ", "DONE ", "DOING ", "NOW ", "LATER ", "WAITING "];
    if let Some(word) = todo.iter().find(|word| bare.starts_with(**word)) {
        return indent + word.len();
    }
    let mark = bare.strip_prefix('[').and_then(|inside| inside.chars().next());
    let mark = mark.filter(|c| !c.is_alphanumeric() || matches!(c, 'x' | 'X'));
    let marked = mark.filter(|mark| bare[1 + mark.len_utf8()..].starts_with("] "));
    marked.map_or(0, |mark| indent + mark.len_utf8() + 3)
}

/// The length of Obsidian's `[!note]-` at the start of a quote.
fn callout_len(text: &str) -> usize {
    let Some(name) = text.strip_prefix("[!") else { return 0 };
    let len = name.bytes().position(|b| !(b.is_ascii_alphanumeric() || b == b'-')).unwrap_or(0);
    match name[len..].strip_prefix(']') {
        Some(rest) => 2 + len + 1 + usize::from(rest.starts_with(['+', '-'])),
        None => 0,
    }
}
