//! Links from note to note, in the ways of the site generators and note tools: relative paths, Zola's
//! `@/…`, site paths, names of `relref` and `post_url`, wiki names. What is ambiguous or missing gives
//! no link; it is told only for what means a note and nothing else: `.md` paths, wiki paths, and wiki
//! names that several notes have. A wiki name alone is a note still to be written, or just a name.

use crate::diagnostic::Diagnostic;
use crate::finding::Evidence;
use crate::finding::Findings;
use crate::finding::NoteLink;
use crate::name;
use crate::resolve::notes;
use std::collections::BTreeMap;

/// Leading parts of site paths that lead to lists, not to notes.
const LISTS: [&str; 8] =
    ["author", "authors", "categories", "category", "series", "tag", "tags", "topics"];

/// A link that was found to lead from one note to another, by number.
pub type Found<'a> = (usize, usize, &'a Evidence);

/// Follows all links. `is_name` tells whether a wiki name is that of an entity: such a link needs no
/// note.
pub fn follow<'a>(
    notes: &[&'a Findings],
    is_name: impl Fn(&str) -> bool,
) -> (Vec<Found<'a>>, Vec<Diagnostic>) {
    let shelf = Shelf::new(notes);
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    for (from, note) in notes.iter().enumerate() {
        for link in &note.links {
            match shelf.look_up(&note.note, link) {
                Hit::One(to) if to != from => found.push((from, to, &link.evidence)),
                Hit::One(_) => {}
                hit => {
                    let is_name = || is_name(&name::key(&wiki_name(&link.target)));
                    let is_told = match link.wiki {
                        true => (hit == Hit::Several || is_wiki_path(&link.target)) && !is_name(),
                        false => is_note_path(&link.target),
                    };
                    if is_told {
                        broken.push(tell(notes[from], link, hit));
                    }
                }
            }
        }
    }
    broken.sort();
    broken.dedup();
    (found, broken)
}

/// What a target leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hit {
    None,
    One(usize),
    Several,
}

/// The notes by everything they may be called.
struct Shelf {
    /// Whole paths as they are, without extension, and folders of `index.md`; folded in case.
    paths: BTreeMap<String, Hit>,
    /// All ends of those paths, with and without the date before the name.
    ends: BTreeMap<String, Hit>,
    /// Keys of titles and of file names.
    names: BTreeMap<String, Hit>,
}

impl Shelf {
    fn new(notes: &[&Findings]) -> Shelf {
        let mut shelf =
            Shelf { paths: BTreeMap::new(), ends: BTreeMap::new(), names: BTreeMap::new() };
        for (i, note) in notes.iter().enumerate() {
            let path = note.note.to_lowercase();
            let (bare, place) = (notes::without_extension(&path), notes::place(&path));
            let undated = without_date(place);
            for whole in [path.as_str(), bare, place, &undated] {
                // A file counts before a folder of the same name.
                let rival = if whole == place && place != bare { Hit::None } else { Hit::One(i) };
                let known = shelf.paths.entry(whole.to_string()).or_insert(Hit::One(i));
                if *known == Hit::None || rival != Hit::None && *known != Hit::One(i) {
                    *known = Hit::Several;
                }
                for end in ends(whole) {
                    put(&mut shelf.ends, end.to_string(), i);
                }
            }
            let file = place.rsplit('/').next().unwrap_or(place);
            put(&mut shelf.names, name::key(file), i);
            put(&mut shelf.names, name::key(&without_date(file)), i);
            if let Some(title) = &note.title {
                put(&mut shelf.names, name::key(title), i);
            }
        }
        shelf
    }

    fn look_up(&self, from: &str, link: &NoteLink) -> Hit {
        if link.wiki {
            return self.by_wiki_name(from, &wiki_name(&link.target));
        }
        let Some(target) = path_of(&link.target) else { return Hit::None };
        let target = target.to_lowercase();
        if let Some(rooted) = target.strip_prefix("@/") {
            return self.by_end(rooted);
        }
        match target.strip_prefix('/') {
            Some(site_path) => self.by_site_path(site_path),
            None => match self.by_path(&relative(&from.to_lowercase(), &target)) {
                Hit::None if !target.starts_with('.') => self.by_end(&target),
                hit => hit,
            },
        }
    }

    fn by_path(&self, path: &str) -> Hit {
        let path = path.trim_end_matches('/');
        self.paths.get(path).copied().unwrap_or(Hit::None)
    }

    fn by_end(&self, end: &str) -> Hit {
        let end = end.trim_end_matches('/');
        match self.by_path(end) {
            Hit::None => self.ends.get(end).copied().unwrap_or(Hit::None),
            hit => hit,
        }
    }

    /// `/posts/x/`: the notes folder may be the site's content, a part of it, or above it; the date may
    /// be part of the path, as in Jekyll's `/2019/07/23/x.html`.
    fn by_site_path(&self, path: &str) -> Hit {
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix(".html").unwrap_or(path);
        let path = path.strip_suffix("/index").unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        if path.is_empty() || LISTS.contains(&parts[0]) {
            return Hit::None;
        }
        let dated = parts.iter().any(|p| p.len() == 4 && p.bytes().all(|b| b.is_ascii_digit()));
        match self.by_end(path) {
            Hit::None if dated => self.by_end(parts[parts.len() - 1]),
            Hit::None => {
                let tails = (1..parts.len()).map(|i| self.by_path(&parts[i..].join("/")));
                tails.take(16).find(|hit| *hit != Hit::None).unwrap_or(Hit::None)
            }
            hit => hit,
        }
    }

    /// A name with folders is the end of a path; a name alone a file beside this one, a file anywhere, a title.
    fn by_wiki_name(&self, from: &str, wiki: &str) -> Hit {
        let lower = wiki.to_lowercase();
        if lower.starts_with('.') || lower.starts_with('/') || lower.contains('/') {
            let path = relative(&from.to_lowercase(), &lower);
            return match self.by_path(&path) {
                Hit::None => self.by_end(lower.trim_start_matches(['.', '/'])),
                hit => hit,
            };
        }
        match self.by_path(&relative(&from.to_lowercase(), &lower)) {
            Hit::One(i) => Hit::One(i),
            _ => match self.ends.get(&lower).copied().unwrap_or(Hit::None) {
                Hit::None => self.names.get(&name::key(wiki)).copied().unwrap_or(Hit::None),
                hit => hit,
            },
        }
    }
}

fn put(map: &mut BTreeMap<String, Hit>, key: String, note: usize) {
    let known = map.entry(key).or_insert(Hit::One(note));
    if *known != Hit::One(note) {
        *known = Hit::Several;
    }
}

/// `a/b/c` and its ends `b/c` and `c`; of very deep paths the last eight.
fn ends(path: &str) -> impl Iterator<Item = &str> {
    let starts = path.rmatch_indices('/').map(|(i, _)| i + 1).take(8);
    std::iter::once(path).chain(starts.map(|start| &path[start..]))
}

/// `posts/2019-07-23-x` without the date before the name.
fn without_date(path: &str) -> String {
    let file = path.rfind('/').map_or(0, |slash| slash + 1);
    let name = &path.as_bytes()[file..];
    let shape = name.iter().take(10).map(|b| if b.is_ascii_digit() { b'0' } else { *b });
    let is_dated = shape.eq(*b"0000-00-00") && matches!(name.get(10), Some(b'-' | b'_'));
    if is_dated { format!("{}{}", &path[..file], &path[file + 11..]) } else { path.to_string() }
}

/// The path of a target; `None` for other sites, mail and places in the same note.
fn path_of(target: &str) -> Option<String> {
    let target = target.trim();
    let path = target.split(['#', '?']).next()?.trim();
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b))
    });
    (!path.is_empty() && !scheme && !path.starts_with("//")).then(|| decoded(path))
}

/// `[[A#Part|shown]]`, with `\|` in tables: `A`, without the extension of a note.
fn wiki_name(target: &str) -> String {
    let name = target.split(['|', '#']).next().unwrap_or_default().trim_end_matches('\\').trim();
    let name = name.strip_suffix(".md").unwrap_or(name);
    name.to_string()
}

/// A name with a folder or the extension of a note; dates such as `2020/10/29` are none.
fn is_wiki_path(target: &str) -> bool {
    let name = wiki_name(target);
    is_note_path(target) || name.contains('/') && name.chars().any(char::is_alphabetic)
}

fn is_note_path(target: &str) -> bool {
    path_of(target).is_some_and(|path| {
        let path = path.to_lowercase();
        [".md", ".markdown"].iter().any(|e| path.ends_with(e))
    })
}

/// A path seen from the folder of a note.
fn relative(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A path or target without percent signs, where they decode.
pub fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_string())
}

fn tell(note: &Findings, link: &NoteLink, hit: Hit) -> Diagnostic {
    let target = &link.target;
    let (message, help) = match hit {
        Hit::Several => (
            format!("“{target}” may be any of several notes"),
            "No link was made. Write the path as far as it takes to tell them apart.",
        ),
        Hit::None | Hit::One(_) => (
            format!("there is no note “{target}”"),
            "No link was made. Correct the link, or ignore this if the note is still to be written.",
        ),
    };
    Diagnostic::warning(&note.note, "broken-link", message).at(link.evidence.line, 0).help(help)
}
