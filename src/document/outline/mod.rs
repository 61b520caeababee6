//! The outline of a note as it is read: open lists, quotes and tables, the headings above, the
//! leaf block that is being written. Markdown and HTML both draw it.

use crate::document::Block;
use crate::document::Link;
use crate::document::MarkKind;
use crate::document::Text;
use crate::document::mask::Masked;
use crate::document::outline::leaf::Leaf;
use crate::span::Span;
use std::collections::BTreeMap;

mod leaf;
mod write;

/// Cells of tables beyond this many in one note are not read.
pub const MAX_CELLS: usize = 10_000;
/// HTML that opens more than this is not followed further down.
const MAX_DEPTH: usize = 200;

/// Who opened something; only the same may close it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Markdown, always balanced.
    Markdown,
    /// HTML, which may not be.
    Html,
}

/// A container of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
    },
    /// A list item, with its first block.
    Item(Option<usize>),
    /// A block quote.
    Quote,
    /// A table: its number, and the row and column to come.
    Table {
        /// Number in the note.
        table: u16,
        /// Rows begun.
        row: u16,
        /// Cells begun in the row.
        column: u16,
    },
}

/// The blocks, links and tags read so far, and all that is open.
pub struct Outline<'t> {
    /// The note's text.
    pub text: &'t str,
    /// The same with holes.
    pub masked: &'t Masked<'t>,
    /// Finished blocks.
    pub blocks: Vec<Block>,
    /// Links, also of the block that is being written.
    pub links: Vec<Link>,
    /// Tags in running text.
    pub tags: Vec<Text>,
    /// Cells begun.
    pub cells: usize,
    /// What stands before this offset is passed over.
    pub silent_until: usize,
    /// The level of an HTML heading that is open.
    pub html_heading: Option<u8>,
    closings: BTreeMap<String, Option<usize>>,
    containers: Vec<(Container, By)>,
    headings: Vec<(u8, usize)>,
    leaf: Option<Leaf>,
    run: Option<Span>,
    carried: Vec<MarkKind>,
    quoted: usize,
    lists: usize,
    tables: u16,
}

impl<'t> Outline<'t> {
    /// An empty outline of a note. `links` are those of its front matter.
    pub fn new(text: &'t str, masked: &'t Masked<'t>, links: Vec<Link>) -> Outline<'t> {
        Outline {
            text,
            masked,
            blocks: vec![],
            links,
            tags: vec![],
            cells: 0,
            silent_until: 0,
            html_heading: None,
            closings: BTreeMap::new(),
            containers: vec![],
            headings: vec![],
            leaf: None,
            run: None,
            carried: vec![],
            quoted: 0,
            lists: 0,
            tables: 0,
        }
    }

    /// Opens a container.
    pub fn open(&mut self, container: Container, by: By) {
        self.end_leaf();
        if by == By::Html && self.containers.len() > MAX_DEPTH {
            return;
        }
        match container {
            Container::List { .. } => self.lists += 1,
            Container::Quote => self.quoted += 1,
            _ => {}
        }
        self.containers.push((container, by));
    }

    /// Opens a table.
    pub fn open_table(&mut self, by: By) {
        let table = self.tables;
        self.tables = self.tables.saturating_add(1);
        self.open(Container::Table { table, row: 0, column: 0 }, by);
    }

    /// Closes the innermost container for which `is` holds, with all within it. HTML closes
    /// nothing that Markdown opened.
    pub fn close(&mut self, by: By, is: fn(&Container) -> bool) {
        self.end_leaf();
        let reachable = self.containers.iter().rposition(|(container, opened_by)| {
            (by == By::Html && *opened_by == By::Markdown) || (*opened_by == by && is(container))
        });
        let Some(at) = reachable.filter(|at| self.containers[*at].1 == by) else { return };
        self.close_from(at);
    }

    /// Closes the innermost HTML item, if no list was opened within it.
    pub fn close_item(&mut self) {
        self.end_leaf();
        let innermost = self.containers.iter().rposition(|(container, _)| {
            matches!(container, Container::Item(_) | Container::List { .. })
        });
        let item =
            innermost.filter(|at| matches!(self.containers[*at], (Container::Item(_), By::Html)));
        item.into_iter().for_each(|at| self.close_from(at));
    }

    /// Closes what HTML left open in the innermost Markdown container.
    pub fn close_html(&mut self) {
        self.end_leaf();
        let markdown = self.containers.iter().rposition(|(_, by)| *by == By::Markdown);
        self.close_from(markdown.map_or(0, |at| at + 1));
        self.html_heading = None;
    }

    fn close_from(&mut self, at: usize) {
        for (container, _) in self.containers.drain(at..) {
            match container {
                Container::List { .. } => self.lists -= 1,
                Container::Quote => self.quoted -= 1,
                _ => {}
            }
        }
    }

    /// Whether the next list item would be numbered.
    fn ordered(&self) -> bool {
        let lists = self.containers.iter().rev().filter_map(|(container, _)| match container {
            Container::List { ordered } => Some(*ordered),
            _ => None,
        });
        lists.take(1).any(|ordered| ordered)
    }

    /// Begins a row of the innermost table.
    pub fn open_row(&mut self) {
        self.end_leaf();
        if let Some(Container::Table { row, column, .. }) = self.table() {
            (*row, *column) = (row.saturating_add(1), 0);
        }
    }

    /// Begins a cell of the innermost table. Gives whether it is to be read.
    pub fn open_cell(&mut self) -> bool {
        self.end_leaf();
        self.cells += 1;
        if let Some(Container::Table { column, .. }) = self.table() {
            *column = column.saturating_add(1);
        }
        self.cells <= MAX_CELLS
    }

    fn table(&mut self) -> Option<&mut Container> {
        let table = |container: &Container| matches!(container, Container::Table { .. });
        self.containers.iter_mut().rev().map(|(container, _)| container).find(|c| table(c))
    }
}
