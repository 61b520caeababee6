//! What notes say about people, to be compared between notes. No short name is joined with a full one
//! unless they share an attribute.

use crate::finding::Claim;
use crate::name;
use crate::resolve::clusters::Clusters;
use crate::resolve::people::profile;
use crate::resolve::records::Records;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::collections::BTreeMap;

/// Something that two records of a person can share, the strongest first. Talks are given by a record, and
/// companies and events by the root of their cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    /// An account or page, by its index among the addresses.
    Profile(usize),
    /// Gave a talk with this title of three words or more.
    Talk(usize),
    /// Works at this company.
    Company(usize),
    /// Wrote notes of this collection.
    Author,
    /// Spoke at this event.
    Event(usize),
    /// Named in this note.
    Note(usize),
}

/// The attributes of all people.
pub struct Attributes {
    /// By record, sorted; empty for other kinds.
    of: Vec<Vec<Attribute>>,
    /// By index.
    addresses: Vec<String>,
}

/// Collects the attributes. Companies and events must be joined already.
pub fn collect(records: &Records, clusters: &Clusters) -> Attributes {
    let mut of: Vec<Vec<Attribute>> = vec![Vec::new(); records.len()];
    let titles = titles(records);
    for (note, findings) in records.notes.iter().enumerate() {
        for claim in &findings.claims {
            if let Some((person, attribute)) = attribute(records, clusters, &titles, note, claim) {
                of[person].push(attribute);
            }
        }
    }
    let shared = profile::shared(records);
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for i in records.of_kind(Kind::Person) {
        let record = &records[i];
        let addresses = profile::accounts(record).into_iter().chain(profile::page(record));
        for address in addresses.filter(|a| !shared.contains(a)) {
            let next = numbers.len();
            of[i].push(Attribute::Profile(*numbers.entry(address).or_insert(next)));
        }
        if record.entity.roles.contains(&Role::Author) {
            of[i].push(Attribute::Author);
        }
        of[i].push(Attribute::Note(record.note));
        of[i].sort_unstable();
        of[i].dedup();
    }
    let mut addresses = vec![String::new(); numbers.len()];
    for (address, number) in numbers {
        addresses[number] = address;
    }
    Attributes { of, addresses }
}

impl Attributes {
    /// The attributes of one record, sorted.
    pub fn of(&self, record: usize) -> &[Attribute] {
        &self.of[record]
    }

    /// The attributes of several records together, sorted.
    pub fn together(&self, members: &[usize]) -> Vec<Attribute> {
        let mut all: Vec<Attribute> =
            members.iter().flat_map(|&i| self.of[i].iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether an attribute is an account rather than a page.
    pub fn is_account(&self, attribute: Attribute) -> bool {
        matches!(attribute, Attribute::Profile(n) if profile::is_account(&self.addresses[n]))
    }

    /// Whether two people have accounts on the same site, and none in common.
    pub fn accounts_differ(&self, ours: &[Attribute], theirs: &[Attribute]) -> bool {
        let account = |attribute: &Attribute| match attribute {
            Attribute::Profile(n) if self.is_account(*attribute) => {
                Some((self.addresses[*n].split('/').next(), *n))
            }
            _ => None,
        };
        let accounts =
            |attributes: &[Attribute]| attributes.iter().filter_map(account).collect::<Vec<_>>();
        let (ours, theirs) = (accounts(ours), accounts(theirs));
        let agree = ours.iter().any(|a| theirs.contains(a));
        !agree && ours.iter().any(|a| theirs.iter().any(|b| a.0 == b.0))
    }

    /// A shared attribute in words.
    pub fn in_words(&self, records: &Records, attribute: Attribute) -> String {
        match attribute {
            Attribute::Profile(number) => format!("both linked with {}", self.addresses[number]),
            Attribute::Talk(record) => format!("both gave “{}”", records[record].entity.name),
            Attribute::Company(record) => format!("both at {}", records[record].form.name),
            Attribute::Author => "both write these notes".to_string(),
            Attribute::Event(record) => format!("both at {}", records[record].form.name),
            Attribute::Note(note) => format!("both named in {}", records.notes[note].note),
        }
    }
}

/// Whether both have employers, and none in common.
pub fn employers_differ(ours: &[Attribute], theirs: &[Attribute]) -> bool {
    let employers = |attributes: &[Attribute]| -> Vec<Attribute> {
        attributes.iter().copied().filter(|c| matches!(c, Attribute::Company(_))).collect()
    };
    let (ours, theirs) = (employers(ours), employers(theirs));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|c| theirs.contains(c))
}

/// The attribute that a claim gives, and the person who has it.
fn attribute(
    records: &Records,
    clusters: &Clusters,
    titles: &[usize],
    note: usize,
    claim: &Claim,
) -> Option<(usize, Attribute)> {
    let person = records.record_of(note, claim.subject)?;
    let object = records.record_of(note, claim.object)?;
    let kinds = (records[person].kind, records[object].kind);
    let attribute = match (claim.relation, kinds) {
        (Relation::WorksAt, (Kind::Person, Kind::Company)) => {
            Attribute::Company(clusters.find(object))
        }
        (Relation::SpokeAt, (Kind::Person, Kind::Event)) => Attribute::Event(clusters.find(object)),
        (Relation::Gave, (Kind::Person, Kind::Talk)) if titles[object] != usize::MAX => {
            Attribute::Talk(titles[object])
        }
        _ => return None,
    };
    Some((person, attribute))
}

/// For each talk with an identifying title, the first record with that title; `usize::MAX` for all else.
fn titles(records: &Records) -> Vec<usize> {
    let mut titles = vec![usize::MAX; records.len()];
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for i in records.of_kind(Kind::Talk).filter(|&i| !records[i].entity.untitled) {
        if name::words(&records[i].entity.name).len() >= 3 {
            titles[i] = *first.entry(records[i].rank).or_insert(i);
        }
    }
    titles
}
