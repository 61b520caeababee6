//! Sessions that the note's form shows: what [`crate::layout`] reads, with its people, employers and confidence.

use crate::document::SpannedText;
use crate::extract::draft::Place;
use crate::extract::draft::Session;
use crate::extract::draft::Stretch;
use crate::extract::page::Page;
use crate::layout::Layout;
use crate::layout::atom::PERSON;
use crate::layout::person::PersonAt;
use crate::layout::session::SessionAt;
use crate::layout::sheet;
use crate::layout::unit::Unit;
use crate::layout::unit::UnitKind;
use crate::name;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::collections::BTreeMap;
use std::ops::Range;

const RULE: &str = "layout-session";
/// From this probability on something is given.
const ENOUGH: f32 = 0.5;

/// A line with so many bytes more than twice those of a title in it is a sentence.
const SENTENCE: usize = 40;

/// Whether a session's title stands in running text: what that says is a matter of sentences, not of form.
fn is_told_in_prose(layout: &Layout, session: &SessionAt) -> bool {
    let unit = &layout.sheet.units[session.places[0].0];
    match unit.kind {
        UnitKind::Prose | UnitKind::Quote => true,
        UnitKind::Line => unit.text.len() > 2 * session.title.len() + SENTENCE,
        _ => false,
    }
}

/// Whether a session's title is the name of a person and nothing else: rather a wrong reading than a title.
fn is_name(layout: &Layout, session: &SessionAt) -> bool {
    let (_, (i, j)) = session.places[0];
    let atom = &layout.sheet.atoms[i];
    i == j && (atom.is(PERSON) || sheet::looks_like_person(layout.sheet.words_of(atom)))
}

/// Whether a session's title is that of the note and names the event that the note is about.
fn is_event(page: &Page, layout: &Layout, session: &SessionAt) -> bool {
    let unit = &layout.sheet.units[session.places[0].0];
    let heads = unit.top == Some(0) || matches!(unit.kind, UnitKind::Field | UnitKind::File);
    let Some(event) = page.covered.filter(|_| heads) else { return false };
    let title = name::words(&session.title);
    name::words(&page.things[event].name).iter().all(|word| title.contains(word))
}

/// Records sessions, their speakers and who employs these.
pub fn run(page: &mut Page) {
    if page.layout.is_unrelated() {
        return;
    }
    let layout = page.layout;
    let is_given = |session: &SessionAt| {
        session.confidence >= ENOUGH
            && !is_told_in_prose(layout, session)
            && !is_name(layout, session)
            && !is_event(page, layout, session)
    };
    let sessions: Vec<usize> =
        (0..layout.sessions.len()).filter(|&s| is_given(&layout.sessions[s])).collect();
    let mut people: BTreeMap<u64, usize> = BTreeMap::new();
    for &s in &sessions {
        let session = &layout.sessions[s];
        let Some(place) = title_place(page, layout, session) else { continue };
        let talk =
            page.mention(Kind::Talk, &session.title, place.clone(), RULE, session.confidence);
        page.things[talk].untitled = false;
        for (unit, (i, j)) in session.places.iter().skip(1) {
            let range = layout.sheet.atoms[*i].start..layout.sheet.atoms[*j].end;
            if let Some(place) = place_of(page, &layout.sheet.units[*unit], range) {
                page.mention_of(talk, place, RULE, session.confidence);
            }
        }
        let speakers = speakers(page, layout, s, talk, &mut people);
        let subjects = place.in_text().into_iter().collect();
        let extent = extent(page, layout, session, &sessions);
        page.sessions.push(Session { thing: talk, speakers, place, subjects, extent });
    }
    employers(page, layout, &mut people);
}

/// The people who gave a session, each with the claim.
fn speakers(
    page: &mut Page,
    layout: &Layout,
    s: usize,
    talk: usize,
    people: &mut BTreeMap<u64, usize>,
) -> Vec<usize> {
    let mut speakers = Vec::new();
    let pairs = layout.pairs.iter().filter(|p| p.session == s && p.together >= ENOUGH);
    for pair in pairs {
        let at = &layout.people[pair.person];
        let Some((person, place)) = person(page, layout, at, pair.together, people) else {
            continue;
        };
        page.role(person, Role::Speaker);
        let confidence = pair.together.min(layout.sessions[s].confidence);
        page.claim(person, Relation::Gave, talk, place, RULE, confidence);
        if !speakers.contains(&person) {
            speakers.push(person);
        }
    }
    speakers
}

/// The person of the page that stands at a place, found or made.
fn person(
    page: &mut Page,
    layout: &Layout,
    at: &PersonAt,
    confidence: f32,
    people: &mut BTreeMap<u64, usize>,
) -> Option<(usize, Place)> {
    let unit = &layout.sheet.units[at.unit];
    let place = place_of(page, unit, at.range.0..at.range.1)?;
    let owner = place.in_text().and_then(|(block, range)| {
        range.into_iter().find_map(|token| page.owner_of(block, token, Kind::Person))
    });
    let known = owner.or_else(|| page.find(Kind::Person, &at.name));
    let known = known.or_else(|| people.get(&at.key).copied());
    let person = match known {
        Some(person) => {
            page.mention_of(person, place.clone(), RULE, confidence);
            person
        }
        None => page.mention(Kind::Person, &at.name, place.clone(), RULE, confidence),
    };
    people.insert(at.key, person);
    Some((person, place))
}

/// Records who works where.
fn employers(page: &mut Page, layout: &Layout, people: &mut BTreeMap<u64, usize>) {
    for pair in layout.employments.iter().filter(|p| p.together >= ENOUGH) {
        let at = &layout.people[pair.person];
        // Only of people that are known to be some.
        let known = people.get(&at.key).copied().or_else(|| page.find(Kind::Person, &at.name));
        let Some(person) = known else { continue };
        let unit = &layout.sheet.units[pair.unit];
        let Some(place) = place_of(page, unit, pair.range.0..pair.range.1) else { continue };
        let name = &unit.text[pair.range.0..pair.range.1];
        let owner = place.in_text().and_then(|(block, range)| {
            range.into_iter().find_map(|token| page.owner_of(block, token, Kind::Company))
        });
        let company = match owner.or_else(|| page.find(Kind::Company, name)) {
            Some(company) => company,
            None => page.mention(Kind::Company, name, place.clone(), RULE, pair.together),
        };
        page.claim(person, Relation::WorksAt, company, place, RULE, pair.together);
    }
}

/// The place of a session's title.
fn title_place(page: &Page, layout: &Layout, session: &SessionAt) -> Option<Place> {
    let (unit, (i, j)) = session.places[0];
    let range = layout.sheet.atoms[i].start..layout.sheet.atoms[j].end;
    place_of(page, &layout.sheet.units[unit], range)
}

/// The place of a part of a unit's text in the note.
fn place_of(page: &Page, unit: &Unit, range: Range<usize>) -> Option<Place> {
    if unit.kind == UnitKind::File {
        return Some(Place::Path(unit.text[range].to_string()));
    }
    if let Some((field, value)) = unit.field {
        let text: &SpannedText = &page.document.fields[field].values[value];
        return Some(Place::Front(text.clone()));
    }
    let (block, bytes) = unit.locate(range)?;
    let tokens = &page.blocks[block].tokens;
    let from = tokens.partition_point(|t| (t.end as usize) <= bytes.start);
    let to = tokens.partition_point(|t| (t.start as usize) < bytes.end);
    (from < to).then_some(Place::Words { block, from, to })
}

/// What tells of a session: its section, its item, its row; the whole note if it is the only one.
fn extent(page: &Page, layout: &Layout, session: &SessionAt, all: &[usize]) -> Vec<Stretch> {
    let units = &layout.sheet.units;
    let (u, _) = session.places[0];
    let unit = &units[u];
    let blocks = |range: Range<usize>| -> Vec<Stretch> {
        range.filter(|&b| !page.blocks[b].is_empty()).map(Stretch::whole).collect()
    };
    let whole = matches!(unit.kind, UnitKind::File | UnitKind::Field)
        || all.len() == 1 && unit.top.is_some();
    if whole {
        return blocks(0..page.blocks.len());
    }
    let starts = all.iter().flat_map(|&s| &layout.sessions[s].places).map(|(unit, _)| *unit);
    let next = starts.filter(|&start| start > u).min().unwrap_or(units.len());
    let end = match unit.kind {
        UnitKind::Heading | UnitKind::Bold | UnitKind::Item => u + 1 + unit.body,
        // A line that is little more than a title heads what follows; a sentence does not.
        UnitKind::Line if unit.text.len() < 2 * session.title.len() => {
            let heading = (u + 1..units.len()).find(|&x| units[x].is_heading());
            heading.unwrap_or(units.len())
        }
        _ => u + 1,
    };
    let last = end.min(next).max(u + 1) - 1;
    let first = unit.pieces.first().map_or(0, |p| p.block);
    let last = units[u..=last].iter().flat_map(|x| &x.pieces).map(|p| p.block).max();
    blocks(first..last.unwrap_or(first) + 1)
}
