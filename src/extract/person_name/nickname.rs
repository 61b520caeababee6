//! Names with a nickname between given name and surname: “Ana “Zed” Souza”, “Ana (Zed) Souza”.

use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::person_name::RULE;
use crate::extract::token::flag;
use crate::vocabulary::Kind;

/// Records the people of a block who are named so, with the nickname as another name.
pub fn in_block(page: &mut Page, block: usize) {
    let mut next = 0;
    while let Some(i) = page.blocks[block].next(next, flag::CAPITAL) {
        next = i + 1;
        if is_named(page, block, i) {
            let (given, nickname) = (page.word(block, i), page.word(block, i + 2));
            let name = format!("{given} {}", page.word(block, i + 4));
            let place = Place::words(block, i..i + 5);
            let person = page.mention(Kind::Person, &name, place, RULE, 0.9);
            page.also_named(person, nickname);
            next = i + 5;
        }
    }
}

/// Whether a given name, a nickname between marks and a surname begin at a token.
fn is_named(page: &Page, block: usize, i: usize) -> bool {
    let marks = (page.word(block, i + 1), page.word(block, i + 3));
    if !matches!(marks, ("“", "”") | ("\"", "\"") | ("‘", "’") | ("'", "'") | ("(", ")")) {
        return false;
    }
    let free = (i..i + 5).all(|at| page.owner(block, at).is_none());
    let plain = |at: usize| page.is_capital(block, at) && page.token(block, at).is(flag::WORD);
    let known = |at: usize, class: u8| class >= 2 || page.dictionary(block, at).is_none();
    let given = page.name_word(block, i).given;
    let surname = page.name_word(block, i + 4).surname;
    // In brackets what the catalogue knows is an employer.
    let company = marks.0 == "(" && page.spots[block].iter().any(|spot| spot.from == i + 2);
    free && !company
        && plain(i)
        && plain(i + 2)
        && plain(i + 4)
        && known(i, given)
        && known(i + 4, surname)
        && (given >= 3 || marks.0 != "(")
        && page.same_sentence(block, i, i + 4)
}
