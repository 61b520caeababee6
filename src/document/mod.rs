//! The structure of a note: front matter, blocks of prose with their sentences, links. All spans here are in
//! `Note::text`; offsets in a block are in `Block::text`.

use crate::date::Date;
use crate::span::Span;
use std::ops::Range;

mod front;
mod link;
mod mask;
mod sentence;
mod prose;
mod running_text;
mod outline;
mod html;
mod body;
mod properties;
mod metadata;
mod english;
pub mod parser;

/// A parsed note.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Front matter, and `key:: value` fields of the body.
    pub fields: Vec<Field>,
    /// The syntax of the front matter; `None` if there is none.
    pub format: Option<FrontMatterFormat>,
    /// The front matter with its fences, as a range of the text; empty if there is none.
    pub head: Span,
    /// The title: of the front matter, else the first level-one heading, else none.
    pub title: Option<SpannedText>,
    /// The date: of the front matter, else of the file or folder name.
    pub date: Option<Date>,
    /// Tags of all kinds: front matter `tags`, `categories`, `keywords` …, `#tag` in the body.
    pub tags: Vec<SpannedText>,
    /// Leaf blocks in the order of the text.
    pub blocks: Vec<Block>,
    /// Links and images in the order of the text.
    pub links: Vec<DocumentLink>,
    /// Whether the body is English prose, as far as stop words tell (a cheap guess).
    pub english: bool,
}

/// The syntaxes of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontMatterFormat {
    /// `+++`
    Toml,
    /// `---`, also Hexo's without an opening fence
    Yaml,
    /// `{…}`
    Json,
    /// `Key: value` lines at the top (Pelican, MultiMarkdown), `.. key: value` (Nikola), `key=value` (JBake)
    Lines,
}

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpannedText {
    /// The text, unquoted.
    pub value: String,
    /// Its place in the note's text (for a list item, that of the item).
    pub span: Span,
}

/// A field of the front matter or an inline field of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Lower case; nested tables joined with a dot: `taxonomies.tags`, `params.speaker`.
    pub key: String,
    /// The value, or the items of a list in order. Nested lists of tables give `speakers.name`.
    pub values: Vec<SpannedText>,
    /// The block that an inline field is in; `None` in front matter.
    pub block: Option<usize>,
}

/// The kinds of leaf blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6 (ATX, setext or HTML `<h2>`).
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The first (or only) text of a list item; `depth` from 1.
    Item {
        /// Nesting, from 1.
        depth: u8,
        /// Whether the list is numbered.
        ordered: bool,
    },
    /// A cell of a table.
    Cell {
        /// Number of the table in the document, from 0.
        table: u16,
        /// Row, 0 is the head.
        row: u16,
        /// Column from 0.
        column: u16,
    },
}

/// A leaf block: prose without markup, and where it is in the note's text.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its kind.
    pub kind: BlockKind,
    /// The prose. Soft and hard line breaks are `\n`; code spans, link texts and image
    /// descriptions are part of it; HTML tags, shortcodes, Liquid, comments and bare URLs are not.
    pub text: String,
    /// The parts of `text` in order: offset in `text` → offset in the note's text.
    pub map: Vec<(usize, usize)>,
    /// Parts of `text` that are written differently in the note, such as `&` for `&amp;`: their range in `text`,
    /// and their span in the note.
    pub decoded: Vec<(Range<usize>, Span)>,
    /// Emphasis, code, links …, by start.
    pub marks: Vec<MarkedRange>,
    /// The sentences as ranges of `text`; they do not overlap and cover all words.
    pub sentences: Vec<Range<usize>>,
    /// The heading that it is under, as an index of `blocks`; for a heading, the one above it.
    pub section: Option<usize>,
    /// The list item (index of `blocks`) that it belongs to: for a nested item the outer item,
    /// for a later paragraph of an item that item.
    pub parent: Option<usize>,
    /// Depth of block quotes around it.
    pub quoted: u8,
    /// The whole block in the note's text.
    pub span: Span,
}

impl Block {
    /// The span in the note's text of a range of `text`, from its first to its last byte, markup included.
    pub fn source(&self, range: Range<usize>) -> Span {
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        if start == end {
            let at = self.locate(start).unwrap_or(self.span.start);
            return Span::new(at, at);
        }
        let first = self.decoded_at(start).map(|d| d.start).or_else(|| self.locate(start));
        let last = self.decoded_at(end - 1).map(|d| d.end);
        let last = last.or_else(|| Some(self.locate(end - 1)? + 1));
        let first = first.unwrap_or(self.span.start);
        Span::new(first, last.unwrap_or(first).max(first))
    }

    fn locate(&self, at: usize) -> Option<usize> {
        let piece = self.map.partition_point(|(text, _)| *text <= at).checked_sub(1)?;
        let (text, source) = self.map[piece];
        Some(source + (at - text))
    }

    fn decoded_at(&self, at: usize) -> Option<Span> {
        let next = self.decoded.partition_point(|(range, _)| range.end <= at);
        self.decoded.get(next).filter(|(range, _)| range.start <= at).map(|(_, span)| *span)
    }
}

/// Markup over a range of a block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedRange {
    /// The range of `Block::text`.
    pub range: Range<usize>,
    /// Its kind.
    pub kind: MarkKind,
}

/// The kinds of markup that extraction uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// `*x*`
    Emphasis,
    /// `**x**`
    Strong,
    /// `` `x` ``
    Code,
    /// A link; the index is that of `Document::links`.
    Link(usize),
    /// An image: the range is its description.
    Image(usize),
    /// `#tag`
    Tag,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](target)`, reference links, HTML `<a>`.
    Inline,
    /// `[[target|text]]`
    Wiki,
    /// `<https://…>` or a bare URL.
    Bare,
    /// `![text](target)` or `![[target]]`.
    Image,
    /// In front matter.
    Front,
}

/// A link or image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// How it was written.
    pub kind: LinkKind,
    /// Target as written: a URL, a path, `@/post.md`, a wiki name, the argument of `relref`/`post_url`.
    pub target: String,
    /// The block and the range of its text; `None` in front matter. A bare URL has an empty range.
    pub block: Option<(usize, Range<usize>)>,
    /// The whole link in the note's text.
    pub span: Span,
}

impl Document {
    /// The first value of the first of these fields that exists.
    pub fn field(&self, keys: &[&str]) -> Option<&SpannedText> {
        keys.iter().find_map(|k| self.fields.iter().find(|f| f.key == *k)?.values.first())
    }
}
