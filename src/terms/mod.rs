//! The terms of a note, by which notes are compared: stems of its words, in order, and those of its title and tags.
//!
//! Definition: a word is a run of letters and digits, folded; stop words and single letters are left out. Two words
//! in a row in a sentence, not counting stop words, are a pair.
//! Cost: linear in the prose. Source: Porter's stemmer for English (Snowball), and a short list of stop words.

use crate::date::Date;
use crate::document::Document;
use crate::name;
use crate::note::Note;
use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;

mod stop_words;

/// The terms of one note, and what else notes are compared by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// The note's path, relative to the notes folder.
    pub note: String,
    /// Its title as written.
    pub title: String,
    /// The title in its front matter or properties, whatever its first heading is.
    pub named: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Its tags as written.
    pub tags: Vec<String>,
    /// Whether it is a draft, so that a link to it may be broken.
    pub draft: bool,
    /// The words of the prose, headings included, in order.
    pub words: Vec<Term>,
    /// Hashes of the stems of the title, in order.
    pub title_stems: Vec<u64>,
    /// The prose that the words are in.
    text: String,
    /// The sentences as ranges of the prose.
    sentences: Vec<(u32, u32)>,
}

/// A word of the prose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Hash of its stem.
    pub stem: u64,
    /// Number of its sentence in the note, from 0.
    pub sentence: u32,
    /// First byte in the prose.
    start: u32,
    /// One past the last byte.
    end: u32,
}

/// The weight of a word in a title and in a tag; in prose it is 1.
const TITLE: f32 = 3.0;
const TAG: f32 = 2.0;

/// The terms of a note.
pub fn of(note: &Note, document: &Document) -> Terms {
    let stemmer = Stemmer::create(Algorithm::English);
    let title = document.title.as_ref().map_or("", |t| &t.value).trim().to_string();
    let mut terms = Terms {
        note: note.path.clone(),
        date: document.date,
        tags: document.tags.iter().map(|t| t.value.clone()).collect(),
        title_stems: stems(&stemmer, &title),
        named: document.field(&["title"]).map(|text| text.value.trim().to_string()),
        draft: is(document, "draft", "true") || is(document, "published", "false"),
        title,
        ..Terms::default()
    };
    for block in &document.blocks {
        for range in &block.sentences {
            terms.read(&stemmer, &block.text[range.clone()]);
        }
    }
    terms
}

fn is(document: &Document, key: &str, value: &str) -> bool {
    document.field(&[key]).is_some_and(|text| text.value.eq_ignore_ascii_case(value))
}

impl Terms {
    /// Adds a sentence.
    fn read(&mut self, stemmer: &Stemmer, sentence: &str) {
        let (base, number) = (self.text.len(), self.sentences.len() as u32);
        each(sentence, |at, word| {
            let (start, end) = ((base + at.start) as u32, (base + at.end) as u32);
            let stem = name::fingerprint(&stemmer.stem(word));
            self.words.push(Term { stem, sentence: number, start, end });
        });
        self.text.push_str(sentence);
        self.sentences.push((base as u32, self.text.len() as u32));
        self.text.push('\n');
    }

    /// The title, or the file name if there is none.
    pub fn shown(&self) -> &str {
        let file = self.note.rsplit('/').next().unwrap_or(&self.note);
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        if self.title.is_empty() { name } else { &self.title }
    }

    /// All words and pairs by hash, with their weighted counts: those in the title and in tags count more.
    pub fn counts(&self) -> Vec<(u64, f32)> {
        let mut all = Vec::with_capacity(self.words.len() * 2);
        for words in self.words.chunk_by(|a, b| a.sentence == b.sentence) {
            add(&mut all, words.iter().map(|w| w.stem), 1.0);
        }
        add(&mut all, self.title_stems.iter().copied(), TITLE);
        let stemmer = Stemmer::create(Algorithm::English);
        for tag in &self.tags {
            add(&mut all, stems(&stemmer, tag).into_iter(), TAG);
        }
        all.sort_unstable_by_key(|(hash, _)| *hash);
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        all
    }

    /// The first occurrence of a word or pair, as it is written.
    pub fn written(&self, hash: u64) -> Option<&str> {
        let words = &self.words;
        let one = words.iter().position(|w| w.stem == hash).map(|at| (at, at));
        let two = || {
            let pairs = words.windows(2).filter(|w| w[0].sentence == w[1].sentence);
            let same = |w: &&[Term]| pair(w[0].stem, w[1].stem) == hash;
            pairs.filter(same).map(|w| (w[0].start, w[1].end)).next()
        };
        let (start, end) = match one {
            Some((a, z)) => (words[a].start, words[z].end),
            None => two()?,
        };
        self.text.get(start as usize..end as usize)
    }

    /// A sentence by its number.
    pub fn sentence(&self, number: u32) -> &str {
        let range = self.sentences.get(number as usize).copied().unwrap_or_default();
        self.text.get(range.0 as usize..range.1 as usize).unwrap_or("")
    }
}

/// The hashes of the stems of a name.
pub fn stems_of(name: &str) -> Vec<u64> {
    stems(&Stemmer::create(Algorithm::English), name)
}

fn stems(stemmer: &Stemmer, text: &str) -> Vec<u64> {
    let mut stems = Vec::new();
    each(text, |_, word| stems.push(name::fingerprint(&stemmer.stem(word))));
    stems
}

/// The hash of a pair of words by those of its stems.
pub fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(21) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Adds words and their pairs.
fn add(all: &mut Vec<(u64, f32)>, words: impl Iterator<Item = u64>, weight: f32) {
    let mut last = None;
    for word in words {
        all.push((word, weight));
        all.extend(last.map(|last| (pair(last, word), weight)));
        last = Some(word);
    }
}

/// Calls `found` with each word that is not a stop word, folded, and its range.
fn each(text: &str, mut found: impl FnMut(Range<usize>, &str)) {
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let folded = name::lower(&text[from..at]);
                if folded.len() > 1 && !stop_words::is_stop_word(&folded) {
                    found(from..at, &folded);
                }
                start = None;
            }
            _ => {}
        }
    }
}
