//! Diagnostics as screens: what is wrong, where, the line with a pointer, what to do.

use crate::cli::role;
use crate::cli::screen::Screen;
use crate::cli::text::Text;
use hallway::diagnostic::{Diagnostic, Excerpt, Severity};
use std::collections::BTreeMap;
use std::path::Path;

/// How many of one code are shown before the rest is summed up.
pub const LIMIT: usize = 10;

/// Shows diagnostics in their order, a blank line between two, at most `limit` of one code.
pub fn show(screen: &mut Screen, notes: &Path, diagnostics: &[Diagnostic], limit: usize) {
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let count = shown.entry(&diagnostic.code).or_default();
        *count += 1;
        if *count <= limit {
            one(screen, notes, diagnostic);
            screen.blank();
        }
    }
    let mut cut = false;
    for (code, count) in shown.into_iter().filter(|(_, count)| *count > limit) {
        screen.line(Text::plain(&format!("and {} more of {code}: hallway check", count - limit)));
        cut = true;
    }
    if cut {
        screen.blank();
    }
}

/// “1 error, 2 warnings”; empty if there is neither.
pub fn sum(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let counts = [(errors, "error"), (diagnostics.len() - errors, "warning")];
    let words = counts.iter().filter(|(n, _)| *n > 0);
    let words: Vec<String> =
        words.map(|(n, w)| format!("{n} {w}{}", if *n == 1 { "" } else { "s" })).collect();
    words.join(", ")
}

/// Shows one diagnostic.
pub fn one(screen: &mut Screen, notes: &Path, diagnostic: &Diagnostic) {
    let (style, word) = match diagnostic.severity {
        Severity::Error => (role::ERROR, "error"),
        Severity::Warning => (role::UNSURE, "warning"),
    };
    let head = Text::new().add(style, word).add(role::NONE, &format!("[{}]: ", diagnostic.code));
    screen.hanging(0, 2, head.add(role::NONE, &diagnostic.message));
    if !diagnostic.path.is_empty() {
        screen.line(Text::plain("  ").join(place(screen, notes, diagnostic)));
    }
    if let Some(excerpt) = &diagnostic.excerpt {
        show_line(screen, diagnostic.line, excerpt);
    }
    for paragraph in &diagnostic.help {
        // What to paste comes as lines of its own and is not wrapped.
        match paragraph.contains('\n') {
            true => {
                paragraph.lines().for_each(|l| screen.line(Text::plain("  ").add(role::NONE, l)))
            }
            false => screen.paragraph(2, Text::plain(paragraph)),
        }
    }
}

fn place(screen: &Screen, notes: &Path, diagnostic: &Diagnostic) -> Text {
    let text = screen.place(role::SOFT, notes, &diagnostic.path, diagnostic.line);
    match diagnostic.column {
        0 => text,
        column => text.path(role::SOFT, &format!(":{column}"), None),
    }
}

fn show_line(screen: &mut Screen, line: usize, excerpt: &Excerpt) {
    let number = if line == 0 { String::new() } else { line.to_string() };
    let gutter = number.len().max(5);
    let cut = cut(excerpt, screen.width.saturating_sub(gutter + 4));
    let shown = Text::plain(&format!("{number:>gutter$} | "));
    screen.line(shown.add(role::NONE, &cut.line));
    let pointer = Text::plain(&format!("{:gutter$} | {}", "", " ".repeat(cut.before)));
    let pointer = pointer.add(role::UNSURE, &"^".repeat(cut.marked.max(1)));
    let label = Text::plain(&excerpt.label);
    let used = pointer.width() + 1 + label.width();
    if excerpt.label.is_empty() || used <= screen.width {
        screen.line(pointer.add(role::NONE, " ").join(label));
    } else {
        screen.line(pointer);
        screen.paragraph(gutter + 3, label);
    }
}

/// A line cut to a width, with the columns before and under the mark.
struct CutLine {
    line: String,
    before: usize,
    marked: usize,
}

/// Cuts a long line round its mark, `…` for what is left out. Tabs count one column.
fn cut(excerpt: &Excerpt, width: usize) -> CutLine {
    let text = &excerpt.text;
    let start = hallway::span::floor_char_boundary(text, excerpt.start.min(text.len()));
    let end = hallway::span::floor_char_boundary(text, excerpt.end.clamp(start, text.len()));
    let (before, mark, after) = (&text[..start], &text[start..end], &text[end..]);
    let wide = |t: &str| Text::plain(t).width();
    if wide(text) <= width {
        let (before, marked) = (wide(before), wide(mark));
        return CutLine { line: text.clone(), before, marked };
    }
    let mark = first_columns(mark, width);
    let left = width.saturating_sub(wide(mark));
    // A third of the room goes to what stands before, which is enough to know the place.
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
        used += Text::plain(c.encode_utf8(&mut [0; 4])).width();
        used <= columns
    });
    &text[..fits.last().map_or(0, |(end, _)| end)]
}

fn last_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let fits = text.char_indices().rev().take_while(|(_, c)| {
        used += Text::plain(c.encode_utf8(&mut [0; 4])).width();
        used <= columns
    });
    &text[fits.last().map_or(text.len(), |(start, _)| start)..]
}
