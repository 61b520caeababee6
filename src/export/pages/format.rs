//! The formats of pages: where their files are, how they link to each other, and how much they show.

use crate::export::address;
use crate::graph::Graph;
use crate::vocabulary::Kind;

/// A format of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFormat {
    /// The linked summaries: read in an editor or on a code host, so lists are complete.
    Markdown,
    /// The site: read in a browser, so long lists are cut and lead to pages of their own.
    Html,
}

impl PageFormat {
    /// The folder of the pages, below the output folder.
    pub const fn folder(self) -> &'static str {
        match self {
            PageFormat::Markdown => "summaries",
            PageFormat::Html => "site",
        }
    }

    /// The page of every node, in the order of the nodes, below the folder: `people/nestor-salceda.md`.
    pub fn pages(self, graph: &Graph) -> Vec<String> {
        let ending = match self {
            PageFormat::Markdown => ".md",
            PageFormat::Html => ".html",
        };
        address::stems(graph).into_iter().map(|stem| stem + ending).collect()
    }

    /// The start page, below the folder.
    pub const fn start(self) -> &'static str {
        match self {
            PageFormat::Markdown => "README.md",
            PageFormat::Html => "index.html",
        }
    }

    /// The list of a kind, below the folder. A code host shows a README with its folder.
    pub fn list(self, kind: Kind) -> String {
        match self {
            PageFormat::Markdown => format!("{}/README.md", kind.plural()),
            PageFormat::Html => format!("browse/{}.html", kind.plural()),
        }
    }

    /// Of a list that may have hundreds of entries, how many are shown: summaries show them all.
    pub fn most(self, on_site: usize) -> usize {
        match self {
            PageFormat::Markdown => usize::MAX,
            PageFormat::Html => on_site,
        }
    }

    /// Of what stands near an entity of this kind, how much is shown.
    pub fn neighbours(self, kind: Kind) -> usize {
        match (self, kind) {
            (PageFormat::Markdown, _) => 12,
            (PageFormat::Html, Kind::Topic | Kind::Tool) => 10,
            (PageFormat::Html, _) => 5,
        }
    }

    /// Characters that are shown of a sentence behind what it proves: in summaries it is part of a line.
    pub fn evidence_chars(self) -> usize {
        match self {
            PageFormat::Markdown => 110,
            PageFormat::Html => 280,
        }
    }
}
