//! Schedules as tables: a column of titles and a column of speakers.

use crate::document::BlockKind;
use crate::extract::draft::Stretch;
use crate::extract::page::Page;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::title;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

const RULE: &str = "talk-table";

/// Reads every table that has such columns.
pub fn run(page: &mut Page) {
    let mut tables: BTreeMap<(u16, u16), Vec<(u16, usize)>> = BTreeMap::new();
    for (block, b) in page.document.blocks.iter().enumerate() {
        if let BlockKind::Cell { table, row, column } = b.kind {
            tables.entry((table, row)).or_default().push((column, block));
        }
    }
    // The table, and its columns of titles and of speakers.
    let mut columns: Option<(u16, u16, u16)> = None;
    for ((table, row), cells) in &tables {
        if *row == 0 {
            columns = header(page, cells).map(|(title, speaker)| (*table, title, speaker));
            continue;
        }
        let Some((_, title, speaker)) = columns.filter(|(of, _, _)| of == table) else { continue };
        let cell = |column: u16| cells.iter().find(|(c, _)| *c == column).map(|(_, b)| *b);
        if let (Some(title), Some(speaker)) = (cell(title), cell(speaker)) {
            announce(page, title, speaker, cells);
        }
    }
}

/// The columns of the titles and of the speakers.
fn header(page: &Page, cells: &[(u16, usize)]) -> Option<(u16, u16)> {
    let named = |words: &[&str]| {
        let fits = |b: usize| (0..page.blocks[b].len()).any(|i| words.contains(&page.key(b, i)));
        cells.iter().find(|(_, b)| fits(*b)).map(|(c, _)| *c)
    };
    let speaker = named(&["speaker", "speakers", "presenter", "who", "name"])?;
    let title = named(&["talk", "title", "session", "topic", "presentation", "what"])?;
    (speaker != title).then_some((title, speaker))
}

/// Records the talk of a row.
fn announce(page: &mut Page, title_cell: usize, speaker_cell: usize, row: &[(u16, usize)]) {
    let len = page.blocks[title_cell].len();
    let Some(title) = title::trimmed(page, title_cell, 0..len) else { return };
    let people = page.mentions_in(speaker_cell, Kind::Person);
    let mut speakers: Vec<usize> = people.into_iter().map(|(p, _)| p).collect();
    speakers.dedup();
    if speakers.is_empty() || title::is_generic(page, title_cell, title.clone()) {
        return;
    }
    let extent = row.iter().map(|(_, b)| Stretch::whole(*b)).collect();
    session::add(
        page,
        RULE,
        Found { block: title_cell, title, made: None, speakers, extent, confidence: 0.93 },
    );
}
