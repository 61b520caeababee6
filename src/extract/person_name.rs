//! Full names of people: runs of capitalised words that look like a name and stand where one would.
//!
//! Definition: score = how common the words are as given name and surname − how common they are as
//! words + what stands around (a profile link, “by”, a verb of speaking, a possessive …). A run is a
//! name from [`ENOUGH`] on; support from several places of the note adds up.
//! Cost: a few look-ups for each capitalised run. Source: our own; the weights were set by hand.

use crate::extract::page::Page;
use crate::extract::page::Place;
use crate::extract::profile;
use crate::extract::token::flag;
use crate::extract::words;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

const RULE: &str = "person-name";
/// The score from which a run is taken for a name.
const ENOUGH: f32 = 2.5;

/// A run of words that may be a name.
struct Candidate {
    block: usize,
    range: Range<usize>,
    score: f32,
}

/// Finds full names.
pub fn run(page: &mut Page) {
    let mut candidates = Vec::new();
    for block in 0..page.blocks.len() {
        in_block(page, block, &mut candidates);
    }
    let mut best: BTreeMap<String, (f32, usize)> = BTreeMap::new();
    for c in &candidates {
        let key = crate::name::key(&page.text(c.block, c.range.clone()));
        let (score, count) = best.entry(key).or_insert((0.0, 0));
        *score = score.max(c.score);
        *count += 1;
    }
    candidates.retain(|c| {
        let (score, count) = best[&crate::name::key(&page.text(c.block, c.range.clone()))];
        score + 0.4 * (count.min(3) - 1) as f32 >= ENOUGH
    });
    let names: Vec<String> =
        candidates.iter().map(|c| tidy(&page.text(c.block, c.range.clone()))).collect();
    for (c, name) in candidates.into_iter().zip(&names) {
        let (score, _) = best[&crate::name::key(name)];
        let confidence = (0.78 + 0.05 * (score - ENOUGH)).clamp(0.7, 0.97);
        let full = fullest(&names, name);
        let place = Place::words(c.block, c.range);
        let person = page.mention(Kind::Person, full, place, RULE, confidence);
        page.also_named(person, name);
    }
    again(page);
}

/// Finds the names taken once more where the place alone said too little.
fn again(page: &mut Page) {
    let names: BTreeMap<String, usize> = (0..page.things.len())
        .filter(|&t| page.things[t].kind == Kind::Person)
        .map(|t| (crate::name::key(&page.things[t].name), t))
        .collect();
    let firsts: BTreeSet<String> =
        page.things.iter().filter_map(|t| t.name.split(' ').next().map(crate::name::key)).collect();
    for block in 0..page.blocks.len() {
        for from in 0..page.blocks[block].len() {
            if !page.is_capital(block, from)
                || !firsts.contains(page.key(block, from))
                || page.owner(block, from).is_some()
            {
                continue;
            }
            let found = (2..5).find_map(|n| {
                let to = (from + n).min(page.blocks[block].len());
                let key: String = (from..to).map(|i| page.key(block, i)).collect();
                names.get(&key).map(|&person| (person, from..to))
            });
            if let Some((person, range)) = found.filter(|(_, r)| r.len() > 1) {
                page.mention_of(person, Place::words(block, range), RULE, 0.8);
            }
        }
    }
}

/// The longest of the names that this one is the beginning or the end of: “Aguera y Arcas” of
/// “Blaise Aguera y Arcas”.
fn fullest<'n>(names: &'n [String], name: &'n str) -> &'n str {
    let ends = |long: &str| {
        long.strip_suffix(name).is_some_and(|rest| rest.ends_with(' '))
            || long.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
    };
    let longer = names.iter().map(String::as_str).filter(|long| ends(long));
    longer.max_by_key(|long| long.len()).unwrap_or(name)
}

/// A name written all in capitals is shown with small letters.
fn tidy(name: &str) -> String {
    let shouting = |w: &str| w.chars().count() > 3 && w.chars().all(|c| c.is_uppercase());
    if !name.split(' ').all(shouting) {
        return name.to_string();
    }
    let calm = |w: &str| {
        let mut chars = w.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    };
    name.split(' ').map(calm).collect::<Vec<_>>().join(" ")
}

fn in_block(page: &Page, block: usize, candidates: &mut Vec<Candidate>) {
    let mut i = 0;
    while i < page.blocks[block].len() {
        let run = capital_run(page, block, i);
        if run.len() < 2 {
            i = run.end.max(i + 1);
            continue;
        }
        match best_in(page, block, run.clone()) {
            Some(candidate) => {
                i = candidate.range.end;
                candidates.push(candidate);
            }
            None => i = run.end,
        }
    }
}

/// The capitalised words from `from` on, with particles and initials between them.
fn capital_run(page: &Page, block: usize, from: usize) -> Range<usize> {
    let opens =
        |i: usize| page.is_capital(block, i) && !words::has(words::NOT_NAMES, page.key(block, i));
    if !opens(from) {
        return from..from;
    }
    let mut to = from + 1;
    while to < page.blocks[block].len() && to - from < 7 {
        if page.token(block, to).link != page.token(block, from).link
            || !page.same_sentence(block, from, to)
        {
            break;
        }
        let after_initial = page.word(block, to) == "." && is_initial(page.word(block, to - 1));
        let particle = |i: usize| is_particle(page, block, i);
        let joins = after_initial || particle(to) && !opens(to);
        let on = opens(to + 1) || particle(to + 1) && opens(to + 2);
        if opens(to) || joins && on {
            to += 1;
        } else {
            break;
        }
    }
    from..to
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

fn is_particle(page: &Page, block: usize, i: usize) -> bool {
    words::has(words::PARTICLES, page.word(block, i))
}

/// The best name within a run.
fn best_in(page: &Page, block: usize, run: Range<usize>) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for from in run.clone() {
        // A name that begins further on must be a better one: “CTO Ed Huang”.
        for to in (from + 2..=run.end.min(from + 6)).rev() {
            let Some(words) = name_score(page, block, from..to, run.clone()) else { continue };
            let score = words + context(page, block, from..to);
            if score > best.as_ref().map_or(1.0, |b| b.score + 0.1) {
                best = Some(Candidate { block, range: from..to, score });
            }
        }
    }
    best
}

/// How much the words look like a name, or `None` if they cannot be one.
fn name_score(page: &Page, block: usize, range: Range<usize>, run: Range<usize>) -> Option<f32> {
    let (first, last) = (range.start, range.end - 1);
    if !page.is_capital(block, first) || !page.is_capital(block, last) {
        return None;
    }
    if words::has(words::PLACES, page.key(block, first))
        || range.clone().any(|i| never(page, block, i))
        || named_otherwise(page, block, range.clone())
    {
        return None;
    }
    let count = range.clone().filter(|&i| page.token(block, i).is(flag::CAPITAL)).count();
    if count > 4 {
        return None;
    }
    let given = page.lexicon.name_word(page.key(block, first));
    let surname = surname_of(page, block, last);
    let mut score = match given.given {
        8.. => 2.5,
        6..=7 => 2.1,
        3..=5 => 1.6,
        2 => 1.2,
        _ if is_initial(page.word(block, first)) => 0.6,
        _ => rarity(page, block, first) * 0.7,
    };
    score += match surname {
        5.. => 1.5,
        2..=4 => 1.0,
        _ => rarity(page, block, last) * 0.8,
    };
    score -= ordinary(page, block, first) * if given.given >= 8 { 0.4 } else { 1.2 };
    score -= ordinary(page, block, last) * if surname >= 5 { 0.4 } else { 1.2 };
    for i in first + 1..last {
        let middle = page.lexicon.name_word(page.key(block, i));
        let fits = middle.given > 2 || middle.surname > 2 || is_initial(page.word(block, i));
        let fits = fits || is_particle(page, block, i) || page.word(block, i) == ".";
        score -= if fits { 0.0 } else { 0.4 + ordinary(page, block, i) };
    }
    // Words left over on either side speak against it: “Alex Soto Conference Hall”.
    score -= 0.3 * (run.end - range.end) as f32 + 0.15 * (range.start - run.start) as f32;
    Some(score)
}

/// A word that is in no person's name.
fn never(page: &Page, block: usize, i: usize) -> bool {
    let (word, key) = (page.word(block, i), page.key(block, i));
    let token = page.token(block, i);
    let shouting = token.is(flag::UPPER) && key.len() > 2 && {
        let known = page.lexicon.name_word(key);
        known.given < 3 && known.surname < 3
    };
    shouting
        || token.is(flag::NUMBER | flag::CODE | flag::TAG)
        || word.chars().any(|c| c.is_ascii_digit() || c == '_')
        || words::has(words::ROLES, key)
        || words::has(words::SESSION, key)
        || words::has(words::EVENT_WORDS, key)
        || words::has(words::COMPANY_WORDS, key) && page.lexicon.name_word(key).surname < 5
        || key.ends_with("conf")
        || key.len() > 6 && key.ends_with("ification")
}

/// Whether the catalogue knows the words as a tool, company or event, or the first as a tool.
fn named_otherwise(page: &Page, block: usize, range: Range<usize>) -> bool {
    let first = range.start;
    page.spots[block].iter().any(|spot| {
        let whole = spot.from <= first && spot.to >= range.end;
        let part = spot.from >= first && spot.to <= range.end;
        if !whole && !part {
            return false;
        }
        let known = |s: &crate::curated::Sense| {
            let strong = !s.ambiguous && s.score >= 12;
            match s.kind {
                Kind::Topic => whole && s.score >= 40,
                Kind::Company => whole || strong && spot.to - spot.from > 1,
                _ => whole || strong && s.score >= 30,
            }
        };
        let named = page.lexicon.name_word(&spot.key);
        (whole || named.given < 4 && named.surname < 4) && spot.senses.iter().any(known)
    })
}

/// The class of a word as a surname; of a double name, the better part's.
fn surname_of(page: &Page, block: usize, i: usize) -> u8 {
    let whole = page.lexicon.name_word(page.key(block, i)).surname;
    let parts = page.word(block, i).split(['-', '‑']);
    let parts = parts.map(|p| page.lexicon.name_word(&crate::name::key(p)).surname);
    parts.max().unwrap_or(0).max(whole)
}

/// 1 for a word that no dictionary knows, 0 for a plain one.
fn rarity(page: &Page, block: usize, i: usize) -> f32 {
    match page.lexicon.word(page.key(block, i)) {
        None => 1.0,
        Some(w) if w.frequency == 0 && w.dictionaries < 3 => 0.7,
        Some(w) if w.capital > 80 => 0.5,
        Some(_) => 0.0,
    }
}

/// 1 for a word that is common in lower case, 0 for a name or a rare word.
fn ordinary(page: &Page, block: usize, i: usize) -> f32 {
    match page.lexicon.word(page.key(block, i)) {
        Some(w) if w.capital >= 70 => 0.0,
        Some(w) if w.frequency >= 4 => 1.0,
        Some(w) if w.frequency >= 1 || w.dictionaries >= 6 => 0.6,
        _ => 0.0,
    }
}

/// What speaks for a person around the words.
fn context(page: &Page, block: usize, range: Range<usize>) -> f32 {
    let mut score: f32 = 0.0;
    let link = page.token(block, range.start).link;
    if link > 0 && profile::of(&page.document.links[link as usize - 1].target).is_some() {
        score += 1.6;
    }
    let before = if range.start > 0 { page.word(block, range.start - 1) } else { "" };
    let before2 = if range.start > 1 { page.key(block, range.start - 2) } else { "" };
    let after = page.word(block, range.end);
    if matches!(
        page.key(block, range.start.wrapping_sub(1)),
        "by" | "speaker" | "speakers" | "with" | "thanks" | "thank"
    ) {
        score += 0.9;
    }
    if before == ":"
        && matches!(before2, "speaker" | "speakers" | "presenter" | "by" | "author" | "host")
    {
        score += 1.5;
    }
    score += labelled(page, block, range.start);
    if words::has(words::SPEAKS, page.key(block, range.end)) {
        score += 1.3;
    }
    if matches!(after, "'s" | "’s") {
        let session = (1..6).any(|k| words::has(words::SESSION, page.key(block, range.end + k)));
        score += if session { 1.2 } else { 0.4 };
    }
    if after == "(" || page.token(block, range.end).is(flag::HANDLE) {
        score += if page.token(block, range.end + 1).is(flag::HANDLE) { 1.5 } else { 0.5 };
    }
    if matches!(page.key(block, range.end), "from" | "at" | "and" | "who" | "of") {
        score += 0.3;
    }
    let whole = range.start == 0 && range.end == page.blocks[block].len();
    if whole && page.token(block, 0).is(flag::STRONG | flag::EMPHASIS) {
        score += 0.5;
    }
    let thanked =
        before == "to" && !matches!(before2, "went" | "go" | "going" | "trip" | "travel" | "back");
    if matches!(before, "in" | "to" | "the" | "near" | "a") && !thanked {
        score -= 1.2;
    }
    score
}

/// A line that begins with “Speakers:” lists people; one that is bold and ends with a company in
/// brackets most often names one.
fn labelled(page: &Page, block: usize, at: usize) -> f32 {
    let label = matches!(
        page.key(block, 0),
        "speaker" | "speakers" | "presenter" | "presenters" | "panelists" | "panellists"
    );
    let listed = label && page.word(block, 1) == ":" && at > 2 && page.same_sentence(block, 0, at);
    let bold = at == 0 && page.token(block, 0).is(flag::STRONG) && page.blocks[block].len() < 12;
    match (listed, bold) {
        (true, _) if matches!(page.word(block, at - 1), "," | "and" | "&") => 1.5,
        (_, true) => 0.7,
        _ => 0.0,
    }
}
