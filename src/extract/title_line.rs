//! The grammar of a line that announces a talk: title, speakers, their roles and companies in any
//! usual order and punctuation.

use crate::extract::event_name::is_year;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use std::ops::Range;

/// What a line announces.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The tokens of the title, if there is one.
    pub title: Option<Range<usize>>,
    /// The speakers named in the line.
    pub speakers: Vec<usize>,
    /// Whether the speakers stand before the title.
    pub speaker_first: bool,
}

/// Reads tokens `range` of a block as such a line.
pub fn read(page: &Page, block: usize, range: Range<usize>) -> Line {
    let range = without_label(page, block, range);
    let people: Vec<(usize, Range<usize>)> = page
        .mentions_in(block, Kind::Person)
        .into_iter()
        .filter(|(_, r)| r.start >= range.start && r.end <= range.end)
        .collect();
    if people.is_empty() {
        return Line { title: trimmed(page, block, range), ..Line::default() };
    }
    leading(page, block, range.clone(), &people)
        .or_else(|| trailing(page, block, range.clone(), &people))
        .unwrap_or(Line { title: None, speakers: Vec::new(), speaker_first: false })
}

/// Whether the line has nothing but people with their roles, companies and handles.
pub fn only_people(page: &Page, block: usize, range: Range<usize>) -> Vec<usize> {
    let range = without_label(page, block, range);
    let mut people = Vec::new();
    for i in range {
        match page.owner(block, i) {
            Some(t) if page.things[t].kind == Kind::Person => {
                if !people.contains(&t) {
                    people.push(t);
                }
            }
            Some(t) if page.things[t].kind == Kind::Company => {}
            _ if beside_people(page, block, i) => {}
            _ => return Vec::new(),
        }
    }
    people
}

/// Words other than roles that stand with people in a line.
const BESIDE_PEOPLE: &[&str] = &[
    "and", "at", "by", "chief", "cloud", "community", "data", "ecosystem", "for", "from",
    "general", "infrastructure", "of", "open", "platform", "presented", "presenter", "presenters",
    "product", "security", "source", "speaker", "speakers", "the", "vice", "with",
];

/// A token that may stand with people: a role, a handle, punctuation, “and”, “of”.
fn beside_people(page: &Page, block: usize, i: usize) -> bool {
    let key = page.key(block, i);
    !page.token(block, i).is(flag::WORD)
        || page.token(block, i).is(flag::HANDLE)
        || words::has(words::ROLES, key)
        || words::has(BESIDE_PEOPLE, key)
}

/// “Speaker (Company): Title”, “Speaker - Title”.
fn leading(
    page: &Page,
    block: usize,
    range: Range<usize>,
    people: &[(usize, Range<usize>)],
) -> Option<Line> {
    if people[0].1.start > range.start + usize::from(!page.token(block, range.start).is(flag::WORD))
    {
        return None;
    }
    let mut at = people[0].1.end;
    let mut speakers = vec![people[0].0];
    let mut depth = 0;
    while at < range.end {
        let word = page.word(block, at);
        match word {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            ":" | "-" | "–" | "—" | "|" | "~" | "•" if depth == 0 => break,
            "“" | "\"" | "‘" if depth == 0 => break,
            "'s" | "’s" => return None,
            _ => {}
        }
        match people.iter().find(|(_, r)| r.start == at) {
            Some((person, r)) => {
                speakers.push(*person);
                at = r.end;
            }
            None if depth > 0
                || beside_people(page, block, at)
                || page.owner_of(block, at, Kind::Company).is_some() =>
            {
                at += 1
            }
            None => return None,
        }
    }
    let quoted = at < range.end && matches!(page.word(block, at), "“" | "\"" | "‘");
    let from = if quoted || at >= range.end { at } else { at + 1 };
    // “Name - Role, Company” announces nobody's talk by title.
    let rest = trimmed(page, block, from..range.end).filter(|r| {
        !r.clone().all(|i| {
            beside_people(page, block, i) || page.owner_of(block, i, Kind::Company).is_some()
        })
    });
    let speakers_in_rest = rest.is_none();
    if speakers_in_rest {
        return Some(Line { title: None, speakers, speaker_first: true });
    }
    Some(Line { title: rest, speakers, speaker_first: true })
}

/// “Title - Speaker (Company)”, “Title by Speaker”, “Title (Speaker)”.
fn trailing(
    page: &Page,
    block: usize,
    range: Range<usize>,
    people: &[(usize, Range<usize>)],
) -> Option<Line> {
    // The first person from which on only people and what belongs to them follow.
    for (n, (_, r)) in people.iter().enumerate() {
        let rest: Vec<usize> = tail_people(page, block, r.start..range.end);
        if rest.is_empty() {
            continue;
        }
        let before = separator(page, block, range.start, r.start)?;
        let title = trimmed(page, block, range.start..before);
        let _ = n;
        return title.map(|t| Line { title: Some(t), speakers: rest, speaker_first: false });
    }
    None
}

/// The people in a tail made of people, roles, companies in brackets, and links like “slides”.
fn tail_people(page: &Page, block: usize, range: Range<usize>) -> Vec<usize> {
    let mut people = Vec::new();
    let mut depth = 0;
    for i in range {
        match page.word(block, i) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            _ => {}
        }
        let owner = page.owner(block, i);
        if let Some(t) = owner.filter(|&t| page.things[t].kind == Kind::Person) {
            if !people.contains(&t) {
                people.push(t);
            }
            continue;
        }
        let company = owner.is_some_and(|t| page.things[t].kind == Kind::Company);
        let link = matches!(
            page.key(block, i),
            "slides" | "video" | "link" | "notes" | "recording" | "deck" | "code"
        );
        if !(depth > 0 || company || link || beside_people(page, block, i)) {
            return Vec::new();
        }
    }
    people
}

/// Where the title ends before a speaker: at “by”, “-”, “(”, “:” or a comma.
fn separator(page: &Page, block: usize, start: usize, person: usize) -> Option<usize> {
    let mut at = person;
    let mut seen = false;
    while at > start {
        let word = page.word(block, at - 1);
        let key = page.key(block, at - 1);
        let mark = matches!(
            word,
            "-" | "–" | "—" | "(" | ":" | "|" | "," | "[" | "”" | "\"" | "~" | "•" | "/" | "@"
        );
        let by = matches!(key, "by" | "with" | "from" | "presented" | "given" | "talk" | "feat");
        let role =
            words::has(words::ROLES, key) || page.owner_of(block, at - 1, Kind::Company).is_some();
        if !(mark || by || role && (seen || at == person)) {
            break;
        }
        seen |= mark || by;
        at -= 1;
        if by && key == "by" {
            break;
        }
    }
    let linked = page.token(block, person).link != page.token(block, person.saturating_sub(1)).link;
    (seen || linked && at > start).then_some(at)
}

/// Words other than sessions that label a line.
const LABEL: &[&str] = &[
    "afternoon", "by", "closing", "day", "invited", "morning", "opening", "presenter", "speaker",
    "speakers", "title", "track",
];

/// The range without a label such as “1.”, “A.”, “10:00 - 10:45”, “Keynote:”, “Talk 3 -”.
pub fn without_label(page: &Page, block: usize, range: Range<usize>) -> Range<usize> {
    let mut from = range.start;
    loop {
        let word = page.word(block, from);
        let key = page.key(block, from);
        let next = page.word(block, from + 1);
        let stop = |w: &str| matches!(w, ":" | "-" | "–" | "—" | "|" | "." | ")");
        let single = key.len() == 1
            && stop(next)
            && page.token(block, from).is(flag::CAPITAL)
            && next != "-";
        let number = page.token(block, from).is(flag::NUMBER) && !is_year(word);
        let time = number || matches!(key, "am" | "pm");
        let label = words::has(words::SESSION, key) || words::has(LABEL, key);
        if from >= range.end {
            return range.end..range.end;
        } else if single {
            from += 2;
        } else if time && from + 1 < range.end
            || !page.token(block, from).is(flag::WORD) && !matches!(word, "“" | "\"" | "@" | "(")
        {
            from += 1;
        } else if label && label_end(page, block, from, range.end).is_some() {
            from = label_end(page, block, from, range.end).unwrap_or(from + 1);
        } else {
            return from..range.end;
        }
    }
}

/// Past the colon or dash that ends a label of few words, if there is one and something follows.
fn label_end(page: &Page, block: usize, from: usize, end: usize) -> Option<usize> {
    let by = page.key(block, from) == "by";
    if by {
        return Some(from + 1);
    }
    let colon = (from + 1..end.min(from + 4))
        .find(|&i| matches!(page.word(block, i), ":" | "-" | "–" | "—" | "|"))?;
    let short = (from..colon).all(|i| {
        let key = page.key(block, i);
        words::has(words::SESSION, key)
            || page.token(block, i).is(flag::NUMBER)
            || words::has(words::NO_TITLE, key)
            || !page.token(block, i).is(flag::WORD)
            || matches!(key, "invited" | "title" | "speaker" | "presenter")
    });
    (short && colon + 1 < end).then_some(colon + 1)
}

/// A range without punctuation and quotation marks at its ends; `None` if no word is left.
pub fn trimmed(page: &Page, block: usize, range: Range<usize>) -> Option<Range<usize>> {
    let mut from = range.start;
    let mut to = range.end;
    while from < to
        && !page.token(block, from).is(flag::WORD)
        && !matches!(page.word(block, from), "#" | "$" | "{")
    {
        from += 1;
    }
    while to > from {
        let word = page.word(block, to - 1);
        let closes = word == ")" && (from..to).any(|i| page.word(block, i) == "(");
        let link = matches!(page.key(block, to - 1), "slides" | "video" | "link")
            && page.token(block, to - 1).link > 0
            && page.token(block, from).link != page.token(block, to - 1).link;
        if !link
            && (page.token(block, to - 1).is(flag::WORD)
                || closes
                || matches!(word, "?" | "!" | "+" | "#"))
        {
            break;
        }
        to -= 1;
    }
    (from < to).then_some(from..to)
}

/// Small words that make no heading a title.
const SMALL: &[&str] =
    &["a", "and", "at", "for", "from", "i", "in", "my", "of", "on", "our", "the", "to"];

/// Whether a title is no title: only words that head sections of any post.
pub fn is_generic(page: &Page, block: usize, range: Range<usize>) -> bool {
    let mut filler = 0;
    let count = range.clone().filter(|&i| page.token(block, i).is(flag::WORD)).count();
    for i in range {
        let key = page.key(block, i);
        let small = words::has(SMALL, key);
        filler += usize::from(
            words::has(words::NO_TITLE, key) || small || page.token(block, i).is(flag::NUMBER),
        );
        let aside = page.owner_of(block, i, Kind::Event).is_some()
            || words::has(words::MONTHS, key)
            || page.lexicon.name_word(key).place;
        if aside && page.token(block, i).is(flag::WORD) {
            filler += 1;
        }
    }
    filler >= count
}

/// Share of words with a capital; small function words are not counted.
pub fn title_case(page: &Page, block: usize, range: Range<usize>) -> f32 {
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
