//! Diagnostics on a screen: what is wrong, where, the line with a pointer, what to do.

use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::theme;
use anstyle::Style;
use hallway::diagnostic::{Diagnostic, Excerpt, Severity};
use std::collections::BTreeMap;
use std::path::Path;

/// At most this many diagnostics of one code are shown, except by `hallway check`.
pub const LIMIT: usize = 10;

/// Shows diagnostics in full and in their order, each followed by a blank line, at most `limit` of one
/// code.
pub fn show(screen: &mut Screen, notes: &Path, diagnostics: &[Diagnostic], limit: usize) {
    let (shown, rest) = limited(diagnostics, limit);
    for diagnostic in shown {
        show_one(screen, notes, diagnostic);
        screen.blank();
    }
    for (code, count) in &rest {
        let text = format!("and {count} more of {code}; hallway check shows them all");
        screen.line(StyledText::plain(&text));
    }
    if !rest.is_empty() {
        screen.blank();
    }
}

/// Shows diagnostics as one line each, at most `LIMIT` of one code: `warning: a.md:3: there is no note
/// “b”`.
pub fn show_lines(screen: &mut Screen, notes: &Path, diagnostics: &[Diagnostic]) {
    let (shown, rest) = limited(diagnostics, LIMIT);
    for diagnostic in shown {
        let (style, word) = severity(diagnostic);
        let mut text = StyledText::new().add(style, word).add(theme::NONE, ": ");
        if !diagnostic.path.is_empty() {
            let place = screen.place(theme::SOFT, notes, &diagnostic.path, diagnostic.line);
            text = text.join(place).add(theme::NONE, ": ");
        }
        screen.hanging(0, 2, text.add(theme::NONE, &diagnostic.message));
    }
    for (code, count) in rest {
        screen.line(StyledText::plain(&format!("and {count} more of {code}")));
    }
}

/// At most `limit` diagnostics of each code, and how many of a code are left out.
fn limited(diagnostics: &[Diagnostic], limit: usize) -> (Vec<&Diagnostic>, BTreeMap<&str, usize>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for diagnostic in diagnostics {
        let count = counts.entry(&diagnostic.code).or_default();
        *count += 1;
        if *count <= limit {
            shown.push(diagnostic);
        }
    }
    counts.retain(|_, count| *count > limit);
    counts.values_mut().for_each(|count| *count -= limit);
    (shown, counts)
}

/// “1 error, 2 warnings”; empty if there are none.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let counts = [(errors, "error"), (diagnostics.len() - errors, "warning")];
    let words = counts.iter().filter(|(n, _)| *n > 0);
    let words: Vec<String> =
        words.map(|(n, w)| format!("{n} {w}{}", if *n == 1 { "" } else { "s" })).collect();
    words.join(", ")
}

/// Shows one diagnostic in full.
pub fn show_one(screen: &mut Screen, notes: &Path, diagnostic: &Diagnostic) {
    let (style, word) = severity(diagnostic);
    let head =
        StyledText::new().add(style, word).add(theme::NONE, &format!("[{}]: ", diagnostic.code));
    screen.hanging(0, 2, head.add(theme::NONE, &diagnostic.message));
    if !diagnostic.path.is_empty() {
        screen.line(StyledText::plain("  ").join(place(screen, notes, diagnostic)));
    }
    if let Some(excerpt) = &diagnostic.excerpt {
        show_line(screen, diagnostic.line, excerpt);
    }
    for paragraph in &diagnostic.help {
        // Lines to be pasted are not wrapped.
        match paragraph.contains('\n') {
            true => paragraph
                .lines()
                .for_each(|l| screen.line(StyledText::plain("  ").add(theme::NONE, l))),
            false => screen.paragraph(2, StyledText::plain(paragraph)),
        }
    }
}

fn severity(diagnostic: &Diagnostic) -> (Style, &'static str) {
    match diagnostic.severity {
        Severity::Error => (theme::ERROR, "error"),
        Severity::Warning => (theme::UNSURE, "warning"),
    }
}

fn place(screen: &Screen, notes: &Path, diagnostic: &Diagnostic) -> StyledText {
    let text = screen.place(theme::SOFT, notes, &diagnostic.path, diagnostic.line);
    match diagnostic.column {
        0 => text,
        column => text.path(theme::SOFT, &format!(":{column}"), None),
    }
}

fn show_line(screen: &mut Screen, line: usize, excerpt: &Excerpt) {
    let number = if line == 0 { String::new() } else { line.to_string() };
    let gutter = number.len().max(5);
    let cut = cut(excerpt, screen.width.saturating_sub(gutter + 4));
    let shown = StyledText::plain(&format!("{number:>gutter$} | "));
    screen.line(shown.add(theme::NONE, &cut.line));
    let pointer = StyledText::plain(&format!("{:gutter$} | {}", "", " ".repeat(cut.before)));
    let pointer = pointer.add(theme::UNSURE, &"^".repeat(cut.marked.max(1)));
    let label = StyledText::plain(&excerpt.label);
    let used = pointer.width() + 1 + label.width();
    if excerpt.label.is_empty() || used <= screen.width {
        screen.line(pointer.add(theme::NONE, " ").join(label));
    } else {
        screen.line(pointer);
        screen.paragraph(gutter + 3, label);
    }
}

/// A line cut to a width, with the number of columns before and under the mark.
struct CutLine {
    line: String,
    before: usize,
    marked: usize,
}

/// Cuts a long line around its mark, with `…` for what is left out. Tabs count one column.
fn cut(excerpt: &Excerpt, width: usize) -> CutLine {
    let text = &excerpt.text;
    let start = hallway::span::floor_char_boundary(text, excerpt.start.min(text.len()));
    let end = hallway::span::floor_char_boundary(text, excerpt.end.clamp(start, text.len()));
    let (before, mark, after) = (&text[..start], &text[start..end], &text[end..]);
    let wide = |t: &str| StyledText::plain(t).width();
    if wide(text) <= width {
        let (before, marked) = (wide(before), wide(mark));
        return CutLine { line: text.clone(), before, marked };
    }
    let mark = first_columns(mark, width);
    let left = width.saturating_sub(wide(mark));
    // A third of the width goes to the text before the mark, which is enough context.
    let before_cut = match wide(before) <= left / 3 {
        true => before.to_string(),
        false => format!("… {}", last_columns(before, (left / 3).saturating_sub(2)).trim_start()),
    };
    let room = left.saturating_sub(wide(&before_cut));
    let after_cut = match wide(after) <= room {
        true => after.to_string(),
        false => format!("{} …", first_columns(after, room.saturating_sub(2)).trim_end()),
    };
    let line = format!("{before_cut}{mark}{after_cut}");
    CutLine { line, before: wide(&before_cut), marked: wide(mark) }
}

fn first_columns(text: &str, columns: usize) -> &str {
    let ends = text.char_indices().map(|(i, c)| i + c.len_utf8());
    let mut used = 0;
    let fits = ends.zip(text.chars()).take_while(|(_, c)| {
        used += StyledText::plain(c.encode_utf8(&mut [0; 4])).width();
        used <= columns
    });
    &text[..fits.last().map_or(0, |(end, _)| end)]
}

fn last_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let fits = text.char_indices().rev().take_while(|(_, c)| {
        used += StyledText::plain(c.encode_utf8(&mut [0; 4])).width();
        used <= columns
    });
    &text[fits.last().map_or(text.len(), |(start, _)| start)..]
}
