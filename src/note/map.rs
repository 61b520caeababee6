//! The way from the offsets of one text to those of another that has the same characters in the
//! same order, each perhaps of another length.

use crate::span::Span;

/// A map made of pieces in which each step of `from_step` bytes stands for `to_step` bytes there.
/// *Invariant:* the pieces touch one another on both sides; steps are never zero.
#[derive(Clone, Debug)]
pub(super) struct Map {
    pieces: Vec<Piece>,
    from_end: usize,
    to_end: usize,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    from: usize,
    to: usize,
    from_step: usize,
    to_step: usize,
}

impl Map {
    /// An empty map into a text that begins at `to`.
    pub(super) fn starting_at(to: usize) -> Map {
        Map { pieces: vec![], from_end: 0, to_end: to }
    }

    /// The map of `len` bytes onto the same bytes at `to`.
    pub(super) fn same(len: usize, to: usize) -> Map {
        let mut map = Map::starting_at(to);
        map.keep(len);
        map
    }

    /// Adds `len` bytes that are the same on both sides.
    pub(super) fn keep(&mut self, len: usize) {
        if len > 0 {
            self.extend(1, 1, len);
        }
    }

    /// Adds one character of `from` bytes that stands for `to` bytes there.
    pub(super) fn step(&mut self, from: usize, to: usize) {
        if from == to { self.keep(from) } else { self.extend(from, to, 1) }
    }

    fn extend(&mut self, from_step: usize, to_step: usize, times: usize) {
        debug_assert!(from_step > 0 && to_step > 0);
        let same_steps = |p: &Piece| p.from_step == from_step && p.to_step == to_step;
        if !self.pieces.last().is_some_and(same_steps) {
            self.pieces.push(Piece { from: self.from_end, to: self.to_end, from_step, to_step });
        }
        self.from_end += from_step * times;
        self.to_end += to_step * times;
    }

    /// The range there of the range `span`, whose ends must be between characters. A step that is
    /// touched is covered whole.
    ///
    /// Cost: logarithmic in the number of pieces.
    pub(super) fn widen(&self, span: Span) -> Span {
        let start = self.before(span.start);
        Span::new(start, if span.is_empty() { start } else { self.after(span.end) })
    }

    /// The last end of a step there that is not after `at`.
    fn before(&self, at: usize) -> usize {
        if at >= self.from_end {
            return self.to_end;
        }
        let piece = self.pieces[self.pieces.partition_point(|p| p.from <= at) - 1];
        piece.to + (at - piece.from) / piece.from_step * piece.to_step
    }

    /// The first end of a step there that is not before `at`, which is above 0.
    fn after(&self, at: usize) -> usize {
        if at >= self.from_end {
            return self.to_end;
        }
        let piece = self.pieces[self.pieces.partition_point(|p| p.from < at) - 1];
        piece.to + (at - piece.from).div_ceil(piece.from_step) * piece.to_step
    }
}
