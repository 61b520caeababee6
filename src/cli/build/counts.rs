//! How many entities and edges a graph has, compared with the last build.

use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::theme;
use hallway::graph::Graph;
use hallway::vocabulary::Kind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// How many entities of each kind and edges there are, and the notes with their hashes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphCounts {
    kinds: BTreeMap<Kind, usize>,
    /// Edges between entities other than notes.
    edges: usize,
    notes: BTreeMap<String, Option<String>>,
}

/// The parts of an earlier `graph.json` that are compared.
#[derive(Deserialize)]
struct FormerGraph {
    nodes: Vec<FormerNode>,
    edges: Vec<FormerEdge>,
}

#[derive(Deserialize)]
struct FormerNode {
    id: String,
    kind: Kind,
    hash: Option<String>,
}

#[derive(Deserialize)]
struct FormerEdge {
    source: String,
    target: String,
}

impl GraphCounts {
    /// Counts a graph.
    pub fn of_graph(graph: &Graph) -> GraphCounts {
        let mut counts = GraphCounts::default();
        graph.nodes().for_each(|n| counts.node(n.kind, &n.id.0, n.hash.clone()));
        counts.edges = graph.edges().filter(|edge| !edge.touches_note()).count();
        counts
    }

    /// Counts a `graph.json`; `None` if it cannot be read as one.
    pub fn of_json(text: &str) -> Option<GraphCounts> {
        let former: FormerGraph = serde_json::from_str(text).ok()?;
        let mut counts = GraphCounts::default();
        former.nodes.into_iter().for_each(|n| counts.node(n.kind, &n.id, n.hash));
        let is_note = |id: &String| id.starts_with("note/");
        counts.edges =
            former.edges.iter().filter(|e| !is_note(&e.source) && !is_note(&e.target)).count();
        Some(counts)
    }

    fn node(&mut self, kind: Kind, id: &str, hash: Option<String>) {
        *self.kinds.entry(kind).or_default() += 1;
        if kind == Kind::Note {
            self.notes.insert(id.to_string(), hash);
        }
    }

    /// “4 notes read in 0.04 s, 1 new, 3 unchanged”; `changed` is whether any output did.
    pub fn headline(
        &self,
        time: Duration,
        former: Option<&GraphCounts>,
        changed: bool,
    ) -> StyledText {
        let count = self.notes.len();
        let notes = if count == 1 { "note" } else { "notes" };
        let read = format!("{count} {notes} read in {:.2} s", time.as_secs_f64());
        let news = match former {
            _ if !changed => ", nothing changed".to_string(),
            Some(former) => self.news(former),
            None => String::new(),
        };
        StyledText::plain(&(read + &news))
    }

    fn news(&self, former: &GraphCounts) -> String {
        let before = |id: &String| former.notes.get(id);
        let new = self.notes.keys().filter(|id| before(id).is_none()).count();
        let same = self.notes.iter().filter(|(id, hash)| before(id) == Some(hash)).count();
        let gone = former.notes.keys().filter(|id| !self.notes.contains_key(*id)).count();
        let changed = self.notes.len() - new - same;
        [(new, "new"), (changed, "changed"), (same, "unchanged"), (gone, "removed")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| format!(", {n} {word}"))
            .collect()
    }

    /// Shows the counts in two columns, each with its difference from the last build.
    pub fn table(&self, screen: &mut Screen, former: Option<&GraphCounts>) {
        let left = [Some(Kind::Person), Some(Kind::Company), Some(Kind::Tool), None];
        let right = [Some(Kind::Topic), Some(Kind::Talk), Some(Kind::Event)];
        let mut right = right.into_iter();
        for kind in left {
            let line = StyledText::plain("  ").join(self.cell(kind, former));
            match right.next() {
                Some(other) => {
                    screen.line(line.add(theme::NONE, "      ").join(self.cell(other, former)))
                }
                None => screen.line(line),
            }
        }
    }

    /// One count; `None` stands for the edges.
    fn cell(&self, kind: Option<Kind>, former: Option<&GraphCounts>) -> StyledText {
        let word = kind.map_or("edges", Kind::plural);
        let (count, before) = (self.count(kind), former.map(|f| f.count(kind)));
        let text = StyledText::new().add(theme::SOFT, &format!("{word:<9}"));
        let text = text.add(theme::NONE, &format!("{count:>4}"));
        match before {
            None => text,
            Some(before) if before < count => {
                text.add(theme::ADDED, &format!("  {:>3}", format!("+{}", count - before)))
            }
            Some(before) if before > count => {
                text.add(theme::REMOVED, &format!("  {:>3}", format!("-{}", before - count)))
            }
            Some(_) => text.add(theme::NONE, "     "),
        }
    }

    fn count(&self, kind: Option<Kind>) -> usize {
        kind.map_or(self.edges, |kind| self.kinds.get(&kind).copied().unwrap_or(0))
    }
}
