//! Which parts of a text are prose. In code, text in a wrong encoding may be meant: a post about
//! encodings shows it.

use crate::span::Span;

/// The lines, or parts of lines, that stand neither in a fenced block nor in a code span that ends
/// on its line.
pub(super) fn prose(text: &str) -> Vec<Span> {
    let mut spans = vec![];
    let mut open: Option<Fence> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let fence = Fence::of(line);
        match (&open, fence) {
            (None, None) => push_outside_code_spans(line, start, &mut spans),
            (None, opening) => open = opening,
            (Some(open_fence), Some(fence)) if fence.closes(open_fence) => open = None,
            (Some(_), _) => {}
        }
        start += line.len();
    }
    spans
}

/// A line of three or more backticks or tildes.
struct Fence {
    mark: char,
    len: usize,
    has_info: bool,
}

impl Fence {
    fn of(line: &str) -> Option<Fence> {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let mark = line.chars().next().filter(|ch| matches!(ch, '`' | '~'))?;
        let info = line.trim_start_matches(mark);
        let len = line.len() - info.len();
        let is_span = mark == '`' && info.contains('`');
        (len >= 3 && !is_span).then(|| Fence { mark, len, has_info: !info.trim().is_empty() })
    }

    fn closes(&self, open: &Fence) -> bool {
        self.mark == open.mark && self.len >= open.len && !self.has_info
    }
}

fn push_outside_code_spans(line: &str, start: usize, spans: &mut Vec<Span>) {
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = line[at..].find('`') {
        let open = at + found;
        let ticks = ticks_at(line, open);
        at = open + ticks;
        if let Some(close) = closing_ticks(line, at, ticks) {
            spans.push(Span::new(start + from, start + open));
            from = close + ticks;
            at = from;
        }
    }
    spans.push(Span::new(start + from, start + line.len()));
}

fn ticks_at(line: &str, at: usize) -> usize {
    line[at..].len() - line[at..].trim_start_matches('`').len()
}

/// Where the next run of exactly `ticks` backticks begins.
fn closing_ticks(line: &str, mut at: usize, ticks: usize) -> Option<usize> {
    while let Some(found) = line[at..].find('`') {
        let run = ticks_at(line, at + found);
        if run == ticks {
            return Some(at + found);
        }
        at += found + run;
    }
    None
}
