//! Who works where: “X from Y”, “X (Y)”, “X, CTO at Y”, “Y's CTO, X”, “X is an engineer at Y”.
//!
//! A company that the catalogue does not know is found here too, where only a company can stand.
//! Former employers are left out; what cannot be told from a place or an event is left out too.

use crate::extract::draft::Place;
use crate::extract::org;
use crate::extract::org::Org;
use crate::extract::org::Trust;
use crate::extract::page::Named;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::ops::Range;

const RULE: &str = "person-at-company";

/// An employer that a sentence gives to a person.
struct Employer {
    org: Org,
    /// How sure, from 0 to 1.
    confidence: f32,
    /// Whether it holds for all the people listed before it: “A, B and C from Y”.
    shared: bool,
}

impl Employer {
    fn own(org: Org, confidence: f32) -> Employer {
        Employer { org, confidence, shared: false }
    }

    fn shared(org: Org, confidence: f32) -> Employer {
        Employer { org, confidence, shared: true }
    }
}

/// Finds employers of people.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        let people = page.mentions_in(block, Kind::Person);
        for (n, (person, range)) in people.iter().enumerate() {
            let found = after(page, block, range.end).or_else(|| before(page, block, range.start));
            let Some(Employer { org, confidence, shared }) = found else { continue };
            let company = org::record(page, block, &org, RULE);
            let at = range.start.min(org.range.start)..range.end.max(org.range.end);
            let place = Place::words(block, at);
            page.claim(*person, Relation::WorksAt, company, place, RULE, confidence);
            let others = if shared { &people[..n] } else { &[] };
            for (other, r) in listed_before(page, block, others, range.start) {
                let place = Place::words(block, r.start..org.range.end);
                page.claim(other, Relation::WorksAt, company, place, RULE, confidence - 0.05);
            }
        }
    }
}

/// The people that a list joins to the one at `start`: “A, B and C from Y”.
fn listed_before(page: &Page, block: usize, people: &[Named], start: usize) -> Vec<Named> {
    let mut found = Vec::new();
    let mut start = start;
    for (person, range) in people.iter().rev() {
        let mut between = range.end..start;
        if between.is_empty() || !between.all(|i| people::joins(page.word(block, i))) {
            break;
        }
        found.push((*person, range.clone()));
        start = range.start;
    }
    found
}

/// An employer told after the name.
fn after(page: &Page, block: usize, end: usize) -> Option<Employer> {
    let mut at = people::past_handle(page, block, end);
    if matches!(page.word(block, at), "'s" | "’s") && page.word(block, at + 1) == "(" {
        at += 1;
    }
    if !page.same_sentence(block, at, end - 1) {
        return None;
    }
    let next = || org::at(page, block, at + 1, Trust::Unknown);
    match page.word(block, at) {
        "(" | "[" => in_brackets(page, block, at + 1)
            .map(|org| Employer::own(org, 0.93))
            .or_else(|| past_brackets(page, block, at)),
        "from" => next().map(|org| Employer::shared(org, 0.93)),
        "of" => next().map(|org| Employer::shared(org, 0.88)),
        "at" | "@" => next().map(|org| Employer::shared(org, 0.9)),
        "," => after_comma(page, block, at + 1).map(|org| Employer::own(org, 0.88)),
        "is" | "was" | "who" | "works" | "worked" => described(page, block, at),
        mark if words::has(words::BREAKS, mark) && is_line(page, block) => {
            after_comma(page, block, at + 1).map(|org| Employer::own(org, 0.85))
        }
        _ => None,
    }
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

/// Whether the block is a line rather than prose.
fn is_line(page: &Page, block: usize) -> bool {
    page.is_heading(block) || page.blocks[block].len() <= 14
}

/// What stands between the parts of a bracket after a name.
const BETWEEN_PARTS: &[&str] = &[",", "-", "/", ";", "@", "at", "from", "of", "–"];

/// “(Y)”, “(CTO, Y)”, “(CTO at Y)”, “(Y, @handle)”.
fn in_brackets(page: &Page, block: usize, from: usize) -> Option<Org> {
    let end = (from..from + 14).find(|&i| matches!(page.word(block, i), ")" | "]"))?;
    if former(page, block, from..end) {
        return None;
    }
    let splits = |i: &usize| words::has(BETWEEN_PARTS, page.word(block, *i));
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
}

/// “, CTO at Y”, “, CTO, Y”, “, Y's CTO”, “, Y”.
fn after_comma(page: &Page, block: usize, from: usize) -> Option<Org> {
    let mut role = false;
    for i in from..(from + 10).min(page.blocks[block].len()) {
        let word = page.key(block, i);
        if former(page, block, i..i + 1) || page.owner_of(block, i, Kind::Person).is_some() {
            return None;
        }
        if let Some(org) = org::at(page, block, i, Trust::Known) {
            let owner = matches!(page.word(block, org.range.end), "'s" | "’s")
                && (1..4).any(|k| words::has(words::ROLES, page.key(block, org.range.end + k)));
            let prefix = words::has(words::ROLES, page.key(block, org.range.end));
            let alone = i == from && is_line(page, block) && ends(page, block, org.range.end);
            return (role || owner || prefix || alone).then_some(org);
        }
        if matches!(page.word(block, i), "at" | "from" | "of" | "for" | "@" | ",") && role {
            // “Head of Platform” heads no company; “founder of Platform” does.
            let heads = matches!(
                page.key(block, i - 1),
                "ceo" | "cto" | "founder" | "cofounder" | "president" | "owner"
            );
            let trust = if word == "of" && !heads { Trust::Known } else { Trust::Unknown };
            if let Some(org) = org::at(page, block, i + 1, trust) {
                return Some(org);
            }
        }
        role |= words::has(words::ROLES, word);
        let filler = page.token(block, i).is(flag::WORD)
            || matches!(page.word(block, i), "," | "&" | "/" | "-");
        if !filler || words::has(words::SPEAKS, word) {
            return None;
        }
    }
    None
}

/// Whether no word stands at a token.
fn ends(page: &Page, block: usize, at: usize) -> bool {
    at >= page.blocks[block].len() || !page.token(block, at).is(flag::WORD)
}

/// “X is a senior engineer at Y”, “X, who works for Y”.
fn described(page: &Page, block: usize, from: usize) -> Option<Employer> {
    let mut employed = false;
    for i in from..(from + 12).min(page.blocks[block].len()) {
        let word = page.key(block, i);
        if !page.same_sentence(block, i, from) || former(page, block, i..i + 1) || word == "was" {
            return None;
        }
        let joins = matches!(word, "at" | "for" | "from" | "of" | "with");
        if joins && employed && !(word == "with" && page.key(block, i - 1) != "works") {
            let trust = if word == "at" { Trust::Unknown } else { Trust::Known };
            return org::at(page, block, i + 1, trust).map(|org| Employer::own(org, 0.85));
        }
        employed |= words::has(words::ROLES, word) || matches!(word, "works" | "working");
    }
    None
}

/// What may stand between a company and the role of its employee.
const BEFORE_ROLE: &[&str] = &["'s", ",", "and", "of", "own", "the", "very", "’s"];

/// “Y's CTO, X”, “Y engineer X”.
fn before(page: &Page, block: usize, start: usize) -> Option<Employer> {
    // “Acme (Ana Souza)”
    if start > 1 && page.word(block, start - 1) == "(" {
        let company = page.mention_at(block, start - 2);
        let company = company.filter(|(t, _)| page.things[*t].kind == Kind::Company);
        return company.map(|(thing, range)| Employer::own(Org::found(range, thing), 0.8));
    }
    let mut role = false;
    for i in (start.saturating_sub(8)..start).rev() {
        if !page.same_sentence(block, i, start) {
            return None;
        }
        let word = page.key(block, i);
        if let Some((thing, range)) = page.mention_at(block, i) {
            let org = page.things[thing].kind == Kind::Company && range.end == i + 1;
            let named = matches!(page.word(block, range.end), "'s" | "’s");
            let free = range.start == 0 || !former(page, block, range.start - 1..range.start);
            let close = role || named && range.end + 1 == start;
            return (org && close && free).then(|| Employer::own(Org::found(range, thing), 0.88));
        }
        if words::has(words::ROLES, word) {
            role = true;
        } else if !words::has(BEFORE_ROLE, page.word(block, i)) || former(page, block, i..i + 1) {
            return None;
        }
    }
    None
}

/// Words of the past, and of what is not so.
const FORMER: &[&str] = &["ex", "former", "formerly", "late", "not", "once", "past", "previously"];

/// Whether the words speak of the past: “formerly at Y”, “ex-Y”.
fn former(page: &Page, block: usize, range: Range<usize>) -> bool {
    range.into_iter().any(|i| words::has(FORMER, page.key(block, i)))
}
