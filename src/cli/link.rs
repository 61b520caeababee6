//! `hallway link POST…`

use crate::cli::Outcome;
use crate::cli::extract::shown;
use crate::cli::related::{choose, shelf};
use crate::cli::screen::{self, Screen};
use crate::cli::session::Session;
use crate::cli::text::Text;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use hallway::diagnostic::{Diagnostic, Severity};
use hallway::document::ours::Block;
use hallway::link::style::{Site, Style};
use hallway::link::{self, Refused, list};
use hallway::store::{Error, site};
use similar::TextDiff;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

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
    #[arg(long, conflicts_with_all = ["posts", "style", "top", "write", "remove", "back"])]
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
                let new = link::remove(&old);
                Change { path, old, new, links: 0 }
            })),
            false => self.link(session, texts, &mut changes, &mut problems)?,
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
        self.account(session, &changes);
        match failure {
            Some(failure) => Err(Error::Config(Box::new(failure))),
            None if found => Ok(Outcome::Done),
            None => Ok(Outcome::Nothing),
        }
    }

    fn link(
        &self,
        session: &Session,
        texts: Vec<(PathBuf, String)>,
        changes: &mut Vec<Change>,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<(), Error> {
        let sources = session.read(&session.notes, &session.project.output())?.sources;
        let shelf = shelf(&sources);
        let paths: Vec<&str> = sources.iter().map(|s| s.path.as_str()).collect();
        let site = self.site(session, &paths, problems);
        let mut back = Vec::new();
        for (path, old) in texts {
            let post = shown(&session.notes, &path);
            let Some(number) = shelf.find(&post) else {
                problems.push(not_a_note(&path));
                continue;
            };
            let is_draft = |note: &str| shelf.find(note).is_some_and(|n| shelf.notes()[n].draft);
            let mut related = choose(session, &sources, &shelf, number, usize::MAX);
            related.related.retain(|s| !is_draft(&s.note));
            let mut items = list::items(&site, &related);
            items.truncate(self.top);
            let lines: Vec<String> = items.iter().map(|(_, item)| item.clone()).collect();
            let new = match link::put(&old, Block::Earlier, site.style, &lines) {
                Ok(new) => new,
                Err(refused) => {
                    problems.push(tell(&path, refused));
                    continue;
                }
            };
            changes.push(Change { path, old, new, links: items.len() });
            if self.back && !is_draft(&post) {
                let title = shelf.notes()[number].shown();
                let there = items.iter().map(|(s, _)| (s, site.link(&s.note, &post, title)));
                back.extend(
                    there.filter_map(|(s, link)| Some((session.notes.join(&s.note), link?))),
                );
            }
        }
        for (path, item) in back {
            let Some(change) = change_of(&path, changes, problems) else { continue };
            match link::add(&change.new, Block::Later, site.style, &item) {
                Ok(new) => change.new = new,
                Err(refused) => problems.push(tell(&path, refused)),
            }
        }
        Ok(())
    }

    /// The site, which is said if it was guessed; plain Markdown where the style has no way to lead
    /// from note to note.
    fn site(&self, session: &Session, paths: &[&str], problems: &mut Vec<Diagnostic>) -> Site {
        let found = site::find(&session.notes);
        let style = self.style.unwrap_or(found.style);
        if let (None, Some(file)) = (self.style, &found.file) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            note(
                session,
                &format!("Links are written for {}, since there is {name}.", style.word()),
            );
        }
        site::site(&session.notes, &found.root, style, paths).unwrap_or_else(|| {
            let message = format!("the notes are not in the folder that {} reads", style.word());
            let told = Diagnostic::warning(&session.notes.to_string_lossy(), "style", message);
            problems.push(
                told.help("Links are written as plain Markdown. --style chooses another form."),
            );
            Site::default()
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

/// The change of a file: the one that is there, or one that changes nothing yet.
fn change_of<'c>(
    path: &Path,
    changes: &'c mut Vec<Change>,
    problems: &mut Vec<Diagnostic>,
) -> Option<&'c mut Change> {
    let real = path.canonicalize().ok()?;
    let is = |change: &Change| change.path.canonicalize().is_ok_and(|other| other == real);
    let at = match changes.iter().position(is) {
        Some(at) => at,
        None => {
            let (path, old) = read(path, problems)?;
            changes.push(Change { path, new: old.clone(), old, links: 0 });
            changes.len() - 1
        }
    };
    changes.get_mut(at)
}

fn not_a_note(path: &Path) -> Diagnostic {
    let message = "this post is not in the notes folder";
    let told = Diagnostic::error(&path.to_string_lossy(), "not-a-note", message);
    told.help("Name the folder of your notes with --notes.")
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

fn tell(path: &Path, refused: Refused) -> Diagnostic {
    let what = match refused {
        Refused::InCode => "a code block",
        Refused::InComment => "a comment",
    };
    let message = format!("this post ends inside {what} that nothing closes");
    Diagnostic::warning(&path.to_string_lossy(), "open-end", message)
        .help("It is left as it is. Close what is open, and link again.")
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
fn style() -> impl TypedValueParser<Value = Style> {
    let named = |name: &str| Style::ALL.into_iter().find(|style| style.word() == name);
    let names = PossibleValuesParser::new(Style::ALL.map(Style::word));
    names.map(move |name| named(&name).unwrap_or_default())
}
