//! Links in front matter, as a list under a key of its own: `related` or `later`.
//!
//! The lines of the list are between two comments; no other byte of the front matter changes. Logseq has no
//! comments there: its list is a property with a name of its own, `hallway-related`.

use crate::document::parser;
use crate::document::{Document, Field, FrontMatterFormat};
use crate::link::block::{LinkRefusal, newline};
use crate::link::style::Style;
use crate::markers;
use crate::markers::ManagedBlock;
use crate::note::Note;
use crate::span::Span;

/// The text with a list of these targets in its front matter instead of an existing list. Without targets the
/// list is removed.
pub fn put(
    text: &str,
    block: ManagedBlock,
    style: Style,
    targets: &[String],
) -> Result<String, LinkRefusal> {
    let old = find(text, block, style);
    let bare = remove_list(text, block, style);
    if targets.is_empty() {
        return Ok(bare);
    }
    let head = EditableFrontMatter::of(&bare, style)?;
    if head.document.fields.iter().any(|field| is_key(&field.key, block, style)) {
        return Err(LinkRefusal::OwnList);
    }
    let (at, lines) = head.lines(block, style, targets)?;
    let at = old.map_or(at, |old| old.start);
    let newline = newline(&bare[head.span.start..]);
    let lines: String = lines.iter().map(|line| format!("{line}{newline}")).collect();
    let fresh = format!("{}{lines}{}", &bare[..at], &bare[at..]);
    // Everything else must read as before, and the list must be one for programs that ignore the markers.
    let now = EditableFrontMatter::of(&fresh, style)?;
    let shown = markers::without_field_markers(&fresh);
    let shown = EditableFrontMatter::of(&shown, style)?;
    let is_list = |f: &Field| is_key(&f.key, block, style) && f.values.len() == targets.len();
    let is_read = style == Style::Logseq || shown.document.fields.iter().any(is_list);
    match values(&now.document) == values(&head.document) && is_read {
        true => Ok(fresh),
        false => Err(LinkRefusal::FrontMatter),
    }
}

/// The text with one more target in a list.
pub fn add(
    text: &str,
    block: ManagedBlock,
    style: Style,
    target: &str,
) -> Result<String, LinkRefusal> {
    let mut targets = listed(text, block, style);
    if !targets.iter().any(|known| known == target) {
        targets.push(target.to_string());
    }
    put(text, block, style, &targets)
}

/// The text without the lists of links.
pub fn remove_lists(text: &str) -> String {
    let both = |text: &str, style| {
        [ManagedBlock::Earlier, ManagedBlock::Later]
            .iter()
            .fold(text.to_string(), |t, b| remove_list(&t, *b, style))
    };
    both(&both(text, Style::Markdown), Style::Logseq)
}

/// The text without one of the lists.
pub fn remove_list(text: &str, block: ManagedBlock, style: Style) -> String {
    let mut out = text.to_string();
    while let Some(span) = find(&out, block, style) {
        out.replace_range(span.range(), "");
    }
    out
}

/// The lines of a list.
fn find(text: &str, block: ManagedBlock, style: Style) -> Option<Span> {
    if style == Style::Logseq {
        let property = format!("{}:: ", block.property());
        return properties(text).into_iter().find(|line| text[line.range()].starts_with(&property));
    }
    let head = EditableFrontMatter::of(text, style).ok()?.span;
    markers::find_fields(text, head)
        .into_iter()
        .find(|(found, _)| *found == block)
        .map(|(_, span)| span)
}

/// The targets in a list.
fn listed(text: &str, block: ManagedBlock, style: Style) -> Vec<String> {
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

/// Whether a field has the key of a list.
fn is_key(key: &str, block: ManagedBlock, style: Style) -> bool {
    let name = block.key();
    match style {
        Style::Zola => key.strip_prefix("extra.").is_some_and(|key| key == name),
        Style::Logseq => false,
        _ => key.split('.').next() == Some(name),
    }
}

/// The fields of the front matter with their values, sorted.
fn values(document: &Document) -> Vec<(&str, Vec<&str>)> {
    let fields = document.fields.iter();
    let mut all: Vec<(&str, Vec<&str>)> = fields
        .map(|field| (field.key.as_str(), field.values.iter().map(|v| v.value.as_str()).collect()))
        .collect();
    all.sort();
    all
}

/// Front matter that a list can be added to.
struct EditableFrontMatter<'t> {
    text: &'t str,
    document: Document,
    /// The span of the front matter with its fences; for Logseq the properties at the top.
    span: Span,
    /// `None` for properties of Logseq.
    format: Option<FrontMatterFormat>,
}

impl<'t> EditableFrontMatter<'t> {
    /// The front matter of a text, if it is YAML or TOML between fences, or properties of Logseq.
    fn of(text: &'t str, style: Style) -> Result<EditableFrontMatter<'t>, LinkRefusal> {
        let (note, _) = Note::new("", text.as_bytes());
        let (document, problems) = parser::parse(&note);
        if style == Style::Logseq {
            let lines = properties(text);
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
                return Err(LinkRefusal::NoFrontMatter);
            };
            let span = Span::new(first.start, last.end);
            return Ok(EditableFrontMatter { text, document, span, format: None });
        }
        let span = note.on_disk(document.head);
        let fence = text.get(span.start..).unwrap_or_default();
        let fenced = fence.starts_with("---") || fence.starts_with("+++");
        match document.format {
            _ if problems.iter().any(|problem| problem.code == "front-matter") => {
                Err(LinkRefusal::FrontMatter)
            }
            Some(FrontMatterFormat::Yaml | FrontMatterFormat::Toml) if fenced => {
                let format = document.format;
                Ok(EditableFrontMatter { text, document, span, format })
            }
            _ => Err(LinkRefusal::NoFrontMatter),
        }
    }

    /// The lines to add, and their offset.
    fn lines(
        &self,
        block: ManagedBlock,
        style: Style,
        targets: &[String],
    ) -> Result<(usize, Vec<String>), LinkRefusal> {
        let key = block.key();
        let Some(format) = self.format else {
            let line = format!("{}:: {}", block.property(), targets.join(", "));
            return Ok((self.span.end, vec![line]));
        };
        let quoted = targets.iter().map(|target| serde_json::to_string(target).unwrap_or_default());
        let mut lines = vec![block.field_begin()];
        let at = match (format, style) {
            (FrontMatterFormat::Toml, _) => {
                // Zola allows unknown fields in this table only.
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
                    self.line(|l| l.trim_end() == "extra:").ok_or(LinkRefusal::NoFrontMatter)?;
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
        lines.push(block.field_end());
        Ok((at, lines))
    }

    /// Where the closing fence begins.
    fn fence(&self) -> usize {
        let head = self.text[self.span.range()].trim_end();
        self.span.start + head.rfind('\n').map_or(0, |at| at + 1)
    }

    /// The first line between the fences for which `is` holds.
    fn line(&self, is: impl Fn(&str) -> bool) -> Option<Span> {
        lines(self.text, self.span)
            .find(|line| line.start < self.fence() && is(&self.text[line.range()]))
    }

    /// The indentation of the fields in the table whose lines begin here.
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
