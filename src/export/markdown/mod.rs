//! Linked summaries: one page an entity, one list a kind, one start page; plain Markdown for a code
//! host, an editor or Obsidian. The answer comes first, and every claim carries its place.
//!
//! What pages of entities hold is said in `pages`; here are the templates that write it.

use crate::entity::Entity;
use crate::export::markdown::page::{Renderer, SummaryPage};
use crate::export::{File, Options};
use crate::graph::Graph;
use crate::vocabulary::Kind;
use rayon::prelude::*;

pub mod text;
mod templates;
pub mod page;

/// All pages as plain Markdown, by path.
pub fn run(graph: &Graph, options: &Options) -> Vec<File> {
    pages(graph, options).into_par_iter().map(SummaryPage::file).collect()
}

/// All pages before a tool's front matter is put before them, by path.
pub fn pages(graph: &Graph, options: &Options) -> Vec<SummaryPage> {
    let renderer = Renderer::new(graph, options);
    let nodes: Vec<&Entity> = graph.nodes().collect();
    let mut pages: Vec<SummaryPage> = nodes.par_iter().map(|e| renderer.entity(e)).collect();
    pages.par_extend(Kind::ALL.par_iter().map(|kind| renderer.list(*kind)));
    pages.push(renderer.start());
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}
