//! What is known about single words: ordinary ones and parts of people's names.

/// What is known about an ordinary word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommonWord {
    /// 1 + log2 of its count in talk descriptions, or 0 if there is none.
    pub frequency: u8,
    /// How many of 12 dictionaries have it.
    pub dictionaries: u8,
    /// How often it has a capital inside a sentence, in percent.
    pub capital: u8,
    /// Its parts of speech: bits `CommonWord::NOUN` and so on.
    pub parts: u8,
}

impl CommonWord {
    /// It is used as a noun.
    pub const NOUN: u8 = 1;
    /// It is used as a verb.
    pub const VERB: u8 = 2;
    /// It is used as an adjective.
    pub const ADJECTIVE: u8 = 4;
    /// It is used as an adverb.
    pub const ADVERB: u8 = 8;
    /// It is a function word: article, pronoun, preposition, auxiliary …
    pub const FUNCTION: u8 = 16;
}

/// What is known about a word as part of a person's name. Classes run from 9 (most common) to 2; 0 is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameWord {
    /// As a given name.
    pub given: u8,
    /// As a surname.
    pub surname: u8,
    /// Also an ordinary word.
    pub word: bool,
    /// Also a place.
    pub place: bool,
    /// Also a tool, company, topic or event.
    pub thing: bool,
}
