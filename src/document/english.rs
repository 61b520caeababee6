//! A cheap guess whether prose is English: its small words against those of other languages.

use crate::document::Block;

/// Whether the blocks are English. Too little prose to tell counts as English if it is mostly ASCII. Cost: the
/// first 500 words.
pub fn is_english(blocks: &[Block]) -> bool {
    let (mut english, mut other, mut ascii, mut wide) = (0, 0, 0, 0);
    let words = blocks.iter().flat_map(|b| b.text.split(|c: char| !c.is_alphabetic()));
    for word in words.filter(|w| !w.is_empty()).take(500) {
        if word.is_ascii() {
            ascii += 1;
        } else {
            wide += word.chars().count();
        }
        let Some(small) = packed(word.as_bytes()) else { continue };
        english += usize::from(ENGLISH.binary_search(&small).is_ok());
        other += usize::from(OTHERS.binary_search(&small).is_ok());
    }
    if english + other < 5 { ascii >= wide } else { english > other && english * 2 > wide / 8 }
}

/// The length of the longest small word.
const LONGEST: usize = 5;

/// A short word in lower case as one number, which compares faster than a string and in the same order. `None` for
/// longer words.
const fn packed(word: &[u8]) -> Option<u64> {
    if word.len() > LONGEST {
        return None;
    }
    let mut bytes = [0; 8];
    let mut at = 0;
    while at < word.len() {
        bytes[at] = word[at].to_ascii_lowercase();
        at += 1;
    }
    Some(u64::from_be_bytes(bytes))
}

/// A list of small words, packed when the program is compiled.
const fn all<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut numbers = [0; N];
    let mut at = 0;
    while at < N {
        numbers[at] = match packed(words[at].as_bytes()) {
            Some(number) => number,
            None => panic!("a small word is no longer than that"),
        };
        at += 1;
    }
    numbers
}

const ENGLISH: [u64; 40] = all([
    "about", "and", "are", "as", "at", "be", "been", "but", "by", "can", "for", "from", "had",
    "has", "have", "he", "how", "if", "is", "it", "my", "not", "of", "on", "or", "our", "that",
    "the", "their", "they", "this", "to", "was", "we", "were", "what", "which", "with", "you",
    "your",
]);

const OTHERS: [u64; 58] = all([
    "auf", "av", "bij", "che", "com", "con", "da", "das", "de", "del", "della", "den", "der",
    "des", "det", "di", "die", "dla", "do", "een", "ein", "eine", "el", "en", "er", "es", "est",
    "et", "het", "ich", "ikke", "il", "ist", "jak", "je", "la", "las", "le", "les", "los", "mit",
    "na", "nicht", "nie", "och", "og", "para", "pour", "que", "som", "sur", "um", "und", "van",
    "von", "voor", "wir", "zu",
]);
