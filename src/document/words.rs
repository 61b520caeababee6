//! Running text between markup: bare URLs, `#tags`, emoji codes and footnote marks are taken out
//! of the prose or noted.

use crate::document::MarkKind;
use crate::document::Text;
use crate::document::link;
use crate::document::outline::Outline;
use crate::span::Span;

/// Writes the text at `run` to the block at hand. Cost: linear.
pub fn write(outline: &mut Outline, run: Span) {
    let masked: &str = &outline.masked.text;
    let bytes = masked.as_bytes();
    let mut at = run.start;
    if outline.at_item_start() {
        at += task_len(&masked[run.range()]);
    } else if outline.at_quote_start() {
        at += callout_len(&masked[run.range()]);
    }
    let mut written = at;
    let may_be_special = |b: &u8| matches!(b, b':' | b'w' | b'W' | b'#' | b'[' | b'*');
    while let Some(plain) = bytes[at..run.end.max(at)].iter().position(may_be_special) {
        at += plain;
        let special = match bytes[at] {
            b':' => colon(masked, at, written, run),
            b'w' | b'W' => address(masked, at, run),
            b'#' => hashtag(masked, at, run),
            b'[' => footnote(masked, at, run),
            b'*' if masked[at..run.end].starts_with("**") => {
                Some(Special::Strong(Span::new(at, at + 2)))
            }
            _ => None,
        };
        let Some(special) = special else {
            at += 1;
            continue;
        };
        let span = special.span();
        outline.push_words(Span::new(written, span.start));
        match special {
            Special::Url(span) if !outline.in_link() => {
                outline.bare_link(link::target(&outline.text[span.range()]), span);
            }
            Special::Tag(span) => tag(outline, span),
            Special::Strong(span) => outline.loose_strong(span),
            Special::Url(_) | Special::Nothing(_) => {}
        }
        (at, written) = (span.end, span.end);
    }
    outline.push_words(Span::new(written, run.end));
}

/// Something in running text that is no plain word.
enum Special {
    Url(Span),
    Tag(Span),
    /// Two asterisks that Markdown does not take for markup, as in `**Title\n**Text`.
    Strong(Span),
    Nothing(Span),
}

impl Special {
    fn span(&self) -> Span {
        match self {
            Special::Url(span)
            | Special::Tag(span)
            | Special::Strong(span)
            | Special::Nothing(span) => *span,
        }
    }
}

/// A URL around the colon at `at`, or an emoji code that begins there.
fn colon(text: &str, at: usize, written: usize, run: Span) -> Option<Special> {
    let rest = &text[at..run.end];
    if rest.starts_with("://") {
        let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| {
            let before = &text.as_bytes()[written..at];
            before.len() >= scheme.len()
                && before[before.len() - scheme.len()..].eq_ignore_ascii_case(scheme.as_bytes())
        })?;
        let start = at - scheme.len();
        let len = link::url_len(&text[start..run.end]);
        return (len > scheme.len() + 3).then(|| Special::Url(Span::new(start, start + len)));
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
        .then(|| Special::Nothing(Span::new(at, at + code + 2)))
}

/// `www.example.org`
fn address(text: &str, at: usize, run: Span) -> Option<Special> {
    let rest = &text[at..run.end];
    let begins = rest.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www."));
    if !begins || text[run.start..at].ends_with(|c: char| c.is_alphanumeric() || "./@-".contains(c))
    {
        return None;
    }
    let len = link::url_len(rest);
    rest[4..len.max(4)].contains('.').then(|| Special::Url(Span::new(at, at + len)))
}

/// `#tag` as Obsidian reads it: letters, digits, `_`, `-`, `/`, and not digits alone.
fn hashtag(text: &str, at: usize, run: Span) -> Option<Special> {
    if !(at == 0 || text[..at].ends_with([' ', '\t', '\n', '(', ',', '>', '*'])) {
        return None;
    }
    let name = &text[at + 1..run.end];
    let in_tag = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    let name = &name[..name.find(|c: char| !in_tag(c)).unwrap_or(name.len())];
    let name = name.trim_end_matches(['/', '-', '_']);
    let names = name.chars().any(|c| c.is_alphabetic());
    names.then(|| Special::Tag(Span::new(at, at + 1 + name.len())))
}

fn tag(outline: &mut Outline, span: Span) {
    let start = outline.prose(span).text.len();
    outline.push(span);
    outline.mark(MarkKind::Tag, start, span);
    let name = Span::new(span.start + 1, span.end);
    let value = outline.text[name.range()].to_string();
    outline.tags.push(Text { value, span: name });
}

/// `[^1]`, where no such footnote is.
fn footnote(text: &str, at: usize, run: Span) -> Option<Special> {
    let label = text[at..run.end].strip_prefix("[^")?;
    let len = label.bytes().take(60).position(|b| matches!(b, b']' | b'[' | b' ' | b'\n'))?;
    label[len..].starts_with(']').then(|| Special::Nothing(Span::new(at, at + len + 3)))
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

impl Outline<'_> {
    fn push_words(&mut self, span: Span) {
        let blank = self.text[span.range()].trim().is_empty();
        if !(span.is_empty() || blank && self.at_start()) {
            self.push(span);
        }
    }
}
