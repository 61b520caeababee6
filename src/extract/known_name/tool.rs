//! Whether a known spelling means the tool of that name.

use crate::extract::known_name::Case;
use crate::extract::page::Page;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::vocabulary::Kind;

/// How sure it is, from 0 to 1.
pub fn score(page: &Page, case: &Case) -> f32 {
    let Case { block, spot, sense, written, support } = *case;
    let code = page.token(block, spot.from).is(flag::CODE);
    if !case.has_capital() && !code {
        return in_small_letters(page, case);
    }
    let alias = || page.lexicon.aliases(sense.entry).contains(&written);
    if !case.is_exact() && written.len() < 5 && !alias() {
        return 0.0;
    }
    if sense.ambiguous {
        return as_word(page, case);
    }
    // A company that is far better known than its product of the same name: Sysdig, not sysdig.
    let maker = spot.senses.iter().any(|s| s.kind == Kind::Company && s.score >= 2 * sense.score);
    if maker && !code && !support.sure {
        return 0.6;
    }
    let inside = !page.token(block, spot.from).is(flag::FIRST) || support.named > 0;
    let one = spot.to - spot.from == 1;
    let unheard = page.lexicon.word_hashed(spot.hash).is_none() && spot.key.len() > 4;
    if !case.is_obscure() {
        0.9
    } else if support.sure || code || unheard || inside && one && case.is_exact() {
        0.55
    } else {
        0.35
    }
}

/// A spelling that is an ordinary word too: all depends on the place and the note.
fn as_word(page: &Page, case: &Case) -> f32 {
    let Case { block, spot, sense, support, .. } = *case;
    let token = page.token(block, spot.from);
    let several = spot.to - spot.from > 1;
    let usual = page.lexicon.word_hashed(spot.hash).is_some_and(|w| w.capital >= 60);
    let mut score: f32 = 0.2;
    score += if support.sure { 0.5 } else { 0.0 };
    score += if token.is(flag::CODE) { 0.4 } else { 0.0 };
    if case.is_exact() && !token.is(flag::FIRST) && !page.is_heading(block) {
        score += if usual || several { 0.5 } else { 0.2 };
        score += if support.named > 1 && support.plain == 0 { 0.2 } else { 0.0 };
    } else if case.is_exact() && support.named > 0 && support.plain == 0 {
        score += if usual { 0.4 } else { 0.2 };
    } else if case.is_exact() && sense.score >= 80 && support.plain == 0 {
        score += 0.35;
    }
    // A name that everybody in the field knows needs less: Go, Git, Spring.
    score +=
        if case.is_exact() && sense.score >= 60 && !token.is(flag::FIRST) { 0.15 } else { 0.0 };
    score += if is_among_tools(page, block, spot) { 0.2 } else { 0.0 };
    score -= if case.is_obscure() { 0.2 } else { 0.0 };
    score -= if is_among_capitals(page, block, spot) { 0.4 } else { 0.0 };
    score.min(0.85)
}

/// A tool written in small letters: only where that is its way, or it is no word at all.
fn in_small_letters(page: &Page, case: &Case) -> f32 {
    let Case { spot, sense, support, .. } = *case;
    let word = page.lexicon.word_hashed(spot.hash);
    let singular = spot.key.strip_suffix('s').and_then(|key| page.lexicon.word(key));
    let common = word.or(singular).is_some_and(|w| w.frequency >= 1 || w.dictionaries >= 3);
    let hyphen = case.written.contains(['-', '_']);
    let exact = case.is_exact();
    if spot.key.len() < 3 || case.is_obscure() && !(hyphen && exact) {
        return 0.0;
    }
    match (sense.ambiguous, common) {
        (false, false) if exact || spot.to - spot.from == 1 && spot.key.len() > 3 => 0.75,
        (false, true) if exact && word.is_some_and(|w| w.capital >= 60) => 0.6,
        (_, false) if support.sure => 0.6,
        _ => 0.0,
    }
}

/// Whether a neighbour in a list is a tool that needs no support: “Java, Go and Rust”.
fn is_among_tools(page: &Page, block: usize, spot: &Spot) -> bool {
    let near = |s: &Spot| {
        s.to + 3 >= spot.from && s.from <= spot.to + 3 && (s.to <= spot.from || s.from >= spot.to)
    };
    page.spots[block]
        .iter()
        .filter(|s| near(s))
        .any(|s| s.senses.iter().any(|x| x.kind == Kind::Tool && !x.ambiguous && x.score >= 30))
}

/// Whether it is one of several capitalised words of a longer name or title.
fn is_among_capitals(page: &Page, block: usize, spot: &Spot) -> bool {
    let next = page.is_capital(block, spot.to) && page.same_sentence(block, spot.from, spot.to);
    let before = spot.from > 0
        && page.is_capital(block, spot.from - 1)
        && !page.token(block, spot.from - 1).is(flag::FIRST);
    (next || before) && page.token(block, spot.from).link == 0
}
