//! What is known about words: ordinary ones, parts of people's names, nicknames.

use crate::TableText;
use crate::name;
use crate::tables;
use std::collections::BTreeMap;

/// Everything about words, by the folded word in lower case.
#[derive(Default)]
pub struct WordTables {
    /// Frequency, dictionaries, capital, parts of speech: a byte each, from the lowest.
    pub ordinary: BTreeMap<String, u32>,
    /// Class as a given name, class as a surname, then the bits [`WORD`] and so on.
    pub names: BTreeMap<String, u32>,
    /// The given names that a nickname may stand for.
    pub nicknames: BTreeMap<String, Vec<String>>,
}

const WORD: u32 = 1 << 16;
/// Also the name of a place.
pub const PLACE: u32 = 1 << 17;
/// Also the name of a tool, company, topic or event.
pub const THING: u32 = 1 << 18;

/// Reads all tables about words. If two have the same word, the higher number counts.
pub fn read(sources: &[TableText]) -> WordTables {
    let mut words = WordTables::default();
    for source in sources {
        let columns = tables::header(&source.text).map_or(vec![], |(_, columns)| columns);
        for row in tables::rows(&source.text, &columns) {
            let word = name::fold(row.name()).to_lowercase();
            match source.table.file {
                "common_words.tsv" => words.add_ordinary(word, &row),
                "given_names.tsv" => words.add_name(word, &row, 0),
                "surnames.tsv" => words.add_name(word, &row, 8),
                "nicknames.tsv" => words.add_nickname(word, &row),
                _ => break,
            }
        }
    }
    words
}

impl WordTables {
    fn add_ordinary(&mut self, word: String, row: &tables::TableRow) {
        let number = |column| row.get(column).parse::<u8>().unwrap_or(0);
        let parts = row.get("pos").chars().fold(0u8, |bits, part| bits | part_of_speech(part));
        let mut new = [number("freq"), number("dicts"), number("cap_pct"), parts];
        let known = self.ordinary.entry(word).or_default();
        let old = known.to_le_bytes();
        if *known != 0 {
            // A measured share of capitals is better than an estimated one, so the later row counts.
            new = [new[0].max(old[0]), new[1].max(old[1]), new[2], new[3] | old[3]];
        }
        *known = u32::from_le_bytes(new);
    }

    fn add_name(&mut self, word: String, row: &tables::TableRow, shift: u32) {
        let known = self.names.entry(word).or_default();
        let class = row.get("class").parse::<u32>().unwrap_or(0).min(9);
        let old = (*known >> shift) & 0xff;
        *known = (*known & !(0xff << shift)) | (class.max(old) << shift);
        for also in row.list("also") {
            *known |= match also {
                "word" => WORD,
                "place" => PLACE,
                "tool" | "company" | "topic" | "event" => THING,
                _ => 0,
            };
        }
    }

    fn add_nickname(&mut self, word: String, row: &tables::TableRow) {
        let known = self.nicknames.entry(word).or_default();
        known.extend(row.list("names").into_iter().map(|n| name::fold(n).to_lowercase()));
        known.sort();
        known.dedup();
    }
}

/// The bit for a part of speech: `CommonWord::NOUN` and so on.
fn part_of_speech(letter: char) -> u8 {
    match letter {
        'n' => 1,
        'v' => 2,
        'a' => 4,
        'r' => 8,
        'f' => 16,
        _ => 0,
    }
}
