//! Which parts of a text are not code. In code, text in a wrong encoding may be intended: a post about encodings
//! may show it.

use crate::span::Span;

/// The lines, or parts of lines, that are neither in a fenced block nor in a code span that ends on its line.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut spans = vec![];
    let mut open: Option<FenceLine> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let fence = FenceLine::of(line);
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
struct FenceLine {
    mark: char,
    len: usize,
    has_info: bool,
}

impl FenceLine {
    fn of(line: &str) -> Option<FenceLine> {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let mark = line.chars().next().filter(|ch| matches!(ch, '`' | '~'))?;
        let info = line.trim_start_matches(mark);
        let len = line.len() - info.len();
        let is_span = mark == '`' && info.contains('`');
        (len >= 3 && !is_span).then(|| FenceLine { mark, len, has_info: !info.trim().is_empty() })
    }

    fn closes(&self, open: &FenceLine) -> bool {
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

/// The offset of the next run of exactly `ticks` backticks.
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
