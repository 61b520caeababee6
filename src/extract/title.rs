//! What a title looks like, wherever it stands.

use crate::extract::event;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

/// A range without punctuation and quotation marks at its ends; `None` if no word is left.
pub fn trimmed(page: &Page, block: usize, range: Range<usize>) -> Option<Range<usize>> {
    let word = |i: usize| page.token(block, i).is(flag::WORD);
    let opens = |i: usize| word(i) || matches!(page.word(block, i), "#" | "$" | "{");
    let from = range.clone().find(|&i| opens(i))?;
    let bracket = (from..range.end).find(|&i| page.word(block, i) == "(");
    let closes = |i: usize| match page.word(block, i) {
        "?" | "!" | "+" | "#" => true,
        ")" => bracket.is_some_and(|open| open < i),
        _ => word(i),
    };
    let aside = |i: usize| {
        let link = page.token(block, i).link;
        matches!(page.key(block, i), "slides" | "video" | "link")
            && link > 0
            && page.token(block, from).link != link
    };
    let end = quoted(page, block, from..range.end).unwrap_or(range.end);
    let end = before_material(page, block, from..end);
    let last = (from..end).rev().find(|&i| closes(i) && !aside(i))?;
    Some(without_event(page, block, from..last + 1))
}

/// Where a title ends that says in brackets what there is of it: “A Title (slides, video)”.
fn before_material(page: &Page, block: usize, range: Range<usize>) -> usize {
    let open = range.clone().rev().find(|&i| matches!(page.word(block, i), "(" | "["));
    let Some(open) = open.filter(|&open| open > range.start) else { return range.end };
    let mut inside = (open + 1..range.end).filter(|&i| page.token(block, i).is(flag::WORD));
    let material = |i: usize| page.is_in(&words::MATERIAL, block, i) || page.key(block, i) == "and";
    if inside.clone().next().is_some() && inside.all(material) { open } else { range.end }
}

/// A title without the event behind it, a sentence of its own: “A Title. RustConf 2018”.
fn without_event(page: &Page, block: usize, title: Range<usize>) -> Range<usize> {
    let last = title.end - 1;
    let event = page.sentence(block, page.token(block, last).sentence).start..last;
    let named = (1..=4).contains(&event.len())
        && event.clone().all(|i| page.is_capital(block, i))
        && event::is_year(page.word(block, last));
    if !named || event.start < title.start + 3 {
        return title;
    }
    let stop = usize::from(page.word(block, event.start - 1) == ".");
    title.start..event.start - stop
}

/// Where the quotation marks close with which a title begins.
fn quoted(page: &Page, block: usize, range: Range<usize>) -> Option<usize> {
    let opens = matches!(page.word(block, range.start.checked_sub(1)?), "“" | "\"" | "‘");
    let inside = |&i: &usize| page.token(block, i).is(flag::QUOTED);
    let end = range.clone().take_while(inside).last()? + 1;
    (opens && end > range.start + 1).then_some(end)
}

/// Small words that make no heading a title.
static SMALL: List =
    List::of(&["a", "and", "at", "for", "from", "i", "in", "my", "of", "on", "our", "the", "to"]);

/// Whether a title is no title: only words that head sections of any post.
pub fn is_generic(page: &Page, block: usize, range: Range<usize>) -> bool {
    let word = |i: usize| page.token(block, i).is(flag::WORD);
    let filler = |i: usize| {
        let key = page.key(block, i);
        // “11th”
        let number = key.starts_with(|c: char| c.is_ascii_digit())
            && ["st", "nd", "rd", "th"].iter().any(|end| key.ends_with(end));
        let number = number || page.token(block, i).is(flag::NUMBER);
        words::NO_TITLE.has(key) || SMALL.has(key) || number
    };
    let event = |i: usize| page.owner_of(block, i, Kind::Event).is_some();
    let of_event = range.clone().any(event);
    let aside = |i: usize| {
        let key = page.key(block, i);
        // Beside an event a short word in capitals is its place: “Monitorama PDX”.
        let city = of_event && page.token(block, i).is(flag::UPPER) && key.len() <= 4;
        event(i) || city || words::MONTHS.has(key) || page.lexicon.name_word(key).place
    };
    // “Ana's Conclusion” is a conclusion.
    let owner = usize::from(matches!(page.word(block, range.start + 1), "'s" | "’s"));
    // A word that is both makes up for one that is neither: “Notes from *X* Conference 2019”.
    let light: usize =
        range.clone().map(|i| usize::from(filler(i)) + usize::from(word(i) && aside(i))).sum();
    light > 0 && light + owner >= range.filter(|&i| word(i)).count()
}

/// Share of words with a capital, from 0 to 1; small function words are not counted.
pub fn capitalised(page: &Page, block: usize, range: Range<usize>) -> f32 {
    let counted = range.filter(|&i| {
        let t = page.token(block, i);
        t.is(flag::WORD)
            && !t.is(flag::NUMBER)
            && (page.key(block, i).len() > 3 || t.is(flag::CAPITAL))
    });
    let (mut all, mut capital) = (0, 0);
    for i in counted {
        all += 1;
        capital += usize::from(page.token(block, i).is(flag::CAPITAL | flag::CAMEL | flag::CODE));
    }
    if all == 0 { 0.0 } else { capital as f32 / all as f32 }
}
