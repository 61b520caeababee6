//! Finds corrections that cannot hold together: the same and different, two names, two kinds.

use crate::curated::overrides::What;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The corrections taken so far.
pub struct Contradictions {
    /// Who is the same and who is not, apart for each kind, since a rule may be about one only.
    worlds: BTreeMap<Kind, World>,
    /// The lines of what was added.
    added: BTreeMap<(Kind, String), usize>,
    /// What was said once and may not be said otherwise: a name shown, a kind.
    said: BTreeMap<(&'static str, Option<Kind>, String), (String, usize)>,
}

impl Default for Contradictions {
    fn default() -> Contradictions {
        let worlds = Kind::FOUND.map(|kind| (kind, World::default())).into();
        Contradictions { worlds, added: BTreeMap::new(), said: BTreeMap::new() }
    }
}

impl Contradictions {
    /// Takes one more correction. If it contradicts one that was taken: how, and it is not taken.
    pub fn add(&mut self, what: &What, line: usize) -> Result<(), String> {
        match what {
            What::Same { names, kind } | What::Different { names, kind } if names.len() == 1 => {
                let is_one = matches!(what, What::Same { .. });
                let bearers = if is_one { "one" } else { "several" };
                self.say("said to be", *kind, &names[0], bearers, line)
            }
            What::Same { names, kind } => {
                let objects = |world: &mut World| world.objection_to_join(names);
                if let Some(objection) = self.concerned(*kind).find_map(objects) {
                    return Err(objection);
                }
                self.concerned(*kind).for_each(|world| world.join(names, line));
                Ok(())
            }
            What::Different { names, kind } => {
                let objects = |world: &mut World| world.objection_to_part(names);
                if let Some(objection) = self.concerned(*kind).find_map(objects) {
                    return Err(objection);
                }
                self.concerned(*kind).for_each(|world| world.part(names, line));
                Ok(())
            }
            What::Name { of, is, kind, note } => {
                let place = note.as_ref().map(|note| format!(" in {note}")).unwrap_or_default();
                self.say("shown as", *kind, &format!("{of}{place}"), is, line)
            }
            What::Kind { of, is } => self.say("said to be a", None, of, is.word(), line),
            What::Add { kind, name, .. } => match self.added.insert((*kind, name::key(name)), line)
            {
                Some(at) => Err(format!("the {kind} “{name}” is added by line {at} already")),
                None => Ok(()),
            },
            What::Ignore { .. } | What::NeverLink { .. } => Ok(()),
        }
    }

    /// The worlds that a rule about this kind (or about all) concerns.
    fn concerned(&mut self, kind: Option<Kind>) -> impl Iterator<Item = &mut World> {
        let about = move |other: &Kind| kind.is_none_or(|kind| kind == *other);
        self.worlds.iter_mut().filter(move |(kind, _)| about(kind)).map(|(_, world)| world)
    }

    fn say(
        &mut self,
        verb: &'static str,
        kind: Option<Kind>,
        of: &str,
        is: &str,
        line: usize,
    ) -> Result<(), String> {
        let (known, at) =
            self.said.entry((verb, kind, name::key(of))).or_insert((is.to_string(), line));
        if known == is {
            return Ok(());
        }
        Err(format!("“{of}” is {verb} “{known}” already, by line {at}"))
    }
}

/// Groups of names that are the same, and which groups may not meet: a forest with one tree a group.
#[derive(Default)]
struct World {
    numbers: BTreeMap<String, usize>,
    groups: Vec<Group>,
}

struct Group {
    /// The group that this one was joined to, or itself.
    parent: usize,
    size: usize,
    /// The rule that joined it last.
    joined: usize,
    /// The rules that part it from others: two groups with a common one may not meet.
    parted: BTreeSet<usize>,
}

impl World {
    fn objection_to_join(&self, names: &[String]) -> Option<String> {
        let mut parted = BTreeMap::new();
        let mut roots = BTreeSet::new();
        for name in names {
            let Some(root) = self.root(name).filter(|root| roots.insert(*root)) else { continue };
            for rule in &self.groups[root].parted {
                if let Some(other) = parted.insert(rule, name) {
                    return Some(format!("“{other}” and “{name}” are kept apart by line {rule}"));
                }
            }
        }
        None
    }

    fn objection_to_part(&self, names: &[String]) -> Option<String> {
        let mut seen: BTreeMap<usize, &String> = BTreeMap::new();
        for name in names {
            let Some(root) = self.root(name) else { continue };
            match seen.insert(root, name) {
                Some(other) if name::key(other) != name::key(name) => {
                    let line = self.groups[root].joined;
                    return Some(format!("“{other}” and “{name}” are made one by line {line}"));
                }
                _ => {}
            }
        }
        None
    }

    fn join(&mut self, names: &[String], line: usize) {
        let roots: Vec<usize> = names.iter().map(|name| self.root_or_new(name)).collect();
        let Some(&largest) = roots.iter().max_by_key(|root| self.groups[**root].size) else {
            return;
        };
        for root in roots {
            if root != largest && self.groups[root].parent == root {
                self.groups[root].parent = largest;
                self.groups[largest].size += self.groups[root].size;
                let parted = std::mem::take(&mut self.groups[root].parted);
                self.groups[largest].parted.extend(parted);
            }
        }
        self.groups[largest].joined = line;
    }

    fn part(&mut self, names: &[String], line: usize) {
        for name in names {
            let root = self.root_or_new(name);
            self.groups[root].parted.insert(line);
        }
    }

    fn root(&self, name: &str) -> Option<usize> {
        let mut at = *self.numbers.get(&name::key(name))?;
        while self.groups[at].parent != at {
            at = self.groups[at].parent;
        }
        Some(at)
    }

    fn root_or_new(&mut self, name: &str) -> usize {
        self.root(name).unwrap_or_else(|| {
            let parent = self.groups.len();
            self.groups.push(Group { parent, size: 1, joined: 0, parted: BTreeSet::new() });
            self.numbers.insert(name::key(name), parent);
            parent
        })
    }
}
