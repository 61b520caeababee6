//! Where names of the catalogue stand in a block, before anybody says what they mean there.

use crate::curated::Lexicon;
use crate::curated::Sense;
use crate::curated::layout;
use crate::extract::token::Words;
use crate::extract::token::flag;
use crate::vocabulary::Kind;

/// A spelling that the catalogue knows, in a block.
#[derive(Clone, Debug)]
pub struct Spot<'l> {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The folded key.
    pub key: String,
    /// Its hash.
    pub hash: u64,
    /// What it may mean, best attested first.
    pub senses: Vec<Sense<'l>>,
}

/// The longest known spelling may have this many words.
const LONGEST: usize = 7;

/// Places of several words of which some are names: “Salt Lake City” has no Salt in it.
const PLACES: [&str; 12] = [
    "fort worth", "grand rapids", "half moon bay", "hong kong", "las vegas", "new orleans",
    "palm springs", "redwood city", "salt lake city", "san diego", "santa clara", "sun valley",
];

/// Finds all known spellings, the longest at each place first; they may overlap.
/// Cost: at most seven look-ups a token; most often one or two, for no spelling goes on.
pub fn spots<'l>(words: &Words, text: &str, lexicon: &'l Lexicon) -> Vec<Spot<'l>> {
    let mut found = Vec::new();
    let mut place = 0..0;
    for from in 0..words.len() {
        if !words.tokens[from].is(flag::WORD) {
            continue;
        }
        if let Some(end) = place_end(words, from) {
            place = from..end;
        }
        let first = found.len();
        let mut hash = words.tokens[from].hash;
        let mut count = 0;
        for to in from..words.len() {
            let token = words.tokens[to];
            let word = token.is(flag::WORD);
            let mark = &text[token.start as usize..token.end as usize];
            if token.sentence != words.tokens[from].sentence || !word && !joins(mark) {
                break;
            }
            if to > from {
                hash = layout::extend(hash, words.key(to));
            }
            count += usize::from(word);
            if count > LONGEST {
                break;
            }
            if !lexicon.may_begin(hash) {
                break;
            }
            let ends = word || matches!(words.key(to), "+" | "#");
            if ends && lexicon.knows_hash(hash) {
                let key = words.joined_key(from..to + 1);
                let start = words.tokens[from].start as usize;
                let written = &text[start..token.end as usize];
                let mut senses = lexicon.senses(key);
                senses.retain(|s| fits(s, written, count, lexicon));
                let part = to + 1 < place.end || from > place.start && to < place.end;
                if !senses.is_empty() && !part {
                    found.push(Spot { from, to: to + 1, key: key.to_string(), hash, senses });
                }
            }
        }
        found[first..].reverse();
    }
    found
}

/// One past the last token of the place that begins at this token, if one does.
fn place_end(words: &Words, from: usize) -> Option<usize> {
    if !words.tokens[from].is(flag::CAPITAL) {
        return None;
    }
    let is = |place: &&&str| {
        let mut parts = place.split(' ').enumerate();
        parts.all(|(i, part)| from + i < words.len() && words.key(from + i) == part)
    };
    PLACES.iter().find(is).map(|place| from + place.split(' ').count())
}

/// Whether the words can be meant as this spelling: “I am” is no IAM, “did i” no Didi, “C. Python” as a
/// heading's letter and word no CPython, “source tree” no Sourcetree, “aws” in the middle of a sentence no AWS, “USPs” no USPS.
fn fits(sense: &Sense, written: &str, words: usize, lexicon: &Lexicon) -> bool {
    let surface = sense.surface;
    let lower = |text: &str| text.chars().any(char::is_lowercase);
    let upper = |text: &str| text.chars().any(char::is_uppercase);
    let one = !surface.contains([' ', '-', '/', '.', '&']);
    let short = surface.chars().count() <= 5;
    let acronym = one && short && !surface.chars().any(char::is_lowercase);
    if words > 1 && one && (surface.chars().count() <= 6 || written.contains(". ")) {
        return false;
    }
    // What is written as one word throughout is not meant by two everyday ones.
    let camel = surface.chars().next().is_some_and(|first| upper(&surface[first.len_utf8()..]));
    let product = matches!(sense.kind, Kind::Company | Kind::Tool);
    if words > 1 && one && product && !camel && !upper(written) {
        return false;
    }
    let everyday = |text: &str| text.split(' ').all(|w| lexicon.word(&w.to_lowercase()).is_some());
    if product && surface.contains('-') && !upper(surface) && everyday(written) {
        return false;
    }
    let plural =
        written.strip_suffix('s').is_some_and(|stem| lower(stem) || !surface.ends_with('S'));
    !acronym || plural || !lower(written)
}

/// Whether a mark of punctuation may stand inside a name.
fn joins(mark: &str) -> bool {
    matches!(
        mark,
        "-" | "‑" | "–" | "/" | "&" | "+" | "#" | "'" | "’" | "'s" | "’s" | "." | ":" | "!"
    )
}
