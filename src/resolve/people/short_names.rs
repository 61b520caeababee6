//! Shorter forms of a full name: without the middle name, with a nickname, with an initial, as a handle, or a
//! given name or surname alone. None is
//! joined with a person who shares no attribute with it.

use crate::entity::Because;
use crate::name;
use crate::resolve::clusters::Clusters;
use crate::resolve::people::attributes::Attribute;
use crate::resolve::people::attributes::Attributes;
use crate::resolve::people::matching;
use crate::resolve::people::matching::Person;
use crate::resolve::people::matching::ShortForm;
use crate::resolve::people::profile;
use crate::resolve::records::Records;
use crate::resolve::uncertain_pair::UncertainPair;
use crate::resolve::uncertain_pair::Uncertainty;
use std::collections::BTreeMap;

/// A handle with fewer letters is not compared with names.
const SHORTEST_HANDLE: usize = 5;

/// Any shared attribute is enough.
fn any(_: &str, _: Attribute) -> bool {
    true
}

/// Joins `Greg Mullane` with `Greg Sabino Mullane`.
pub fn join_middle_names(
    records: &Records,
    attributes: &Attributes,
    clusters: &mut Clusters,
) -> Vec<UncertainPair> {
    let lookup_keys = |person: &Person| match ends(person.forms[0]) {
        Some((first, last)) if middles(person.forms[0]) == 0 => vec![format!("{first} {last}")],
        _ => Vec::new(),
    };
    let index_keys = |words: &[String]| match ends(words) {
        Some((first, last)) if middles(words) > 0 => vec![format!("{first} {last}")],
        _ => Vec::new(),
    };
    let uncertainty = Some(Uncertainty::MiddleName);
    let short_form = ShortForm { lookup_keys, index_keys, supports: any, uncertainty };
    matching::join_fitting(records, attributes, clusters, short_form)
}

/// Joins `Bob Smith` with `Robert Smith`.
pub fn join_nicknames(
    records: &Records,
    attributes: &Attributes,
    clusters: &mut Clusters,
) -> Vec<UncertainPair> {
    let lookup_keys = |person: &Person| match ends(person.forms[0]) {
        Some((first, last)) => {
            let given = records.lexicon.nicknames(first).into_iter().filter(|g| *g != first);
            given.map(|given| format!("{given} {last}")).collect()
        }
        None => Vec::new(),
    };
    let index_keys = |words: &[String]| match ends(words) {
        Some((first, last)) => vec![format!("{first} {last}")],
        None => Vec::new(),
    };
    let uncertainty = Some(Uncertainty::Nickname);
    let short_form = ShortForm { lookup_keys, index_keys, supports: any, uncertainty };
    matching::join_fitting(records, attributes, clusters, short_form)
}

/// Joins `N. Salceda` and `Néstor S.` with `Néstor Salceda`.
pub fn join_initials(
    records: &Records,
    attributes: &Attributes,
    clusters: &mut Clusters,
) -> Vec<UncertainPair> {
    let lookup_keys = |person: &Person| match person.forms[0] {
        [first, .., last] if name::is_initial(first) != name::is_initial(last) => {
            vec![format!("{first} {last}")]
        }
        _ => Vec::new(),
    };
    let index_keys = |words: &[String]| match ends(words) {
        Some((first, last)) => {
            let initial = |word: &str| word.chars().take(1).collect::<String>();
            vec![format!("{} {last}", initial(first)), format!("{first} {}", initial(last))]
        }
        None => Vec::new(),
    };
    let uncertainty = Some(Uncertainty::Initial);
    let short_form = ShortForm { lookup_keys, index_keys, supports: any, uncertainty };
    matching::join_fitting(records, attributes, clusters, short_form)
}

/// Joins `@nvestergaard` with `Nils Vestergaard`.
pub fn join_handles(
    records: &Records,
    attributes: &Attributes,
    clusters: &mut Clusters,
) -> Vec<UncertainPair> {
    let lookup_keys = |person: &Person| {
        let mut names = person.members.iter().map(|&i| &records[i].form.name);
        match person.forms[..] {
            [[word]] if names.all(|name| profile::is_handle(name)) => {
                let letters = word.chars().filter(|c| c.is_alphabetic()).collect::<String>();
                if letters.len() < SHORTEST_HANDLE { Vec::new() } else { vec![letters] }
            }
            _ => Vec::new(),
        }
    };
    let index_keys = |words: &[String]| {
        let Some((first, last)) = ends(words) else { return Vec::new() };
        let initial: String = first.chars().take(1).collect();
        let mut spelled: Vec<String> = (2..=words.len()).map(|n| words[..n].concat()).collect();
        spelled.extend([format!("{first}{last}"), format!("{initial}{last}")]);
        spelled
    };
    let uncertainty = Some(Uncertainty::Handle);
    let short_form = ShortForm { lookup_keys, index_keys, supports: any, uncertainty };
    matching::join_fitting(records, attributes, clusters, short_form)
}

/// A given name or surname alone is the person whom the same note names in full; else the only one who
/// shares an employer, talk, account or byline with it (for a surname, an event will do too). Short forms that
/// remain are joined with each other if they share such an attribute.
pub fn join_bare_names(
    records: &Records,
    attributes: &Attributes,
    clusters: &mut Clusters,
) -> Vec<UncertainPair> {
    let lookup_keys = |person: &Person| match lone_word(records, person) {
        Some(word) => vec![format!("given {word}"), format!("surname {word}")],
        None => Vec::new(),
    };
    let index_keys = |words: &[String]| match words {
        [first, .., last] => {
            let names = [("given", first), ("surname", last)].into_iter();
            names.filter(|(_, w)| !name::is_initial(w)).map(|(n, w)| format!("{n} {w}")).collect()
        }
        _ => Vec::new(),
    };
    let supports = |key: &str, attribute: Attribute| {
        !matches!(attribute, Attribute::Event(_)) || key.starts_with("surname")
    };
    let short_form = ShortForm { lookup_keys, index_keys, supports, uncertainty: None };
    matching::join_fitting(records, attributes, clusters, short_form);
    join_left_over(records, attributes, clusters);
    Vec::new()
}

/// The single word that is a person's name, if there is no other.
fn lone_word<'a>(records: &'a Records, person: &Person) -> Option<&'a str> {
    let members = &person.members;
    let lone = |&i: &usize| profile::lone_word(&records[i]);
    members.iter().all(|i| lone(i).is_some()).then(|| lone(&members[0])).flatten()
}

/// Joins equal short forms that share more than an event: two Johns at Acme are one. Those already joined
/// with a full name are left out, so that they draw nobody else in.
fn join_left_over(records: &Records, attributes: &Attributes, clusters: &mut Clusters) {
    let mut first: BTreeMap<(usize, Attribute), usize> = BTreeMap::new();
    for person in matching::people(records, clusters) {
        let is_short = match person.forms[0] {
            [first, .., last] => name::is_initial(first) || name::is_initial(last),
            _ => true,
        };
        if !is_short || person.members.len() > 1 {
            continue;
        }
        let record = person.members[0];
        for &attribute in attributes.of(record) {
            let is_support = match attribute {
                Attribute::Profile(_)
                | Attribute::Talk(_)
                | Attribute::Company(_)
                | Attribute::Author => true,
                Attribute::Event(_) => person.forms[0].len() > 1,
                Attribute::Note(_) => false,
            };
            if is_support {
                let with = *first.entry((records[record].rank, attribute)).or_insert(record);
                let support = attributes.in_words(records, attribute);
                clusters.join(record, with, Because::Similar { support });
            }
        }
    }
}

/// The first and last word of a full name.
fn ends(words: &[String]) -> Option<(&str, &str)> {
    match words {
        [first, .., last] if !name::is_initial(first) && !name::is_initial(last) => {
            Some((first, last))
        }
        _ => None,
    }
}

/// How many names are between them, not counting initials.
fn middles(words: &[String]) -> usize {
    let between = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
    between.iter().filter(|w| !name::is_initial(w)).count()
}
