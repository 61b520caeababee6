//! The kind of a note: does it tell of several sessions, of one, or of none?
//!
//! Definition: multinomial logistic regression on the words of path, title and tags, on the slots of headings and
//! items, and on how often some words of reports stand in it. Cost: linear in the note's atoms. Source: our own;
//! weights learnt by `hallway train`.

use crate::layout::atom::EVENT;
use crate::layout::atom::PERSON;
use crate::layout::atom::Pattern;
use crate::layout::labels;
use crate::layout::labels::Classes;
use crate::layout::math;
use crate::layout::reading::Byline;
use crate::layout::sheet::Sheet;
use crate::layout::slot;
use crate::layout::unit::Unit;
use crate::layout::unit::UnitKind;
use crate::layout::weights::Features;
use crate::layout::weights::LayoutModel;
use crate::name;

/// Several sessions.
pub const SEVERAL: usize = 0;
/// One session.
pub const ONE: usize = 1;
/// None.
pub const NONE: usize = 2;

/// Finds the kind of a note.
pub fn find(sheet: &mut Sheet, bylines: &[Byline], weights: &LayoutModel) {
    let mut f = Features::new();
    features(sheet, bylines, &mut f);
    let mut scores = weights.kind.scores::<3>(&f);
    math::softmax(&mut scores);
    sheet.kind = scores;
}

/// A number by its number of bits.
fn bits(n: usize, most: u32) -> u32 {
    (usize::BITS - n.leading_zeros()).min(most)
}

/// The features of a note.
pub fn features(sheet: &Sheet, bylines: &[Byline], f: &mut Features) {
    f.clear();
    let of_unit = |unit: &Unit| {
        let atoms = sheet.atoms_of(unit);
        match (atoms.first(), atoms.last()) {
            (Some(first), Some(last)) => &sheet.words[first.words.start..last.words.end],
            _ => &[],
        }
    };
    if let Some(file) = sheet.units.first() {
        let words = of_unit(file);
        words.iter().filter(|w| w.hash != 0).for_each(|w| f.of("file", w.hash));
        f.of("file words", words.len().min(6) as u32);
    }
    let folders: Vec<&str> = sheet.path.split('/').collect();
    f.of("depth", folders.len().min(3) as u32);
    for folder in &folders[..folders.len() - 1] {
        for word in name::words(folder) {
            let number = word.bytes().all(|b| b.is_ascii_digit());
            f.of("folder", if number { 1 } else { (name::fingerprint(&word) >> 16) as u32 });
            if labels::classes(&word).is(Classes::EVENT) || word.ends_with("conf") {
                f.flag("folder of event");
            }
        }
    }
    let named = |u: &&Unit| u.kind == UnitKind::Field && slot::field_class(&u.key) == 1;
    let title = sheet.units.iter().find(named);
    let title = title.or_else(|| sheet.units.iter().find(|u| u.kind == UnitKind::Heading));
    for unit in sheet.units.iter().filter(|u| u.kind == UnitKind::Field) {
        let class = slot::field_class(&unit.key);
        f.of("field", class);
        if class == 4 {
            of_unit(unit).iter().for_each(|w| f.of("tag", w.any));
        }
    }
    if let Some(title) = title {
        let words = of_unit(title);
        words.iter().filter(|w| w.hash != 0).for_each(|w| f.of("title", w.hash));
        if words.iter().any(|w| w.classes.is(Classes::EVENT)) {
            f.flag("title of event");
        }
        if slot::has_year(&title.text) {
            f.flag("title year");
        }
        let most = |s: usize| sheet.atoms_of(title).iter().map(|a| a.slots[s]).fold(0.0, f32::max);
        f.amount("title person", 0, most(PERSON));
        f.amount("title event", 0, most(EVENT));
    }
    of_body(sheet, bylines, f);
    of_words(sheet, f);
}

fn of_body(sheet: &Sheet, bylines: &[Byline], f: &mut Features) {
    let person = |unit: &Unit| sheet.atoms_of(unit).iter().any(|a| a.is(PERSON));
    let headings: Vec<usize> =
        (0..sheet.units.len()).filter(|&u| sheet.units[u].is_heading()).collect();
    let count = |is: &dyn Fn(usize) -> bool| headings.iter().filter(|&&u| is(u)).count();
    f.of("headings", bits(headings.len(), 4));
    f.of("headings person", bits(count(&|u| person(&sheet.units[u])), 4));
    f.of("headings byline", bits(count(&|u| bylines[u].class > 0), 4));
    let items = sheet.units.iter().filter(|u| u.kind == UnitKind::Item);
    f.of("items person", bits(items.filter(|u| person(u)).count(), 4));
    let rows = sheet.units.iter().filter(|u| u.kind == UnitKind::Row);
    f.of("rows person", bits(rows.filter(|u| person(u)).count(), 4));
    let names: std::collections::BTreeSet<u64> =
        sheet.atoms.iter().filter(|a| a.class == 1 || a.is(PERSON)).map(|a| a.key).collect();
    f.of("people", bits(names.len(), 5));
    let events = sheet.atoms.iter().filter(|a| a.is(EVENT)).count();
    f.of("events", bits(events, 4));
    for (u, unit) in sheet.units.iter().enumerate() {
        let Some(top) = unit.top else { continue };
        let atoms = sheet.atoms_of(unit);
        let slot = atoms.first().map_or(0, |a| u32::from(a.slot()));
        f.pair("top", u32::from(top) * 32 + slot, sheet.kind_of(unit));
        if top == 0 {
            f.of("top byline", bylines[u].class);
        }
        if atoms.first().is_some_and(|a| a.pattern == Some(Pattern::Speaker)) {
            f.flag("top label");
        }
    }
}

/// Words whose frequency tells reports from other notes.
const TELLING: [&str; 18] = [
    "talk", "talks", "speaker", "speakers", "conference", "session", "sessions", "keynote",
    "slides", "attended", "meetup", "we", "our", "i", "you", "install", "code", "release",
];

fn of_words(sheet: &Sheet, f: &mut Features) {
    let total = sheet.words.len().max(1);
    f.of("length", bits(total, 20) / 2);
    let telling: Vec<u32> =
        TELLING.iter().map(|word| (name::fingerprint(word) >> 16) as u32).collect();
    let mut counts = [0usize; TELLING.len()];
    for word in &sheet.words {
        if let Some(at) = telling.iter().position(|t| *t == word.any) {
            counts[at] += 1;
        }
    }
    for (n, count) in counts.into_iter().enumerate() {
        f.pair("telling", n as u32, (300 * count / total).min(3) as u32);
    }
    let mut names: Vec<u32> = sheet.told.iter().flat_map(|told| &told.names).copied().collect();
    names.sort_unstable();
    names.dedup();
    let (talks, speech) = sheet
        .told
        .iter()
        .fold((0, 0), |(talks, speech), told| (talks + told.talks, speech + told.speech));
    let of = |count: usize| (200 * count / total.max(50)).min(5) as u32;
    f.of("names told", bits(names.len(), 5));
    f.of("talks told", of(talks as usize));
    f.of("speech told", of(speech as usize));
    f.pair("names and talks told", bits(names.len(), 3), of(talks as usize));
}
