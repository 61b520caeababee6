//! Which slot an atom fills: title, person, organisation, event, role, or none.
//!
//! Definition: multinomial logistic regression on hashed features of the atom, its words, its neighbours and its unit;
//! asked a second time with the answers for its neighbours and for what stands in its place in sibling units.
//! Cost: some sixty features for each atom, twice. Source: our own; weights learnt by `hallway train`.

use crate::layout::atom::AMBIGUOUS;
use crate::layout::atom::KNOWN_COMPANY;
use crate::layout::atom::KNOWN_EVENT;
use crate::layout::atom::KNOWN_TOOL;
use crate::layout::atom::OTHER;
use crate::layout::atom::PERSON;
use crate::layout::atom::SLOTS;
use crate::layout::atom::TITLE;
use crate::layout::forms::Forms;
use crate::layout::labels;
use crate::layout::labels::Classes;
use crate::layout::math;
use crate::layout::sheet::Host;
use crate::layout::sheet::Sheet;
use crate::layout::tally::Tally;
use crate::layout::unit::CELL;
use crate::layout::unit::Unit;
use crate::layout::unit::UnitKind;
use crate::layout::weights::Features;
use crate::layout::weights::LayoutModel;
use crate::layout::weights::mix;
use crate::layout::word::Word;
use crate::name;

/// Fills the slots of all atoms from each alone.
pub fn first(sheet: &mut Sheet, weights: &LayoutModel) {
    let mut features = Features::new();
    for u in 0..sheet.units.len() {
        for a in sheet.units[u].atoms.clone() {
            of_atom(sheet, u, a, &mut features);
            let mut scores = weights.slots.scores::<SLOTS>(&features);
            math::softmax(&mut scores);
            sheet.atoms[a].slots = scores;
        }
    }
}

/// Fills them again with what was made of others.
pub fn again(sheet: &mut Sheet, forms: &Forms, weights: &LayoutModel) {
    let local = places(sheet);
    let mut features = Features::new();
    let mut all: Vec<[f32; SLOTS]> = Vec::with_capacity(sheet.atoms.len());
    for u in 0..sheet.units.len() {
        for a in sheet.units[u].atoms.clone() {
            of_atom(sheet, u, a, &mut features);
            of_others(sheet, u, a, &local, forms, &mut features);
            let mut scores = weights.slots_again.scores::<SLOTS>(&features);
            math::softmax(&mut scores);
            all.push(scores);
        }
    }
    for (atom, slots) in sheet.atoms.iter_mut().zip(all) {
        atom.slots = slots;
    }
}

/// The first three codes of some words, as one number.
pub fn codes(words: &[Word], most: usize) -> u32 {
    words.iter().take(most).fold(1, |all, word| all * 16 + word.code as u32 + 1)
}

/// A count as a class: as it is up to `most`.
fn few(count: usize, most: usize) -> u32 {
    count.min(most) as u32
}

/// The features of an atom alone.
pub fn of_atom(sheet: &Sheet, u: usize, a: usize, f: &mut Features) {
    f.clear();
    let (unit, atom) = (&sheet.units[u], &sheet.atoms[a]);
    let words = sheet.words_of(atom);
    let (kind, many) = (sheet.kind_of(unit), words.len());
    let (before, after) = (atom.before as u32, atom.after as u32);
    let place = a - unit.atoms.start;
    f.of("kind", kind);
    f.of("before", before);
    f.of("after", after);
    f.of("place", few(place, 4));
    f.of("atoms", few(unit.atoms.len(), 6));
    if unit.kind == UnitKind::Field {
        f.of("field", field_class(&unit.key));
    }
    f.of("words", if many < 6 { many as u32 } else { 6 + u32::from(many >= 10) });
    of_words(words, f);
    let codes3 = if many <= 4 { codes(words, 3) } else { 0 };
    f.of("codes", if many <= 4 { codes(words, 4) } else { codes(words, 2) + 7 });
    f.pair("codes before", codes3, before);
    f.pair("codes kind", codes3, kind);
    if many > 0 {
        let loud = words.iter().take(6).filter(|w| w.code.is_capital()).count();
        f.of("capitals", (loud * 4 / many.min(6)) as u32);
        f.of("ordinary", few(words.iter().filter(|w| w.code.is_ordinary()).count(), 3));
    }
    of_text(&unit.text[atom.start..atom.end], f);
    for (bit, name) in [(KNOWN_COMPANY, "company"), (KNOWN_TOOL, "tool"), (KNOWN_EVENT, "event")] {
        if atom.known & bit != 0 {
            f.of(name, 1);
        } else if atom.known & bit << AMBIGUOUS != 0 {
            f.of(name, 2);
        }
    }
    if words.iter().any(|w| w.classes.is(Classes::ROLE)) {
        f.flag("role");
        f.of("role words", few(many, 6));
    }
    for (class, name) in [
        (Classes::TALK, "talk word"),
        (Classes::SPEECH, "speech"),
        (Classes::EVENT, "event word"),
        (Classes::SECTION, "section word"),
    ] {
        if words.iter().any(|w| w.classes.is(class)) {
            f.flag(name);
        }
    }
    if let Some(pattern) = atom.pattern {
        f.of("pattern", pattern as u32);
    }
    f.of("class", u32::from(atom.class));
    f.pair("repeats", u32::from(atom.again), before);
    f.pair("repeats codes", u32::from(atom.again), codes3);
    if let Some(link) = atom.link {
        let host = sheet.hosts.get(link).copied().unwrap_or(Host::None) as u32;
        f.of("link", host);
        if in_target(sheet, unit, words, link) {
            f.flag("in target");
            f.of("in target of", host);
        }
    }
    if atom.emphasis {
        f.flag("emphasis");
        f.of("emphasis kind", kind);
    }
    if atom.code {
        f.flag("code");
    }
    if (1..=3).contains(&many) && words.iter().all(|w| w.code.is_capital()) {
        let last = words[many - 1].any;
        f.of("again", u32::from(sheet.capitals.get(&last).copied().unwrap_or(0).min(3)));
    }
    of_neighbours(sheet, unit, a, codes3, f);
}

fn of_words(words: &[Word], f: &mut Features) {
    let known = |w: &&Word| w.hash != 0;
    if words.len() <= 5 {
        words.iter().filter(known).for_each(|w| f.of("word", w.hash));
    } else {
        words.iter().take(2).chain(words.last()).filter(known).for_each(|w| f.of("word", w.hash));
    }
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        f.of("first word", if first.hash == 0 { first.code as u32 } else { first.hash });
        f.of("last word", if last.hash == 0 { last.code as u32 } else { last.hash });
    }
}

fn of_text(text: &str, f: &mut Features) {
    if let Some(mark) = text.chars().next_back().filter(|c| ".?!".contains(*c)) {
        f.of("end", mark as u32);
    }
    if text.bytes().any(|b| b.is_ascii_digit()) {
        f.flag("digits");
    }
    if has_year(text) {
        f.flag("year");
    }
    if text.len() > 3 && !text.chars().any(char::is_lowercase) {
        f.flag("upper");
    }
}

/// Whether a text has a year of this or the last century.
pub fn has_year(text: &str) -> bool {
    let digits =
        |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    text.split(|c: char| !c.is_ascii_digit()).any(|part| digits(&part))
}

fn of_neighbours(sheet: &Sheet, unit: &Unit, a: usize, codes3: u32, f: &mut Features) {
    let atom = &sheet.atoms[a];
    let class = |a: usize| u32::from(sheet.atoms[a].class);
    let previous = if a > unit.atoms.start { class(a - 1) } else { 30 };
    let next = if a + 1 < unit.atoms.end { class(a + 1) } else { 31 };
    f.pair("previous", previous, atom.before as u32);
    f.pair("next", next, atom.after as u32);
    f.of("previous class", previous);
    f.of("next class", next);
    f.pair("previous codes", previous, codes3);
    f.pair("next codes", next, codes3);
    let Some(above) = unit.heading.filter(|_| unit.atoms.len() <= 4) else { return };
    let head = sheet.units[above].atoms.start;
    let class_above = if sheet.units[above].atoms.is_empty() { 0 } else { class(head) };
    f.of("above", class_above);
    if unit.nth == 0 {
        f.pair("first above", class_above, sheet.kind_of(unit));
    }
}

/// Whether the target of a link has the last of some words in it.
fn in_target(sheet: &Sheet, unit: &Unit, words: &[Word], link: usize) -> bool {
    let Some(last) = words.last() else { return false };
    let word = name::key(&unit.text[last.start as usize..last.end as usize]);
    word.len() > 3 && sheet.targets.get(link).is_some_and(|target| target.contains(&word))
}

/// The class of a field's key: known keys by themselves.
pub fn field_class(key: &str) -> u32 {
    let classes = labels::classes(key);
    match key {
        "title" | "titolo" | "titel" | "titre" | "título" | "titulo" => 1,
        "author" | "authors" => 2,
        "description" | "summary" | "excerpt" | "subtitle" => 3,
        "tags" | "tag" | "categories" | "category" | "keywords" | "topics" => 4,
        "date" => 5,
        "event" | "conference" | "conf" | "evento" => 6,
        "talk.title" | "session.title" | "talk" | "session" => 7,
        "type" => 8,
        "company" | "organization" | "employer" | "azienda" | "empresa" | "firma" | "société" => {
            9
        }
        "speaker.name" | "speakers.name" | "presenter.name" => 10,
        _ if classes.is(Classes::SPEAKER) => 10,
        _ if classes.is(Classes::LABEL) => 11,
        _ => 12,
    }
}

/// What the first answers make of an atom, of its neighbours, and of what stands in its place elsewhere.
pub fn of_others(
    sheet: &Sheet,
    u: usize,
    a: usize,
    local: &Tally,
    forms: &Forms,
    f: &mut Features,
) {
    let (unit, atom) = (&sheet.units[u], &sheet.atoms[a]);
    for (slot, p) in atom.slots.iter().enumerate() {
        f.amount("me", slot as u32, math::logit(*p, 0.01));
    }
    let likely = |name: &'static str, class: u32, slots: &[f32; SLOTS], f: &mut Features| {
        for slot in (PERSON..OTHER).filter(|slot| slots[*slot] > 0.02) {
            f.amount(name, class * 8 + slot as u32, slots[slot]);
        }
    };
    if a > unit.atoms.start {
        let other = &sheet.atoms[a - 1];
        likely("left", 0, &other.slots, f);
        f.pair("left person", u32::from(other.slots[PERSON] > 0.5), atom.before as u32);
        f.amount("left title", atom.before as u32, other.slots[TITLE]);
    }
    if a + 1 < unit.atoms.end {
        let other = &sheet.atoms[a + 1];
        likely("right", 0, &other.slots, f);
        f.pair("right person", u32::from(other.slots[PERSON] > 0.5), atom.after as u32);
        f.amount("right title", atom.after as u32, other.slots[TITLE]);
    }
    let beside = |other: Option<usize>| {
        let other = sheet.units.get(other?)?;
        (!other.atoms.is_empty()).then(|| (other.kind as u32, &sheet.atoms[other.atoms.start]))
    };
    if let Some((kind, other)) = beside(u.checked_sub(1)) {
        likely("unit before", kind, &other.slots, f);
    }
    if let Some((kind, other)) = beside(Some(u + 1)) {
        likely("unit behind", kind, &other.slots, f);
    }
    if let Some((_, other)) = beside(unit.heading) {
        likely("heading above", 0, &other.slots, f);
    }
    of_places(sheet, u, a, local, forms, f);
}

fn of_places(sheet: &Sheet, u: usize, a: usize, local: &Tally, forms: &Forms, f: &mut Features) {
    let own = sheet.atoms[a].slots;
    for (n, (key, shared)) in place(sheet, u, a).into_iter().enumerate() {
        let Some(key) = key else { continue };
        let sum = if shared { forms.slots.of(key) } else { local.of(key) };
        let counted = !shared || forms.counts(sheet, u);
        let others = if counted { sum.count - 1.0 } else { sum.count }.max(0.0);
        f.amount("siblings", n as u32, math::ln(others + 1.0).min(3.0) + 0.01);
        if others < 1.0 {
            continue;
        }
        for (slot, own) in own.iter().enumerate().take(OTHER).skip(PERSON) {
            let rest = if counted { sum.sums[slot] - own } else { sum.sums[slot] };
            let mean = (rest / others).clamp(0.0, 1.0);
            f.amount("place", n as u32 * 8 + slot as u32, mean);
            if others >= 3.0 {
                f.amount("place of many", n as u32 * 8 + slot as u32, mean);
            }
        }
    }
}

/// The places of an atom that siblings share: two in the note, one in the folder. Whether it is the folder's.
fn place(sheet: &Sheet, u: usize, a: usize) -> [(Option<u64>, bool); 3] {
    let (unit, atom) = (&sheet.units[u], &sheet.atoms[a]);
    let column = match unit.kind {
        UnitKind::Row => unit.text[..atom.start].matches(CELL).count() as u64,
        _ => 0,
    };
    let mut kind = u64::from(sheet.kind_of(unit));
    if matches!(unit.kind, UnitKind::Line | UnitKind::Prose) {
        let before = u.checked_sub(1).map_or(15, |b| sheet.units[b].kind as u64);
        let short = u64::from(unit.text.len() < 100);
        kind = 1000
            + (unit.nth.min(4) as u64 * 16 + before) * 8
            + unit.line.0.min(2) as u64 * 2
            + short;
    }
    let index = (a - unit.atoms.start).min(3) as u64;
    let base = mix(mix(11, kind), column * 8 + index);
    let by_separator = mix(base, 100 + atom.before as u64);
    let by_count = mix(base, 200 + unit.atoms.len().min(4) as u64);
    let folder = (sheet.folder, unit.top);
    let shared = folder.1.map(|top| mix(mix(by_separator, folder.0), 300 + u64::from(top)));
    [(Some(by_separator), false), (Some(by_count), false), (shared, true)]
}

/// What stands in each place of a note.
pub fn places(sheet: &Sheet) -> Tally {
    let mut tally = Tally::default();
    count(sheet, false, &mut tally);
    tally
}

/// Counts what stands in each place that the folder shares.
pub fn count_shared(sheet: &Sheet, tally: &mut Tally) {
    count(sheet, true, tally);
}

fn count(sheet: &Sheet, of_folder: bool, tally: &mut Tally) {
    for (u, unit) in sheet.units.iter().enumerate() {
        for a in unit.atoms.clone() {
            for (key, shared) in place(sheet, u, a) {
                if let Some(key) = key.filter(|_| shared == of_folder) {
                    tally.add(key, sheet.atoms[a].slots);
                }
            }
        }
    }
}
