//! The posts of a run with their links.

use crate::cli::link::change::{PostChange, read};
use crate::cli::link::pages::SummaryPages;
use crate::cli::link::writer::PostWriter;
use crate::cli::options::style;
use crate::cli::related::{choose, index_notes};
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::diagnostic::Diagnostic;
use hallway::link::block::LinkRefusal;
use hallway::link::style::{LinkWriter, Style};
use hallway::query::related::reasons::RelatedReason;
use hallway::query::related::{NoteIndex, Suggestion};
use hallway::store::config::HugoLinks;
use hallway::store::{Error, site};
use hallway::terms::Terms;
use std::path::{Path, PathBuf};

/// Which links to add, and how.
#[derive(Args)]
pub struct LinkOptions {
    /// How to write links [default: detected from the site or vault]
    #[arg(long, value_parser = style(), value_name = "STYLE")]
    style: Option<Style>,
    /// Link to at most N notes
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,
    /// Also link the first mention of each entity that other notes name to its summary page
    #[arg(long, conflicts_with = "remove")]
    mentions: bool,
    /// List the links in the front matter, as “related” and “later”, not in the text
    #[arg(long, conflicts_with = "remove")]
    front_matter: bool,
    /// Also link back from the earlier notes, under “Later notes”
    #[arg(long, conflicts_with = "remove")]
    back: bool,
}

impl LinkOptions {
    /// How the site or vault writes links. Reports the style if it was detected; falls back to plain
    /// Markdown if the notes are outside the site.
    fn site(
        &self,
        workspace: &Workspace,
        notes: &[Terms],
        problems: &mut Vec<Diagnostic>,
    ) -> LinkWriter {
        let found = site::detect(&workspace.notes);
        let config = &workspace.project.config;
        let named = self.style.or_else(|| Style::named(config.style.as_deref()?));
        let style = named.unwrap_or(found.style);
        if let (None, Some(file)) = (named, &found.file) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            workspace.remark(&format!("Writing links for {}: found {name}.", style.word()));
        }
        let hugo_paths = config.hugo_links == Some(HugoLinks::Path);
        let site = site::link_writer(&workspace.notes, &found, style, notes);
        site.map(|site| LinkWriter { hugo_paths, ..site }).unwrap_or_else(|| {
            let message = format!("the notes are outside the folder that {} reads", style.word());
            let warning = Diagnostic::warning(&workspace.notes.to_string_lossy(), "style", message);
            problems.push(
                warning.help(
                    "Links are written as plain Markdown. Choose another style with --style.",
                ),
            );
            LinkWriter::default()
        })
    }
}

/// Links all posts, and the earlier notes back to them if asked to. Posts that cannot be linked are
/// added to the problems.
pub fn link(
    options: &LinkOptions,
    workspace: &Workspace,
    texts: Vec<(PathBuf, String)>,
    problems: &mut Vec<Diagnostic>,
) -> Result<Vec<PostChange>, Error> {
    let reading = workspace.read(&workspace.notes, &workspace.project.output())?;
    let sources = reading.sources.clone();
    let index = index_notes(&sources);
    let site = options.site(workspace, index.notes(), problems);
    let writer = PostWriter { site, front_matter: options.front_matter };
    let pages = match options.mentions {
        true => SummaryPages::open(workspace, &texts, reading, &writer.site, problems),
        false => None,
    };
    let (mut changes, mut back) = (Vec::new(), Vec::new());
    for (path, old) in texts {
        let post = workspace.note_path(&path);
        let Some(number) = index.position(&post) else {
            problems.push(not_a_note(&path));
            continue;
        };
        let mut related = choose(workspace, &sources, &index, number, usize::MAX);
        related.related.retain(|suggestion| !is_draft(&index, &suggestion.note));
        let mut items = writer.items(&related);
        let is_linked = |s: &Suggestion| s.reasons.contains(&RelatedReason::Linked);
        let complete = items.is_empty() && related.related.iter().any(is_linked);
        items.truncate(options.top);
        let lines: Vec<String> = items.iter().map(|(_, item)| item.clone()).collect();
        let with_mentions = match &pages {
            Some(pages) => pages.link(workspace, &writer.site, &post, &old),
            None => Ok((old.clone(), 0)),
        };
        let put = |(text, mentions): (String, usize)| Ok((writer.put(&text, &lines)?, mentions));
        match with_mentions.and_then(put) {
            Ok((new, mentions)) => {
                let links = items.len() + mentions;
                changes.push(PostChange { path, old, new, links, complete });
            }
            Err(refused) => {
                problems.push(refusal(&path, refused));
                continue;
            }
        }
        if options.back && !is_draft(&index, &post) {
            let title = index.notes()[number].shown();
            let there = items.iter().map(|(s, _)| (s, writer.one(&s.note, &post, title)));
            back.extend(there.filter_map(|(s, link)| Some((workspace.notes.join(&s.note), link?))));
        }
    }
    for (path, item) in back {
        let Some(change) = change_of(&path, &mut changes, problems) else { continue };
        match writer.add(&change.new, &item) {
            Ok(new) => change.new = new,
            Err(refused) => problems.push(refusal(&path, refused)),
        }
    }
    Ok(changes)
}

fn is_draft(index: &NoteIndex, note: &str) -> bool {
    index.position(note).is_some_and(|number| index.notes()[number].draft)
}

/// The change of a file: an existing one, or a new one that changes nothing yet.
fn change_of<'c>(
    path: &Path,
    changes: &'c mut Vec<PostChange>,
    problems: &mut Vec<Diagnostic>,
) -> Option<&'c mut PostChange> {
    let real = path.canonicalize().ok()?;
    let is = |change: &PostChange| change.path.canonicalize().is_ok_and(|other| other == real);
    let at = match changes.iter().position(is) {
        Some(at) => at,
        None => {
            let (path, old) = read(path, problems)?;
            changes.push(PostChange { path, new: old.clone(), old, links: 0, complete: false });
            changes.len() - 1
        }
    };
    changes.get_mut(at)
}

fn not_a_note(path: &Path) -> Diagnostic {
    let message = "this post is not in the notes folder";
    let error = Diagnostic::error(&path.to_string_lossy(), "not-a-note", message);
    error.help("Set the notes folder with --notes.")
}

fn refusal(path: &Path, refused: LinkRefusal) -> Diagnostic {
    let (code, message, help) = match refused {
        LinkRefusal::InCode => (
            "open-end",
            "this post ends inside an unclosed code block",
            "Close it, then link again.",
        ),
        LinkRefusal::InComment => {
            ("open-end", "this post ends inside an unclosed comment", "Close it, then link again.")
        }
        LinkRefusal::NoFrontMatter => (
            "no-front-matter",
            "this post has no front matter that can hold a list",
            "Add YAML or TOML front matter (Zola: with an [extra] table; Logseq: a property), or link without --front-matter.",
        ),
        LinkRefusal::FrontMatter => (
            "front-matter",
            "the front matter of this post cannot be read, or cannot take another list",
            "Fix it (see hallway check), or link without --front-matter.",
        ),
        LinkRefusal::OwnList => (
            "own-list",
            "the front matter of this post already has a list of this name",
            "Remove that list, or link without --front-matter.",
        ),
    };
    let error = Diagnostic::warning(&path.to_string_lossy(), code, message);
    error.help(format!("The file is unchanged. {help}"))
}
