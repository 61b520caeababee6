//! Employers in tables that have a column for them: “Speaker | Company | Title”.

use crate::document::BlockKind;
use crate::extract::draft::Place;
use crate::extract::org;
use crate::extract::org::Trust;
use crate::extract::page::Page;
use crate::extract::person_at_company::RULE;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;

/// Reads the tables.
pub fn run(page: &mut Page) {
    let mut column = None;
    let mut row: Vec<usize> = Vec::new();
    let mut at = None;
    for block in 0..=page.blocks.len() {
        let kind = page.document.blocks.get(block).map(|b| b.kind);
        let place = match kind {
            Some(BlockKind::Cell { table, row, .. }) => Some((table, row)),
            _ => None,
        };
        if place != at {
            if let Some(column) = column {
                read(page, &row, column);
            }
            if place.map(|p| p.0) != at.map(|p| p.0) {
                column = None;
            }
            row.clear();
            at = place;
        }
        if let Some(BlockKind::Cell { row: r, column: c, .. }) = kind {
            if r == 0 && names_employers(page, block) {
                column = Some(c);
            } else if r > 0 {
                row.push(block);
            }
        }
    }
}

/// Whether a table's head says that employers stand below.
fn names_employers(page: &Page, block: usize) -> bool {
    let key = page.key(block, 0);
    page.blocks[block].len() == 1
        && matches!(key, "affiliation" | "company" | "employer" | "organisation" | "organization")
}

/// One row: whoever is in another cell works at what is in this column.
fn read(page: &mut Page, row: &[usize], column: u16) {
    let at = |b: &&usize| matches!(page.document.blocks[**b].kind, BlockKind::Cell { column: c, .. } if c == column);
    let Some(&cell) = row.iter().find(at) else { return };
    let Some(org) = org::at(page, cell, 0, Trust::Unknown) else { return };
    if org.range.end != page.blocks[cell].len() {
        return;
    }
    let people: Vec<usize> =
        row.iter().flat_map(|&b| page.mentions_in(b, Kind::Person)).map(|m| m.0).collect();
    if people.len() != 1 {
        return;
    }
    let company = org::record(page, cell, &org, RULE);
    let place = Place::words(cell, org.range);
    page.claim(people[0], Relation::WorksAt, company, place, RULE, 0.9);
}
