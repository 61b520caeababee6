//! Which topics and tools are in reach of a talk or a speaker, and how.

use crate::extract::draft::Session;
use crate::extract::page::MentionRange;
use crate::extract::page::Page;
use crate::vocabulary::Kind;
use crate::vocabulary::Role;
use std::collections::BTreeMap;
use std::ops::Range;

/// How a place belongs to a talk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// In its title, of which it is this share.
    Title(f32),
    /// In the words that say what it is about, of which it is this share.
    Description(f32),
    /// In a sentence on it, so many sentences from the first.
    Told(usize),
    /// In a sentence that names the speaker.
    Beside,
}

impl Reach {
    /// How sure the place alone makes that the talk is about what it names.
    pub fn sure(self) -> f32 {
        match self {
            Reach::Title(_) | Reach::Description(_) => 0.88,
            Reach::Told(0 | 1) => 0.72,
            Reach::Told(2..=4) => 0.62,
            Reach::Told(_) => 0.52,
            Reach::Beside => 0.4,
        }
    }
}

/// A place of a topic or tool that is in reach.
#[derive(Clone, Debug)]
pub struct MentionSite {
    /// The block.
    pub block: usize,
    /// Its tokens.
    pub range: Range<usize>,
    /// How it belongs.
    pub way: Reach,
}

/// The mentions of topics and tools of each block, by place.
pub type Objects = Vec<Vec<MentionRange>>;

/// The mentions of topics and tools by block.
pub fn named(page: &Page) -> Objects {
    let mut named = vec![Vec::new(); page.blocks.len()];
    for (thing, draft) in page.things.iter().enumerate() {
        if matches!(draft.kind, Kind::Topic | Kind::Tool) {
            for (block, range) in draft.mentions.iter().filter_map(|seen| seen.place.in_text()) {
                named[block].push((thing, range));
            }
        }
    }
    named
        .iter_mut()
        .for_each(|all: &mut Vec<MentionRange>| all.sort_by_key(|(t, r)| (r.start, r.end, *t)));
    named
}

/// What is in reach of a talk.
pub fn of_talk(
    page: &Page,
    session: &Session,
    named: &Objects,
) -> BTreeMap<usize, Vec<MentionSite>> {
    let mut found: BTreeMap<usize, Vec<MentionSite>> = BTreeMap::new();
    let titled = !page.things[session.thing].untitled;
    for (n, (block, words)) in session.subjects.iter().enumerate() {
        for (thing, range) in within(&named[*block], words) {
            let share = range.len() as f32 / words.len().max(1) as f32;
            let way =
                if titled && n == 0 { Reach::Title(share) } else { Reach::Description(share) };
            found.entry(*thing).or_default().push(MentionSite {
                block: *block,
                range: range.clone(),
                way,
            });
        }
    }
    let mut before = 0;
    for stretch in session.extent.iter().filter(|e| !page.is_heading(e.block)) {
        let tokens = &page.blocks[stretch.block].tokens;
        let start = tokens.partition_point(|t| t.sentence < stretch.first);
        let end = tokens.partition_point(|t| t.sentence <= stretch.last);
        let depth = |i: usize| usize::from(tokens[i].sentence.saturating_sub(stretch.first));
        for (thing, range) in within(&named[stretch.block], &(start..end)) {
            let way = Reach::Told(before + depth(range.start));
            let site = MentionSite { block: stretch.block, range: range.clone(), way };
            found.entry(*thing).or_default().push(site);
        }
        before += if start < end { depth(end - 1) + 1 } else { 0 };
    }
    found
}

/// The mentions within some tokens.
fn within<'n>(
    named: &'n [MentionRange],
    words: &Range<usize>,
) -> impl Iterator<Item = &'n MentionRange> {
    let (start, end) = (words.start, words.end);
    let from = named.partition_point(|(_, r)| r.start < start);
    named[from..].iter().take_while(move |(_, r)| r.start < end).filter(move |(_, r)| r.end <= end)
}

/// What stands in a sentence after the name of a speaker: the speaker, the thing, the place.
pub fn beside(page: &Page, named: &Objects) -> Vec<(usize, usize, MentionSite)> {
    let mut found = Vec::new();
    for (person, draft) in page.things.iter().enumerate() {
        if draft.kind != Kind::Person || !draft.roles.contains(&Role::Speaker) {
            continue;
        }
        for (block, name) in
            draft.mentions.iter().take(MOST).filter_map(|seen| seen.place.in_text())
        {
            let sentence = page.sentence(block, page.token(block, name.start).sentence);
            for (thing, range) in within(&named[block], &(name.end..sentence.end)) {
                let site = MentionSite { block, range: range.clone(), way: Reach::Beside };
                found.push((person, *thing, site));
            }
        }
    }
    found
}

/// So many mentions of a speaker are looked at.
const MOST: usize = 50;
