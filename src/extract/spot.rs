//! Where names of the catalogue stand in a block, before anybody says what they mean there.

use crate::curated::entry::Sense;
use crate::curated::entry::Senses;
use crate::curated::layout;
use crate::curated::lexicon::Lexicon;
use crate::extract::token::Words;
use crate::extract::token::flag;
use crate::extract::words::List;
use crate::vocabulary::Kind;

/// A spelling that the catalogue knows, in a block.
#[derive(Clone, Debug)]
pub struct Spot<'l> {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The folded key.
    pub key: &'l str,
    /// Its hash.
    pub hash: u64,
    /// What it may mean, best attested first.
    pub senses: Senses<'l>,
}

/// The longest known spelling may have this many words.
const LONGEST: usize = 7;

/// Places of several words of which some are names: “Salt Lake City” has no Salt in it.
const PLACES: [&str; 12] = [
    "fort worth", "grand rapids", "half moon bay", "hong kong", "las vegas", "new orleans",
    "palm springs", "redwood city", "salt lake city", "san diego", "santa clara", "sun valley",
];

/// Their first words.
static PLACES_BEGIN: List = List::of(&[
    "fort", "grand", "half", "hong", "las", "new", "palm", "redwood", "salt", "san", "santa", "sun",
]);

/// Finds all known spellings, the longest at each place first; they may overlap.
/// Cost: at most seven look-ups a token; most often one or two, for no spelling goes on.
pub fn spots<'l>(words: &Words, text: &str, lexicon: &'l Lexicon) -> Vec<Spot<'l>> {
    let mut found = Vec::new();
    let mut place = 0..0;
    for from in 0..words.len() {
        let token = words.tokens[from];
        if !token.is(flag::WORD) {
            continue;
        }
        if token.is(flag::CAPITAL)
            && let Some(end) = place_end(words, from)
        {
            place = from..end;
        }
        let first = found.len();
        for (to, hash, count) in spelled(words, text, lexicon, from) {
            let part = to < place.end || from > place.start && to <= place.end;
            if part {
                continue;
            }
            let written = &text[token.start as usize..words.tokens[to - 1].end as usize];
            let (key, mut senses) = lexicon.spelled(hash);
            senses.retain(|s| fits(s, written, count, lexicon));
            if !senses.is_empty() {
                found.push(Spot { from, to, key, hash, senses });
            }
        }
        found[first..].reverse();
    }
    found
}

/// The ends of the known spellings that begin at a token, the shortest first, with the hash of the key
/// and the number of words of each.
fn spelled<'w>(
    words: &'w Words,
    text: &'w str,
    lexicon: &'w Lexicon,
    from: usize,
) -> impl Iterator<Item = (usize, u64, usize)> + 'w {
    let sentence = words.tokens[from].sentence;
    let (mut to, mut hash, mut count) = (from, layout::START, 0);
    std::iter::from_fn(move || {
        loop {
            let token = words.tokens.get(to)?;
            let word = token.is(flag::WORD);
            let mark = || &text[token.start as usize..token.end as usize];
            count += usize::from(word);
            if token.sentence != sentence || count > LONGEST || !word && !joins(mark()) {
                return None;
            }
            hash = if to == from { token.hash } else { layout::extend(hash, words.key(to)) };
            if !lexicon.may_begin(hash) {
                return None;
            }
            to += 1;
            let ends = word || matches!(words.key(to - 1), "+" | "#");
            if ends && lexicon.knows_hash(hash) {
                return Some((to, hash, count));
            }
        }
    })
}

/// One past the last token of the place that begins at this token, if one does.
fn place_end(words: &Words, from: usize) -> Option<usize> {
    if !PLACES_BEGIN.may_have(words.tokens[from].hash) {
        return None;
    }
    let is = |place: &&&str| {
        let mut parts = place.split(' ').enumerate();
        parts.all(|(i, part)| words.key_at(from + i) == part)
    };
    PLACES.iter().find(is).map(|place| from + place.split(' ').count())
}

/// Whether the words can be meant as this spelling: “I am” is no IAM, “did i” no Didi, “C. Python” as a
/// heading's letter and word no CPython, “source tree” no Sourcetree, “aws” in the middle of a sentence no AWS, “USPs” no USPS.
fn fits(sense: &Sense, written: &str, words: usize, lexicon: &Lexicon) -> bool {
    let surface = sense.surface;
    let lower = |text: &str| text.chars().any(char::is_lowercase);
    let upper = |text: &str| text.chars().any(char::is_uppercase);
    let one = || !surface.contains([' ', '-', '/', '.', '&']);
    let product = matches!(sense.kind, Kind::Company | Kind::Tool);
    if words > 1 && one() {
        let short = surface.chars().count() <= 6;
        // What is written as one word throughout is not meant by two everyday ones.
        let camel = surface.chars().skip(1).any(char::is_uppercase);
        if short || written.contains(". ") || product && !camel && !upper(written) {
            return false;
        }
    }
    let everyday = |text: &str| text.split(' ').all(|w| lexicon.word(&w.to_lowercase()).is_some());
    if product && surface.contains('-') && !upper(surface) && everyday(written) {
        return false;
    }
    let plural =
        || written.strip_suffix('s').is_some_and(|stem| lower(stem) || !surface.ends_with('S'));
    let acronym = || !lower(surface) && surface.chars().count() <= 5 && one();
    !lower(written) || !acronym() || plural()
}

/// Whether a mark of punctuation may stand inside a name.
fn joins(mark: &str) -> bool {
    matches!(
        mark,
        "-" | "‑" | "–" | "/" | "&" | "+" | "#" | "'" | "’" | "'s" | "’s" | "." | ":" | "!"
    )
}
