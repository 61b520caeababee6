//! Who makes what: a tool whose maker, as the catalogue knows it, is named in the same note.

use crate::extract::page::Page;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;

const RULE: &str = "catalogue-maker";

/// Joins tools with their makers.
pub fn run(page: &mut Page) {
    for tool in 0..page.things.len() {
        let Some(entry) = page.things[tool].entry.filter(|_| page.things[tool].kind == Kind::Tool)
        else {
            continue;
        };
        let maker = page.lexicon.entry(entry).parent;
        if maker.is_empty() {
            continue;
        }
        let Some(company) = page.find(Kind::Company, maker) else { continue };
        let Some(seen) = page.things[tool].mentions.first().cloned() else { continue };
        page.claim(company, Relation::Makes, tool, seen.place, RULE, 0.9);
    }
}
