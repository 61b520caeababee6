//! The linked summaries as content of a site or vault, with the front matter and the links of its tool. A link
//! without an address there becomes text, so that the tool never meets a broken link.
//!
//! Text that the user writes outside of the markers stays, and so does front matter once a page exists.

use crate::export::File;
use crate::export::markdown::page::SummaryPage;
use crate::export::pages::format::PageFormat;
use crate::link::content::inline_links::{TextPart, parts, plain};
use crate::link::style::{LinkWriter, Style};
use crate::markers::{PAGE_BEGIN, PAGE_END};
use crate::resolve::note_links::decoded;
use crate::vocabulary::Kind;
use std::collections::{BTreeMap, BTreeSet};

mod front_matter;
mod inline_links;
mod logseq;

/// Where the pages are written, and what they can link to.
pub struct ContentTarget<'a> {
    /// Writes the links.
    pub writer: &'a LinkWriter,
    /// The path of the output folder from the folder to which links are relative, with a slash at the end; or empty.
    pub output: &'a str,
    /// The path of the notes folder from the output folder: `../notes`.
    pub notes: &'a str,
    /// The paths of all notes in the notes folder.
    pub known: &'a BTreeSet<String>,
}

/// All pages in the form of the style, by path below the output folder. The drafts must be made without maps.
pub fn files(drafts: &[SummaryPage], target: &ContentTarget) -> Vec<File> {
    let paths = drafts.iter().map(|d| (d.path.as_str(), path(target.writer.style, &d.path)));
    let content = ContentWriter { target, paths: paths.collect(), names: names(drafts, target) };
    let mut files: Vec<File> = drafts.iter().map(|draft| content.file(draft)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The path of a summary page in this style. Both paths are relative to the output folder.
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

/// A unique name for each page, notes included: its title, with its kind or path if several have that.
fn names<'d>(drafts: &'d [SummaryPage], target: &ContentTarget) -> BTreeMap<&'d str, String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for note in target.known {
        *count.entry(target.writer.page(note).to_lowercase()).or_default() += 1;
    }
    let kind = |draft: &SummaryPage| draft.kind.map_or("list", Kind::word);
    let forms = |draft: &SummaryPage| {
        let title = logseq::page_name(&draft.title);
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

struct ContentWriter<'a> {
    target: &'a ContentTarget<'a>,
    /// The path of each page in this style, by its path among the summaries.
    paths: BTreeMap<&'a str, String>,
    names: BTreeMap<&'a str, String>,
}

impl ContentWriter<'_> {
    fn file(&self, draft: &SummaryPage) -> File {
        let style = self.target.writer.style;
        let body = self.body(draft);
        let name = self.names.get(draft.path.as_str()).map_or("", String::as_str);
        let head = front_matter::of(style, draft, name);
        let text = match style {
            Style::Logseq => {
                format!("{head}\n- {}\n{}- {}\n", PAGE_BEGIN, logseq::blocks(&body), PAGE_END)
            }
            _ => format!("{head}{}\n{body}\n{}\n", PAGE_BEGIN, PAGE_END),
        };
        let path = self.paths.get(draft.path.as_str()).cloned().unwrap_or_default();
        File { path, text }
    }

    /// The body with its links in the form of the style.
    fn body(&self, draft: &SummaryPage) -> String {
        let mut out = String::with_capacity(draft.body.len());
        for line in draft.body.lines() {
            for part in parts(line) {
                match part {
                    TextPart::Text(words) => out += &self.words(words),
                    TextPart::Link(words, target) => out += &self.link(&draft.path, words, target),
                }
            }
            out.push('\n');
        }
        out.trim_end().to_string()
    }

    /// Text that begins no template.
    fn words(&self, words: &str) -> String {
        match self.target.writer.style {
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
        let path = format!("{}{}", self.target.output, self.paths.get(page)?);
        match self.target.writer.style {
            Style::Logseq => Some(logseq::link(self.names.get(page)?, &plain(words))),
            _ => self.form(&path, words, shown),
        }
    }

    fn to_note(&self, file: &str, words: &str, shown: &str) -> Option<String> {
        let notes = join("", self.target.notes)?;
        let note = file.strip_prefix(&notes)?.trim_start_matches('/');
        self.target.known.get(note)?;
        match self.target.writer.style {
            Style::Logseq => Some(logseq::link(&self.target.writer.page(note), &plain(words))),
            _ => self.form(&format!("{}{note}", self.target.writer.above), words, shown),
        }
    }

    /// A link to a file by its path from the folder to which links are relative.
    fn form(&self, path: &str, words: &str, shown: &str) -> Option<String> {
        let base = LinkWriter { above: String::new(), ..self.target.writer.clone() };
        match base.style {
            Style::Obsidian => {
                base.mention("", path, &plain(words).replace('|', " "), "").map(|link| link.0)
            }
            _ => Some(format!("[{shown}]({})", base.target("", path)?)),
        }
    }
}

/// The path that a link in a file leads to. Both are relative to the output folder; the result may begin with
/// `../`.
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
