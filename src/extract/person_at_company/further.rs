//! Employers told further on in the sentence, or in the next: “X is an engineer at Y”, “X, who leads
//! the data team at Y”, “X spoke of how they do it at Y”, “X spoke. She works at Y.”

use crate::extract::draft::Place;
use crate::extract::org;
use crate::extract::org::Trust;
use crate::extract::page::MentionRange;
use crate::extract::page::Page;
use crate::extract::person_at_company::Employer;
use crate::extract::person_at_company::RULE;
use crate::extract::person_at_company::role;
use crate::extract::token::flag;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::ops::Range;

/// Whether a word can begin what somebody is or does.
pub fn tells(page: &Page, block: usize, at: usize) -> bool {
    matches!(
        page.key(block, at),
        "currently"
            | "heads"
            | "is"
            | "leads"
            | "representing"
            | "runs"
            | "who"
            | "working"
            | "works"
    )
}

/// “is a senior engineer at Y”, “who works for Y”, “joined Y”, “'s team at Y”.
pub fn described(page: &Page, block: usize, from: usize) -> Option<Employer> {
    if matches!(page.key(block, from), "joined" | "representing") {
        // One joins the Wibble project, too.
        let the = page.key(block, from + 1) == "the";
        let trust = if the { Trust::Known } else { Trust::MadeUp };
        return Some(Employer::own(org::at(page, block, from + 1, trust)?, 0.8));
    }
    if matches!(page.word(block, from), "'s" | "’s") {
        return work_at(page, block, from + 1);
    }
    if !tells(page, block, from) {
        return None;
    }
    let at = from + 1 + usize::from(matches!(page.key(block, from + 1), "currently" | "now"));
    if page.key(block, from) == "is" && matches!(page.key(block, at), "at" | "from" | "with") {
        return Some(Employer::own(org::at(page, block, at + 1, Trust::MadeUp)?, 0.85));
    }
    let mut employed = false;
    for i in from..(from + 12).min(page.blocks[block].len()) {
        let word = page.key(block, i);
        if !page.same_sentence(block, i, from)
            || role::is_former(page, block, i..i + 1)
            || role::is_occasion(page, block, i)
            || word == "was"
        {
            return None;
        }
        let joins = matches!(word, "at" | "for" | "from" | "of" | "with");
        let customer = word == "with" && page.key(block, i - 1) != "works";
        if joins && employed && !customer {
            let whole = word == "of" && role::heads(page, block, i - 1);
            let hired = matches!(page.key(block, i - 1), "employed" | "working" | "works");
            let sure = whole || hired && word != "with" || word == "at";
            let trust = if sure { Trust::Unknown } else { Trust::Known };
            if let Some(org) = org::at(page, block, i + 1, trust) {
                return Some(Employer::own(org, 0.85));
            }
        }
        employed |= role::employs(page, block, i);
    }
    None
}

/// “team at Y”, “recent work at Y”, after “her” or “X's”.
fn work_at(page: &Page, block: usize, from: usize) -> Option<Employer> {
    let work = |i: &usize| {
        matches!(page.key(block, *i), "colleagues" | "company" | "group" | "job" | "team" | "work")
    };
    let i = (from..from + 3).find(work)?;
    if page.key(block, i + 1) != "at" || !page.same_sentence(block, from, i + 2) {
        return None;
    }
    let org = org::at(page, block, i + 2, Trust::Known)?;
    Some(Employer::own(org, 0.8))
}

/// “talked about her work at Y”, “showed how they build things at Y”, with nobody else in between.
pub fn employer(page: &Page, block: usize, name: &Range<usize>) -> Option<Employer> {
    if let Some(at) = ends_with_company(page, block, name.end) {
        return Some(at);
    }
    let mut how = false;
    for i in name.end..(name.end + 40).min(page.blocks[block].len()) {
        if !page.same_sentence(block, i, name.start)
            || page.owner_of(block, i, Kind::Person).is_some()
            || role::is_former(page, block, i..i + 1)
        {
            return None;
        }
        let key = page.key(block, i);
        let theirs = matches!(key, "her" | "his" | "their");
        if let Some(found) = theirs.then(|| work_at(page, block, i + 1)).flatten() {
            return Some(found);
        }
        how |= key == "how" && matches!(page.key(block, i + 1), "he" | "she" | "they");
        if how && key == "at" {
            let org = org::at(page, block, i + 1, Trust::Known)?;
            return Some(Employer::own(org, 0.78));
        }
    }
    None
}

/// “X with Y.”: an employer that ends the clause.
fn ends_with_company(page: &Page, block: usize, with: usize) -> Option<Employer> {
    if page.key(block, with) != "with" || !page.same_sentence(block, with - 1, with + 1) {
        return None;
    }
    let org = org::at(page, block, with + 1, Trust::Known)?;
    let closed = matches!(page.word(block, org.range.end), "" | "," | "." | ")" | ":" | "-" | "–");
    closed.then(|| Employer::own(org, 0.78))
}

/// “X spoke. She works at Y.”: sentences that begin with a pronoun and say where somebody works.
pub fn pronouns(page: &mut Page) {
    for block in 0..page.blocks.len() {
        let people = page.mentions_in(block, Kind::Person);
        // Without people here, only the block's first word can mean somebody: of the heading above.
        let most = if people.is_empty() { 1 } else { usize::MAX };
        if let Some((person, found)) = under_heading(page, block) {
            let company = org::record(page, block, &found.org, RULE);
            let place = Place::words(block, 0..found.org.range.end);
            page.claim(person, Relation::WorksAt, company, place, RULE, 0.8);
        }
        for i in 0..page.blocks[block].len().min(most) {
            if !page.token(block, i).is(flag::FIRST)
                || !matches!(page.key(block, i), "he" | "she" | "they")
                || i > 0 && page.same_sentence(block, i - 1, i)
            {
                continue;
            }
            let Some(found) = described(page, block, i + 1) else { continue };
            let Some(person) = meant(page, block, i, &people) else { continue };
            let company = org::record(page, block, &found.org, RULE);
            let place = Place::words(block, i..found.org.range.end);
            page.claim(person, Relation::WorksAt, company, place, RULE, 0.8);
        }
    }
}

/// “- works at Y” in the section of one person.
fn under_heading(page: &Page, block: usize) -> Option<(usize, Employer)> {
    let heading = page.document.blocks[block].section?;
    if page.key(block, 0) != "works" || page.is_heading(block) {
        return None;
    }
    let mut people: Vec<usize> =
        page.mentions_in(heading, Kind::Person).iter().map(|m| m.0).collect();
    people.dedup();
    let found = described(page, block, 0)?;
    (people.len() == 1).then(|| (people[0], found))
}

/// Whom a pronoun means that begins a sentence: the only person of the sentence before, or of the
/// heading right above.
fn meant(page: &Page, block: usize, at: usize, people: &[MentionRange]) -> Option<usize> {
    let mut people: Vec<usize> = match at.checked_sub(1) {
        Some(last) => {
            let before = page.token(block, last).sentence;
            let sentence = |m: &MentionRange| page.token(block, m.1.start).sentence;
            let from = people.partition_point(|m| sentence(m) < before);
            people[from..].iter().take_while(|m| sentence(m) == before).map(|m| m.0).collect()
        }
        None => {
            let above = block.checked_sub(1).filter(|&b| page.is_heading(b))?;
            page.mentions_in(above, Kind::Person).iter().map(|m| m.0).collect()
        }
    };
    people.sort_unstable();
    people.dedup();
    (people.len() == 1).then(|| people[0])
}
