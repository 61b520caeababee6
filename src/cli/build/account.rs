//! What a build found, and what is new against the former one.

use crate::cli::role;
use crate::cli::screen::Screen;
use crate::cli::text::Text;
use hallway::graph::Graph;
use hallway::vocabulary::Kind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// How many there are of each kind; the notes with their fingerprints.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    kinds: BTreeMap<Kind, usize>,
    /// Relations between things; those from and to notes are not told.
    links: usize,
    notes: BTreeMap<String, Option<String>>,
}

/// As much of a former `graph.json` as is compared.
#[derive(Deserialize)]
struct Former {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    kind: Kind,
    hash: Option<String>,
}

#[derive(Deserialize)]
struct Edge {
    source: String,
    target: String,
}

impl Counts {
    /// Counts a graph.
    pub fn of_graph(graph: &Graph) -> Counts {
        let mut counts = Counts::default();
        graph.nodes().for_each(|n| counts.node(n.kind, &n.id.0, n.hash.clone()));
        let joins =
            graph.edges().filter(|e| e.source.kind != Kind::Note && e.target.kind != Kind::Note);
        counts.links = joins.count();
        counts
    }

    /// Counts a `graph.json`; `None` if it is not one.
    pub fn of_json(text: &str) -> Option<Counts> {
        let former: Former = serde_json::from_str(text).ok()?;
        let mut counts = Counts::default();
        former.nodes.into_iter().for_each(|n| counts.node(n.kind, &n.id, n.hash));
        let is_note = |id: &String| id.starts_with("note/");
        counts.links =
            former.edges.iter().filter(|e| !is_note(&e.source) && !is_note(&e.target)).count();
        Some(counts)
    }

    fn node(&mut self, kind: Kind, id: &str, hash: Option<String>) {
        *self.kinds.entry(kind).or_default() += 1;
        if kind == Kind::Note {
            self.notes.insert(id.to_string(), hash);
        }
    }

    /// “4 notes read in 0.04 s, 1 new, 3 unchanged”
    pub fn read(&self, time: Duration, former: Option<&Counts>, nothing_new: bool) -> Text {
        let count = self.notes.len();
        let notes = if count == 1 { "note" } else { "notes" };
        let read = format!("{count} {notes} read in {:.2} s", time.as_secs_f64());
        let news = match former {
            _ if nothing_new => ", nothing new".to_string(),
            Some(former) => self.news(former),
            None => String::new(),
        };
        Text::plain(&(read + &news))
    }

    fn news(&self, former: &Counts) -> String {
        let before = |id: &String| former.notes.get(id);
        let new = self.notes.keys().filter(|id| before(id).is_none()).count();
        let same = self.notes.iter().filter(|(id, hash)| before(id) == Some(hash)).count();
        let gone = former.notes.keys().filter(|id| !self.notes.contains_key(*id)).count();
        let changed = self.notes.len() - new - same;
        [(new, "new"), (changed, "changed"), (same, "unchanged"), (gone, "gone")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| format!(", {n} {word}"))
            .collect()
    }

    /// The counts in two columns, each with what came or went.
    pub fn table(&self, screen: &mut Screen, former: Option<&Counts>) {
        let left = [Some(Kind::Person), Some(Kind::Company), Some(Kind::Tool), None];
        let right = [Some(Kind::Topic), Some(Kind::Talk), Some(Kind::Event)];
        let mut right = right.into_iter();
        for kind in left {
            let line = Text::plain("  ").join(self.cell(kind, former));
            match right.next() {
                Some(other) => {
                    screen.line(line.add(role::NONE, "      ").join(self.cell(other, former)))
                }
                None => screen.line(line),
            }
        }
    }

    /// One count; no kind stands for the links.
    fn cell(&self, kind: Option<Kind>, former: Option<&Counts>) -> Text {
        let word = kind.map_or("links", Kind::plural);
        let (count, before) = (self.count(kind), former.map(|f| f.count(kind)));
        let text = Text::new().add(role::SOFT, &format!("{word:<9}"));
        let text = text.add(role::NONE, &format!("{count:>4}"));
        match before {
            None => text,
            Some(before) if before < count => {
                text.add(role::ADDED, &format!("  {:>3}", format!("+{}", count - before)))
            }
            Some(before) if before > count => {
                text.add(role::REMOVED, &format!("  {:>3}", format!("-{}", before - count)))
            }
            Some(_) => text.add(role::NONE, "     "),
        }
    }

    fn count(&self, kind: Option<Kind>) -> usize {
        kind.map_or(self.links, |kind| self.kinds.get(&kind).copied().unwrap_or(0))
    }
}
