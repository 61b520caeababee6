//! Tools that no catalogue knows: a link to the repository of that name, and names in camel case that
//! nothing else explains.
//!
//! A name in camel case (`TorchScript`, `GraphBLAS`) is hardly ever anything but software; where it
//! stands like an employer it is left alone. Cost: linear in the tokens.

use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::profile;
use crate::extract::token::flag;
use crate::extract::words;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

const RULE: &str = "named-tool";

/// Finds tools by their links and their looks.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        let mut i = 0;
        while i < page.blocks[block].len() {
            let link = page.token(block, i).link;
            let alike = |j: &usize| page.token(block, *j).link == link;
            let to = (i + 1..page.blocks[block].len()).find(|j| !alike(j));
            let to = to.unwrap_or(page.blocks[block].len());
            if link > 0 {
                linked(page, block, i..to, link as usize - 1);
            }
            i = to;
        }
        let mut next = 0;
        while let Some(i) = page.blocks[block].next(next, flag::CAMEL) {
            next = i + 1;
            if page.owner(block, i).is_none() && camel(page, block, i) {
                let name = page.word(block, i).to_string();
                page.mention(Kind::Tool, &name, Place::words(block, i..i + 1), RULE, 0.6);
            }
        }
    }
}

/// A link text that is the name of the repository that it leads to.
fn linked(page: &mut Page, block: usize, range: Range<usize>, link: usize) {
    let target = page.document.links[link].target.clone();
    let Some((host, path)) = profile::split(&target) else { return };
    let mut parts = path.trim_end_matches('/').split('/');
    let (Some(_), Some(repository), None) = (parts.next(), parts.next(), parts.next()) else {
        return;
    };
    let text = page.text(block, range.clone());
    let owned = range.clone().any(|i| page.owner(block, i).is_some());
    let code_host = matches!(host, "github.com" | "gitlab.com" | "codeberg.org" | "bitbucket.org");
    let named = name::key(repository) == name::key(&text) && text.chars().any(char::is_alphabetic);
    if code_host && named && !owned && range.len() <= 4 {
        let tool = page.mention(Kind::Tool, &text, Place::words(block, range), RULE, 0.85);
        page.things[tool].url.get_or_insert(target);
    }
}

/// Whether a word in camel case has a capital first, is in no dictionary, and not where a person or employer stands.
fn camel(page: &Page, block: usize, i: usize) -> bool {
    let token = page.token(block, i);
    if !token.is(flag::CAPITAL) || token.is(flag::HANDLE | flag::TAG | flag::CODE | flag::IMAGE) {
        return false;
    }
    let key = page.key(block, i);
    let word = page.word(block, i);
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let before = if i > 0 { page.key(block, i - 1) } else { "" };
    let employer = matches!(before, "at" | "from" | "of" | "by")
        || matches!(page.word(block, i + 1), "'s" | "’s")
        || page.is_in(&words::ROLES, block, i + 1);
    let spelled = word.chars().all(|c| c.is_alphanumeric() || c == '.');
    let known = page.spots[block].iter().any(|s| s.from <= i && i < s.to);
    (2..=5).contains(&upper)
        && spelled
        && key.len() > 3
        && page.lexicon.word(key).is_none()
        && page.lexicon.name_word(key).surname == 0
        && !employer
        && !known
        && !key.ends_with("conf")
}
