//! Where a page is, and its links from there.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::address;
use crate::export::pages::format::PageFormat;
use crate::export::pages::view::{PageLink, SourceLink, language};
use crate::graph::Graph;
use crate::query::namesakes::Namesakes;
use crate::query::similar_notes::SimilarNotes;
use crate::query::{EntityName, EntityRef};
use crate::vocabulary::{EntityId, Kind};

/// What all pages of a format share.
pub struct PageSet<'g> {
    /// The graph.
    pub graph: &'g Graph,
    /// Where the notes and maps are, and at which address the site is published.
    pub options: &'g Options,
    /// The format.
    pub format: PageFormat,
    /// What tells entities of one name apart.
    pub namesakes: Namesakes,
    /// Which notes name the same entities.
    pub similar: SimilarNotes<'g>,
    /// The page of each node below the format's folder, as written on disk.
    pub paths: Vec<String>,
    /// The same, encoded for links.
    pub hrefs: Vec<String>,
}

impl<'g> PageSet<'g> {
    /// Gives every node a page.
    pub fn new(graph: &'g Graph, options: &'g Options, format: PageFormat) -> PageSet<'g> {
        let paths = format.pages(graph);
        let hrefs = paths.iter().map(|path| address::target(path)).collect();
        let (namesakes, similar) = (Namesakes::new(graph), SimilarNotes::new(graph));
        PageSet { graph, options, format, namesakes, similar, paths, hrefs }
    }
}

/// One page.
pub struct PageContext<'s> {
    /// What all pages share.
    pub set: &'s PageSet<'s>,
    /// Where it is below the format's folder, as written on disk.
    pub path: String,
    /// The way up to that folder: `../`.
    pub root: String,
    /// The path, encoded.
    own: String,
}

impl<'s> PageContext<'s> {
    /// A page at a path below the format's folder, as written on disk.
    pub fn new(set: &'s PageSet<'s>, path: &str) -> PageContext<'s> {
        let root = "../".repeat(path.matches('/').count());
        PageContext { set, path: path.to_string(), root, own: address::target(path) }
    }

    /// The graph.
    pub fn graph(&self) -> &'s Graph {
        self.set.graph
    }

    /// The way to another page, given by its encoded path below the format's folder.
    pub fn to(&self, page: &str) -> String {
        match self.set.format {
            PageFormat::Markdown => address::relative(&self.own, page),
            PageFormat::Html => [&self.root, page].concat(),
        }
    }

    /// The way to a file below the output folder.
    pub fn to_output(&self, path: &str) -> String {
        format!("{}../{}", self.root, address::target(path))
    }

    /// The way to the page of an entity.
    pub fn href(&self, id: &EntityId) -> String {
        let href = self.graph().place(id).and_then(|place| self.set.hrefs.get(place));
        self.to(href.map_or(self.set.format.start(), String::as_str))
    }

    /// The way to the list of a kind.
    pub fn list(&self, kind: Kind) -> String {
        self.to(&self.set.format.list(kind))
    }

    /// A link to an entity.
    pub fn entity_ref(&self, entity: &EntityRef) -> PageLink {
        self.link(&entity.id, entity.kind, &entity.name, entity.untitled)
    }

    /// A link to an entity of this kind.
    pub fn named(&self, named: &EntityName, kind: Kind) -> PageLink {
        self.link(&named.id, kind, &named.name, named.untitled)
    }

    /// A link to an entity of the graph.
    pub fn entity(&self, entity: &Entity) -> PageLink {
        self.link(&entity.id, entity.kind, &entity.name, entity.untitled)
    }

    /// A link to an entity where nothing beside it tells it from its namesakes.
    pub fn listed(&self, entity: &Entity) -> PageLink {
        PageLink { qualifier: self.qualifier(&entity.id), ..self.entity(entity) }
    }

    /// What tells an entity from its namesakes.
    pub fn qualifier(&self, id: &EntityId) -> Option<String> {
        self.set.namesakes.of(id).map(|q| q.to_string())
    }

    /// Whether the qualifier of an entity names this other one.
    pub fn qualifier_names(&self, id: &EntityId, other: &EntityId) -> bool {
        self.set.namesakes.of(id).is_some_and(|q| q.entity.as_ref() == Some(other))
    }

    fn link(&self, id: &EntityId, kind: Kind, name: &str, own: bool) -> PageLink {
        let (kind, href) = (kind.word(), self.href(id));
        PageLink { kind, href, name: name.to_string(), own, lang: language(name), qualifier: None }
    }

    /// A place in a note.
    pub fn place(&self, note: &str, line: usize) -> SourceLink {
        let page = match self.set.format {
            PageFormat::Markdown => None,
            PageFormat::Html => self.graph().note(note).map(|n| self.href(&n.id)),
        };
        let href = page.map_or_else(|| self.note_file(note), |page| format!("{page}#L{line}"));
        SourceLink { href, path: note.to_string(), line }
    }

    /// The way to the note itself.
    pub fn note_file(&self, note: &str) -> String {
        let notes = self.set.options.notes.trim_end_matches('/');
        if address::host(notes).is_some() {
            return format!("{notes}/{}", address::target(note));
        }
        // The notes are given as seen from the output folder, one above the format's.
        let up = if notes.starts_with('/') { String::new() } else { format!("{}../", self.root) };
        let between = if notes.is_empty() { "" } else { "/" };
        format!("{up}{}", address::target(&format!("{notes}{between}{note}")))
    }
}
