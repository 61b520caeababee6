//! Linked summaries: one page a thing, one list a kind, one start page; plain Markdown for a code
//! host, an editor or Obsidian. The answer comes first, and every claim carries its place.

use crate::entity::Entity;
use crate::export::markdown::address::Addresses;
use crate::export::markdown::page::Draft;
use crate::export::markdown::page::Site;
use crate::export::{File, Options};
use crate::graph::Graph;
use crate::query::namesakes::Namesakes;
use crate::query::similar_notes::SimilarNotes;
use crate::vocabulary::Kind;
use rayon::prelude::*;

pub mod address;
pub mod text;
pub mod page;
mod sections;
mod subject;
mod company;
mod person;
mod event;
mod talk;
mod note;
mod index;

/// All pages as plain Markdown, by path.
pub fn run(graph: &Graph, options: &Options) -> Vec<File> {
    drafts(graph, options).into_iter().map(Draft::file).collect()
}

/// All pages before they are given a form, by path.
pub fn drafts(graph: &Graph, options: &Options) -> Vec<Draft> {
    let (addresses, namesakes) = (Addresses::new(graph), Namesakes::new(graph));
    let site = Site { graph, options, addresses, namesakes, alike: SimilarNotes::new(graph) };
    let nodes: Vec<&Entity> = graph.nodes().collect();
    let mut files: Vec<Draft> = nodes.par_iter().map(|entity| page(&site, entity)).collect();
    files.par_extend(Kind::ALL.par_iter().map(|kind| index::kind(&site, *kind)));
    files.push(index::start(&site));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn page(site: &Site, entity: &Entity) -> Draft {
    match entity.kind {
        Kind::Person => person::page(site, entity),
        Kind::Company => company::page(site, entity),
        Kind::Topic | Kind::Tool => subject::page(site, entity),
        Kind::Talk => talk::page(site, entity),
        Kind::Event => event::page(site, entity),
        Kind::Note => note::page(site, entity),
    }
}
