//! The terminal: its width, its abilities, and the only functions that print.

use crate::cli::options::{AnswerFormat, ColorWhen, HyperlinkWhen};
use crate::cli::text::StyledText;
use crate::cli::theme;
use anstyle::Style;
use hallway::store::Error;
use serde::Serialize;
use std::env;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::OnceLock;
use terminal_size::terminal_size_of;

/// Lines to print, laid out for the terminal they go to.
pub struct Screen {
    /// Width in columns: the terminal's, at most 100; without a terminal, `COLUMNS`, else 80.
    pub width: usize,
    /// Whether to use colours.
    pub color: bool,
    /// Whether places are hyperlinks.
    links: bool,
    out: String,
}

type Size = (terminal_size::Width, terminal_size::Height);

/// When to print hyperlinks, for the whole process.
static LINKS: OnceLock<HyperlinkWhen> = OnceLock::new();

/// Sets when to use colours, for the whole process.
pub fn set_color(when: ColorWhen) {
    match when {
        ColorWhen::Auto => {}
        ColorWhen::Always => anstream::ColorChoice::Always.write_global(),
        ColorWhen::Never => anstream::ColorChoice::Never.write_global(),
    }
}

/// Sets when to print places as hyperlinks, for the whole process. Only the first call counts.
pub fn set_hyperlinks(when: HyperlinkWhen) {
    let _ = LINKS.set(when);
}

/// Below this many columns, dates go under names instead of to the right edge.
pub const NARROW: usize = 60;

impl Screen {
    /// A screen for standard output: answers.
    pub fn stdout() -> Screen {
        let stream = std::io::stdout();
        let choice = anstream::AutoStream::choice(&stream);
        Screen::on(stream.is_terminal(), choice, terminal_size_of(&stream))
    }

    /// A screen for standard error: everything else.
    pub fn stderr() -> Screen {
        let stream = std::io::stderr();
        let choice = anstream::AutoStream::choice(&stream);
        Screen::on(stream.is_terminal(), choice, terminal_size_of(&stream))
    }

    fn on(is_terminal: bool, choice: anstream::ColorChoice, size: Option<Size>) -> Screen {
        let links = match LINKS.get().copied().unwrap_or_default() {
            HyperlinkWhen::Auto => is_terminal && shows_links(|name| env::var(name).ok()),
            HyperlinkWhen::Always => true,
            HyperlinkWhen::Never => false,
        };
        let color = choice != anstream::ColorChoice::Never;
        Screen { width: columns(size), color, links, out: String::new() }
    }

    /// Adds a line, unwrapped.
    pub fn line(&mut self, text: StyledText) {
        self.out.push_str(&text.trimmed().ansi(self.color));
        self.out.push('\n');
    }

    /// Adds an empty line.
    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// Adds a wrapped paragraph, each line indented by `indent` columns.
    pub fn paragraph(&mut self, indent: usize, text: StyledText) {
        self.hanging(indent, indent, text);
    }

    /// Adds a wrapped paragraph, the first line indented by `first` columns, the others by `rest`.
    pub fn hanging(&mut self, first: usize, rest: usize, text: StyledText) {
        let wide = self.width.saturating_sub(first.max(rest));
        for (i, line) in text.wrap(wide).into_iter().enumerate() {
            let indent = if i == 0 { first } else { rest };
            self.line(StyledText::new().pad(indent).join(line));
        }
    }

    /// Adds a name with its date at the right edge; on a narrow terminal below the name.
    pub fn dated(&mut self, name: StyledText, date: &str) {
        if date.is_empty() || self.width < NARROW {
            self.hanging(0, 2, name);
            if !date.is_empty() {
                self.line(StyledText::plain("  ").add(theme::SOFT, date));
            }
            return;
        }
        let room = self.width - date.len() - 2;
        for (i, line) in name.wrap(room).into_iter().enumerate() {
            match i {
                0 => self.line(line.pad(room + 2).add(theme::SOFT, date)),
                _ => self.line(StyledText::plain("  ").join(line)),
            }
        }
    }

    /// `path:line`, never wrapped, and a hyperlink where the terminal supports it. The path is
    /// relative to `notes`; line 0 is left out.
    pub fn place(&self, style: Style, notes: &Path, path: &str, line: usize) -> StyledText {
        let shown = if line == 0 { path.to_string() } else { format!("{path}:{line}") };
        let link = if self.links { file_url(&notes.join(path)) } else { None };
        StyledText::new().path(style, &shown, link)
    }

    /// Prints all lines to standard output. A closed pipe is returned as an error of that kind.
    pub fn print(self) -> Result<(), Error> {
        match self.links && !self.color {
            // Without colours, anstream would strip the hyperlinks, too.
            true => write(std::io::stdout().lock(), &self.out),
            false => print(&self.out),
        }
    }

    /// Prints all lines to standard error. Errors are ignored: there is nowhere left to report them.
    pub fn report(self) {
        let _ = anstream::stderr().lock().write_all(self.out.as_bytes());
    }
}

/// Prints a text to standard output.
pub fn print(text: &str) -> Result<(), Error> {
    write(anstream::stdout().lock(), text)
}

/// Writes raw bytes to standard output.
pub fn print_bytes(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    let done = out.write_all(bytes).and_then(|()| out.flush());
    done.map_err(Error::disk("write", Path::new("standard output")))
}

fn write(mut out: impl Write, text: &str) -> Result<(), Error> {
    let done = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    done.map_err(Error::disk("write", Path::new("standard output")))
}

/// Prints a view to standard output, as JSON or as one line of JSON.
pub fn print_view(format: AnswerFormat, view: &impl Serialize) -> Result<(), Error> {
    print_rows(format, view, &[view])
}

/// Prints a view to standard output as JSON, or its rows as one line of JSON each.
pub fn print_rows(
    format: AnswerFormat,
    view: &impl Serialize,
    rows: &[impl Serialize],
) -> Result<(), Error> {
    const KEYS: &str = "a view has only string keys";
    if format != AnswerFormat::Jsonl {
        return print(&(serde_json::to_string_pretty(view).expect(KEYS) + "\n"));
    }
    let line = |row| serde_json::to_string(row).expect(KEYS) + "\n";
    print(&rows.iter().map(line).collect::<String>())
}

/// Prints a view to standard output as indented JSON.
pub fn print_json(view: &impl Serialize) -> Result<(), Error> {
    print_view(AnswerFormat::Json, view)
}

fn columns(size: Option<Size>) -> usize {
    let asked = || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = size.map(|(width, _)| usize::from(width.0)).or_else(asked);
    width.unwrap_or(80).clamp(20, 100)
}

/// Whether the terminal is known to support hyperlinks; others may print garbage. `FORCE_HYPERLINK`
/// overrides it, as in other programs.
fn shows_links(var: impl Fn(&str) -> Option<String>) -> bool {
    let is = |name: &str, values: &[&str]| {
        var(name).is_some_and(|v| values.iter().any(|known| v.starts_with(known)))
    };
    if let Some(forced) = var("FORCE_HYPERLINK") {
        return forced != "0";
    }
    // These do not support hyperlinks, or run inside a terminal that we cannot know.
    if is("TERM", &["dumb", "linux", "screen", "tmux"]) {
        return false;
    }
    let vte = var("VTE_VERSION").and_then(|v| v.parse::<u32>().ok());
    vte.is_some_and(|v| v >= 5000)
        || is("TERM_PROGRAM", &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "zed"])
        || is("TERM", &["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"])
        || ["WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM"]
            .iter()
            .any(|name| var(name).is_some())
}

fn file_url(path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let mut url = String::from("file://");
    for byte in path.to_str()?.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                url.push(byte as char);
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(url)
}
