//! What a note tells about a person that another note may tell too: the support without which no
//! short name is joined.

use crate::finding::Claim;
use crate::name;
use crate::resolve::groups::Groups;
use crate::resolve::people::profile;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::collections::BTreeMap;

/// A circumstance that two mentions can share, the most telling first. Numbers are nodes, of
/// companies and events the one that stands for the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clue {
    /// An account or page, by its number.
    Profile(usize),
    /// A talk of this title, of three words or more.
    Talk(usize),
    /// An employer.
    Company(usize),
    /// Writes these notes.
    Author,
    /// Spoke at this event.
    Event(usize),
    /// Named in this note.
    Note(usize),
}

/// The clues of all people.
pub struct Clues {
    /// By node, sorted; empty for other kinds.
    of: Vec<Vec<Clue>>,
    /// By number.
    addresses: Vec<String>,
}

/// Gathers the clues. Companies and events must be joined already.
pub fn gather(scene: &Scene, groups: &Groups) -> Clues {
    let mut of: Vec<Vec<Clue>> = vec![Vec::new(); scene.nodes.len()];
    let titles = titles(scene);
    for (note, findings) in scene.notes.iter().enumerate() {
        for claim in &findings.claims {
            if let Some((person, clue)) = clue(scene, groups, &titles, note, claim) {
                of[person].push(clue);
            }
        }
    }
    let shared = profile::shared(scene);
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for i in scene.of_kind(Kind::Person) {
        let node = &scene.nodes[i];
        let addresses = profile::accounts(node).into_iter().chain(profile::page(node));
        for address in addresses.filter(|a| !shared.contains(a)) {
            let next = numbers.len();
            of[i].push(Clue::Profile(*numbers.entry(address).or_insert(next)));
        }
        if node.thing.roles.contains(&Role::Author) {
            of[i].push(Clue::Author);
        }
        of[i].push(Clue::Note(node.note));
        of[i].sort_unstable();
        of[i].dedup();
    }
    let mut addresses = vec![String::new(); numbers.len()];
    for (address, number) in numbers {
        addresses[number] = address;
    }
    Clues { of, addresses }
}

impl Clues {
    /// The clues of one node, sorted.
    pub fn of(&self, node: usize) -> &[Clue] {
        &self.of[node]
    }

    /// The clues of several nodes together, sorted.
    pub fn together(&self, nodes: &[usize]) -> Vec<Clue> {
        let mut all: Vec<Clue> = nodes.iter().flat_map(|&i| self.of[i].iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a clue is an account, not just a page.
    pub fn is_account(&self, clue: Clue) -> bool {
        matches!(clue, Clue::Profile(n) if profile::is_account(&self.addresses[n]))
    }

    /// Whether two people have different accounts at one place.
    pub fn accounts_differ(&self, ours: &[Clue], theirs: &[Clue]) -> bool {
        let account = |clue: &Clue| match clue {
            Clue::Profile(n) if self.is_account(*clue) => {
                Some((self.addresses[*n].split('/').next(), *n))
            }
            _ => None,
        };
        let accounts = |clues: &[Clue]| clues.iter().filter_map(account).collect::<Vec<_>>();
        let (ours, theirs) = (accounts(ours), accounts(theirs));
        let agree = ours.iter().any(|a| theirs.contains(a));
        !agree && ours.iter().any(|a| theirs.iter().any(|b| a.0 == b.0))
    }

    /// In words, what a shared clue is.
    pub fn in_words(&self, scene: &Scene, clue: Clue) -> String {
        match clue {
            Clue::Profile(number) => format!("both linked with {}", self.addresses[number]),
            Clue::Talk(node) => format!("both gave “{}”", scene.nodes[node].thing.name),
            Clue::Company(node) => format!("both at {}", scene.nodes[node].form.name),
            Clue::Author => "both write these notes".to_string(),
            Clue::Event(node) => format!("both at {}", scene.nodes[node].form.name),
            Clue::Note(note) => format!("both named in {}", scene.notes[note].note),
        }
    }
}

/// Whether both have employers, and none in common.
pub fn employers_differ(ours: &[Clue], theirs: &[Clue]) -> bool {
    let employers = |clues: &[Clue]| -> Vec<Clue> {
        clues.iter().copied().filter(|c| matches!(c, Clue::Company(_))).collect()
    };
    let (ours, theirs) = (employers(ours), employers(theirs));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|c| theirs.contains(c))
}

fn clue(
    scene: &Scene,
    groups: &Groups,
    titles: &[usize],
    note: usize,
    claim: &Claim,
) -> Option<(usize, Clue)> {
    let person = scene.node_of(note, claim.subject)?;
    let object = scene.node_of(note, claim.object)?;
    let kinds = (scene.nodes[person].kind, scene.nodes[object].kind);
    let clue = match (claim.relation, kinds) {
        (Relation::WorksAt, (Kind::Person, Kind::Company)) => Clue::Company(groups.find(object)),
        (Relation::SpokeAt, (Kind::Person, Kind::Event)) => Clue::Event(groups.find(object)),
        (Relation::Gave, (Kind::Person, Kind::Talk)) if titles[object] != usize::MAX => {
            Clue::Talk(titles[object])
        }
        _ => return None,
    };
    Some((person, clue))
}

/// For each talk with a telling title, the first node of that title; for all else `usize::MAX`.
fn titles(scene: &Scene) -> Vec<usize> {
    let mut titles = vec![usize::MAX; scene.nodes.len()];
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for i in scene.of_kind(Kind::Talk).filter(|&i| !scene.nodes[i].thing.untitled) {
        if name::words(&scene.nodes[i].thing.name).len() >= 3 {
            titles[i] = *first.entry(scene.nodes[i].rank).or_insert(i);
        }
    }
    titles
}
