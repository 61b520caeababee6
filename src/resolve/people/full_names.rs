//! People with the same full name are one, whatever its case, accents, hyphens and middle initials, unless the
//! notes contradict: different accounts and different employers, or different initials.

use crate::entity::Because;
use crate::name;
use crate::resolve::clusters::Clusters;
use crate::resolve::name_form::NameForm;
use crate::resolve::people::attributes;
use crate::resolve::people::attributes::Attribute;
use crate::resolve::people::attributes::Attributes;
use crate::resolve::people::profile;
use crate::resolve::record::Record;
use crate::resolve::records::Records;
use crate::resolve::uncertain_pair::UncertainPair;
use crate::resolve::uncertain_pair::Uncertainty;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// At most this many bearers of a name are compared with each other for each month.
const CROWD: usize = 16;

/// Letters with the two that replace them in plain text.
const PLAIN: [(char, &str); 7] =
    [('ä', "ae"), ('å', "aa"), ('æ', "ae"), ('ö', "oe"), ('ø', "oe"), ('ß', "ss"), ('ü', "ue")];

/// Joins equal full names, and gives the namesakes among them.
pub fn join_equal(
    records: &Records,
    attributes: &Attributes,
    clusters: &mut Clusters,
) -> Vec<UncertainPair> {
    let known = words_of_full_names(records);
    let mut members: Vec<usize> =
        records.of_kind(Kind::Person).filter(|&i| is_full(records, &known, &records[i])).collect();
    let key = |i: usize| records[i].rank;
    members.sort_unstable_by_key(|&i| (key(i), i));
    let mut pairs = Vec::new();
    for block in members.chunk_by(|&a, &b| key(a) == key(b)) {
        let (parts, why) = parts(records, attributes, block);
        if parts.len() > 1 {
            let separation = clusters.separation();
            for (number, part) in parts.iter().enumerate() {
                part.iter().for_each(|&i| clusters.assign(i, separation, number));
            }
            for (i, part) in parts.iter().enumerate() {
                // A namesake is paired with all others; with different initials the next is enough.
                let far = if why == Uncertainty::Namesakes { parts.len() } else { 1 };
                let others = parts[i + 1..].iter().take(far);
                pairs.extend(others.map(|other| UncertainPair::new(part[0], other[0], why)));
            }
        } else if block.len() > 1 && !records.corrections.is_one(block[0]) {
            let rivals = rivals(records, attributes, block);
            pairs.extend(rivals.map(|(a, b)| UncertainPair::new(a, b, Uncertainty::OneOrTwo)));
        }
        for part in parts {
            clusters.unite_all(part);
        }
    }
    pairs
}

/// Whether the name alone identifies a person: several words without an initial at either end, a handle, a
/// name in another script, or a single word that is not a given name or surname.
fn is_full(records: &Records, known: &[&str], record: &Record) -> bool {
    if profile::is_placeholder(&record.form.words) {
        return false;
    }
    match profile::lone_word(record) {
        Some(word) => {
            let name = records.lexicon.name_word(word);
            name.given == 0 && name.surname == 0 && known.binary_search(&word).is_err()
        }
        None => match &record.form.words[..] {
            [first, .., last] => !name::is_initial(first) && !name::is_initial(last),
            _ => true,
        },
    }
}

/// The first and last words of all names of several words, sorted.
fn words_of_full_names<'a>(records: &'a Records) -> Vec<&'a str> {
    let mut words: Vec<&str> = Vec::new();
    for i in records.of_kind(Kind::Person) {
        if let [first, .., last] = &records[i].form.words[..] {
            words.extend([first.as_str(), last.as_str()]);
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The bearers of one name: one part if nothing contradicts. Otherwise records that share an account or
/// employer stay together, and all others are one further part.
fn parts(
    records: &Records,
    attributes: &Attributes,
    block: &[usize],
) -> (Vec<Vec<usize>>, Uncertainty) {
    let by_initials = split(block, |i| middle_initials(&records[i]));
    if by_initials.iter().filter(|(initials, _)| !initials.is_empty()).count() > 1 {
        return (by_initials.into_values().collect(), Uncertainty::OtherInitials);
    }
    let bearers = bearers(attributes, block);
    let known_of: Vec<Vec<Attribute>> = bearers.iter().map(|b| attributes.together(b)).collect();
    let contradict = |a: &[Attribute], b: &[Attribute]| {
        attributes.accounts_differ(a, b) && attributes::employers_differ(a, b)
    };
    // Few bearers of a name have an account; only they are compared with each other.
    let with_account: Vec<usize> = (0..known_of.len())
        .filter(|&i| matches!(known_of[i].first(), Some(Attribute::Profile(_))))
        .take(64)
        .collect();
    let rivals = |i: usize| with_account.iter().any(|&j| contradict(&known_of[i], &known_of[j]));
    let seeds: Vec<usize> = with_account.iter().copied().filter(|&i| rivals(i)).collect();
    if seeds.is_empty() {
        return (vec![block.to_vec()], Uncertainty::Namesakes);
    }
    let mut parts: Vec<Vec<usize>> = seeds.iter().map(|&i| bearers[i].clone()).collect();
    let rest: Vec<usize> = (0..bearers.len())
        .filter(|i| !seeds.contains(i))
        .flat_map(|i| bearers[i].clone())
        .collect();
    parts.extend((!rest.is_empty()).then_some(rest));
    parts.iter_mut().for_each(|p| p.sort_unstable());
    parts.sort();
    (parts, Uncertainty::Namesakes)
}

/// Two bearers of one name who have different employers in one month, and nothing in common.
fn rivals(records: &Records, attributes: &Attributes, block: &[usize]) -> Option<(usize, usize)> {
    type Employed = (usize, Vec<Attribute>);
    let mut by_month: BTreeMap<(u16, u8), Vec<Employed>> = BTreeMap::new();
    for bearer in bearers(attributes, block) {
        let known_of = attributes.together(&bearer);
        for &i in &bearer {
            let Some(date) = records.notes[records[i].note].date else { continue };
            let employed = attributes.of(i).iter().any(|c| matches!(c, Attribute::Company(_)));
            let of_month = by_month.entry((date.year, date.month)).or_default();
            if employed && date.month != 0 && of_month.len() < CROWD {
                of_month.push((i, known_of.clone()));
            }
        }
    }
    let unlike = |a: &[Attribute], b: &[Attribute]| {
        attributes::employers_differ(a, b) && !a.iter().any(|c| b.contains(c))
    };
    by_month.into_values().find_map(|of_month| {
        let pairs = of_month
            .iter()
            .enumerate()
            .flat_map(|(at, a)| of_month[at + 1..].iter().map(move |b| (a, b)));
        pairs.filter(|(a, b)| unlike(&a.1, &b.1)).map(|(a, b)| (a.0, b.0)).min()
    })
}

/// The records of a block, grouped by shared account or employer.
fn bearers(attributes: &Attributes, block: &[usize]) -> Vec<Vec<usize>> {
    let mut local = Clusters::new(block.len());
    let mut first: BTreeMap<Attribute, usize> = BTreeMap::new();
    for (at, &i) in block.iter().enumerate() {
        for &attribute in attributes.of(i) {
            if matches!(attribute, Attribute::Profile(_) | Attribute::Company(_)) {
                local.unite(at, *first.entry(attribute).or_insert(at));
            }
        }
    }
    let by_root: BTreeMap<usize, Vec<usize>> =
        split(&(0..block.len()).collect::<Vec<_>>(), |at| local.find(at));
    let mut bearers: Vec<Vec<usize>> =
        by_root.into_values().map(|ats| ats.into_iter().map(|at| block[at]).collect()).collect();
    bearers.sort();
    bearers
}

fn split<K: Ord>(items: &[usize], key: impl Fn(usize) -> K) -> BTreeMap<K, Vec<usize>> {
    let mut parts: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for &item in items {
        parts.entry(key(item)).or_default().push(item);
    }
    parts
}

fn middle_initials(record: &Record) -> String {
    match &record.form.words[..] {
        [_, middle @ .., _] => middle.iter().filter(|w| name::is_initial(w)).cloned().collect(),
        _ => String::new(),
    }
}

/// Joins full names that are the same once umlauts and the like are written in plain letters, unless the notes
/// contradict: `Jörg Müller` and `Joerg Mueller`. (`Jorg Muller` has the same key anyway.)
///
/// Cost: a look-up for each person whose name has such a letter.
pub fn join_transliterated(
    records: &Records,
    attributes: &Attributes,
    clusters: &mut Clusters,
) -> Vec<UncertainPair> {
    let mut spelled: BTreeMap<String, usize> = BTreeMap::new();
    for i in records.of_kind(Kind::Person) {
        if let Some(plain) = plain(&records[i].form.name) {
            let form = NameForm::new(Kind::Person, &plain, true);
            if form.words.len() > 1 {
                spelled.entry(form.key).or_insert(i);
            }
        }
    }
    if spelled.is_empty() {
        return Vec::new();
    }
    for i in records.of_kind(Kind::Person) {
        let Some(&with) = spelled.get(&records[i].form.key) else { continue };
        let (ours, theirs) = (attributes.of(i), attributes.of(with));
        if !attributes.accounts_differ(ours, theirs) || !attributes::employers_differ(ours, theirs)
        {
            let support = format!("“{}” in plain letters", records[with].form.name);
            clusters.join(i, with, Because::Similar { support });
        }
    }
    Vec::new()
}

/// The name in plain letters, if it has any others.
fn plain(name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    let mut plain = String::new();
    let mut replaced = false;
    for c in name.to_lowercase().chars() {
        match PLAIN.iter().find(|(letter, _)| *letter == c) {
            Some((_, letters)) => {
                plain.push_str(letters);
                replaced = true;
            }
            None => plain.push(c),
        }
    }
    replaced.then_some(plain)
}
