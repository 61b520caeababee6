//! Headings that announce a talk: “Title - Speaker (Company)”, “Speaker: Title”, or a title whose
//! section begins with the speaker.

use crate::extract::page::Page;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::talk_heading::head::Head;
use crate::extract::title;
use crate::extract::title_line;
use crate::extract::title_line::label;
use crate::vocabulary::Kind;
use crate::vocabulary::Role;
use std::collections::BTreeMap;
use std::ops::Range;

mod head;
mod section;

const RULE: &str = "talk-heading";

/// Reads every heading; then once more those beside headings that turned out to be talks.
pub fn run(page: &mut Page) {
    let heads = head::all(page);
    heads.iter().for_each(|head| heading(page, head));
    let mut levels: BTreeMap<u8, Level> = BTreeMap::new();
    for head in &heads {
        levels.entry(head.level).or_default().count(page, head.block);
    }
    for head in &heads {
        let level = levels.entry(head.level).or_default();
        let few = level.talks < 2 || level.talks * 3 < level.others + level.asides;
        if few || announced(page, head.block) || !head.stands_out(page) {
            continue;
        }
        let speakers = new_speakers(page, head);
        let nearly_all = level.talks > 2 && level.talks >= level.others * 3;
        if !speakers.is_empty() || nearly_all {
            beside_talks(page, head, speakers);
        }
        if announced(page, head.block) {
            level.talks += 1;
            level.others = level.others.saturating_sub(1);
        }
    }
}

/// What the headings of one level head.
#[derive(Default)]
struct Level {
    talks: usize,
    /// What stands between talks in any note: “Lunch”, “Day 2”.
    asides: usize,
    others: usize,
}

impl Level {
    /// Counts one heading.
    fn count(&mut self, page: &Page, block: usize) {
        let what = if announced(page, block) {
            &mut self.talks
        } else if title::is_generic(page, block, 0..page.blocks[block].len()) {
            &mut self.asides
        } else {
            &mut self.others
        };
        *what += 1;
    }
}

/// Whether a heading is the title of a talk found before.
fn announced(page: &Page, block: usize) -> bool {
    let titled = |i: usize| page.owner_of(block, i, Kind::Talk).is_some();
    (0..page.blocks[block].len()).any(titled)
        || page.sessions.iter().any(|s| s.place.in_text().is_some_and(|(b, _)| b == block))
}

/// Reads one heading with the beginning of its section.
fn heading(page: &mut Page, head: &Head) {
    let block = head.block;
    let all = 0..page.blocks[block].len();
    let line = title_line::read(page, block, all.clone());
    if let Some(title) = line.title.clone().filter(|_| !line.speakers.is_empty())
        && !title::is_generic(page, block, title.clone())
    {
        return add(page, head, block, title, line.speakers, 0.93);
    }
    let only = title_line::only_people(page, block, all.clone());
    let people = if only.is_empty() { line.speakers } else { only };
    if !people.is_empty() {
        people.iter().for_each(|&p| page.role(p, Role::Speaker));
        let found = section::title_below(page, head.under.clone())
            .or_else(|| section::title_above(page, block))
            .or_else(|| section::called(page, block));
        if let Some((at, title)) = found {
            add(page, head, at, title, people, 0.9);
        }
        return;
    }
    let whole = || title::trimmed(page, block, label::without_label(page, block, all));
    let Some(title) = line.title.or_else(whole) else { return };
    let own = head.own.clone();
    if heads_note(page, block) || title::is_generic(page, block, title.clone()) || own.is_empty() {
        return;
    }
    let byline = section::byline(page, own.clone());
    if !byline.is_empty() {
        return add(page, head, block, title, byline, 0.92);
    }
    if let Some((speakers, confidence)) = section::told(page, block, title.clone(), own)
        && head.stands_out(page)
    {
        add(page, head, block, title, speakers, confidence);
    }
}

/// Whether a heading is the title of the note.
fn heads_note(page: &Page, block: usize) -> bool {
    let title = page.document.title.as_ref();
    title.is_some_and(|t| page.document.blocks[block].span.contains(t.span))
}

/// Whom the first sentences of a section name for the first time.
fn new_speakers(page: &Page, head: &Head) -> Vec<usize> {
    let all = 0..page.blocks[head.block].len();
    let Some(title) = title_line::read(page, head.block, all).title else { return Vec::new() };
    let mut speakers = section::opened_by(page, head.block, title, head.own.clone());
    if speakers.first().is_some_and(|&person| session::has_spoken(page, person)) {
        speakers.clear();
    }
    speakers
}

/// In a note with a heading for each talk, a section whose first sentences name somebody new is
/// about that person's talk; one among many talks is a talk whoever gave it.
fn beside_talks(page: &mut Page, head: &Head, speakers: Vec<usize>) {
    let block = head.block;
    let all = 0..page.blocks[block].len();
    let title = title_line::read(page, block, all).title;
    let Some(title) = title.filter(|t| !title::is_generic(page, block, t.clone())) else { return };
    if !head.own.is_empty() && !heads_note(page, block) {
        add(page, head, block, title, speakers, 0.72);
    }
}

/// Records a talk that the heading and its section tell of.
fn add(
    page: &mut Page,
    head: &Head,
    block: usize,
    title: Range<usize>,
    speakers: Vec<usize>,
    confidence: f32,
) {
    let mut extent = session::whole(page, head.block..head.block + 1);
    extent.extend(session::whole(page, head.under.clone()));
    session::add(page, RULE, Found { block, title, made: None, speakers, extent, confidence });
}
