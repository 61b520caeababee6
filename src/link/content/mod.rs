//! The linked summaries as content of a site or vault: with the front matter that its tool reads, and links as
//! it writes them. What has no address there stays text, so that a build never meets a link that leads nowhere.
//!
//! What a person writes outside of the markers stays; so does front matter, once a page is there.

use crate::export::File;
use crate::export::markdown::managed_block;
use crate::export::markdown::page::SummaryPage;
use crate::export::pages::format::PageFormat;
use crate::link::content::text::{Piece, pieces, plain};
use crate::link::style::{Site, Style};
use crate::resolve::note_links::decoded;
use crate::vocabulary::Kind;
use std::collections::{BTreeMap, BTreeSet};

mod head;
mod outline;
mod text;

/// Where the pages go, and what they link to.
pub struct Place<'a> {
    /// How the tool writes links, seen from the folder from which they count: `above` leads to the notes.
    pub site: &'a Site,
    /// The way from there to the output folder, with a slash at the end, or empty.
    pub output: &'a str,
    /// The way from the output folder to the notes folder: `../notes`.
    pub notes: &'a str,
    /// The paths of all notes in the notes folder.
    pub known: &'a BTreeSet<String>,
}

/// All pages in the form of the style, by path below the output folder. Maps are no part of them: drafts
/// are to be made without.
pub fn files(drafts: &[SummaryPage], place: &Place) -> Vec<File> {
    let paths = drafts.iter().map(|d| (d.path.as_str(), path(place.site.style, &d.path)));
    let content = Content { place, paths: paths.collect(), names: names(drafts, place) };
    let mut files: Vec<File> = drafts.iter().map(|draft| content.file(draft)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Where a page of the summaries stands in this style, both below the output folder.
pub fn path(style: Style, summary: &str) -> String {
    let path = summary
        .strip_prefix(PageFormat::Markdown.folder())
        .map_or(summary, |path| path.trim_start_matches('/'));
    let Some(folder) = path.strip_suffix("README.md") else { return path.to_string() };
    match style {
        Style::Markdown => path.to_string(),
        Style::Hugo | Style::Zola => format!("{folder}_index.md"),
        Style::Jekyll => format!("{folder}index.md"),
        Style::Obsidian | Style::Logseq => match folder.trim_end_matches('/') {
            "" => "Conference notes.md".to_string(),
            kind => format!("{kind}.md"),
        },
    }
}

/// The name of each page among all, the notes too: its title; where several have it, with its kind or path.
fn names<'d>(drafts: &'d [SummaryPage], place: &Place) -> BTreeMap<&'d str, String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for note in place.known {
        *count.entry(place.site.page(note).to_lowercase()).or_default() += 1;
    }
    let kind = |draft: &SummaryPage| draft.kind.map_or("list", Kind::word);
    let forms = |draft: &SummaryPage| {
        let title = outline::page_name(&draft.title);
        [title.clone(), format!("{title} ({})", kind(draft)), format!("{title} ({})", draft.path)]
    };
    for form in drafts.iter().flat_map(forms) {
        *count.entry(form.to_lowercase()).or_default() += 1;
    }
    let alone = |form: &String| count.get(&form.to_lowercase()) == Some(&1);
    let name = |draft: &SummaryPage| {
        let forms = forms(draft);
        let own = forms.iter().find(|form| alone(form)).unwrap_or(&forms[2]);
        own.clone()
    };
    drafts.iter().map(|draft| (draft.path.as_str(), name(draft))).collect()
}

struct Content<'a> {
    place: &'a Place<'a>,
    /// The new path of each page, by the old one.
    paths: BTreeMap<&'a str, String>,
    names: BTreeMap<&'a str, String>,
}

impl Content<'_> {
    fn file(&self, draft: &SummaryPage) -> File {
        let style = self.place.site.style;
        let body = self.body(draft);
        let name = self.names.get(draft.path.as_str()).map_or("", String::as_str);
        let head = head::of(style, draft, name);
        let text = match style {
            Style::Logseq => {
                format!(
                    "{head}\n- {}\n{}- {}\n",
                    managed_block::BEGIN,
                    outline::of(&body),
                    managed_block::END
                )
            }
            _ => format!("{head}{}\n{body}\n{}\n", managed_block::BEGIN, managed_block::END),
        };
        let path = self.paths.get(draft.path.as_str()).cloned().unwrap_or_default();
        File { path, text }
    }

    /// The body with its links.
    fn body(&self, draft: &SummaryPage) -> String {
        let mut out = String::with_capacity(draft.body.len());
        for line in draft.body.lines() {
            for piece in pieces(line) {
                match piece {
                    Piece::Text(words) => out += &self.words(words),
                    Piece::Link(words, target) => out += &self.link(&draft.path, words, target),
                }
            }
            out.push('\n');
        }
        out.trim_end().to_string()
    }

    /// Text in which no template begins.
    fn words(&self, words: &str) -> String {
        match self.place.site.style {
            Style::Hugo | Style::Zola | Style::Jekyll => words.replace('{', "&#123;"),
            Style::Markdown | Style::Obsidian | Style::Logseq => words.to_string(),
        }
    }

    fn link(&self, from: &str, words: &str, target: &str) -> String {
        let shown = self.words(words);
        if target.contains("://") {
            return format!("[{shown}]({target})");
        }
        let linked = match join(from, target) {
            Some(page) if self.paths.contains_key(page.as_str()) => {
                self.to_page(&page, words, &shown)
            }
            Some(file) => self.to_note(&file, words, &shown),
            None => None,
        };
        linked.unwrap_or(shown)
    }

    fn to_page(&self, page: &str, words: &str, shown: &str) -> Option<String> {
        let path = format!("{}{}", self.place.output, self.paths.get(page)?);
        match self.place.site.style {
            Style::Logseq => Some(outline::link(self.names.get(page)?, &plain(words))),
            _ => self.form(&path, words, shown),
        }
    }

    fn to_note(&self, file: &str, words: &str, shown: &str) -> Option<String> {
        let notes = join("", self.place.notes)?;
        let note = file.strip_prefix(&notes)?.trim_start_matches('/');
        self.place.known.get(note)?;
        match self.place.site.style {
            Style::Logseq => Some(outline::link(&self.place.site.page(note), &plain(words))),
            _ => self.form(&format!("{}{note}", self.place.site.above), words, shown),
        }
    }

    /// A link to a file by its path from the folder from which links count.
    fn form(&self, path: &str, words: &str, shown: &str) -> Option<String> {
        let base = Site { above: String::new(), ..self.place.site.clone() };
        match base.style {
            Style::Obsidian => {
                base.mention("", path, &plain(words).replace('|', " "), "").map(|link| link.0)
            }
            _ => Some(format!("[{shown}]({})", base.target("", path)?)),
        }
    }
}

/// Where a link of a file leads, both below the output folder; `../` may stand at the beginning.
fn join(from: &str, target: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let target = decoded(target.split('#').next()?);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(target.split('/')).filter(|p| !p.is_empty() && *p != ".") {
        match part {
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
