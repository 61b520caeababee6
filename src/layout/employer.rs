//! Who works where: pairs of a person and an organisation in one line, or in two lines of one byline.
//!
//! Definition: logistic regression on what stands between the two, asked again with how siblings pair. Cost: the
//! organisations within two lines of each person. Source: our own; weights learnt by `hallway train`.

use crate::layout::atom::Atom;
use crate::layout::atom::KNOWN_COMPANY;
use crate::layout::atom::ORGANISATION;
use crate::layout::atom::PERSON;
use crate::layout::atom::ROLE;
use crate::layout::atom::Separator;
use crate::layout::atom::TITLE;
use crate::layout::forms::Forms;
use crate::layout::labels::Classes;
use crate::layout::math;
use crate::layout::person::PersonAt;
use crate::layout::sheet::Sheet;
use crate::layout::slot;
use crate::layout::tally::Tally;
use crate::layout::unit::UnitKind;
use crate::layout::weights::Features;
use crate::layout::weights::LayoutModel;
use crate::layout::weights::mix;
use crate::layout::word::Code;

/// A person and an organisation that may employ them.
#[derive(Clone, Debug)]
pub struct Employment {
    /// The person.
    pub person: usize,
    /// The unit of the organisation.
    pub unit: usize,
    /// Its atom.
    pub atom: usize,
    /// The range of its name in the unit's text.
    pub range: (usize, usize),
    /// The features of the pair alone.
    pub features: Features,
    /// The hash of how the two stand to each other.
    pub place: u64,
    /// How likely it is, from the pair alone.
    pub alone: f32,
    /// How likely, with siblings.
    pub together: f32,
}

/// All pairs of a note. `speaks` tells for each person whether they likely gave a session.
pub fn pairs(sheet: &Sheet, people: &[PersonAt], speaks: &[bool]) -> Vec<Employment> {
    let mut all = Vec::new();
    for (p, person) in people.iter().enumerate() {
        let unit = &sheet.units[person.unit];
        if person.known == 2 || unit.kind == UnitKind::Prose {
            continue;
        }
        let mut lines = vec![(0, person.unit)];
        let mut room = unit.text.len() < 120;
        for distance in 1..=2 {
            let x = person.unit + distance;
            let Some(next) = sheet.units.get(x).filter(|_| room) else { break };
            let byline = matches!(
                next.kind,
                UnitKind::Line | UnitKind::Heading | UnitKind::Item | UnitKind::Field
            );
            if !byline || next.text.len() >= 120 {
                break;
            }
            lines.push((distance, x));
            room = next.text.len() < 90;
        }
        if unit.kind == UnitKind::Field {
            let company = |x: &usize| {
                sheet.units[*x].kind == UnitKind::Field
                    && slot::field_class(&sheet.units[*x].key) == 9
            };
            lines.extend((0..sheet.units.len()).filter(company).map(|x| (3, x)));
            lines.dedup();
        }
        for (distance, x) in lines {
            for b in sheet.units[x].atoms.clone() {
                if distance == 0 && b == person.atom {
                    continue;
                }
                all.extend(pair(sheet, p, person, speaks[p], distance, x, b));
            }
        }
    }
    all
}

/// Whether an atom can be an organisation.
fn may_employ(atom: &Atom, sheet: &Sheet) -> bool {
    let words = sheet.words_of(atom);
    let Some(first) = words.first().filter(|_| atom.pattern.is_none()) else { return false };
    let loud = first.code.is_capital() || first.code == Code::Other;
    let marked = atom.link.is_some() || atom.before == Separator::At;
    let likely = atom.slots[ORGANISATION] >= 0.12 || atom.known & KNOWN_COMPANY != 0;
    let told = matches!(atom.before, Separator::At | Separator::Open) && loud && words.len() <= 4;
    (likely || told) && (loud || marked || first.code == Code::Digit) && words.len() <= 8
}

#[allow(clippy::too_many_arguments)]
fn pair(
    sheet: &Sheet,
    p: usize,
    person: &PersonAt,
    speaks: bool,
    distance: usize,
    x: usize,
    b: usize,
) -> Option<Employment> {
    let (unit, other) = (&sheet.units[person.unit], &sheet.units[x]);
    let (a, atom) = (&sheet.atoms[person.atom], &sheet.atoms[b]);
    if !may_employ(atom, sheet) || atom.class == 1 && atom.slots[PERSON] > 0.5 {
        return None;
    }
    let range = name_range(&other.text, atom);
    let steps =
        if distance == 0 { b as i64 - person.atom as i64 } else { (b - other.atoms.start) as i64 };
    let between = match (distance, steps) {
        (0, 1..) => &sheet.atoms[person.atom + 1..b],
        (0, _) => &sheet.atoms[b + 1..person.atom],
        _ => &sheet.atoms[other.atoms.start..b],
    };
    let (d, step) = (distance as u32, (steps.clamp(-2, 4) + 2) as u32);
    let separator = atom.before as u32;
    let words = sheet.words_of(atom);
    let mut f = Features::new();
    f.of("lines", d);
    f.pair("steps", d, step);
    f.pair("separator", d, separator);
    f.pair("steps separator", d * 8 + step, separator);
    for slot in 0..6 {
        f.amount("slots", slot as u32, atom.slots[slot]);
    }
    f.amount("person", 0, a.slots[PERSON]);
    f.of("slot", u32::from(atom.slot()));
    f.pair("slot separator", u32::from(atom.slot()), separator * 4 + d);
    f.of("codes", slot::codes(words, 3));
    f.pair("known", u32::from(atom.known & 0x1b), 0);
    f.pair("known steps", u32::from(atom.known & KNOWN_COMPANY != 0), d * 8 + step);
    f.pair("kinds", sheet.kind_of(unit), sheet.kind_of(other));
    f.of("speaks", u32::from(speaks));
    f.of("person between", u32::from(between.iter().any(|m| m.is(PERSON))));
    let role =
        |m: &Atom| m.is(ROLE) || sheet.words_of(m).iter().any(|w| w.classes.is(Classes::ROLE));
    f.of("role between", u32::from(between.iter().any(role)));
    f.of("title between", u32::from(between.iter().any(|m| m.is(TITLE))));
    f.pair("behind", a.after as u32, d * 8 + step);
    f.of("words", words.len().min(5) as u32);
    f.of("length", (other.text.len() / 60).min(3) as u32);
    let slots = between.iter().take(3).fold(0, |all, m| all * 32 + u32::from(m.slot()) + 1);
    f.of("between", slots);
    if other.kind == UnitKind::Field {
        f.of("field", slot::field_class(&other.key));
    }
    if b > other.atoms.start {
        let before = &sheet.atoms[b - 1];
        f.of("slot before", u32::from(before.slot()));
        let known = sheet.words_of(before).iter().rev().take(2).filter(|w| w.hash != 0);
        known.for_each(|w| f.pair("word before", w.hash, d));
    }
    let head = &sheet.atoms[other.atoms.start];
    if d > 0 && head.pattern.is_some() {
        let label = other.text[head.start..head.end].trim_matches(|c: char| !c.is_alphanumeric());
        f.of("label", slot::field_class(&crate::name::lower(label)));
    }
    let place = mix(
        mix(71, u64::from(sheet.kind_of(unit)) * 64 + u64::from(d)),
        u64::from(step * 64 + separator) * 32 + u64::from(atom.slot()),
    );
    Some(Employment {
        person: p,
        unit: x,
        atom: b,
        range,
        features: f,
        place,
        alone: 0.0,
        together: 0.0,
    })
}

/// The name of an organisation without the word before it.
fn name_range(text: &str, atom: &Atom) -> (usize, usize) {
    let mut start = atom.start;
    for word in ["the ", "at ", "for ", "of ", "from ", "@"] {
        if text[start..atom.end].len() > word.len()
            && text[start..atom.end].to_ascii_lowercase().starts_with(word)
        {
            start += word.len();
        }
    }
    let end = start + text[start..atom.end].trim_end_matches(|c: char| " .,:;*_".contains(c)).len();
    (start, end)
}

fn keys(sheet: &Sheet, pair: &Employment) -> [(u64, bool); 2] {
    [(mix(72, pair.place), false), (mix(mix(73, pair.place), sheet.folder), true)]
}

/// Counts the pairs that the folder shares.
pub fn count_shared(sheet: &Sheet, pairs: &[Employment], tally: &mut Tally) {
    for pair in pairs {
        keys(sheet, pair).iter().filter(|k| k.1).for_each(|(key, _)| tally.count(*key, pair.alone));
    }
}

/// Fills in how likely each pair is by itself.
pub fn first(pairs: &mut [Employment], weights: &LayoutModel) {
    for pair in pairs {
        pair.alone = math::logistic(weights.employer.score(&pair.features));
    }
}

/// Adds to the features of each pair how siblings pair.
pub fn add_siblings(sheet: &Sheet, pairs: &mut [Employment], forms: &Forms) {
    let mut local = Tally::default();
    for pair in pairs.iter() {
        local.count(keys(sheet, pair)[0].0, pair.alone);
    }
    for pair in pairs {
        for (n, (key, shared)) in keys(sheet, pair).into_iter().enumerate() {
            let tally = if shared { &forms.employers } else { &local };
            let own = f32::from(u8::from(!shared || forms.is_sampled(sheet)));
            let sum = tally.of(key);
            let others = sum.count - own;
            if others >= 1.0 {
                let mean = ((sum.sums[0] - own * pair.alone) / others).max(0.0);
                pair.features.amount("siblings", n as u32, mean);
            }
            pair.features.pair("has siblings", n as u32, u32::from(others >= 1.0));
        }
        let alone = math::logit(pair.alone, 1e-4);
        pair.features.amount("alone", 0, alone);
    }
}

/// Fills in how likely each pair is with its siblings.
pub fn again(pairs: &mut [Employment], weights: &LayoutModel) {
    for pair in pairs {
        pair.together = math::logistic(weights.employer_again.score(&pair.features));
    }
}
