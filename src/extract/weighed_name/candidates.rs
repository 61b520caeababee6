//! Which names may be tools or companies.

use crate::curated::entry::Sense;
use crate::extract::draft::Draft;
use crate::extract::page::Page;
use crate::extract::report;
use crate::extract::spot::Spot;
use crate::extract::token::flag;
use crate::extract::weighed_name::NameCandidate;
use crate::extract::words;
use crate::finding::End;
use crate::name;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;
use std::ops::Range;

const KINDS: [Kind; 2] = [Kind::Tool, Kind::Company];

/// Candidates by kind and folded name.
type Candidates = BTreeMap<(Kind, String), NameCandidate>;

/// All candidates, by kind and name. In a note that is no report the rules before have found what matters,
/// and only what they doubt is weighed: what no rule took is an identifier or a heading there.
pub fn gather(page: &Page) -> Vec<NameCandidate> {
    let mut all = Candidates::new();
    let (report, event) = (report::is_report(page), report::tells_of_event(page));
    for thing in 0..page.things.len() {
        if report || !is_sure(&page.things[thing]) {
            found(page, thing, &mut all);
        }
    }
    for block in 0..if report { page.blocks.len() } else { 0 } {
        let mut free: Vec<bool> =
            (0..page.blocks[block].len()).map(|i| page.owner(block, i).is_none()).collect();
        known(page, block, &mut free, &mut all);
        if event {
            unknown(page, block, &free, &mut all);
        }
    }
    all.into_values().filter(|c| !c.places.is_empty()).collect()
}

/// Whether a rule was sure of a thing.
fn is_sure(draft: &Draft) -> bool {
    draft.mentions.iter().any(|seen| seen.confidence >= 0.74)
}

/// What a rule found, as the other kind too.
fn found(page: &Page, thing: usize, all: &mut Candidates) {
    let draft = &page.things[thing];
    let places = || draft.mentions.iter().filter_map(|seen| seen.place.in_text());
    if !KINDS.contains(&draft.kind) || places().next().is_none() || employs(page, thing) {
        return;
    }
    let candidate = of(all, draft.kind, &draft.name);
    candidate.places.extend(places());
    candidate.thing = Some(thing);
    candidate.entry = draft.entry.or(candidate.entry);
    let senses = page.lexicon.senses(&name::key(&draft.name));
    let other = if draft.kind == Kind::Tool { Kind::Company } else { Kind::Tool };
    let sense = senses.iter().find(|s| s.kind == other);
    if sense.is_some() || senses.is_empty() || other == Kind::Tool {
        let candidate = of(all, other, &draft.name);
        candidate.places.extend(places());
        candidate.entry = sense.map(|s| s.entry);
    }
}

/// Whether somebody works there: then it is a company, whatever its name looks like.
fn employs(page: &Page, thing: usize) -> bool {
    let object = End::Entity(thing);
    page.claims.iter().any(|said| said.relation == Relation::WorksAt && said.object == object)
}

/// The candidate of a kind and name.
fn of<'c>(all: &'c mut Candidates, kind: Kind, name: &str) -> &'c mut NameCandidate {
    all.entry((kind, name::key(name))).or_insert_with(|| NameCandidate {
        kind,
        name: name.to_string(),
        entry: None,
        thing: None,
        places: Vec::new(),
    })
}

/// Names of the catalogue that no rule took.
fn known(page: &Page, block: usize, free: &mut [bool], all: &mut Candidates) {
    let mut spots: Vec<&Spot> = page.spots[block].iter().filter(|s| names(s)).collect();
    spots.sort_by_key(|s| (std::cmp::Reverse(s.to - s.from), s.from));
    for spot in spots {
        if !free[spot.from..spot.to].iter().all(|f| *f) || !is_written_as_name(page, block, spot) {
            continue;
        }
        free[spot.from..spot.to].fill(false);
        for kind in KINDS {
            let sense: Option<&Sense> = spot.senses.iter().find(|s| s.kind == kind);
            // A company may be named for its product, hardly a tool for an unknown company.
            if sense.is_none() && kind == Kind::Company {
                continue;
            }
            let written = page.text(block, spot.from..spot.to);
            let name = sense.map_or(&*written, |s| page.lexicon.entry(s.entry).name);
            let candidate = of(all, kind, name);
            candidate.entry = candidate.entry.or(sense.map(|s| s.entry));
            candidate.places.push((block, spot.from..spot.to));
        }
    }
}

/// Whether a spelling may mean a tool or a company.
fn names(spot: &Spot) -> bool {
    spot.senses.iter().any(|s| KINDS.contains(&s.kind))
}

/// Whether the words at a place can be a name: with a capital, as code, no words of the language, or
/// the small letters in which the catalogue has it (`git`).
fn is_written_as_name(page: &Page, block: usize, spot: &Spot) -> bool {
    let any = |flags: u16| (spot.from..spot.to).any(|i| page.token(block, i).is(flags));
    let ordinary = |i: usize| page.dictionary(block, i).is_some();
    let usual = |s: &Sense| {
        let written = page.word(block, spot.from);
        let spelled = || page.lexicon.aliases(s.entry).contains(&written) || s.surface == written;
        s.kind == Kind::Tool && s.score >= 40 && spot.to - spot.from == 1 && spelled()
    };
    // “Keynote:” in the notes on an event is one.
    if page.is_in(&words::SESSION, block, spot.from) && !any(flag::CODE) {
        return false;
    }
    any(flag::CAPITAL | flag::CAMEL | flag::CODE)
        || !(spot.from..spot.to).all(ordinary)
        || spot.senses.iter().any(usual)
}

/// Names that nobody knows: runs of capitalised words, words in code format, words of no language.
fn unknown(page: &Page, block: usize, free: &[bool], all: &mut Candidates) {
    let mut i = 0;
    while i < free.len() {
        let range = if free[i] { name_at(page, block, i, free) } else { None };
        let Some(range) = range else {
            i += 1;
            continue;
        };
        i = range.end;
        let name = page.text(block, range.clone());
        let token = page.token(block, range.start);
        let company = token.is(flag::CAPITAL) && !token.is(flag::CODE);
        for kind in KINDS.into_iter().filter(|kind| company || *kind == Kind::Tool) {
            of(all, kind, &name).places.push((block, range.clone()));
        }
    }
}

/// The name that begins at a token.
fn name_at(page: &Page, block: usize, i: usize, free: &[bool]) -> Option<Range<usize>> {
    let token = page.token(block, i);
    if !token.is(flag::WORD) || token.is(flag::HANDLE | flag::TAG | flag::NUMBER | flag::IMAGE) {
        return None;
    }
    if token.is(flag::CODE) {
        return in_code(page, block, i);
    }
    let strange = is_strange(page, block, i);
    if !token.is(flag::CAPITAL) {
        return (strange && is_spelled(page, block, i)).then_some(i..i + 1);
    }
    let run = run(page, block, i, free);
    let plain = page.is_in(&words::NOT_NAMES, block, i);
    let first = token.is(flag::FIRST) || page.is_heading(block);
    let fits = !plain && (!first || strange || token.is(flag::UPPER)) && run.len() <= 4;
    fits.then_some(run)
}

/// A single word in code format: `asyncio`, not a call or a path.
fn in_code(page: &Page, block: usize, i: usize) -> Option<Range<usize>> {
    let code = |i: usize| page.token(block, i).is(flag::CODE);
    let before = i > 0 && code(i - 1);
    let alone = !before && !code(i + 1);
    let word = page.word(block, i);
    let fits = word.len() > 1 && word.starts_with(|c: char| c.is_alphabetic());
    (alone && fits).then_some(i..i + 1)
}

/// The capitalised words that stand together, with figures after the first.
fn run(page: &Page, block: usize, from: usize, free: &[bool]) -> Range<usize> {
    let link = page.token(block, from).link;
    let goes_on = |i: usize| {
        let token = page.token(block, i);
        free.get(i) == Some(&true)
            && token.link == link
            && token.is(flag::CAPITAL | flag::CAMEL | flag::NUMBER)
            && !token.is(flag::CODE | flag::HANDLE)
            && !page.is_in(&words::NOT_NAMES, block, i)
            && page.same_sentence(block, from, i)
    };
    let mut to = from + 1;
    while goes_on(to) {
        to += 1;
    }
    from..to
}

/// Whether no dictionary and no list of names has the word.
fn is_strange(page: &Page, block: usize, i: usize) -> bool {
    let key = page.key(block, i);
    let unnamed = || {
        let known = page.name_word(block, i);
        known.given == 0 && known.surname == 0
    };
    key.len() > 1 && page.dictionary(block, i).is_none() && unnamed()
}

/// Whether a word in small letters looks like the name of software: `pybind11`, `conda-forge`, or a
/// link of its own.
fn is_spelled(page: &Page, block: usize, i: usize) -> bool {
    let word = page.word(block, i);
    let odd = word.contains(['-', '_', '.']) || word.contains(|c: char| c.is_ascii_digit());
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 2 && (odd || page.token(block, i).link > 0) && !is_compound(page, word)
}

/// Whether ordinary words are joined by hyphens: “well-known”.
fn is_compound(page: &Page, word: &str) -> bool {
    let parts = || word.split(['-', '.', '_']).filter(|part| !part.is_empty());
    parts().count() > 1 && parts().all(|part| page.lexicon.word(&name::key(part)).is_some())
}
