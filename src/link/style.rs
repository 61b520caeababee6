//! How different tools write links between notes.

use crate::date::Date;
use crate::export::address::{self, relative};
use crate::export::markdown::text;
use std::collections::BTreeMap;

/// The tool for which links are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// `[title](../posts/note.md)`
    #[default]
    Markdown,
    /// `[title]({{< relref "/posts/note.md" >}})`
    Hugo,
    /// `[title](@/posts/note.md)`
    Zola,
    /// `[title]({% post_url 2019-07-23-note %})`, `{% link page.md %}`
    Jekyll,
    /// `[[note|title]]`
    Obsidian,
    /// `[[title]]`
    Logseq,
}

impl Style {
    /// All styles.
    pub const ALL: [Style; 6] =
        [Style::Markdown, Style::Hugo, Style::Zola, Style::Jekyll, Style::Obsidian, Style::Logseq];

    /// The style with this name.
    pub fn named(name: &str) -> Option<Style> {
        Style::ALL.into_iter().find(|style| style.word() == name)
    }

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Style::Markdown => "markdown",
            Style::Hugo => "hugo",
            Style::Zola => "zola",
            Style::Jekyll => "jekyll",
            Style::Obsidian => "obsidian",
            Style::Logseq => "logseq",
        }
    }
}

/// Writes links in the way of a tool, for the notes of one folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkWriter {
    /// How links are written.
    pub style: Style,
    /// The path of the notes folder from the folder to which links are relative, with a slash at the end; empty if
    /// they are the same.
    pub above: String,
    /// File names that several notes have, without extension and in lower case.
    pub ambiguous: Vec<String>,
    /// The names of pages that differ from their file names, by path.
    pub pages: BTreeMap<String, String>,
    /// Whether links for Hugo are paths, `/posts/note.md`, rather than `relref`, for sites that resolve them.
    pub hugo_paths: bool,
}

impl LinkWriter {
    /// A link from one note to another, both given by path in the notes folder. `None` if the tool cannot write it or
    /// would not find the note.
    pub fn link(&self, from: &str, to: &str, title: &str) -> Option<String> {
        match self.style {
            Style::Obsidian => Some(self.obsidian(from, to, title)),
            Style::Logseq => Some(self.logseq(to, title)),
            _ => Some(text::link(&self.text(title), &self.target(from, to)?)),
        }
    }

    /// Words of a note as a link to a page, both given by path in the notes folder, and the entry of the block with
    /// its target. `name` is that of the page.
    pub fn mention(
        &self,
        from: &str,
        page: &str,
        words: &str,
        name: &str,
    ) -> Option<(String, String)> {
        let wiki = |link: String| (link.clone(), format!("<!-- {link} -->"));
        match self.style {
            Style::Obsidian => {
                let path = below(&self.above, page)?;
                let path = path.strip_suffix(".md").unwrap_or(&path);
                plain_in_wiki(path).then(|| wiki(format!("[[{path}|{words}]]")))
            }
            // In Logseq every name is a page.
            Style::Logseq if words.to_lowercase() != name.to_lowercase() => None,
            Style::Logseq => Some(wiki(format!("[[{words}]]"))),
            _ => Some((format!("[{words}]"), format!("[{words}]: {}", self.target(from, page)?))),
        }
    }

    /// A link to a note as a value in front matter, both notes given by path in the notes folder.
    pub fn value(&self, from: &str, to: &str, title: &str) -> Option<String> {
        match self.style {
            Style::Markdown => Some(relative(from, to)),
            Style::Hugo => Some(format!("/{}", below(&self.above, to)?)),
            Style::Zola | Style::Jekyll => below(&self.above, to),
            // Properties cannot have Markdown.
            Style::Obsidian => Some(self.obsidian(from, to, title)).filter(|l| l.starts_with("[[")),
            Style::Logseq => Some(format!("[[{}]]", self.page(to))),
        }
    }

    /// The target of a Markdown link from one note to another.
    pub fn target(&self, from: &str, to: &str) -> Option<String> {
        if self.style == Style::Markdown {
            return Some(address::target(&relative(from, to)));
        }
        let below = below(&self.above, to)?;
        match self.style {
            Style::Hugo if self.hugo_paths => Some(format!("/{}", address::target(&below))),
            Style::Hugo if below.contains(['"', '`']) => None,
            Style::Hugo => Some(format!("{{{{< relref \"/{below}\" >}}}}")),
            Style::Zola => Some(format!("@/{}", address::target(&below))),
            Style::Jekyll => jekyll(&below),
            Style::Markdown | Style::Obsidian | Style::Logseq => None,
        }
    }

    /// A title or name as Markdown text, in which `{{` does not begin a template.
    pub fn text(&self, name: &str) -> String {
        let escaped = text::escape(name);
        match self.style {
            Style::Hugo | Style::Zola | Style::Jekyll => escaped.replace('{', "&#123;"),
            Style::Markdown | Style::Obsidian | Style::Logseq => escaped,
        }
    }

    /// `[[note|title]]`: by path if several notes have the name, and as a Markdown link if the name has a sign that a
    /// wiki link cannot have.
    fn obsidian(&self, from: &str, to: &str, title: &str) -> String {
        let path = to.strip_suffix(".md").unwrap_or(to);
        let name = path.rsplit('/').next().unwrap_or(path);
        if !plain_in_wiki(path) {
            return text::link(&text::escape(title), &address::target(&relative(from, to)));
        }
        let target = if self.ambiguous.contains(&name.to_lowercase()) { path } else { name };
        match shown(title) {
            title if title == target || title.is_empty() => format!("[[{target}]]"),
            title => format!("[[{target}|{title}]]"),
        }
    }

    /// `[[page]]`, or `[title]([[page]])` if the title differs.
    fn logseq(&self, to: &str, title: &str) -> String {
        let page = self.page(to);
        let file = to.rsplit('/').next().unwrap_or(to);
        match shown(title) {
            title
                if title.is_empty()
                    || title == page
                    || file.strip_suffix(".md") == Some(&title) =>
            {
                format!("[[{page}]]")
            }
            title => format!("[{title}]([[{page}]])"),
        }
    }

    /// The name of a page in Logseq. By default it is the file name, in which `___` stands for a slash.
    pub fn page(&self, path: &str) -> String {
        let file = path.rsplit('/').next().unwrap_or(path);
        let file = file.strip_suffix(".md").unwrap_or(file);
        self.pages.get(path).map_or_else(|| file.replace("___", "/"), |name| shown(name))
    }
}

/// The name of a journal page in Logseq by its file, in the default format: `Jul 23rd, 2019`.
pub fn journal(path: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (folder, file) = path.rsplit_once('/')?;
    let date = Date::from_name(&file.replace('_', "-"))?;
    let month = MONTHS.get(usize::from(date.month).checked_sub(1)?)?;
    let day = match date.day {
        0 => return None,
        day @ (11..=13) => format!("{day}th"),
        day => {
            format!("{day}{}", ["th", "st", "nd", "rd"].get(usize::from(day % 10)).unwrap_or(&"th"))
        }
    };
    (folder.rsplit('/').next() == Some("journals")).then(|| format!("{month} {day}, {}", date.year))
}

/// A path relative to the folder to which links are relative. `None` if it leads out of it.
fn below(above: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = above.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether a path has no sign that is special in a wiki link.
fn plain_in_wiki(path: &str) -> bool {
    !path.contains(['#', '|', '^', ':', '[', ']']) && !path.contains("%%")
}

/// A title as the text of a wiki link.
fn shown(title: &str) -> String {
    title.replace(['[', ']', '|', '\n', '\r'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A post by its name, any other page by its path. `None` if Liquid cannot write it, or if it is a draft, which has
/// no address.
fn jekyll(path: &str) -> Option<String> {
    if path.contains(['"', '\'', '{', '}', '%', ' ']) || path.split('/').any(|p| p == "_drafts") {
        return None;
    }
    let (before, name) = match path.split_once("_posts/") {
        Some((before, name)) if before.is_empty() || before.ends_with('/') => (before, name),
        _ => return Some(format!("{{% link {path} %}}")),
    };
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    // For Jekyll a post must have a date in its name.
    let file = name.rsplit('/').next().unwrap_or(name);
    Date::from_name(file)?;
    Some(format!("{{% post_url {before}{name} %}}"))
}
