//! The terminal: how wide it is, what it can show, and the only places that print.

use crate::cli::text::Text;
use crate::cli::{Format, Hyperlink, role};
use anstyle::Style;
use hallway::store::Error;
use serde::Serialize;
use std::env;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::OnceLock;
use terminal_size::terminal_size_of;

/// Lines under construction, and the terminal that they are for.
pub struct Screen {
    /// Columns to fill: the terminal's, at most 100; where there is none, `COLUMNS`, else 80.
    pub width: usize,
    /// Whether colours are shown.
    pub color: bool,
    links: bool,
    out: String,
}

type Size = (terminal_size::Width, terminal_size::Height);

/// When to make links: what the command line says, for the whole process.
static LINKS: OnceLock<Hyperlink> = OnceLock::new();

/// Sets when to make links of places. Only the first call counts.
pub fn link_places(when: Hyperlink) {
    let _ = LINKS.set(when);
}

/// Columns under which dates stand below names instead of at the right edge.
pub const NARROW: usize = 60;

impl Screen {
    /// For answers: standard output.
    pub fn stdout() -> Screen {
        let stream = std::io::stdout();
        let choice = anstream::AutoStream::choice(&stream);
        Screen::on(stream.is_terminal(), choice, terminal_size_of(&stream))
    }

    /// For all else: standard error.
    pub fn stderr() -> Screen {
        let stream = std::io::stderr();
        let choice = anstream::AutoStream::choice(&stream);
        Screen::on(stream.is_terminal(), choice, terminal_size_of(&stream))
    }

    fn on(is_terminal: bool, choice: anstream::ColorChoice, size: Option<Size>) -> Screen {
        let links = match LINKS.get().copied().unwrap_or_default() {
            Hyperlink::Auto => is_terminal && shows_links(|name| env::var(name).ok()),
            Hyperlink::Always => true,
            Hyperlink::Never => false,
        };
        let color = choice != anstream::ColorChoice::Never;
        Screen { width: columns(size), color, links, out: String::new() }
    }

    /// One line, as it is.
    pub fn line(&mut self, text: Text) {
        self.out.push_str(&text.trimmed().ansi(self.color));
        self.out.push('\n');
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A paragraph, wrapped, each line after `indent` blanks.
    pub fn paragraph(&mut self, indent: usize, text: Text) {
        self.hanging(indent, indent, text);
    }

    /// A paragraph, wrapped, the first line after `first` blanks, the others after `rest`.
    pub fn hanging(&mut self, first: usize, rest: usize, text: Text) {
        let wide = self.width.saturating_sub(first.max(rest));
        for (i, line) in text.wrap(wide).into_iter().enumerate() {
            let indent = if i == 0 { first } else { rest };
            self.line(Text::new().pad(indent).join(line));
        }
    }

    /// A name with its date at the right edge; on a narrow terminal below the name.
    pub fn dated(&mut self, name: Text, date: &str) {
        if date.is_empty() || self.width < NARROW {
            self.hanging(0, 2, name);
            if !date.is_empty() {
                self.line(Text::plain("  ").add(role::SOFT, date));
            }
            return;
        }
        let room = self.width - date.len() - 2;
        for (i, line) in name.wrap(room).into_iter().enumerate() {
            match i {
                0 => self.line(line.pad(room + 2).add(role::SOFT, date)),
                _ => self.line(Text::plain("  ").join(line)),
            }
        }
    }

    /// `path:line` as a text that is never broken, and a link where the terminal shows such. `notes`
    /// is the folder from which the path counts.
    pub fn place(&self, style: Style, notes: &Path, path: &str, line: usize) -> Text {
        let shown = if line == 0 { path.to_string() } else { format!("{path}:{line}") };
        let link = if self.links { file_url(&notes.join(path)) } else { None };
        Text::new().path(style, &shown, link)
    }

    /// Shows all lines on standard output. A closed pipe comes back as an error of that kind.
    pub fn print(self) -> Result<(), Error> {
        match self.links && !self.color {
            // What has links and no colours is as it should be; anstream would take both out.
            true => write(std::io::stdout().lock(), &self.out),
            false => print(&self.out),
        }
    }

    /// Shows all lines on standard error. If nobody can read them there is nobody to tell.
    pub fn report(self) {
        let _ = anstream::stderr().lock().write_all(self.out.as_bytes());
    }
}

/// Writes a text to standard output.
pub fn print(text: &str) -> Result<(), Error> {
    write(anstream::stdout().lock(), text)
}

/// Writes bytes that are no text to standard output.
pub fn print_bytes(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    let done = out.write_all(bytes).and_then(|()| out.flush());
    done.map_err(Error::disk("write", Path::new("standard output")))
}

fn write(mut out: impl Write, text: &str) -> Result<(), Error> {
    let done = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    done.map_err(Error::disk("write", Path::new("standard output")))
}

/// Writes a view to standard output, as JSON or as one line of it.
pub fn print_view(format: Format, view: &impl Serialize) -> Result<(), Error> {
    print_rows(format, view, &[view])
}

/// Writes a view to standard output as JSON, or its rows as a line each.
pub fn print_rows(
    format: Format,
    view: &impl Serialize,
    rows: &[impl Serialize],
) -> Result<(), Error> {
    const KEYS: &str = "a view has only string keys";
    if format != Format::Jsonl {
        return print(&(serde_json::to_string_pretty(view).expect(KEYS) + "\n"));
    }
    let line = |row| serde_json::to_string(row).expect(KEYS) + "\n";
    print(&rows.iter().map(line).collect::<String>())
}

/// Writes a view as JSON, indented, to standard output.
pub fn print_json(view: &impl Serialize) -> Result<(), Error> {
    print_view(Format::Json, view)
}

fn columns(size: Option<Size>) -> usize {
    let asked = || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = size.map(|(width, _)| usize::from(width.0)).or_else(asked);
    width.unwrap_or(80).clamp(20, 100)
}

/// Whether the terminal is one of those known to show links. The others would print rubbish at worst,
/// so in doubt there are none. `FORCE_HYPERLINK` settles it, as elsewhere.
fn shows_links(var: impl Fn(&str) -> Option<String>) -> bool {
    let is = |name: &str, values: &[&str]| {
        var(name).is_some_and(|v| values.iter().any(|known| v.starts_with(known)))
    };
    if let Some(forced) = var("FORCE_HYPERLINK") {
        return forced != "0";
    }
    // These pass on nothing, or only what they know of the terminal that they run in.
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
