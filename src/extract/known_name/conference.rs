//! Whether a known spelling means the event of that name.

use crate::extract::event;
use crate::extract::known_name::Case;
use crate::extract::page::Page;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;

/// How sure it is, from 0 to 1.
pub fn score(page: &Page, case: &Case) -> f32 {
    let Case { block, spot, sense, .. } = *case;
    let (exact, key) = (case.is_exact(), spot.key);
    let singular = key.strip_suffix('s').unwrap_or(key);
    let known =
        page.lexicon.word_hashed(spot.hash).or_else(|| page.lexicon.word(singular)).is_some();
    if !case.has_capital() {
        return if exact && !known && key.len() > 5 && !sense.ambiguous { 0.6 } else { 0.0 };
    }
    let after = page.token(block, spot.to);
    let year = after.is(flag::NUMBER) && event::is_year(page.word(block, spot.to));
    let event_word = words::EVENT_WORDS.words().iter().any(|w| key.ends_with(w)) && key.len() > 5;
    let next = page.is_in(&words::EVENT_WORDS, block, spot.to);
    let shape = page.token(block, spot.from).is(flag::UPPER | flag::CAMEL) && key.len() > 3;
    let topic = spot.senses.iter().any(|s| s.kind == Kind::Topic);
    let mut score: f32 = if sense.ambiguous || topic { 0.1 } else { 0.4 };
    score += if year || !known && heads(page, block, spot) { 0.4 } else { 0.0 };
    score += if event_word || next { 0.3 } else { 0.0 };
    score += if shape && exact && !known { 0.2 } else { 0.0 };
    score += if spot.to - spot.from > 1 && exact { 0.15 } else { 0.0 };
    score -= if known && !year && !event_word { 0.3 } else { 0.0 };
    score.min(0.95)
}

/// Whether a heading has nothing but the event with its place and time: “Strange Loop, September”.
fn heads(page: &Page, block: usize, spot: &Spot) -> bool {
    let aside = |i: usize| {
        let (token, key) = (page.token(block, i), page.key(block, i));
        !token.is(flag::WORD)
            || token.is(flag::NUMBER)
            || token.is(flag::UPPER) && key.len() <= 4
            || page.name_word(block, i).place
            || words::MONTHS.has(key)
    };
    let mut outside = (0..spot.from).chain(spot.to..page.blocks[block].len());
    page.is_heading(block) && outside.all(aside)
}
