//! Links between notes, as site generators and note tools write them: relative paths, Zola's `@/…`, site
//! paths, names in `relref` and `post_url`, wiki names. An ambiguous or missing target gives no edge. It is
//! reported only if nothing but a note can be meant: `.md` paths, wiki paths, and wiki names that several
//! notes have. A plain wiki name without a note may be one still to be written, or just a name.

use crate::diagnostic::Diagnostic;
use crate::finding::Evidence;
use crate::finding::Findings;
use crate::finding::NoteLink;
use crate::name;
use crate::resolve::notes;
use std::collections::BTreeMap;

/// First parts of site paths that lead to lists, not to notes.
const LISTS: [&str; 8] =
    ["author", "authors", "categories", "category", "series", "tag", "tags", "topics"];

/// A link from one note to another, by their indices, with its evidence.
pub type ResolvedLink<'a> = (usize, usize, &'a Evidence);

/// Resolves all links. `is_name` says whether a wiki name is that of an entity: such a link needs no
/// note.
pub fn follow<'a>(
    notes: &[&'a Findings],
    is_name: impl Fn(&str) -> bool,
) -> (Vec<ResolvedLink<'a>>, Vec<Diagnostic>) {
    let targets = LinkTargets::new(notes);
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    for (from, note) in notes.iter().enumerate() {
        for link in &note.links {
            match targets.look_up(&note.note, link) {
                LinkTarget::One(to) if to != from => found.push((from, to, &link.evidence)),
                LinkTarget::One(_) => {}
                hit => {
                    let is_name = || is_name(&name::key(&wiki_name(&link.target)));
                    let is_reported = match link.wiki {
                        true => {
                            (hit == LinkTarget::Several || is_wiki_path(&link.target)) && !is_name()
                        }
                        false => is_note_path(&link.target),
                    };
                    if is_reported {
                        broken.push(broken_link(notes[from], link, hit));
                    }
                }
            }
        }
    }
    broken.sort();
    broken.dedup();
    (found, broken)
}

/// Which note a target leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinkTarget {
    None,
    One(usize),
    Several,
}

/// The notes by every name and path that a link may have.
struct LinkTargets {
    /// Whole paths with and without extension, and folders of `index.md`; in lower case.
    paths: BTreeMap<String, LinkTarget>,
    /// All ends of those paths, with and without the date before the name.
    ends: BTreeMap<String, LinkTarget>,
    /// Keys of titles and of file names.
    names: BTreeMap<String, LinkTarget>,
}

impl LinkTargets {
    fn new(notes: &[&Findings]) -> LinkTargets {
        let mut targets =
            LinkTargets { paths: BTreeMap::new(), ends: BTreeMap::new(), names: BTreeMap::new() };
        for (i, note) in notes.iter().enumerate() {
            let path = note.note.to_lowercase();
            let (bare, place) = (notes::without_extension(&path), notes::place(&path));
            let undated = without_date(place);
            for whole in [path.as_str(), bare, place, &undated] {
                // A file goes before a folder of the same name.
                let rival = if whole == place && place != bare {
                    LinkTarget::None
                } else {
                    LinkTarget::One(i)
                };
                let known = targets.paths.entry(whole.to_string()).or_insert(LinkTarget::One(i));
                if *known == LinkTarget::None
                    || rival != LinkTarget::None && *known != LinkTarget::One(i)
                {
                    *known = LinkTarget::Several;
                }
                for end in ends(whole) {
                    put(&mut targets.ends, end.to_string(), i);
                }
            }
            let file = place.rsplit('/').next().unwrap_or(place);
            put(&mut targets.names, name::key(file), i);
            put(&mut targets.names, name::key(&without_date(file)), i);
            if let Some(title) = &note.title {
                put(&mut targets.names, name::key(title), i);
            }
        }
        targets
    }

    fn look_up(&self, from: &str, link: &NoteLink) -> LinkTarget {
        if link.wiki {
            return self.by_wiki_name(from, &wiki_name(&link.target));
        }
        let Some(target) = path_of(&link.target) else { return LinkTarget::None };
        let target = target.to_lowercase();
        if let Some(rooted) = target.strip_prefix("@/") {
            return self.by_end(rooted);
        }
        match target.strip_prefix('/') {
            Some(site_path) => self.by_site_path(site_path),
            None => match self.by_path(&relative(&from.to_lowercase(), &target)) {
                LinkTarget::None if !target.starts_with('.') => self.by_end(&target),
                hit => hit,
            },
        }
    }

    fn by_path(&self, path: &str) -> LinkTarget {
        let path = path.trim_end_matches('/');
        self.paths.get(path).copied().unwrap_or(LinkTarget::None)
    }

    fn by_end(&self, end: &str) -> LinkTarget {
        let end = end.trim_end_matches('/');
        match self.by_path(end) {
            LinkTarget::None => self.ends.get(end).copied().unwrap_or(LinkTarget::None),
            hit => hit,
        }
    }

    /// `/posts/x/`: the notes folder may be the content folder of the site, below it or above it; the path may
    /// hold the date, as in Jekyll's `/2019/07/23/x.html`.
    fn by_site_path(&self, path: &str) -> LinkTarget {
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix(".html").unwrap_or(path);
        let path = path.strip_suffix("/index").unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        if path.is_empty() || LISTS.contains(&parts[0]) {
            return LinkTarget::None;
        }
        let dated = parts.iter().any(|p| p.len() == 4 && p.bytes().all(|b| b.is_ascii_digit()));
        match self.by_end(path) {
            LinkTarget::None if dated => self.by_end(parts[parts.len() - 1]),
            LinkTarget::None => {
                let tails = (1..parts.len()).map(|i| self.by_path(&parts[i..].join("/")));
                tails.take(16).find(|hit| *hit != LinkTarget::None).unwrap_or(LinkTarget::None)
            }
            hit => hit,
        }
    }

    /// A name with folders is the end of a path; a name alone is a file in the same folder, a file anywhere, or a
    /// title.
    fn by_wiki_name(&self, from: &str, wiki: &str) -> LinkTarget {
        let lower = wiki.to_lowercase();
        if lower.starts_with('.') || lower.starts_with('/') || lower.contains('/') {
            let path = relative(&from.to_lowercase(), &lower);
            return match self.by_path(&path) {
                LinkTarget::None => self.by_end(lower.trim_start_matches(['.', '/'])),
                hit => hit,
            };
        }
        match self.by_path(&relative(&from.to_lowercase(), &lower)) {
            LinkTarget::One(i) => LinkTarget::One(i),
            _ => match self.ends.get(&lower).copied().unwrap_or(LinkTarget::None) {
                LinkTarget::None => {
                    self.names.get(&name::key(wiki)).copied().unwrap_or(LinkTarget::None)
                }
                hit => hit,
            },
        }
    }
}

fn put(map: &mut BTreeMap<String, LinkTarget>, key: String, note: usize) {
    let known = map.entry(key).or_insert(LinkTarget::One(note));
    if *known != LinkTarget::One(note) {
        *known = LinkTarget::Several;
    }
}

/// `a/b/c` and its ends `b/c` and `c`; at most eight of a very deep path.
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

/// The path in a target; `None` for other sites, mail addresses and places in the same note.
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

/// Whether a wiki name has a folder or the extension of a note; a date such as `2020/10/29` does not count.
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

/// A path relative to the folder of a note, made relative to the notes folder.
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

/// A path or target with its percent encoding decoded, if it is valid.
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

fn broken_link(note: &Findings, link: &NoteLink, hit: LinkTarget) -> Diagnostic {
    let target = &link.target;
    let (message, help) = match hit {
        LinkTarget::Several => (
            format!("“{target}” could be any of several notes"),
            "The link was ignored. Add as much of the path as it takes to tell them apart.",
        ),
        LinkTarget::None | LinkTarget::One(_) => (
            format!("there is no note “{target}”"),
            "The link was ignored. Correct it, or leave it if the note is still to be written.",
        ),
    };
    Diagnostic::warning(&note.note, "broken-link", message).at(link.evidence.line, 0).help(help)
}
