//! The summary pages that mentions are linked to.

use crate::cli::build;
use crate::cli::extract::shown;
use crate::cli::session::Session;
use hallway::diagnostic::Diagnostic;
use hallway::export::markdown::address::{Addresses, FOLDER};
use hallway::graph::Graph;
use hallway::link::block::LinkRefusal;
use hallway::link::mentions::{self, LinkableMention};
use hallway::link::style::{LinkWriter, Style};
use hallway::link::{content, removal};
use hallway::store::notes::{Reading, Source};
use hallway::store::{output, site};
use hallway::vocabulary::Kind;
use std::path::{Path, PathBuf};

/// The pages that `hallway build` wrote, and what the notes say of the things they are about.
pub struct Pages {
    graph: Graph,
    addresses: Addresses,
    /// The output folder.
    folder: PathBuf,
    /// The way to it from the notes folder.
    way: String,
}

impl Pages {
    /// The pages for all notes, of which the posts to be linked are read as if nothing in them was. `None` if
    /// there are none, or the site does not hold them; it is told.
    pub fn open(
        session: &Session,
        posts: &[(PathBuf, String)],
        mut reading: Reading,
        site: &LinkWriter,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Pages> {
        let base = site::base(&session.notes, &site::detect(&session.notes), site.style);
        let styled = build::content::folder(session, &base);
        let folder = if is_content(&styled) { styled } else { session.project.output() };
        let way = output::way(&session.notes, &folder);
        let told = match site.style {
            Style::Logseq => None,
            _ if !folder.join(FOLDER).is_dir() && !is_content(&folder) => {
                let message = "there are no summary pages that mentions could lead to";
                Some((message, "Run hallway build, and link again."))
            }
            _ if site.mention("x.md", &format!("{way}/x.md"), "x", "x").is_none() => Some((
                "the summary pages are not in the folder that the site or vault reads",
                "Mentions stay text. hallway build --style writes pages into it; then link again.",
            )),
            _ => None,
        };
        if let Some((message, help)) = told {
            let told = Diagnostic::warning(&folder.to_string_lossy(), "no-pages", message);
            problems.push(told.help(help));
            return None;
        }
        for (path, text) in posts {
            let path = shown(&session.notes, path);
            if let Some(source) = reading.sources.iter_mut().find(|s| s.path == path) {
                source.bytes = removal::unlinked(text).into_bytes();
            }
        }
        let (graph, _) = session.join(reading);
        let addresses = Addresses::new(&graph);
        Some(Pages { graph, addresses, folder, way })
    }

    /// The text of a post with its first mentions as links, and how many there are.
    pub fn link(
        &self,
        session: &Session,
        site: &LinkWriter,
        post: &str,
        text: &str,
    ) -> Result<(String, usize), LinkRefusal> {
        let bytes = removal::unlinked(text).into_bytes();
        let source = Source { path: post.to_string(), bytes };
        let findings = hallway::sure(hallway::read(&source, &session.lexicon), session.threshold);
        let plain = String::from_utf8_lossy(&source.bytes);
        let found = mentions::first(&plain, &findings, &self.graph, &session.overrides);
        let page = |mention: LinkableMention| {
            let summary = self.addresses.page(&self.graph, &mention.id)?;
            // A page that the last build did not write leads nowhere.
            let forms = [content::path(site.style, summary), summary.to_string()];
            let is_there = |page: &String| self.folder.join(page).is_file();
            let page =
                forms.into_iter().find(|page| site.style == Style::Logseq || is_there(page))?;
            Some((mention, format!("{}/{page}", self.way)))
        };
        let mentions: Vec<(LinkableMention, String)> = found.into_iter().filter_map(page).collect();
        mentions::put(text, site, post, &mentions)
    }
}

/// Whether the pages of a site or vault are there, as `hallway build --style` writes them.
fn is_content(folder: &Path) -> bool {
    Kind::ALL.iter().any(|kind| folder.join(kind.plural()).is_dir())
}
