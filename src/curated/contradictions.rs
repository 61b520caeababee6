//! Finds corrections that contradict each other: the same and different, two names, two kinds.

use crate::curated::correction::Instruction;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The corrections accepted so far.
pub struct Contradictions {
    /// Which names are the same and which are different, for each kind, as a correction may be about one only.
    by_kind: BTreeMap<Kind, NameGroups>,
    /// The lines of added entries.
    added: BTreeMap<(Kind, String), usize>,
    /// Values that must not be given twice differently (a name to show, a kind), with their lines.
    values: BTreeMap<(&'static str, Option<Kind>, String), (String, usize)>,
}

impl Default for Contradictions {
    fn default() -> Contradictions {
        let by_kind = Kind::FOUND.map(|kind| (kind, NameGroups::default())).into();
        Contradictions { by_kind, added: BTreeMap::new(), values: BTreeMap::new() }
    }
}

impl Contradictions {
    /// Accepts one more correction. If it contradicts an accepted one it is refused; the error says how.
    pub fn add(&mut self, instruction: &Instruction, line: usize) -> Result<(), String> {
        match instruction {
            Instruction::Same { names, kind } | Instruction::Different { names, kind }
                if names.len() == 1 =>
            {
                let is_one = matches!(instruction, Instruction::Same { .. });
                let bearers = if is_one { "one" } else { "several" };
                self.set("said to be", *kind, &names[0], bearers, line)
            }
            Instruction::Same { names, kind } => {
                let objects = |groups: &mut NameGroups| groups.objection_to_join(names);
                if let Some(objection) = self.concerned(*kind).find_map(objects) {
                    return Err(objection);
                }
                self.concerned(*kind).for_each(|groups| groups.join(names, line));
                Ok(())
            }
            Instruction::Different { names, kind } => {
                let objects = |groups: &mut NameGroups| groups.objection_to_separate(names);
                if let Some(objection) = self.concerned(*kind).find_map(objects) {
                    return Err(objection);
                }
                self.concerned(*kind).for_each(|groups| groups.separate(names, line));
                Ok(())
            }
            Instruction::Name { of, is, kind, note } => {
                let place = note.as_ref().map(|note| format!(" in {note}")).unwrap_or_default();
                self.set("shown as", *kind, &format!("{of}{place}"), is, line)
            }
            Instruction::Kind { of, is } => self.set("said to be a", None, of, is.word(), line),
            Instruction::Add { kind, name, .. } => {
                match self.added.insert((*kind, name::key(name)), line) {
                    Some(at) => Err(format!("the {kind} “{name}” is already added by line {at}")),
                    None => Ok(()),
                }
            }
            Instruction::Ignore { .. } | Instruction::NeverLink { .. } => Ok(()),
        }
    }

    /// The groups that a correction about this kind (or about all) concerns.
    fn concerned(&mut self, kind: Option<Kind>) -> impl Iterator<Item = &mut NameGroups> {
        let about = move |other: &Kind| kind.is_none_or(|kind| kind == *other);
        self.by_kind.iter_mut().filter(move |(kind, _)| about(kind)).map(|(_, groups)| groups)
    }

    /// Sets a value, unless it is set to another already.
    fn set(
        &mut self,
        verb: &'static str,
        kind: Option<Kind>,
        of: &str,
        is: &str,
        line: usize,
    ) -> Result<(), String> {
        let (known, at) =
            self.values.entry((verb, kind, name::key(of))).or_insert((is.to_string(), line));
        if known == is {
            return Ok(());
        }
        Err(format!("“{of}” is already {verb} “{known}” by line {at}"))
    }
}

/// Groups of names that are the same, and which groups must stay apart: a forest with one tree for each group.
#[derive(Default)]
struct NameGroups {
    numbers: BTreeMap<String, usize>,
    groups: Vec<NameGroup>,
}

/// A node of the forest; the root of a tree stands for the group.
struct NameGroup {
    /// The group that this one was joined to, or itself.
    parent: usize,
    size: usize,
    /// The line of the correction that joined it last.
    joined: usize,
    /// The lines of the corrections that keep it apart: two groups with a common one must not be joined.
    kept_apart: BTreeSet<usize>,
}

impl NameGroups {
    fn objection_to_join(&self, names: &[String]) -> Option<String> {
        let mut lines = BTreeMap::new();
        let mut roots = BTreeSet::new();
        for name in names {
            let Some(root) = self.root(name).filter(|root| roots.insert(*root)) else { continue };
            for line in &self.groups[root].kept_apart {
                if let Some(other) = lines.insert(line, name) {
                    return Some(format!("“{other}” and “{name}” are kept apart by line {line}"));
                }
            }
        }
        None
    }

    fn objection_to_separate(&self, names: &[String]) -> Option<String> {
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
                let kept_apart = std::mem::take(&mut self.groups[root].kept_apart);
                self.groups[largest].kept_apart.extend(kept_apart);
            }
        }
        self.groups[largest].joined = line;
    }

    fn separate(&mut self, names: &[String], line: usize) {
        for name in names {
            let root = self.root_or_new(name);
            self.groups[root].kept_apart.insert(line);
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
            self.groups.push(NameGroup { parent, size: 1, joined: 0, kept_apart: BTreeSet::new() });
            self.numbers.insert(name::key(name), parent);
            parent
        })
    }
}
