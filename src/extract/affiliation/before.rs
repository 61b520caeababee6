//! Employers told before the name: “Y's CTO, X”, “Y engineers W and X”, “the CTO of Y, X”, “Y (X)”.

use crate::extract::affiliation::Employer;
use crate::extract::affiliation::is_role;
use crate::extract::affiliation::role;
use crate::extract::org;
use crate::extract::org::Org;
use crate::extract::page::Page;
use crate::vocabulary::Kind;
use crate::extract::words;

/// What may stand between a company and the role of its employee.
const BEFORE_ROLE: &[&str] = &["'s", ",", "and", "of", "own", "the", "very", "’s"];

/// The employer told before the name that begins at `start`.
pub fn employer(page: &Page, block: usize, start: usize) -> Option<Employer> {
    // “Acme (Ana Souza)”
    if start > 1 && page.word(block, start - 1) == "(" {
        let company = page.mention_at(block, start - 2);
        let company = company.filter(|(t, _)| page.things[*t].kind == Kind::Company);
        return company.map(|(thing, range)| Employer::after(Org::found(range, thing), 0.8));
    }
    if let Some(org) = owner(page, block, start) {
        return Some(Employer::own(org, 0.8));
    }
    let mut role = false;
    let mut several = false;
    for i in (start.saturating_sub(8)..start).rev() {
        if !page.same_sentence(block, i, start) {
            return None;
        }
        if let Some((thing, range)) = page.mention_at(block, i) {
            if page.things[thing].kind != Kind::Company || range.end != i + 1 {
                return None;
            }
            let named = matches!(page.word(block, range.end), "'s" | "’s");
            let free = range.start == 0 || !role::is_former(page, block, range.start - 1..range.start);
            if role || named && range.end + 1 == start {
                let org = Org::found(range, thing);
                let found = if several { Employer::after(org, 0.88) } else { Employer::own(org, 0.88) };
                return free.then_some(found);
            }
            return staff(page, block, Org::found(range, thing), start);
        }
        if is_role(page, block, i) {
            role = true;
            several |= page.key(block, i).ends_with('s');
        } else if !words::has(BEFORE_ROLE, page.word(block, i)) || role::is_former(page, block, i..i + 1) {
            return None;
        }
    }
    None
}

/// “Wibble's Ana Souza”, where nobody knows Wibble as anything else.
fn owner(page: &Page, block: usize, start: usize) -> Option<Org> {
    let mark = start.checked_sub(1)?;
    if !matches!(page.word(block, mark), "'s" | "’s") {
        return None;
    }
    let mut from = mark;
    while from > 0 && mark - from < 3 && page.is_capital(block, from - 1) && page.same_sentence(block, from - 1, mark) {
        from -= 1;
    }
    let made_up = |i: usize| page.lexicon.word(page.key(block, i)).is_none();
    let org = org::at(page, block, from, org::Trust::Unknown)?;
    (org.range.end == mark && org.range.clone().all(made_up)).then_some(org)
}

/// “the CTO of Y, X”, “engineers from Y: W and X”.
fn staff(page: &Page, block: usize, org: Org, start: usize) -> Option<Employer> {
    if start != org.range.end + 1 || !matches!(page.word(block, start - 1), "," | ":" | "–" | "—") {
        return None;
    }
    let at = org.range.start.checked_sub(1)?;
    let at = if page.key(block, at) == "the" { at.checked_sub(1)? } else { at };
    let who = at.checked_sub(1)?;
    let joins = matches!(page.key(block, at), "of" | "at" | "from" | "for");
    let person = (who.saturating_sub(5)..who).any(|i| page.owner_of(block, i, Kind::Person).is_some());
    let told = joins && is_role(page, block, who) && !person;
    let free = !role::is_former(page, block, who.saturating_sub(2)..who);
    (told && free && page.same_sentence(block, who, start)).then(|| Employer::after(org, 0.85))
}
