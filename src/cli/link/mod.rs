//! `hallway link POST…`

use crate::cli::Outcome;
use crate::cli::screen::{self, Screen};
use crate::cli::session::Session;
use crate::cli::text::Text;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use hallway::diagnostic::{Diagnostic, Severity};
use hallway::link::removal;
use hallway::link::style::{LinkWriter, Style};
use hallway::store::config::HugoLinks;
use hallway::store::{Error, site};
use hallway::terms::Terms;
use similar::TextDiff;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

mod pages;
mod pen;
mod posts;
mod written;

/// A block of links to earlier notes, as a diff; --write puts it into the post
///
/// The block stands between two comments at the end of the post, or wherever you move it. Its heading is
/// yours to change; its links are written anew by each run. Nothing outside of it is touched.
#[derive(Args)]
pub struct Link {
    /// The posts, which lie in the notes folder
    #[arg(required_unless_present = "undo", value_name = "POST")]
    posts: Vec<PathBuf>,
    /// How to write links [default: as the site's or vault's own files say]
    #[arg(long, value_parser = style(), value_name = "STYLE")]
    style: Option<Style>,
    /// How many notes to link to at most
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,
    /// Also make the first mention of each thing that other notes name a link to its summary page
    #[arg(long, conflicts_with = "remove")]
    mentions: bool,
    /// List the links in the front matter, under “related” and “later”, and not in the text
    #[arg(long, conflicts_with = "remove")]
    front_matter: bool,
    /// Change the posts
    #[arg(long)]
    write: bool,
    /// Also give the earlier notes a link back, under “Later notes”
    #[arg(long, conflicts_with = "remove")]
    back: bool,
    /// Take all blocks of links out
    #[arg(long)]
    remove: bool,
    /// Take back what the last run with --write did, in all files that nobody changed since
    #[arg(long, conflicts_with_all = ["posts", "style", "top", "write", "remove", "back", "mentions", "front_matter"])]
    undo: bool,
}

/// A post before and after.
struct Change {
    path: PathBuf,
    old: String,
    new: String,
    links: usize,
}

impl Link {
    /// Shows or makes the changes; exit code 1 if there is nothing to link to, or to take out.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        if self.undo {
            return written::undo(session);
        }
        let mut problems = Vec::new();
        let mut changes = Vec::new();
        let mut seen = BTreeSet::new();
        let real = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        let posts = self.posts.iter().filter(|path| seen.insert(real(path)));
        let read = posts.map(|path| read(path, &mut problems)).collect::<Vec<_>>();
        let texts: Vec<(PathBuf, String)> = read.into_iter().flatten().collect();
        match self.remove {
            true => changes.extend(texts.into_iter().map(|(path, old)| {
                let new = removal::remove(&old);
                Change { path, old, new, links: 0 }
            })),
            false => changes = posts::link(self, session, texts, &mut problems)?,
        }
        let failure = problems.iter().rposition(|p| p.severity == Severity::Error);
        let failure = failure.map(|at| problems.remove(at));
        session.report(&problems);
        let found = match self.remove {
            true => changes.iter().any(|change| change.old != change.new),
            false => changes.iter().any(|change| change.links > 0),
        };
        changes.retain(|change| change.old != change.new);
        // All that will happen is shown before any of it does.
        screen::print(&changes.iter().map(diff).collect::<String>())?;
        if self.write {
            written::write(session, &changes)?;
        }
        if failure.is_none() || !changes.is_empty() {
            self.account(session, &changes);
        }
        match failure {
            Some(failure) => Err(Error::Config(Box::new(failure))),
            None if found => Ok(Outcome::Done),
            None => Ok(Outcome::Nothing),
        }
    }

    /// The site, which is said if it was guessed; plain Markdown where the style has no way to lead
    /// from note to note.
    fn site(
        &self,
        session: &Session,
        notes: &[Terms],
        problems: &mut Vec<Diagnostic>,
    ) -> LinkWriter {
        let found = site::detect(&session.notes);
        let config = &session.project.config;
        let said = self.style.or_else(|| Style::named(config.style.as_deref()?));
        let style = said.unwrap_or(found.style);
        if let (None, Some(file)) = (said, &found.file) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            note(
                session,
                &format!("Links are written for {}, since there is {name}.", style.word()),
            );
        }
        let hugo_paths = config.hugo_links == Some(HugoLinks::Path);
        let site = site::link_writer(&session.notes, &found, style, notes);
        site.map(|site| LinkWriter { hugo_paths, ..site }).unwrap_or_else(|| {
            let message = format!("the notes are not in the folder that {} reads", style.word());
            let told = Diagnostic::warning(&session.notes.to_string_lossy(), "style", message);
            problems.push(
                told.help("Links are written as plain Markdown. --style chooses another form."),
            );
            LinkWriter::default()
        })
    }

    fn account(&self, session: &Session, changes: &[Change]) {
        let linked = changes.iter().filter(|change| change.links > 0 || self.remove).count();
        let posts = format!("{linked} {}", if linked == 1 { "post" } else { "posts" });
        let links: usize = changes.iter().map(|change| change.links).sum();
        let links = format!("{links} {}", if links == 1 { "link" } else { "links" });
        let done = match (changes.is_empty(), self.remove) {
            (true, true) => "There is no block to take out.".to_string(),
            (true, false) => "Nothing to change.".to_string(),
            (false, true) => format!("Blocks of links in {posts}."),
            (false, false) if linked == changes.len() => format!("{links} for {posts}."),
            (false, false) => {
                let back = match changes.len() - linked {
                    1 => "1 earlier note links".to_string(),
                    n => format!("{n} earlier notes link"),
                };
                format!("{links} for {posts}, {back} back.")
            }
        };
        let hint = match (changes.is_empty(), self.write) {
            (false, false) => " Nothing was written: --write applies this, as does git apply.",
            (false, true) => " Written.",
            (true, _) => "",
        };
        note(session, &(done + hint));
    }
}

/// A post as text; what is wrong with it is told.
fn read(path: &Path, problems: &mut Vec<Diagnostic>) -> Option<(PathBuf, String)> {
    let name = path.to_string_lossy();
    if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("mdx")) {
        let told = Diagnostic::warning(&name, "mdx", "MDX takes no comments of HTML");
        problems.push(told.help("It is left as it is: the block of links stands between two."));
        return None;
    }
    match std::fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => return Some((path.to_path_buf(), text)),
        Ok(Err(_)) => {
            let told = Diagnostic::error(&name, "encoding", "this file is not text in UTF-8");
            problems.push(told.help("It is left as it is. Save it as UTF-8 to have links in it."));
        }
        Err(e) => problems.push(Error::disk("read", path)(e).diagnostic()),
    }
    None
}

/// The change as a patch that `git apply` takes.
fn diff(change: &Change) -> String {
    let name = change.path.to_string_lossy().replace('\\', "/");
    let name = name.trim_start_matches("./").trim_start_matches('/');
    // As git does, so that the end of a name with spaces is seen.
    let end = if name.contains(' ') { "\t" } else { "" };
    let diff = TextDiff::from_lines(&change.old, &change.new);
    diff.unified_diff().header(&format!("a/{name}{end}"), &format!("b/{name}{end}")).to_string()
}

fn note(session: &Session, text: &str) {
    if !session.quiet {
        let mut screen = Screen::stderr();
        screen.hanging(0, 2, Text::plain(text));
        screen.report();
    }
}

/// The styles by their names.
pub fn style() -> impl TypedValueParser<Value = Style> {
    let names = PossibleValuesParser::new(Style::ALL.map(Style::word));
    names.map(|name| Style::named(&name).unwrap_or_default())
}
