//! Where the page of each entity stands, whatever its format, and how files link to each other.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::name;
use std::collections::BTreeSet;

/// File names that mean something else somewhere: the page of a folder, devices on Windows.
const TAKEN: [&str; 6] = ["readme", "index", "con", "prn", "aux", "nul"];

/// For every node, in the order of the nodes, the path of its page without folder and ending:
/// `people/nestor-salceda`. Each is different, on file systems too that do not tell case.
pub fn stems(graph: &Graph) -> Vec<String> {
    let mut stems = Vec::new();
    let mut given: BTreeSet<String> = BTreeSet::new();
    for entity in graph.nodes() {
        let wanted = stem(entity);
        let mut stem = wanted.clone();
        let mut number = 2;
        while taken(&stem) || !given.insert(stem.to_lowercase()) {
            stem = format!("{wanted}-{number}");
            number += 1;
        }
        stems.push(stem);
    }
    stems
}

/// The way from one file to another, both by path from the same folder.
pub fn relative(from: &str, to: &str) -> String {
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let shared = from.as_bytes()[..same].iter().rposition(|b| *b == b'/').map_or(0, |i| i + 1);
    let up = from[shared..].matches('/').count();
    format!("{}{}", "../".repeat(up), &to[shared..])
}

/// A path as a link target: what is neither letter nor digit nor one of `-._~/` is encoded.
pub fn target(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    if path.bytes().all(plain) {
        return path.to_string();
    }
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '/') {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// The host of a web address that may be linked to, without `www.`; `None` for anything else.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let harmless = |c: char| c.is_ascii_graphic() && !"<>\\\"".contains(c);
    (!host.is_empty() && url.chars().all(harmless)).then(|| host.trim_start_matches("www."))
}

fn stem(entity: &Entity) -> String {
    let parts: Vec<String> = entity.id.slug().split('/').map(part).collect();
    format!("{}/{}", entity.kind.plural(), parts.join("/"))
}

/// One part of a path, without what some file system refuses.
fn part(text: &str) -> String {
    let refused = |c: char| c.is_control() || "<>:\"|?*\\".contains(c);
    let clean: String = text.chars().map(|c| if refused(c) { '-' } else { c }).collect();
    let clean = clean.trim_end_matches(['.', ' ']);
    if clean.is_empty() || clean.len() > 200 { name::slug(text) } else { clean.to_string() }
}

fn taken(stem: &str) -> bool {
    let file = stem.rsplit('/').next().unwrap_or(stem).to_lowercase();
    TAKEN.contains(&file.as_str())
}
