//! Maps offsets of one text to offsets of another text with corresponding characters in the same order, which may
//! differ in length.

use crate::span::Span;

/// A map of parts in which each step of `from_step` bytes corresponds to `to_step` bytes in the other text.
/// *Invariant:* the parts are contiguous on both sides; steps are never zero.
#[derive(Clone, Debug)]
pub struct OffsetMap {
    parts: Vec<MapPart>,
    from_end: usize,
    to_end: usize,
}

#[derive(Clone, Copy, Debug)]
struct MapPart {
    from: usize,
    to: usize,
    from_step: usize,
    to_step: usize,
}

impl OffsetMap {
    /// An empty map into a text that begins at `to`.
    pub fn starting_at(to: usize) -> OffsetMap {
        OffsetMap { parts: vec![], from_end: 0, to_end: to }
    }

    /// The map of `len` bytes onto the same bytes at `to`.
    pub fn same(len: usize, to: usize) -> OffsetMap {
        let mut map = OffsetMap::starting_at(to);
        map.keep(len);
        map
    }

    /// Adds `len` bytes that are the same on both sides.
    pub fn keep(&mut self, len: usize) {
        if len > 0 {
            self.extend(1, 1, len);
        }
    }

    /// Adds one character of `from` bytes that corresponds to `to` bytes in the other text.
    pub fn step(&mut self, from: usize, to: usize) {
        if from == to { self.keep(from) } else { self.extend(from, to, 1) }
    }

    fn extend(&mut self, from_step: usize, to_step: usize, times: usize) {
        debug_assert!(from_step > 0 && to_step > 0);
        let same_steps = |p: &MapPart| p.from_step == from_step && p.to_step == to_step;
        if !self.parts.last().is_some_and(same_steps) {
            self.parts.push(MapPart { from: self.from_end, to: self.to_end, from_step, to_step });
        }
        self.from_end += from_step * times;
        self.to_end += to_step * times;
    }

    /// The span in the other text of a span, whose ends must be between characters. It covers every step that is
    /// touched.
    ///
    /// Cost: logarithmic in the number of parts.
    pub fn widen(&self, span: Span) -> Span {
        let start = self.before(span.start);
        Span::new(start, if span.is_empty() { start } else { self.after(span.end) })
    }

    /// The last step boundary in the other text that is not after `at`.
    fn before(&self, at: usize) -> usize {
        if at >= self.from_end {
            return self.to_end;
        }
        let part = self.parts[self.parts.partition_point(|p| p.from <= at) - 1];
        part.to + (at - part.from) / part.from_step * part.to_step
    }

    /// The first step boundary in the other text that is not before `at`, which must be above 0.
    fn after(&self, at: usize) -> usize {
        if at >= self.from_end {
            return self.to_end;
        }
        let part = self.parts[self.parts.partition_point(|p| p.from < at) - 1];
        part.to + (at - part.from).div_ceil(part.from_step) * part.to_step
    }
}
