//! Finds the one person whom a short form of a name fits.
//!
//! Definition: a short form has lookup keys, a full name has index keys: `N. Salceda` looks up `n salceda`,
//! under which `Néstor Salceda` is indexed. The short form is joined if exactly one person has the key and
//! shares an attribute with it; people named in the same note take precedence over all others.
//! Cost: sorts the keys that are looked up with the attributes of the people indexed under them; compares no
//! pairs.

use crate::entity::Because;
use crate::name;
use crate::resolve::clusters::Clusters;
use crate::resolve::people::attributes;
use crate::resolve::people::attributes::Attribute;
use crate::resolve::people::attributes::Attributes;
use crate::resolve::people::profile;
use crate::resolve::records::Records;
use crate::resolve::uncertain_pair::UncertainPair;
use crate::resolve::uncertain_pair::Uncertainty;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Of people with one key and attribute no more than this are compared with a short form.
const CROWD: usize = 32;

/// A person as resolved so far: a cluster of records.
pub struct Person<'a> {
    /// The records, in order.
    pub members: Vec<usize>,
    /// The words of its different names, the fullest first.
    pub forms: Vec<&'a [String]>,
}

/// How one sort of short form is matched with full names.
pub struct ShortForm<W, O, C> {
    /// The lookup keys of a short form; empty for any other name.
    pub lookup_keys: W,
    /// The index keys of a full name.
    pub index_keys: O,
    /// Whether sharing this attribute is enough for this key.
    pub supports: C,
    /// Why a pair without a shared attribute is uncertain; `None` if it is not worth reporting.
    pub uncertainty: Option<Uncertainty>,
}

/// All people but placeholders, by first mention.
pub fn people<'a>(records: &'a Records, clusters: &Clusters) -> Vec<Person<'a>> {
    let mut by_root: Vec<(usize, usize)> =
        records.of_kind(Kind::Person).map(|i| (clusters.find(i), i)).collect();
    by_root.sort_unstable();
    let mut people: Vec<Person> = Vec::new();
    for cluster in by_root.chunk_by(|a, b| a.0 == b.0) {
        let members: Vec<usize> = cluster.iter().map(|g| g.1).collect();
        let mut forms: Vec<&[String]> =
            members.iter().map(|&i| &records[i].form.words[..]).collect();
        forms.retain(|words| !words.is_empty() && !profile::is_placeholder(words));
        forms.sort_by(|a, b| fullness(b).cmp(&fullness(a)).then_with(|| a.cmp(b)));
        forms.dedup();
        if !forms.is_empty() {
            people.push(Person { members, forms });
        }
    }
    people.sort_by_key(|f| f.members[0]);
    people
}

/// Joins every short form with the only person it fits, and gives the uncertain pairs.
pub fn join_fitting<W, O, C>(
    records: &Records,
    attributes: &Attributes,
    clusters: &mut Clusters,
    short_form: ShortForm<W, O, C>,
) -> Vec<UncertainPair>
where
    W: Fn(&Person) -> Vec<String>,
    O: Fn(&[String]) -> Vec<String>,
    C: Fn(&str, Attribute) -> bool,
{
    let people = people(records, clusters);
    let with_keys =
        |(i, person)| Some((i, (short_form.lookup_keys)(person))).filter(|w| !w.1.is_empty());
    let short_forms: Vec<(usize, Vec<String>)> =
        people.iter().enumerate().filter_map(with_keys).collect();
    let index = KeyIndex::new(attributes, &people, &short_forms, &short_form.index_keys);
    let matcher = Matcher { attributes, clusters, people: &people, index };
    let mut joins: Vec<(usize, usize, Attribute)> = Vec::new();
    let mut pairs = Vec::new();
    for (short, keys) in &short_forms {
        match matcher.supported(*short, keys, &short_form.supports)[..] {
            [(full, attribute)] => joins.push((*short, full, attribute)),
            _ => pairs.extend(matcher.left_over(*short, keys, short_form.uncertainty)),
        }
    }
    for (short, full, attribute) in joins {
        let support = attributes.in_words(records, attribute);
        clusters.join(
            people[short].members[0],
            people[full].members[0],
            Because::Similar { support },
        );
    }
    pairs
}

/// Compares short forms with people.
struct Matcher<'a> {
    attributes: &'a Attributes,
    clusters: &'a Clusters,
    people: &'a [Person<'a>],
    index: KeyIndex,
}

impl Matcher<'_> {
    /// The people a short form fits who share an attribute with it, each with the strongest one. If the same note
    /// names some of them, only those.
    fn supported(
        &self,
        short: usize,
        keys: &[String],
        supports: &impl Fn(&str, Attribute) -> bool,
    ) -> Vec<(usize, Attribute)> {
        let own = self.attributes.together(&self.people[short].members);
        let mut best: BTreeMap<usize, Attribute> = BTreeMap::new();
        let mut beside: Vec<usize> = Vec::new();
        for key in keys {
            for &attribute in own.iter().filter(|c| supports(key, **c)) {
                for full in self.index.with(key, attribute) {
                    if !self.may_be(short, &own, full)
                        || self.is_refuted(short, &own, full, attribute)
                    {
                        continue;
                    }
                    if matches!(attribute, Attribute::Note(_)) {
                        beside.push(full);
                    }
                    let known = best.entry(full).or_insert(attribute);
                    *known = attribute.min(*known);
                }
            }
        }
        best.into_iter().filter(|(f, _)| beside.is_empty() || beside.contains(f)).collect()
    }

    /// The pairs of a short form that was not joined; if more than two people fit it, none.
    fn left_over(
        &self,
        short: usize,
        keys: &[String],
        why: Option<Uncertainty>,
    ) -> Vec<UncertainPair> {
        let Some(why) = why else { return Vec::new() };
        let own = self.attributes.together(&self.people[short].members);
        let near = self.index.all(keys).filter(|&f| self.may_be(short, &own, f));
        let near: Vec<usize> = near.take(3).collect();
        let why = match near.len() {
            1 => why,
            2 => Uncertainty::Several,
            _ => return Vec::new(),
        };
        let first = |person: usize| self.people[person].members[0];
        near.iter().map(|&full| UncertainPair::new(first(short), first(full), why)).collect()
    }

    /// Whether nothing contradicts that they are one person.
    fn may_be(&self, short: usize, own: &[Attribute], full: usize) -> bool {
        let (a, b) = (&self.people[short], &self.people[full]);
        full != short
            && middles_agree(a, b)
            && !self.clusters.are_apart(a.members[0], b.members[0])
            && !self.attributes.accounts_differ(own, &self.attributes.together(&b.members))
    }

    /// Whether different employers refute a weak attribute: two people of that name may have been at one event,
    /// or be named in full in one note.
    fn is_refuted(
        &self,
        short: usize,
        own: &[Attribute],
        full: usize,
        attribute: Attribute,
    ) -> bool {
        let is_weak = match attribute {
            Attribute::Event(_) | Attribute::Author => true,
            Attribute::Note(_) => self.people[short].forms[0].len() > 1,
            Attribute::Profile(_) | Attribute::Talk(_) | Attribute::Company(_) => false,
        };
        is_weak
            && attributes::employers_differ(
                own,
                &self.attributes.together(&self.people[full].members),
            )
    }
}

/// The people by their index keys, as far as they are looked up.
struct KeyIndex {
    keys: Vec<String>,
    /// Index of the key, attribute, person; sorted.
    by_key: Vec<(usize, Attribute, usize)>,
}

impl KeyIndex {
    fn new(
        attributes: &Attributes,
        people: &[Person],
        short_forms: &[(usize, Vec<String>)],
        index_keys: &impl Fn(&[String]) -> Vec<String>,
    ) -> KeyIndex {
        let mut keys: Vec<String> = short_forms.iter().flat_map(|w| w.1.iter().cloned()).collect();
        keys.sort();
        keys.dedup();
        let mut by_key = Vec::new();
        for (i, person) in people.iter().enumerate() {
            for key in person.forms.iter().flat_map(|form| index_keys(form)) {
                if let Ok(at) = keys.binary_search(&key) {
                    by_key.extend(
                        attributes
                            .together(&person.members)
                            .iter()
                            .map(|&attribute| (at, attribute, i)),
                    );
                }
            }
        }
        by_key.sort_unstable();
        by_key.dedup();
        KeyIndex { keys, by_key }
    }

    /// The people with this key and attribute.
    fn with(&self, key: &str, attribute: Attribute) -> impl Iterator<Item = usize> + '_ {
        let at = self.keys.binary_search_by(|p| p.as_str().cmp(key)).unwrap_or(usize::MAX);
        let start = self.by_key.partition_point(|o| (o.0, o.1) < (at, attribute));
        let here = self.by_key[start..].iter().take_while(move |o| (o.0, o.1) == (at, attribute));
        here.take(CROWD).map(|o| o.2)
    }

    /// The first people with any of these keys.
    fn all(&self, keys: &[String]) -> impl Iterator<Item = usize> {
        let mut all = BTreeSet::new();
        for key in keys {
            let at = self.keys.binary_search(key).unwrap_or(usize::MAX);
            let start = self.by_key.partition_point(|o| o.0 < at);
            let here = self.by_key[start..].iter().take_while(|o| o.0 == at);
            all.extend(here.take(CROWD).map(|o| o.2));
        }
        all.into_iter()
    }
}

/// How many words are not initials.
fn fullness(words: &[String]) -> usize {
    words.iter().filter(|w| !name::is_initial(w)).count()
}

/// Whether middle names and initials, where both have some, may be the same.
fn middles_agree(a: &Person, b: &Person) -> bool {
    let initial = |f: &Person| -> Vec<char> {
        let middles = f.forms.iter().filter(|w| w.len() > 2).map(|w| &w[1]);
        middles.filter_map(|m| m.chars().next()).collect()
    };
    let (a, b) = (initial(a), initial(b));
    a.is_empty() || b.is_empty() || a.iter().any(|c| b.contains(c))
}
