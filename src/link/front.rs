//! Links in front matter, as a list under a key of their own: `related`, `later`.
//!
//! The lines stand between two comments; no other byte of the front matter is touched. Logseq has no
//! comments there: its list is a property of ours by its name, `hallway-related`.

use crate::document::managed::{Block, fields};
use crate::document::{self, Document, Format};
use crate::link::style::Style;
use crate::link::{Refused, newline};
use crate::note::Note;
use crate::span::Span;

/// The text with a list of these targets in its front matter, in place of the one that is there. Without
/// targets the list goes.
pub fn put(text: &str, block: Block, style: Style, targets: &[String]) -> Result<String, Refused> {
    let old = find(text, block, style);
    let bare = remove_list(text, block, style);
    if targets.is_empty() {
        return Ok(bare);
    }
    let head = Head::of(&bare, style)?;
    if head.document.fields.iter().any(|field| is_key(&field.key, block, style)) {
        return Err(Refused::OwnList);
    }
    let (at, lines) = head.lines(block, style, targets)?;
    let at = old.map_or(at, |old| old.start);
    let newline = newline(&bare[head.span.start..]);
    let lines: String = lines.iter().map(|line| format!("{line}{newline}")).collect();
    let fresh = format!("{}{lines}{}", &bare[..at], &bare[at..]);
    // All else must read as it did, and the list must be one to those who do not know our comments.
    let now = Head::of(&fresh, style)?;
    let shown = fresh.replace("# hallway:", "# hallway ");
    let shown = Head::of(&shown, style)?;
    let is_list =
        |f: &document::Field| is_key(&f.key, block, style) && f.values.len() == targets.len();
    let is_read = style == Style::Logseq || shown.document.fields.iter().any(is_list);
    match says(&now.document) == says(&head.document) && is_read {
        true => Ok(fresh),
        false => Err(Refused::FrontMatter),
    }
}

/// The text with one more target in a list.
pub fn add(text: &str, block: Block, style: Style, target: &str) -> Result<String, Refused> {
    let mut targets = listed(text, block, style);
    if !targets.iter().any(|known| known == target) {
        targets.push(target.to_string());
    }
    put(text, block, style, &targets)
}

/// The text without any list of ours.
pub fn remove(text: &str) -> String {
    let both = |text: &str, style| {
        [Block::Earlier, Block::Later]
            .iter()
            .fold(text.to_string(), |t, b| remove_list(&t, *b, style))
    };
    both(&both(text, Style::Markdown), Style::Logseq)
}

/// The text without a list.
pub fn remove_list(text: &str, block: Block, style: Style) -> String {
    let mut out = text.to_string();
    while let Some(span) = find(&out, block, style) {
        out.replace_range(span.range(), "");
    }
    out
}

/// Where our list stands: whole lines.
fn find(text: &str, block: Block, style: Style) -> Option<Span> {
    if style == Style::Logseq {
        let property = format!("{}:: ", fields::property(block));
        return properties(text).into_iter().find(|line| text[line.range()].starts_with(&property));
    }
    let head = Head::of(text, style).ok()?.span;
    fields::find(text, head).into_iter().find(|(found, _)| *found == block).map(|(_, span)| span)
}

/// The targets that our list has.
fn listed(text: &str, block: Block, style: Style) -> Vec<String> {
    let Some(span) = find(text, block, style) else { return vec![] };
    let list = &text[span.range()];
    if style == Style::Logseq {
        let links = list.split_once(":: ").map_or("", |(_, links)| links);
        return links.trim_end().split(", ").map(str::to_string).collect();
    }
    let quoted = list.lines().filter_map(|line| {
        let item = line.trim().trim_start_matches("- ").trim_end_matches(',');
        serde_json::from_str::<String>(item).ok()
    });
    quoted.collect()
}

fn is_key(key: &str, block: Block, style: Style) -> bool {
    let name = fields::key(block);
    match style {
        Style::Zola => key.strip_prefix("extra.").is_some_and(|key| key == name),
        Style::Logseq => false,
        _ => key.split('.').next() == Some(name),
    }
}

/// What front matter says, whatever its place.
fn says(document: &Document) -> Vec<(&str, Vec<&str>)> {
    let fields = document.fields.iter();
    let mut all: Vec<(&str, Vec<&str>)> = fields
        .map(|field| (field.key.as_str(), field.values.iter().map(|v| v.value.as_str()).collect()))
        .collect();
    all.sort();
    all
}

/// The front matter of a text.
struct Head<'t> {
    text: &'t str,
    document: Document,
    /// With its fences, on disk; for Logseq the properties at the top.
    span: Span,
    /// Nothing for Logseq's properties.
    format: Option<Format>,
}

impl<'t> Head<'t> {
    /// Those that take a list: YAML and TOML between fences, and Logseq's properties.
    fn of(text: &'t str, style: Style) -> Result<Head<'t>, Refused> {
        let (note, _) = Note::new("", text.as_bytes());
        let (document, problems) = document::parse(&note);
        if style == Style::Logseq {
            let lines = properties(text);
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
                return Err(Refused::NoFrontMatter);
            };
            let span = Span::new(first.start, last.end);
            return Ok(Head { text, document, span, format: None });
        }
        let span = note.on_disk(document.head);
        let fence = text.get(span.start..).unwrap_or_default();
        let fenced = fence.starts_with("---") || fence.starts_with("+++");
        match document.format {
            _ if problems.iter().any(|problem| problem.code == "front-matter") => {
                Err(Refused::FrontMatter)
            }
            Some(Format::Yaml | Format::Toml) if fenced => {
                let format = document.format;
                Ok(Head { text, document, span, format })
            }
            _ => Err(Refused::NoFrontMatter),
        }
    }

    /// The lines to add, and where.
    fn lines(
        &self,
        block: Block,
        style: Style,
        targets: &[String],
    ) -> Result<(usize, Vec<String>), Refused> {
        let key = fields::key(block);
        let Some(format) = self.format else {
            let line = format!("{}:: {}", fields::property(block), targets.join(", "));
            return Ok((self.span.end, vec![line]));
        };
        let quoted = targets.iter().map(|target| serde_json::to_string(target).unwrap_or_default());
        let mut lines = vec![fields::begin(block)];
        let at = match (format, style) {
            (Format::Toml, _) => {
                // Zola takes fields that it does not know in this table alone.
                let table =
                    self.line(|l| l.starts_with("[extra]")).filter(|_| style == Style::Zola);
                let dotted = if style == Style::Zola && table.is_none() { "extra." } else { "" };
                lines.push(format!("{dotted}{key} = ["));
                lines.extend(quoted.map(|target| format!("  {target},")));
                lines.push("]".to_string());
                let first_table = || self.line(|l| l.starts_with('[')).map(|l| l.start);
                table.map(|l| l.end).or_else(first_table).unwrap_or_else(|| self.fence())
            }
            (_, Style::Zola) => {
                let table =
                    self.line(|l| l.trim_end() == "extra:").ok_or(Refused::NoFrontMatter)?;
                let indent = self.indent(table.end);
                lines.push(format!("{indent}{key}:"));
                lines.extend(quoted.map(|target| format!("{indent}  - {target}")));
                table.end
            }
            _ => {
                lines.push(format!("{key}:"));
                lines.extend(quoted.map(|target| format!("  - {target}")));
                self.fence()
            }
        };
        lines.push(fields::end(block));
        Ok((at, lines))
    }

    /// Where the closing fence begins.
    fn fence(&self) -> usize {
        let head = self.text[self.span.range()].trim_end();
        self.span.start + head.rfind('\n').map_or(0, |at| at + 1)
    }

    /// The first line between the fences that is so.
    fn line(&self, is: impl Fn(&str) -> bool) -> Option<Span> {
        lines(self.text, self.span)
            .find(|line| line.start < self.fence() && is(&self.text[line.range()]))
    }

    /// How far the fields of the table whose lines begin here stand to the right.
    fn indent(&self, at: usize) -> &'t str {
        let inside = Span::new(at, self.fence());
        let first = lines(self.text, inside).find(|l| !self.text[l.range()].starts_with('#'));
        let line = first.map_or("", |line| &self.text[line.range()]);
        &line[..line.len() - line.trim_start_matches(' ').len()]
    }
}

/// The property lines at the top of a page of Logseq.
fn properties(text: &str) -> Vec<Span> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let is_property = |line: &Span| {
        let key = text[line.range()].split_once("::").map_or("", |(key, _)| key);
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
    };
    let whole = |line: &Span| text[line.range()].ends_with('\n');
    lines(text, Span::new(start, text.len())).take_while(|l| is_property(l) && whole(l)).collect()
}

/// The lines of a part of a text, with their ends.
fn lines(text: &str, part: Span) -> impl Iterator<Item = Span> {
    let mut at = part.start;
    text[part.range()].split_inclusive('\n').map(move |line| {
        at += line.len();
        Span::new(at - line.len(), at)
    })
}
