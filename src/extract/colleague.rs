//! Colleagues of the author, and the author, in a note that says whose team wrote it (“the Acme team
//! attended …”, “at Acme we …”, “I work at Acme”): “our CTO, X”, “my colleague X”, “X sharing how our
//! team …”.

use crate::extract::draft::Place;
use crate::extract::draft::Said;
use crate::extract::org;
use crate::extract::org::Org;
use crate::extract::org::Trust;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::finding::End;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::collections::BTreeSet;
use std::ops::Range;

const RULE: &str = "colleague";

/// Roles that no employer gives.
static NOT_EMPLOYED: List = List::of(&[
    "author", "friend", "friends", "host", "journalist", "mate", "organiser", "organizer",
    "speaker", "student",
]);

/// What a team does that comes back to tell of an event.
static TEAM_DID: List = List::of(&[
    "arrived", "attended", "came", "flew", "gathered", "got", "had", "headed", "joined", "made",
    "met", "packed", "participated", "returned", "sent", "spent", "sponsored", "took", "traveled",
    "travelled", "visited", "was", "went", "were",
]);

/// Finds the author's company, then the people who work there as the note tells.
pub fn run(page: &mut Page) {
    let Some((company, place)) = home(page) else { return };
    let employed: BTreeSet<usize> = page.claims.iter().filter_map(employee).collect();
    for person in 0..page.things.len() {
        let wrote = page.things[person].roles.contains(&Role::Author);
        if wrote && page.things[person].kind == Kind::Person && !employed.contains(&person) {
            page.claim(person, Relation::WorksAt, company, place.clone(), RULE, 0.8);
        }
    }
    for block in 0..page.blocks.len() {
        for (person, range) in page.mentions_in(block, Kind::Person) {
            let tells = !employed.contains(&person) && tells_of_us(page, block, &range, company);
            if tells || ours(page, block, range.start) {
                let place = Place::words(block, range.start.saturating_sub(1)..range.end);
                page.claim(person, Relation::WorksAt, company, place, RULE, 0.8);
            }
        }
    }
}

/// Whose employer a claim tells.
fn employee(said: &Said) -> Option<usize> {
    match said.subject {
        End::Entity(person) if said.relation == Relation::WorksAt => Some(person),
        _ => None,
    }
}

/// The company whose team speaks, and where it says so.
fn home(page: &mut Page) -> Option<(usize, Place)> {
    for block in 0..page.blocks.len() {
        if page.document.blocks[block].quoted > 0 || !first_person(page, block) {
            continue;
        }
        let known = page.mentions_in(block, Kind::Company);
        if let Some((company, range)) = known.into_iter().find(|(_, r)| is_home(page, block, r)) {
            return Some((company, Place::words(block, range)));
        }
        let told = |i| my_employer(page, block, i).or_else(|| team(page, block, i));
        if let Some(org) = (0..page.blocks[block].len()).find_map(told) {
            let company = org::record(page, block, &org, RULE);
            return Some((company, Place::words(block, org.range)));
        }
    }
    named_in_front(page)
}

/// “the Acme team went”, “our Acme team”, “we at Acme”, “at Acme, we”.
fn is_home(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let key = |i: usize| page.key(block, i);
    let before = |back: usize| range.start.checked_sub(back).map_or("", key);
    let staff = (range.end..range.end + 3).find(|&i| key(i) == "team");
    let did = staff.is_some_and(|i| TEAM_DID.has(key(i + 1)));
    let team = staff.is_some() && (before(1) == "our" || before(1) == "the" && did);
    let we = before(1) == "at" && matches!(before(2), "we" | "us" | "here");
    let comma = usize::from(page.word(block, range.end) == ",");
    let at = before(1) == "at" && matches!(key(range.end + comma), "we" | "our");
    team || we || at
}

/// What tells of the author's employer begins with one of these.
static OPENS: List = List::of(&["fellow", "i", "my", "our", "we"]);

/// “I work at Acme”, “I'm an engineer at Acme”, “my employer, Acme”, “my fellow Acme engineer”.
fn my_employer(page: &Page, block: usize, i: usize) -> Option<Org> {
    let key = |i: usize| page.key(block, i);
    if !page.is_in(&OPENS, block, i) || page.token(block, i).is(flag::QUOTED) {
        return None;
    }
    let comma = usize::from(page.word(block, i + 2) == ",");
    let (next, trust) = match (key(i), key(i + 1), key(i + 2)) {
        ("i" | "we", "work", "at" | "for") => (i + 3, Trust::Unknown),
        ("my" | "our", "employer", _) => (i + 2 + comma, Trust::Unknown),
        ("my" | "our", "job" | "team" | "work" | "colleagues", "at") => (i + 3, Trust::Known),
        ("fellow", _, _) => {
            let org = org::at(page, block, i + 1, Trust::Known)?;
            return words::ROLES.has(key(org.range.end)).then_some(org);
        }
        _ => return None,
    };
    org::at(page, block, next, trust)
}

/// “the Acme team was proud to …” under the title “Acme at SomeConf”, where nobody knows Acme.
fn team(page: &Page, block: usize, i: usize) -> Option<Org> {
    if page.key(block, i) != "team" || !page.is_in(&TEAM_DID, block, i + 1) {
        return None;
    }
    let org = org::before(page, block, i, Trust::Unknown)?;
    let title = page.document.title.as_ref().map_or("", |title| title.value.as_str());
    let there = format!("{} at ", page.text(block, org.range.clone()));
    (page.covered.is_some() && title.contains(&there)).then_some(org)
}

/// The company that the front matter names, if it is the only one and employs nobody else.
fn named_in_front(page: &Page) -> Option<(usize, Place)> {
    let given: BTreeSet<End> = page
        .claims
        .iter()
        .filter(|said| said.relation == Relation::WorksAt)
        .map(|said| said.object)
        .collect();
    let front = |thing: usize| {
        if given.contains(&End::Entity(thing)) {
            return None;
        }
        let draft = &page.things[thing];
        let seen = draft.mentions.iter().find(|seen| seen.place.in_text().is_none());
        seen.filter(|_| draft.kind == Kind::Company).map(|seen| (thing, seen.place.clone()))
    };
    let mut found = (0..page.things.len()).filter_map(front);
    found.next().filter(|_| found.next().is_none())
}

/// Whether the block speaks of “we” and “our”.
fn first_person(page: &Page, block: usize) -> bool {
    (0..page.blocks[block].len()).any(|i| page.is_in(&FIRST_PERSON, block, i))
}

static FIRST_PERSON: List = List::of(&["i", "my", "our", "us", "we"]);

/// What only the author's own company has: “our team”, “our new platform”.
static OURS: List = List::of(&[
    "api", "app", "cloud", "company", "customers", "engineers", "framework", "latest", "library",
    "new", "newest", "own", "platform", "product", "products", "service", "services", "team",
    "teams", "tool", "users",
]);

/// “X sharing how our team …”: whether somebody tells of what is ours, or is shown in a picture telling
/// of what our company makes.
fn tells_of_us(page: &Page, block: usize, range: &Range<usize>, home: usize) -> bool {
    let verb = page.word(block, range.end);
    let does =
        page.is_in(&words::SPEAKS, block, range.end) || verb.len() > 5 && verb.ends_with("ing");
    if !does {
        return false;
    }
    let shown = page.token(block, range.start).is(flag::IMAGE);
    for i in range.end..(range.end + 24).min(page.blocks[block].len()) {
        let other = matches!(page.owner(block, i), Some(t) if matches!(page.things[t].kind, Kind::Person | Kind::Company));
        if other || !page.same_sentence(block, range.start, i) {
            return false;
        }
        let our = page.key(block, i) == "our" && page.is_in(&OURS, block, i + 1);
        if our || shown && is_made_by(page, block, i, home) {
            return true;
        }
    }
    false
}

/// Whether a token names what a company makes.
fn is_made_by(page: &Page, block: usize, i: usize, company: usize) -> bool {
    let entry = |thing: usize| page.things[thing].entry.map(|id| page.lexicon.entry(id));
    let maker = page.owner_of(block, i, Kind::Tool).and_then(entry).map_or("", |e| e.parent);
    page.find(Kind::Company, maker) == Some(company)
}

/// Whether the words before a person call them one of ours: “our VP of Engineering, Li”, “my colleague Li”.
fn ours(page: &Page, block: usize, start: usize) -> bool {
    let mut role = false;
    for i in (start.saturating_sub(8)..start).rev() {
        let key = page.key(block, i);
        if !page.same_sentence(block, i, start) {
            return false;
        }
        if matches!(key, "our" | "my") {
            let mate = matches!(
                page.key(block, i + 1),
                "colleague" | "colleagues" | "teammate" | "teammates" | "coworker" | "coworkers"
            );
            return role && key == "our" || mate;
        }
        // A friend, host or guest of ours works anywhere.
        if NOT_EMPLOYED.has(key) {
            return false;
        }
        let aside = matches!(page.word(block, i), "of" | "own" | "-" | "–" | "(")
            || people::joins(page.word(block, i))
            || matches!(
                key,
                "teammate" | "teammates" | "coworker" | "coworkers" | "events" | "community"
            );
        let person = page.owner_of(block, i, Kind::Person).is_some();
        if words::ROLES.has(key) {
            role = true;
        } else if !aside && !person {
            return false;
        }
    }
    false
}
