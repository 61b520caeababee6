//! Whether a known spelling means the company of that name.

use crate::extract::known_name::Case;
use crate::extract::page::Page;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;

/// How sure it is, from 0 to 1.
pub fn score(page: &Page, case: &Case) -> f32 {
    let Case { block, spot, sense, support, .. } = *case;
    let (exact, capital) = (case.is_exact(), case.has_capital());
    if !exact && !capital {
        return 0.0;
    }
    let employer = employs(page, block, spot);
    let tool = spot.senses.iter().any(|s| s.kind == Kind::Tool && 2 * s.score > sense.score);
    let ordinary = page
        .lexicon
        .word_hashed(spot.hash)
        .is_some_and(|w| (w.frequency >= 2 || w.dictionaries >= 6) && w.capital < 80);
    if sense.ambiguous || ordinary || case.is_obscure() || !capital {
        let often = exact && support.named > 1 && support.plain == 0;
        return match tool {
            _ if employer && capital && (exact || !sense.ambiguous) => 0.75,
            false if support.sure => 0.6,
            false if often && !case.is_obscure() => 0.5,
            _ => 0.0,
        };
    }
    match (employer, tool) {
        (true, true) => 0.93,
        (false, true) => 0.45,
        (true, false) => 0.95,
        (false, false) => 0.85,
    }
}

/// What follows the name of a company: what it does, and what it has.
static COMPANY_DOES: List = List::of(&[
    "acquired", "announced", "built", "crew", "decided", "employees", "employs", "engineering",
    "engineers", "folks", "guys", "had", "hired", "hosted", "moved", "office", "offices",
    "organised", "organized", "people", "presented", "shared", "spoke", "sponsored", "talked",
    "team", "told",
]);

/// Words before the names of those who pay for an event.
static SPONSORS: List = List::of(&["sponsor", "sponsored", "sponsors"]);

/// Whether the place is one for an employer: “at X”, “from X”, “(X)”, “X's CTO”, “the X team”.
fn employs(page: &Page, block: usize, spot: &Spot) -> bool {
    let (before, mark) = match spot.from.checked_sub(1) {
        Some(i) => (page.key(block, i), page.word(block, i)),
        None => ("", ""),
    };
    let after = page.word(block, spot.to);
    let role = |i: usize| page.is_in(&words::ROLES, block, i);
    let role_before = spot.from > 1 && role(spot.from - 2);
    let works = matches!(before, "at" | "from" | "joined" | "company" | "by")
        && !page.token(block, spot.from).is(flag::FIRST);
    let brackets = after == ")" && matches!(mark, "(" | ",");
    let owner = matches!(after, "'s" | "’s") && (1..4).any(|k| role(spot.to + k));
    let sentence = page.sentence(block, page.token(block, spot.from).sentence);
    let mut told = sentence.start..spot.from;
    let pays = told.any(|i| page.is_in(&SPONSORS, block, i));
    works
        || pays
        || brackets
        || owner
        || page.is_in(&COMPANY_DOES, block, spot.to)
        || role_before && (before == "of" || mark == ",")
        || role(spot.to)
}
