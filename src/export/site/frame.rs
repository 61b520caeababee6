//! What stands round every page: title, description, navigation, foot.

use crate::entity::Entity;
use crate::export::File;
use crate::export::address;
use crate::export::site::Made;
use crate::export::site::escape;
use crate::export::site::page::Page;
use crate::export::site::shown::day;
use crate::export::site::view::value;
use crate::export::site::{FOLDER, jsonld};
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

/// What a page says about itself, for its head.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
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
    pub kinds: Vec<Tab>,
    /// What the site was made of.
    pub made: String,
    /// The page as linked data, for machines; none on pages that are about nothing.
    pub data: Option<Value>,
}

/// A kind in the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct Tab {
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
pub struct About<'a> {
    /// The thing that the page is about.
    pub entity: Option<&'a Entity>,
    /// The kind to mark in the navigation.
    pub kind: Option<Kind>,
    /// The title, without the site's name.
    pub title: String,
    /// A sentence for search engines.
    pub description: String,
}

impl<'a> About<'a> {
    /// Of a page about a thing.
    pub fn thing(entity: &'a Entity, description: String) -> About<'a> {
        let (kind, title) = (Some(entity.kind), entity.name.clone());
        About { entity: Some(entity), kind, title, description }
    }
}

/// Writes a page with a template.
pub fn write(page: &Page, template: &str, about: About, view: Value) -> Made {
    let frame = frame(page, &about);
    let context = context! { page => value(&frame), it => view };
    let (text, problem) = page.site.templates.render(template, &context);
    (File { path: format!("{FOLDER}/{}", page.path), text }, problem)
}

fn frame(page: &Page, about: &About) -> Frame {
    let base = page.site.options.base_url.as_str();
    let absolute = |path: &str| match base {
        "" => String::new(),
        base => format!("{base}{}", address::target(path)),
    };
    let tab = |kind: Kind| Tab {
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
    Frame {
        title,
        description: about.description.clone(),
        root: page.root.clone(),
        canonical: absolute(&page.path),
        feed: absolute(FEED),
        links: absolute(LINKS),
        site: NAME,
        kinds: Kind::ALL.into_iter().map(tab).collect(),
        made: page.site.made.clone(),
        data,
    }
}

/// “Made by hallway from 12 notes, the newest of 23 Jul 2019.”
pub fn made(graph: &Graph) -> String {
    let notes: Vec<&Entity> = graph.of_kind(Kind::Note).collect();
    let newest = notes.iter().filter_map(|n| n.first_seen).max();
    let newest = newest.map_or(String::new(), |d| format!(", the newest of {}", day(d).text));
    format!("Made by hallway from {}{newest}.", count(notes.len(), "note", "notes"))
}
