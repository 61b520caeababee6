//! All notes side by side, in order of path: every thing of every note is a node.

use crate::curated::Lexicon;
use crate::curated::overrides::Overrides;
use crate::finding::End;
use crate::finding::Findings;
use crate::finding::NoteEntity;
use crate::resolve::corrections;
use crate::resolve::corrections::Corrections;
use crate::resolve::editions;
use crate::resolve::form;
use crate::resolve::form::Form;
use crate::resolve::kinds;
use crate::resolve::kinds::Conflict;
use crate::vocabulary::Kind;
use rayon::prelude::*;

/// What the rules look at. Nothing in it changes once it is read.
pub struct Scene<'a> {
    /// The notes by path, each path once.
    pub notes: Vec<&'a Findings>,
    /// For each note, the node of its first thing.
    starts: Vec<usize>,
    /// The things of all notes, in order of note and first mention.
    pub nodes: Vec<Node<'a>>,
    /// By rank: a node whose name has this key.
    ranked: Vec<usize>,
    /// What is known beforehand.
    pub lexicon: &'a Lexicon,
    /// The user's corrections with the nodes they match.
    pub corrections: Corrections<'a>,
    /// Names that were read as several kinds.
    pub conflicts: Vec<Conflict>,
    /// Events named without a year that were taken for an edition, and why.
    pub dated: Vec<(usize, String)>,
}

/// A thing of a note.
pub struct Node<'a> {
    /// Index of the note.
    pub note: usize,
    /// The thing.
    pub thing: &'a NoteEntity,
    /// The entry of the catalogue, or of the overrides, that knows it.
    pub entry: Option<&'a str>,
    /// Its kind, as corrected.
    pub kind: Kind,
    /// Its name, as corrected, ready for comparison.
    pub form: Form,
    /// The number of the name's key among all keys in order: comparing it is comparing the key.
    pub rank: usize,
    /// The user wants it left out.
    pub ignored: bool,
    /// The correction that renamed it, as its number.
    pub renamed: Option<usize>,
    /// The correction that says its kind.
    pub retyped: Option<usize>,
}

/// Reads the notes and applies the corrections that hold for one thing alone.
pub fn read<'a>(
    findings: &'a [Findings],
    lexicon: &'a Lexicon,
    overrides: &'a Overrides,
) -> Scene<'a> {
    let notes = in_order(findings);
    let mut starts = Vec::with_capacity(notes.len());
    let mut count = 0;
    for note in &notes {
        starts.push(count);
        count += note.entities.len();
    }
    let mut nodes: Vec<Node> =
        notes.par_iter().enumerate().flat_map_iter(|(i, note)| nodes_of(i, note)).collect();
    restore_whole_names(&mut nodes, lexicon);
    let corrections = corrections::apply(overrides, &notes, &mut nodes);
    let ranked = rank(&mut nodes);
    let conflicts = kinds::settle(&mut nodes);
    let dated = editions::date(&notes, &starts, &mut nodes);
    Scene { notes, starts, nodes, ranked, lexicon, corrections, conflicts, dated }
}

impl Scene<'_> {
    /// The node of one end of a claim; `None` for the note itself and for what is ignored.
    pub fn node_of(&self, note: usize, end: End) -> Option<usize> {
        let End::Entity(index) = end else { return None };
        let known = index < self.notes[note].entities.len();
        let node = self.starts[note] + index;
        (known && !self.nodes[node].ignored).then_some(node)
    }

    /// The nodes of a kind that are not ignored, in order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> + '_ {
        let wanted = move |n: &(usize, &Node)| n.1.kind == kind && !n.1.ignored;
        self.nodes.iter().enumerate().filter(wanted).map(|(i, _)| i)
    }

    /// Whether anything has a name with this key.
    pub fn knows(&self, key: &str) -> bool {
        self.ranked.binary_search_by(|&i| self.nodes[i].form.key.as_str().cmp(key)).is_ok()
    }

    /// The path of a node's note.
    pub fn path(&self, node: usize) -> &str {
        &self.notes[self.nodes[node].note].note
    }

    /// The line of a node's first mention, from 1; 0 if there is none.
    pub fn line(&self, node: usize) -> usize {
        self.nodes[node].thing.mentions.first().map_or(0, |m| m.evidence.line)
    }
}

/// By path. Of two readings of one note the one with the larger fingerprint stays, whichever came first.
fn in_order(findings: &[Findings]) -> Vec<&Findings> {
    let mut notes: Vec<&Findings> = findings.iter().collect();
    notes.sort_by(|a, b| {
        (&a.note, b.hash, b.entities.len()).cmp(&(&b.note, a.hash, a.entities.len()))
    });
    notes.dedup_by(|later, kept| later.note == kept.note);
    notes
}

fn nodes_of(note: usize, findings: &Findings) -> impl Iterator<Item = Node<'_>> {
    findings.entities.iter().map(move |thing| Node {
        note,
        thing,
        entry: thing.entry.as_deref(),
        kind: thing.kind,
        form: form::form(thing.kind, &thing.name, thing.entry.is_some()),
        rank: 0,
        ignored: false,
        renamed: None,
        retyped: None,
    })
}

/// Numbers the keys in their order, so that the rules sort numbers instead of texts.
fn rank(nodes: &mut [Node]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.par_sort_unstable_by(|&a, &b| (&nodes[a].form.key, a).cmp(&(&nodes[b].form.key, b)));
    let mut ranked: Vec<usize> = Vec::new();
    for i in order {
        if ranked.last().is_none_or(|&last| nodes[last].form.key != nodes[i].form.key) {
            ranked.push(i);
        }
        nodes[i].rank = ranked.len() - 1;
    }
    ranked
}

/// A name is cut only where that cannot be wrong: `Hashi Corp` stays whole beside `HashiCorp`, and
/// `Windows 10` loses its number only if some note, or the catalogue, knows `Windows`; one word loses
/// its ending only for a tool.
fn restore_whole_names(nodes: &mut [Node], lexicon: &Lexicon) {
    if nodes.iter().all(|n| n.form.whole.is_none()) {
        return;
    }
    let mut known: Vec<(Kind, String)> = nodes
        .iter()
        .filter(|n| n.form.whole.is_none() && matches!(n.kind, Kind::Company | Kind::Tool))
        .map(|n| (n.kind, n.form.key.clone()))
        .collect();
    known.sort();
    known.dedup();
    let is_known = |kind, key: &str| {
        known.binary_search_by(|(k, name)| (*k, name.as_str()).cmp(&(kind, key))).is_ok()
    };
    for node in nodes {
        let Some(whole) = &node.form.whole else { continue };
        let cut_holds = node.form.certain
            || is_known(node.kind, &node.form.key)
            || match node.thing.name.contains(' ') {
                true => lexicon.knows(&node.form.key),
                false => is_known_tool(lexicon, &node.form.key),
            };
        if is_known(node.kind, whole) || !cut_holds {
            let text = node.thing.name.clone();
            node.form.restore(&text);
        }
    }
}

/// Whether the catalogue knows a tool that nothing else is called.
fn is_known_tool(lexicon: &Lexicon, key: &str) -> bool {
    lexicon.senses(key).iter().any(|sense| sense.kind == Kind::Tool && !sense.ambiguous)
}
