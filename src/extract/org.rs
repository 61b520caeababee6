//! The name of a company at a place where only a company can stand.

use crate::curated::entry::EntryId;
use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::profile;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::name;
use crate::vocabulary::Kind;
use std::ops::Range;

/// Which names count as a company's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Only those that the note or the catalogue knows as a company.
    Known,
    /// Those too that are words of no language (“Wibblix”) or end like a company (“Acme Labs”).
    MadeUp,
    /// Any capitalised words that are nothing else.
    Unknown,
}

/// A company's name in a block.
#[derive(Clone, Debug)]
pub struct Org {
    /// The tokens.
    pub range: Range<usize>,
    /// The thing, if it was found before.
    pub thing: Option<usize>,
    /// The entry, if the catalogue knows it.
    pub entry: Option<EntryId>,
}

impl Org {
    /// One that was found before.
    pub fn found(range: Range<usize>, thing: usize) -> Org {
        Org { range, thing: Some(thing), entry: None }
    }
}

/// The company whose name begins at a token (after “the”).
pub fn at(page: &Page, block: usize, from: usize, trust: Trust) -> Option<Org> {
    let the = page.key(block, from) == "the";
    let from = if the { from + 1 } else { from };
    if let Some((thing, range)) = page.mention_at(block, from) {
        let kind = page.things[thing].kind;
        if kind == Kind::Company && (range.start == from || the && range.start + 1 == from) {
            return Some(Org::found(range, thing));
        }
        if kind != Kind::Tool || range.start != from {
            return None;
        }
    }
    let known = spots_at(page, block, from).find_map(|s| {
        let entry = s.senses.iter().copied().find(|x| {
            let written = page.text(block, s.from..s.to);
            x.kind == Kind::Company
                && (x.surface == written || !x.ambiguous && written.chars().any(char::is_uppercase))
        })?;
        Some(Org { range: s.from..s.to, thing: None, entry: Some(entry.entry) })
    });
    // “Acme Robotics” may be another company than “Acme”.
    let longer = known.as_ref().is_some_and(|k| {
        page.is_capital(block, k.range.end) && page.same_sentence(block, from, k.range.end)
    });
    let unknown = || unknown(page, block, from).filter(|_| longer || known.is_none());
    match trust {
        Trust::Unknown => unknown().or(known),
        Trust::MadeUp => unknown().filter(|org| is_made_up(page, block, org)).or(known),
        Trust::Known => known,
    }
}

/// The company whose name ends before a token.
pub fn before(page: &Page, block: usize, end: usize, trust: Trust) -> Option<Org> {
    let starts = end.saturating_sub(3)..end;
    let mut found = starts.filter_map(|from| at(page, block, from, trust));
    let whole = |org: &Org| {
        let before = org.range.start.checked_sub(1);
        before.is_none_or(|i| {
            !page.is_capital(block, i)
                || page.is_in(&words::NOT_NAMES, block, i)
                || !page.same_sentence(block, i, end - 1)
        })
    };
    found.find(|org| org.range.end == end && whole(org))
}

/// Endings of words that dictionaries leave out and that are of a language all the same.
const ENDINGS: [&str; 7] = ["ed", "ing", "ings", "ity", "ment", "ness", "tion"];

/// Whether no word of a name is one of a language or of anybody's name, or the last one says that it is
/// a company's.
fn is_made_up(page: &Page, block: usize, org: &Org) -> bool {
    let strange = |i: usize| {
        let name = page.name_word(block, i);
        let nobody = name.given == 0 && name.surname == 0 && !name.place;
        let key = page.key(block, i);
        let plural = key.strip_suffix('s').and_then(|stem| page.lexicon.word(stem)).is_some();
        let ending = plural || ENDINGS.iter().any(|end| key.ends_with(end));
        page.dictionary(block, i).is_none() && nobody && !ending && key.len() > 2
    };
    let last = org.range.end - 1;
    org.range.clone().all(strange)
        || org.range.len() > 1 && page.is_in(&words::COMPANY_WORDS, block, last)
}

/// First words of places that would pass for companies.
static GEOGRAPHIC: List = List::of(&[
    "east", "eu", "europe", "las", "los", "new", "north", "saint", "san", "south", "st", "uk",
    "us", "usa", "west",
]);

/// What a part of a company or a group of people is called.
static PARTS: List =
    List::of(&["chapter", "committee", "council", "department", "division", "team", "wg"]);

/// Whether a word is so common that alone it names no company that nobody knows: “(Release)”.
fn is_everyday(page: &Page, block: usize, i: usize) -> bool {
    let word = page.dictionary(block, i);
    !page.token(block, i).is(flag::CAMEL | flag::UPPER)
        && word.is_some_and(|w| w.frequency >= 9 && w.capital < 50)
}

/// A run of capitalised words that is nothing else that we know.
fn unknown(page: &Page, block: usize, from: usize) -> Option<Org> {
    let fits = |i: usize| {
        let token = page.token(block, i);
        let key = page.key(block, i);
        token.is(flag::CAPITAL | flag::CAMEL)
            && !token.is(flag::HANDLE | flag::CODE)
            && !words::ROLES.has(key)
            && !words::SESSION.has(key)
            && (!words::NOT_NAMES.has(key) || token.is(flag::UPPER) && key.len() > 2)
            && page.same_sentence(block, from, i)
            && page.owner_of(block, i, Kind::Person).is_none()
            && page.owner_of(block, i, Kind::Event).is_none()
            && token.link == page.token(block, from).link
    };
    if !fits(from) {
        return None;
    }
    let mut to = from + 1;
    while to < page.blocks[block].len() && to - from < 6 {
        let joins = matches!(page.word(block, to), "of" | "&" | "and" | "-")
            && fits(to + 1)
            && to + 1 < page.blocks[block].len();
        let university =
            matches!(page.key(block, from), "university" | "institute" | "bank" | "department");
        if fits(to) || joins && (page.word(block, to) == "&" || university) {
            to += 1;
        } else {
            break;
        }
    }
    let last = page.key(block, to - 1);
    let place = (from..to).all(|i| page.name_word(block, i).place);
    let event = words::EVENT_WORDS.has(last) || last.ends_with("conf");
    let tool = page.owner_of(block, from, Kind::Tool).is_some();
    let event = event || is_event(page, block, from..to);
    let geographic = page.is_in(&GEOGRAPHIC, block, from)
        || to == from + 1 && page.is_in(&words::NATIONS, block, from);
    // “(JA)” is a language or a country.
    let short = page.word(block, from).chars().count() < 3;
    let part = PARTS.has(last) || to == from + 1 && (short || is_everyday(page, block, from));
    if part || place || event || tool || geographic || to - from > 5 {
        return None;
    }
    Some(Org { range: from..to, thing: None, entry: None })
}

/// The names of the catalogue that begin at a token.
fn spots_at<'p, 'a>(
    page: &'p Page<'a>,
    block: usize,
    from: usize,
) -> impl Iterator<Item = &'p Spot<'a>> {
    let spots = &page.spots[block];
    let first = spots.partition_point(|s| s.from < from);
    spots[first..].iter().take_while(move |s| s.from == from)
}

/// Whether the catalogue knows the words as an event.
fn is_event(page: &Page, block: usize, range: Range<usize>) -> bool {
    spots_at(page, block, range.start)
        .any(|s| s.to == range.end && s.senses.iter().any(|x| x.kind == Kind::Event))
}

/// A link to the site of that name, in whatever letters: “[wibble](https://wibble.example)”.
pub fn linked(page: &Page, block: usize, from: usize) -> Option<Org> {
    let link = page.token(block, from).link;
    let target = &page.document.links[link.checked_sub(1)? as usize].target;
    let same = |i: &usize| page.token(block, *i).link == link;
    let to = (from..page.blocks[block].len()).take_while(same).last()? + 1;
    let free = (from..to).all(|i| page.owner(block, i).is_none());
    let key: String = (from..to).map(|i| page.key(block, i)).collect();
    let (host, path) = profile::split(target)?;
    let own = name::key(host).starts_with(&key) && path.len() < 4;
    (free && own && key.len() > 2 && to - from < 5).then_some(Org {
        range: from..to,
        thing: None,
        entry: None,
    })
}

/// A whole bracket that begins with a word of no dictionary: “(Wibble data)”.
pub fn made_up(page: &Page, block: usize, range: Range<usize>) -> Option<Org> {
    let known = |i: usize| {
        let name = page.name_word(block, i);
        page.dictionary(block, i).is_some() || name.place || page.owner(block, i).is_some()
    };
    let plain =
        |i: usize| page.token(block, i).is(flag::WORD) && !page.token(block, i).is(flag::NUMBER);
    let fits = range.len() == 2
        && page.is_capital(block, range.start)
        && !known(range.start)
        && range.clone().all(plain);
    fits.then_some(Org { range, thing: None, entry: None })
}

/// A whole bracket in title case, on a line of its own: “(Coding the Architecture)”.
pub fn title_case(page: &Page, block: usize, range: Range<usize>) -> Option<Org> {
    let word = |i: usize| {
        let token = page.token(block, i);
        let small = matches!(page.key(block, i), "the" | "of" | "and" | "for" | "in");
        let role = page.is_in(&words::ROLES, block, i) || page.is_in(&words::SESSION, block, i);
        (token.is(flag::CAPITAL) || small) && !role && !token.is(flag::NUMBER)
    };
    let fits = (2..=5).contains(&range.len())
        && range.clone().all(word)
        && page.is_capital(block, range.start);
    fits.then_some(Org { range, thing: None, entry: None })
}

/// Records the company and gives its thing.
pub fn record(page: &mut Page, block: usize, org: &Org, rule: &'static str) -> usize {
    let place = Place::words(block, org.range.clone());
    if let Some(thing) = org.thing {
        page.mention_of(thing, place, rule, 0.9);
        return thing;
    }
    let written = page.text(block, org.range.clone());
    let Some(id) = org.entry else {
        return page.mention(Kind::Company, &written, place, rule, 0.75);
    };
    let name = page.lexicon.entry(id).name;
    let thing = page.mention(Kind::Company, name, place, rule, 0.93);
    page.things[thing].entry = Some(id);
    page.also_named(thing, &written);
    thing
}
