//! Lines that announce a talk outside headings: list items, bold lines, lines of a schedule.

use crate::document::BlockKind;
use crate::extract::page::Page;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::title_line;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use std::ops::Range;

const RULE: &str = "talk-item";

/// Reads every list item and every short paragraph.
pub fn run(page: &mut Page) {
    for block in 0..page.blocks.len() {
        let fits = matches!(
            page.document.blocks[block].kind,
            BlockKind::Item { .. } | BlockKind::Paragraph
        );
        if fits && !page.blocks[block].is_empty() {
            two_lines(page, block);
            line(page, block);
        }
    }
}

/// The first sentence (or line) of a block.
fn first_sentence(page: &Page, block: usize) -> usize {
    let tokens = &page.blocks[block].tokens;
    tokens.iter().take_while(|t| t.sentence == tokens[0].sentence).count()
}

/// “Title by Speaker”, “Speaker: Title”, “[Title](…) - Speaker”.
fn line(page: &mut Page, block: usize) {
    let first = first_sentence(page, block);
    let item = matches!(page.document.blocks[block].kind, BlockKind::Item { .. });
    let marked =
        page.token(block, 0).is(flag::STRONG | flag::EMPHASIS) || page.token(block, 0).link > 0;
    if first > 34
        || !item && (first > 24 || !marked)
        || session::told(page, block, 0).is_some_and(|s| s + 1 == usize::MAX)
    {
        return;
    }
    let line = title_line::read(page, block, 0..first);
    let Some(title) = line.title.filter(|_| !line.speakers.is_empty()) else { return };
    if title_line::is_generic(page, block, title.clone())
        || !title_like(page, block, title.clone(), line.speaker_first, item)
    {
        return;
    }
    let extent = with_children(page, block);
    let confidence = if set_apart(page, block, title.clone()) { 0.92 } else { 0.82 };
    session::add(
        page,
        RULE,
        Found { block, title, made: None, speakers: line.speakers, extent, confidence },
    );
}

/// Words near the start of a remark, and of no title.
const REMARK: &[&str] = &[
    "gave", "had", "he", "her", "his", "i", "im", "is", "it", "she", "talked", "they", "was", "we",
    "who",
];

/// Whether the words look like a title and not like a remark.
fn title_like(
    page: &Page,
    block: usize,
    title: Range<usize>,
    speaker_first: bool,
    item: bool,
) -> bool {
    let words = title.clone().filter(|&i| page.token(block, i).is(flag::WORD)).count();
    if set_apart(page, block, title.clone()) {
        return words >= 2;
    }
    let case = title_line::title_case(page, block, title.clone());
    let capital = page.token(block, title.start).is(flag::CAPITAL | flag::CODE | flag::NUMBER);
    let ends = page.blocks[block].len() <= title.end + 1 || !speaker_first;
    let verb = (title.start..title.end.min(title.start + 4))
        .any(|i| words::has(REMARK, page.key(block, i)));
    capital
        && !verb
        && (2..=18).contains(&words)
        && if item { case >= 0.45 || ends && case >= 0.2 && words <= 12 } else { case >= 0.6 }
}

/// Whether the title is marked off as a whole: a link, bold, emphasis or quotation marks.
fn set_apart(page: &Page, block: usize, title: Range<usize>) -> bool {
    let first = page.token(block, title.start);
    let same = |f: u16| first.is(f) && title.clone().all(|i| page.token(block, i).is(f));
    let whole_block = title.len() + 1 >= page.blocks[block].len();
    let link = first.link > 0 && title.clone().all(|i| page.token(block, i).link == first.link);
    link || !whole_block && (same(flag::STRONG) || same(flag::EMPHASIS)) || same(flag::QUOTED)
}

/// A title on one line and its speakers on the next: “[Title](…)⏎Jo Doe”.
fn two_lines(page: &mut Page, block: usize) {
    let first = line_end(page, block, 0);
    let second = line_end(page, block, first);
    if second == first || first > 24 {
        return;
    }
    let (a, b) = (0..first, first..second);
    let (title, people) = match (
        title_line::only_people(page, block, a.clone()),
        title_line::only_people(page, block, b.clone()),
    ) {
        (first, second) if first.is_empty() && !second.is_empty() => (a, second),
        (first, second) if !first.is_empty() && second.is_empty() && b.len() <= 20 => (b, first),
        _ => return,
    };
    let Some(title) =
        title_line::trimmed(page, block, title_line::without_label(page, block, title))
    else {
        return;
    };
    let prose = title_line::title_case(page, block, title.clone()) < 0.5
        && !set_apart(page, block, title.clone());
    let named = title.clone().any(|i| page.owner_of(block, i, Kind::Person).is_some());
    if prose || named || title_line::is_generic(page, block, title.clone()) || title.len() < 2 {
        return;
    }
    let extent = with_children(page, block);
    session::add(
        page,
        RULE,
        Found { block, title, made: None, speakers: people, extent, confidence: 0.88 },
    );
}

/// One past the last token of the line that begins at a token.
fn line_end(page: &Page, block: usize, from: usize) -> usize {
    let (tokens, text) = (&page.blocks[block].tokens, &page.document.blocks[block].text);
    let breaks = |i: &usize| {
        let gap = tokens[*i - 1].end as usize..tokens[*i].start as usize;
        text[gap].contains('\n')
    };
    (from + 1..tokens.len()).find(breaks).unwrap_or(tokens.len())
}

/// The item with the items and paragraphs that belong to it.
pub fn with_children(page: &Page, block: usize) -> Vec<(usize, u16, u16)> {
    let mut end = block + 1;
    while end < page.blocks.len() && inside(page, end, block) {
        end += 1;
    }
    session::whole(page, block..end)
}

fn inside(page: &Page, mut block: usize, ancestor: usize) -> bool {
    while let Some(parent) = page.document.blocks[block].parent {
        if parent == ancestor {
            return true;
        }
        if parent >= block {
            return false;
        }
        block = parent;
    }
    false
}
