//! Which records each of the user's corrections is about, and what it changes in them. Corrections win
//! over every rule.

use crate::curated::correction::Correction;
use crate::curated::correction::Instruction;
use crate::curated::overrides::Overrides;
use crate::entity::Because;
use crate::finding::Findings;
use crate::name;
use crate::resolve::name_form::NameForm;
use crate::resolve::record::Record;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The corrections with the records they match. A correction is meant by its index.
pub struct Corrections<'a> {
    /// As the user wrote them.
    pub overrides: &'a Overrides,
    /// Correction, which of its names, record; sorted.
    hits: Vec<(usize, usize, usize)>,
    /// Record and `[[same]]` correction; sorted.
    same: Vec<(usize, usize)>,
}

impl Corrections<'_> {
    /// The records that a correction matches, each with the index of the name it matches by.
    pub fn hits(&self, correction: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let start = self.hits.partition_point(|h| h.0 < correction);
        self.hits[start..].iter().take_while(move |h| h.0 == correction).map(|h| (h.1, h.2))
    }

    /// The `[[different]]` corrections.
    pub fn different(&self) -> impl Iterator<Item = usize> + '_ {
        let all = self.overrides.corrections.iter().enumerate();
        all.filter(|(_, c)| matches!(c.instruction, Instruction::Different { .. })).map(|(i, _)| i)
    }

    /// Whether a `[[same]]` or `[[different]]` has a single name, and so is about the bearers of that name.
    pub fn has_one_name(&self, correction: usize) -> bool {
        match &self.overrides.corrections[correction].instruction {
            Instruction::Same { names, .. } | Instruction::Different { names, .. } => {
                names.len() == 1
            }
            _ => false,
        }
    }

    /// Whether the user says that all bearers of this record's name are one.
    pub fn is_one(&self, record: usize) -> bool {
        self.same_of(record).any(|correction| self.has_one_name(correction))
    }

    /// The path of the corrections file as shown to the user, even if there is no file yet.
    pub fn file(&self) -> &str {
        if self.overrides.file.is_empty() { "overrides.toml" } else { &self.overrides.file }
    }

    /// The line of a correction in the file, from 1.
    pub fn line(&self, correction: usize) -> usize {
        self.overrides.corrections[correction].line
    }

    /// The reason for a decision that a correction made.
    pub fn because(&self, correction: usize) -> Because {
        Because::Override { file: self.file().to_string(), line: self.line(correction) }
    }

    /// The `[[same]]` correction that a record falls under, and its first name, which is to be shown.
    pub fn shown_name(&self, record: usize) -> Option<(usize, &str)> {
        let correction = self.same_of(record).find(|c| !self.has_one_name(*c))?;
        match &self.overrides.corrections[correction].instruction {
            Instruction::Same { names, .. } => Some((correction, names.first()?)),
            _ => None,
        }
    }

    /// The `[[same]]` corrections that match a record.
    fn same_of(&self, record: usize) -> impl Iterator<Item = usize> + '_ {
        let start = self.same.partition_point(|s| s.0 < record);
        self.same[start..].iter().take_while(move |s| s.0 == record).map(|s| s.1)
    }
}

/// Matches all corrections with the records, and carries out those that ignore a record, rename it or give
/// its kind.
pub fn apply<'a>(
    overrides: &'a Overrides,
    notes: &[&Findings],
    records: &mut [Record],
) -> Corrections<'a> {
    let corrections = &overrides.corrections;
    let gives_kind = |instruction: &Instruction| matches!(instruction, Instruction::Kind { .. });
    let mut hits = matches(overrides, notes, records, gives_kind);
    for &(correction, _, record) in &hits {
        let Instruction::Kind { is, .. } = corrections[correction].instruction else { continue };
        let record = &mut records[record];
        if record.retyped.is_none() {
            (record.kind, record.retyped) = (is, Some(correction));
            record.form = NameForm::new(is, &record.entity.name, record.entry.is_some());
        }
    }
    let rest = matches(overrides, notes, records, |instruction| !gives_kind(instruction));
    for &(correction, _, record) in &rest {
        let record = &mut records[record];
        match &corrections[correction].instruction {
            Instruction::Ignore { .. } => record.ignored = true,
            Instruction::Name { is, .. } if record.renamed.is_none() => {
                record.renamed = Some(correction);
                record.form = NameForm::new(record.kind, is, true);
                record.form.name = is.clone();
            }
            _ => {}
        }
    }
    hits.extend(rest);
    hits.sort_unstable();
    let is_same = |i: usize| matches!(corrections[i].instruction, Instruction::Same { .. });
    let mut same: Vec<(usize, usize)> =
        hits.iter().filter(|h| is_same(h.0)).map(|h| (h.2, h.0)).collect();
    same.sort_unstable();
    Corrections { overrides, hits, same }
}

/// The names that a correction is about, and the kind they must have.
pub fn subjects(instruction: &Instruction) -> (Vec<&str>, Option<Kind>) {
    match instruction {
        Instruction::Same { names, kind } | Instruction::Different { names, kind } => {
            (names.iter().map(String::as_str).collect(), *kind)
        }
        Instruction::Name { of, kind, .. } => (vec![of], *kind),
        Instruction::Kind { of, .. } => (vec![of], None),
        Instruction::Ignore { name, kind, .. } | Instruction::NeverLink { name, kind } => {
            (vec![name], *kind)
        }
        Instruction::Add { kind, name, .. } => (vec![name], Some(*kind)),
    }
}

/// Which records the chosen corrections match by name. Corrections that may match aliases do so for names
/// that no record has.
fn matches(
    overrides: &Overrides,
    notes: &[&Findings],
    records: &[Record],
    chosen: impl Fn(&Instruction) -> bool,
) -> Vec<(usize, usize, usize)> {
    let corrections = &overrides.corrections;
    let mut wanted: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (correction, Correction { instruction, .. }) in corrections.iter().enumerate() {
        if chosen(instruction) {
            for (i, name) in subjects(instruction).0.into_iter().enumerate() {
                wanted.entry(name::key(name)).or_default().push((correction, i));
            }
        }
    }
    if wanted.is_empty() {
        return Vec::new();
    }
    let fits = |correction: usize, record: &Record| {
        let instruction = &corrections[correction].instruction;
        let note_fits = match instruction {
            Instruction::Ignore { note: Some(note), .. }
            | Instruction::Name { note: Some(note), .. } => {
                is_path_of(&notes[record.note].note, note)
            }
            _ => true,
        };
        note_fits && subjects(instruction).1.is_none_or(|kind| kind == record.kind)
    };
    let find = |keys_of: &dyn Fn(&Record) -> Vec<String>| {
        let mut found = Vec::new();
        for (i, record) in records.iter().enumerate() {
            for key in keys_of(record) {
                let named = wanted.get(&key).into_iter().flatten();
                found.extend(named.filter(|n| fits(n.0, record)).map(|n| (n.0, n.1, i)));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    };
    let mut hits = find(&|record| vec![name::key(&record.entity.name)]);
    // The name as written goes before its normal form: `Kim A. Berg` before `Kim Berg`.
    let exact: BTreeSet<(usize, usize)> = hits.iter().map(|h| (h.0, h.2)).collect();
    let normal = find(&|record| vec![record.form.key.clone()]);
    hits.extend(normal.into_iter().filter(|h| !exact.contains(&(h.0, h.2))));
    let named: BTreeSet<(usize, usize)> = hits.iter().map(|h| (h.0, h.1)).collect();
    let by_alias = find(&|record| record.entity.aliases.iter().map(|a| name::key(a)).collect());
    hits.extend(by_alias.into_iter().filter(|h| {
        matches_aliases(&corrections[h.0].instruction) && !named.contains(&(h.0, h.1))
    }));
    hits
}

fn matches_aliases(instruction: &Instruction) -> bool {
    match instruction {
        Instruction::Same { .. }
        | Instruction::Different { .. }
        | Instruction::Name { .. }
        | Instruction::NeverLink { .. }
        | Instruction::Add { .. } => true,
        Instruction::Kind { .. } | Instruction::Ignore { .. } => false,
    }
}

/// Whether the user means this note: its path, with or without extension and leading folders.
fn is_path_of(path: &str, meant: &str) -> bool {
    let meant = meant.trim_start_matches("./");
    let bare = path.rsplit_once('.').map_or(path, |(bare, _)| bare);
    [path, bare]
        .into_iter()
        .any(|p| p.strip_suffix(meant).is_some_and(|head| head.is_empty() || head.ends_with('/')))
}
