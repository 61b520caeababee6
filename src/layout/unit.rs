//! A note as a list of units: the lines that may hold a title, a name or a label, with the tree over them.

use crate::document::Block;
use crate::document::BlockKind;
use crate::document::Document;
use crate::document::MarkKind;
use crate::note::Note;
use std::ops::Range;

/// What stands between the lines of a unit.
pub const LINE: char = '\u{1e}';
/// What stands between the cells of a row.
pub const CELL: char = '\u{1f}';

/// The kinds of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum UnitKind {
    /// The name of the file.
    File,
    /// A value of the front matter.
    Field,
    /// A heading.
    Heading,
    /// A line in bold alone, which heads what follows.
    Bold,
    /// The first text of a list item.
    Item,
    /// A short line of a paragraph.
    Line,
    /// Running text.
    Prose,
    /// A row of a table.
    Row,
    /// A line of a quotation.
    Quote,
}

/// A part of a unit's text and where it is in a block.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Offset in the unit's text.
    pub at: usize,
    /// The block.
    pub block: usize,
    /// Offset in the block's text.
    pub offset: usize,
}

/// A mark of a unit, as a range of its text.
#[derive(Clone, Debug)]
pub struct UnitMark {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its kind.
    pub kind: MarkKind,
}

/// A line of a note.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its kind.
    pub kind: UnitKind,
    /// Of a heading its level (7 for bold lines), of an item its depth, else 0.
    pub level: u8,
    /// Whether it is an item of a numbered list.
    pub ordered: bool,
    /// Its text. Lines are joined with [`LINE`], cells with [`CELL`].
    pub text: String,
    /// Where its text is; empty for the name of the file and for front matter.
    pub pieces: Vec<Piece>,
    /// Emphasis, code and links.
    pub marks: Vec<UnitMark>,
    /// The heading above it.
    pub heading: Option<usize>,
    /// The item that it belongs to.
    pub item: Option<usize>,
    /// The field that it is a value of: its index in the document, and that of the value.
    pub field: Option<(usize, usize)>,
    /// The key of that field, or empty.
    pub key: String,
    /// How many units stand below it: in the section of a heading, in an item.
    pub body: usize,
    /// The how-manieth unit it is under its heading.
    pub nth: usize,
    /// Which line it is of how many, in a paragraph.
    pub line: (usize, usize),
    /// Its place among the first units of the body: 0, 1 or 2.
    pub top: Option<u8>,
    /// Its atoms.
    pub atoms: Range<usize>,
    /// Whether its text has more than its atoms cover.
    pub more: bool,
}

impl Unit {
    fn new(kind: UnitKind, text: String) -> Unit {
        Unit {
            kind,
            level: 0,
            ordered: false,
            text,
            pieces: Vec::new(),
            marks: Vec::new(),
            heading: None,
            item: None,
            field: None,
            key: String::new(),
            body: 0,
            nth: 0,
            line: (0, 1),
            top: None,
            atoms: 0..0,
            more: false,
        }
    }

    /// Whether it heads what follows.
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, UnitKind::Heading | UnitKind::Bold)
    }

    /// The block and the range in it of a part of the text; `None` if it is in none, or in several.
    pub fn locate(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let piece = |at: usize| {
            let i = self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?;
            Some(self.pieces[i])
        };
        let (first, last) = (piece(range.start)?, piece(range.end.checked_sub(1)?)?);
        let start = first.offset + (range.start - first.at);
        let end = last.offset + (range.end - last.at);
        (first.block == last.block).then_some((first.block, start..end))
    }
}

/// A line longer than this is running text, in bytes of the note.
const SHORT: usize = 160;
/// Nobody wraps paragraphs at fewer characters than these.
const NARROW: usize = 55;
/// A line of so many characters is full, whatever follows.
const WIDE: usize = 110;
/// At most so many values of a field are read.
const VALUES: usize = 24;

/// Cuts a note into units. Cost: linear in its blocks.
pub fn units(note: &Note, document: &Document) -> Vec<Unit> {
    let mut list = UnitList::new(note, document);
    list.file();
    list.fields();
    let mut row: Option<(u16, u16)> = None;
    for (index, block) in document.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Cell { table, row: at, .. } => {
                if row != Some((table, at)) {
                    list.close_row();
                    list.row = Some(Unit::new(UnitKind::Row, String::new()));
                }
                row = Some((table, at));
                list.cell(index, block);
                continue;
            }
            _ => list.close_row(),
        }
        row = None;
        match block.kind {
            BlockKind::Heading(level) => list.heading(index, block, level),
            BlockKind::Item { depth, ordered } => list.item(index, block, depth, ordered),
            _ => list.paragraph(index, block),
        }
        list.properties(index);
    }
    list.close_row();
    list.finish()
}

/// The units read so far, and what is open.
struct UnitList<'a> {
    note: &'a Note,
    document: &'a Document,
    units: Vec<Unit>,
    headings: Vec<(u8, usize)>,
    /// The unit of each block that begins an item.
    items: Vec<Option<usize>>,
    /// The row that is being read.
    row: Option<Unit>,
}

impl<'a> UnitList<'a> {
    fn new(note: &'a Note, document: &'a Document) -> UnitList<'a> {
        let items = vec![None; document.blocks.len()];
        UnitList { note, document, units: Vec::new(), headings: Vec::new(), items, row: None }
    }

    /// The name of the file without its order number or date, and with spaces.
    fn file(&mut self) {
        let stem = file_stem(&self.note.path);
        let start = stem.find(|c: char| c.is_alphabetic()).filter(|&at| at <= 20).unwrap_or(0);
        let name = &stem[start..];
        let text = if name.contains(' ') { name.to_string() } else { spaced(name) };
        self.units.push(Unit::new(UnitKind::File, text.trim().to_string()));
    }

    /// The values of the front matter.
    fn fields(&mut self) {
        for (f, field) in self.document.fields.iter().enumerate() {
            if field.block.is_some() {
                continue;
            }
            for (v, value) in field.values.iter().take(VALUES).enumerate() {
                let text = value.value.trim();
                let text = text.trim_start_matches("[[").trim_end_matches("]]");
                if !text.chars().any(char::is_alphanumeric) || text.len() > 400 {
                    continue;
                }
                let mut unit = Unit::new(UnitKind::Field, text.to_string());
                unit.key = field.key.rsplit('.').next().unwrap_or("").to_string();
                if matches!(unit.key.as_str(), "name" | "title")
                    && let Some((above, key)) = field.key.rsplit_once('.')
                {
                    unit.key = format!("{}.{key}", above.rsplit('.').next().unwrap_or(""));
                }
                unit.field = Some((f, v));
                self.units.push(unit);
            }
        }
    }

    /// The properties that were written in a block, `key:: value`, as lines of their own behind it.
    fn properties(&mut self, block: usize) {
        let document = self.document;
        let of = document.fields.iter().enumerate().filter(|(_, f)| f.block == Some(block));
        for (f, field) in of {
            for (v, value) in field.values.iter().take(VALUES).enumerate() {
                let value = value.value.trim().trim_start_matches("[[").trim_end_matches("]]");
                let text = format!("{}: {value}", field.key.replace('-', " "));
                let mut unit = Unit::new(UnitKind::Line, text);
                unit.field = Some((f, v));
                unit.item = self.items[block];
                self.push(unit);
            }
        }
    }

    fn heading(&mut self, index: usize, block: &Block, level: u8) {
        let unit = self.whole(UnitKind::Heading, index, block, LINE);
        self.head(unit, level);
    }

    /// Adds a heading to the tree.
    fn head(&mut self, mut unit: Unit, level: u8) {
        if !is_something(&unit.text) {
            return;
        }
        self.headings.truncate(self.headings.partition_point(|(above, _)| *above < level));
        unit.level = level;
        self.push(unit);
        self.headings.push((level, self.units.len() - 1));
    }

    fn item(&mut self, index: usize, block: &Block, depth: u8, ordered: bool) {
        let separator = if self.is_wrapped(block) { ' ' } else { LINE };
        let mut unit = self.whole(UnitKind::Item, index, block, separator);
        (unit.level, unit.ordered) = (depth, ordered);
        unit.item = block.parent.and_then(|parent| self.items[parent]);
        if self.push(unit) {
            self.items[index] = Some(self.units.len() - 1);
        }
    }

    /// A paragraph: its lines if the author broke them, else the whole.
    fn paragraph(&mut self, index: usize, block: &Block) {
        let item = block.parent.and_then(|parent| self.items[parent]);
        let quoted = block.quoted > 0;
        if self.is_wrapped(block) {
            let mut unit = self.whole(UnitKind::Prose, index, block, ' ');
            if unit.text.len() <= SHORT {
                unit.kind = UnitKind::Line;
            }
            if quoted {
                unit.kind = UnitKind::Quote;
            }
            unit.item = item;
            self.push(unit);
            return;
        }
        let lines: Vec<Range<usize>> = lines(&block.text).collect();
        let many = lines.len();
        for (n, line) in lines.into_iter().enumerate() {
            let mut unit = self.part(index, block, line.clone());
            unit.kind = match () {
                () if quoted => UnitKind::Quote,
                () if line.len() > SHORT => UnitKind::Prose,
                () => UnitKind::Line,
            };
            (unit.item, unit.line) = (item, (n, many));
            if n == 0 && !quoted && item.is_none() && line.len() <= SHORT && is_bold(&unit) {
                unit.kind = UnitKind::Bold;
                self.head(unit, 7);
            } else {
                self.push(unit);
            }
        }
    }

    fn close_row(&mut self) {
        if let Some(row) = self.row.take() {
            self.push(row);
        }
    }

    fn cell(&mut self, index: usize, block: &Block) {
        let Some(row) = &mut self.row else { return };
        if !row.text.is_empty() {
            row.text.extend([' ', CELL, ' ']);
        }
        append(row, index, block, 0..block.text.len(), LINE);
    }

    /// A whole block as a unit.
    fn whole(&self, kind: UnitKind, index: usize, block: &Block, separator: char) -> Unit {
        let mut unit = Unit::new(kind, String::new());
        append(&mut unit, index, block, 0..block.text.len(), separator);
        unit
    }

    /// A part of a block as a unit.
    fn part(&self, index: usize, block: &Block, range: Range<usize>) -> Unit {
        let mut unit = Unit::new(UnitKind::Line, String::new());
        append(&mut unit, index, block, range, LINE);
        unit
    }

    /// Adds a unit below the last heading, if it says anything.
    fn push(&mut self, mut unit: Unit) -> bool {
        if !is_something(&unit.text) {
            return false;
        }
        unit.heading = self.headings.last().map(|(_, heading)| *heading);
        self.units.push(unit);
        true
    }

    /// Whether the lines of a paragraph were broken because they were full, and not where something ends.
    fn is_wrapped(&self, block: &Block) -> bool {
        let text = &block.text;
        if !text.contains('\n') {
            return block.kind == BlockKind::Paragraph && text.len() > SHORT || text.is_empty();
        }
        // A line is full if the next word would not have fitted into the width of the longest.
        let all: Vec<&str> = lines(text).map(|line| &text[line]).collect();
        let width = all.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let first = |line: &str| line.split(' ').next().map_or(0, |word| word.chars().count());
        let full = |pair: &&[&str]| pair[0].chars().count() + 1 + first(pair[1]) > width.min(WIDE);
        let pairs = all.len().saturating_sub(1);
        let filled = all.windows(2).filter(full).count();
        width > NARROW && 10 * filled >= 7 * pairs && !self.is_hard(block)
    }

    /// Whether the author ended a line of it with two spaces or a backslash.
    fn is_hard(&self, block: &Block) -> bool {
        let source = &self.note.text[block.span.range()];
        source.contains("  \n") || source.contains("\\\n") || source.contains("<br")
    }

    /// Counts what stands below and beside each unit.
    fn finish(mut self) -> Vec<Unit> {
        let units = &mut self.units;
        let mut nth = vec![0; units.len() + 1];
        let mut top = 0;
        for unit in units.iter_mut() {
            let under = unit.heading.map_or(0, |heading| heading + 1);
            unit.nth = nth[under];
            nth[under] += 1;
            if !matches!(unit.kind, UnitKind::File | UnitKind::Field) && top < 3 {
                unit.top = Some(top);
                top += 1;
            }
        }
        bodies(units);
        self.units
    }
}

/// Counts the units in the section of each heading and below each item. Cost: linear, by a stack.
fn bodies(units: &mut [Unit]) {
    let mut open: Vec<usize> = Vec::new();
    for i in 0..=units.len() {
        while let Some(&above) = open.last() {
            let ends = match (units.get(i), units[above].is_heading()) {
                (None, _) => true,
                (Some(next), true) => next.is_heading() && next.level <= units[above].level,
                (Some(next), false) => !belongs(units, next, above),
            };
            if !ends {
                break;
            }
            units[above].body = i - above - 1;
            open.pop();
        }
        if units.get(i).is_some_and(|unit| unit.is_heading() || unit.kind == UnitKind::Item) {
            open.push(i);
        }
    }
}

/// Whether a unit stands in an item.
fn belongs(units: &[Unit], unit: &Unit, item: usize) -> bool {
    let mut above = unit.item;
    while let Some(i) = above.filter(|&i| i > item) {
        above = units[i].item;
    }
    above == Some(item)
}

/// Appends a range of a block's text to a unit, with another separator for line breaks, and its marks.
fn append(unit: &mut Unit, index: usize, block: &Block, range: Range<usize>, separator: char) {
    let base = unit.text.len();
    let text = &block.text[range.clone()];
    let lead = text.len() - text.trim_start().len();
    let text = text.trim();
    let start = range.start + lead;
    unit.pieces.push(Piece { at: base, block: index, offset: start });
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            match separator {
                ' ' => unit.text.push(' '),
                other => unit.text.extend([' ', other, ' ']),
            }
            let offset = start + (line.as_ptr() as usize - text.as_ptr() as usize);
            unit.pieces.push(Piece { at: unit.text.len(), block: index, offset });
        }
        unit.text.push_str(line);
    }
    let end = start + text.len();
    let first = block.marks.partition_point(|mark| mark.range.start < start);
    // A mark that began before may reach into it.
    let marks = block.marks[..first].iter().filter(|m| m.range.end > start);
    for mark in marks.chain(block.marks[first..].iter().take_while(|m| m.range.start < end)) {
        if matches!(mark.kind, MarkKind::Image(_) | MarkKind::Tag) {
            continue;
        }
        let place = |offset: usize| {
            let pieces = &unit.pieces;
            let here = pieces.iter().rposition(|p| p.block == index && p.offset <= offset);
            here.map_or(base, |i| pieces[i].at + (offset - pieces[i].offset))
        };
        let (from, to) = (place(mark.range.start.max(start)), place(mark.range.end.min(end)));
        unit.marks.push(UnitMark { start: from, end: to.min(unit.text.len()), kind: mark.kind });
    }
}

/// The lines of a text that have something in them, as ranges.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let start = at;
        at += line.len() + 1;
        (!line.trim().is_empty()).then(|| start..start + line.len())
    })
}

/// Whether a text has a letter or a digit.
fn is_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether all words of a unit are strong.
fn is_bold(unit: &Unit) -> bool {
    let text = unit.text.trim_end_matches([':', ' ']);
    let strong = |mark: &UnitMark| mark.kind == MarkKind::Strong;
    text.len() > 1 && unit.marks.iter().any(|m| strong(m) && m.start == 0 && m.end >= text.len())
}

/// The name of a file without its folder and extension.
pub fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let known = |end: &str| name.len() > end.len() && name.to_ascii_lowercase().ends_with(end);
    let end = [".markdown", ".mdx", ".md", ".txt"].into_iter().find(|end| known(end));
    &name[..name.len() - end.map_or(0, str::len)]
}

/// A name with hyphens, underscores and dots as spaces.
pub fn spaced(name: &str) -> String {
    let parts = name.split(['-', '_', '.', '+']).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}
