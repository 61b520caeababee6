//! Where links are written: as a block in the text, or as a list in the front matter, never both.

use hallway::document::managed::Block;
use hallway::link::style::Site;
use hallway::link::{self, Refused, front, list};
use hallway::query::related::{Related, Suggestion};

/// How links are written to all posts of a run.
pub struct LinkWriter {
    /// How the site writes links.
    pub site: Site,
    /// Whether they go to the front matter.
    pub front_matter: bool,
}

impl LinkWriter {
    /// The notes to link to from a post, each with its line or value.
    pub fn items<'r>(&self, related: &'r Related) -> Vec<(&'r Suggestion, String)> {
        match self.front_matter {
            true => list::values(&self.site, related),
            false => list::items(&self.site, related),
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
    pub fn put(&self, text: &str, items: &[String]) -> Result<String, Refused> {
        let text = self.cleared(text, Block::Earlier);
        match self.front_matter {
            true => front::put(&text, Block::Earlier, self.site.style, items),
            false => link::put(&text, Block::Earlier, self.site.style, items),
        }
    }

    /// The note with another link to a later note.
    pub fn add(&self, text: &str, item: &str) -> Result<String, Refused> {
        let text = self.cleared(text, Block::Later);
        match self.front_matter {
            true => front::add(&text, Block::Later, self.site.style, item),
            false => link::add(&text, Block::Later, self.site.style, item),
        }
    }

    /// The text without links in the other place.
    fn cleared(&self, text: &str, block: Block) -> String {
        match self.front_matter {
            true => link::remove_blocks(text, |found| found == block),
            false => front::remove_list(text, block, self.site.style),
        }
    }
}
