//! Where people stand in a note's units.

use crate::layout::atom::Atom;
use crate::layout::atom::PERSON;
use crate::layout::labels::Classes;
use crate::layout::sheet::Sheet;
use crate::layout::sheet::looks_like_person;
use crate::layout::unit::Unit;
use crate::layout::unit::UnitKind;
use crate::layout::weights::mix;
use crate::layout::word::Code;
use crate::layout::word::Word;
use std::collections::BTreeMap;

/// A person at a place.
#[derive(Clone, Debug)]
pub struct PersonAt {
    /// The unit.
    pub unit: usize,
    /// The atom.
    pub atom: usize,
    /// The range of the name in the unit's text.
    pub range: (usize, usize),
    /// The name in full, as the note has it.
    pub name: String,
    /// The hash of its words.
    pub key: u64,
    /// 0 an unknown name, 1 one that looks like a person's, 2 a part of a name that stands elsewhere in full.
    pub known: u8,
}

/// A name in full: its text and its key.
type FullName = (String, u64);

/// The people of a note, in its order.
pub fn find(sheet: &Sheet) -> Vec<PersonAt> {
    let full = full_names(sheet);
    let mut found = Vec::new();
    for (u, unit) in sheet.units.iter().enumerate() {
        for a in unit.atoms.clone() {
            found.extend(at(sheet, u, unit, a, &full));
        }
    }
    found
}

/// First and last names, by their hash, of what are surely full names.
fn full_names(sheet: &Sheet) -> BTreeMap<u32, FullName> {
    let mut full = BTreeMap::new();
    for unit in &sheet.units {
        for atom in sheet.atoms_of(unit) {
            let Some((range, words)) = name_range(sheet, unit, atom) else { continue };
            let sure =
                looks_like_person(words) && atom.slots[PERSON] > 0.3 || atom.slots[PERSON] > 0.7;
            if words.len() < 2 || !sure {
                continue;
            }
            let text = unit.text[range.0..range.1].to_string();
            for word in [&words[0], &words[words.len() - 1]] {
                full.entry(word.any).or_insert_with(|| (text.clone(), key(words)));
            }
        }
    }
    full
}

fn at(
    sheet: &Sheet,
    u: usize,
    unit: &Unit,
    a: usize,
    full: &BTreeMap<u32, FullName>,
) -> Option<PersonAt> {
    let atom = &sheet.atoms[a];
    let (range, words) = name_range(sheet, unit, atom)?;
    let p = atom.slots[PERSON];
    let loud = words[0].code.is_capital() || words[0].code == Code::Other;
    let looks = looks_like_person(words) && p > 0.12;
    let text = unit.text[range.0..range.1].to_string();
    let person = |name, key, known| PersonAt { unit: u, atom: a, range, name, key, known };
    if let [word] = words
        && let Some((name, key)) = full.get(&word.any).filter(|_| loud && p > 0.05)
    {
        return Some(person(name.clone(), *key, 2));
    }
    let lower = unit.text[range.0..range.1].chars().all(|c| !c.is_uppercase());
    let small = lower && p > 0.7;
    (looks || p > 0.42 && (loud || small) && words.len() <= 5)
        .then(|| person(text, key(words), u8::from(looks)))
}

/// The part of an atom that can be a name: without titles of honour and marks.
fn name_range<'s>(
    sheet: &'s Sheet,
    unit: &Unit,
    atom: &Atom,
) -> Option<((usize, usize), &'s [Word])> {
    if atom.pattern.is_some() || unit.kind == UnitKind::Field && unit.key == "tags" {
        return None;
    }
    let mut words = sheet.words_of(atom);
    while let [first, rest @ ..] = words {
        let text = &unit.text[first.start as usize..first.end as usize];
        let honour = ["dr", "prof", "professor", "mr", "mrs", "ms", "sir"]
            .iter()
            .any(|h| text.trim_end_matches('.').eq_ignore_ascii_case(h));
        if !honour || rest.is_empty() {
            break;
        }
        words = rest;
    }
    let (first, last) = (words.first()?, words.last()?);
    if words.len() > 6 || words.iter().any(|w| w.classes.is(Classes::ROLE) && w.code == Code::Small)
    {
        return None;
    }
    let end = last.end as usize;
    let end =
        if unit.text[..end].ends_with('.') && last.end - last.start > 2 { end - 1 } else { end };
    Some(((first.start as usize, end), words))
}

/// The hash of the words of a name.
fn key(words: &[Word]) -> u64 {
    words.iter().fold(41, |hash, word| mix(hash, u64::from(word.any)))
}
