//! The site: static pages that work from disk, without a server and without JavaScript, and are
//! better with it. A page is a view (`view`), made here from the answers of `query`, and a template
//! that writes it; the user's own templates take the places of those compiled in.

use crate::diagnostic::Diagnostic;
use crate::entity::Entity;
use crate::export::address;
use crate::export::site::page::Site;
use crate::export::site::templates::Templates;
use crate::export::{File, Options};
use crate::graph::Graph;
use crate::query::namesakes::Namesakes;
use crate::query::similar_notes::SimilarNotes;
use crate::vocabulary::Kind;
use rayon::prelude::*;

pub mod escape;
pub mod view;
pub mod shown;
pub mod templates;
pub mod page;
pub mod head;
pub mod frame;
pub mod jsonld;
pub mod person;
pub mod company;
pub mod subject;
pub mod talk;
pub mod event;
pub mod note;
pub mod browse;
pub mod start;
pub mod search;
pub mod feed;

/// The folder of the site, below the output folder.
pub const FOLDER: &str = "site";

/// A file, and what is wrong with the user's template for it.
pub type Made = (File, Option<Diagnostic>);

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
    let (templates, mut problems) = Templates::new(&options.templates);
    let stems = address::stems(graph);
    let hrefs = stems.iter().map(|s| address::target(&format!("{s}.html"))).collect();
    let site = Site {
        graph,
        options,
        templates,
        namesakes: Namesakes::new(graph),
        alike: SimilarNotes::new(graph),
        hrefs,
        made: frame::made(graph),
    };
    let nodes: Vec<(&Entity, &String)> = graph.nodes().zip(&stems).collect();
    let pages = |(entity, stem): &(&Entity, &String)| {
        let own = page(&site, entity, &format!("{stem}.html"));
        std::iter::once(own).chain(browse::naming(&site, entity, stem))
    };
    let things = || nodes.par_iter().flat_map_iter(pages).collect();
    let (mut made, rest): (Vec<Made>, Vec<Made>) = rayon::join(things, || rest(&site));
    made.extend(rest);
    let (mut files, wrong): (Vec<File>, Vec<Option<Diagnostic>>) = made.into_iter().unzip();
    problems.extend(wrong.into_iter().flatten());
    problems.sort();
    problems.dedup();
    files.extend(templates::ASSETS.iter().map(|(name, text)| {
        let own = options.templates.get(*name).cloned();
        File { path: format!("{FOLDER}/{name}"), text: own.unwrap_or_else(text) }
    }));
    files.extend(start::maps(&site));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (files, problems)
}

/// All pages but those of things.
fn rest(site: &Site) -> Vec<Made> {
    let lists = || Kind::ALL.par_iter().flat_map(|kind| browse::kind(site, *kind)).collect();
    let others = || {
        let mut made = start::pages(site);
        made.push(browse::all(site));
        made.extend(search::pages(site));
        made.extend(feed::files(site));
        made
    };
    let (mut made, lists): (Vec<Made>, Vec<Made>) = rayon::join(others, lists);
    made.extend(lists);
    made
}

fn page(site: &Site, entity: &Entity, path: &str) -> Made {
    match entity.kind {
        Kind::Person => person::page(site, entity, path),
        Kind::Company => company::page(site, entity, path),
        Kind::Topic | Kind::Tool => subject::page(site, entity, path),
        Kind::Talk => talk::page(site, entity, path),
        Kind::Event => event::page(site, entity, path),
        Kind::Note => note::page(site, entity, path),
    }
}
