//! What stands round every page: title, description, navigation, foot.

use crate::diagnostic::Diagnostic;
use crate::entity::Entity;
use crate::export::File;
use crate::export::Options;
use crate::export::address;
use crate::export::pages::context::{PageContext, PageSet};
use crate::export::pages::format::PageFormat;
use crate::export::pages::view::{DateLabel, value};
use crate::export::site::escape;
use crate::export::site::jsonld;
use crate::export::site::templates::Templates;
use crate::graph::Graph;
use crate::query::english::{capitalize, count};
use crate::vocabulary::Kind;
use minijinja::{Value, context};
use serde::Serialize;

/// The name of the site.
pub const NAME: &str = "Conference notes";
/// The feed of new notes.
pub const FEED: &str = "feed.xml";
/// The feed of new links.
pub const LINKS: &str = "links.xml";

/// A file, and what is wrong with the user's template for it.
pub type RenderedFile = (File, Option<Diagnostic>);

/// What all pages of the site share.
pub struct SiteRenderer<'g> {
    /// Where they are, and what they link to.
    pub pages: PageSet<'g>,
    /// What they are written with.
    pub templates: Templates<'g>,
    /// “Made by hallway from 12 notes, the newest of 23 Jul 2019, without the network.”
    pub made: String,
}

impl<'g> SiteRenderer<'g> {
    /// Ready to write pages, and what is wrong with the user's templates.
    pub fn new(graph: &'g Graph, options: &'g Options) -> (SiteRenderer<'g>, Vec<Diagnostic>) {
        let (templates, problems) = Templates::new(&options.templates);
        let pages = PageSet::new(graph, options, PageFormat::Html);
        (SiteRenderer { pages, templates, made: made(graph) }, problems)
    }

    /// A page at a path below the folder of the site, as written on disk.
    pub fn page(&self, path: &str) -> PageContext<'_> {
        PageContext::new(&self.pages, path)
    }

    /// Writes a page with a template.
    pub fn write(
        &self,
        page: &PageContext,
        template: &str,
        about: PageAbout,
        view: Value,
    ) -> RenderedFile {
        let frame = frame(self, page, &about);
        self.render(&page.path, template, &context! { page => value(&frame), it => view })
    }

    /// Writes a file with a template and nothing round it.
    pub fn render(&self, path: &str, template: &str, context: &Value) -> RenderedFile {
        let (text, problem) = self.templates.render(template, context);
        (file(path, text), problem)
    }
}

/// A file at a path below the folder of the site.
pub fn file(path: &str, text: String) -> File {
    File { path: format!("{}/{path}", PageFormat::Html.folder()), text }
}

/// What a page says about itself, for its head.
#[derive(Clone, Debug, Serialize)]
pub struct PageFrame {
    /// The title.
    pub title: String,
    /// A sentence for search engines.
    pub description: String,
    /// The way up to the start page's folder.
    pub root: String,
    /// The address of the page; empty if nobody said where the site is published.
    pub canonical: String,
    /// The address of the feed of new notes; empty if there is none.
    pub feed: String,
    /// The address of the feed of new links; empty if there is none.
    pub links: String,
    /// The name of the site.
    pub site: &'static str,
    /// One line a kind.
    pub kinds: Vec<KindTab>,
    /// What the site was made of.
    pub made: String,
    /// The page as linked data, for machines; none on pages that are about no entity.
    pub data: Option<Value>,
}

/// A kind in the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct KindTab {
    /// `person`, `topic` and so on.
    pub kind: &'static str,
    /// “People”.
    pub name: String,
    /// The way to its list.
    pub href: String,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// Which kind a page belongs to, what it is called, and what it says.
pub struct PageAbout<'a> {
    /// The entity that the page is about.
    pub entity: Option<&'a Entity>,
    /// The kind to mark in the navigation.
    pub kind: Option<Kind>,
    /// The title, without the site's name.
    pub title: String,
    /// A sentence for search engines.
    pub description: String,
}

fn frame(site: &SiteRenderer, page: &PageContext, about: &PageAbout) -> PageFrame {
    let base = page.set.options.base_url.as_str();
    let absolute = |path: &str| match base {
        "" => String::new(),
        base => format!("{base}{}", address::target(path)),
    };
    let tab = |kind: Kind| KindTab {
        kind: kind.word(),
        name: capitalize(kind.plural()),
        href: page.list(kind),
        current: about.kind == Some(kind),
    };
    let title = match about.title.as_str() {
        "" => format!("{NAME}: who talked about what"),
        title => format!("{title} · {NAME}"),
    };
    let data = about.entity.map(|entity| {
        let json = jsonld::of(page, entity).to_string();
        Value::from_safe_string(escape::script(&json))
    });
    PageFrame {
        title,
        description: about.description.clone(),
        root: page.root.clone(),
        canonical: absolute(&page.path),
        feed: absolute(FEED),
        links: absolute(LINKS),
        site: NAME,
        kinds: Kind::ALL.into_iter().map(tab).collect(),
        made: site.made.clone(),
        data,
    }
}

/// “Made by hallway from 12 notes, the newest of 23 Jul 2019, without the network.”
fn made(graph: &Graph) -> String {
    let notes: Vec<&Entity> = graph.of_kind(Kind::Note).collect();
    let newest = notes.iter().filter_map(|n| n.first_seen).max();
    let newest =
        newest.map_or(String::new(), |d| format!(", the newest of {}", DateLabel::of(d).text));
    let notes = count(notes.len(), "note", "notes");
    format!("Made by hallway from {notes}{newest}, without the network.")
}
