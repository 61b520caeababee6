//! A cheap guess whether prose is English: its small words against those of its neighbours.

use crate::document::Block;

/// Whether the blocks read as English. Too little prose to tell counts as English if it is mostly
/// ASCII. Cost: the first 3,000 words.
pub fn guess(blocks: &[Block]) -> bool {
    let (mut english, mut other, mut ascii, mut wide) = (0, 0, 0, 0);
    let words = blocks.iter().flat_map(|b| b.text.split(|c: char| !c.is_alphabetic()));
    for word in words.filter(|w| !w.is_empty()).take(3000) {
        if word.is_ascii() {
            ascii += 1;
        } else {
            wide += word.chars().count();
        }
        let mut buffer = [0; 8];
        let Some(lower) = lower_case(word, &mut buffer) else { continue };
        english += usize::from(ENGLISH.binary_search(&lower).is_ok());
        other += usize::from(OTHERS.binary_search(&lower).is_ok());
    }
    if english + other < 5 { ascii >= wide } else { english > other && english * 2 > wide / 8 }
}

/// The word in small letters; words too long or not ASCII are no small words.
fn lower_case<'b>(word: &str, buffer: &'b mut [u8; 8]) -> Option<&'b str> {
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok()
}

const ENGLISH: [&str; 40] = [
    "about", "and", "are", "as", "at", "be", "been", "but", "by", "can", "for", "from", "had",
    "has", "have", "he", "how", "if", "is", "it", "my", "not", "of", "on", "or", "our", "that",
    "the", "their", "they", "this", "to", "was", "we", "were", "what", "which", "with", "you",
    "your",
];

const OTHERS: [&str; 58] = [
    "auf", "av", "bij", "che", "com", "con", "da", "das", "de", "del", "della", "den", "der",
    "des", "det", "di", "die", "dla", "do", "een", "ein", "eine", "el", "en", "er", "es", "est",
    "et", "het", "ich", "ikke", "il", "ist", "jak", "je", "la", "las", "le", "les", "los", "mit",
    "na", "nicht", "nie", "och", "og", "para", "pour", "que", "som", "sur", "um", "und", "van",
    "von", "voor", "wir", "zu",
];
