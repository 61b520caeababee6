//! From cells to sessions: those likely enough, none within another of the same kind, each title once.

use crate::layout::atom::PERSON;
use crate::layout::reading::Cell;
use crate::layout::reading::Reading;
use crate::layout::sheet::Sheet;
use crate::layout::unit::LINE;
use crate::layout::unit::UnitKind;
use crate::layout::weights::mix;
use crate::name;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A session and where its title stands, the best place first.
#[derive(Clone, Debug)]
pub struct SessionAt {
    /// The units and readings.
    pub places: Vec<(usize, Reading)>,
    /// The title as written there.
    pub title: String,
    /// How likely it is a session.
    pub confidence: f32,
    /// The cell of the best place.
    pub cell: usize,
}

/// The sessions of a note from a probability on, in the order of their best places.
pub fn decode(sheet: &Sheet, cells: &[Cell], threshold: f32) -> Vec<SessionAt> {
    let mut likely: Vec<usize> =
        (0..cells.len()).filter(|&c| cells[c].together >= threshold).collect();
    likely.retain(|&c| !is_told_elsewhere(sheet, &cells[c]));
    unnest(sheet, cells, &mut likely);
    once(sheet, cells, &mut likely);
    // What heads a section says its title best, then what is surest.
    likely.sort_by(|&a, &b| cells[b].together.total_cmp(&cells[a].together).then(a.cmp(&b)));
    let mut sessions: Vec<(SessionAt, BTreeSet<u64>)> = Vec::new();
    for c in likely {
        let (cell, words) = (&cells[c], words(sheet, &cells[c]));
        let place = (cell.unit, cell.reading());
        match sessions.iter_mut().find(|(_, known)| is_same(known, &words)) {
            Some((session, _)) => session.places.push(place),
            None => {
                let session = SessionAt {
                    places: vec![place],
                    title: title(sheet, cell.unit, cell.reading()),
                    confidence: cell.together,
                    cell: c,
                };
                sessions.push((session, words));
            }
        }
    }
    let mut sessions: Vec<SessionAt> = sessions.into_iter().map(|(session, _)| session).collect();
    sessions.iter_mut().for_each(|s| prefer(sheet, s));
    sessions.sort_by_key(|s| s.places[0]);
    sessions
}

/// A title in the text goes before the same in the name of the file, which other programs bend.
fn prefer(sheet: &Sheet, session: &mut SessionAt) {
    let rank = |unit: usize| match sheet.units[unit].kind {
        UnitKind::File => 2,
        UnitKind::Prose | UnitKind::Quote => 1,
        _ => 0,
    };
    let first = session.places[0].0;
    if rank(first) == 2 {
        session.places.sort_by_key(|(unit, _)| rank(*unit));
        let (unit, reading) = session.places[0];
        session.title = title(sheet, unit, reading);
    }
}

/// Of a heading and the headings below it, either that one is a session or those are.
fn unnest(sheet: &Sheet, cells: &[Cell], likely: &mut Vec<usize>) {
    let mut best: BTreeMap<usize, f32> = BTreeMap::new();
    for &c in likely.iter().filter(|&&c| sheet.units[cells[c].unit].is_heading()) {
        let most = best.entry(cells[c].unit).or_default();
        *most = most.max(cells[c].together);
    }
    let mut below: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &unit in best.keys() {
        let mut above = sheet.units[unit].heading;
        while let Some(at) = above {
            if best.contains_key(&at) {
                below.entry(at).or_default().push(unit);
            }
            above = sheet.units[at].heading;
        }
    }
    let mut dropped = BTreeSet::new();
    for (above, units) in below {
        if dropped.contains(&above) {
            continue;
        }
        let mean = units.iter().map(|u| best[u]).sum::<f32>() / units.len() as f32;
        if best[&above] >= mean {
            dropped.extend(units);
        } else {
            dropped.insert(above);
        }
    }
    likely.retain(|&c| !dropped.contains(&cells[c].unit));
}

/// Whether a session is only listed: its title, or a label beside it, leads to the note that tells of it.
fn is_told_elsewhere(sheet: &Sheet, cell: &Cell) -> bool {
    let (i, j) = cell.reading();
    let of_unit = sheet.units[cell.unit].atoms.clone();
    of_unit.into_iter().any(|a| {
        let atom = &sheet.atoms[a];
        let leads = atom.link.is_some_and(|link| sheet.to_notes.get(link) == Some(&true));
        leads && ((i..=j).contains(&a) || atom.words.len() == 1 && !atom.is(PERSON))
    })
}

/// A row, a heading or a field holds one session; the name of the file is a title where nothing else is.
fn once(sheet: &Sheet, cells: &[Cell], likely: &mut Vec<usize>) {
    let kind = |c: usize| sheet.units[cells[c].unit].kind;
    let many = |kind: UnitKind| {
        matches!(kind, UnitKind::Prose | UnitKind::Item | UnitKind::Quote | UnitKind::Line)
    };
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for &c in likely.iter() {
        let most = best.entry(cells[c].unit).or_insert(c);
        if cells[c].together > cells[*most].together {
            *most = c;
        }
    }
    let others = likely.iter().any(|&c| kind(c) != UnitKind::File && cells[c].together >= 0.5);
    likely.retain(|&c| {
        (many(kind(c)) || best[&cells[c].unit] == c) && !(others && kind(c) == UnitKind::File)
    });
}

/// The hashes of the words of a cell's title.
fn words(sheet: &Sheet, cell: &Cell) -> BTreeSet<u64> {
    let (i, j) = cell.reading();
    let words = &sheet.words[sheet.atoms[i].words.start..sheet.atoms[j].words.end];
    words.iter().map(|w| mix(3, u64::from(w.any))).collect()
}

/// Whether two titles mean the same session: the same words, or all of one and at least three of the other.
fn is_same(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> bool {
    let shared = a.intersection(b).count();
    a == b || shared >= 3 && (a.is_subset(b) || b.is_subset(a))
}

/// The text of a reading as a title: on one line, without marks at its end that only separate.
pub fn title(sheet: &Sheet, unit: usize, (i, j): Reading) -> String {
    let text = &sheet.units[unit].text;
    let (start, end) = (sheet.atoms[i].start, sheet.atoms[j].end);
    let inner: Vec<&str> = text[start..end]
        .split(|c: char| c.is_whitespace() || c == LINE)
        .filter(|part| !part.is_empty())
        .collect();
    let mut title = inner.join(" ");
    // A bracket that was opened within is closed.
    let rest = &text[end..];
    for (open, close) in [('(', ')'), ('[', ']'), ('“', '”'), ('「', '」')] {
        let opened = title.matches(open).count() > title.matches(close).count();
        if opened && rest.trim_start().starts_with(close) {
            title.push(close);
        }
    }
    if rest.starts_with(['?', '!']) {
        title.extend(rest.chars().next());
    }
    title.trim_end_matches(['.', ',', ':', ';']).to_string()
}

/// The normal form of a title, by which answers are compared.
pub fn normal(title: &str) -> String {
    name::words(&title.replace('&', " and ")).join(" ")
}
