//! The summary pages that mentions are linked to.

use crate::cli::hints::command;
use crate::cli::workspace::Workspace;
use hallway::diagnostic::Diagnostic;
use hallway::export::pages::format::PageFormat;
use hallway::graph::Graph;
use hallway::layout::forms::Forms;
use hallway::link::block::LinkRefusal;
use hallway::link::mentions::{self, LinkableMention};
use hallway::link::style::{LinkWriter, Style};
use hallway::link::{content, removal};
use hallway::store::notes::{Reading, Source};
use hallway::store::{output, site};
use hallway::vocabulary::Kind;
use std::path::{Path, PathBuf};

/// The pages that `hallway build` wrote, and the entities that they are about.
pub struct SummaryPages {
    graph: Graph,
    forms: Forms,
    /// The page of each node, below the folder of the summaries.
    paths: Vec<String>,
    /// The output folder.
    folder: PathBuf,
    /// Its path relative to the notes folder.
    path: String,
}

impl SummaryPages {
    /// The pages for all notes; the posts to be linked are read without their links. `None` if there
    /// are no pages, or if they are outside the site, which is added to the problems.
    pub fn open(
        workspace: &Workspace,
        posts: &[(PathBuf, String)],
        mut reading: Reading,
        site: &LinkWriter,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<SummaryPages> {
        let base = site::base(&workspace.notes, &site::detect(&workspace.notes), site.style);
        let styled = workspace.content_folder(&base);
        let folder = if is_content(&styled) { styled } else { workspace.project.output() };
        let path_to_pages = output::way(&workspace.notes, &folder);
        let problem = match site.style {
            Style::Logseq => None,
            _ if !folder.join(PageFormat::Markdown.folder()).is_dir() && !is_content(&folder) => {
                let message = "there are no summary pages to link mentions to";
                let build = command(workspace, "build");
                Some((message, format!("Run {build}, then link again.")))
            }
            _ if site.mention("x.md", &format!("{path_to_pages}/x.md"), "x", "x").is_none() => {
                let message =
                    "the summary pages are outside the folder that the site or vault reads";
                let build = command(workspace, &format!("build --style {}", site.style.word()));
                let lead = "Mentions are not linked. Write pages there with";
                Some((message, format!("{lead} {build}, then link again.")))
            }
            _ => None,
        };
        if let Some((message, help)) = problem {
            let warning = Diagnostic::warning(&folder.to_string_lossy(), "no-pages", message);
            problems.push(warning.help(help));
            return None;
        }
        for (path, text) in posts {
            let path = workspace.note_path(path);
            if let Some(source) = reading.sources.iter_mut().find(|s| s.path == path) {
                source.bytes = removal::unlinked(text).into_bytes();
            }
        }
        let forms = hallway::survey(&reading.sources, &workspace.lexicon);
        let (graph, _) = workspace.join(reading);
        let paths = PageFormat::Markdown.pages(&graph);
        Some(SummaryPages { graph, forms, paths, folder, path: path_to_pages })
    }

    /// The text of a post with its first mentions linked, and how many links there are.
    pub fn link(
        &self,
        workspace: &Workspace,
        site: &LinkWriter,
        post: &str,
        text: &str,
    ) -> Result<(String, usize), LinkRefusal> {
        let bytes = removal::unlinked(text).into_bytes();
        let source = Source { path: post.to_string(), bytes };
        let found = hallway::read(&source, &workspace.lexicon, &self.forms);
        let findings = hallway::sure(found, workspace.threshold);
        let plain = String::from_utf8_lossy(&source.bytes);
        let found = mentions::first(&plain, &findings, &self.graph, &workspace.overrides);
        let page = |mention: LinkableMention| {
            let page = self.paths.get(self.graph.place(&mention.id)?)?;
            let summary = format!("{}/{page}", PageFormat::Markdown.folder());
            // Only pages that the last build wrote can be linked to.
            let forms = [content::path(site.style, &summary), summary];
            let is_there = |page: &String| self.folder.join(page).is_file();
            let page =
                forms.into_iter().find(|page| site.style == Style::Logseq || is_there(page))?;
            Some((mention, format!("{}/{page}", self.path)))
        };
        let mentions: Vec<(LinkableMention, String)> = found.into_iter().filter_map(page).collect();
        mentions::put(text, site, post, &mentions)
    }
}

/// Whether the pages of a site or vault are there, as `hallway build --style` writes them.
fn is_content(folder: &Path) -> bool {
    Kind::ALL.iter().any(|kind| folder.join(kind.plural()).is_dir())
}
