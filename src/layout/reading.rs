//! Cells and readings: a cell is a stretch of a unit that can hold one title; its readings are the spans of atoms that
//! may be it.
//!
//! Definition: which reading is right is a conditional logit, a softmax over the readings of a cell, on features of
//! what stands before, within and behind; whether a cell holds a session at all is a logistic regression on the
//! features of its best reading. Cost: for each cell its readings, at most some sixty. Source: our own; weights learnt
//! by `hallway train`.

use crate::layout::atom::AMBIGUOUS;
use crate::layout::atom::Atom;
use crate::layout::atom::EVENT;
use crate::layout::atom::KNOWN_COMPANY;
use crate::layout::atom::KNOWN_EVENT;
use crate::layout::atom::KNOWN_TOOL;
use crate::layout::atom::ORGANISATION;
use crate::layout::atom::OTHER;
use crate::layout::atom::PERSON;
use crate::layout::atom::Pattern;
use crate::layout::atom::ROLE;
use crate::layout::atom::Separator;
use crate::layout::atom::TITLE;
use crate::layout::labels;
use crate::layout::labels::Classes;
use crate::layout::math;
use crate::layout::sheet::Host;
use crate::layout::sheet::Sheet;
use crate::layout::slot;
use crate::layout::unit::CELL;
use crate::layout::unit::Unit;
use crate::layout::unit::UnitKind;
use crate::layout::weights::Features;
use crate::layout::weights::Linear;
use crate::layout::weights::mix;
use crate::layout::word;
use crate::name;

/// A reading: the first and the last atom of what may be a title, as indices of [`Sheet::atoms`].
pub type Reading = (usize, usize);

/// A stretch of a unit that can hold one title.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its unit.
    pub unit: usize,
    /// Its readings.
    pub readings: Vec<Reading>,
    /// How likely each reading is the right one.
    pub shares: Vec<f32>,
    /// The index of the likeliest reading.
    pub best: usize,
    /// How likely it holds a session, from itself alone.
    pub alone: f32,
    /// How likely, with its siblings.
    pub together: f32,
}

impl Cell {
    /// The likeliest reading.
    pub fn reading(&self) -> Reading {
        self.readings[self.best]
    }

    /// Sets the shares from scores.
    pub fn choose(&mut self, mut scores: Vec<f32>) {
        math::softmax(&mut scores);
        let best =
            (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)));
        self.best = best.unwrap_or(0);
        self.shares = scores;
    }
}

/// A title longer than this many bytes is none.
const LONGEST: usize = 200;
/// A title has at most this many words …
const MOST_WORDS: usize = 28;
/// … and a reading at most this many atoms.
const MOST_ATOMS: usize = 9;

/// The cells of a note.
pub fn cells(sheet: &Sheet) -> Vec<Cell> {
    let mut cells = Vec::new();
    for u in 0..sheet.units.len() {
        let mut readings = readings(sheet, u);
        readings.sort_by_key(|(i, j)| (*i, std::cmp::Reverse(*j)));
        readings.dedup();
        let mut end = 0;
        let mut open: Vec<Reading> = Vec::new();
        for reading in readings {
            if !open.is_empty() && reading.0 > end {
                cells.push(cell(u, std::mem::take(&mut open)));
                end = 0;
            }
            end = end.max(reading.1);
            open.push(reading);
        }
        if !open.is_empty() {
            cells.push(cell(u, open));
        }
    }
    cells
}

fn cell(unit: usize, readings: Vec<Reading>) -> Cell {
    let shares = vec![0.0; readings.len()];
    Cell { unit, readings, shares, best: 0, alone: 0.0, together: 0.0 }
}

/// Whether a unit can hold a title at all.
fn may_hold(sheet: &Sheet, unit: &Unit) -> bool {
    match unit.kind {
        UnitKind::File => !sheet.file_words.is_empty(),
        UnitKind::Field => matches!(slot::field_class(&unit.key), 1 | 3 | 6 | 7),
        // “Speaker: …” tells who, not what.
        _ => {
            let first = sheet.atoms_of(unit).first();
            first.and_then(|atom| atom.pattern) != Some(Pattern::Speaker)
        }
    }
}

/// The spans of atoms of a unit that may be a title.
fn readings(sheet: &Sheet, u: usize) -> Vec<Reading> {
    let unit = &sheet.units[u];
    let mut found = Vec::new();
    if !may_hold(sheet, unit) {
        return found;
    }
    let (first, many) = (unit.atoms.start, unit.atoms.len());
    let prose = unit.kind == UnitKind::Prose;
    let lined = matches!(
        unit.kind,
        UnitKind::Heading | UnitKind::Bold | UnitKind::Row | UnitKind::File | UnitKind::Field
    );
    let spans: Vec<Reading> = if lined && many <= 14 || many <= 7 && !prose {
        (0..many).flat_map(|i| (i..many.min(i + MOST_ATOMS)).map(move |j| (i, j))).collect()
    } else {
        let start = (0..many.min(if prose { 4 } else { 6 })).map(|j| (0, j));
        let later = (1..many.min(if prose { 1 } else { 3 }))
            .flat_map(|i| (i..many.min(i + 3)).map(move |j| (i, j)));
        start.chain(later).collect()
    };
    found.extend(spans);
    marked(sheet, unit, &mut found);
    found.retain(|reading| is_possible(sheet, unit, (first + reading.0, first + reading.1)));
    found.iter().map(|(i, j)| (first + i, first + j)).collect()
}

/// Adds what links, emphasis and quotation marks enclose.
fn marked(sheet: &Sheet, unit: &Unit, found: &mut Vec<Reading>) {
    let atoms = sheet.atoms_of(unit);
    let same = |a: &Atom, b: &Atom| match a.link {
        Some(link) => b.link == Some(link),
        None => a.emphasis && b.emphasis,
    };
    let mut i = 0;
    while i < atoms.len() {
        let mut j = i;
        if atoms[i].link.is_some() || atoms[i].emphasis {
            while j + 1 < atoms.len() && same(&atoms[i], &atoms[j + 1]) {
                j += 1;
            }
            if j - i < MOST_ATOMS {
                found.push((i, j));
            }
        }
        i = j + 1;
    }
    let quotes: Vec<usize> =
        (0..atoms.len()).filter(|&i| atoms[i].before == Separator::Quote).collect();
    let end = (!unit.more).then_some(atoms.len());
    for (n, &from) in quotes.iter().enumerate() {
        let to = quotes.get(n + 1).copied().or(end);
        if let Some(to) = to.filter(|to| *to > from && to - from <= MOST_ATOMS) {
            found.push((from, to - 1));
        }
    }
}

fn is_possible(sheet: &Sheet, unit: &Unit, (i, j): Reading) -> bool {
    let core = &sheet.atoms[i..=j];
    let outer =
        |a: &Atom| matches!(a.pattern, Some(Pattern::Time | Pattern::Handle | Pattern::Speaker));
    let text = &unit.text[core[0].start..core[core.len() - 1].end];
    let words: usize = core.iter().map(|a| a.words.len()).sum();
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(3).count();
    let wide = text.chars().any(|c| c as u32 > 0x2e80);
    // “Ada Ruiz - Staff Engineer” has no title.
    let role = i > unit.atoms.start
        && sheet.atoms[i - 1].is(PERSON)
        && sheet.words_of(&core[0]).iter().any(|w| w.classes.is(Classes::ROLE))
        && core[0].slots[ROLE] > core[0].slots[TITLE];
    !role
        && !core.iter().all(|a| a.pattern.is_some())
        && !outer(&core[0])
        && !outer(&core[core.len() - 1])
        && words <= MOST_WORDS
        && (letters >= 3 || wide)
        && text.len() <= LONGEST
        && !core[1..].iter().any(|a| a.before == Separator::Cell)
}

/// How a unit is followed by who speaks: the class of what follows, how sure, and the unit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Byline {
    /// 0 none, 1 a label, else 2 and more by kind and distance.
    pub class: u32,
    /// How likely a person stands there.
    pub share: f32,
}

/// The bylines of all units.
pub fn bylines(sheet: &Sheet) -> Vec<Byline> {
    (0..sheet.units.len()).map(|u| byline(sheet, u)).collect()
}

/// The units behind a unit that may tell who speaks.
fn following(sheet: &Sheet, u: usize, most: usize) -> impl Iterator<Item = usize> + '_ {
    let unit = &sheet.units[u];
    let within = move |x: &usize| {
        let next = &sheet.units[*x];
        if unit.is_heading() {
            return !(next.is_heading() && next.level <= unit.level);
        }
        if unit.kind == UnitKind::Item {
            return match next.kind {
                UnitKind::Item => next.level > unit.level,
                _ => next.item.is_some(),
            };
        }
        true
    };
    (u + 1..sheet.units.len().min(u + 1 + most)).take_while(within)
}

fn byline(sheet: &Sheet, u: usize) -> Byline {
    let unit = &sheet.units[u];
    let labelled = |x: usize| {
        let atoms = sheet.atoms_of(&sheet.units[x]);
        atoms.len() > 1 && atoms[0].pattern == Some(Pattern::Speaker)
    };
    if unit.kind == UnitKind::Prose {
        return Byline::default();
    }
    if following(sheet, u, 6).any(labelled) {
        return Byline { class: 1, share: 1.0 };
    }
    let mut told = false;
    for (distance, x) in following(sheet, u, 7).enumerate() {
        let next = &sheet.units[x];
        let long = next.text.len() > 140 || next.kind == UnitKind::Prose;
        told |= long || distance > 2;
        if told && (next.is_heading() || !unit.is_heading()) {
            break;
        }
        let atoms = sheet.atoms_of(next);
        let likely = (0..atoms.len().min(5)).max_by(|&a, &b| {
            atoms[a].slots[PERSON].total_cmp(&atoms[b].slots[PERSON]).then(b.cmp(&a))
        });
        // Behind what tells of the session only a name at the beginning of a line is a byline.
        let last = if told { 0 } else { 2 };
        let sure = |at: &usize| !long && atoms[*at].slots[PERSON] > 0.4 && *at <= last;
        let Some(at) = likely.filter(sure) else { continue };
        let kind = match next.kind {
            _ if told => 5,
            UnitKind::Heading => 2,
            UnitKind::Item => 3,
            _ => 4,
        };
        let distance = if told { 0 } else { distance as u32 };
        return Byline { class: kind * 4 + distance, share: atoms[at].slots[PERSON] };
    }
    Byline::default()
}

/// Where a reading stands among the atoms of its unit: all, first, last, between.
fn position(unit: &Unit, (i, j): Reading) -> u32 {
    match (i == unit.atoms.start, j + 1 == unit.atoms.end) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    }
}

/// The separators and slots before and behind a reading, as numbers.
fn pattern(sheet: &Sheet, unit: &Unit, (i, j): Reading) -> (u32, u32) {
    let atoms = &sheet.atoms;
    let step = |all: u32, a: usize, separator: Separator| {
        (all * 32 + u32::from(atoms[a].slot())) * 32 + separator as u32 + 1
    };
    let before = (unit.atoms.start.max(i.saturating_sub(2))..i)
        .fold(0, |all, a| step(all, a, atoms[a].after));
    let behind = (j + 1..unit.atoms.end.min(j + 3)).fold(0, |all, a| step(all, a, atoms[a].before));
    (before, behind)
}

/// The fine and the coarse signature of a reading: what siblings have in common.
pub fn signatures(sheet: &Sheet, cell: &Cell, reading: Reading, bylines: &[Byline]) -> [u64; 2] {
    let unit = &sheet.units[cell.unit];
    let (i, j) = reading;
    let (before, behind) = pattern(sheet, unit, reading);
    let by = bylines[cell.unit].class;
    let above = unit.heading.map(|h| sheet.atoms_of(&sheet.units[h]));
    let person_above = above.and_then(|a| a.first()).is_some_and(|a| a.is(PERSON));
    let kind = u64::from(sheet.kind_of(unit));
    let column = if unit.kind == UnitKind::Row {
        unit.text[..sheet.atoms[i].start].matches(CELL).count() as u64
    } else {
        0
    };
    let edge = |inner: bool, separator: Separator| if inner { separator as u64 } else { 99 };
    let (left, right) = (
        edge(i > unit.atoms.start, sheet.atoms[i].before),
        edge(j + 1 < unit.atoms.end, sheet.atoms[j].after),
    );
    let mut fine = mix(mix(21, kind * 64 + column), u64::from(before) << 32 | u64::from(behind));
    fine = mix(fine, left * 128 + right);
    fine = mix(fine, u64::from(by) * 2 + u64::from(person_above));
    let outside = (unit.atoms.start..i).chain(j + 1..unit.atoms.end);
    let person = outside.clone().any(|a| sheet.atoms[a].is(PERSON));
    let linked = sheet.atoms[i..=j].iter().all(|a| a.link.is_some());
    let by_class = if by == 0 { 0 } else { 1 + by.min(8) / 4 };
    let coarse = mix(
        mix(22, kind),
        u64::from(position(unit, reading)) * 64
            + u64::from(by_class) * 8
            + u64::from(person) * 4
            + u64::from(person_above) * 2
            + u64::from(linked),
    );
    [fine, coarse]
}

/// What of a reading's features are amounts, for the models on dense rows.
#[derive(Clone, Copy, Debug)]
pub struct Amounts {
    /// See [`Amounts::row`].
    row: [f32; AMOUNTS],
}

impl Default for Amounts {
    fn default() -> Amounts {
        Amounts { row: [0.0; AMOUNTS] }
    }
}

/// How many amounts there are.
pub const AMOUNTS: usize = 40;

impl Amounts {
    /// The amounts, in the order in which they are made.
    pub fn row(&self) -> &[f32; AMOUNTS] {
        &self.row
    }
}

/// The features of a reading. `boundary` only: those that tell readings of one cell apart. Also gives the amounts.
pub fn features(
    sheet: &Sheet,
    cell: &Cell,
    reading: Reading,
    bylines: &[Byline],
    boundary: bool,
    f: &mut Features,
) -> Amounts {
    f.clear();
    add_features(sheet, cell, reading, bylines, boundary, f)
}

/// Adds the features of a reading to others.
pub fn add_features(
    sheet: &Sheet,
    cell: &Cell,
    reading: Reading,
    bylines: &[Byline],
    boundary: bool,
    f: &mut Features,
) -> Amounts {
    let unit = &sheet.units[cell.unit];
    let (i, j) = reading;
    let core = &sheet.atoms[i..=j];
    let kind = sheet.kind_of(unit);
    let place = position(unit, reading);
    let (first, last) = (&core[0], &core[core.len() - 1]);
    let text = &unit.text[first.start..last.end];
    let words = &sheet.words[first.words.start..last.words.end];
    f.of("kind", kind);
    f.pair("position", place, kind);
    f.pair("sep before", first.before as u32, kind);
    f.pair("sep behind", last.after as u32, kind);
    f.pair("seps", first.before as u32, last.after as u32);
    core[1..].iter().for_each(|a| f.of("within", a.before as u32));
    f.of("atoms", core.len().min(4) as u32);
    let length = match words.len() {
        n @ 0..=2 => n as u32,
        3..=4 => 3,
        5..=8 => 5,
        9..=14 => 9,
        _ => 15,
    };
    f.of("length", length);
    f.pair("length kind", length, kind);
    let loud = words.iter().filter(|w| w.code.is_capital()).count();
    let capitals = (loud * 4 / words.len().max(1)) as u32;
    f.of("capitals", capitals);
    f.pair("capitals length", capitals, length);
    let mut row = Row::default();
    of_title(unit, text, words, length, kind, f);
    let mark = of_marks(sheet, unit, reading, f, &mut row, kind, place);
    of_context(unit, reading, sheet, mark, f, &mut row);
    of_slots(sheet, unit, reading, boundary, f, &mut row);
    of_repeats(sheet, unit, reading, f, &mut row);
    let by = bylines[cell.unit];
    let (before, behind) = pattern(sheet, unit, reading);
    let kind1 = if unit.is_heading() { 90 } else { unit.kind as u32 };
    f.pair("pattern", before, behind);
    f.pair("pattern kind", before.wrapping_mul(31).wrapping_add(kind1), behind);
    f.pair("pattern near", before & 1023, if behind > 1023 { behind >> 10 } else { behind });
    let outside = || (unit.atoms.start..i).chain(j + 1..unit.atoms.end).map(|a| &sheet.atoms[a]);
    let person_out = outside().map(|a| a.slots[PERSON]).fold(0.0, f32::max);
    f.pair("position byline", place * 8 + by.class.min(4), kind1 * 2 + u32::from(person_out > 0.5));
    if !boundary {
        f.of("byline", by.class);
        f.pair("byline kind", by.class, kind * 4 + place);
        let has = if person_out > 0.5 { 2 } else { u32::from(by.class > 0) };
        f.pair("person", has, kind);
        f.pair("person position", has, kind * 4 + place);
        f.amount("byline share", 0, by.share);
        of_surroundings(sheet, cell.unit, kind, has, f, &mut row);
        of_note(sheet, unit, words, kind, has, f);
    }
    row.put(by.share);
    row.finish()
}

/// Collects amounts.
#[derive(Default)]
struct Row {
    amounts: Amounts,
    len: usize,
}

impl Row {
    fn put(&mut self, amount: f32) {
        if let Some(place) = self.amounts.row.get_mut(self.len) {
            *place = amount;
        }
        self.len += 1;
    }

    fn finish(self) -> Amounts {
        debug_assert!(self.len <= AMOUNTS, "{}", self.len);
        self.amounts
    }
}

fn of_title(
    unit: &Unit,
    text: &str,
    words: &[word::Word],
    length: u32,
    kind: u32,
    f: &mut Features,
) {
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        f.of("first word", if first.hash == 0 { first.code as u32 } else { first.hash });
        f.of("last word", if last.hash == 0 { last.code as u32 } else { last.hash });
    }
    let start = text.chars().next().unwrap_or(' ');
    let class = match start {
        c if c.is_uppercase() => 1,
        c if c.is_alphabetic() => 2,
        c if c.is_numeric() => 3,
        c => c as u32,
    };
    f.of("starts", class);
    if words.len() <= 3 && words.iter().all(|w| w.hash != 0) {
        let all = words.iter().fold(5u32, |all, w| all.wrapping_mul(31).wrapping_add(w.hash));
        f.of("whole", all);
    }
    if let Some(end) = text.chars().next_back().filter(|c| ".?!:".contains(*c)) {
        f.of("ends", end as u32);
        f.pair("ends kind", end as u32, kind);
    }
    let end = text.as_ptr() as usize + text.len() - unit.text.as_ptr() as usize;
    if let Some(next) = unit.text[end..].chars().next().filter(|c| ".?!:".contains(*c)) {
        f.of("next mark", next as u32);
    }
    let has = |class| words.iter().any(|w| w.classes.is(class));
    if words.iter().take(2).any(|w| w.classes.is(Classes::SECTION)) {
        f.flag("section");
        f.of("section length", length);
    }
    for (class, name) in
        [(Classes::TALK, "talk"), (Classes::SPEECH, "speech"), (Classes::ROLE, "roles")]
    {
        if has(class) {
            f.flag(name);
        }
    }
    let own = |w: &word::Word| {
        let word = &unit.text[w.start as usize..w.end as usize];
        ["i", "we", "my", "our", "you", "your"].iter().any(|own| word.eq_ignore_ascii_case(own))
    };
    if words.iter().any(own) {
        f.flag("own");
    }
}

/// The marks round a reading, as a number.
fn of_marks(
    sheet: &Sheet,
    unit: &Unit,
    (i, j): Reading,
    f: &mut Features,
    row: &mut Row,
    kind: u32,
    place: u32,
) -> u32 {
    let core = &sheet.atoms[i..=j];
    let mut mark = 0;
    let link = core[0].link.filter(|link| core.iter().all(|a| a.link == Some(*link)));
    if let Some(link) = link {
        let host = sheet.hosts.get(link).copied().unwrap_or(Host::None) as u32;
        mark = 16 + host;
        f.of("link", host);
        let beside = |a: Option<&Atom>| a.is_some_and(|a| a.link == Some(link));
        let left = i > unit.atoms.start && beside(sheet.atoms.get(i - 1));
        let right = j + 1 < unit.atoms.end && beside(sheet.atoms.get(j + 1));
        if !left && !right {
            f.flag("whole link");
            f.pair("whole link at", kind, place);
        }
    }
    if core.iter().all(|a| a.emphasis) {
        f.flag("emphasis");
        f.pair("emphasis at", kind, place);
        mark += 64;
    }
    let code = core.iter().all(|a| a.code);
    if code {
        f.flag("code");
    }
    let quoted = core[0].before == Separator::Quote
        && (core[core.len() - 1].after == Separator::Quote || j + 1 == unit.atoms.end);
    if quoted {
        f.flag("quoted");
        f.of("quoted kind", kind);
        mark += 128;
    }
    // What is told in a note of its own is listed here only.
    let leads = |host: Host| {
        let of_unit = sheet.atoms_of(unit).iter();
        of_unit.filter_map(|a| a.link).any(|link| sheet.hosts.get(link) == Some(&host))
    };
    let (to_note, to_anchor) = (leads(Host::Note), leads(Host::Anchor));
    if to_note {
        f.of("to note", kind);
        f.flag("to a note");
    }
    if to_anchor {
        f.of("to anchor", kind);
        f.flag("to an anchor");
    }
    row.put(f32::from(u8::from(to_note)) + 2.0 * f32::from(u8::from(to_anchor)));
    f.pair("mark", mark, kind);
    row.put(f32::from(u8::from(quoted)));
    row.put(f32::from(u8::from(code)));
    row.put(f32::from(u8::from(link.is_some())));
    mark
}

/// The words beside a reading.
fn of_context(
    unit: &Unit,
    (i, j): Reading,
    sheet: &Sheet,
    mark: u32,
    f: &mut Features,
    row: &mut Row,
) {
    let atoms = &sheet.atoms;
    let all = atoms[unit.atoms.start].words.start..atoms[unit.atoms.end - 1].words.end;
    let before = &sheet.words[all.start..atoms[i].words.start];
    let behind = &sheet.words[atoms[j].words.end..all.end];
    let before = &before[before.len().saturating_sub(9)..];
    let behind = &behind[..behind.len().min(9)];
    let plain = matches!(unit.kind, UnitKind::Prose | UnitKind::Line | UnitKind::Item);
    let (mut talk, mut speech) = (false, false);
    if i > unit.atoms.start || plain {
        for (d, word) in before.iter().rev().take(3).enumerate() {
            f.pair("word before", d as u32, word.any);
            f.pair("word near before", mark & 15, word.any);
        }
        for (d, word) in behind.iter().take(3).enumerate() {
            f.pair("word behind", d as u32, word.any);
        }
        let near = |class| before.iter().chain(behind).any(|word| word.classes.is(class));
        (talk, speech) = (near(Classes::TALK), near(Classes::SPEECH));
        if talk {
            f.flag("talk near");
            f.of("talk near mark", mark);
        }
        if speech {
            f.flag("speech near");
            f.of("speech near mark", mark);
        }
        let person = |a: usize| atoms[a].class == 1;
        if (unit.atoms.start..i).chain(j + 1..unit.atoms.end).any(person) {
            f.flag("name near");
            f.of("name near mark", mark);
        }
    }
    let core = &atoms[i..=j];
    let known = core.len() == 1 && core[0].known & (KNOWN_EVENT | KNOWN_EVENT << AMBIGUOUS) != 0;
    let name = core.len() == 1 && core[0].class == 1;
    if core.len() == 1 {
        for (bit, name) in [(KNOWN_TOOL, "is tool"), (KNOWN_COMPANY, "is company")] {
            if core[0].known & bit != 0 {
                f.of(name, 1);
            } else if core[0].known & bit << AMBIGUOUS != 0 {
                f.of(name, 2);
            }
        }
    }
    if known {
        f.flag("is event");
    }
    if name {
        f.flag("is name");
    }
    for amount in [talk, speech, known, name] {
        row.put(f32::from(u8::from(amount)));
    }
}

/// Whether texts at the edges of a reading, or beside it, stand in its siblings too.
fn of_repeats(sheet: &Sheet, unit: &Unit, (i, j): Reading, f: &mut Features, row: &mut Row) {
    let again = |a: usize| sheet.atoms[a].again;
    let (first, last) = (again(i), again(j));
    let inner = (i..=j).map(again).max().unwrap_or(0);
    let before = if i > unit.atoms.start { again(i - 1) } else { 0 };
    let behind = if j + 1 < unit.atoms.end { again(j + 1) } else { 0 };
    f.of("again first", u32::from(first));
    f.of("again last", u32::from(last));
    f.pair("again inside", u32::from(inner), u32::from(i < j));
    f.pair("again outside", u32::from(before), u32::from(behind));
    [f32::from(inner), f32::from(before.max(behind))].into_iter().for_each(|x| row.put(x));
}

fn of_slots(
    sheet: &Sheet,
    unit: &Unit,
    (i, j): Reading,
    boundary: bool,
    f: &mut Features,
    row: &mut Row,
) {
    let atoms = &sheet.atoms;
    let core = &atoms[i..=j];
    let weight = |a: &Atom| a.words.len().max(1) as f32;
    let all: f32 = core.iter().map(weight).sum();
    let mean =
        core.iter().map(|a| math::ln(a.slots[TITLE].max(1e-3)) * weight(a)).sum::<f32>() / all;
    let least = core.iter().map(|a| a.slots[TITLE]).fold(1.0, f32::min);
    // What is no name may be a title; whether it is one, the slots know less than the cell.
    let plain =
        core.iter().map(|a| (a.slots[TITLE] + a.slots[OTHER]) * weight(a)).sum::<f32>() / all;
    if boundary {
        f.amount("title", 0, mean);
        f.amount("title", 1, least);
    } else {
        f.amount("title", 2, mean.max(-1.5) / 2.0);
        f.amount("plain", 0, plain);
    }
    row.put(mean);
    row.put(least);
    row.put(plain);
    let most = |atoms: &mut dyn Iterator<Item = &Atom>, slot: usize| {
        atoms
            .filter(|a| slot != TITLE || a.pattern.is_none())
            .map(|a| a.slots[slot])
            .fold(0.0, f32::max)
    };
    for slot in [PERSON, ORGANISATION, EVENT, ROLE, OTHER] {
        let amount = most(&mut core.iter(), slot);
        f.amount("in", slot as u32, amount);
        row.put(amount);
    }
    if core.len() > 1 {
        let (first, last) = (&core[0], &core[core.len() - 1]);
        for slot in [PERSON, ORGANISATION, ROLE, OTHER] {
            f.amount("last", slot as u32, last.slots[slot]);
        }
        f.amount("last person", last.before as u32, last.slots[PERSON]);
        f.pair("last slot", u32::from(last.slot()), last.before as u32);
        f.amount("first", 0, first.slots[PERSON]);
        f.amount("first person", core[1].before as u32, first.slots[PERSON]);
        f.pair("first slot", u32::from(first.slot()), core[1].before as u32);
        let between = most(&mut core[1..core.len() - 1].iter(), PERSON);
        f.amount("between", 0, between);
        row.put(last.slots[PERSON]);
        row.put(first.slots[PERSON]);
    } else {
        row.put(0.0);
        row.put(0.0);
    }
    let outside = || (unit.atoms.start..i).chain(j + 1..unit.atoms.end).map(|a| &atoms[a]);
    for slot in [TITLE, PERSON, ORGANISATION, EVENT] {
        let amount = most(&mut outside(), slot);
        f.amount("out", slot as u32, amount);
        row.put(amount);
    }
    let next = (j + 1 < unit.atoms.end).then(|| &atoms[j + 1]);
    let before = (i > unit.atoms.start).then(|| &atoms[i - 1]);
    for (n, slot) in [TITLE, PERSON].into_iter().enumerate() {
        let amount = most(&mut next.into_iter().chain(before), slot);
        f.amount("beside", n as u32, amount);
        row.put(amount);
    }
    if let Some(next) = next {
        f.pair("next slot", u32::from(next.slot()), next.before as u32);
        f.pair(
            "next of title",
            u32::from(next.slot()) * 32 + next.before as u32,
            u32::from(core[0].slots[TITLE] > 0.5),
        );
        f.amount("next person", 0, next.slots[PERSON]);
    }
    if let Some(before) = before {
        f.pair("slot before", u32::from(before.slot()), core[0].before as u32);
        f.amount("person before", 0, before.slots[PERSON]);
        if before.pattern == Some(Pattern::Label) {
            f.of("label", label(unit, before));
        }
        let head = &atoms[unit.atoms.start];
        if head.pattern == Some(Pattern::Label) {
            f.of("label first", label(unit, head));
        }
    }
    for slot in outside().filter_map(|a| a.pattern) {
        f.of("pattern out", slot as u32);
    }
}

fn label(unit: &Unit, atom: &Atom) -> u32 {
    let text = unit.text[atom.start..atom.end].trim_matches(|c: char| !c.is_alphanumeric());
    slot::field_class(&name::lower(text)) * 4 + u32::from(labels::classes(text).is(Classes::TALK))
}

/// What stands around the unit.
fn of_surroundings(sheet: &Sheet, u: usize, kind: u32, has: u32, f: &mut Features, row: &mut Row) {
    let unit = &sheet.units[u];
    let most = |unit: &Unit, slot: usize| {
        sheet.atoms_of(unit).iter().map(|a| a.slots[slot]).fold(0.0, f32::max)
    };
    let (mut person, mut title, mut event, mut section) = (0.0, 0.0, 0.0, false);
    if let Some(above) = unit.heading.map(|h| &sheet.units[h]).filter(|a| !a.atoms.is_empty()) {
        let head = &sheet.atoms[above.atoms.start];
        (person, title, event) = (most(above, PERSON), head.slots[TITLE], most(above, EVENT));
        f.amount("above person", 0, person);
        f.amount("above title", 0, title);
        f.amount("above event", 0, event);
        f.pair("above", u32::from(head.slot()), sheet.kind_of(above));
        f.pair("above kind", u32::from(head.slot()), kind * 2 + u32::from(unit.nth == 0));
        let words = &sheet.words[head.words.start..sheet.atoms[above.atoms.end - 1].words.end];
        words.iter().take(5).filter(|w| w.hash != 0).for_each(|w| f.of("word above", w.hash));
        if words.iter().any(|w| w.classes.is(Classes::TALK)) {
            f.flag("talk above");
            f.of("talk above kind", kind);
        }
        section = words.iter().take(2).any(|w| w.classes.is(Classes::SECTION));
        if section {
            f.flag("section above");
        }
    }
    [person, title, event, f32::from(u8::from(section))].into_iter().for_each(|x| row.put(x));
    let body = match unit.body {
        0 => 0,
        1..=2 => 1,
        3..=11 => 3,
        12..=59 => 12,
        _ => 60,
    };
    f.pair("body", body, kind);
    f.pair("number", unit.nth.min(4) as u32, kind);
    if let Some(next) = sheet.units.get(u + 1) {
        let deeper = next.is_heading() && unit.is_heading() && next.level > unit.level;
        f.pair("next unit", next.kind as u32 * 2 + u32::from(deeper), kind);
        if let Some(atom) = sheet.atoms_of(next).first() {
            f.pair("next unit slot", u32::from(atom.slot()), next.kind as u32);
        }
    }
    if unit.item.is_some() {
        f.of("in item", kind);
    }
    if unit.line.1 > 1 {
        f.pair("line", unit.line.0.min(2) as u32, unit.line.1.min(3) as u32);
    }
    of_section(sheet, u, kind, f, row);
    if unit.kind == UnitKind::Heading {
        let level = unit.level.min(7) as usize;
        f.pair("rank", u32::from(sheet.ranks[level]), u32::from(sheet.levels[level] == 1));
        f.pair("rank person", u32::from(sheet.ranks[level]), has);
    }
    if unit.kind == UnitKind::Field {
        f.of("field", slot::field_class(&unit.key));
    }
}

/// At most so many units of a section are looked at.
const MOST_OF_SECTION: usize = 40;

/// What the section of a heading or an item tells.
fn of_section(sheet: &Sheet, u: usize, kind: u32, f: &mut Features, row: &mut Row) {
    let unit = &sheet.units[u];
    let end =
        if unit.is_heading() || unit.kind == UnitKind::Item { u + 1 + unit.body } else { u + 1 };
    let below =
        &sheet.told[u + 1..end.min(u + 1 + MOST_OF_SECTION).min(sheet.told.len()).max(u + 1)];
    let first = below.iter().take(3);
    let (names, talks, speech) = first.fold((0, 0, 0), |(names, talks, speech), told| {
        (names + told.names.len(), talks + told.talks, speech + told.speech)
    });
    let mut all: Vec<u32> = below.iter().flat_map(|told| &told.names).copied().collect();
    all.sort_unstable();
    all.dedup();
    let words: u32 = below.iter().map(|told| told.words).sum();
    let of = |count: u32| (100 * count / words.max(20)).min(3);
    let all_talks = of(below.iter().map(|told| told.talks).sum());
    let all_speech = of(below.iter().map(|told| told.speech).sum());
    if !below.is_empty() {
        f.pair("section names", all.len().min(4) as u32, kind);
        f.of("section has names", all.len().min(3) as u32);
        f.of("section talks", all_talks);
        f.of("section speech", all_speech);
        if names > 0 {
            f.of("name below", kind);
        }
        if talks > 0 || speech > 0 {
            f.of("talk below", kind);
            f.pair("talk and name below", u32::from(names > 0), u32::from(talks > 0));
        }
    }
    let amounts = [names as u32, talks, speech, all.len() as u32, all_talks, all_speech];
    amounts.into_iter().for_each(|x| row.put(x as f32));
}

/// What the note as a whole says.
fn of_note(
    sheet: &Sheet,
    unit: &Unit,
    words: &[word::Word],
    kind: u32,
    has: u32,
    f: &mut Features,
) {
    if let Some(top) = unit.top {
        f.pair("top", u32::from(top), kind);
    }
    let kind1 = if unit.is_heading() { 90 } else { unit.kind as u32 };
    for (n, share) in sheet.kind.iter().enumerate() {
        let n = n as u32;
        f.amount("note", n, *share);
        f.amount("note kind", n * 1000 + kind, *share);
        f.amount("note person", n * 10_000 + has * 1000 + kind1, *share);
        if let Some(top) = unit.top {
            f.amount("note top", n * 10_000 + u32::from(top) * 1000 + kind, *share);
        }
    }
    if sheet.file_words.len() > 1 && matches!(unit.kind, UnitKind::Heading | UnitKind::Line) {
        let shared = sheet.file_words.iter().filter(|w| words.iter().any(|x| x.any == **w)).count();
        let overlap = (shared * 3 / sheet.file_words.len()) as u32;
        f.of("file name", overlap);
        f.pair("file name top", overlap, unit.top.map_or(9, u32::from));
    }
}

/// Chooses the best reading of each cell by a model, and asks another whether it is a session.
pub fn choose(
    sheet: &Sheet,
    cells: &mut [Cell],
    bylines: &[Byline],
    reading: &Linear,
    is_session: &Linear,
) {
    let mut f = Features::new();
    for cell in cells.iter_mut() {
        let scores: Vec<f32> = (cell.readings.iter())
            .map(|r| {
                features(sheet, cell, *r, bylines, true, &mut f);
                reading.score(&f)
            })
            .collect();
        cell.choose(scores);
    }
    ask(sheet, cells, bylines, is_session);
}

/// A cell less likely a session than this by itself is not looked at again: hardly one in a hundred sessions is.
const HOPELESS: f32 = 0.005;

/// Drops the cells that are hardly sessions, most of those of running text.
pub fn prune(cells: &mut Vec<Cell>) {
    cells.retain(|cell| cell.alone >= HOPELESS);
}

/// Asks a model whether each cell is a session, by its best reading.
pub fn ask(sheet: &Sheet, cells: &mut [Cell], bylines: &[Byline], is_session: &Linear) {
    let mut f = Features::new();
    for cell in cells {
        features(sheet, cell, cell.reading(), bylines, false, &mut f);
        cell.alone = math::logistic(is_session.score(&f));
    }
}
