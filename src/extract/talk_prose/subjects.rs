//! What a sentence on a speaker says that the talk was about.

use crate::extract::page::Page;
use crate::extract::speaking::Way;
use crate::extract::subject;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

/// The phrases for what the person at `range`, who spoke in this way, talked about.
pub fn of(page: &Page, block: usize, range: &Range<usize>, way: Way) -> Vec<Range<usize>> {
    let here = |i: usize| page.same_sentence(block, range.start, i);
    let after = |at: usize, reach: usize| after(page, block, (at..at + reach).filter(|&i| here(i)));
    match way {
        Way::For(at) => after(at + 1, 3),
        Way::On(at) => after(at, 1),
        Way::Owns(at) => after(at + 1, 3).or_else(|| between(page, block, range.end + 1, at)),
        Way::By(at) => after(at + 1, 2)
            .or_else(|| after(range.end, 6).filter(|found| !employs(page, block, found)))
            .or_else(|| between(page, block, at.saturating_sub(4), at)),
        Way::Verb(at) => {
            let session = |i: &usize| {
                page.is_in(&words::SESSION, block, *i) && page.same_sentence(block, at, *i)
            };
            match (at..at + 8).find(session).filter(|&s| s > at) {
                Some(s) => after(s + 1, 6).or_else(|| between(page, block, at + 1, s)),
                None => after(at + 1, 4).or_else(|| object(page, block, at)),
            }
        }
    }
    .unwrap_or_default()
}

/// “a chat with X of Y”: whether what is found is a company.
fn employs(page: &Page, block: usize, found: &[Range<usize>]) -> bool {
    let company = |i: usize| page.owner_of(block, i, Kind::Company).is_some();
    found.first().is_some_and(|first| first.clone().all(company))
}

/// Words by which a phrase says more of the one before.
static MORE: List = List::of(&[
    "across", "behind", "between", "for", "from", "in", "inside", "of", "to", "using", "with",
    "within", "without",
]);

/// All that a sentence says in one go of what a talk was about: “art and code”, “the road from A to B”;
/// at most eight words.
pub fn in_full(page: &Page, block: usize, phrases: &[Range<usize>]) -> Range<usize> {
    let Some(first) = phrases.first() else { return 0..0 };
    let mut full = first.clone();
    // “… and walked through it” is what came next.
    let verb = |r: &Range<usize>| page.key(block, r.end - 1).ends_with("ed");
    let joined = matches!(page.word(block, full.end), "and" | "&");
    if let Some(second) = phrases.get(1).filter(|r| joined && !verb(r)) {
        full.end = full.end.max(second.end);
    }
    while page.is_in(&MORE, block, full.end) {
        let lead = full.end;
        let more = subject::phrases(page, block, lead + 1);
        let (Some(next), Some(last)) = (more.first(), more.last()) else { break };
        let near = next.start <= lead + 3
            && last.end <= full.start + 8
            && page.same_sentence(block, full.start, last.end - 1);
        let event = (next.start..last.end).any(|i| page.owner_of(block, i, Kind::Event).is_some());
        // “from A to B”, not “from my list”
        let whole = page.key(block, lead) != "from"
            || (lead + 1..lead + 7).any(|i| page.key(block, i) == "to");
        if !near || event || !whole {
            break;
        }
        full.end = last.end;
    }
    full
}

/// Words between a session, or a verb of speaking, and its subject.
static LEADS_TO_SUBJECT: List = List::of(&[
    "about", "around", "called", "covering", "discussing", "explaining", "into", "of", "on",
    "regarding", "through", "titled",
]);

/// The phrases after the first such word among some tokens.
fn after(
    page: &Page,
    block: usize,
    mut tokens: impl Iterator<Item = usize>,
) -> Option<Vec<Range<usize>>> {
    let lead = tokens.find(|&i| page.is_in(&LEADS_TO_SUBJECT, block, i))?;
    let how = page.key(block, lead + 1) == "how";
    let phrases = subject::phrases(page, block, if how { lead + 2 } else { lead + 1 });
    (!phrases.is_empty()).then_some(phrases)
}

/// Verbs whose object is the subject of the talk.
static TAKES_SUBJECT: List = List::of(&[
    "covered", "covering", "covers", "demoed", "demonstrated", "demonstrates", "demonstrating",
    "discussed", "discusses", "discussing", "explained", "explaining", "explains", "explored",
    "introduced", "introduces", "introducing", "presented", "presenting", "presents", "showed",
    "showing",
]);

/// The object of a verb that takes the subject directly: “discussed Z”, “demonstrated Z”.
fn object(page: &Page, block: usize, verb: usize) -> Option<Vec<Range<usize>>> {
    let takes = page.is_in(&TAKES_SUBJECT, block, verb);
    takes.then(|| subject::phrases(page, block, verb + 1)).filter(|p| !p.is_empty())
}

/// Words before a session that are no part of its subject.
static BEFORE_SUBJECT: List = List::of(&[
    "a", "amazing", "an", "another", "awesome", "best", "brilliant", "closing", "entertaining",
    "excellent", "fantastic", "fascinating", "favorite", "favourite", "final", "first", "good",
    "great", "hour", "inspiring", "interesting", "keynote", "last", "lightning", "minute", "my",
    "next", "opening", "own", "really", "second", "short", "the", "this", "very", "wonderful",
]);

/// The words before the word for the session: “X's Functional Go talk”.
fn between(page: &Page, block: usize, from: usize, to: usize) -> Option<Vec<Range<usize>>> {
    let beside = |i: usize| {
        let (token, key) = (page.token(block, i), page.key(block, i));
        let plain = BEFORE_SUBJECT.has(key) || key.ends_with("ing") && i + 1 == to;
        plain && !token.is(flag::CAPITAL) || !token.is(flag::WORD) || token.is(flag::NUMBER)
    };
    let from = (from..to).find(|&i| !beside(i))?;
    let clean = (from..to).all(|i| {
        page.token(block, i).is(flag::WORD)
            && page.owner_of(block, i, Kind::Person).is_none()
            && page.owner_of(block, i, Kind::Event).is_none()
            && page.same_sentence(block, i, to)
            && !page.is_in(&words::SESSION, block, i)
            && !page.is_in(&words::NOT_NAMES, block, i)
    });
    (clean && to - from <= 5).then(|| std::iter::once(from..to).collect())
}
