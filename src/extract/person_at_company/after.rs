//! Employers told directly after the name: “X from Y”, “X (Y)”, “X, CTO at Y”, “X, Y's CTO”.

use crate::curated::entry::Sense;
use crate::extract::org;
use crate::extract::org::Org;
use crate::extract::org::Trust;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::person_at_company::Employer;
use crate::extract::person_at_company::ends;
use crate::extract::person_at_company::further;
use crate::extract::person_at_company::is_line;
use crate::extract::person_at_company::is_role;
use crate::extract::person_at_company::role;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

/// The employer told after the name at `name`.
pub fn employer(page: &Page, block: usize, name: &Range<usize>) -> Option<Employer> {
    if let Some(org) = by_handle(page, block, name) {
        return Some(Employer::own(org, 0.85));
    }
    let mut at = people::past_handle(page, block, name.end);
    if matches!(page.word(block, at), "'s" | "’s") && page.word(block, at + 1) == "(" {
        at += 1;
    }
    if !page.same_sentence(block, at, name.end - 1) {
        return None;
    }
    match page.word(block, at) {
        "(" | "[" if matches!(page.word(block, at + 1), "all" | "both") => {
            let from =
                at + 2 + usize::from(matches!(page.key(block, at + 2), "at" | "from" | "of"));
            in_brackets(page, block, from).map(|org| Employer::before(org, 0.9))
        }
        "(" | "[" => in_brackets(page, block, at + 1)
            .map(|org| Employer::own(org, 0.93))
            .or_else(|| past_brackets(page, block, at)),
        "from" | "of" | "at" | "@" => joined(page, block, at),
        "," if page.word(block, at + 1) == "from" || page.word(block, at + 1) == "of" => {
            joined(page, block, at + 1)
        }
        "," if page.key(block, at + 1) == "both" => joined(page, block, at + 2),
        "both" => joined(page, block, at + 1),
        _ if begins_line(page, block, at) => after_comma(page, block, at, Trust::Known)
            .filter(|_| !page.is_heading(block))
            .map(|org| Employer::own(org, 0.85)),
        "," if further::tells(page, block, at + 1) => {
            further::described(page, block, at + 1).or_else(|| now(page, block, at + 1))
        }
        "," => after_comma(page, block, at + 1, Trust::MadeUp)
            .map(|org| Employer::own(org, 0.88))
            .or_else(|| listed(page, block, name.start, at + 1))
            .or_else(|| in_their_brackets(page, block, name.start, at + 1))
            .or_else(|| now(page, block, at + 1)),
        mark if (words::BREAKS.has(mark) || matches!(mark, "/" | "·" | "•"))
            && is_line(page, block) =>
        {
            // A line of a name and one strange word may as well be of a name and a title.
            let more = name.start > 0 || ends_later(page, block, at + 1);
            let trust = if more { Trust::MadeUp } else { Trust::Known };
            after_comma(page, block, at + 1, trust).map(|org| Employer::own(org, 0.85))
        }
        _ => further::described(page, block, at),
    }
}

/// Whether a mark that parts a line stands behind the first words from a token on.
fn ends_later(page: &Page, block: usize, from: usize) -> bool {
    (from + 1..from + 5).any(|i| words::BREAKS.has(page.word(block, i)))
}

/// “X @Y”, “X (@Y)”: a handle that is a company's, and not spelled as the person is.
fn by_handle(page: &Page, block: usize, name: &Range<usize>) -> Option<Org> {
    let at = (name.end..name.end + 2).find(|&i| page.token(block, i).is(flag::HANDLE))?;
    let near = at == name.end || matches!(page.word(block, name.end), "(" | "," | "[" | "-" | "/");
    if let Some(company) = page.owner_of(block, at, Kind::Company).filter(|_| near) {
        return Some(Org::found(at..at + 1, company));
    }
    let key = page.key(block, at);
    let own = name.clone().any(|i| key.contains(page.key(block, i)));
    let senses = page.lexicon.senses(key);
    let sense = senses.iter().find(|s| s.kind == Kind::Company && !s.ambiguous)?;
    let free = page.owner(block, at).is_none() && senses.iter().all(|s| s.kind == Kind::Company);
    (!own && near && free).then_some(Org {
        range: at..at + 1,
        thing: None,
        entry: Some(sense.entry),
    })
}

/// Whether a token stands on a new line of its block.
fn begins_line(page: &Page, block: usize, at: usize) -> bool {
    if at == 0 || at >= page.blocks[block].len() {
        return false;
    }
    let (from, to) = (page.token(block, at - 1).end as usize, page.token(block, at).start as usize);
    page.document.blocks[block].text[from..to].contains('\n')
        && page.is_capital(block, at)
        && (is_role(page, block, at) || org::at(page, block, at, Trust::Known).is_some())
}

/// “from Y”, “of the Y team”, “from the data team at Y”: the employer after such a word.
fn joined(page: &Page, block: usize, at: usize) -> Option<Employer> {
    let next = at + 1;
    let confidence = match page.word(block, at) {
        "from" => 0.93,
        "of" => 0.88,
        "at" | "@" => 0.9,
        _ => return None,
    };
    let org = org::at(page, block, next, Trust::Unknown);
    let org = org.or_else(|| org::linked(page, block, next));
    let org = org.or_else(|| team_at(page, block, next))?;
    let place = page.word(block, at) != "from" && is_place(page, block, org.range.end);
    (!place).then(|| Employer::before(org, confidence))
}

/// “the data team at Y”: the employer whose team it is.
fn team_at(page: &Page, block: usize, from: usize) -> Option<Org> {
    let team = |i: &usize| matches!(page.key(block, *i), "team" | "group" | "division" | "lab");
    let i = (from..from + 6).find(team)?;
    let at = matches!(page.word(block, i + 1), "at" | "@" | "in");
    let near = page.same_sentence(block, from, i + 2);
    (at && near).then(|| org::at(page, block, i + 2, Trust::Unknown)).flatten()
}

/// Whether what follows a company is a place to be met at rather than to work at: “at the Y booth”.
fn is_place(page: &Page, block: usize, end: usize) -> bool {
    let skip = usize::from(matches!(page.word(block, end), "'s" | "’s"));
    let key = page.key(block, end + skip);
    words::EVENT_WORDS.has(key)
        || matches!(
            key,
            "booth"
                | "event"
                | "fame"
                | "hq"
                | "hub"
                | "meetups"
                | "offices"
                | "office"
                | "party"
                | "stall"
                | "stand"
        )
}

/// “(@handle and more) from Y”: the employer after brackets that open at a token.
fn past_brackets(page: &Page, block: usize, open: usize) -> Option<Employer> {
    let close = (open..open + 24).find(|&i| matches!(page.word(block, i), ")" | "]"))?;
    if page.key(block, close + 1) != "from" {
        return None;
    }
    let org = org::at(page, block, close + 2, Trust::Unknown)?;
    Some(Employer::own(org, 0.9))
}

/// What stands between the parts of a bracket after a name.
static BETWEEN_PARTS: List = List::of(&[",", "-", "/", ";", "@", "at", "from", "of", "–"]);

/// “(Y)”, “(CTO, Y)”, “(CTO at Y)”, “(Y, @handle)”.
fn in_brackets(page: &Page, block: usize, from: usize) -> Option<Org> {
    let end = (from..from + 14).find(|&i| matches!(page.word(block, i), ")" | "]"))?;
    if role::is_former(page, block, from..end) {
        return None;
    }
    let splits = |i: &usize| BETWEEN_PARTS.has(page.word(block, *i));
    let mut parts = Vec::new();
    let mut part = from;
    for i in (from..end).filter(splits).chain([end]) {
        parts.push(part..i);
        part = i + 1;
    }
    parts.retain(|part| !part.is_empty());
    let whole = |trust| {
        parts.iter().find_map(|p| {
            let start = if page.key(block, p.start) == "the" { p.start + 1 } else { p.start };
            org::at(page, block, start, trust).filter(|o| o.range.end == p.end)
        })
    };
    whole(Trust::Known)
        .or_else(|| whole(Trust::Unknown))
        .or_else(|| org::title_case(page, block, from..end).filter(|_| is_line(page, block)))
        .or_else(|| org::made_up(page, block, from..end).filter(|_| is_line(page, block)))
        .or_else(|| org::linked(page, block, from).filter(|org| org.range.end == end))
        .or_else(|| after_role(page, block, from..end))
        .or_else(|| in_small_letters(page, block, from..end))
}

/// “(spotify)”: a company that everybody knows and that is no word, which writers of no capitals write so.
fn in_small_letters(page: &Page, block: usize, range: Range<usize>) -> Option<Org> {
    let spot = page.spots[block].iter().find(|s| (s.from, s.to) == (range.start, range.end))?;
    let famous = |s: &&Sense| s.kind == Kind::Company && !s.ambiguous && s.score >= 40;
    let sense = spot.senses.iter().find(famous)?;
    let free = page.lexicon.word_hashed(spot.hash).is_none_or(|w| w.frequency == 0);
    free.then_some(Org { range, thing: None, entry: Some(sense.entry) })
}

/// “(an engineer at Y who …)”
fn after_role(page: &Page, block: usize, range: Range<usize>) -> Option<Org> {
    let role = range.clone().find(|&i| role::employs(page, block, i))?;
    let at = (role..range.end).find(|&i| matches!(page.word(block, i), "at" | "@"))?;
    org::at(page, block, at + 1, Trust::Unknown).filter(|org| org.range.end <= range.end)
}

/// “**Title** - X, Y.”: what ends the sentence behind a title in marks and its speaker.
fn listed(page: &Page, block: usize, start: usize, from: usize) -> Option<Employer> {
    let mark = start.checked_sub(1).is_some_and(|i| words::BREAKS.has(page.word(block, i)));
    let titled = page.token(block, 0).is(flag::STRONG | flag::EMPHASIS | flag::QUOTED);
    let inside = page.token(block, start).is(flag::STRONG | flag::EMPHASIS | flag::QUOTED);
    let org = org::at(page, block, from, Trust::Unknown)?;
    let ends = matches!(page.word(block, org.range.end), "" | "." | ":" | ";" | "(");
    (mark && titled && !inside && ends).then(|| Employer::own(org, 0.8))
}

/// “(X, Y)”: the employer that ends the brackets in which the name stands.
fn in_their_brackets(page: &Page, block: usize, start: usize, from: usize) -> Option<Employer> {
    if start == 0 || !matches!(page.word(block, start - 1), "(" | "[") {
        return None;
    }
    let org = org::at(page, block, from, Trust::Unknown)?;
    matches!(page.word(block, org.range.end), ")" | "]").then(|| Employer::own(org, 0.85))
}

/// “Y's CTO”, “Y's head of data”.
fn whose(page: &Page, block: usize, from: usize) -> Option<Org> {
    let org = org::at(page, block, from, Trust::Unknown)?;
    let mark = org.range.end;
    let owner = matches!(page.word(block, mark), "'s" | "’s");
    let free = !role::is_former(page, block, mark + 1..mark + 3);
    (owner && free && (1..4).any(|k| is_role(page, block, mark + k))).then_some(org)
}

/// “, formerly of Y, now at Z”: the employer of today.
fn now(page: &Page, block: usize, from: usize) -> Option<Employer> {
    let now = (from..from + 10).find(|&i| matches!(page.key(block, i), "now" | "currently"))?;
    let at = matches!(page.key(block, now + 1), "at" | "with" | "of" | "from");
    let near = page.same_sentence(block, from, now + 2);
    let person = (from..now).any(|i| page.owner_of(block, i, Kind::Person).is_some());
    let org = org::at(page, block, now + 2, Trust::Unknown).filter(|_| at && near && !person)?;
    Some(Employer::own(org, 0.85))
}

/// “, CTO at Y”, “, CTO, Y”, “, CTO Y”, “, Y's CTO”, “, Y”; how much has to be known of a company that
/// stands there without a role is told by `trust`.
fn after_comma(page: &Page, block: usize, from: usize, trust: Trust) -> Option<Org> {
    if let Some(org) = whose(page, block, from) {
        return Some(org);
    }
    let mut role = false;
    for i in from..(from + 10).min(page.blocks[block].len()) {
        let word = page.key(block, i);
        // “, a founder I follow on Y”
        let aside = matches!(word, "i" | "we" | "you");
        if role::is_former(page, block, i..i + 1)
            || page.owner_of(block, i, Kind::Person).is_some()
            || aside
        {
            return None;
        }
        if word == "of" && role::makes(page, block, i - 1) {
            role = false;
            continue;
        }
        let needed = if i == from { trust } else { Trust::Known };
        if let Some(org) = org::at(page, block, i, needed) {
            let prefix = is_role(page, block, org.range.end);
            let told = page.word(block, org.range.end) == ","
                && page.is_in(&words::SPEAKS, block, org.range.end + 1);
            let listed = page.word(block, org.range.end) == ",";
            let lines = is_line(page, block) && ends(page, block, org.range.end) && !listed;
            let alone = i == from && (lines || told);
            return (role || prefix || alone).then_some(org);
        }
        if matches!(page.word(block, i), "at" | "from" | "of" | "for" | "in" | "with" | "@" | ",")
            && role
        {
            let whole = role::heads(page, block, i - 1);
            let trust = match word {
                "of" | "in" if !whole => Trust::Known,
                "with" => Trust::MadeUp,
                _ => Trust::Unknown,
            };
            if let Some(org) = org::at(page, block, i + 1, trust) {
                return Some(org);
            }
        }
        role |= is_role(page, block, i);
        let filler = page.token(block, i).is(flag::WORD)
            || matches!(page.word(block, i), "," | "&" | "/" | "-");
        if !filler || words::SPEAKS.has(word) {
            return None;
        }
    }
    None
}
