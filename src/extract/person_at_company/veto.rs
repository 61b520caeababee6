//! What stands where an employer would and is none: somebody's own account, or where a picture is from.

use crate::extract::org::Org;
use crate::extract::page::Page;
use crate::extract::profile;
use crate::extract::words::List;
use crate::name;
use std::ops::Range;

/// Whether the employer told of the person who is named there can be none.
pub fn is_none(page: &Page, block: usize, person: &Range<usize>, org: &Org) -> bool {
    is_account(page, block, person, org) || is_credit(page, block, person.start)
}

/// “Jo Vance (JoVance)”, “Jo Vance (Quill4K)”, “[Jo Vance (Quillo)](https://github.com/Quillo)”.
fn is_account(page: &Page, block: usize, person: &Range<usize>, org: &Org) -> bool {
    let key = page.blocks[block].joined_key(org.range.clone());
    let entry = org.entry.or_else(|| page.things[org.thing?].entry);
    let bracket = org.range.start > 0 && page.word(block, org.range.start - 1) == "(";
    let digits = key.contains(|c: char| c.is_ascii_digit());
    key == page.blocks[block].joined_key(person.clone())
        || entry.is_none() && bracket && org.range.len() == 1 && digits
        || links_to(page, block, org.range.start, key)
        || links_to(page, block, person.start, key)
}

/// Whether a token links to the account of this key.
fn links_to(page: &Page, block: usize, at: usize, key: &str) -> bool {
    let link = page.token(block, at).link.checked_sub(1);
    let target = link.map(|link| &page.document.links[link as usize].target);
    let account = target.and_then(|target| profile::of(target));
    account.is_some_and(|profile| name::key(profile.account) == key)
}

/// What is credited to somebody.
static PICTURES: List = List::of(&[
    "credit", "drawing", "graphic", "icon", "illustration", "image", "photo", "photograph",
    "photos", "picture", "pictures", "screenshot",
]);

/// “Photo by Jo Vance from Wibble”: where the picture was found.
fn is_credit(page: &Page, block: usize, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back);
    before(1).is_some_and(|i| page.key(block, i) == "by")
        && before(2).is_some_and(|i| page.is_in(&PICTURES, block, i))
}
