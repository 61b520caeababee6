//! Employers told before the name: “Y's CTO, X”, “Y engineers W and X”, “the CTO of Y, X”, “Y (X)”.

use crate::curated::lexicon::CommonWord;
use crate::extract::org;
use crate::extract::org::Org;
use crate::extract::org::Trust;
use crate::extract::page::Page;
use crate::extract::person_at_company::Employer;
use crate::extract::person_at_company::is_role;
use crate::extract::person_at_company::role;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;

/// What may stand between a company and the role of its employee.
static BEFORE_ROLE: List = List::of(&["'s", ",", "and", "of", "own", "the", "very", "’s"]);

/// The employer told before the name that begins at `start`.
pub fn employer(page: &Page, block: usize, start: usize) -> Option<Employer> {
    if start > 1 && page.word(block, start - 1) == "(" {
        return outside(page, block, start - 2);
    }
    if let Some(org) = whose(page, block, start) {
        return Some(Employer::own(org, 0.85));
    }
    if let Some(org) = owner(page, block, start) {
        return Some(Employer::own(org, 0.8));
    }
    let mark =
        start.checked_sub(1).filter(|&i| matches!(page.word(block, i), "," | ":" | "–" | "—"));
    if let Some(org) = mark.and_then(|i| org::before(page, block, i, Trust::Unknown))
        && let Some(found) = staff(page, block, org, start)
    {
        return Some(found);
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
            let free =
                range.start == 0 || !role::is_former(page, block, range.start - 1..range.start);
            if role || named && range.end + 1 == start {
                let org = Org::found(range, thing);
                let found =
                    if several { Employer::after(org, 0.88) } else { Employer::own(org, 0.88) };
                return free.then_some(found);
            }
            return staff(page, block, Org::found(range, thing), start);
        }
        if role
            && hires(page, block, i + 1)
            && let Some(org) = org::before(page, block, i + 1, Trust::MadeUp)
            && !role::is_former(page, block, org.range.start.saturating_sub(1)..org.range.start)
        {
            return Some(if several {
                Employer::after(org, 0.85)
            } else {
                Employer::own(org, 0.85)
            });
        }
        if is_role(page, block, i) {
            role = !role::makes(page, block, i);
            several |= page.key(block, i).ends_with('s');
        } else if !BEFORE_ROLE.has(page.word(block, i)) || role::is_former(page, block, i..i + 1) {
            return None;
        }
    }
    None
}

/// What somebody is whom only a company can have; a tool has developers and maintainers too.
static HIRED: List = List::of(&[
    "ceo", "cfo", "chief", "ciso", "cofounder", "coo", "cpo", "cto", "director", "engineer",
    "engineers", "founder", "founders", "president", "sre", "svp", "vp",
]);

/// Whether such a role begins at a token.
fn hires(page: &Page, block: usize, at: usize) -> bool {
    (at..at + 3).any(|i| page.is_in(&HIRED, block, i))
}

/// “Acme (Ana Souza)”, “the Acme team (Ana Souza)”: the company that ends before the bracket.
fn outside(page: &Page, block: usize, last: usize) -> Option<Employer> {
    let team = last > 0 && matches!(page.key(block, last), "engineers" | "folks" | "team");
    let end = last + usize::from(!team);
    if let Some((thing, range)) = page.mention_at(block, end - 1) {
        let company = page.things[thing].kind == Kind::Company;
        return company.then(|| Employer::after(Org::found(range, thing), 0.8));
    }
    let org = org::before(page, block, end, Trust::MadeUp)?;
    let from = org.range.start.checked_sub(1).is_some_and(|i| page.key(block, i) == "from");
    (from || team).then(|| Employer::after(org, 0.8))
}

/// “Y's head of developer relations, X”: a company that has somebody of a long title.
fn whose(page: &Page, block: usize, start: usize) -> Option<Org> {
    let mark = (start.saturating_sub(9)..start)
        .rev()
        .find(|&i| matches!(page.word(block, i), "'s" | "’s"))?;
    let (thing, range) = page.mention_at(block, mark.checked_sub(1)?)?;
    let title = mark + 1..start;
    let plain = |i: usize| {
        let word = page.word(block, i);
        let comma = word == "," && i + 1 == start;
        let joins = matches!(word, "of" | "for" | "and" | "&" | "-");
        let word = page.dictionary(block, i);
        let function = word.is_some_and(|w| w.parts & CommonWord::FUNCTION != 0);
        comma
            || joins
            || page.token(block, i).is(flag::WORD)
                && !function
                && !page.is_in(&words::SPEAKS, block, i)
    };
    let role = title.clone().take(3).any(|i| is_role(page, block, i));
    let free =
        page.things[thing].kind == Kind::Company && !role::is_former(page, block, title.clone());
    (free && role && page.same_sentence(block, mark, start) && title.into_iter().all(plain))
        .then(|| Org::found(range, thing))
}

/// “Wibble's Ana Souza”, “Wibble's CTO, Ana Souza”, where nobody knows Wibble as anything else.
fn owner(page: &Page, block: usize, start: usize) -> Option<Org> {
    let mut mark = start.checked_sub(1)?;
    let titled = |i: usize| {
        is_role(page, block, i) || matches!(page.word(block, i), "," | "own" | "&" | "and")
    };
    while mark > 0 && start - mark < 7 && titled(mark) {
        mark -= 1;
    }
    if !matches!(page.word(block, mark), "'s" | "’s") {
        return None;
    }
    let mut from = mark;
    while from > 0
        && mark - from < 3
        && page.is_capital(block, from - 1)
        && page.same_sentence(block, from - 1, mark)
    {
        from -= 1;
    }
    let made_up = |i: usize| page.dictionary(block, i).is_none();
    let org = org::at(page, block, from, Trust::Unknown)?;
    (org.range.end == mark && org.range.clone().all(made_up)).then_some(org)
}

/// “the CTO of Y, X”, “engineers from Y: W and X”.
fn staff(page: &Page, block: usize, org: Org, start: usize) -> Option<Employer> {
    if start != org.range.end + 1 || !matches!(page.word(block, start - 1), "," | ":" | "–" | "—")
    {
        return None;
    }
    let at = org.range.start.checked_sub(1)?;
    let at = if page.key(block, at) == "the" { at.checked_sub(1)? } else { at };
    let who = at.checked_sub(1)?;
    let joins = matches!(page.key(block, at), "of" | "at" | "from" | "for");
    let person = (who.saturating_sub(5)..who).any(|i| {
        page.owner_of(block, i, Kind::Person).is_some() && page.same_sentence(block, i, who)
    });
    let folks = matches!(page.key(block, who), "folks" | "guys" | "people");
    let told = joins && (folks || is_role(page, block, who)) && !person;
    let free = !role::is_former(page, block, who.saturating_sub(2)..who);
    (told && free && page.same_sentence(block, who, start)).then(|| Employer::after(org, 0.85))
}
