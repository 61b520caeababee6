//! Reports the encoding of a file and what was repaired.

use crate::diagnostic::Diagnostic;
use crate::note::decode::{Decoded, Encoding};
use crate::note::repair::RepairedText;
use crate::span::{LineIndex, Span};

/// How many repaired words of a note are shown; the others are counted.
const SHOWN: usize = 3;

/// Warnings about a file that is not plain UTF-8.
pub(super) fn encoding(path: &str, decoded: &Decoded) -> Vec<Diagnostic> {
    let warning = |message: &str| Diagnostic::warning(path, "encoding", message);
    let misfits = decoded.misfits;
    let warnings = match (decoded.encoding, misfits) {
        (Encoding::Utf8, 0) => None,
        (Encoding::Utf8, _) => Some(
            show_first(warning(&format!("{} not UTF-8", bytes_are(misfits))), decoded)
                .help("It was read as Windows-1252. Save the note as UTF-8 so that it reads the same everywhere."),
        ),
        (Encoding::Windows1252, _) => Some(
            show_first(warning("the file is not UTF-8"), decoded)
                .help("It was read as Windows-1252. If words look wrong, save the note as UTF-8."),
        ),
        (Encoding::Utf16, 0) => {
            Some(warning("the file is UTF-16").help("It was read as UTF-16. Most tools expect UTF-8."))
        }
        (Encoding::Utf16, _) => Some(
            show_first(warning("the file is invalid UTF-16"), decoded)
                .help("It was read as UTF-16. Most tools expect UTF-8."),
        ),
    };
    let nul = decoded.text.find('\0').map(|at| {
        let place = LineIndex::new(&decoded.text).place(&decoded.text, at);
        warning("there is a NUL byte in the text").at(place.line, place.column).help(
            "It was kept. The file may not be text, or it is UTF-16 without a byte order mark.",
        )
    });
    warnings.into_iter().chain(nul).collect()
}

fn bytes_are(count: usize) -> String {
    if count == 1 { "1 byte is".to_string() } else { format!("{count} bytes are") }
}

fn show_first(warning: Diagnostic, decoded: &Decoded) -> Diagnostic {
    let Some(start) = decoded.first else { return warning };
    let text = &decoded.text;
    let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
    let label = format!("read as “{}”", &text[start..end]);
    show(warning, text, Span::new(start, end), &label, &LineIndex::new(text))
}

/// Warnings about repaired words: the first few, each once, and the number of other places.
pub(super) fn repaired(path: &str, unrepaired: &str, repaired: &RepairedText) -> Vec<Diagnostic> {
    let lines = LineIndex::new(unrepaired);
    let mut shown: Vec<&str> = vec![];
    let mut warnings = vec![];
    let mut more = 0;
    let mut end_of_last = 0;
    for edit in repaired.edits.iter() {
        if edit.start < end_of_last {
            continue;
        }
        let phrase = phrase(&repaired.text, *edit);
        let read = &repaired.text[phrase.range()];
        end_of_last = phrase.end;
        if shown.len() == SHOWN || shown.contains(&read) {
            more += 1;
            continue;
        }
        shown.push(read);
        let message = format!("{} was saved in the wrong encoding", what(read));
        let warning = Diagnostic::warning(path, "mended-text", message);
        let was = repaired.map.widen(phrase);
        warnings.push(show(warning, unrepaired, was, &format!("read as “{read}”"), &lines));
    }
    let count = match more {
        0 => String::new(),
        1 => "One more place in this note was repaired. ".to_string(),
        n => format!("{n} more places in this note were repaired. "),
    };
    let help = |more: &str| format!("{more}The file was not changed.");
    let last = warnings.pop().map(|warning: Diagnostic| warning.help(help(&count)));
    warnings.into_iter().map(|warning| warning.help(help(""))).chain(last).collect()
}

/// What a repaired phrase is called.
fn what(read: &str) -> &'static str {
    match read {
        _ if read.contains(' ') => "a name",
        _ if read.contains(char::is_alphabetic) => "a word",
        _ => "a sign",
    }
}

/// The word in which something was repaired. If it begins with a capital, as a name does, also the word before it and
/// the two after it that begin with one.
fn phrase(text: &str, edit: Span) -> Span {
    let is_sign = !text[edit.range()].contains(|ch| is_of_word(ch) || ch == '’');
    let Span { mut start, mut end } = edit;
    if is_sign {
        return edit;
    }
    start -= trailing_word(&text[..start]).len();
    end += leading_word(&text[end..]).len();
    if !is_capital(&text[start..]) {
        return Span::new(start, end);
    }
    if let Some(before) = text[..start].strip_suffix(' ').map(trailing_word) {
        start -= if is_capital(before) { before.len() + 1 } else { 0 };
    }
    for _ in 0..2 {
        let Some(after) = text[end..].strip_prefix(' ').map(leading_word) else { break };
        end += if is_capital(after) { after.len() + 1 } else { break };
    }
    Span::new(start, end)
}

fn is_of_word(ch: char) -> bool {
    ch.is_alphabetic() || matches!(ch, '-' | '\u{300}'..='\u{338}')
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn leading_word(text: &str) -> &str {
    &text[..text.find(|ch| !is_of_word(ch)).unwrap_or(text.len())]
}

fn trailing_word(text: &str) -> &str {
    text.rsplit(|ch| !is_of_word(ch)).next().unwrap_or("")
}

/// Adds the place of `span` in `text` and the line with the span marked.
fn show(warning: Diagnostic, text: &str, span: Span, label: &str, lines: &LineIndex) -> Diagnostic {
    let place = lines.place(text, span.start);
    let line = lines.line_span(text, place.line);
    let end = span.end.min(line.end).max(span.start) - line.start;
    warning.at(place.line, place.column).excerpt(
        &text[line.range()],
        span.start - line.start,
        end,
        label,
    )
}
