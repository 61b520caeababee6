//! `hallway.toml`, the configuration. All settings are optional.

use crate::diagnostic::Diagnostic;
use crate::link::style::Style;
use crate::span::LineIndex;
use crate::store::{Error, read_optional};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the configuration file.
pub const NAME: &str = "hallway.toml";

/// The settings in `hallway.toml`. Paths are relative to its folder.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The notes folder.
    pub notes: Option<PathBuf>,
    /// The output folder.
    pub output: Option<PathBuf>,
    /// The file of corrections.
    pub overrides: Option<PathBuf>,
    /// Patterns of the notes to read; all Markdown files if empty.
    pub include: Vec<String>,
    /// Patterns of files and folders to leave out.
    pub exclude: Vec<String>,
    /// The lowest confidence of findings that are kept, 0 to 1.
    pub threshold: Option<f32>,
    /// How `hallway link` writes links: a name of `link::style::Style`; detected if not set.
    pub style: Option<String>,
    /// How links for Hugo are written.
    pub hugo_links: Option<HugoLinks>,
    /// The address at which the site in the output folder is published: `https://notes.example.org/`.
    pub base_url: Option<String>,
}

/// The ways to write links for Hugo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HugoLinks {
    /// `{{< relref "/posts/note.md" >}}`
    #[default]
    Relref,
    /// `/posts/note.md`, for sites that resolve Markdown links.
    Path,
}

const KEYS: [&str; 9] = [
    "notes", "output", "overrides", "include", "exclude", "threshold", "style", "hugo_links",
    "base_url",
];

/// A configuration, and the folder to which its paths are relative.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// The folder of `hallway.toml`, else the one in which the search started.
    pub root: PathBuf,
    /// The settings; the defaults if there is no `hallway.toml`.
    pub config: Config,
}

impl Project {
    /// Looks for `hallway.toml` in a folder and its parents, as Cargo and git do. Errors if it cannot be read.
    pub fn find(start: &Path) -> Result<Project, Error> {
        let above = start.canonicalize().map_err(Error::disk("open", start))?;
        for folder in above.ancestors() {
            let file = folder.join(NAME);
            if let Some(text) = read_optional(&file)? {
                // In the folder itself paths stay relative, as the user would write them.
                let root = if folder == above { start } else { folder }.to_path_buf();
                let shown = Project { root: root.clone(), config: Config::default() }.at(NAME);
                return Ok(Project { root, config: parse(&shown.to_string_lossy(), &text)? });
            }
        }
        Ok(Project { root: start.to_path_buf(), config: Config::default() })
    }

    /// The notes folder: as configured, else `notes/`, else the project folder itself.
    pub fn notes(&self) -> PathBuf {
        match &self.config.notes {
            Some(notes) => self.at(notes),
            None if self.at("notes").is_dir() => self.at("notes"),
            None => self.root.clone(),
        }
    }

    /// The output folder: as configured, else `output/`.
    pub fn output(&self) -> PathBuf {
        self.at(self.config.output.as_deref().unwrap_or(Path::new("output")))
    }

    /// The file of corrections: as configured, else `overrides.toml`.
    pub fn overrides(&self) -> PathBuf {
        self.at(self.config.overrides.as_deref().unwrap_or(Path::new("overrides.toml")))
    }

    /// The texts of the files in a folder of the project whose names are `wanted`, by name; none if there is
    /// no such folder.
    pub fn texts(
        &self,
        folder: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, String>, Error> {
        let folder = self.at(folder);
        let mut texts = BTreeMap::new();
        if !folder.is_dir() {
            return Ok(texts);
        }
        for entry in std::fs::read_dir(&folder).map_err(Error::disk("read", &folder))? {
            let path = entry.map_err(Error::disk("read", &folder))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if wanted(&name) && path.is_file() {
                let text = std::fs::read_to_string(&path).map_err(Error::disk("read", &path))?;
                texts.insert(name, text);
            }
        }
        Ok(texts)
    }

    fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        // `.` before a path means nothing and would show in messages.
        if self.root == Path::new(".") { path.as_ref().to_path_buf() } else { self.root.join(path) }
    }
}

/// Parses the text of `hallway.toml`; `file` is its name in messages. Errors if a setting is wrong.
pub fn parse(file: &str, text: &str) -> Result<Config, Error> {
    let config: Config = toml::from_str(text).map_err(|e| wrong(file, text, &e))?;
    if let Some(style) = config.style.as_ref().filter(|style| Style::named(style).is_none()) {
        let names = Style::ALL.map(Style::word).join(", ");
        let error =
            Diagnostic::error(file, "configuration", format!("there is no style “{style}”"));
        return Err(Error::Config(Box::new(error.help(format!("Known styles are {names}.")))));
    }
    match config.threshold {
        Some(t) if !(0.0..=1.0).contains(&t) => {
            let message = format!("threshold is {t}, but must be between 0 and 1");
            Err(Error::Config(Box::new(Diagnostic::error(file, "configuration", message))))
        }
        _ => Ok(config),
    }
}

fn wrong(file: &str, text: &str, error: &toml::de::Error) -> Error {
    let span = error.span().unwrap_or(0..0);
    let marked = text.get(span.clone());
    let unknown = error.message().starts_with("unknown field");
    let message = match marked {
        Some(key) if unknown => format!("there is no setting “{key}”"),
        _ => error.message().lines().next().unwrap_or("this is not TOML").to_string(),
    };
    let mut diagnostic = Diagnostic::error(file, "configuration", message);
    if let Some(marked) = marked {
        let lines = LineIndex::new(text);
        let place = lines.place(text, span.start);
        let line = lines.line_span(text, place.line);
        let start = span.start.clamp(line.start, line.end) - line.start;
        let end = span.end.clamp(line.start + start, line.end) - line.start;
        diagnostic = diagnostic
            .at(place.line, place.column)
            .excerpt(&text[line.range()], start, end, "")
            .help(advice(marked, unknown));
    }
    Error::Config(Box::new(diagnostic))
}

fn advice(marked: &str, unknown: bool) -> String {
    let alike = |key: &&str| strsim::jaro_winkler(key, marked);
    let nearest = KEYS.into_iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    match nearest {
        Some(key) if unknown && alike(&key) > 0.8 => {
            format!("Did you mean “{key}”?")
        }
        _ => format!("The settings are {}.", KEYS.join(", ")),
    }
}

/// The text that `hallway init` writes to a new `hallway.toml`.
pub const TEMPLATE: &str = include_str!("hallway.toml");
