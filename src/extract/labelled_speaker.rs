//! Lines that begin with a label: “Speakers: jo doe, Ann Li (Acme)”. The label says that names follow, so
//! that also names in small letters and names that nobody knows are read.

use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;
use crate::vocabulary::Role;
use std::ops::Range;

const RULE: &str = "labelled-speaker";

/// Reads the lines with a label.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        let label = page.is_in(&words::SPEAKER_LABELS, block, 0);
        if label && page.word(block, 1) == ":" {
            for range in names(page, block) {
                name(page, block, range);
            }
        }
    }
}

/// The parts of the line's list, without what stands in brackets.
fn names(page: &Page, block: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 2;
    let mut depth = 0;
    let end = page.blocks[block].len().min(40);
    for i in 2..=end {
        let word = page.word(block, i);
        let ends = i == end
            || !page.same_sentence(block, 0, i)
            || matches!(word, "," | "and" | "&" | "(" | "-" | "–" | "—" | ";");
        if ends && depth == 0 {
            if (2..=4).contains(&(i - from)) {
                found.push(from..i);
            }
            from = i + 1;
        }
        depth += i32::from(word == "(") - i32::from(word == ")");
        if word == ")" {
            from = i + 1;
        }
        if !page.same_sentence(block, 0, i) {
            break;
        }
    }
    found
}

/// Whether the words say what the speaker named before is or where one works: a role, a company, or
/// anything behind a comma that nobody is called, as the label is for one.
fn is_told_of_one(page: &Page, block: usize, range: &Range<usize>) -> bool {
    let role = range.clone().any(|i| {
        page.is_in(&words::ROLES, block, i)
            || page.is_in(&words::COMPANY_WORDS, block, i)
            || matches!(page.key(block, i), "at" | "for" | "from" | "of")
    });
    let known = page.spots[block].iter().any(|spot| {
        (spot.from, spot.to) == (range.start, range.end)
            && spot.senses.iter().any(|s| s.kind == Kind::Company)
    });
    let one = matches!(page.key(block, 0), "presenter" | "speaker");
    let comma = page.word(block, range.start - 1) == ",";
    role || known || one && comma && page.name_word(block, range.start).given < 3
}

fn name(page: &mut Page, block: usize, range: Range<usize>) {
    let letters = |i: usize| {
        let token = page.token(block, i);
        token.is(flag::WORD) && !token.is(flag::NUMBER | flag::HANDLE | flag::CODE)
    };
    let taken = range.clone().any(|i| page.owner(block, i).is_some());
    if taken
        || is_told_of_one(page, block, &range)
        || !range.clone().all(|i| letters(i) || page.word(block, i) == ".")
    {
        return;
    }
    let name: Vec<String> = range.clone().map(|i| name::capitalised(page.word(block, i))).collect();
    let place = Place::words(block, range.clone());
    let person = page.mention(Kind::Person, &name.join(" ").replace(" .", "."), place, RULE, 0.9);
    page.role(person, Role::Speaker);
}
