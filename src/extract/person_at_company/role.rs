//! What the words between a person and a company say: that one works there, or did.

use crate::extract::page::Page;
use crate::extract::person_at_company::is_role;
use crate::extract::words;
use crate::extract::words::List;
use std::ops::Range;

/// Words of the past, and of what is not so.
static FORMER: List = List::of(&[
    "alumni", "alumnus", "ex", "former", "formerly", "late", "left", "never", "not", "once",
    "past", "previously",
]);

/// Whether the words speak of the past: “formerly at Y”, “ex-Y”.
pub fn is_former(page: &Page, block: usize, range: Range<usize>) -> bool {
    range.into_iter().any(|i| page.is_in(&FORMER, block, i))
}

/// What somebody does who works somewhere: “who leads the data team at Y”.
static EMPLOYED: List = List::of(&[
    "employed", "heading", "heads", "leading", "leads", "manages", "managing", "runs", "working",
    "works",
]);

/// Whether a word tells of a job.
pub fn employs(page: &Page, block: usize, i: usize) -> bool {
    page.is_in(&EMPLOYED, block, i) || is_role(page, block, i)
}

/// Roles whose holder has the whole company: “head of Platform” heads no company, “founder of
/// Platform” does.
pub fn heads(page: &Page, block: usize, i: usize) -> bool {
    let key = page.key(block, i);
    matches!(key, "ceo" | "cto" | "cofounder" | "founder" | "founders" | "owner" | "president")
}

/// Roles of those who made something: “author of Y”, “Y creator” do not work for Y.
pub fn makes(page: &Page, block: usize, i: usize) -> bool {
    matches!(page.key(block, i), "author" | "contributor" | "creator" | "inventor" | "writer")
}

/// What an event gives rather than an employer: “who leads a workshop at Y”.
pub fn is_occasion(page: &Page, block: usize, i: usize) -> bool {
    let key = page.key(block, i);
    words::SESSION.has(key)
        || words::EVENT_WORDS.has(key)
        || matches!(key, "chair" | "host" | "organiser" | "organizer" | "speaker" | "track")
}
