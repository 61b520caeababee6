//! Runs of capitalised words, and the best name within each.

use crate::extract::page::Page;
use crate::extract::person_name::PersonCandidate;
use crate::extract::person_name::around;
use crate::extract::person_name::look;
use crate::extract::token::flag;
use crate::extract::words;
use std::ops::Range;

/// Adds the best candidate of every run of a block.
pub fn in_block(page: &Page, block: usize, candidates: &mut Vec<PersonCandidate>) {
    let mut i = 0;
    while let Some(at) = page.blocks[block].next(i, flag::CAPITAL) {
        let run = capital_run(page, block, at);
        if run.len() < 2 {
            i = run.end.max(at + 1);
            continue;
        }
        match best_in(page, block, run.clone()) {
            Some(candidate) => {
                i = candidate.range.end;
                candidates.push(candidate);
            }
            None => i = run.end,
        }
    }
}

/// The capitalised words from `from` on, with particles and initials between them.
fn capital_run(page: &Page, block: usize, from: usize) -> Range<usize> {
    let opens = |i: usize| page.is_capital(block, i) && !page.is_in(&words::NOT_NAMES, block, i);
    if !opens(from) {
        return from..from;
    }
    let mut to = from + 1;
    while to < page.blocks[block].len() && to - from < 7 {
        if page.token(block, to).link != page.token(block, from).link
            || !page.same_sentence(block, from, to)
        {
            break;
        }
        let after_initial =
            page.word(block, to) == "." && look::is_initial(page.word(block, to - 1));
        let particle = |i: usize| is_particle(page, block, i);
        let goes_on = || opens(to + 1) || particle(to + 1) && opens(to + 2);
        if opens(to) || (after_initial || particle(to)) && goes_on() {
            to += 1;
        } else {
            break;
        }
    }
    from..to
}

/// A small word inside a name, as in “Jo van Doe”.
pub fn is_particle(page: &Page, block: usize, i: usize) -> bool {
    words::PARTICLES.has(page.word(block, i))
}

/// The best name within a run.
fn best_in(page: &Page, block: usize, run: Range<usize>) -> Option<PersonCandidate> {
    let mut best: Option<PersonCandidate> = None;
    for from in run.clone() {
        // A name that begins further on must be a better one: “CTO Ed Huang”.
        for to in (from + 2..=run.end.min(from + 6)).rev() {
            let Some(words) = look::score(page, block, from..to, run.clone()) else { continue };
            let score = words + around::score(page, block, from..to);
            if score > best.as_ref().map_or(1.0, |b| b.score + 0.1) {
                best = Some(PersonCandidate { block, range: from..to, score });
            }
        }
    }
    best
}
