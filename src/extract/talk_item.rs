//! Lines that announce a talk outside headings: list items, bold lines, lines of a schedule.

use crate::document::BlockKind;
use crate::extract::draft::Stretch;
use crate::extract::page::Page;
use crate::extract::people;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::speaking;
use crate::extract::title;
use crate::extract::title_line;
use crate::extract::title_line::Line;
use crate::extract::title_line::label;
use crate::extract::token::flag;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

const RULE: &str = "talk-item";

/// Reads every list item and every short paragraph.
pub fn run(page: &mut Page) {
    // Whether what stands above the list that a block is part of says that talks are listed.
    let mut listed = false;
    for block in 0..page.blocks.len() {
        let kind = page.document.blocks[block].kind;
        if !is_item(page, block) && !page.blocks[block].is_empty() {
            listed = announces(page, block);
        }
        let fits = matches!(kind, BlockKind::Item { .. } | BlockKind::Paragraph);
        if fits && !page.blocks[block].is_empty() {
            two_lines(page, block);
            one_line(page, block);
            if listed && is_item(page, block) {
                linked(page, block);
            }
        }
    }
}

/// A title on one line and its speakers on the next: “[Title](…)⏎Jo Doe”.
fn two_lines(page: &mut Page, block: usize) {
    let first = line_end(page, block, 0);
    let second = line_end(page, block, first);
    if second == first || first > 24 {
        return;
    }
    let (a, b) = (0..first, first..second);
    let above = title_line::only_people(page, block, a.clone());
    let below = title_line::only_people(page, block, b.clone());
    let (title, speakers) = match (above.is_empty(), below.is_empty()) {
        (true, false) => (a, below),
        (false, true) if b.len() <= 20 => (b, above),
        _ => return,
    };
    let title = label::without_label(page, block, title);
    let Some(title) = title::trimmed(page, block, title) else { return };
    let prose = title::capitalised(page, block, title.clone()) < 0.5
        && !set_apart(page, block, title.clone());
    let named = title.clone().any(|i| page.owner_of(block, i, Kind::Person).is_some());
    if !prose && !named && !title::is_generic(page, block, title.clone()) && title.len() >= 2 {
        add(page, block, title, speakers, 0.88);
    }
}

/// One past the last token of the line that begins at a token.
fn line_end(page: &Page, block: usize, from: usize) -> usize {
    let (tokens, text) = (&page.blocks[block].tokens, &page.document.blocks[block].text);
    let Some(start) = tokens.get(from).map(|t| t.start as usize) else { return from };
    match text[start..].find('\n') {
        Some(line) => tokens.partition_point(|t| (t.start as usize) < start + line),
        None => tokens.len(),
    }
}

/// “Title by Speaker”, “Speaker: Title”, “[Title](…) - Speaker”.
fn one_line(page: &mut Page, block: usize) {
    let first = page.first_sentence(block);
    let opening = page.token(block, 0);
    let quoted = page.token(block, 1).is(flag::QUOTED) && !opening.is(flag::WORD);
    let timed = opening.is(flag::NUMBER) && page.word(block, 1) == ":";
    let marked = opening.is(flag::STRONG | flag::EMPHASIS) || opening.link > 0 || quoted || timed;
    let short = if is_item(page, block) { first <= 34 } else { first <= 24 && marked };
    if !short {
        return;
    }
    let line = title_line::read(page, block, 0..first);
    let Some(title) = line.title.clone().filter(|_| !line.speakers.is_empty()) else {
        return opened(page, block, 0..first);
    };
    if title::is_generic(page, block, title.clone()) || !is_title(page, block, &title, &line) {
        return;
    }
    let confidence = if set_apart(page, block, title.clone()) { 0.92 } else { 0.82 };
    add(page, block, title, line.speakers, confidence);
}

/// “**Title**: Speaker showed …”, “[Title](…) [Speaker]: …”: a title in marks, its speaker, prose.
fn opened(page: &mut Page, block: usize, line: Range<usize>) {
    let line = label::without_label(page, block, line);
    let quote = usize::from(!page.token(block, line.start).is(flag::WORD));
    let line = line.start + quote..line.end;
    let opening = page.token(block, line.start);
    let marks = opening.flags & (flag::STRONG | flag::EMPHASIS | flag::QUOTED);
    let same = |&i: &usize| {
        let token = page.token(block, i);
        if opening.link > 0 { token.link == opening.link } else { token.is(marks) }
    };
    let Some(end) = line.clone().take_while(same).last().map(|i| i + 1) else { return };
    let Some(title) = title::trimmed(page, block, line.start..end) else { return };
    let mark = |i: &usize| !page.token(block, *i).is(flag::WORD) || page.key(block, *i) == "by";
    let Some(start) = (end..line.end.min(end + 4)).find(|i| !mark(i)) else { return };
    let Some((person, at)) = page.mention_at(block, start).filter(|(_, r)| r.start == start) else {
        return;
    };
    let closes = matches!(page.word(block, at.end), ")" | "]" | ":" | "-" | "–" | "—" | "|" | "@");
    let words = title.clone().filter(|&i| page.token(block, i).is(flag::WORD)).count();
    let way = speaking::way(page, block, &at);
    let spoke = way.is_some_and(|w| words > 2 || speaking::presents(page, block, w));
    let named = title.clone().any(|i| page.owner_of(block, i, Kind::Person).is_some());
    let fits = words >= 2 && !named && title::capitalised(page, block, title.clone()) >= 0.5;
    if page.things[person].kind == Kind::Person
        && (spoke || closes || at.end == line.end)
        && start > end
        && fits
        && !title::is_generic(page, block, title.clone())
    {
        let speakers = people::with_joined(page, block, person, &at);
        add(page, block, title, speakers, 0.85);
    }
}

/// What a list of links is announced as, if it is one of talks.
static TALKS: List = List::of(&[
    "keynotes", "presentations", "recordings", "sessions", "slides", "talks", "tutorials",
    "videos", "workshops",
]);

/// What else the links of such a list may lead to.
static OTHER_PAGES: List =
    List::of(&["articles", "blog", "books", "podcasts", "posts", "reading", "resources", "tools"]);

/// “Slides of all talks:” above a list whose items are titles and nothing else, each a link.
fn linked(page: &mut Page, block: usize) {
    let link = page.token(block, 0).link;
    let all = 0..page.blocks[block].len();
    let one = link > 0 && all.clone().all(|i| page.token(block, i).link == link);
    if !one {
        return;
    }
    let label = label::without_label(page, block, all);
    let Some(title) = title::trimmed(page, block, label) else { return };
    let named = title.clone().any(|i| page.owner_of(block, i, Kind::Person).is_some());
    let capital = page.token(block, title.start).is(flag::CAPITAL | flag::NUMBER);
    let words = title.clone().filter(|&i| page.token(block, i).is(flag::WORD)).count();
    if capital && !named && words >= 2 && !title::is_generic(page, block, title.clone()) {
        add(page, block, title, Vec::new(), 0.8);
    }
}

/// Whether a paragraph or heading says that talks are listed below it.
fn announces(page: &Page, block: usize) -> bool {
    let len = page.blocks[block].len();
    let last = page.sentence(block, page.token(block, len - 1).sentence);
    let has = |list: &List| last.clone().any(|i| list.has(page.key(block, i)));
    let each = |i: usize| {
        matches!(page.key(block, i), "each" | "every") && page.key(block, i + 1) == "talk"
    };
    let leads = page.is_heading(block)
        || page.word(block, len - 1) == ":"
        || last.clone().any(|i| matches!(page.key(block, i), "below" | "following"));
    leads && (has(&TALKS) || last.clone().any(each)) && !has(&OTHER_PAGES)
}

/// Whether the block is a list item, which needs no marks to announce a talk.
fn is_item(page: &Page, block: usize) -> bool {
    matches!(page.document.blocks[block].kind, BlockKind::Item { .. })
}

/// Words near the start of a remark, and of no title.
static REMARK: List = List::of(&[
    "gave", "had", "he", "her", "his", "i", "im", "is", "it", "she", "talked", "they", "was", "we",
    "who",
]);

/// Whether the title of a line looks like one, and not like a remark.
fn is_title(page: &Page, block: usize, title: &Range<usize>, line: &Line) -> bool {
    let first = page.token(block, title.start);
    if line.speaker_first && first.is(flag::QUOTED) && !first.is(flag::CAPITAL | flag::NUMBER) {
        // “Jo: “it depends””: one who is known already is quoted.
        let named = (0..title.start).filter(|&i| page.owner_of(block, i, Kind::Person).is_some());
        if named.count() < 2 {
            return false;
        }
    }
    let words = title.clone().filter(|&i| page.token(block, i).is(flag::WORD)).count();
    if set_apart(page, block, title.clone()) {
        return words >= 2;
    }
    let capital = page.token(block, title.start).is(flag::CAPITAL | flag::CODE | flag::NUMBER);
    let mut opening = title.start..title.end.min(title.start + 4);
    let asks = matches!(page.key(block, title.start), "how" | "what" | "when" | "where" | "why");
    let remark = !asks && opening.any(|i| page.is_in(&REMARK, block, i));
    if !capital || remark || !(2..=18).contains(&words) {
        return false;
    }
    let case = title::capitalised(page, block, title.clone());
    let ends = page.blocks[block].len() <= title.end + 1 || !line.speaker_first;
    if is_item(page, block) {
        case >= 0.45 || ends && case >= 0.2 && words <= 12
    } else {
        case >= 0.6
    }
}

/// Whether the title is marked off as a whole: a link, bold, emphasis or quotation marks.
fn set_apart(page: &Page, block: usize, title: Range<usize>) -> bool {
    let first = page.token(block, title.start);
    let same = |f: u16| first.is(f) && title.clone().all(|i| page.token(block, i).is(f));
    let whole_block = title.len() + 1 >= page.blocks[block].len();
    let link = first.link > 0 && title.clone().all(|i| page.token(block, i).link == first.link);
    link || !whole_block && (same(flag::STRONG) || same(flag::EMPHASIS)) || same(flag::QUOTED)
}

/// Records a talk that a block and what belongs to it tell of.
fn add(page: &mut Page, block: usize, title: Range<usize>, speakers: Vec<usize>, confidence: f32) {
    let extent = with_children(page, block);
    session::add(page, RULE, Found { block, title, made: None, speakers, extent, confidence });
}

/// The item with the items and paragraphs that belong to it.
fn with_children(page: &Page, block: usize) -> Vec<Stretch> {
    let inside = |b: &usize| is_inside(page, *b, block);
    let end = (block + 1..page.blocks.len()).take_while(inside).last().unwrap_or(block);
    session::whole(page, block..end + 1)
}

/// Whether a block belongs to an item, or to one that does.
fn is_inside(page: &Page, mut block: usize, ancestor: usize) -> bool {
    while let Some(parent) = page.document.blocks[block].parent.filter(|parent| *parent < block) {
        if parent == ancestor {
            return true;
        }
        block = parent;
    }
    false
}
