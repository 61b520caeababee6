//! Where each page stands.

use crate::export::address;
use crate::graph::Graph;
use crate::vocabulary::{EntityId, Kind};

/// The folder of all pages, below the output folder.
pub const FOLDER: &str = "summaries";

/// The page of every node, in the order of the nodes.
pub struct Addresses {
    pages: Vec<String>,
}

impl Addresses {
    /// Gives every node a page of its own.
    pub fn new(graph: &Graph) -> Addresses {
        let page = |stem| format!("{FOLDER}/{stem}.md");
        Addresses { pages: address::stems(graph).into_iter().map(page).collect() }
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
