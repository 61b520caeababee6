//! The site: static pages that work from disk, without a server and without JavaScript, and are
//! better with it. What pages of entities hold is said in `pages`; drawings, the sentences of notes,
//! lists, search and feeds are the site's own. Templates write it all, and the user's own take the
//! places of those compiled in.

use crate::diagnostic::Diagnostic;
use crate::entity::Entity;
use crate::export::pages::context::PageContext;
use crate::export::site::frame::{RenderedFile, SiteRenderer};
use crate::export::{File, Options};
use crate::graph::Graph;
use crate::vocabulary::Kind;
use rayon::prelude::*;

pub mod escape;
pub mod templates;
mod jsonld;
mod frame;
mod maps;
mod sentences;
mod entity;
mod browse;
mod search;
mod start;
mod feed;

/// All files of the site, by path.
pub fn run(graph: &Graph, options: &Options) -> Vec<File> {
    make(graph, options).0
}

/// What is wrong with the user's templates, each once; nothing is wrong without any.
///
/// Cost: that of the whole site, if there are any, as some faults only show on some page.
pub fn problems(graph: &Graph, options: &Options) -> Vec<Diagnostic> {
    if options.templates.is_empty() { vec![] } else { make(graph, options).1 }
}

fn make(graph: &Graph, options: &Options) -> (Vec<File>, Vec<Diagnostic>) {
    let (site, mut problems) = SiteRenderer::new(graph, options);
    let nodes: Vec<(&Entity, &String)> = graph.nodes().zip(&site.pages.paths).collect();
    let pages = |(entity, path): &(&Entity, &String)| {
        let own = entity::page(&site, &PageContext::new(&site.pages, path), entity);
        std::iter::once(own).chain(browse::naming(&site, entity, path))
    };
    let entities = || nodes.par_iter().flat_map_iter(pages).collect();
    let (mut made, rest): (Vec<RenderedFile>, Vec<RenderedFile>) =
        rayon::join(entities, || rest(&site));
    made.extend(rest);
    let (mut files, wrong): (Vec<File>, Vec<Option<Diagnostic>>) = made.into_iter().unzip();
    problems.extend(wrong.into_iter().flatten());
    problems.sort();
    problems.dedup();
    files.extend(templates::ASSETS.iter().map(|(name, text)| {
        let own = options.templates.get(*name).cloned();
        frame::file(name, own.unwrap_or_else(text))
    }));
    files.extend(maps::files(&site));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (files, problems)
}

/// All pages but those of entities.
fn rest(site: &SiteRenderer) -> Vec<RenderedFile> {
    let lists = || Kind::ALL.par_iter().flat_map(|kind| browse::kind(site, *kind)).collect();
    let others = || {
        let mut made = start::pages(site);
        made.push(browse::all(site));
        made.extend(search::pages(site));
        made.extend(feed::files(site));
        made
    };
    let (mut made, lists): (Vec<RenderedFile>, Vec<RenderedFile>) = rayon::join(others, lists);
    made.extend(lists);
    made
}
