//! The user's word: which nodes each correction means, and what it does to them. It beats every rule.

use crate::curated::overrides::Overrides;
use crate::curated::overrides::What;
use crate::entity::Because;
use crate::finding::Findings;
use crate::name;
use crate::resolve::form;
use crate::resolve::groups::Groups;
use crate::resolve::scene::Node;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The corrections with the nodes they match.
pub struct Corrections<'a> {
    /// As the user wrote them.
    pub overrides: &'a Overrides,
    /// Sorted: the number of the correction, which of its names, the node.
    hits: Vec<(usize, usize, usize)>,
    /// Sorted: node and `[[same]]` entry.
    same: Vec<(usize, usize)>,
}

impl Corrections<'_> {
    /// The nodes that the names of a correction match, with the name's number.
    pub fn hits(&self, rule: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let start = self.hits.partition_point(|h| h.0 < rule);
        self.hits[start..].iter().take_while(move |h| h.0 == rule).map(|h| (h.1, h.2))
    }

    /// The corrections that say `[[different]]`.
    pub fn parting(&self) -> impl Iterator<Item = usize> + '_ {
        let rules = self.overrides.rules.iter().enumerate();
        rules.filter(|(_, r)| matches!(r.what, What::Different { .. })).map(|(rule, _)| rule)
    }

    /// Whether a correction joins or parts the bearers of one name.
    pub fn is_about_one_name(&self, rule: usize) -> bool {
        match &self.overrides.rules[rule].what {
            What::Same { names, .. } | What::Different { names, .. } => names.len() == 1,
            _ => false,
        }
    }

    /// Whether the user says that all who bear this node's name are one.
    pub fn is_one(&self, node: usize) -> bool {
        let at = self.same.partition_point(|s| s.0 < node);
        let rules = self.same[at..].iter().take_while(|s| s.0 == node).map(|s| s.1);
        rules.into_iter().any(|rule| self.is_about_one_name(rule))
    }

    /// The file as the user knows it, also if there is none yet.
    pub fn file(&self) -> &str {
        if self.overrides.file.is_empty() { "overrides.toml" } else { &self.overrides.file }
    }

    /// The line of a correction in the file, from 1.
    pub fn line(&self, rule: usize) -> usize {
        self.overrides.rules[rule].line
    }

    /// The reason that a correction is.
    pub fn because(&self, rule: usize) -> Because {
        Because::Override { file: self.file().to_string(), line: self.line(rule) }
    }

    /// The `[[same]]` entry that a node falls under and whose first name is therefore shown.
    pub fn shown(&self, node: usize) -> Option<(usize, &str)> {
        let at = self.same.partition_point(|s| s.0 < node);
        let mut rules = self.same[at..].iter().take_while(|s| s.0 == node).map(|s| s.1);
        let rule = rules.find(|rule| !self.is_about_one_name(*rule))?;
        match &self.overrides.rules[rule].what {
            What::Same { names, .. } => Some((rule, names.first()?)),
            _ => None,
        }
    }
}

/// Finds what each correction means; leaves out, renames and retypes what it says.
pub fn apply<'a>(
    overrides: &'a Overrides,
    notes: &[&Findings],
    nodes: &mut [Node],
) -> Corrections<'a> {
    let says_kind = |what: &What| matches!(what, What::Kind { .. });
    let mut hits = matches(overrides, notes, nodes, says_kind);
    for &(rule, _, node) in &hits {
        let What::Kind { is, .. } = overrides.rules[rule].what else { continue };
        let node = &mut nodes[node];
        if node.retyped.is_none() {
            (node.kind, node.retyped) = (is, Some(rule));
            node.form = form::form(is, &node.thing.name, node.entry.is_some());
        }
    }
    let rest = matches(overrides, notes, nodes, |what| !says_kind(what));
    for &(rule, _, node) in &rest {
        let node = &mut nodes[node];
        match &overrides.rules[rule].what {
            What::Ignore { .. } => node.ignored = true,
            What::Name { is, .. } if node.renamed.is_none() => {
                node.renamed = Some(rule);
                node.form = form::form(node.kind, is, true);
                node.form.name = is.clone();
            }
            _ => {}
        }
    }
    hits.extend(rest);
    hits.sort_unstable();
    let is_same = |rule: usize| matches!(overrides.rules[rule].what, What::Same { .. });
    let mut same: Vec<(usize, usize)> =
        hits.iter().filter(|h| is_same(h.0)).map(|h| (h.2, h.0)).collect();
    same.sort_unstable();
    Corrections { overrides, hits, same }
}

/// Marks what is never to be merged. It comes before everything that joins.
pub fn keep_apart(scene: &Scene, groups: &mut Groups) {
    for (rule, correction) in scene.corrections.overrides.rules.iter().enumerate() {
        if !matches!(correction.what, What::Different { .. }) {
            continue;
        }
        let partition = groups.partition();
        for (name, node) in scene.corrections.hits(rule) {
            groups.mark(node, partition, name);
        }
    }
}

/// Joins what the user calls the same, kind by kind.
pub fn join_same(scene: &Scene, groups: &mut Groups) {
    for (rule, correction) in scene.corrections.overrides.rules.iter().enumerate() {
        if !matches!(correction.what, What::Same { .. }) {
            continue;
        }
        let mut first: BTreeMap<Kind, usize> = BTreeMap::new();
        for (_, node) in scene.corrections.hits(rule) {
            if scene.nodes[node].ignored {
                continue;
            }
            let with = *first.entry(scene.nodes[node].kind).or_insert(node);
            groups.join(node, with, scene.corrections.because(rule));
        }
    }
}

/// The names that a correction is about, and the kind they must have.
pub fn subjects(what: &What) -> (Vec<&str>, Option<Kind>) {
    match what {
        What::Same { names, kind } | What::Different { names, kind } => {
            (names.iter().map(String::as_str).collect(), *kind)
        }
        What::Name { of, kind, .. } => (vec![of], *kind),
        What::Kind { of, .. } => (vec![of], None),
        What::Ignore { name, kind, .. } | What::NeverLink { name, kind } => (vec![name], *kind),
        What::Add { kind, name, .. } => (vec![name], Some(*kind)),
    }
}

/// Which nodes the chosen corrections match: by name; those that join or rename also by another
/// form, where nothing has that name.
fn matches(
    overrides: &Overrides,
    notes: &[&Findings],
    nodes: &[Node],
    chosen: impl Fn(&What) -> bool,
) -> Vec<(usize, usize, usize)> {
    let mut wanted: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (rule, correction) in overrides.rules.iter().enumerate() {
        if chosen(&correction.what) {
            for (i, name) in subjects(&correction.what).0.into_iter().enumerate() {
                wanted.entry(name::key(name)).or_default().push((rule, i));
            }
        }
    }
    if wanted.is_empty() {
        return Vec::new();
    }
    let fits = |rule: usize, node: &Node| {
        let what = &overrides.rules[rule].what;
        let note_fits = match what {
            What::Ignore { note: Some(note), .. } | What::Name { note: Some(note), .. } => {
                is_path_of(&notes[node.note].note, note)
            }
            _ => true,
        };
        note_fits && subjects(what).1.is_none_or(|kind| kind == node.kind)
    };
    let find = |keys_of: &dyn Fn(&Node) -> Vec<String>| {
        let mut found = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            for key in keys_of(node) {
                let rules = wanted.get(&key).into_iter().flatten();
                found.extend(rules.filter(|r| fits(r.0, node)).map(|r| (r.0, r.1, i)));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    };
    let mut hits = find(&|node| vec![name::key(&node.thing.name)]);
    // A name as it stands counts before the same name cut, `Kim A. Berg` before `Kim Berg`.
    let exact: BTreeSet<(usize, usize)> = hits.iter().map(|h| (h.0, h.2)).collect();
    let cut = find(&|node| vec![node.form.key.clone()]);
    hits.extend(cut.into_iter().filter(|h| !exact.contains(&(h.0, h.2))));
    let named: BTreeSet<(usize, usize)> = hits.iter().map(|h| (h.0, h.1)).collect();
    let by_alias = find(&|node| node.thing.aliases.iter().map(|a| name::key(a)).collect());
    hits.extend(
        by_alias
            .into_iter()
            .filter(|h| takes_aliases(&overrides.rules[h.0].what) && !named.contains(&(h.0, h.1))),
    );
    hits
}

fn takes_aliases(what: &What) -> bool {
    match what {
        What::Same { .. }
        | What::Different { .. }
        | What::Name { .. }
        | What::NeverLink { .. }
        | What::Add { .. } => true,
        What::Kind { .. } | What::Ignore { .. } => false,
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
