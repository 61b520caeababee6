//! Detects the tool that the notes are for (Hugo, Obsidian and so on) by its files.

use crate::link::style::{LinkWriter, Style, journal};
use crate::store::notes::relative;
use crate::terms::Terms;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The site or vault that was detected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetectedSite {
    /// The tool.
    pub style: Style,
    /// The folder of the site or vault; the notes folder if there is none.
    pub root: PathBuf,
    /// The file by which it was detected.
    pub file: Option<PathBuf>,
}

/// A file by which a tool is detected.
struct ToolFile {
    /// A path below the folder of the site.
    file: &'static str,
    /// Text that must be in it.
    with: &'static str,
    /// Text that must not be in it, since another tool has a file with the same name.
    without: &'static str,
    style: Style,
}

const fn tool_file(
    file: &'static str,
    with: &'static str,
    without: &'static str,
    style: Style,
) -> ToolFile {
    ToolFile { file, with, without, style }
}

/// In the order in which they are tried.
const TOOL_FILES: [ToolFile; 15] = [
    tool_file("hugo.toml", "", "", Style::Hugo),
    tool_file("hugo.yaml", "", "", Style::Hugo),
    tool_file("hugo.yml", "", "", Style::Hugo),
    tool_file("hugo.json", "", "", Style::Hugo),
    tool_file("config/_default/hugo.toml", "", "", Style::Hugo),
    tool_file("config/_default/config.toml", "", "base_url", Style::Hugo),
    tool_file("zola.toml", "", "", Style::Zola),
    tool_file("config.toml", "base_url", "", Style::Zola),
    tool_file("config.toml", "baseU", "base_url", Style::Hugo),
    tool_file("config.toml", "baseu", "base_url", Style::Hugo),
    tool_file("config.yaml", "baseURL", "", Style::Hugo),
    tool_file("config.yml", "baseURL", "", Style::Hugo),
    // Hexo's file has its source folder.
    tool_file("_config.yml", "", "source_dir:", Style::Jekyll),
    tool_file("_config.toml", "", "", Style::Jekyll),
    tool_file("logseq/config.edn", "", "", Style::Logseq),
];

/// Looks for the files of a tool in the notes folder and its parents, up to the root of the repository.
pub fn detect(notes: &Path) -> DetectedSite {
    let Ok(start) = notes.canonicalize() else { return DetectedSite::default() };
    for folder in start.ancestors() {
        for tool_file in &TOOL_FILES {
            let file = folder.join(tool_file.file);
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            let other = !tool_file.without.is_empty() && text.contains(tool_file.without);
            // That of Jupyter Book has a table of contents beside it.
            let book = tool_file.style == Style::Jekyll && folder.join("_toc.yml").exists();
            if text.contains(tool_file.with) && !other && !book {
                return DetectedSite {
                    style: tool_file.style,
                    root: folder.to_path_buf(),
                    file: Some(file),
                };
            }
        }
        if folder.join(".obsidian").is_dir() {
            let file = Some(folder.join(".obsidian"));
            return DetectedSite { style: Style::Obsidian, root: folder.to_path_buf(), file };
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    DetectedSite { root: start, ..DetectedSite::default() }
}

/// Writes links of a style between these notes of a folder. `None` if the notes are not in the folder to which
/// the links of the style are relative.
pub fn link_writer(
    folder: &Path,
    found: &DetectedSite,
    style: Style,
    notes: &[Terms],
) -> Option<LinkWriter> {
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
    Some(LinkWriter { style, above, ambiguous, pages, hugo_paths: false })
}

/// The folder to which links of a style are relative.
pub fn base(notes: &Path, found: &DetectedSite, style: Style) -> PathBuf {
    match style {
        Style::Hugo => found.root.join(content(found)),
        Style::Zola => found.root.join("content"),
        Style::Jekyll | Style::Obsidian | Style::Logseq => found.root.clone(),
        Style::Markdown => notes.to_path_buf(),
    }
}

/// The content folder of Hugo, as configured in its file.
fn content(found: &DetectedSite) -> String {
    let text = found.file.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
    let configured = text.unwrap_or_default().lines().find_map(|line| {
        let (key, value) = line.split_once(['=', ':'])?;
        let bare = |text: &str| text.trim_matches([' ', '"', '\'', ',', '\t', '\r']).to_string();
        (bare(key).eq_ignore_ascii_case("contentDir")).then(|| bare(value))
    });
    configured.filter(|folder| !folder.is_empty()).unwrap_or_else(|| "content".to_string())
}
