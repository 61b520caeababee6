//! The grammar of a line that announces a talk: title, speakers, their roles and companies in any
//! usual order and punctuation.

use crate::extract::page::MentionRange;
use crate::extract::page::Page;
use crate::extract::title;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::ops::Range;

pub mod label;

/// How a title is marked.
const MARKS: u16 = flag::STRONG | flag::EMPHASIS | flag::QUOTED;

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
    let range = label::without_label(page, block, range);
    let mut people = page.mentions_in(block, Kind::Person);
    people.retain(|(_, r)| r.start >= range.start && r.end <= range.end);
    if people.is_empty() {
        return Line { title: title::trimmed(page, block, range), ..Line::default() };
    }
    leading(page, block, range.clone(), &people)
        .or_else(|| trailing(page, block, range.clone(), &people))
        .or_else(|| described(page, block, range, &people))
        .unwrap_or_default()
}

/// The people of a line that has nothing but people with their roles, companies and handles.
pub fn only_people(page: &Page, block: usize, range: Range<usize>) -> Vec<usize> {
    let mut people = Vec::new();
    for i in label::without_label(page, block, range) {
        match page.owner(block, i) {
            Some(t) if page.things[t].kind == Kind::Person => {
                if !people.contains(&t) {
                    people.push(t);
                }
            }
            _ if belongs_to_people(page, block, i) => {}
            _ => return Vec::new(),
        }
    }
    people
}

/// Words other than roles that stand with people in a line.
static BESIDE_PEOPLE: List = List::of(&[
    "and", "at", "by", "chief", "cloud", "community", "data", "ecosystem", "for", "from",
    "general", "infrastructure", "moderator", "of", "open", "panelist", "panelists", "platform",
    "presented", "presenter", "presenters", "product", "security", "source", "speaker", "speakers",
    "the", "vice", "with",
]);

/// A token that may stand with people: a company, a role, a handle, punctuation, “and”, “of”.
fn belongs_to_people(page: &Page, block: usize, i: usize) -> bool {
    let (token, key) = (page.token(block, i), page.key(block, i));
    page.owner_of(block, i, Kind::Company).is_some()
        || !token.is(flag::WORD)
        || token.is(flag::HANDLE)
        || words::ROLES.has(key)
        || BESIDE_PEOPLE.has(key)
}

/// “Speaker (Company): Title”, “Speaker - Title”, in a heading “Speaker on Title” too.
fn leading(
    page: &Page,
    block: usize,
    range: Range<usize>,
    people: &[MentionRange],
) -> Option<Line> {
    let mark = usize::from(!page.token(block, range.start).is(flag::WORD));
    let first = people[0].1.start;
    let begins = first - 2 * usize::from(has_degree(page, block, first));
    if begins > range.start + mark {
        return None;
    }
    let quote = |word: &str| matches!(word, "“" | "\"" | "‘");
    let mut at = people[0].1.end;
    let mut speakers = vec![people[0].0];
    let mut depth = 0;
    let on = |at: usize| page.is_heading(block) && page.is_capital(block, at + 1);
    while at < range.end {
        let word = page.word(block, at);
        match word {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "'s" | "’s" => return None,
            "~" | "•" if depth == 0 => break,
            "on" if depth == 0 && on(at) => break,
            // “Jo Doe (Acme), *A Title*”
            _ if depth == 0
                && page.token(block, at).is(MARKS)
                && !page.token(block, first).is(MARKS) =>
            {
                break;
            }
            _ if depth == 0 && (words::BREAKS.has(word) || quote(word)) => break,
            _ => {}
        }
        match people.iter().find(|(_, r)| r.start == at) {
            Some((person, r)) => {
                speakers.push(*person);
                at = r.end;
            }
            None if depth > 0 || belongs_to_people(page, block, at) => at += 1,
            None => return None,
        }
    }
    let quoted = at < range.end && (quote(page.word(block, at)) || page.token(block, at).is(MARKS));
    let from = if quoted || at >= range.end { at } else { at + 1 };
    // “Name - Role, Company” announces nobody's talk by title.
    let title = title::trimmed(page, block, from..range.end)
        .filter(|r| !r.clone().all(|i| belongs_to_people(page, block, i)));
    Some(Line { title, speakers, speaker_first: true })
}

/// “Title - Speaker (Company)”, “Title by Speaker”, “Title (Speaker)”.
fn trailing(
    page: &Page,
    block: usize,
    range: Range<usize>,
    people: &[MentionRange],
) -> Option<Line> {
    // The first person from which on only people and what belongs to them follow.
    let (start, speakers) = people.iter().find_map(|(_, r)| {
        let speakers = tail_people(page, block, r.start..range.end);
        (!speakers.is_empty()).then_some((r.start, speakers))
    })?;
    let before = title_end(page, block, range.start, start)?;
    let title = title::trimmed(page, block, range.start..before)?;
    Some(Line { title: Some(title), speakers, speaker_first: false })
}

/// Whether “Dr.” or the like stands before a name.
fn has_degree(page: &Page, block: usize, name: usize) -> bool {
    name >= 2
        && page.word(block, name - 1) == "."
        && matches!(page.key(block, name - 2), "dr" | "mr" | "mrs" | "ms" | "prof")
}

/// “**Title** - Speaker, a researcher at Y”: a title in marks, and a speaker of whom more is told.
fn described(
    page: &Page,
    block: usize,
    range: Range<usize>,
    people: &[MentionRange],
) -> Option<Line> {
    let (person, at) = people.first()?;
    let start = at.start - 2 * usize::from(has_degree(page, block, at.start));
    let before = title_end(page, block, range.start, start)?;
    let title = title::trimmed(page, block, range.start..before)?;
    let first = page.token(block, title.start);
    let marks = first.flags & MARKS;
    let marked = title.clone().all(|i| page.token(block, i).is(marks))
        && !page.token(block, at.start).is(marks);
    let told = page.word(block, at.end) == "," && title.len() > 1;
    (page.covered.is_some() && marked && told).then(|| Line {
        title: Some(title),
        speakers: vec![*person],
        speaker_first: false,
    })
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
        if let Some(person) = page.owner_of(block, i, Kind::Person) {
            if !people.contains(&person) {
                people.push(person);
            }
        } else if depth <= 0
            && !page.is_in(&words::MATERIAL, block, i)
            && !belongs_to_people(page, block, i)
        {
            return Vec::new();
        }
    }
    people
}

/// Where the title ends before a speaker: at “by”, “-”, “(”, “:” or a comma.
fn title_end(page: &Page, block: usize, start: usize, person: usize) -> Option<usize> {
    let mut at = person;
    let mut separated = false;
    // “**Sleep for engineers** - Jo Doe”: what is marked is the title's, also where it is a role.
    let marks = page.token(block, start).flags & MARKS;
    let own = |i: usize| page.token(block, i).is(marks) && !page.token(block, person).is(marks);
    while at > start && !own(at - 1) {
        let (word, key) = (page.word(block, at - 1), page.key(block, at - 1));
        let mark = words::BREAKS.has(word)
            || matches!(word, "(" | "," | "[" | "”" | "\"" | "~" | "•" | "/" | "@");
        let by = matches!(key, "by" | "with" | "from" | "presented" | "given" | "talk" | "feat");
        let role = words::ROLES.has(key) || page.owner_of(block, at - 1, Kind::Company).is_some();
        if !(mark || by || role && (separated || at == person)) {
            break;
        }
        separated |= mark || by;
        at -= 1;
        if key == "by" {
            break;
        }
    }
    let linked = page.token(block, person).link != page.token(block, person.saturating_sub(1)).link;
    (separated || linked && at > start).then_some(at)
}
