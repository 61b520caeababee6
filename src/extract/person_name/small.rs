//! Names in small letters, at the start of a list item by somebody who writes no capitals:
//! “- ana souza on queues”.

use crate::document::BlockKind;
use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::person_name::RULE;
use crate::extract::token::flag;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;

/// Records the person whom an item begins with: a usual given name and a usual surname, neither a word.
pub fn in_block(page: &mut Page, block: usize) {
    let item = matches!(page.document.blocks[block].kind, BlockKind::Item { .. });
    // “- opening: ana souza on queues”
    let from = if page.word(block, 1) == ":" { 2 } else { 0 };
    if !item || !is_named(page, block, from) {
        return;
    }
    let parts = [page.word(block, from), page.word(block, from + 1)];
    let name = parts.map(name::capitalised).join(" ");
    let place = Place::words(block, from..from + 2);
    let person = page.mention(Kind::Person, &name, place, RULE, 0.8);
    page.also_named(person, &parts.join(" "));
}

fn is_named(page: &Page, block: usize, from: usize) -> bool {
    let rare = |i: usize| page.dictionary(block, i).is_none_or(|w| w.capital >= 70);
    let small = page.blocks[block].next(0, flag::CAPITAL).is_none();
    let next = page.word(block, from + 2);
    let leads = words::BREAKS.has(next) || words::SPEAKS.has(next);
    small
        && page.name_word(block, from).given >= 3
        && page.name_word(block, from + 1).surname >= 3
        && rare(from)
        && rare(from + 1)
        && (leads || matches!(next, "(" | "," | "about" | "at" | "from" | "of" | "on" | "@"))
}
