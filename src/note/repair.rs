//! Repairs text that was saved as UTF-8, opened as Windows-1252 or Latin-1, and saved again: `NÃ©stor` becomes
//! `Néstor`, even if it happened several times.

use crate::note::offset_map::OffsetMap;
use crate::note::outside_code;
use crate::note::plausibility::{Plausibility, Script, chain, is_small, is_sure};
use crate::note::windows1252::{char_of, high_byte_of};
use crate::span::Span;
use std::collections::BTreeSet;

/// A text that was repaired.
pub(super) struct RepairedText {
    pub(super) text: String,
    /// From `text` to the text before.
    pub(super) map: OffsetMap,
    /// The repaired parts of `text`; adjacent ones are one.
    pub(super) edits: Vec<Span>,
}

/// How many times a text may have been saved wrongly.
const LAYERS: usize = 3;

/// The repaired text, if there is anything to repair.
///
/// Cost: one fast scan of the bytes; more only if that finds two characters that might be one.
pub(super) fn repair(text: &str) -> Option<RepairedText> {
    if !is_suspicious(text.as_bytes()) {
        return None;
    }
    let windows = windows(text);
    let mut known = KnownDamage::default();
    for window in &windows {
        let (_, sure) = repair_run(window.glyphs(text), &KnownDamage::default());
        known.scripts.extend(sure);
    }
    if known.scripts.is_empty() {
        return None;
    }
    known.keeps_spaces = text.contains("Ã  ");
    let mut glyphs = vec![];
    for window in &windows {
        let run = window.run;
        let (repaired, _) = repair_run(window.glyphs(text), &known);
        let of_run = repaired.into_iter().filter(|g| run.range().contains(&g.was.start));
        glyphs.extend(of_run.filter(|g| !g.is_as_in(text)));
    }
    Some(apply(text, &glyphs))
}

/// Whether any character is followed by one that could be its second byte. In UTF-8 all first characters begin with
/// the byte C3, and all second ones with one of five; C1 control characters are suspicious by themselves.
fn is_suspicious(bytes: &[u8]) -> bool {
    // Without an early exit the inner loop is vectorised.
    let has_lead = |block: &[u8]| block.iter().fold(false, |has, b| has | (b & 0xfe == 0xc2));
    let at_suspicion = |at: usize| {
        matches!(
            &bytes[at..],
            [0xc3, 0x82..=0xb4, 0xc2 | 0xc5 | 0xc6 | 0xcb | 0xe2, ..] | [0xc2, 0x80..=0x9f, ..]
        )
    };
    let mut blocks = bytes.chunks(256).enumerate().filter(|(_, block)| has_lead(block));
    blocks.any(|(i, block)| (i * 256..i * 256 + block.len()).any(at_suspicion))
}

/// What the sure parts of a file show about the others.
#[derive(Default)]
struct KnownDamage {
    scripts: BTreeSet<Script>,
    /// Whether lost no-break spaces left a space beside the existing one.
    keeps_spaces: bool,
}

/// A character and the span of the text that it came from.
#[derive(Clone, Copy)]
struct Glyph {
    ch: char,
    was: Span,
}

impl Glyph {
    fn is_as_in(&self, text: &str) -> bool {
        self.was.len() == self.ch.len_utf8() && text[self.was.range()].starts_with(self.ch)
    }
}

/// Characters that might all be bytes, with the few around them by which they are judged.
struct Window {
    run: Span,
    with_context: Span,
}

impl Window {
    fn glyphs(&self, text: &str) -> Vec<Glyph> {
        let start = self.with_context.start;
        let glyph = |(at, ch): (usize, char)| {
            let at = start + at;
            Glyph { ch, was: Span::new(at, at + ch.len_utf8()) }
        };
        text[self.with_context.range()].char_indices().map(glyph).collect()
    }
}

fn windows(text: &str) -> Vec<Window> {
    let mut windows = vec![];
    for part in outside_code::spans(text) {
        let slice = &text[part.range()];
        let mut at = 0;
        while let Some(found) = slice[at..].find(might_be_byte) {
            let start = at + found;
            let len = slice[start..].find(|ch| !might_be_byte(ch));
            at = len.map_or(slice.len(), |len| start + len);
            if !is_worth_a_look(&slice[start..at]) {
                continue;
            }
            let before = slice[..start].char_indices().rev().nth(1).map_or(0, |(i, _)| i);
            let after = slice[at..].char_indices().nth(3).map_or(slice.len(), |(i, _)| at + i);
            windows.push(Window {
                run: Span::new(part.start + start, part.start + at),
                with_context: Span::new(part.start + before, part.start + after),
            });
        }
    }
    windows
}

/// Whether a run of such characters can be more than a single accented letter of correct text.
fn is_worth_a_look(run: &str) -> bool {
    let mut chars = run.chars();
    matches!(chars.next(), Some('Ã' | 'Â' | '\u{80}'..='\u{9f}')) || chars.next().is_some()
}

fn might_be_byte(ch: char) -> bool {
    ch == char::REPLACEMENT_CHARACTER || high_byte_of(ch).is_some()
}

/// Undoes one wrong reading after another. Also gives the scripts of what was accepted without `known`.
fn repair_run(mut glyphs: Vec<Glyph>, known: &KnownDamage) -> (Vec<Glyph>, BTreeSet<Script>) {
    let mut sure = BTreeSet::new();
    for _ in 0..LAYERS {
        match peel(&glyphs, known, &mut sure) {
            Some(peeled) => glyphs = peeled,
            None => break,
        }
    }
    for glyph in glyphs.iter_mut().filter(|g| matches!(g.ch, '\u{80}'..='\u{9f}')) {
        let read = char_of(glyph.ch as u8);
        if read != glyph.ch {
            glyph.ch = read;
            sure.insert(Script::Sign);
        }
    }
    (glyphs, sure)
}

/// Undoes one wrong reading, if there is one.
fn peel(glyphs: &[Glyph], known: &KnownDamage, sure: &mut BTreeSet<Script>) -> Option<Vec<Glyph>> {
    let chars: Vec<char> = glyphs.iter().map(|glyph| glyph.ch).collect();
    let mut peeled = Vec::with_capacity(glyphs.len());
    let mut at = 0;
    while at < glyphs.len() {
        let chain = chain(&chars, at);
        if chain.is_empty() {
            let (len, ch) = lossy(&chars, at, known).unwrap_or((1, chars[at]));
            peeled.push(join(&glyphs[at..at + len], ch));
            at += len;
            continue;
        }
        let is_sure = is_sure(&chain);
        for sequence in chain {
            let parts = &glyphs[at..at + sequence.len];
            let is_known = known.scripts.contains(&sequence.script);
            if is_sure {
                sure.insert(sequence.script);
            }
            if is_sure || (sequence.plausibility == Plausibility::Likely && is_known) {
                peeled.push(join(parts, sequence.ch));
            } else {
                peeled.extend(parts);
            }
            at += sequence.len;
        }
    }
    let is_changed =
        peeled.len() < glyphs.len() || peeled.iter().zip(&chars).any(|(g, c)| g.ch != *c);
    is_changed.then_some(peeled)
}

fn join(parts: &[Glyph], ch: char) -> Glyph {
    Glyph { ch, was: Span::new(parts[0].was.start, parts[parts.len() - 1].was.end) }
}

/// A sequence that lost its last byte, in a file that has complete ones: how many characters it has, and the character
/// that it means.
fn lossy(chars: &[char], at: usize, known: &KnownDamage) -> Option<(usize, char)> {
    let get = |i: usize| chars.get(i).copied().unwrap_or('\n');
    let before = at.checked_sub(1).map_or('\n', |i| chars[i]);
    let (first, second, third) = (chars[at], get(at + 1), get(at + 2));
    let is_cut = high_byte_of(third).is_none_or(|byte| byte >= 0xc0);
    let lost_mark = usize::from(third == char::REPLACEMENT_CHARACTER);
    let letters = known.scripts.contains(&Script::Latin);
    let signs = known.scripts.contains(&Script::Sign);
    let pictures = known.scripts.contains(&Script::Picture);
    match (first, second) {
        // A no-break space that became a space.
        ('Ã', ' ') if letters && is_small(before) => {
            let keep_space = third.is_alphabetic() && !known.keeps_spaces;
            Some((if keep_space { 1 } else { 2 }, 'à'))
        }
        ('Â', ' ') if (letters || signs) && (is_small(before) || ".,;:!?)".contains(before)) => {
            Some((2, ' '))
        }
        ('â', '€') if is_cut && (letters || signs) => Some((2 + lost_mark, '”')),
        ('ï', '¸') if is_cut && pictures => Some((2 + lost_mark, '\u{fe0f}')),
        _ => None,
    }
}

fn apply(text: &str, glyphs: &[Glyph]) -> RepairedText {
    let mut repaired = RepairedText {
        text: String::with_capacity(text.len()),
        map: OffsetMap::starting_at(0),
        edits: vec![],
    };
    let mut done = 0;
    for glyph in glyphs {
        repaired.text.push_str(&text[done..glyph.was.start]);
        repaired.map.keep(glyph.was.start - done);
        let start = repaired.text.len();
        repaired.text.push(glyph.ch);
        repaired.map.step(glyph.ch.len_utf8(), glyph.was.len());
        match repaired.edits.last_mut().filter(|last| last.end == start) {
            Some(last) => last.end = repaired.text.len(),
            None => repaired.edits.push(Span::new(start, repaired.text.len())),
        }
        done = glyph.was.end;
    }
    repaired.text.push_str(&text[done..]);
    repaired.map.keep(text.len() - done);
    repaired
}
