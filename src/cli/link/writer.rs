//! Where links are written: as a block in the text, or as a list in the front matter, never both.

use hallway::link::block::LinkRefusal;
use hallway::link::style::LinkWriter;
use hallway::link::{block, front_matter, items, removal};
use hallway::markers::ManagedBlock;
use hallway::query::related::{RelatedView, Suggestion};

/// How links are written to all posts of a run.
pub struct PostWriter {
    /// How the site writes links.
    pub site: LinkWriter,
    /// Whether they go to the front matter.
    pub front_matter: bool,
}

impl PostWriter {
    /// The notes to link to from a post, each with its line or value.
    pub fn items<'r>(&self, related: &'r RelatedView) -> Vec<(&'r Suggestion, String)> {
        match self.front_matter {
            true => items::values(&self.site, related),
            false => items::items(&self.site, related),
        }
    }

    /// The line or value of a link from one note to another.
    pub fn one(&self, from: &str, to: &str, title: &str) -> Option<String> {
        match self.front_matter {
            true => self.site.value(from, to, title),
            false => self.site.link(from, to, title),
        }
    }

    /// The post with links to earlier notes.
    pub fn put(&self, text: &str, items: &[String]) -> Result<String, LinkRefusal> {
        let text = self.cleared(text, ManagedBlock::Earlier);
        match self.front_matter {
            true => front_matter::put(&text, ManagedBlock::Earlier, self.site.style, items),
            false => block::put(&text, ManagedBlock::Earlier, self.site.style, items),
        }
    }

    /// The note with another link to a later note.
    pub fn add(&self, text: &str, item: &str) -> Result<String, LinkRefusal> {
        let text = self.cleared(text, ManagedBlock::Later);
        match self.front_matter {
            true => front_matter::add(&text, ManagedBlock::Later, self.site.style, item),
            false => block::add(&text, ManagedBlock::Later, self.site.style, item),
        }
    }

    /// The text without links in the other place.
    fn cleared(&self, text: &str, block: ManagedBlock) -> String {
        match self.front_matter {
            true => removal::remove_blocks(text, |found| found == block),
            false => front_matter::remove_list(text, block, self.site.style),
        }
    }
}
