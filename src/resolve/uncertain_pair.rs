//! Two records that may or may not be one entity: what the rules leave for the user to decide.

/// Two records of a pair that the rules did not decide.
#[derive(Clone, Copy, Debug)]
pub struct UncertainPair {
    /// The shorter or earlier one.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Why it is uncertain.
    pub why: Uncertainty,
    /// How likely they are one entity, judged by the names alone, 0 to 1.
    pub likelihood: f32,
}

/// Why it is uncertain whether two records with similar names are one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncertainty {
    /// `N. Salceda`
    Initial,
    /// `Bob Smith`
    Nickname,
    /// `Greg Mullane` beside `Greg Sabino Mullane`
    MiddleName,
    /// `João Moura` beside `João Moura Lima`
    Longer,
    /// A letter or two differ.
    Spelling,
    /// More than one person fits.
    Several,
    /// `John B. Quill`, `John Q. Quill` and `John Quill`.
    OtherInitials,
    /// `@nvestergaard` beside `Nils Vestergaard`
    Handle,
    /// The same name, but the notes contradict.
    Namesakes,
    /// The same name, but different employers in one month. Such a pair is joined; all others are not.
    OneOrTwo,
}

impl UncertainPair {
    /// A pair with the usual likelihood for its uncertainty.
    pub fn new(a: usize, b: usize, why: Uncertainty) -> UncertainPair {
        UncertainPair { a, b, why, likelihood: why.likelihood() }
    }
}

impl Uncertainty {
    /// How likely such a pair is one entity, 0 to 1.
    pub fn likelihood(self) -> f32 {
        match self {
            Uncertainty::Namesakes | Uncertainty::OneOrTwo => 1.0,
            Uncertainty::MiddleName => 0.8,
            Uncertainty::Nickname => 0.7,
            Uncertainty::Longer | Uncertainty::Spelling | Uncertainty::Handle => 0.5,
            Uncertainty::Initial | Uncertainty::Several | Uncertainty::OtherInitials => 0.4,
        }
    }

    /// The reason in words, to follow “Kept apart:”.
    pub fn words(self) -> &'static str {
        match self {
            Uncertainty::Initial => "one name is only an initial",
            Uncertainty::Nickname => "one first name may be short for the other, or may not",
            Uncertainty::MiddleName => "one has a name more in the middle",
            Uncertainty::Several => "more than one person fits",
            Uncertainty::OtherInitials => "the initials in the middle tell them apart",
            Uncertainty::Longer => "one has a name more at the end",
            Uncertainty::Spelling => "they are spelled differently",
            Uncertainty::Handle => "one is a handle that spells the other's name",
            Uncertainty::Namesakes => {
                "people of this name have different accounts and different employers"
            }
            Uncertainty::OneOrTwo => "the notes of one month name different employers",
        }
    }
}
