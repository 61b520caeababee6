//! Invented names of people and organisations, so that models don't lean on the names that lists know.

use crate::train::layout::copies::style::pick;
use crate::train::numbers::random::Random;

const ROLES: [&str; 24] = [
    "Software Engineer",
    "CTO",
    "Senior Developer",
    "Developer Advocate",
    "Engineering Manager",
    "Co-founder",
    "Principal Engineer",
    "VP of Engineering",
    "Professor",
    "Lead Designer",
    "Product Manager",
    "Staff SRE",
    "Head of Data",
    "Consultant",
    "freelance developer",
    "Entwicklerin",
    "Director of Technology & Innovation",
    "Data Scientist",
    "Architect",
    "Chief Scientist",
    "UX Researcher",
    "Ingénieure logiciel",
    "Tech Lead",
    "PhD student",
];
const ORGANISATIONS: [&str; 20] = [
    "Google", "Netflix", "Spotify", "GitHub", "Shopify", "Zalando", "Microsoft", "Red Hat", "ING",
    "Monzo", "Fastly", "HashiCorp", "Adobe", "Etsy", "Trivago", "SoundCloud", "IBM",
    "Thoughtworks", "University of Turku", "ETH Zürich",
];
const KINDS: [&str; 10] =
    ["", "", "", "", " Labs", " GmbH", " Systems", " Data", " Software", " University"];
const GIVEN: [&str; 30] = [
    "Mara", "Jonas", "Aisha", "Piotr", "Chiara", "Diego", "Linnea", "Yuki", "Ravi", "Anke",
    "Thabo", "Noor", "Wei", "Ines", "Karel", "Sofia", "Malik", "Greta", "Andrei", "Keiko", "Sam",
    "Rosa", "Emeka", "Tove", "Hamid", "Lucía", "Milan", "Priya", "Owen", "Zanele",
];
const WORDS: [&str; 16] = [
    "Rose", "Spark", "Field", "Stone", "Winter", "Marsh", "Hope", "Bell", "Day", "Price", "Rivers",
    "Page", "Lane", "Frost", "Banks", "Love",
];
const SYLLABLES: [&str; 40] = [
    "ta", "ko", "ri", "me", "shi", "na", "lo", "va", "den", "ber", "gar", "mil", "os", "tru",
    "hal", "fen", "dri", "ska", "wol", "pe", "zu", "ian", "bru", "kel", "mo", "ros", "ti", "qua",
    "sen", "gor", "ab", "el", "un", "ny", "cha", "dor", "li", "mar", "vik", "yo",
];

/// A word of some syllables with a capital.
fn word(random: &mut Random) -> String {
    let many = 2 + random.below(2);
    let word: String = (0..many).map(|_| pick(random, &SYLLABLES)).collect();
    word[..1].to_uppercase() + &word[1..]
}

/// The name of a person.
pub fn person(random: &mut Random) -> String {
    let given = if random.unit() < 0.5 { pick(random, &GIVEN).to_string() } else { word(random) };
    let surname = match random.below(10) {
        0 | 1 => pick(random, &WORDS).to_string(),
        2 => format!("{}-{}", word(random), word(random)),
        3 => format!("van {}", word(random)),
        _ => word(random),
    };
    match random.below(12) {
        0 => format!("{given} {}. {surname}", &word(random)[..1]),
        _ => format!("{given} {surname}"),
    }
}

/// The name of an organisation.
pub fn organisation(random: &mut Random) -> String {
    if random.unit() < 0.5 {
        return pick(random, &ORGANISATIONS).to_string();
    }
    word(random) + pick(random, &KINDS)
}

/// What somebody does at work.
pub fn role(random: &mut Random) -> &'static str {
    pick(random, &ROLES)
}
