//! `hallway link POST…`

use crate::cli::link::change::PostChange;
use crate::cli::link::posts::LinkOptions;
use crate::cli::options::Outcome;
use crate::cli::screen;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::diagnostic::Severity;
use hallway::link::removal;
use hallway::store::Error;
use std::collections::BTreeSet;
use std::path::PathBuf;

mod change;
mod pages;
mod posts;
mod writer;

/// Add links to earlier notes to a post
///
/// Shows a diff; --write applies it. --remove --write takes all links out again; --undo takes back the
/// last run at once. The links are a block between two comments, at the end of the post or wherever you
/// move it. You may change its heading; its links are written anew on each run. Nothing outside the block
/// changes, except with --mentions or --front-matter.
#[derive(Args)]
pub struct LinkCommand {
    /// The posts; they must be in the notes folder
    #[arg(required_unless_present = "undo", value_name = "POST")]
    posts: Vec<PathBuf>,
    #[command(flatten)]
    options: LinkOptions,
    /// Write the changes to the posts
    #[arg(long)]
    write: bool,
    /// Remove all links that hallway added: shows a diff, --write applies it
    #[arg(long)]
    remove: bool,
    /// Undo the last run with --write: at once, in all files that have not changed since
    #[arg(long, conflicts_with_all = ["posts", "style", "top", "write", "remove", "back", "mentions", "front_matter"])]
    undo: bool,
}

impl LinkCommand {
    /// Shows or makes the changes. Exit code 0 also if the posts have all links already; 1 if there is
    /// nothing to link to, or nothing to remove.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        if self.undo {
            return change::undo(workspace);
        }
        let mut problems = Vec::new();
        let mut changes = Vec::new();
        let mut seen = BTreeSet::new();
        let real = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        let posts = self.posts.iter().filter(|path| seen.insert(real(path)));
        let read = posts.map(|path| change::read(path, &mut problems)).collect::<Vec<_>>();
        let texts: Vec<(PathBuf, String)> = read.into_iter().flatten().collect();
        match self.remove {
            true => changes.extend(texts.into_iter().map(|(path, old)| {
                let new = removal::remove(&old);
                PostChange { path, old, new, links: 0, complete: false }
            })),
            false => changes = posts::link(&self.options, workspace, texts, &mut problems)?,
        }
        let failure = problems.iter().rposition(|p| p.severity == Severity::Error);
        let failure = failure.map(|at| problems.remove(at));
        workspace.report(&problems);
        let found = match self.remove {
            true => changes.iter().filter(|change| change.old != change.new).count(),
            false => changes.iter().filter(|change| change.links > 0 || change.complete).count(),
        };
        changes.retain(|change| change.old != change.new);
        // All changes are shown before the first is made.
        screen::print(&changes.iter().map(PostChange::diff).collect::<String>())?;
        if self.write {
            change::write(workspace, &changes)?;
        }
        if failure.is_none() || !changes.is_empty() {
            let remark = match changes.is_empty() {
                true => self.nothing(found, !problems.is_empty()),
                false => self.summary(&changes),
            };
            workspace.remark(&remark);
        }
        match failure {
            Some(failure) => Err(Error::Config(Box::new(failure))),
            None if found == 0 => Ok(Outcome::Nothing),
            None => Ok(Outcome::Done),
        }
    }

    /// Why nothing changes: so many posts have their links already; of the others some were refused.
    fn nothing(&self, found: usize, refused: bool) -> String {
        let why = match (found, refused) {
            _ if self.remove => "There are no links to remove.",
            (0, true) => "Nothing was changed.",
            (0, false) => "No earlier note to link to was found.",
            (1, _) => "Nothing to change. The post already links to the notes related to it.",
            _ => "Nothing to change. The posts already link to the notes related to them.",
        };
        why.to_string()
    }

    /// “2 links for 1 post. Nothing was written: …”
    fn summary(&self, changes: &[PostChange]) -> String {
        let linked = changes.iter().filter(|change| change.links > 0 || self.remove).count();
        let posts = format!("{linked} {}", if linked == 1 { "post" } else { "posts" });
        let links: usize = changes.iter().map(|change| change.links).sum();
        let links = format!("{links} {}", if links == 1 { "link" } else { "links" });
        let done = match (self.remove, changes.len() - linked) {
            (true, _) if self.write => return format!("Removed the links from {posts}."),
            (true, _) => format!("Links to remove in {posts}."),
            (false, 0) => format!("{links} for {posts}."),
            (false, 1) => format!("{links} for {posts}, 1 earlier note links back."),
            (false, back) => format!("{links} for {posts}, {back} earlier notes link back."),
        };
        let hint = match self.write {
            true => "Written.",
            false => "Nothing was written yet: use --write or git apply.",
        };
        format!("{done} {hint}")
    }
}
