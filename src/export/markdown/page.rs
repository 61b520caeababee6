//! A page in the making: front matter, markers, heading, sections, links from where it stands.

use crate::entity::Entity;
use crate::export::address as files;
use crate::export::markdown::address;
use crate::export::markdown::address::Addresses;
use crate::export::markdown::keep;
use crate::export::markdown::text;
use crate::export::{File, Options};
use crate::graph::Graph;
use crate::query::about;
use crate::query::about::CitedQuote;
use crate::query::description::{Description, DescriptionPart};
use crate::query::namesakes::Namesakes;
use crate::query::neighbours::NeighbourRef;
use crate::query::quote::Quote;
use crate::query::similar_notes::SimilarNotes;
use crate::query::{EntityName, EntityRef, SURE};
use crate::vocabulary::{EntityId, Kind};
use std::collections::BTreeSet;

/// Of a list of hundreds, the entries that are shown.
pub const SHOWN: usize = 20;
/// Of a list beside the answer, the entries that are shown.
pub const BESIDE: usize = 12;

/// What all pages share.
pub struct Site<'g> {
    /// The graph.
    pub graph: &'g Graph,
    /// Where the notes and maps are.
    pub options: &'g Options,
    /// Where each page stands.
    pub addresses: Addresses,
    /// What tells things of one name apart.
    pub namesakes: Namesakes,
    /// Which notes name the same.
    pub alike: SimilarNotes<'g>,
}

/// A page before it is given a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Path below the output folder.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Other names of what it is about.
    pub names: Vec<String>,
    /// The kind of what it is about; `None` for lists.
    pub kind: Option<Kind>,
    /// Markdown, without the markers.
    pub body: String,
}

impl Draft {
    /// As plain Markdown, with YAML that Obsidian and code hosts read.
    pub fn file(self) -> File {
        let Draft { path, title, names, kind, body } = self;
        let mut head = format!("title: {}\n", text::yaml(&title));
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| text::quoted(name)).collect();
            head += &format!("aliases: [{}]\n", names.join(", "));
        }
        head += &kind.map_or(String::new(), |kind| format!("kind: {kind}\n"));
        let text = format!("---\n{head}---\n{}\n{body}\n{}\n", keep::BEGIN, keep::END);
        File { path, text }
    }
}

/// One page.
pub struct Page<'s> {
    /// What all pages share.
    pub site: &'s Site<'s>,
    path: String,
    /// What commands about this page name: the thing's name, or its id if a shell could mistake it.
    asked: String,
    title: String,
    names: Vec<String>,
    kind: Option<Kind>,
    body: String,
    /// The note of the last place that was given in full.
    last: Option<String>,
    /// The sentences that stand on the page in full: note, line, words.
    said: BTreeSet<(String, usize, String)>,
}

impl<'s> Page<'s> {
    /// A page at a path below the output folder.
    pub fn new(site: &'s Site, path: String, title: &str) -> Page<'s> {
        let body = format!("# {}\n", text::escape(title));
        Page {
            site,
            path,
            asked: String::new(),
            title: title.to_string(),
            names: Vec::new(),
            kind: None,
            body,
            last: None,
            said: BTreeSet::new(),
        }
    }

    /// The page of a thing, with its names and kind in the front matter.
    pub fn of(site: &'s Site, entity: &Entity) -> Page<'s> {
        let path =
            site.addresses.page(site.graph, &entity.id).map_or_else(address::start, str::to_string);
        let title = site.namesakes.name(&entity.into());
        let mut page = Page::new(site, path, &title);
        if entity.untitled {
            page.body = format!("# *{}*\n", text::escape(&title));
        }
        // The name of several would ask for the first of them.
        let names = if title == entity.name { vec![&title] } else { vec![] };
        page.asked = (names.into_iter().chain([&entity.id.0]))
            .find(|asked| text::plain(asked))
            .map_or_else(|| "…".to_string(), |asked| format!("\"{asked}\""));
        let written = about::misspellings(entity).into_iter().map(|w| w.text);
        let names: BTreeSet<String> = entity.aliases.iter().cloned().chain(written).collect();
        page.names = names.into_iter().collect();
        page.kind = Some(entity.kind);
        page
    }

    /// The finished page.
    pub fn file(self) -> Draft {
        let Page { path, title, names, kind, body, .. } = self;
        Draft { path, title, names, kind, body: single_blank_lines(body.trim_end()) }
    }

    /// A paragraph, or any other block.
    pub fn block(&mut self, markdown: &str) {
        if !markdown.is_empty() {
            self.body += &format!("\n{markdown}\n");
        }
    }

    /// A line right under the one before: the next item of a list.
    pub fn line(&mut self, markdown: &str) {
        self.body += &format!("{markdown}\n");
    }

    /// A section; nothing if it has no content.
    pub fn section(&mut self, title: &str, fill: impl FnOnce(&mut Page)) {
        let before = self.body.len();
        self.body += &format!("\n## {title}\n\n");
        // Who starts to read here has not seen the path above.
        self.last = None;
        let empty = self.body.len();
        fill(self);
        if self.body.len() == empty {
            self.body.truncate(before);
        }
    }

    /// A command about the thing of this page, as code.
    pub fn command(&self, verb: &str) -> String {
        text::code(&format!("hallway {verb} {}", self.asked))
    }

    /// A link to the page of a thing, with its name.
    pub fn link(&self, id: &EntityId, name: &str) -> String {
        let name = text::escape(name);
        match self.site.addresses.page(self.site.graph, id) {
            Some(page) => text::link(&name, &self.to(page)),
            None => name,
        }
    }

    /// A link to a thing; the name of a talk without a title in italics.
    pub fn thing(&self, thing: &EntityRef) -> String {
        self.title(&thing.id, &thing.name, thing.untitled)
    }

    /// As [`Page::thing`], where nothing beside it tells it from its namesakes.
    pub fn listed(&self, entity: &Entity) -> String {
        let link = self.thing(&entity.into());
        match self.site.namesakes.of(&entity.id) {
            Some(qualifier) => format!("{link} {}", text::escape(&qualifier.to_string())),
            None => link,
        }
    }

    /// As [`Page::thing`].
    pub fn named(&self, named: &EntityName) -> String {
        self.title(&named.id, &named.name, named.untitled)
    }

    /// The one sentence on what a page is about, with its links.
    pub fn lead(&self, lead: &Description) -> String {
        let piece = |piece: &DescriptionPart| match piece {
            DescriptionPart::Text(words) => words.clone(),
            DescriptionPart::Entity(thing) => self.thing(thing),
            DescriptionPart::Dates(first, last) => text::time(*first, *last),
        };
        lead.parts.iter().map(piece).collect()
    }

    fn title(&self, id: &EntityId, name: &str, untitled: bool) -> String {
        let link = self.link(id, name);
        if untitled { format!("*{link}*") } else { link }
    }

    /// The way to a file below the output folder, as a link target.
    pub fn to(&self, path: &str) -> String {
        files::target(&files::relative(&self.path, path))
    }

    /// `path:line`, linked with the note; `:line` alone where the last place was in the same note.
    pub fn place(&mut self, note: &str, line: usize) -> String {
        let target = self.note_target(note);
        let shown = if self.last.as_deref() == Some(note) {
            format!(":{line}")
        } else {
            self.last = Some(note.to_string());
            format!("{}:{line}", text::escape(note))
        };
        text::link(&shown, &target)
    }

    /// As [`Page::place`], always with the path.
    pub fn full_place(&mut self, note: &str, line: usize) -> String {
        self.last = None;
        self.place(note, line)
    }

    /// The way to the note itself, as a link target.
    pub fn note_target(&self, note: &str) -> String {
        let notes = self.site.options.notes.trim_end_matches('/');
        if notes.contains("://") {
            return format!("{notes}/{}", files::target(note));
        }
        if notes.starts_with('/') {
            return files::target(&format!("{notes}/{note}"));
        }
        let up = "../".repeat(self.path.matches('/').count());
        let notes = if notes.is_empty() { String::new() } else { format!("{notes}/") };
        files::target(&format!("{up}{notes}{note}"))
    }

    /// A quote as a block in a list item, with its place below.
    pub fn quoted(&mut self, quote: &Quote, note: &str, line: usize) {
        let place = self.full_place(note, line);
        self.line(&format!("  > {}\n\n  {place}\n", text::quote(quote)));
        self.said.insert((note.to_string(), line, quote.text.clone()));
    }

    /// A quote as a block of its own, with its place below.
    pub fn quoted_alone(&mut self, said: &CitedQuote) {
        let place = self.full_place(&said.note, said.line);
        self.block(&format!("> {}\n\n{place}", text::quote(&said.quote)));
        self.said.insert((said.note.clone(), said.line, said.quote.text.clone()));
    }

    /// A sentence behind what it proves, with its place: `: “sentence” place`; the place alone if
    /// the page has the sentence in full.
    pub fn proof(&mut self, said: &CitedQuote) -> String {
        let place = self.place(&said.note, said.line);
        let known = (said.note.clone(), said.line, said.quote.text.clone());
        match self.said.contains(&known) {
            true => format!(", {place}"),
            false => format!(": {} {place}", text::inline(&said.quote)),
        }
    }

    /// The map of this page, if it is drawn; `words` say what it shows.
    pub fn map(&mut self, id: &EntityId, words: &str) {
        let Some(map) = self.site.addresses.map(self.site.graph, id) else { return };
        if self.site.options.maps.contains(&map) {
            self.block(&format!("!{}", text::link(&text::escape(words), &self.to(&map))));
        }
    }

    /// Neighbours in one line, the first of many.
    pub fn neighbours(&mut self, near: &[NeighbourRef]) {
        let mut parts: Vec<String> = Vec::new();
        for n in near.iter().take(BESIDE) {
            let times = match (&n.through, n.times) {
                (None, 2..) => format!(" ({} notes)", n.times),
                _ => String::new(),
            };
            parts.push(format!("{}{times}", self.listed(n.entity)));
        }
        if near.len() > BESIDE {
            parts.push(format!("and {} more", near.len() - BESIDE));
        }
        if !parts.is_empty() {
            self.line(&parts.join(", "));
        }
    }
}

/// At most one blank line in a row.
fn single_blank_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines() {
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// `, *unsure*` where it is so.
pub fn doubt(confidence: f32) -> &'static str {
    if confidence < SURE { ", *unsure*" } else { "" }
}
