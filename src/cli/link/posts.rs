//! The posts of a run with their links.

use crate::cli::extract::shown;
use crate::cli::link::pages::Pages;
use crate::cli::link::pen::Pen;
use crate::cli::link::{Change, Link, read};
use crate::cli::related::{choose, index};
use crate::cli::session::Session;
use hallway::diagnostic::Diagnostic;
use hallway::link::Refused;
use hallway::query::related::NoteIndex;
use hallway::store::Error;
use std::path::{Path, PathBuf};

/// Links all posts, and the earlier notes back to them if that is wished. What is refused is told.
pub fn link(
    wish: &Link,
    session: &Session,
    texts: Vec<(PathBuf, String)>,
    problems: &mut Vec<Diagnostic>,
) -> Result<Vec<Change>, Error> {
    let reading = session.read(&session.notes, &session.project.output())?;
    let sources = reading.sources.clone();
    let index = index(&sources);
    let pen =
        Pen { site: wish.site(session, index.notes(), problems), front_matter: wish.front_matter };
    let pages = match wish.mentions {
        true => Pages::open(session, &texts, reading, &pen.site, problems),
        false => None,
    };
    let (mut changes, mut back) = (Vec::new(), Vec::new());
    for (path, old) in texts {
        let post = shown(&session.notes, &path);
        let Some(number) = index.position(&post) else {
            problems.push(not_a_note(&path));
            continue;
        };
        let mut related = choose(session, &sources, &index, number, usize::MAX);
        related.related.retain(|suggestion| !is_draft(&index, &suggestion.note));
        let mut items = pen.items(&related);
        items.truncate(wish.top);
        let lines: Vec<String> = items.iter().map(|(_, item)| item.clone()).collect();
        let with_mentions = match &pages {
            Some(pages) => pages.link(session, &pen.site, &post, &old),
            None => Ok((old.clone(), 0)),
        };
        let put = |(text, mentions): (String, usize)| Ok((pen.put(&text, &lines)?, mentions));
        match with_mentions.and_then(put) {
            Ok((new, mentions)) => {
                changes.push(Change { path, old, new, links: items.len() + mentions });
            }
            Err(refused) => {
                problems.push(tell(&path, refused));
                continue;
            }
        }
        if wish.back && !is_draft(&index, &post) {
            let title = index.notes()[number].shown();
            let there = items.iter().map(|(s, _)| (s, pen.one(&s.note, &post, title)));
            back.extend(there.filter_map(|(s, link)| Some((session.notes.join(&s.note), link?))));
        }
    }
    for (path, item) in back {
        let Some(change) = change_of(&path, &mut changes, problems) else { continue };
        match pen.add(&change.new, &item) {
            Ok(new) => change.new = new,
            Err(refused) => problems.push(tell(&path, refused)),
        }
    }
    Ok(changes)
}

fn is_draft(index: &NoteIndex, note: &str) -> bool {
    index.position(note).is_some_and(|number| index.notes()[number].draft)
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

fn tell(path: &Path, refused: Refused) -> Diagnostic {
    let (code, message, help) = match refused {
        Refused::InCode => (
            "open-end",
            "this post ends inside a code block that nothing closes",
            "Close what is open, and link again.",
        ),
        Refused::InComment => (
            "open-end",
            "this post ends inside a comment that nothing closes",
            "Close what is open, and link again.",
        ),
        Refused::NoFrontMatter => (
            "no-front-matter",
            "this post has no front matter that takes a list",
            "Add some in YAML or TOML, for Zola with a table [extra], for Logseq a property; or link without --front-matter.",
        ),
        Refused::FrontMatter => (
            "front-matter",
            "the front matter of this post cannot be read, or not with one list more",
            "Mend it (hallway check tells more), or link without --front-matter.",
        ),
        Refused::OwnList => (
            "own-list",
            "the front matter of this post has a list of this name already",
            "It is yours; take it out, or link without --front-matter.",
        ),
    };
    let told = Diagnostic::warning(&path.to_string_lossy(), code, message);
    told.help(format!("It is left as it is. {help}"))
}
