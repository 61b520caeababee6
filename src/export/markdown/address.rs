//! Where each page stands, and the way from one page to another.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::name;
use crate::vocabulary::{EntityId, Kind};
use std::collections::BTreeSet;

/// The folder of all pages, below the output folder.
pub const FOLDER: &str = "summaries";

/// File names that mean something else somewhere: the page of a folder, devices on Windows.
const TAKEN: [&str; 6] = ["readme", "index", "con", "prn", "aux", "nul"];

/// The page of every node, in the order of the nodes.
pub struct Addresses {
    pages: Vec<String>,
}

impl Addresses {
    /// Gives every node a file of its own, on file systems too that do not tell case.
    pub fn new(graph: &Graph) -> Addresses {
        let mut pages = Vec::new();
        let mut given: BTreeSet<String> = BTreeSet::new();
        for entity in graph.nodes() {
            let wanted = stem(entity);
            let mut stem = wanted.clone();
            let mut number = 2;
            while taken(&stem) || !given.insert(stem.to_lowercase()) {
                stem = format!("{wanted}-{number}");
                number += 1;
            }
            pages.push(format!("{FOLDER}/{stem}.md"));
        }
        Addresses { pages }
    }

    /// `summaries/people/nestor-salceda.md`.
    pub fn page(&self, graph: &Graph, id: &EntityId) -> Option<&str> {
        self.pages.get(graph.place(id)?).map(String::as_str)
    }

    /// `maps/people/nestor-salceda.svg`.
    pub fn map(&self, graph: &Graph, id: &EntityId) -> Option<String> {
        let page = self.page(graph, id)?.strip_prefix(FOLDER)?;
        Some(format!("maps{}.svg", page.strip_suffix(".md")?))
    }
}

/// The list of a kind: `summaries/people/README.md`, which a code host shows with the folder.
pub fn index(kind: Kind) -> String {
    format!("{FOLDER}/{}/README.md", kind.plural())
}

/// The start page.
pub fn start() -> String {
    format!("{FOLDER}/README.md")
}

/// The way from one file to another, both by path from the same folder.
pub fn relative(from: &str, to: &str) -> String {
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let shared = from.as_bytes()[..same].iter().rposition(|b| *b == b'/').map_or(0, |i| i + 1);
    let up = from[shared..].matches('/').count();
    format!("{}{}", "../".repeat(up), &to[shared..])
}

fn stem(entity: &Entity) -> String {
    let parts: Vec<String> = entity.id.slug().split('/').map(part).collect();
    format!("{}/{}", entity.kind.plural(), parts.join("/"))
}

/// One part of a path, without what some file system refuses.
fn part(text: &str) -> String {
    let refused = |c: char| c.is_control() || "<>:\"|?*\\".contains(c);
    let clean: String = text.chars().map(|c| if refused(c) { '-' } else { c }).collect();
    let clean = clean.trim_end_matches(['.', ' ']);
    if clean.is_empty() || clean.len() > 200 { name::slug(text) } else { clean.to_string() }
}

fn taken(stem: &str) -> bool {
    let file = stem.rsplit('/').next().unwrap_or(stem).to_lowercase();
    TAKEN.contains(&file.as_str())
}
