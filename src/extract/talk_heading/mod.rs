//! Headings that announce a talk: “Title - Speaker (Company)”, “Speaker: Title”, or a title whose
//! section begins with the speaker.

use crate::document::BlockKind;
use crate::extract::page::Page;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::title;
use crate::extract::title_line;
use crate::extract::title_line::label;
use crate::vocabulary::Kind;
use crate::vocabulary::Role;
use std::collections::BTreeMap;
use std::ops::Range;

mod section;

const RULE: &str = "talk-heading";

/// Reads every heading; then once more those beside headings that turned out to be talks.
pub fn run(page: &mut Page) {
    let headings: Vec<usize> = (0..page.blocks.len())
        .filter(|&b| page.is_heading(b) && !page.blocks[b].is_empty())
        .collect();
    headings.iter().for_each(|&block| heading(page, block));
    // By level of heading: how many announce a talk, and how many do not.
    let mut counts: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    for &block in &headings {
        let (talks, others) = counts.entry(level(page, block)).or_default();
        *(if announced(page, block) { talks } else { others }) += 1;
    }
    for &block in &headings {
        let (talks, others) = counts[&level(page, block)];
        if talks < 2 || talks * 3 < others || announced(page, block) {
            continue;
        }
        beside_talks(page, block);
        if announced(page, block) {
            counts.insert(level(page, block), (talks + 1, others - 1));
        }
    }
}

/// How deep a heading is: 1 for the highest.
fn level(page: &Page, block: usize) -> u8 {
    match page.document.blocks[block].kind {
        BlockKind::Heading(level) => level,
        _ => 0,
    }
}

/// Whether a heading is the title of a talk found before.
fn announced(page: &Page, block: usize) -> bool {
    let titled = |i: usize| page.owner_of(block, i, Kind::Talk).is_some();
    (0..page.blocks[block].len()).any(titled)
        || page.sessions.iter().any(|s| s.place.in_text().is_some_and(|(b, _)| b == block))
}

/// Reads one heading with the beginning of its section.
fn heading(page: &mut Page, block: usize) {
    let all = 0..page.blocks[block].len();
    let line = title_line::read(page, block, all.clone());
    if let Some(title) = line.title.clone().filter(|_| !line.speakers.is_empty())
        && !title::is_generic(page, block, title.clone())
    {
        return add(page, block, title, line.speakers, 0.93);
    }
    let only = title_line::only_people(page, block, all.clone());
    let people = if only.is_empty() { line.speakers } else { only };
    if !people.is_empty() {
        people.iter().for_each(|&p| page.role(p, Role::Speaker));
        return;
    }
    let whole = || title::trimmed(page, block, label::without_label(page, block, all));
    let Some(title) = line.title.or_else(whole) else { return };
    let own = section::own_blocks(page, block);
    if heads_note(page, block) || title::is_generic(page, block, title.clone()) || own.is_empty() {
        return;
    }
    let byline = section::byline(page, own.clone());
    if !byline.is_empty() {
        return add(page, block, title, byline, 0.92);
    }
    if let Some((speakers, confidence)) = section::told(page, block, title.clone(), own) {
        add(page, block, title, speakers, confidence);
    }
}

/// Whether a heading is the title of the note.
fn heads_note(page: &Page, block: usize) -> bool {
    let title = page.document.title.as_ref();
    title.is_some_and(|t| page.document.blocks[block].span.contains(t.span))
}

/// In a note with a heading for each talk, a section whose first sentences name somebody new is
/// about that person's talk.
fn beside_talks(page: &mut Page, block: usize) {
    let all = 0..page.blocks[block].len();
    let title = title_line::read(page, block, all).title;
    let Some(title) = title.filter(|t| !title::is_generic(page, block, t.clone())) else { return };
    let speakers = section::opened_by(page, block, title.clone());
    if speakers.first().is_some_and(|&person| !session::has_spoken(page, person)) {
        add(page, block, title, speakers, 0.72);
    }
}

/// Records a talk that the heading and its section tell of.
fn add(page: &mut Page, block: usize, title: Range<usize>, speakers: Vec<usize>, confidence: f32) {
    let mut extent = session::whole(page, block..block + 1);
    extent.extend(session::whole(page, page.section(block)));
    session::add(page, RULE, Found { block, title, made: None, speakers, extent, confidence });
}
