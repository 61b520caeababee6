//! Which tool the notes are for, by the files that it keeps.

use crate::link::style::{Site, Style};
use crate::store::notes::relative;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The tool.
    pub style: Style,
    /// The folder of its site or vault; the notes folder if there is none.
    pub root: PathBuf,
    /// The file that says so.
    pub file: Option<PathBuf>,
}

/// The files by which a tool is told, with a key that one of several with the same name has.
const SIGNS: [(&str, &str, Style); 12] = [
    ("hugo.toml", "", Style::Hugo),
    ("hugo.yaml", "", Style::Hugo),
    ("hugo.yml", "", Style::Hugo),
    ("hugo.json", "", Style::Hugo),
    ("zola.toml", "", Style::Zola),
    ("config.toml", "base_url", Style::Zola),
    ("config.toml", "baseURL", Style::Hugo),
    ("config.yaml", "baseURL", Style::Hugo),
    ("_config.yml", "", Style::Jekyll),
    ("_config.toml", "", Style::Jekyll),
    (".obsidian", "", Style::Obsidian),
    ("logseq", "", Style::Logseq),
];

/// Looks for a tool's files in the notes folder and the folders above it, up to the one that holds the
/// repository.
pub fn find(notes: &Path) -> Found {
    let Ok(start) = notes.canonicalize() else { return Found::default() };
    for folder in start.ancestors() {
        for (name, key, style) in SIGNS {
            let file = folder.join(name);
            let says = |text: String| text.to_lowercase().contains(&key.to_lowercase());
            let fits = match key {
                "" if style == Style::Logseq => file.join("config.edn").is_file(),
                "" => file.exists(),
                _ => std::fs::read_to_string(&file).is_ok_and(|text| {
                    // Hugo's key differs from Zola's in its spelling alone.
                    says(text.clone()) && (style != Style::Hugo || !text.contains("base_url"))
                }),
            };
            if fits {
                return Found { style, root: folder.to_path_buf(), file: Some(file) };
            }
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    Found { root: start, ..Found::default() }
}

/// The site in which links of a style count, for these notes of a folder. `None` if the notes do not
/// lie where the style's links count from.
pub fn site(notes: &Path, root: &Path, style: Style, paths: &[&str]) -> Option<Site> {
    let base = match style {
        Style::Hugo | Style::Zola => root.join("content"),
        Style::Jekyll => root.to_path_buf(),
        Style::Markdown | Style::Obsidian | Style::Logseq => notes.to_path_buf(),
    };
    let (notes, base) = (notes.canonicalize().ok()?, base.canonicalize().ok()?);
    let way = notes.strip_prefix(&base).ok()?;
    let way = relative(Path::new(""), way)?;
    let above = if way.is_empty() { way } else { way + "/" };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let file = path.rsplit('/').next().unwrap_or(path);
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        *names.entry(name.to_lowercase()).or_default() += 1;
    }
    let ambiguous = names.into_iter().filter(|(_, n)| *n > 1).map(|(name, _)| name).collect();
    Some(Site { style, above, ambiguous })
}
