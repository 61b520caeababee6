//! How the tools of our users write a link from one note to another.

use crate::date::Date;
use crate::export::address::relative;
use crate::export::address::target;
use crate::export::markdown::text;

/// A tool's way to write links.
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

/// The place of a site within which links count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// How links are written.
    pub style: Style,
    /// The way from the folder from which the style's paths count to the notes folder, with a slash at
    /// the end, or empty.
    pub above: String,
    /// File names, without extension and in lower case, that several notes have.
    pub ambiguous: Vec<String>,
}

impl Site {
    /// A link from a note to another, both by path in the notes folder. `None` if the tool has no way
    /// to write it, or would not find the note.
    pub fn link(&self, from: &str, to: &str, title: &str) -> Option<String> {
        let below = format!("{}{to}", self.above);
        let markdown = |target: &str| text::link(&self.text(title), target);
        Some(match self.style {
            Style::Markdown => markdown(&target(&relative(from, to))),
            Style::Hugo if below.contains(['"', '`']) => return None,
            Style::Hugo => markdown(&format!("{{{{< relref \"/{below}\" >}}}}")),
            Style::Zola => markdown(&format!("@/{}", target(&below))),
            Style::Jekyll => markdown(&jekyll(&below)?),
            Style::Obsidian => self.obsidian(from, to, title),
            Style::Logseq => logseq(to, title),
        })
    }

    /// A title or name as text. Where templates are filled in, `{{` in it must not begin one.
    pub fn text(&self, name: &str) -> String {
        let escaped = text::escape(name);
        match self.style {
            Style::Hugo | Style::Zola | Style::Jekyll => escaped.replace('{', "&#123;"),
            Style::Markdown | Style::Obsidian | Style::Logseq => escaped,
        }
    }

    /// `[[note|title]]`; by path where several notes have the name, as Markdown where the name has a sign
    /// that a wiki link must not have.
    fn obsidian(&self, from: &str, to: &str, title: &str) -> String {
        let path = to.strip_suffix(".md").unwrap_or(to);
        let name = path.rsplit('/').next().unwrap_or(path);
        if path.contains(['#', '|', '^', ':', '[', ']']) || path.contains("%%") {
            return text::link(&text::escape(title), &target(&relative(from, to)));
        }
        let target = if self.ambiguous.contains(&name.to_lowercase()) { path } else { name };
        match shown(title) {
            title if title == target || title.is_empty() => format!("[[{target}]]"),
            title => format!("[[{target}|{title}]]"),
        }
    }
}

/// A title as the text of a wiki link.
fn shown(title: &str) -> String {
    title.replace(['[', ']', '|', '\n', '\r'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A page of Logseq: its title, else its file name, in which `___` stands for a slash.
fn logseq(to: &str, title: &str) -> String {
    let file = to.rsplit('/').next().unwrap_or(to);
    let file = file.strip_suffix(".md").unwrap_or(file);
    let named = if title == file { String::new() } else { shown(title) };
    let page = if named.is_empty() { file.replace("___", "/") } else { named };
    format!("[[{page}]]")
}

/// A post by its name, another page by its path. Liquid has no way to write some signs, and drafts have
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
    // Jekyll knows no post without a date in its name.
    let file = name.rsplit('/').next().unwrap_or(name);
    Date::from_name(file)?;
    Some(format!("{{% post_url {before}{name} %}}"))
}
