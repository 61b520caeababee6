//! Which tool the notes are for, by the files that it keeps.

use crate::link::style::{Site, Style, journal};
use crate::store::notes::relative;
use crate::terms::Terms;
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

/// A file by which a tool is told.
struct Sign {
    /// A path below the folder of the site.
    file: &'static str,
    /// What must stand in it, as it is written.
    with: &'static str,
    /// What must not, since another tool has a file of the same name.
    without: &'static str,
    style: Style,
}

const fn sign(file: &'static str, with: &'static str, without: &'static str, style: Style) -> Sign {
    Sign { file, with, without, style }
}

/// In the order in which they are looked for.
const SIGNS: [Sign; 15] = [
    sign("hugo.toml", "", "", Style::Hugo),
    sign("hugo.yaml", "", "", Style::Hugo),
    sign("hugo.yml", "", "", Style::Hugo),
    sign("hugo.json", "", "", Style::Hugo),
    sign("config/_default/hugo.toml", "", "", Style::Hugo),
    sign("config/_default/config.toml", "", "base_url", Style::Hugo),
    sign("zola.toml", "", "", Style::Zola),
    sign("config.toml", "base_url", "", Style::Zola),
    sign("config.toml", "baseU", "base_url", Style::Hugo),
    sign("config.toml", "baseu", "base_url", Style::Hugo),
    sign("config.yaml", "baseURL", "", Style::Hugo),
    sign("config.yml", "baseURL", "", Style::Hugo),
    // Hexo's says where its source is.
    sign("_config.yml", "", "source_dir:", Style::Jekyll),
    sign("_config.toml", "", "", Style::Jekyll),
    sign("logseq/config.edn", "", "", Style::Logseq),
];

/// Looks for a tool's files in the notes folder and the folders above it, up to the one that holds the
/// repository.
pub fn find(notes: &Path) -> Found {
    let Ok(start) = notes.canonicalize() else { return Found::default() };
    for folder in start.ancestors() {
        for sign in &SIGNS {
            let file = folder.join(sign.file);
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            let other = !sign.without.is_empty() && text.contains(sign.without);
            // Jupyter Book's has a table of contents beside it.
            let book = sign.style == Style::Jekyll && folder.join("_toc.yml").exists();
            if text.contains(sign.with) && !other && !book {
                return Found { style: sign.style, root: folder.to_path_buf(), file: Some(file) };
            }
        }
        if folder.join(".obsidian").is_dir() {
            let file = Some(folder.join(".obsidian"));
            return Found { style: Style::Obsidian, root: folder.to_path_buf(), file };
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    Found { root: start, ..Found::default() }
}

/// The site in which links of a style count, for these notes of a folder. `None` if the notes do not
/// lie where the style's links count from.
pub fn site(folder: &Path, found: &Found, style: Style, notes: &[Terms]) -> Option<Site> {
    let base = base(folder, found, style);
    let (folder, base) = (folder.canonicalize().ok()?, base.canonicalize().ok()?);
    let way = folder.strip_prefix(&base).ok()?;
    let way = relative(Path::new(""), way)?;
    let above = if way.is_empty() { way } else { way + "/" };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut pages = BTreeMap::new();
    for note in notes {
        let file = note.note.rsplit('/').next().unwrap_or(&note.note);
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        *names.entry(name.to_lowercase()).or_default() += 1;
        if let Some(page) = note.named.clone().or_else(|| journal(&note.note)) {
            pages.insert(note.note.clone(), page);
        }
    }
    let ambiguous = names.into_iter().filter(|(_, n)| *n > 1).map(|(name, _)| name).collect();
    Some(Site { style, above, ambiguous, pages, hugo_paths: false })
}

/// The folder from which links of a style count.
pub fn base(notes: &Path, found: &Found, style: Style) -> PathBuf {
    match style {
        Style::Hugo => found.root.join(content(found)),
        Style::Zola => found.root.join("content"),
        Style::Jekyll | Style::Obsidian | Style::Logseq => found.root.clone(),
        Style::Markdown => notes.to_path_buf(),
    }
}

/// The folder of Hugo's content, as its file says.
fn content(found: &Found) -> String {
    let text = found.file.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
    let said = text.unwrap_or_default().lines().find_map(|line| {
        let (key, value) = line.split_once(['=', ':'])?;
        let bare = |text: &str| text.trim_matches([' ', '"', '\'', ',', '\t', '\r']).to_string();
        (bare(key).eq_ignore_ascii_case("contentDir")).then(|| bare(value))
    });
    said.filter(|folder| !folder.is_empty()).unwrap_or_else(|| "content".to_string())
}
