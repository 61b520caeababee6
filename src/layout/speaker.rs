//! Who gave a session: pairs of a session and a person near it in the tree.
//!
//! Definition: logistic regression on where the person stands (the same line, a line below, a heading above, a label, a
//! field, the file's name), asked a second time with how often the same place gives the speaker of sibling sessions.
//! Cost: the people near each session. Source: our own; weights learnt by `hallway train`.

use crate::layout::atom::PERSON;
use crate::layout::atom::Pattern;
use crate::layout::forms::Forms;
use crate::layout::labels::Classes;
use crate::layout::math;
use crate::layout::person::PersonAt;
use crate::layout::session::SessionAt;
use crate::layout::sheet::Sheet;
use crate::layout::slot;
use crate::layout::tally::Tally;
use crate::layout::unit::UnitKind;
use crate::layout::weights::Features;
use crate::layout::weights::LayoutModel;
use crate::layout::weights::mix;
use crate::layout::word::Word;

/// A session and a person who may have given it.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The session.
    pub session: usize,
    /// The person, at the nearest place.
    pub person: usize,
    /// The features of the pair alone.
    pub features: Features,
    /// The hash of how the person stands to the session, fine and coarse.
    pub place: [u64; 2],
    /// How likely the person gave it, from the pair alone.
    pub alone: f32,
    /// How likely, with siblings.
    pub together: f32,
}

/// Where a unit stands to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Relative {
    Same,
    Field,
    File,
    Below,
    Above,
    AboveTwice,
    Item,
    Before,
}

/// The pairs of all sessions with the people near them. Sessions are in the order of their units.
pub fn pairs(sheet: &Sheet, sessions: &[SessionAt], people: &[PersonAt]) -> Vec<Pair> {
    let mut starts: Vec<usize> = sessions
        .iter()
        .flat_map(|s| &s.places)
        .map(|(unit, _)| *unit)
        .filter(|u| {
            !matches!(sheet.units[*u].kind, UnitKind::Prose | UnitKind::File | UnitKind::Field)
        })
        .collect();
    starts.sort_unstable();
    let names: std::collections::BTreeSet<u64> = people.iter().map(|p| p.key).collect();
    let mut all = Vec::new();
    for (s, session) in sessions.iter().enumerate() {
        let mut of_session: Vec<(u32, Pair)> = Vec::new();
        for place in session.places.iter().take(4) {
            near(sheet, s, session, *place, people, &starts, names.len(), &mut of_session);
        }
        all.extend(closest(of_session, people));
    }
    all
}

/// One pair for each name, at its nearest place, with how many stand nearer.
fn closest(mut pairs: Vec<(u32, Pair)>, people: &[PersonAt]) -> Vec<Pair> {
    pairs.sort_by_key(|(order, _)| *order);
    let mut kept: Vec<(u32, Pair, u32)> = Vec::new();
    for (order, pair) in pairs {
        let key = people[pair.person].key;
        match kept.iter_mut().find(|(_, p, _)| people[p.person].key == key) {
            Some((_, first, times)) => {
                *times += 1;
                if *times < 4 {
                    first.features.pair("also", (pair.place[1] & 0xff) as u32, 0);
                }
            }
            None => kept.push((order, pair, 1)),
        }
    }
    let orders: Vec<u32> = kept.iter().map(|k| k.0).collect();
    for (order, pair, times) in &mut kept {
        let closer = orders.iter().filter(|o| *o < order).count().min(2) as u32;
        let tied = (orders.iter().filter(|o| *o == order).count() - 1).min(3) as u32;
        pair.features.of("mentions", (*times).min(4));
        pair.features.of("closer", closer);
        pair.features.of("tied", tied);
        pair.features.pair("closer place", closer, (pair.place[1] & 0xff) as u32);
    }
    kept.into_iter().map(|(_, pair, _)| pair).collect()
}

/// Adds the people near one place of a session.
#[allow(clippy::too_many_arguments)]
fn near(
    sheet: &Sheet,
    s: usize,
    session: &SessionAt,
    place: (usize, (usize, usize)),
    people: &[PersonAt],
    starts: &[usize],
    names: usize,
    out: &mut Vec<(u32, Pair)>,
) {
    let (u, reading) = place;
    let mut order = 0;
    for (relative, distance, x) in sequence(sheet, u, starts) {
        let from = people.partition_point(|p| p.unit < x);
        let here: Vec<usize> = (from..people.len()).take_while(|&p| people[p].unit == x).collect();
        for &p in &here {
            let person = &people[p];
            let inside =
                relative == Relative::Same && (reading.0..=reading.1).contains(&person.atom);
            if inside && (reading.0 == reading.1 || person.known == 0) {
                continue;
            }
            let context =
                Context { relative, distance, u, reading, order, here: here.len(), names };
            out.push((order, pair(sheet, s, session, person, p, &context)));
        }
        order += u32::from(!here.is_empty());
    }
}

/// The units near a session's unit, nearest first.
fn sequence(sheet: &Sheet, u: usize, starts: &[usize]) -> Vec<(Relative, usize, usize)> {
    let units = &sheet.units;
    let unit = &units[u];
    let head = matches!(unit.kind, UnitKind::File | UnitKind::Field);
    let next = starts.get(starts.partition_point(|s| *s <= u)).copied().unwrap_or(units.len());
    let mut end = match unit.kind {
        UnitKind::Heading | UnitKind::Bold | UnitKind::Item => u + 1 + unit.body,
        UnitKind::Line => {
            (u + 1..units.len()).find(|&x| units[x].is_heading()).unwrap_or(units.len())
        }
        _ => u + 2,
    };
    end = if head { units.len().min(14) } else { end.min(next).min(u + 60) };
    let mut list = vec![(Relative::Same, 0, u)];
    if head || unit.top.is_some() {
        let fields = (0..units.len()).filter(|&x| units[x].kind == UnitKind::Field && x != u);
        list.extend(fields.map(|x| (Relative::Field, 0, x)));
        if u != 0 {
            list.push((Relative::File, 0, 0));
        }
    }
    let body = |x: &usize| !matches!(units[*x].kind, UnitKind::File | UnitKind::Field);
    list.extend((u + 1..end.min(units.len())).filter(body).map(|x| (Relative::Below, x - u, x)));
    let mut above = unit.heading;
    for relative in [Relative::Above, Relative::AboveTwice] {
        let Some(x) = above else { break };
        list.push((relative, 0, x));
        above = units[x].heading;
    }
    list.extend(unit.item.map(|x| (Relative::Item, 0, x)));
    if matches!(unit.kind, UnitKind::Prose | UnitKind::Line | UnitKind::Item) {
        let before =
            (u.saturating_sub(2)..u).filter(|&x| units[x].heading == unit.heading && body(&x));
        list.extend(before.map(|x| (Relative::Before, u - x, x)));
    }
    list
}

/// Where a person stands to a session.
struct Context {
    relative: Relative,
    distance: usize,
    u: usize,
    reading: (usize, usize),
    order: u32,
    here: usize,
    names: usize,
}

fn pair(
    sheet: &Sheet,
    s: usize,
    session: &SessionAt,
    person: &PersonAt,
    index: usize,
    at: &Context,
) -> Pair {
    let (unit, x) = (&sheet.units[at.u], &sheet.units[person.unit]);
    let atom = &sheet.atoms[person.atom];
    let place = person.atom - x.atoms.start;
    let (i, j) = at.reading;
    let relative = at.relative as u32;
    let short = match x.text.len() {
        0..90 => 0,
        90..200 => 1,
        _ => 2,
    };
    let labels = sheet.atoms_of(x).iter().take(3);
    let label = labels.clone().any(|a| a.pattern == Some(Pattern::Speaker))
        || x.kind == UnitKind::Field && slot::field_class(&x.key) == 10;
    let other = labels.clone().any(|a| a.pattern == Some(Pattern::Label))
        || x.kind == UnitKind::Field && slot::field_class(&x.key) != 10;
    let label = if label { 1 } else { 2 * u32::from(other) };
    let distance = match (at.relative, at.distance) {
        (Relative::Below, d @ 0..=3) => d as u32,
        (Relative::Below, 4..=9) => 4,
        (Relative::Below, _) => 5,
        _ => 0,
    };
    let near = relative * 8 + distance;
    let kinds = sheet.kind_of(unit) * 256 + sheet.kind_of(x);
    let fine = if at.relative == Relative::Same {
        let (side, gap, separator) = match person.atom {
            a if a > j => (1, a - j, atom.before),
            a if a < i => (2, i - a, sheet.atoms[i].before),
            _ => (0, 0, atom.before),
        };
        1000 + side * 300 + gap.min(3) as u32 * 60 + separator as u32
    } else {
        let field = if x.kind == UnitKind::Field { slot::field_class(&x.key) } else { 0 };
        5000 + ((near * 256 + sheet.kind_of(x)) * 3 + place.min(2) as u32) * 64
            + short * 16
            + label * 4
            + field * 100_000
    };
    let mut f = Features::new();
    f.of("place", fine);
    f.of("near", near);
    f.pair("near kinds", near, kinds);
    f.pair("separator", relative, atom.before as u32 * 3 + short);
    f.pair("known", u32::from(person.known), relative);
    f.amount("person", 0, atom.slots[PERSON]);
    f.amount("person near", relative, atom.slots[PERSON]);
    f.of("label", label);
    f.pair("label near", label, relative);
    f.pair("people here", at.here.min(3) as u32, relative * 3 + short);
    f.pair("order", at.order.min(4), relative);
    f.pair("index", place.min(3) as u32, relative * 3 + short);
    f.pair("slot", u32::from(atom.slot()), relative);
    f.pair("unit kind", unit.kind as u32, relative);
    if x.kind == UnitKind::Field {
        f.of("field", slot::field_class(&x.key));
    }
    of_words(sheet, person, relative, &mut f);
    f.of("people", at.names.min(16).checked_ilog2().unwrap_or(0));
    f.pair("only", relative, u32::from(at.names == 1));
    for (n, share) in sheet.kind.iter().enumerate() {
        f.amount("note", relative * 4 + n as u32, *share);
    }
    f.amount("session", 0, session.confidence);
    let base = mix(51, u64::from(sheet.kind_of(unit)));
    let coarse = mix(base, u64::from(near)) & !0xff | u64::from(relative);
    Pair {
        session: s,
        person: index,
        features: f,
        place: [mix(base, u64::from(fine)), coarse],
        alone: 0.0,
        together: 0.0,
    }
}

/// The words beside a name.
fn of_words(sheet: &Sheet, person: &PersonAt, relative: u32, f: &mut Features) {
    let unit = &sheet.units[person.unit];
    let behind: Vec<&Word> = (person.atom..unit.atoms.end.min(person.atom + 2))
        .flat_map(|a| sheet.words_of(&sheet.atoms[a]))
        .filter(|w| w.start as usize >= person.range.1)
        .take(3)
        .collect();
    let first = person.atom.saturating_sub(1).max(unit.atoms.start);
    let before: Vec<&Word> = (first..=person.atom)
        .flat_map(|a| sheet.words_of(&sheet.atoms[a]))
        .filter(|w| w.end as usize <= person.range.0)
        .collect();
    if let Some(word) = behind.first().filter(|w| w.hash != 0) {
        f.pair("word behind", word.hash, relative);
    }
    if let Some(word) = before.last().filter(|w| w.hash != 0) {
        f.pair("word before", word.hash, relative);
    }
    if behind.iter().any(|w| w.classes.is(Classes::SPEECH)) {
        f.of("speech", relative);
    }
    if behind.iter().chain(before.iter().rev().take(3)).any(|w| w.classes.is(Classes::TALK)) {
        f.of("talk word", relative);
    }
}

/// The keys of a pair in the tallies: for the note and its folder, fine and coarse.
fn keys(sheet: &Sheet, pair: &Pair) -> [(u64, bool); 4] {
    let [fine, coarse] = pair.place;
    [
        (mix(61, fine), false),
        (mix(62, coarse), false),
        (mix(mix(63, fine), sheet.folder), true),
        (mix(mix(64, coarse), sheet.folder), true),
    ]
}

/// The key of the number of sessions.
fn sessions_key(sheet: &Sheet, shared: bool) -> u64 {
    if shared { mix(65, sheet.folder) } else { 66 }
}

/// Counts the pairs that the folder shares.
pub fn count_shared(sheet: &Sheet, sessions: usize, pairs: &[Pair], tally: &mut Tally) {
    count(sheet, sessions, pairs, true, tally);
}

fn count(sheet: &Sheet, sessions: usize, pairs: &[Pair], of_folder: bool, tally: &mut Tally) {
    (0..sessions).for_each(|_| tally.count(sessions_key(sheet, of_folder), 1.0));
    for pair in pairs {
        for (key, shared) in keys(sheet, pair) {
            if shared == of_folder {
                tally.count(key, pair.alone);
            }
        }
    }
}

/// Fills in how likely each pair is by itself.
pub fn first(pairs: &mut [Pair], weights: &LayoutModel) {
    for pair in pairs {
        pair.alone = math::logistic(weights.speaker.score(&pair.features));
    }
}

/// Adds to the features of each pair how siblings pair.
pub fn add_siblings(sheet: &Sheet, sessions: usize, pairs: &mut [Pair], forms: &Forms) {
    let mut local = Tally::default();
    count(sheet, sessions, pairs, false, &mut local);
    for pair in pairs {
        for (n, (key, shared)) in keys(sheet, pair).into_iter().enumerate() {
            let tally = if shared { &forms.speakers } else { &local };
            let counted = !shared || forms.is_sampled(sheet);
            let own = f32::from(u8::from(counted));
            let (sum, all) = (tally.of(key), tally.of(sessions_key(sheet, shared)));
            let others = sum.count - own;
            let n = n as u32;
            f32s(pair, n, others, (sum.sums[0] - own * pair.alone).max(0.0), all.count - own);
        }
        let alone = math::logit(pair.alone, 1e-4);
        pair.features.amount("alone", 0, alone);
    }
}

fn f32s(pair: &mut Pair, n: u32, others: f32, sum: f32, sessions: f32) {
    if others >= 1.0 {
        pair.features.amount("siblings", n, sum / others);
    }
    if sessions >= 1.0 {
        pair.features.amount("support", n, sum / sessions);
    }
    pair.features.pair("has siblings", n, u32::from(others >= 1.0));
}

/// Fills in how likely each pair is with its siblings.
pub fn again(pairs: &mut [Pair], weights: &LayoutModel) {
    for pair in pairs {
        pair.together = math::logistic(weights.speaker_again.score(&pair.features));
    }
}
