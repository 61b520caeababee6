//! Links to a profile: a name of any shape whose link leads to an account on a social network.

use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::profile;
use crate::extract::token::flag;
use crate::extract::token::fold_space;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

const RULE: &str = "profile-link";

/// Takes link texts for people, and keeps the profile of people found.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        let mut i = 0;
        while i < page.blocks[block].len() {
            let link = page.token(block, i).link;
            if link == 0 {
                handle(page, block, i);
                i += 1;
                continue;
            }
            let same = |j: &usize| page.token(block, *j).link == link;
            let end = i + (i..page.blocks[block].len()).take_while(same).count();
            linked(page, block, i..end, link as usize - 1);
            i = end;
        }
    }
}

/// Keeps a handle that is no link, if the person is named before it.
fn handle(page: &mut Page, block: usize, i: usize) {
    let Some(person) = named_before(page, block, i..i + 1) else { return };
    let handle = page.word(block, i);
    if !known_account(page, handle.trim_start_matches('@')) {
        return;
    }
    page.mention_of(person, Place::words(block, i..i + 1), RULE, 0.9);
    page.also_named(person, handle);
}

/// Reads a link that leads to a profile: of the person inside, of the one before, or of a new one.
fn linked(page: &mut Page, block: usize, range: Range<usize>, link: usize) {
    let target = page.document.links[link].target.clone();
    let Some(profile) = profile::of(&target) else { return };
    if let Some(person) = range.clone().find_map(|i| page.owner_of(block, i, Kind::Person)) {
        page.things[person].url.get_or_insert(target.clone());
        let handle = format!("@{}", profile.account);
        if profile.host != "linkedin.com" {
            page.also_named(person, &handle);
        }
        return;
    }
    let range = trim(page, block, range);
    if let Some(person) = named_before(page, block, range.clone()) {
        let handle = page.text(block, range.clone());
        page.mention_of(person, Place::words(block, range), RULE, 0.9);
        page.also_named(person, &handle);
        page.things[person].url.get_or_insert(target);
        return;
    }
    if let Some(person) = namesake(page, profile.account) {
        let handle = page.text(block, range.clone());
        if range.len() == 1 && page.token(block, range.start).is(flag::HANDLE) {
            page.mention_of(person, Place::words(block, range), RULE, 0.8);
            page.also_named(person, &handle);
            page.things[person].url.get_or_insert(target);
            return;
        }
    }
    if range.is_empty() || !person_like(page, block, range.clone(), &profile) {
        return;
    }
    let text = page.text(block, range.clone());
    let person = page.mention(Kind::Person, &text, Place::words(block, range), RULE, 0.85);
    page.also_named(person, &format!("@{}", profile.account));
    page.things[person].url.get_or_insert(target.clone());
}

/// The only person of the note whose name an account begins with: `anasouza`, `anas`.
fn namesake(page: &Page, account: &str) -> Option<usize> {
    let key = name::key(account);
    let begins = |person: &usize| {
        let words = name::words(&page.things[*person].name);
        let first = words.first().map_or("", String::as_str);
        words.len() > 1 && first.chars().count() > 3 && key.starts_with(first)
    };
    let people = (0..page.things.len()).filter(|&t| page.things[t].kind == Kind::Person);
    let mut found = people.filter(begins);
    found.next().filter(|_| found.next().is_none())
}

/// The person named directly before a handle: “Jo Doe ([@jodoe](…))”.
fn named_before(page: &Page, block: usize, range: Range<usize>) -> Option<usize> {
    if range.len() != 1 || !page.token(block, range.start).is(flag::HANDLE) {
        return None;
    }
    let gap = (range.start.saturating_sub(3)..range.start).rev();
    let near =
        gap.take_while(|&i| !page.token(block, i).is(flag::WORD)).last().unwrap_or(range.start);
    page.owner_of(block, near.checked_sub(1)?, Kind::Person)
}

/// The range without punctuation at its ends.
fn trim(page: &Page, block: usize, range: Range<usize>) -> Range<usize> {
    let word = |i: &usize| page.token(block, *i).is(flag::WORD);
    match (range.clone().find(word), range.clone().rev().find(word)) {
        (Some(from), Some(to)) => from..to + 1,
        _ => range.start..range.start,
    }
}

/// Whether a link's words can be the name of the account's owner.
fn person_like(page: &Page, block: usize, range: Range<usize>, profile: &profile::Profile) -> bool {
    if range.len() == 1 && page.token(block, range.start).is(flag::HANDLE) {
        let named = fold_space(page.word(block, range.start));
        return named.len() > 2 && known_account(page, profile.account);
    }
    if range.len() > 4
        || !range.clone().all(|i| page.is_capital(block, i) || page.word(block, i) == ".")
    {
        return false;
    }
    let other = range.clone().any(|i| {
        let key = page.key(block, i);
        words::NOT_NAMES.has(key) && key != "will" && key != "may"
            || words::EVENT_WORDS.has(key)
            || words::COMPANY_WORDS.has(key)
            || page.owner(block, i).is_some()
    });
    if other || !known_account(page, profile.account) {
        return false;
    }
    let key = name::key(&page.text(block, range.clone()));
    let catalogued = page.lexicon.senses(&key).iter().any(|s| !s.ambiguous);
    let first = page.name_word(block, range.start);
    let same = name::key(profile.account).contains(&name::key(page.word(block, range.start)));
    let personal = profile::is_personal(profile) || profile.host == "twitter.com";
    !catalogued
        && (first.given >= 3
            || range.len() > 1 && personal
            || same && first.given > 0
            || personal && first.given > 0
            || same && page.dictionary(block, range.start).is_none())
}

/// Whether the account is not one of an organisation that the catalogue knows.
fn known_account(page: &Page, account: &str) -> bool {
    page.lexicon.by_url(&format!("https://github.com/{account}")).is_empty()
        && !page.lexicon.senses(&name::key(account)).iter().any(|s| {
            let kind = s.kind;
            matches!(kind, Kind::Event | Kind::Company) && !s.ambiguous
        })
}
