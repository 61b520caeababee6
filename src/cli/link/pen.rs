//! Where links are written: as a block in the text, or as a list in the front matter. A note that has them in
//! one place has none in the other.

use hallway::document::managed::Block;
use hallway::link::style::Site;
use hallway::link::{self, Refused, front, list};
use hallway::query::related::{RelatedView, Suggestion};

/// The way in which links are put into all posts of a run.
pub struct Pen {
    /// How the site writes links.
    pub site: Site,
    /// Whether they stand in the front matter.
    pub front_matter: bool,
}

impl Pen {
    /// What there is to link to from a post, with the line or value for each.
    pub fn items<'r>(&self, related: &'r RelatedView) -> Vec<(&'r Suggestion, String)> {
        match self.front_matter {
            true => list::values(&self.site, related),
            false => list::items(&self.site, related),
        }
    }

    /// The line or value of a link from a note to another.
    pub fn one(&self, from: &str, to: &str, title: &str) -> Option<String> {
        match self.front_matter {
            true => self.site.value(from, to, title),
            false => self.site.link(from, to, title),
        }
    }

    /// The text with links to earlier notes.
    pub fn put(&self, text: &str, items: &[String]) -> Result<String, Refused> {
        let text = self.elsewhere(text, Block::Earlier);
        match self.front_matter {
            true => front::put(&text, Block::Earlier, self.site.style, items),
            false => link::put(&text, Block::Earlier, self.site.style, items),
        }
    }

    /// The text with one more link to a later note.
    pub fn add(&self, text: &str, item: &str) -> Result<String, Refused> {
        let text = self.elsewhere(text, Block::Later);
        match self.front_matter {
            true => front::add(&text, Block::Later, self.site.style, item),
            false => link::add(&text, Block::Later, self.site.style, item),
        }
    }

    fn elsewhere(&self, text: &str, block: Block) -> String {
        match self.front_matter {
            true => link::remove_blocks(text, |found| found == block),
            false => front::remove_list(text, block, self.site.style),
        }
    }
}
